//! A good image with some of its words changed and its sums made right again: verified and listed.

#![no_main]

#[path = "../../crates/heapfmt/tests/image/synthetic.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod synthetic;

use std::sync::LazyLock;

use heapfmt::dump::{Detail, Summary};
use heapfmt::header::HEADER_BYTES;
use heapfmt::reader::Container;
use heapfmt::verify::verify;
use libfuzzer_sys::fuzz_target;

static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(synthetic::sample_image);

/// Bytes of one change: a place in 8-byte words of the sections, and the word.
const CHANGE_BYTES: usize = 10;

fuzz_target!(|data: &[u8]| {
    let mut image = IMAGE.clone();
    let end = image.len() - heapfmt::header::END_MARK_BYTES;
    let n_words = (end - HEADER_BYTES) / 8;
    for change in data.as_chunks::<CHANGE_BYTES>().0 {
        let word = usize::from(u16::from_le_bytes([change[0], change[1]])) % n_words;
        let at = HEADER_BYTES + word * 8;
        image[at..at + 8].copy_from_slice(&change[2..]);
    }
    let mut header = Container::open(&image).expect("header and end mark are as they were").header().clone();
    for entry in &mut header.sections {
        let start = entry.file_offset.bytes() as usize;
        entry.checksum = crc32fast::hash(&image[start..start + entry.stored_len.bytes() as usize]);
    }
    let bytes = header.encode().expect("few sections");
    image[..HEADER_BYTES].copy_from_slice(&bytes);
    image[end..].copy_from_slice(&header.encode_end_mark());

    let _ = verify(&image);
    let container = Container::open(&image).expect("sums and end mark are right");
    if let Ok(summary) = Summary::of(&container, Detail::Code) {
        assert!(!summary.to_string().is_empty());
    }
});

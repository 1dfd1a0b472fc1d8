//! What holds for any bytes: nothing panics, and no change goes unnoticed.

use crate::synthetic::{sample_code, sample_image};
use heapfmt::builtins::{BuiltinEntry, BuiltinRow, BuiltinTable};
use heapfmt::dump::disassembly::disassemble;
use heapfmt::dump::{Detail, Summary};
use heapfmt::header::HEADER_BYTES;
use heapfmt::layout::Header;
use heapfmt::meta::{Application, PROPERTIES, PropertyType, PropertyValue};
use heapfmt::reader::Container;
use heapfmt::units::HeapOffset;
use heapfmt::verify::code::{ArgumentCount, CodeContext, ConstantKind, verify_code};
use heapfmt::verify::{verify, verify_bytes};
use heapfmt::walk::HeapBytes;
use proptest::prelude::*;

/// The sample image with the given words in it, and with sums that say it is whole.
fn resummed(mut image: Vec<u8>) -> Vec<u8> {
    let Ok(container) = Container::open(&image) else { return image };
    let mut header = container.header().clone();
    let sums: Vec<u32> =
        header.sections.iter().map(|entry| crc32fast::hash(container.section_bytes(entry))).collect();
    for (entry, sum) in header.sections.iter_mut().zip(sums) {
        entry.checksum = sum;
    }
    let bytes = header.encode().expect("few sections");
    image[..HEADER_BYTES].copy_from_slice(&bytes);
    let end = header.end_mark_at().bytes() as usize;
    image[end..].copy_from_slice(&header.encode_end_mark());
    image
}

/// Words that look like something: references near the sample's objects, headers, counts, noise.
fn heap_word() -> impl Strategy<Value = u64> {
    prop_oneof![
        (0..0x8000u64).prop_map(|offset| offset),
        (0..32u64, 0..16u64).prop_map(|(code, flags)| code << 3 | 7 | flags << 8),
        any::<u64>(),
        Just(Header::from_bits(0xff).bits()),
    ]
}

fn read_everything(bytes: &[u8]) {
    let report = verify(bytes);
    assert!(verify_bytes(bytes).is_clean() || !report.is_clean());
    if let Ok(container) = Container::open(bytes)
        && let Ok(summary) = Summary::of(&container, Detail::Code)
    {
        assert!(!summary.to_string().is_empty());
        assert!(!summary.to_json().to_string().is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_change_is_found(changes in prop::collection::vec((any::<prop::sample::Index>(), 1..=255u8), 1..4)) {
        let image = sample_image();
        let mut damaged = image.clone();
        for (at, bits) in changes {
            damaged[at.index(image.len())] ^= bits;
        }
        prop_assume!(damaged != image);
        prop_assert!(!verify_bytes(&damaged).is_clean());
        read_everything(&damaged);
    }

    #[test]
    fn any_heap_is_read_without_panic(
        words in prop::collection::vec((any::<prop::sample::Index>(), heap_word()), 1..8)
    ) {
        let mut image = sample_image();
        let container = Container::open(&image).expect("a whole container");
        let heap_at = container.header().heap_at.bytes() as usize;
        let n_words = container.header().heap_len.bytes() as usize / 8;
        for (at, word) in words {
            let at = heap_at + at.index(n_words) * 8;
            image[at..at + 8].copy_from_slice(&word.to_le_bytes());
        }
        read_everything(&resummed(image));
    }

    #[test]
    fn any_header_is_read_without_panic(
        words in prop::collection::vec((0..HEADER_BYTES / 8 - 1, heap_word()), 1..4)
    ) {
        let mut image = sample_image();
        for (at, word) in words {
            image[at * 8..at * 8 + 8].copy_from_slice(&word.to_le_bytes());
        }
        let sum = crc32fast::hash(&image[..HEADER_BYTES - 4]);
        image[HEADER_BYTES - 4..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
        read_everything(&image);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        let _ = Application::decode(&bytes);
        let _ = BuiltinTable::decode(&bytes);
        read_everything(&bytes);
        let start = HeapOffset::new(u64::MAX - 15).expect("aligned");
        prop_assert!(HeapBytes::new(start, &bytes).objects().count() <= bytes.len());
    }

    #[test]
    fn any_code_is_read_without_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u32>()), 0..6),
        n_registers in 0..20u32,
    ) {
        let mut code = sample_code();
        for (at, word) in changes {
            let at = at.index(code.len());
            code[at] = word;
        }
        let context = CodeContext {
            n_registers,
            n_constants: 2,
            constant_kind: &|_| ConstantKind::Symbol,
            builtin: &|row| (row == 0).then_some(ArgumentCount { least: 1, most: Some(1) }),
        };
        let verified = verify_code(&code, &context);
        let lines = disassemble(&code, |_| String::new());
        prop_assert!(verified.is_err() || lines.iter().all(|line| line.mnemonic != "data"));
    }

    #[test]
    fn tables_come_back(
        rows in prop::collection::btree_map("[A-Z:-]{1,12}", ("[a-z &]{0,12}", any::<u16>(), any::<bool>()), 0..20)
    ) {
        let entries = rows.iter().map(|(name, (lambda_list, version, referenced))| BuiltinEntry {
            row: BuiltinRow { name, lambda_list, version: *version },
            referenced: *referenced,
        });
        let table = BuiltinTable::new(entries.collect()).expect("names differ");
        let bytes = table.encode().expect("short texts");
        prop_assert_eq!(BuiltinTable::decode(&bytes), Ok(table.clone()));
    }

    #[test]
    fn applications_come_back(texts in prop::collection::vec(prop::option::of(".{0,20}"), PROPERTIES.len())) {
        let mut application = Application::default();
        for (info, text) in PROPERTIES.iter().zip(texts) {
            let value = match (info.value_type, text) {
                (PropertyType::Text, Some(text)) => PropertyValue::Text(text),
                (PropertyType::TextList, Some(text)) => PropertyValue::TextList(vec![text.clone(), text]),
                (PropertyType::Boolean, Some(text)) => PropertyValue::Boolean(text.len() > 5),
                _ => continue,
            };
            if info.scope != heapfmt::meta::Scope::Saving {
                application.set(info.property, value).expect("the type is right");
            }
        }
        prop_assert_eq!(Application::decode(&application.encode()), Ok(application));
    }
}

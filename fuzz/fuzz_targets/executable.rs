//! Any bytes as an executable, and a template and a program with a payload after any few changes.

#![no_main]

#[path = "../../crates/bundler/tests/executables/synthetic.rs"]
mod synthetic;

use std::sync::LazyLock;

use bundler::{AttachOptions, Payload, SLOT_LEN, Verdict, attach, detach, extract, info, verify};
use libfuzzer_sys::fuzz_target;

bundler::template_slot! {
    static SLOT = [7; 32];
}

const PAYLOAD: &[u8] = b"the payload";

/// A small template with this program's own slot.
static TEMPLATE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    SLOT.contents().expect("the slot is intact");
    let own = std::env::current_exe().and_then(std::fs::read).expect("this program can be read");
    let slot = info(own.as_slice()).expect("this program is a template").slot_offset as usize;
    synthetic::template(&own[slot..slot + SLOT_LEN])
});

static PROGRAM: LazyLock<Vec<u8>> = LazyLock::new(|| attached(&TEMPLATE).expect("it is a template"));

/// Fuzzed headers may ask for more than memory holds.
const MAX_LEN: u64 = 1 << 20;

fn attached(template: &[u8]) -> Option<Vec<u8>> {
    let attachment = attach(template, Payload::Slices(&[PAYLOAD]), &AttachOptions::default()).ok()?;
    (attachment.result_len() < MAX_LEN).then(|| attachment.to_vec().expect("it is in memory"))
}

fn examine(file: &[u8]) {
    let _ = info(file);
    if let Some(program) = attached(file) {
        assert_eq!(verify(program.as_slice()).ok(), Some(Verdict::Whole));
        let template = detach(program.as_slice()).expect("the program is whole").template;
        assert!(template == file || detach(file).is_ok_and(|detached| detached.template == template));
    }
    let mut payload = Vec::new();
    let extracted = extract(file, &mut payload);
    if let Ok(Verdict::Whole) = verify(file) {
        extracted.expect("a whole file has a whole payload");
        detach(file).expect("a whole file has a whole template");
    }
}

/// Every four bytes change one: its place from either end of the file, and its value.
fn changed(file: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    for change in changes.chunks_exact(4) {
        let place = usize::from(change[1]) | usize::from(change[2]) << 8;
        let place = if change[0] % 2 == 0 { place } else { file.len() - 1 - place % file.len() };
        if let Some(byte) = file.get_mut(place) {
            *byte = change[3];
        }
    }
    file
}

fuzz_target!(|data: &[u8]| {
    examine(data);
    examine(&changed(&TEMPLATE, data));
    let program = changed(&PROGRAM, data);
    if program != *PROGRAM {
        assert_ne!(verify(program.as_slice()).ok(), Some(Verdict::Whole));
    }
    examine(&program);
});

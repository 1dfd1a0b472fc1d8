//! Files that are not as they were written: everything is found, nothing crashes, nothing wrong is given out.

use std::process::Command;

use bundler::{
    AttachOptions, Error, Payload, SLOT_LEN, SlotError, Verdict, attach, detach, extract, info, verify,
};

use crate::fixture::{Libc, Program, attached, payload, template};
use crate::synthetic;

/// A small template with the slot of a real one.
pub(crate) fn small_template() -> Vec<u8> {
    let template = template(Libc::Musl);
    let slot = info(template).expect("it is a template").slot_offset as usize;
    synthetic::template(&template[slot..slot + SLOT_LEN])
}

/// Does everything there is to do with a file. Whatever is given out must be right.
fn examine(file: &[u8], template: &[u8], payload: &[u8]) -> Result<Verdict, Error> {
    if let Ok(detached) = detach(file) {
        assert!(detached.template == template);
    }
    let mut extracted = Vec::new();
    if extract(file, &mut extracted).is_ok() {
        assert!(extracted == payload);
    }
    // Either may fail or succeed, without a panic.
    let _ = info(file);
    let _ = attach(file, Payload::Slices(&[b"other"]), &AttachOptions::default()).map(|attached| {
        // What is not a template of this kind any more may have grown to any size.
        if attached.result_len() < 1 << 20 {
            let _ = attached.to_vec();
        }
    });
    verify(file)
}

#[test]
fn every_changed_byte_is_found() {
    let (template, payload) = (small_template(), payload(300));
    let mut file = attached(&template, &payload);
    assert_eq!(examine(&file, &template, &payload).unwrap(), Verdict::Whole);
    // The long runs of zeros are sampled.
    let interesting = |offset: usize, file: &[u8]| {
        offset.is_multiple_of(101)
            || file[offset.saturating_sub(8)..][..16.min(file.len() - offset)].iter().any(|&byte| byte != 0)
    };
    for offset in (0..file.len()).filter(|&offset| interesting(offset, &file)).collect::<Vec<_>>() {
        for mask in [0x01, 0x80] {
            file[offset] ^= mask;
            let verdict = examine(&file, &template, &payload);
            assert!(!matches!(verdict, Ok(Verdict::Whole)), "a change at {offset:#x} is not found");
            file[offset] ^= mask;
        }
    }
}

#[test]
fn no_part_of_a_file_passes_for_the_whole() {
    let (template, payload) = (small_template(), payload(300));
    let file = attached(&template, &payload);
    for len in (0..file.len()).step_by(61).chain(file.len() - 600..file.len()) {
        let verdict = examine(&file[..len], &template, &payload);
        assert!(!matches!(verdict, Ok(Verdict::Whole)), "{len} of {} bytes", file.len());
    }
    let mut longer = file.clone();
    longer.push(0);
    assert!(matches!(examine(&longer, &template, &payload), Ok(Verdict::OnlyLoaded { .. })));
}

#[test]
fn damaged_templates_are_refused_or_attached_to() {
    let template = small_template();
    for offset in 0..template.len() {
        for mask in [0x01, 0x7f, 0x80, 0xff] {
            let mut damaged = template.clone();
            damaged[offset] ^= mask;
            let attachment = attach(damaged.as_slice(), Payload::Slices(&[b"x"]), &AttachOptions::default());
            let Ok(attachment) = attachment else { continue };
            if attachment.result_len() < 1 << 20 {
                let file = attachment.to_vec().unwrap();
                assert!(detach(file.as_slice()).unwrap().template == damaged, "{offset:#x}");
            }
        }
    }
}

/// Errors that a user sees, for the damage that explains them.
#[test]
fn errors_name_the_damage() {
    let payload = payload(100_000);
    let file = attached(template(Libc::Musl), &payload);
    let layout = info(file.as_slice()).unwrap();
    let slot = layout.slot_offset as usize;
    let attached = layout.payload.unwrap();
    let (start, end) = (attached.offset as usize, (attached.offset + attached.len) as usize);
    let code = 0x30000;
    let changed = |offset: usize| {
        let mut file = file.clone();
        file[offset] ^= 0x10;
        verify(file.as_slice()).unwrap_err()
    };
    assert!(matches!(changed(slot), Error::NoSlot));
    assert!(matches!(changed(slot + 30), Error::Slot { problem: SlotError::Checksum { .. } }));
    assert!(matches!(changed(start), Error::PayloadDamaged));
    assert!(matches!(changed(end - 1), Error::PayloadDamaged));
    assert!(matches!(changed(end.next_multiple_of(16)), Error::Slot { problem: SlotError::EndMark }));
    assert!(matches!(changed(end.next_multiple_of(16) + 60), Error::RecordDamaged));
    assert!(matches!(changed(code), Error::ProgramDamaged));
    assert!(matches!(verify(&file[..end]), Err(Error::Truncated { what: "end mark", .. })));
    assert!(matches!(verify(&b"#!/bin/sh\n"[..]), Err(Error::NotAnExecutable)));
    assert!(matches!(verify(&b"MZ\0\0"[..]), Err(Error::FormatNotSupported { .. })));
    assert!(matches!(verify(template(Libc::Musl)), Err(Error::NothingAttached)));
    let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
    assert!(matches!(info(own.as_slice()), Err(Error::NoSlot)));
}

/// A program with a damaged slot or end mark says so and does not act as a template.
#[test]
fn programs_notice_at_start() {
    for libc in Libc::ALL {
        let file = attached(template(libc), &payload(100_000));
        let layout = info(file.as_slice()).unwrap();
        let slot = layout.slot_offset as usize;
        let end_mark = (layout.payload.unwrap().offset + 100_000).next_multiple_of(16) as usize;
        for (offset, complaint) in [(slot, "no magic"), (slot + 20, "checksum"), (end_mark, "end mark")] {
            let mut damaged = file.clone();
            damaged[offset] ^= 1;
            let program = Program::new(&damaged);
            let output = Command::new(&program.path).output().unwrap();
            let message = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{message}");
            assert!(message.contains(complaint) && message.lines().count() == 1, "{message}");
            assert!(output.stdout.is_empty());
        }
    }
}

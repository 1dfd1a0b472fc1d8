//! Attaching and detaching: what goes in comes out, and the program finds its payload.

use std::process::Command;

use crate::fixture::{Libc, Program, attached, expect_output, payload, template};
use bundler::{AttachOptions, Error, Payload, Verdict, attach, detach, extract, info, verify};

/// Lengths around everything that is rounded: end mark, pages, 64 KiB.
const LENGTHS: [usize; 9] = [0, 1, 15, 16, 17, 4096, 65_535, 65_536, 3_000_001];

#[test]
fn a_template_runs_without_a_payload() {
    for libc in Libc::ALL {
        let program = Program::new(template(libc));
        expect_output(&mut Command::new(&program.path), b"nothing attached");
        let info = info(template(libc)).unwrap();
        assert_eq!(info.payload, None);
        assert_eq!(&info.build_id, b"the build id of example template");
    }
}

#[test]
fn programs_find_their_payload() {
    for libc in Libc::ALL {
        for len in LENGTHS {
            let program = Program::new(&attached(template(libc), &payload(len)));
            expect_output(&mut Command::new(&program.path), &payload(len));
        }
    }
}

#[test]
fn detaching_gives_back_template_and_payload() {
    for libc in Libc::ALL {
        for len in LENGTHS {
            let file = attached(template(libc), &payload(len));
            let detached = detach(file.as_slice()).unwrap();
            assert!(detached.template == template(libc), "{libc:?} {len}");
            assert_eq!(detached.payload.end - detached.payload.start, len as u64);
            assert_eq!(detached.payload.start % 65_536, 0);
            assert_eq!(info(file.as_slice()).unwrap().payload.unwrap().address % 65_536, 0);
            let mut extracted = Vec::new();
            extract(file.as_slice(), &mut extracted).unwrap();
            assert!(extracted == payload(len), "{libc:?} {len}");
            assert_eq!(verify(file.as_slice()).unwrap(), Verdict::Whole);
        }
    }
}

#[test]
fn attaching_again_replaces() {
    for libc in Libc::ALL {
        let once = attached(template(libc), &payload(70_000));
        let other = attached(&once, &payload(5));
        assert!(other == attached(template(libc), &payload(5)), "{libc:?}");
        assert!(attached(&other, &payload(70_000)) == once, "{libc:?}");
    }
}

/// Payloads may contain whatever programs contain.
#[test]
fn payloads_may_be_programs() {
    let inner = attached(template(Libc::Musl), &payload(1000));
    for contents in [template(Libc::Glibc), inner.as_slice()] {
        let file = attached(template(Libc::Glibc), contents);
        expect_output(&mut Command::new(&Program::new(&file).path), contents);
        assert!(detach(file.as_slice()).unwrap().template == template(Libc::Glibc));
        assert_eq!(verify(file.as_slice()).unwrap(), Verdict::Whole);
    }
}

/// The code that searches for slots is part of every template, and must not be found by itself.
#[test]
fn a_template_contains_the_magic_once() {
    for libc in Libc::ALL {
        let slot = info(template(libc)).unwrap().slot_offset as usize;
        let magic = &template(libc)[slot..slot + 16];
        let hits = template(libc).windows(magic.len()).filter(|window| window == &magic).count();
        assert_eq!(hits, 1, "{libc:?}");
    }
}

#[test]
fn payloads_come_from_slices_and_readers() {
    let whole = payload(600_000);
    let expected = attached(template(Libc::Musl), &whole);
    let (first, rest) = whole.split_at(12_345);
    let slices = Payload::Slices(&[first, &[], rest]);
    let mut reader = whole.as_slice();
    let reader = Payload::Reader { reader: &mut reader, len: whole.len() as u64 };
    for payload in [slices, reader] {
        let attachment = attach(template(Libc::Musl), payload, &AttachOptions::default()).unwrap();
        assert_eq!(attachment.result_len(), expected.len() as u64);
        assert!(attachment.to_vec().unwrap() == expected);
    }
    for announced in [whole.len() - 1, whole.len() + 1] {
        let mut reader = whole.as_slice();
        let payload = Payload::Reader { reader: &mut reader, len: announced as u64 };
        let attachment = attach(template(Libc::Musl), payload, &AttachOptions::default()).unwrap();
        assert!(matches!(attachment.to_vec(), Err(Error::PayloadLength { .. })));
    }
}

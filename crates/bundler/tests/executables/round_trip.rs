//! Attaching and detaching: what goes in comes out, and the program finds its payload.

use std::process::Command;

use crate::fixture::{Libc, Program, attached, expect_output, payload, template};
use bundler::{Verdict, detach, extract, info, verify};

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

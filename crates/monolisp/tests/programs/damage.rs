//! Images and programs that are not as they were written: one line that names what is wrong, and exit code 1.

use crate::fixture::{PRINT_ARGUMENTS, Place, base_image, lisp};
use crate::process::{Outcome, run};
use heapfmt::header::{END_MARK_BYTES, HEADER_BYTES, MAGIC};
use heapfmt::reader::Container;
use heapfmt::section::SectionKind;
use libtest_mimic::Trial;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

const TESTS: &[(&str, fn())] = &[
    ("images cut short", truncated_images),
    ("images with changed bytes", changed_images),
    ("images made for another runtime", foreign_images),
    ("programs cut short", truncated_programs),
    ("programs with a changed slot", changed_slots),
    ("programs with a changed header", changed_headers),
    ("programs with changed tables", changed_tables),
    ("programs with a changed end", changed_ends),
];

pub(crate) fn trials() -> Vec<Trial> {
    let trials = TESTS.iter().map(|(name, test)| {
        Trial::test(format!("damage: {name}"), move || {
            test();
            Ok(())
        })
    });
    trials.collect()
}

/// Starts the runtime with `bytes` as its image.
fn start_image(place: &Place, bytes: &[u8]) -> Outcome {
    place.write("damaged.mem", bytes);
    let outcome = run(lisp().arg("-M").arg(place.path("damaged.mem")));
    outcome.fails_with(&["damaged.mem: "]);
    outcome
}

fn truncated_images() {
    let place = Place::new();
    let whole = fs::read(base_image()).unwrap();
    let lens = [0, 1, 7, 8, 4095, 4096, 5000, 65536, whole.len() / 2, whole.len() - 33, whole.len() - 1];
    for len in lens {
        start_image(&place, &whole[..len]).fails_with(&["the image is cut short"]);
    }
    start_image(&place, &[&whole[..], b"x"].concat()).fails_with(&["the image has", "but the file"]);
    // What a transfer as text makes of the first bytes.
    let text_mode = [b"\x8dMLH\n\x1a\n", &whole[8..]].concat();
    start_image(&place, &text_mode).fails_with(&["text mode"]);
}

fn changed_images() {
    let place = Place::new();
    let whole = fs::read(base_image()).unwrap();
    // Between sections there is nothing to damage.
    let container = Container::open(&whole).unwrap();
    let in_sections = container.header().sections.iter().flat_map(|section| {
        let (start, len) = (section.file_offset.bytes() as usize, section.stored_len.bytes() as usize);
        [0, 1, len / 3, len / 2, len - 1].map(|at| start + at)
    });
    let in_header = (0..HEADER_BYTES).step_by(37);
    for offset in in_header.chain(in_sections).chain(whole.len() - END_MARK_BYTES..whole.len()) {
        let mut changed = whole.clone();
        changed[offset] ^= 0x10;
        start_image(&place, &changed);
    }
}

fn foreign_images() {
    let place = Place::new();
    for bytes in [&b"\x7fELF\x02\x01\x01"[..], b"#!/bin/sh\n", b"GNU CLISP 2.49", &[0; 10_000]] {
        let outcome = start_image(&place, bytes);
        assert!(
            outcome.err.contains("not a Monolisp image") || outcome.err.contains("cut short"),
            "{outcome:?}"
        );
    }
}

/// A program, and where its parts lie in its file.
struct Program {
    place: Place,
    bytes: Vec<u8>,
    slot: usize,
    image: usize,
    image_end: usize,
    end_mark: usize,
}

const SLOT_LEN: usize = 128;
const END_MARK_LEN: usize = 32;

fn positions<'a>(bytes: &'a [u8], pattern: &'a [u8]) -> impl DoubleEndedIterator<Item = usize> + 'a {
    bytes.windows(pattern.len()).enumerate().filter(move |(_, window)| *window == pattern).map(|(at, _)| at)
}

impl Program {
    fn saved() -> Program {
        let place = Place::new();
        place.save_program("app", "t", PRINT_ARGUMENTS);
        let bytes = place.bytes("app");
        let is_image = |&at: &usize| at % 4096 == 0 && bytes[at + 8..at + 12] == [1, 0, 0, 0];
        let image = positions(&bytes, &MAGIC).find(is_image).expect("the image starts with its magic");
        // What restores the template has a copy of it.
        let image_len = |at: usize| u64::from_le_bytes(bytes[at + 16..at + 24].try_into().unwrap()) as usize;
        let is_end_mark = |at: usize| at == (image + image_len(at)).next_multiple_of(16);
        let marks: Vec<usize> =
            positions(&bytes[image..], b"\r\nmonolisp end\x1a\n").map(|at| at + image).collect();
        let end_mark =
            *marks.iter().find(|&&at| is_end_mark(at)).expect("an end mark stands behind the image");
        let image_end = image + image_len(end_mark);
        let slot = positions(&bytes[..image], b"\x7fmonolisp slot\r\n").last().expect("the slot is in .data");
        Program { place, bytes, slot, image, image_end, end_mark }
    }

    fn start(&self, bytes: &[u8]) -> Outcome {
        let path = self.place.path("damaged");
        fs::write(&path, bytes).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        self.place.run("damaged", &["-x", "(print 'started)"])
    }

    fn start_changed(&self, offset: usize) -> Outcome {
        let mut changed = self.bytes.clone();
        changed[offset] ^= 0x21;
        self.start(&changed)
    }
}

fn truncated_programs() {
    let program = Program::saved();
    assert_eq!(program.start(&program.bytes).code, Some(0), "the whole program starts");
    let (start, end) = (program.image, program.end_mark + END_MARK_LEN);
    let middle = usize::midpoint(start, end);
    for len in [start + 1, start + 4096, start + 100_000, middle, end - 5000, end - END_MARK_LEN, end - 1] {
        program.start(&program.bytes[..len]).fails_with(&["damaged: the program is damaged: "]);
    }
    // What is cut short before its image has no code or data to complain with: the system refuses or ends it.
    for len in [program.slot / 2, program.slot - 5000] {
        let outcome = program.start(&program.bytes[..len]);
        assert!(outcome.code != Some(0) && outcome.out.is_empty(), "{outcome:?}");
    }
}

fn changed_slots() {
    let program = Program::saved();
    for offset in program.slot..program.slot + SLOT_LEN {
        program.start_changed(offset).fails_with(&["damaged: the program is damaged: ", "slot"]);
    }
}

fn changed_headers() {
    let program = Program::saved();
    for offset in (0..HEADER_BYTES).step_by(29).chain(HEADER_BYTES - 4..HEADER_BYTES) {
        program
            .start_changed(program.image + offset)
            .fails_with(&["damaged: the program's image is damaged: "]);
    }
}

fn changed_tables() {
    let program = Program::saved();
    let container = Container::open(&program.bytes[program.image..program.image_end]).unwrap();
    for kind in [SectionKind::Meta, SectionKind::Builtins] {
        let section = container.header().section(kind).unwrap();
        let (start, len) = (section.file_offset.bytes() as usize, section.stored_len.bytes() as usize);
        for offset in (0..len).step_by(len.div_ceil(40)).chain([len - 1]) {
            program
                .start_changed(program.image + start + offset)
                .fails_with(&["damaged: the program's image is damaged: ", "checksum"]);
        }
    }
}

fn changed_ends() {
    let program = Program::saved();
    for offset in program.end_mark..program.end_mark + END_MARK_LEN {
        program.start_changed(offset).fails_with(&["damaged: the program is damaged: ", "end mark"]);
    }
    for offset in program.image_end - END_MARK_BYTES..program.image_end {
        program.start_changed(offset).fails_with(&["damaged: the program's image is damaged: ", "end mark"]);
    }
}

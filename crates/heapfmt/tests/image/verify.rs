//! Verification: a good image has no findings, and each way to be wrong is found and named.

use crate::synthetic::{SampleHeap, image_of, sample_heap, sample_image};
use heapfmt::Value;
use heapfmt::header::{ContainerHeader, HEADER_BYTES};
use heapfmt::layout::{self, Header, TypeCode, hash_table, prototype, stream, structure, symbol};
use heapfmt::ops::{Instruction, Op};
use heapfmt::section::SectionKind;
use heapfmt::statics::sym;
use heapfmt::verify::{verify, verify_bytes};

fn findings(image: &[u8]) -> Vec<String> {
    verify(image).findings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_sample_is_clean() {
    let report = verify(&sample_image());
    assert_eq!(report.findings, []);
    assert!(report.n_objects > 250, "{}", report.n_objects);
}

/// Changes one thing in the sample's heap and expects a finding with that text.
#[test]
fn what_is_wrong_with_an_object_is_named() {
    let code_word = |index: usize, low: Instruction, high: u32| {
        move |heap: &mut SampleHeap| {
            let code = heap.code;
            heap.set(code, 2 + index / 2, u64::from(low.0) | u64::from(high) << 32);
        }
    };
    type Change = Box<dyn Fn(&mut SampleHeap)>;
    fn set(object: fn(&SampleHeap) -> Value, index: usize, word: u64) -> Change {
        Box::new(move |heap| {
            let object = object(heap);
            heap.set(object, index, word);
        })
    }
    let header = |code| Header::new(code).bits();
    let rows: Vec<(Change, &str)> = vec![
        (set(|h| h.list, 1, header(TypeCode::Ratio)), "is the header 0x0000000000000067, not a value"),
        (set(|h| h.list, 1, Value::cons_at(1 << 40).bits()), "refers to 0x10000000000, outside the image"),
        (set(|h| h.list, 1, Value::cons_at((-64i64) as u64).bits()), "outside the image"),
        (set(|h| h.list, 1, Value::object_at(0x10).bits()), "refers to 0x10, where no object starts"),
        (set(|h| h.list, 1, sym::T.bits() | 8), "where no object starts"),
        (set(|h| h.list, 1, sym::T.bits() - 1), "where no function starts"),
        (set(|h| h.list, 1, 0xffff_0000_0000_0002), "is the unknown immediate 0xffff000000000002"),
        (set(|h| h.list, 1, 0x9_0000_0012), "is the unknown immediate"),
        (
            set(|_| sym::CAR, symbol::FUNCTION, Value::fixnum(1).bits()),
            "slot FUNCTION holds 1, not a function, macro, special operator or nothing",
        ),
        (set(|_| sym::CAR, symbol::NAME, sym::T.bits()), "slot NAME holds"),
        (set(|_| sym::EQ, symbol::PACKAGE, sym::T.bits()), "not Package"),
        (set(|h| h.structure, 0, header(TypeCode::Structure)), "its header has layout id 0, not 5"),
        (set(|h| h.structure, structure::LAYOUT, sym::T.bits()), "slot LAYOUT holds"),
        (set(|h| h.builtin, 1, Value::fixnum(1).bits()), "row 1 of the builtin table"),
        (set(|h| h.stream, stream::HANDLE, Value::fixnum(3).bits()), "slot HANDLE holds 3"),
        (set(|h| h.bignum, 3, 0), "the number is not in its simplest form"),
        (set(|h| h.table, hash_table::TEST, Value::fixnum(5).bits()), "slot TEST holds 5"),
        (set(|h| h.table, hash_table::FILL, Value::fixnum(3).bits()), "numbers of entries"),
        (set(|h| h.table, hash_table::FILL, Value::fixnum(0).bits()), "numbers of entries"),
        (set(|h| h.closure, 1, 0), "it has 0 elements, its type needs 1"),
        (set(|h| h.closure, 1, 1), "it has 0 captured values, its code needs 1"),
        (set(|h| h.prototype, prototype::ARITY, Value::fixnum(5 << 16).bits()), "parameters and registers"),
        (set(|h| h.prototype, prototype::CODE, sym::T.bits()), "slot CODE holds"),
        (
            set(|h| h.prototype, prototype::CONSTANTS + 1, Value::fixnum(1).bits()),
            "needs a Symbol in constant 1",
        ),
        (Box::new(code_word(0, Instruction(0xf0), 0)), "no operation has number 240"),
        (
            Box::new(code_word(12, Instruction::abc(Op::Return, 8, 0, 0), 0)),
            "instruction 12: return uses register 8, the frame has 8",
        ),
        (
            Box::new(code_word(6, Instruction(1), Instruction::sax(Op::Loop, -7).0)),
            "instruction 5: builtin 1 is not in the image's table",
        ),
        (set(|_| Value::NIL, 0, sym::T.bits()), "object 0x10 is not the empty list"),
        (
            Box::new(|heap| {
                let name = heap.string;
                heap.set(sym::QUOTE, symbol::NAME, name.bits());
            }),
            "is not the symbol COMMON-LISP:QUOTE",
        ),
    ];
    for (change, message) in rows {
        let mut heap = sample_heap();
        change(&mut heap);
        let found = findings(&image_of(&heap));
        assert!(found.iter().any(|text| text.contains(message)), "expected: {message}\n   found: {found:#?}");
    }
}

/// Overwrites bytes and stores the right sums, as an image from a wrong writer would have them.
fn with_section_bytes(kind: SectionKind, at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut image = sample_image();
    let mut header = ContainerHeader::decode(&image).expect("a header");
    let entry = header.sections.iter_mut().find(|entry| entry.kind == kind).expect("the sample has it");
    let start = entry.file_offset.bytes() as usize;
    image[start + at..start + at + bytes.len()].copy_from_slice(bytes);
    entry.checksum = crc32fast::hash(&image[start..start + entry.stored_len.bytes() as usize]);
    let head = header.encode().expect("few sections");
    image[..HEADER_BYTES].copy_from_slice(&head);
    let end = header.end_mark_at().bytes() as usize;
    let mark = header.encode_end_mark();
    image[end..].copy_from_slice(&mark);
    image
}

#[test]
fn what_is_wrong_with_a_section_is_named() {
    let word = |word: u64| word.to_le_bytes();
    let rows = [
        (
            with_section_bytes(SectionKind::CrossingMap, 4, &[1, 0, 0, 0]),
            "section XMAP: card 1 states 0x10, it is covered from 0x1",
        ),
        (
            with_section_bytes(SectionKind::Meta, 0, &[99]),
            "section META: the record at byte 0 has the unknown tag 99",
        ),
        (with_section_bytes(SectionKind::Builtins, 0, &[3]), "section BTAB: it ends within row 2"),
        (with_section_bytes(SectionKind::Builtins, 4, &[9]), "the header states builtins digest "),
        (with_section_bytes(SectionKind::Builtins, 4, &[9]), "the header states interface hash "),
        (
            with_section_bytes(SectionKind::Code, 0, &word(Header::new(TypeCode::SimpleVector).bits())),
            "is a SimpleVector, which holds references",
        ),
        (
            with_section_bytes(SectionKind::HeapWarm, 0, &word(layout::forwarding_word(16))),
            "header 0x00000000000010ff names no type",
        ),
        (
            with_section_bytes(SectionKind::HeapWarm, 8, &word(1 << 60)),
            "a NarrowString cannot have 1152921504606846976 elements",
        ),
        (
            with_section_bytes(SectionKind::HeapWarm, 8, &word(1 << 20)),
            "a NarrowString of 1048592 bytes reaches beyond 0x",
        ),
    ];
    for (image, message) in rows {
        let found = findings(&image);
        assert!(found.iter().any(|text| text.contains(message)), "expected: {message}\n   found: {found:#?}");
    }
}

#[test]
fn every_changed_byte_is_found() {
    let image = sample_image();
    for at in (0..image.len()).step_by(3) {
        let mut damaged = image.clone();
        damaged[at] ^= 1 << (at % 8);
        assert!(!verify_bytes(&damaged).is_clean(), "byte {at:#x}");
    }
}

#[test]
fn an_image_of_another_format_is_told_from_a_damaged_one() {
    let mut image = sample_image();
    let mut header = ContainerHeader::decode(&image).expect("a header");
    header.format_digest ^= 1;
    let head = header.encode().expect("few sections");
    image[..HEADER_BYTES].copy_from_slice(&head);
    let end = header.end_mark_at().bytes() as usize;
    image[end..].copy_from_slice(&header.encode_end_mark());
    let found = findings(&image);
    assert!(
        found.iter().any(|text| text.starts_with("the image was made for another runtime: format digest"))
    );
    assert_eq!(verify(&image).n_objects, 0, "words without meaning are not verified");
}

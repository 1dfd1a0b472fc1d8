//! The container as bytes: what is written is read back, and what is damaged is refused by name.

use crate::synthetic::{image_of, sample_builtins, sample_heap, sample_image};
use heapfmt::crossing::{CARD_BYTES, CrossingMap};
use heapfmt::error::FormatError;
use heapfmt::header::{ContainerHeader, HEADER_BYTES};
use heapfmt::meta::Property;
use heapfmt::reader::Container;
use heapfmt::section::SectionKind;
use heapfmt::units::Alignment;

#[test]
fn what_is_written_is_read_back() {
    let image = sample_image();
    let container = Container::open(&image).expect("a whole container");
    container.check_format().expect("made by this crate");
    container.check_sections().expect("nothing is damaged");
    let application = container.application().expect("META can be read");
    assert_eq!(application.text(Property::InitFunction), Some("MAIN"));
    assert_eq!(container.builtins(), Ok(sample_builtins()));

    let header = container.header();
    assert!(header.heap_at.is_aligned(Alignment::MAPPING));
    let names: Vec<&str> = header.sections.iter().map(|entry| entry.kind.name()).collect();
    assert_eq!(names, ["META", "BTAB", "STATIC", "HEAP.MUT", "CODE", "HEAP.WARM", "XMAP"]);
    for entry in header.sections.iter().filter(|entry| entry.kind.is_heap()) {
        assert_eq!(entry.file_offset.bytes() - header.heap_at.bytes(), entry.heap_offset.bytes());
    }
}

#[test]
fn the_heap_walks_from_end_to_end() {
    let image = sample_image();
    let container = Container::open(&image).expect("a whole container");
    let mut end = 0;
    let mut starts = Vec::new();
    for object in container.heap().objects() {
        let object = object.expect("the heap can be walked");
        assert_eq!(object.at.bytes(), end);
        end += object.len.bytes();
        starts.push((object.at.bytes(), end));
    }
    assert_eq!(end, container.header().heap_len.bytes());

    let map = container.crossing_map().expect("the map fits");
    assert_eq!(map.n_cards() as u64, end.div_ceil(CARD_BYTES));
    for card in 0..map.n_cards() {
        let at = card as u64 * CARD_BYTES;
        let covering = starts.iter().find(|(start, end)| (*start..*end).contains(&at)).expect("covered");
        assert_eq!(map.first_object(card).map(|o| o.bytes()), Some(covering.0), "card {card}");
    }
    assert_eq!(map.first_object(map.n_cards()), None);
    let short = CrossingMap::new(&[0; 8], container.header().heap_len);
    assert!(matches!(short, Err(FormatError::CrossingMapLength { .. })));
}

#[test]
fn the_same_contents_give_the_same_bytes() {
    assert_eq!(sample_image(), sample_image());
    let mut other = sample_heap();
    other.set(other.bignum, 2, 7);
    let (first, second) = (sample_image(), image_of(&other));
    let header = |image: &[u8]| ContainerHeader::decode(image).expect("a header");
    assert_ne!(header(&first).root_hash, header(&second).root_hash);
    assert_eq!(header(&first).interface_hash, header(&second).interface_hash);
}

#[test]
fn every_truncation_is_refused() {
    let image = sample_image();
    for len in
        (0..HEADER_BYTES + 64).chain((HEADER_BYTES + 64..image.len()).step_by(97)).chain([image.len() - 1])
    {
        let error = Container::open(&image[..len]).expect_err("cut short");
        assert!(
            matches!(error, FormatError::TooShort { .. } | FormatError::Truncated { .. }),
            "{len}: {error}"
        );
    }
    let longer = [&image[..], b"x"].concat();
    assert!(matches!(Container::open(&longer), Err(FormatError::TrailingBytes { .. })));
}

/// Stores a valid checksum, so that the checks behind it are reached.
fn resum(image: &mut [u8]) {
    let sum = crc32fast::hash(&image[..HEADER_BYTES - 4]);
    image[HEADER_BYTES - 4..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
}

#[test]
fn damage_is_named() {
    const TABLE: usize = 256;
    const ROW: usize = 64;
    let file_offset = |row: usize| TABLE + row * ROW + 16;
    let header = ContainerHeader::decode(&sample_image()).expect("a header");
    let mutable_at = header.section(SectionKind::HeapMutable).expect("there is one").file_offset.bytes();
    let rows: &[(&str, &[(usize, u64)])] = &[
        ("the image has word scheme 2, this program uses scheme 1", &[(12, 2)]),
        ("the image's header has unknown flags 0x1", &[(16, 1)]),
        ("the image's header states a length of 4097 bytes, not 4096", &[(24, 4097 | 7 << 32)]),
        ("the image states 60 sections, at most 59 are possible", &[(24, 4096 | 60 << 32)]),
        ("section number 6 of the image has the unknown kind 99", &[(TABLE + 6 * ROW, 99)]),
        (
            "section META is stored with codec 1, this program reads only raw sections (0)",
            &[(TABLE, 1 | 1 << 32)],
        ),
        ("section META stands behind META", &[(TABLE + ROW, 1)]),
        ("the image has no section XMAP", &[(TABLE + 6 * ROW, 9)]),
        (
            "section STATIC starts at 0x10010, which is not a multiple of 65536 bytes",
            &[(file_offset(2), 0x10010)],
        ),
        (
            "section META is raw, but states 1048576 bytes in the file and 2 bytes in memory",
            &[(file_offset(0) + 8, 1 << 20), (file_offset(0) + 24, 2)],
        ),
        ("section BTAB starts at 0x1000, but the bytes before 0x1", &[(file_offset(1), 0x1000)]),
        ("section XMAP at 0xfffffffffffffff0 with ", &[(file_offset(6), !15)]),
        ("heap section HEAP.MUT starts at 0x", &[(file_offset(3), mutable_at + 0x1000)]),
        ("section HEAP.MUT states heap offset 0x10, not 0x", &[(file_offset(3) + 16, 0x10)]),
        ("section META states heap offset 0x10, not 0x0", &[(file_offset(0) + 16, 0x10)]),
        ("unused bytes of the table row of section META are not zero", &[(TABLE + 56, 1)]),
        ("unused bytes of the image's header are not zero", &[(248, 1)]),
        ("the header places the heap at 0x20000, the section table at 0x10000", &[(136, 0x20000)]),
        ("the header states a heap of 16 bytes, the section table ", &[(144, 16)]),
        ("the header states a static section of 16 bytes, the section table ", &[(152, 16)]),
        ("the image is cut short: its container has 4120 bytes, only 3 bytes are there", &[(128, 3)]),
    ];
    for (message, changes) in rows {
        let mut image = sample_image();
        for (at, word) in *changes {
            image[*at..*at + 8].copy_from_slice(&word.to_le_bytes());
        }
        resum(&mut image);
        let error = Container::open(&image).expect_err(message).to_string();
        assert!(error.starts_with(message), "expected: {message}\n   found: {error}");
    }
}

#[test]
fn text_mode_damage_is_told_from_other_files() {
    let image = sample_image();
    let replaced = |from: &[u8], to: &[u8]| {
        let at = image.windows(from.len()).position(|window| window == from).expect("in the magic");
        [&image[..at], to, &image[at + from.len()..]].concat()
    };
    let rows = [
        (replaced(b"\r\n\x1a\n", b"\n\x1a\n"), "line ends were shortened"),
        (replaced(b"\r\n\x1a\n", b"\r\r\n\x1a\r\n"), "line ends were lengthened"),
        (replaced(b"\x8d", b"\x0d"), "the high bit of bytes was cleared"),
        (b"#!/bin/sh\n".to_vec(), "not a Monolisp image"),
        (vec![], "cut short"),
    ];
    for (bytes, message) in rows {
        let error = Container::open(&bytes).expect_err(message).to_string();
        assert!(error.contains(message), "expected: {message}\n   found: {error}");
    }
    let mut newer = image.clone();
    newer[8] = 2;
    let error = Container::open(&newer).expect_err("another version").to_string();
    assert_eq!(error, "the image has format version 2, this program reads version 1");
}

#[test]
fn end_mark_and_sections_are_checked() {
    let mut image = sample_image();
    let last = image.len() - 1;
    image[last] ^= 1;
    assert!(matches!(Container::open(&image), Err(FormatError::EndMark { .. })));

    let mut image = sample_image();
    let header = ContainerHeader::decode(&image).expect("a header");
    let warm = header.section(SectionKind::HeapWarm).expect("there is one");
    image[warm.file_offset.bytes() as usize + 40] ^= 1;
    let container = Container::open(&image).expect("a start trusts raw data");
    let error = container.check_sections().expect_err("a byte has changed").to_string();
    assert!(error.starts_with("section HEAP.WARM at 0x"), "{error}");
}

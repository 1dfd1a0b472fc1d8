//! Writing the objects as they will lie in the image: references translated, the process's own state cleared.

use super::extent::extent;
use super::placement::Placement;
use super::trace::{SECTIONS, Trace, static_objects};
use crate::hash;
use crate::heap::Heap;
use crate::streams;
use heapfmt::Value;
use heapfmt::error::FormatError;
use heapfmt::layout::{Header, TypeCode, WORD, environment, exit_point, flags, hash_table, symbol};
use heapfmt::section::SectionKind;
use heapfmt::statics::{ROOTS_OFFSET, STATIC_END, root};
use heapfmt::units::ByteLen;
use heapfmt::writer::place_heap_sections;
use std::cell::Cell;

/// The heap sections' bytes, STATIC first, each object at the offset where references look for it.
pub(super) struct Sections {
    /// Kind and bytes of each, in file order.
    pub(super) contents: Vec<(SectionKind, Vec<u8>)>,
    starts: Vec<u64>,
}

/// Copies what `trace` found.
pub(super) fn copy(heap: &Heap, mut trace: Trace) -> Result<Sections, FormatError> {
    let mut lens = vec![(SectionKind::Static, ByteLen::new(STATIC_END))];
    let used: Vec<usize> = (0..SECTIONS.len()).filter(|&index| trace.lens[index] > 0).collect();
    lens.extend(used.iter().map(|&index| (SECTIONS[index], ByteLen::new(trace.lens[index] as u64))));
    let starts: Vec<u64> = place_heap_sections(&lens)?.iter().map(|(_, start)| start.bytes()).collect();
    for (&index, &start) in used.iter().zip(&starts[1..]) {
        let mut at = start;
        for &object in &trace.sections[index] {
            trace.placement.place(object.offset(), at);
            at += (extent(heap, object).words * WORD) as u64;
        }
    }
    let copier = Copier { heap, placement: &trace.placement, next_binding_index: Cell::new(1) };
    let mut contents = vec![(SectionKind::Static, copier.static_section())];
    for &index in &used {
        let mut bytes = Vec::with_capacity(trace.lens[index]);
        for &object in &trace.sections[index] {
            copier.object(&mut bytes, object);
        }
        contents.push((SECTIONS[index], bytes));
    }
    let mut sections = Sections { contents, starts };
    let next_binding_index = ROOTS_OFFSET + (2 + root::NEXT_BINDING_INDEX) * WORD as u64;
    let word = Value::fixnum(copier.next_binding_index.get()).bits();
    sections.bytes_at(next_binding_index)[..WORD].copy_from_slice(&word.to_le_bytes());
    for &table in &trace.hash_tables {
        sections.rebuild_index(&copier, table);
    }
    Ok(sections)
}

impl Sections {
    /// The bytes of the image from `offset` to the end of its section.
    fn bytes_at(&mut self, offset: u64) -> &mut [u8] {
        let index = self.starts.partition_point(|&start| start <= offset) - 1;
        &mut self.contents[index].1[(offset - self.starts[index]) as usize..]
    }

    /// Fills the copy's index with the hashes that its keys have there: the hash of an object without contents
    /// of its own is its place.
    fn rebuild_index(&mut self, copier: &Copier<'_>, table: Value) {
        let index = copier.heap.slot(table, hash_table::INDEX);
        if !index.is_reference() {
            return;
        }
        let words = hash::index_for_image(copier.heap, table, |object| copier.translate(object).offset());
        let offset = copier.translate(index).offset() + 2 * WORD as u64;
        for (bytes, word) in self.bytes_at(offset).chunks_exact_mut(4).zip(words) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
    }
}

struct Copier<'a> {
    heap: &'a Heap,
    placement: &'a Placement,
    /// For the next special variable.
    next_binding_index: Cell<i64>,
}

impl Copier<'_> {
    /// `value` as the image refers to the same object; EMPTY when the image does not have it.
    fn translate(&self, value: Value) -> Value {
        if !value.is_reference() || value.offset() < STATIC_END {
            return value;
        }
        match self.placement.new_offset(value.offset()) {
            // The tag is in the low bits of both.
            Some(offset) => Value::from_bits(offset | (value.bits() & 7)),
            None => Value::EMPTY,
        }
    }

    fn static_section(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(STATIC_END as usize);
        let filler = Value::object_at(0);
        for word in [self.heap.raw(filler, 0), 0, Value::NIL.bits(), Value::NIL.bits()] {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        for object in static_objects() {
            self.object(&mut bytes, object);
        }
        debug_assert_eq!(bytes.len() as u64, STATIC_END);
        bytes
    }

    fn object(&self, bytes: &mut Vec<u8>, object: Value) {
        let extent = extent(self.heap, object);
        for word in 0..extent.words {
            let copied = if extent.values.contains(&word) {
                self.slot(object, word).bits()
            } else {
                self.raw_word(object, word) & extent.raw_mask(word)
            };
            bytes.extend_from_slice(&copied.to_le_bytes());
        }
    }

    /// A word that is not a value: header, count, raw data. An identity hash is left behind, because the image's
    /// objects are told apart by their places.
    fn raw_word(&self, object: Value, word: usize) -> u64 {
        let bits = self.heap.raw(object, word);
        if word == 0 {
            return Header::from_bits(bits).with_identity_hash(0).bits();
        }
        if word == environment::NUMBER && self.heap.is(object, TypeCode::Environment) {
            return 0;
        }
        bits
    }

    /// A process gives out binding indices as variables happen to be bound. In an image the special variables have
    /// theirs from the start, by their places.
    fn binding_index(&self, name: Value) -> Value {
        let bits = self.heap.header(name).flags();
        if bits & flags::SPECIAL == 0 || bits & flags::CONSTANT != 0 {
            return Value::fixnum(0);
        }
        Value::fixnum(self.next_binding_index.replace(self.next_binding_index.get() + 1))
    }

    /// A slot's value in the image, cleared where it belongs to this process.
    fn slot(&self, object: Value, word: usize) -> Value {
        let value = self.heap.slot(object, word);
        let process_state = match self.heap.type_of(object) {
            Some(TypeCode::Stream) => streams::object::slot_in_image(self.heap, object, word),
            Some(TypeCode::ExitPoint) if word == exit_point::SERIAL => Some(Value::NIL),
            Some(TypeCode::HashTable) if word == hash_table::EPOCH => Some(Value::fixnum(0)),
            Some(TypeCode::Symbol) if word == symbol::BINDING_INDEX => Some(self.binding_index(object)),
            _ => None,
        };
        self.translate(process_state.unwrap_or(value))
    }
}

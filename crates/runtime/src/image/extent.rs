//! Where an object's values are: the one reading of shapes that tracing and copying share.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{Shape, TypeCode, object_words};
use heapfmt::statics::root;
use std::ops::Range;

/// The words of an object.
pub(super) struct Extent {
    /// Its length in words, padding included.
    pub(super) words: usize,
    /// Positions of its values.
    pub(super) values: Range<usize>,
    /// Positions of those among them that keep nothing alive.
    pub(super) weak: Range<usize>,
    /// Bits of raw data from word 2 on, or from word 1 on in objects without a count.
    pub(super) raw_bits: u64,
}

impl Extent {
    /// The bits of word `word` that mean something; padding may hold anything.
    pub(super) fn raw_mask(&self, word: usize) -> u64 {
        if self.values.contains(&word) {
            return u64::MAX;
        }
        match (word as u64 * 64).checked_sub(RAW_START_BITS) {
            // Header and count.
            None => u64::MAX,
            Some(before) => match self.raw_bits.saturating_sub(before) {
                0 => 0,
                64.. => u64::MAX,
                bits => (1 << bits) - 1,
            },
        }
    }
}

const RAW_START_BITS: u64 = 128;

/// Measures the object that `value` refers to.
pub(super) fn extent(heap: &Heap, value: Value) -> Extent {
    if value.is_list() {
        return Extent { words: 2, values: 0..2, weak: 0..0, raw_bits: 0 };
    }
    let header = heap.header(value);
    let shape = header.shape().expect("live objects have headers of existing types");
    let count = match shape {
        Shape::Counted | Shape::Raw { .. } => heap.raw(value, 1),
        Shape::Slots(_) | Shape::RawWords(_) | Shape::Weak(_) => 0,
    };
    let words = object_words(shape, count).expect("live objects have possible sizes") as usize;
    let (values, raw_bits) = match shape {
        Shape::Slots(n) => (1..1 + usize::from(n), 0),
        Shape::Weak(n) => (1..2 + usize::from(n), 0),
        Shape::Counted => (2..2 + count as usize, 0),
        Shape::Raw { log2_bits } => (0..0, count << log2_bits),
        // The first of the words stands where others have their count.
        Shape::RawWords(n) => (0..0, (u64::from(n) - 1) * 64),
    };
    let weak = if header.is(TypeCode::WeakPointer) {
        1..2
    } else if value == heap.root(root::BUILTINS) {
        // It lists all of them, whether anything uses them or not.
        values.clone()
    } else {
        0..0
    };
    Extent { words, values, weak, raw_bits }
}

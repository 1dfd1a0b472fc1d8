//! Comparing strings and bit vectors: whole blocks at a time as far as they are the same.

use super::Elements::{Narrow, Nothing, Wide};
use super::Vector;
use crate::characters::upcase;
use crate::heap::Heap;

/// The characters of a string as they are stored.
#[derive(Clone, Copy)]
enum Codes<'h> {
    Narrow(&'h [u8]),
    Wide(&'h [u32]),
}

impl Vector {
    fn codes<'h>(&self, heap: &'h Heap) -> Codes<'h> {
        if self.elements == Narrow {
            Codes::Narrow(self.byte_slice(heap))
        } else {
            debug_assert!(matches!(self.elements, Wide | Nothing));
            Codes::Wide(self.word_slice(heap))
        }
    }

    /// Whether two strings have the same characters.
    pub fn equal_characters(&self, heap: &Heap, other: &Vector) -> bool {
        self.length == other.length && self.first_difference(heap, other).is_none()
    }

    /// Where two strings first have different characters, if they have any.
    pub(crate) fn first_difference(&self, heap: &Heap, other: &Vector) -> Option<usize> {
        match (self.codes(heap), other.codes(heap)) {
            (Codes::Narrow(a), Codes::Narrow(b)) => first_difference(a, b, |a, b| a == b),
            (Codes::Wide(a), Codes::Wide(b)) => first_difference(a, b, |a, b| a == b),
            (Codes::Narrow(a), Codes::Wide(b)) => first_difference(a, b, |&a, &b| u32::from(a) == b),
            (Codes::Wide(a), Codes::Narrow(b)) => first_difference(a, b, |&a, &b| a == u32::from(b)),
        }
    }

    /// As [`Vector::first_difference`], but the case of characters does not count.
    pub(crate) fn first_difference_but_case(&self, heap: &Heap, other: &Vector) -> Option<usize> {
        fn same(a: u32, b: u32) -> bool {
            a == b || folded(a) == folded(b)
        }
        match (self.codes(heap), other.codes(heap)) {
            (Codes::Narrow(a), Codes::Narrow(b)) => first_difference(a, b, |&a, &b| same(a.into(), b.into())),
            (Codes::Wide(a), Codes::Wide(b)) => first_difference(a, b, |&a, &b| same(a, b)),
            (Codes::Narrow(a), Codes::Wide(b)) => first_difference(a, b, |&a, &b| same(a.into(), b)),
            (Codes::Wide(a), Codes::Narrow(b)) => first_difference(a, b, |&a, &b| same(a, b.into())),
        }
    }

    /// Whether two strings have the same characters but for their case.
    pub(crate) fn equal_characters_but_case(&self, heap: &Heap, other: &Vector) -> bool {
        self.length == other.length && self.first_difference_but_case(heap, other).is_none()
    }

    /// Whether two bit vectors have the same bits.
    pub(crate) fn equal_bits(&self, heap: &Heap, other: &Vector) -> bool {
        if self.length != other.length {
            return false;
        }
        let whole_bytes =
            if self.start.is_multiple_of(8) && other.start.is_multiple_of(8) { self.length / 8 } else { 0 };
        let bytes = |vector: &Vector| {
            let first = vector.start / 8;
            &heap.bytes(vector.data, first + whole_bytes)[first..]
        };
        first_difference(bytes(self), bytes(other), |a, b| a == b).is_none()
            && (whole_bytes * 8..self.length).all(|index| self.bit(heap, index) == other.bit(heap, index))
    }
}

/// A character's code without its case.
#[inline(always)]
fn folded(code: u32) -> u32 {
    match code {
        0..0x80 => u32::from((code as u8).to_ascii_uppercase()),
        _ => char::from_u32(code).map_or(code, |c| u32::from(upcase(c))),
    }
}

/// The first index at which two slices are not `same`. Blocks are compared as a whole, which the processor does at
/// several elements a step.
#[inline(always)]
fn first_difference<A, B>(a: &[A], b: &[B], same: impl Fn(&A, &B) -> bool) -> Option<usize> {
    const BLOCK: usize = 16;
    let mut start = 0;
    for (a, b) in a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)) {
        if !a.iter().zip(b).fold(true, |all, (a, b)| all & same(a, b)) {
            break;
        }
        start += BLOCK;
    }
    a[start..].iter().zip(&b[start..]).position(|(a, b)| !same(a, b)).map(|offset| start + offset)
}

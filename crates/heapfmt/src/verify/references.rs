//! Where objects start, and whether a word is a proper value of the image.

use crate::layout::{Tag, TypeCode, Value, WORD};
use crate::units::HeapOffset;
use crate::walk::{FoundObject, HeapBytes};

/// What starts at a granule of the heap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
enum Start {
    Nothing = 0,
    Cons = 1,
    Function = 2,
    Object = 3,
}

const GRANULES_PER_BYTE: usize = 4;

/// The starts of all objects with the tags that references to them carry, two bits per granule.
pub(super) struct ObjectStarts {
    bits: Vec<u8>,
    heap_end: u64,
}

impl ObjectStarts {
    pub(super) fn new(heap: &HeapBytes<'_>) -> ObjectStarts {
        let n_granules = usize::try_from(heap.end() / (2 * WORD as u64)).unwrap_or(0);
        ObjectStarts { bits: vec![0; n_granules.div_ceil(GRANULES_PER_BYTE)], heap_end: heap.end() }
    }

    /// The byte and the shift of a granule's bits.
    fn place(offset: u64) -> (usize, usize) {
        let granule = usize::try_from(offset / (2 * WORD as u64)).unwrap_or(usize::MAX);
        (granule / GRANULES_PER_BYTE, granule % GRANULES_PER_BYTE * 2)
    }

    pub(super) fn add(&mut self, object: &FoundObject) {
        let start = match object.header {
            None => Start::Cons,
            Some((_, code)) if code.is_function() => Start::Function,
            Some(_) => Start::Object,
        };
        let (byte, shift) = Self::place(object.at.bytes());
        if let Some(bits) = self.bits.get_mut(byte) {
            *bits |= (start as u8) << shift;
        }
    }

    fn at(&self, offset: u64) -> Start {
        let (byte, shift) = Self::place(offset);
        match self.bits.get(byte).map_or(0, |bits| bits >> shift & 3) {
            1 => Start::Cons,
            2 => Start::Function,
            3 => Start::Object,
            _ => Start::Nothing,
        }
    }

    /// Checks a word that must be a value.
    #[inline]
    pub(super) fn check(&self, word: u64) -> Result<Value, ValueProblem> {
        let value = Value::from_bits(word);
        let (start, expected) = match value.tag() {
            Tag::FixnumEven | Tag::FixnumOdd | Tag::Double => return Ok(value),
            Tag::Header => return Err(ValueProblem::Header { word }),
            Tag::Immediate => return check_immediate(value),
            Tag::Cons => (Start::Cons, "cons"),
            Tag::Function => (Start::Function, "function"),
            Tag::Object => (Start::Object, "object"),
        };
        let target = value.offset();
        if target >= self.heap_end {
            return Err(ValueProblem::Outside { target });
        }
        if HeapOffset::new(target).is_none() || self.at(target) != start {
            return Err(ValueProblem::NoObject { target, expected });
        }
        Ok(value)
    }
}

fn check_immediate(value: Value) -> Result<Value, ValueProblem> {
    let markers = [Value::UNBOUND, Value::UNSUPPLIED, Value::EMPTY, Value::NO_BINDING, Value::EOF];
    let known = match (value.as_character(), value.as_single()) {
        (Some(c), _) => Value::character(c) == value,
        (None, Some(f)) => Value::single(f) == value,
        (None, None) => markers.contains(&value),
    };
    if known { Ok(value) } else { Err(ValueProblem::UnknownImmediate { word: value.bits() }) }
}

/// Why a word is no value of the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ValueProblem {
    /// It is a header.
    #[error("is the header {word:#018x}, not a value")]
    Header {
        /// The word.
        word: u64,
    },
    /// It refers outside the image.
    #[error("refers to {target:#x}, outside the image")]
    Outside {
        /// Where it refers to.
        target: u64,
    },
    /// It refers to a place where no such object starts.
    #[error("refers to {target:#x}, where no {expected} starts")]
    NoObject {
        /// Where it refers to.
        target: u64,
        /// What its tag says must start there.
        expected: &'static str,
    },
    /// It is an immediate that does not exist.
    #[error("is the unknown immediate {word:#018x}")]
    UnknownImmediate {
        /// The word.
        word: u64,
    },
}

/// The type of the object that `value`, a checked value, refers to; `None` for conses and what is no reference.
pub(super) fn type_of(heap: &HeapBytes<'_>, value: Value) -> Option<TypeCode> {
    if !value.is_function() && !value.is_object() {
        return None;
    }
    heap.object_at(HeapOffset::new(value.offset())?).ok()?.header.map(|(_, code)| code)
}

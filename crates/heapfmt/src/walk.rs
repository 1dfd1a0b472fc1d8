//! Walking a heap, or a part of it, object by object.

use crate::layout::{self, Header, TypeCode, WORD};
use crate::units::{ByteLen, HeapOffset};

const CONS_LEN: ByteLen = ByteLen::new(2 * WORD as u64);

/// Bytes of objects, and where they lie in the heap.
#[derive(Clone, Copy, Debug)]
pub struct HeapBytes<'a> {
    start: HeapOffset,
    bytes: &'a [u8],
}

/// An object found by a walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FoundObject {
    /// Where it starts.
    pub at: HeapOffset,
    /// Its header and what that says; `None` for a cons.
    pub header: Option<(Header, TypeCode)>,
    /// Its count word; 0 for shapes without one.
    pub count: u64,
    /// Its length, padding included.
    pub len: ByteLen,
}

impl FoundObject {
    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        self.header.map_or("Cons", |(_, code)| layout::TYPES[code as usize].name)
    }
}

/// Why a walk cannot go on.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WalkError {
    /// A header names no type.
    #[error("object {at}: header {word:#018x} names no type")]
    UnknownType {
        /// The object.
        at: HeapOffset,
        /// The header.
        word: u64,
    },
    /// An object is longer than any can be.
    #[error("object {at}: a {type_name} cannot have {count} elements")]
    Count {
        /// The object.
        at: HeapOffset,
        /// Its type.
        type_name: &'static str,
        /// Its count word.
        count: u64,
    },
    /// An object reaches beyond the bytes walked.
    #[error("object {at}: a {type_name} of {len} reaches beyond {limit:#x}, where its section ends")]
    Overrun {
        /// The object.
        at: HeapOffset,
        /// Its type.
        type_name: &'static str,
        /// Its length.
        len: ByteLen,
        /// Where the bytes end.
        limit: u64,
    },
    /// The bytes are no whole number of object granules.
    #[error("object {at}: {n_bytes} bytes are left, objects have multiples of 16")]
    Rest {
        /// Where the rest starts.
        at: HeapOffset,
        /// Its length.
        n_bytes: usize,
    },
}

impl<'a> HeapBytes<'a> {
    /// Takes `bytes` as the part of the heap that starts at `start`.
    pub fn new(start: HeapOffset, bytes: &'a [u8]) -> HeapBytes<'a> {
        HeapBytes { start, bytes }
    }

    /// The word at byte `offset` of the heap, or `None` outside these bytes.
    #[inline]
    pub fn word(&self, offset: u64) -> Option<u64> {
        let at = usize::try_from(offset.checked_sub(self.start.bytes())?).ok()?;
        let word = self.bytes.get(at..at.checked_add(WORD)?)?;
        Some(u64::from_le_bytes(word.try_into().ok()?))
    }

    /// Word number `index` of the object at `at`, or `None` outside these bytes.
    #[inline]
    pub fn object_word(&self, at: HeapOffset, index: usize) -> Option<u64> {
        self.word(at.bytes().checked_add(index as u64 * WORD as u64)?)
    }

    /// The bytes `from..from + len` of the object at `at`, or `None` outside these bytes.
    pub fn object_bytes(&self, at: HeapOffset, from: usize, len: usize) -> Option<&'a [u8]> {
        let start = usize::try_from(at.bytes().checked_sub(self.start.bytes())?).ok()?.checked_add(from)?;
        self.bytes.get(start..start.checked_add(len)?)
    }

    /// The first offset behind the bytes.
    pub fn end(&self) -> u64 {
        self.start.bytes().saturating_add(self.bytes.len() as u64)
    }

    /// The object that starts at `at`, where the caller knows that one starts.
    pub fn object_at(&self, at: HeapOffset) -> Result<FoundObject, WalkError> {
        let left = self.end().saturating_sub(at.bytes());
        let rest = || WalkError::Rest { at, n_bytes: usize::try_from(left).unwrap_or(usize::MAX) };
        let first = self.object_word(at, 0).ok_or_else(rest)?;
        let second = self.object_word(at, 1).ok_or_else(rest)?;
        if !layout::is_header(first) {
            return Ok(FoundObject { at, header: None, count: 0, len: CONS_LEN });
        }
        let header = Header::from_bits(first);
        let (Some(shape), Some(code)) = (header.shape(), header.type_code()) else {
            return Err(WalkError::UnknownType { at, word: first });
        };
        let type_name = layout::TYPES[code as usize].name;
        let count = match shape {
            layout::Shape::Counted | layout::Shape::Raw { .. } => second,
            _ => 0,
        };
        let n_words = layout::object_words(shape, count).ok_or(WalkError::Count { at, type_name, count })?;
        let len = ByteLen::new(n_words * WORD as u64);
        if len.bytes() > left {
            return Err(WalkError::Overrun { at, type_name, len, limit: self.end() });
        }
        Ok(FoundObject { at, header: Some((header, code)), count, len })
    }

    /// All objects, from the first byte on. The walk ends at the first error.
    pub fn objects(self) -> Objects<'a> {
        Objects { heap: self, next: Some(self.start) }
    }
}

/// The objects of a heap; see [`HeapBytes::objects`].
#[derive(Clone, Debug)]
pub struct Objects<'a> {
    heap: HeapBytes<'a>,
    next: Option<HeapOffset>,
}

impl Iterator for Objects<'_> {
    type Item = Result<FoundObject, WalkError>;

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.next?;
        if at.bytes() >= self.heap.end() {
            return None;
        }
        let found = self.heap.object_at(at);
        self.next = match &found {
            Ok(object) => at.checked_add(object.len),
            Err(_) => None,
        };
        Some(found)
    }
}

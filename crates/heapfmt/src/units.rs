//! Offsets, lengths and alignments as types, so that a place in the file cannot be taken for one in the heap.
//!
//! All three count bytes. Arithmetic is checked: numbers read from a file may be anything.

use std::fmt;

use crate::layout::OBJECT_ALIGN;

/// A power of two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Alignment {
    log2: u8,
}

impl Alignment {
    /// Of objects, and of everything in a container: 16 bytes.
    pub const OBJECT: Alignment = Alignment { log2: OBJECT_ALIGN.trailing_zeros() as u8 };
    /// Of heap sections, so that stores into one never dirty a page of the next: 4 KiB.
    pub const PAGE: Alignment = Alignment { log2: 12 };
    /// Of the heap in the file: 64 KiB, the coarsest that an operating system asks of a mapping.
    pub const MAPPING: Alignment = Alignment { log2: 16 };

    /// The alignment in bytes.
    pub const fn bytes(self) -> u64 {
        1 << self.log2
    }

    const fn rest_of(self, n: u64) -> u64 {
        n & (self.bytes() - 1)
    }
}

impl fmt::Display for Alignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.bytes())
    }
}

/// A number of bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct ByteLen(u64);

impl ByteLen {
    /// No bytes.
    pub const ZERO: ByteLen = ByteLen(0);

    /// `bytes` bytes.
    pub const fn new(bytes: u64) -> ByteLen {
        ByteLen(bytes)
    }

    /// The length of a slice.
    pub const fn of(slice: &[u8]) -> ByteLen {
        ByteLen(slice.len() as u64)
    }

    /// The number.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// The sum, or `None` beyond 64 bits.
    pub fn checked_add(self, other: ByteLen) -> Option<ByteLen> {
        self.0.checked_add(other.0).map(ByteLen)
    }

    /// The next multiple of `alignment`, or `None` beyond 64 bits.
    pub fn align_up(self, alignment: Alignment) -> Option<ByteLen> {
        self.0.checked_next_multiple_of(alignment.bytes()).map(ByteLen)
    }

    /// Whether this is a multiple of `alignment`.
    pub const fn is_aligned(self, alignment: Alignment) -> bool {
        alignment.rest_of(self.0) == 0
    }
}

impl fmt::Display for ByteLen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0)
    }
}

/// A place in a container, counted from its first byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct FileOffset(u64);

impl FileOffset {
    /// The container's first byte.
    pub const START: FileOffset = FileOffset(0);

    /// The place `bytes` behind the start.
    pub const fn new(bytes: u64) -> FileOffset {
        FileOffset(bytes)
    }

    /// The number.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// The place `len` further on, or `None` beyond 64 bits.
    pub fn checked_add(self, len: ByteLen) -> Option<FileOffset> {
        self.0.checked_add(len.0).map(FileOffset)
    }

    /// The distance from `earlier`, or `None` when that lies behind this.
    pub fn checked_since(self, earlier: FileOffset) -> Option<ByteLen> {
        self.0.checked_sub(earlier.0).map(ByteLen)
    }

    /// The next multiple of `alignment`, or `None` beyond 64 bits.
    pub fn align_up(self, alignment: Alignment) -> Option<FileOffset> {
        self.0.checked_next_multiple_of(alignment.bytes()).map(FileOffset)
    }

    /// Whether this is a multiple of `alignment`.
    pub const fn is_aligned(self, alignment: Alignment) -> bool {
        alignment.rest_of(self.0) == 0
    }
}

impl fmt::Display for FileOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

/// A place in the heap where an object may start: a multiple of [`OBJECT_ALIGN`] from BASE.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct HeapOffset(u64);

impl HeapOffset {
    /// The heap's first byte, BASE itself.
    pub const START: HeapOffset = HeapOffset(0);

    /// The place `bytes` behind BASE, or `None` when no object can start there.
    pub const fn new(bytes: u64) -> Option<HeapOffset> {
        if Alignment::OBJECT.rest_of(bytes) == 0 { Some(HeapOffset(bytes)) } else { None }
    }

    /// The place of the object that covers no byte before `granule * 16`.
    pub const fn from_granule(granule: u32) -> HeapOffset {
        HeapOffset(granule as u64 * OBJECT_ALIGN as u64)
    }

    /// The offset in 16-byte granules, or `None` beyond 32 bits (64 GiB).
    pub fn granule(self) -> Option<u32> {
        u32::try_from(self.0 / OBJECT_ALIGN as u64).ok()
    }

    /// The number.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// The place `len` further on, or `None` when that is beyond 64 bits or not aligned.
    pub fn checked_add(self, len: ByteLen) -> Option<HeapOffset> {
        self.0.checked_add(len.0).and_then(HeapOffset::new)
    }

    /// Whether this is a multiple of `alignment`.
    pub const fn is_aligned(self, alignment: Alignment) -> bool {
        alignment.rest_of(self.0) == 0
    }
}

impl fmt::Display for HeapOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_stops_at_the_ends() {
        let last = u64::MAX;
        assert_eq!(ByteLen::new(last).checked_add(ByteLen::new(1)), None);
        assert_eq!(FileOffset::new(last).align_up(Alignment::PAGE), None);
        assert_eq!(FileOffset::new(1).align_up(Alignment::MAPPING), Some(FileOffset::new(65536)));
        assert_eq!(FileOffset::new(5).checked_since(FileOffset::new(6)), None);
    }

    #[test]
    fn heap_offsets_are_object_aligned() {
        assert_eq!(HeapOffset::new(8), None);
        let offset = HeapOffset::new(48).expect("a multiple of 16");
        assert_eq!(offset.granule(), Some(3));
        assert_eq!(HeapOffset::from_granule(3), offset);
        assert_eq!(offset.checked_add(ByteLen::new(8)), None);
        assert_eq!(HeapOffset::new(1 << 36).expect("aligned").granule(), None);
    }
}

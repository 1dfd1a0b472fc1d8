//! Section kinds and the section table.
//!
//! Sections lie in the file in the order of their kinds, each kind at most once. The five *heap sections* are
//! contiguous there and form one range of memory: the place of a byte in the heap is its place in the file minus
//! the place of STATIC. So one mapping (or the executable's own segment) is the heap, and nothing is relocated.
//!
//! An entry of the table has 64 bytes:
//!
//! ```text
//!   0  u32  kind
//!   4  u32  codec; 0 raw
//!   8  u32  zero
//!  12  u32  CRC-32 of the stored bytes
//!  16  u64  offset in the file, a multiple of 16
//!  24  u64  stored length in bytes
//!  32  u64  offset in the heap; 0 for other sections
//!  40  u64  length in bytes when decoded; the stored length when raw
//!  48  16 bytes zero
//! ```

use std::fmt;

use crate::error::FormatError;
use crate::units::{Alignment, ByteLen, FileOffset, HeapOffset};

/// What a section holds. The numbers are the order in the file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
#[repr(u32)]
pub enum SectionKind {
    /// What the application is; see [`crate::meta`].
    Meta = 1,
    /// The builtins that the heap refers to; see [`crate::builtins`].
    Builtins = 2,
    /// Objects at fixed offsets; see [`crate::statics`].
    Static = 3,
    /// Objects that programs are likely to write.
    HeapMutable = 4,
    /// Objects that a start reads.
    HeapHot = 5,
    /// Code objects, which nothing writes.
    Code = 6,
    /// All other objects.
    HeapWarm = 7,
    /// First object of each card; see [`crate::crossing`].
    CrossingMap = 8,
    /// Documentation strings. Reserved.
    Documentation = 9,
    /// Source positions and local names. Reserved.
    Debug = 10,
    /// Source text. Reserved.
    Source = 11,
    /// Embedded files. Reserved.
    Resources = 12,
    /// Machine code of one target. Reserved.
    Native = 13,
}

/// All section kinds with their names, in file order.
pub static SECTION_KINDS: &[(SectionKind, &str)] = &[
    (SectionKind::Meta, "META"),
    (SectionKind::Builtins, "BTAB"),
    (SectionKind::Static, "STATIC"),
    (SectionKind::HeapMutable, "HEAP.MUT"),
    (SectionKind::HeapHot, "HEAP.HOT"),
    (SectionKind::Code, "CODE"),
    (SectionKind::HeapWarm, "HEAP.WARM"),
    (SectionKind::CrossingMap, "XMAP"),
    (SectionKind::Documentation, "DOCS"),
    (SectionKind::Debug, "DEBUG"),
    (SectionKind::Source, "SRC"),
    (SectionKind::Resources, "RES"),
    (SectionKind::Native, "NATIVE"),
];

/// The sections that every container has.
pub const REQUIRED_SECTIONS: &[SectionKind] =
    &[SectionKind::Meta, SectionKind::Builtins, SectionKind::Static, SectionKind::CrossingMap];

impl SectionKind {
    /// The kind with number `number`, or `None`.
    pub fn from_number(number: u32) -> Option<SectionKind> {
        SECTION_KINDS.iter().map(|row| row.0).find(|kind| *kind as u32 == number)
    }

    /// The name in messages and listings.
    pub fn name(self) -> &'static str {
        SECTION_KINDS.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// Whether the section's bytes are objects.
    pub const fn is_heap(self) -> bool {
        matches!(
            self,
            SectionKind::Static
                | SectionKind::HeapMutable
                | SectionKind::HeapHot
                | SectionKind::Code
                | SectionKind::HeapWarm
        )
    }

    /// Where such a section may start in the file.
    pub const fn alignment(self) -> Alignment {
        match self {
            SectionKind::Static => Alignment::MAPPING,
            kind if kind.is_heap() => Alignment::PAGE,
            _ => Alignment::OBJECT,
        }
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How a section is stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Codec {
    /// As it is in memory.
    Raw = 0,
}

/// One section's row of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SectionEntry {
    /// What it holds.
    pub kind: SectionKind,
    /// How it is stored.
    pub codec: Codec,
    /// CRC-32 of the stored bytes.
    pub checksum: u32,
    /// Its first byte, aligned as [`SectionKind::alignment`] says.
    pub file_offset: FileOffset,
    /// Number of bytes in the file.
    pub stored_len: ByteLen,
    /// Its first byte in the heap; [`HeapOffset::START`] for sections outside it.
    pub heap_offset: HeapOffset,
    /// Number of bytes when decoded.
    pub len: ByteLen,
}

/// Bytes of an encoded entry.
pub const ENTRY_BYTES: usize = 64;

impl SectionEntry {
    /// The first place behind the section. Entries from a checked table never overflow.
    pub fn file_end(&self) -> FileOffset {
        self.file_offset.checked_add(self.stored_len).unwrap_or(FileOffset::new(u64::MAX))
    }

    /// Encodes the entry.
    pub fn encode(&self) -> [u8; ENTRY_BYTES] {
        let mut bytes = [0; ENTRY_BYTES];
        bytes[0..4].copy_from_slice(&(self.kind as u32).to_le_bytes());
        bytes[4..8].copy_from_slice(&(self.codec as u32).to_le_bytes());
        bytes[12..16].copy_from_slice(&self.checksum.to_le_bytes());
        let words =
            [self.file_offset.bytes(), self.stored_len.bytes(), self.heap_offset.bytes(), self.len.bytes()];
        for (place, word) in bytes[16..48].chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }

    /// Decodes entry number `index` of a table and checks what can be checked of it alone.
    pub fn decode(index: usize, bytes: &[u8; ENTRY_BYTES]) -> Result<SectionEntry, FormatError> {
        let u32_at = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let u64_at = |at: usize| u64::from(u32_at(at)) | u64::from(u32_at(at + 4)) << 32;
        let kind = SectionKind::from_number(u32_at(0))
            .ok_or(FormatError::UnknownSection { index, number: u32_at(0) })?;
        if u32_at(4) != Codec::Raw as u32 {
            return Err(FormatError::UnknownCodec { section: kind, codec: u32_at(4) });
        }
        if u32_at(8) != 0 || bytes[48..].iter().any(|b| *b != 0) {
            return Err(FormatError::ReservedEntryField { section: kind });
        }
        let heap_offset = HeapOffset::new(u64_at(32)).ok_or(FormatError::SectionHeapOffset {
            section: kind,
            found: u64_at(32),
            expected: 0,
        })?;
        let entry = SectionEntry {
            kind,
            codec: Codec::Raw,
            checksum: u32_at(12),
            file_offset: FileOffset::new(u64_at(16)),
            stored_len: ByteLen::new(u64_at(24)),
            heap_offset,
            len: ByteLen::new(u64_at(40)),
        };
        if entry.len != entry.stored_len {
            return Err(FormatError::RawLength {
                section: kind,
                stored: entry.stored_len,
                decoded: entry.len,
            });
        }
        Ok(entry)
    }
}

/// Checks a table as a whole: order, bounds, alignment, and that the heap sections form one range. `file_len` is
/// the first place that sections may not reach. O(sections).
pub fn check_table(
    sections: &[SectionEntry],
    content_start: FileOffset,
    content_end: FileOffset,
) -> Result<(), FormatError> {
    let mut previous: Option<&SectionEntry> = None;
    let mut heap_end = HeapOffset::START;
    for entry in sections {
        let section = entry.kind;
        if let Some(before) = previous
            && before.kind >= section
        {
            return Err(FormatError::SectionOrder { section, previous: before.kind });
        }
        if !entry.file_offset.is_aligned(section.alignment()) {
            return Err(FormatError::SectionAlignment {
                section,
                offset: entry.file_offset,
                alignment: section.alignment(),
            });
        }
        let end = entry.file_offset.checked_add(entry.stored_len).filter(|end| *end <= content_end).ok_or(
            FormatError::SectionBounds {
                section,
                offset: entry.file_offset,
                len: entry.stored_len,
                limit: content_end,
            },
        )?;
        let free_from = previous.map_or(content_start, SectionEntry::file_end);
        if entry.file_offset < free_from {
            return Err(FormatError::SectionOverlap { section, offset: entry.file_offset, free_from });
        }
        if section.is_heap() {
            let contiguous = section == SectionKind::Static || entry.file_offset == free_from;
            if !contiguous {
                return Err(FormatError::HeapGap { section, offset: entry.file_offset, expected: free_from });
            }
            if entry.heap_offset != heap_end {
                return Err(FormatError::SectionHeapOffset {
                    section,
                    found: entry.heap_offset.bytes(),
                    expected: heap_end.bytes(),
                });
            }
            heap_end = heap_end
                .checked_add(entry.len)
                .ok_or(FormatError::HeapSectionLength { section, len: entry.len })?;
        } else if entry.heap_offset != HeapOffset::START {
            return Err(FormatError::SectionHeapOffset {
                section,
                found: entry.heap_offset.bytes(),
                expected: 0,
            });
        }
        debug_assert!(end == entry.file_end());
        previous = Some(entry);
    }
    for section in REQUIRED_SECTIONS {
        if !sections.iter().any(|entry| entry.kind == *section) {
            return Err(FormatError::MissingSection { section: *section });
        }
    }
    Ok(())
}

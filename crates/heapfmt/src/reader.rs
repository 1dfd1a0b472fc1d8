//! Reading a container: a checked view over its bytes.
//!
//! [`Container::open`] does what a start needs, O(sections): header, table, length and end mark. The sections'
//! checksums are a second step, [`Container::check_sections`], for files that are not trusted.

use std::fmt;

use crate::builtins::BuiltinTable;
use crate::crossing::CrossingMap;
use crate::error::FormatError;
use crate::header::ContainerHeader;
use crate::interface::FORMAT_DIGEST;
use crate::meta::Application;
use crate::section::{SectionEntry, SectionKind};
use crate::units::{ByteLen, FileOffset, HeapOffset};
use crate::walk::HeapBytes;

/// A container whose header, table, length and end mark are right.
#[derive(Clone)]
pub struct Container<'a> {
    bytes: &'a [u8],
    header: ContainerHeader,
}

impl fmt::Debug for Container<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Container").field("header", &self.header).finish_non_exhaustive()
    }
}

impl<'a> Container<'a> {
    /// Takes `bytes` as one whole container.
    pub fn open(bytes: &'a [u8]) -> Result<Container<'a>, FormatError> {
        let header = ContainerHeader::decode(bytes)?;
        let (stated, actual) = (header.file_len, ByteLen::of(bytes));
        if stated > actual {
            return Err(FormatError::Truncated { stated, actual });
        }
        if stated < actual {
            return Err(FormatError::TrailingBytes { stated, actual });
        }
        let container = Container { bytes, header };
        let end_mark_at = container.header.end_mark_at();
        container.header.check_end_mark(container.bytes_from(end_mark_at))?;
        Ok(container)
    }

    /// The header.
    pub fn header(&self) -> &ContainerHeader {
        &self.header
    }

    /// All bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    fn bytes_from(&self, at: FileOffset) -> &'a [u8] {
        usize::try_from(at.bytes()).ok().and_then(|at| self.bytes.get(at..)).unwrap_or(&[])
    }

    /// The stored bytes of a section of this container.
    pub fn section_bytes(&self, entry: &SectionEntry) -> &'a [u8] {
        let from = self.bytes_from(entry.file_offset);
        // The table was checked against the length, so the bytes are all there.
        usize::try_from(entry.stored_len.bytes()).ok().and_then(|len| from.get(..len)).unwrap_or(&[])
    }

    /// The stored bytes of the section of `kind`; empty when there is none.
    pub fn section(&self, kind: SectionKind) -> &'a [u8] {
        self.header.section(kind).map_or(&[], |entry| self.section_bytes(entry))
    }

    /// The whole heap.
    pub fn heap(&self) -> HeapBytes<'a> {
        let from = self.bytes_from(self.header.heap_at);
        let len = usize::try_from(self.header.heap_len.bytes()).unwrap_or(usize::MAX);
        HeapBytes::new(HeapOffset::START, from.get(..len).unwrap_or(&[]))
    }

    /// What the application is.
    pub fn application(&self) -> Result<Application, FormatError> {
        Ok(Application::decode(self.section(SectionKind::Meta))?)
    }

    /// The builtins that the heap refers to.
    pub fn builtins(&self) -> Result<BuiltinTable<'a>, FormatError> {
        Ok(BuiltinTable::decode(self.section(SectionKind::Builtins))?)
    }

    /// The first object of each card.
    pub fn crossing_map(&self) -> Result<CrossingMap<'a>, FormatError> {
        CrossingMap::new(self.section(SectionKind::CrossingMap), self.header.heap_len)
    }

    /// Checks that the heap's words mean what this crate takes them for.
    pub fn check_format(&self) -> Result<(), FormatError> {
        self.header.check_format()
    }

    /// Checks one section's checksum.
    pub fn check_section(&self, entry: &SectionEntry) -> Result<(), FormatError> {
        let computed = crc32fast::hash(self.section_bytes(entry));
        if computed != entry.checksum {
            return Err(FormatError::SectionChecksum {
                section: entry.kind,
                offset: entry.file_offset,
                stored: entry.checksum,
                computed,
            });
        }
        Ok(())
    }

    /// Checks the checksums of what is read without the heap: META and the builtin table. The header's own checksum
    /// covers the section table.
    pub fn check_tables(&self) -> Result<(), FormatError> {
        let is_table =
            |entry: &&SectionEntry| matches!(entry.kind, SectionKind::Meta | SectionKind::Builtins);
        self.header.sections.iter().filter(is_table).try_for_each(|entry| self.check_section(entry))
    }

    /// Checks every section's checksum; the first wrong one is the error.
    pub fn check_sections(&self) -> Result<(), FormatError> {
        self.header.sections.iter().try_for_each(|entry| self.check_section(entry))
    }
}

impl ContainerHeader {
    /// Checks that the heap's words mean what this crate takes them for.
    pub fn check_format(&self) -> Result<(), FormatError> {
        if self.format_digest != FORMAT_DIGEST {
            return Err(FormatError::FormatDigest { found: self.format_digest, supported: FORMAT_DIGEST });
        }
        Ok(())
    }
}

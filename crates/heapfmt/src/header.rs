//! The first 4 KiB of a container: header, section table, and a checksum over both.
//!
//! ```text
//!     0  8 bytes   magic
//!     8  u32       format version
//!    12  u32       word scheme
//!    16  u64       flags; none are defined, all are zero
//!    24  u32       length of this header, 4096
//!    28  u32       number of sections
//!    32  32 bytes  interface hash (SHA-256); see `interface`
//!    64  16 bytes  format digest: what this heap's words mean
//!    80  16 bytes  builtins digest: the builtin table, row by row
//!    96  32 bytes  root hash: SHA-256 of the section table
//!   128  u64       length of the container, end mark included
//!   136  u64       place of the heap (STATIC) in the file, a multiple of 64 KiB
//!   144  u64       length of the heap
//!   152  u64       length of STATIC
//!   160  96 bytes  zero
//!   256  section table, 64 bytes each, at most 59; then zero
//!  4092  u32       CRC-32 of everything before
//! ```
//!
//! One page holds all that a start must check, so a start reads one page and sums one page. The root hash names
//! the contents: the table that it covers holds every section's checksum and length. It tells images apart and
//! finds damage; it is no defence against forgery, which is the business of the executable's signature.

use sha2::{Digest as _, Sha256};

use crate::error::{FormatError, TextModeDamage};
use crate::section::{self, ENTRY_BYTES, SectionEntry, SectionKind};
use crate::units::{ByteLen, FileOffset};

/// Bytes of the header.
pub const HEADER_BYTES: usize = 4096;
/// The first bytes of every container. The high bit, CR LF, control-Z and LF show what a transfer as text does.
pub const MAGIC: [u8; 8] = *b"\x8dMLH\r\n\x1a\n";
/// The version of the container that this crate reads and writes.
pub const FORMAT_VERSION: u32 = 1;
/// How values are tagged: 64-bit words, three tag bits, offsets from BASE.
pub const WORD_SCHEME: u32 = 1;
/// The largest number of sections.
pub const MAX_SECTIONS: usize = (CHECKSUM_AT - TABLE_AT) / ENTRY_BYTES;

const TABLE_AT: usize = 256;
const CHECKSUM_AT: usize = HEADER_BYTES - 4;

/// A decoded header whose table has been checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContainerHeader {
    /// SHA-256 over everything that image and runtime must agree on.
    pub interface_hash: [u8; 32],
    /// See [`crate::interface::FORMAT_DIGEST`].
    pub format_digest: u128,
    /// See [`crate::builtins::table_digest`].
    pub builtins_digest: u128,
    /// SHA-256 of the encoded section table.
    pub root_hash: [u8; 32],
    /// Length of the container, end mark included.
    pub file_len: ByteLen,
    /// Place of the heap in the file.
    pub heap_at: FileOffset,
    /// Length of the heap.
    pub heap_len: ByteLen,
    /// Length of STATIC.
    pub static_len: ByteLen,
    /// The section table, in file order.
    pub sections: Vec<SectionEntry>,
    /// The checksum of the header itself.
    pub checksum: u32,
}

impl ContainerHeader {
    /// The entry of `kind`, if the container has such a section.
    pub fn section(&self, kind: SectionKind) -> Option<&SectionEntry> {
        self.sections.iter().find(|entry| entry.kind == kind)
    }

    /// Encodes header and table. [`ContainerHeader::checksum`] and [`ContainerHeader::root_hash`] are computed
    /// here, and `self` takes them over.
    pub fn encode(&mut self) -> Result<[u8; HEADER_BYTES], FormatError> {
        if self.sections.len() > MAX_SECTIONS {
            return Err(FormatError::SectionCount { found: self.sections.len(), max: MAX_SECTIONS });
        }
        let mut bytes = [0; HEADER_BYTES];
        let mut table_end = TABLE_AT;
        for entry in &self.sections {
            bytes[table_end..table_end + ENTRY_BYTES].copy_from_slice(&entry.encode());
            table_end += ENTRY_BYTES;
        }
        self.root_hash = Sha256::digest(&bytes[TABLE_AT..table_end]).into();

        let mut fields = FieldWriter { bytes: &mut bytes, at: 0 };
        fields.put(&MAGIC);
        fields.put(&FORMAT_VERSION.to_le_bytes());
        fields.put(&WORD_SCHEME.to_le_bytes());
        fields.put(&0u64.to_le_bytes());
        fields.put(&(HEADER_BYTES as u32).to_le_bytes());
        fields.put(&(self.sections.len() as u32).to_le_bytes());
        fields.put(&self.interface_hash);
        fields.put(&self.format_digest.to_le_bytes());
        fields.put(&self.builtins_digest.to_le_bytes());
        fields.put(&self.root_hash);
        fields.put(&self.file_len.bytes().to_le_bytes());
        fields.put(&self.heap_at.bytes().to_le_bytes());
        fields.put(&self.heap_len.bytes().to_le_bytes());
        fields.put(&self.static_len.bytes().to_le_bytes());
        self.checksum = crc32fast::hash(&bytes[..CHECKSUM_AT]);
        bytes[CHECKSUM_AT..].copy_from_slice(&self.checksum.to_le_bytes());
        Ok(bytes)
    }

    /// Decodes the header at the start of `bytes` and checks it and its table. What lies behind the header is
    /// not looked at, and need not be there.
    pub fn decode(bytes: &[u8]) -> Result<ContainerHeader, FormatError> {
        check_magic(bytes)?;
        let bytes: &[u8; HEADER_BYTES] = bytes.first_chunk().ok_or(FormatError::TooShort {
            what: "header",
            needed: ByteLen::new(HEADER_BYTES as u64),
            available: ByteLen::of(bytes),
        })?;
        let mut fields = FieldReader { bytes, at: MAGIC.len() };
        // Version and scheme come before the checksum: another version may sum otherwise.
        let version = fields.u32();
        if version != FORMAT_VERSION {
            return Err(FormatError::FormatVersion { found: version, supported: FORMAT_VERSION });
        }
        let stored = u32::from_le_bytes([bytes[4092], bytes[4093], bytes[4094], bytes[4095]]);
        let computed = crc32fast::hash(&bytes[..CHECKSUM_AT]);
        if stored != computed {
            return Err(FormatError::HeaderChecksum { stored, computed });
        }
        let scheme = fields.u32();
        if scheme != WORD_SCHEME {
            return Err(FormatError::WordScheme { found: scheme, supported: WORD_SCHEME });
        }
        let flags = fields.u64();
        if flags != 0 {
            return Err(FormatError::UnknownFlags { flags });
        }
        let header_len = fields.u32();
        if header_len as usize != HEADER_BYTES {
            return Err(FormatError::HeaderLength { found: header_len, expected: HEADER_BYTES as u32 });
        }
        let n_sections = fields.u32() as usize;
        if n_sections > MAX_SECTIONS {
            return Err(FormatError::SectionCount { found: n_sections, max: MAX_SECTIONS });
        }
        let mut header = ContainerHeader {
            interface_hash: fields.array(),
            format_digest: u128::from_le_bytes(fields.array()),
            builtins_digest: u128::from_le_bytes(fields.array()),
            root_hash: fields.array(),
            file_len: ByteLen::new(fields.u64()),
            heap_at: FileOffset::new(fields.u64()),
            heap_len: ByteLen::new(fields.u64()),
            static_len: ByteLen::new(fields.u64()),
            sections: Vec::with_capacity(n_sections),
            checksum: stored,
        };
        let table_end = TABLE_AT + n_sections * ENTRY_BYTES;
        if bytes[fields.at..TABLE_AT].iter().chain(&bytes[table_end..CHECKSUM_AT]).any(|b| *b != 0) {
            return Err(FormatError::ReservedHeaderField);
        }
        let (rows, _) = bytes[TABLE_AT..table_end].as_chunks::<ENTRY_BYTES>();
        for (index, row) in rows.iter().enumerate() {
            header.sections.push(SectionEntry::decode(index, row)?);
        }
        header.check()?;
        Ok(header)
    }

    /// Checks that the table fits the file and that the lengths agree with the table.
    fn check(&self) -> Result<(), FormatError> {
        let content_end =
            self.file_len.bytes().checked_sub(END_MARK_BYTES as u64).map(FileOffset::new).ok_or(
                FormatError::TooShort {
                    what: "container",
                    needed: ByteLen::new((HEADER_BYTES + END_MARK_BYTES) as u64),
                    available: self.file_len,
                },
            )?;
        section::check_table(&self.sections, FileOffset::new(HEADER_BYTES as u64), content_end)?;
        let static_section = self
            .section(SectionKind::Static)
            .ok_or(FormatError::MissingSection { section: SectionKind::Static })?;
        if self.heap_at != static_section.file_offset {
            return Err(FormatError::HeapPlace { stated: self.heap_at, actual: static_section.file_offset });
        }
        if self.static_len != static_section.len {
            return Err(FormatError::StaticLength { stated: self.static_len, actual: static_section.len });
        }
        let in_sections = self.sections.iter().filter(|s| s.kind.is_heap()).map(|s| s.len.bytes()).sum();
        if self.heap_len.bytes() != in_sections {
            return Err(FormatError::HeapLength { stated: self.heap_len, actual: ByteLen::new(in_sections) });
        }
        Ok(())
    }

    /// Place of the end mark.
    pub fn end_mark_at(&self) -> FileOffset {
        FileOffset::new(self.file_len.bytes().saturating_sub(END_MARK_BYTES as u64))
    }

    /// Encodes the mark that ends the container. It repeats length and header checksum, so that a start finds a
    /// cut file, or one put together from two, by reading one more page.
    pub fn encode_end_mark(&self) -> [u8; END_MARK_BYTES] {
        let mut bytes = [0; END_MARK_BYTES];
        bytes[0..8].copy_from_slice(&END_MAGIC);
        bytes[8..16].copy_from_slice(&self.file_len.bytes().to_le_bytes());
        bytes[16..20].copy_from_slice(&self.checksum.to_le_bytes());
        let checksum = crc32fast::hash(&bytes[..20]);
        bytes[20..24].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Checks the bytes found at [`ContainerHeader::end_mark_at`].
    pub fn check_end_mark(&self, bytes: &[u8]) -> Result<(), FormatError> {
        if bytes.len() < END_MARK_BYTES || bytes[..END_MARK_BYTES] != self.encode_end_mark() {
            return Err(FormatError::EndMark { offset: self.end_mark_at() });
        }
        Ok(())
    }
}

/// Bytes of the end mark.
pub const END_MARK_BYTES: usize = 24;
const END_MAGIC: [u8; 8] = *b"\x8dMLHend\n";

fn check_magic(bytes: &[u8]) -> Result<(), FormatError> {
    if bytes.starts_with(&MAGIC) {
        return Ok(());
    }
    let damages: [(&[u8], TextModeDamage); 4] = [
        (b"\x8dMLH\n\x1a\n", TextModeDamage::LineEndsShortened),
        (b"\x8dMLH\r\r\n\x1a\r\n", TextModeDamage::LineEndsLengthened),
        (b"\x8dMLH\r\n\x1a\r\n", TextModeDamage::LineEndsLengthened),
        (b"\x0dMLH", TextModeDamage::HighBitCleared),
    ];
    for (start, how) in damages {
        if bytes.starts_with(start) {
            return Err(FormatError::TextMode { how });
        }
    }
    if MAGIC.starts_with(bytes) {
        return Err(FormatError::TooShort {
            what: "header",
            needed: ByteLen::new(HEADER_BYTES as u64),
            available: ByteLen::of(bytes),
        });
    }
    Err(FormatError::NotAContainer)
}

struct FieldWriter<'a> {
    bytes: &'a mut [u8; HEADER_BYTES],
    at: usize,
}

impl FieldWriter<'_> {
    fn put(&mut self, field: &[u8]) {
        self.bytes[self.at..self.at + field.len()].copy_from_slice(field);
        self.at += field.len();
    }
}

struct FieldReader<'a> {
    bytes: &'a [u8; HEADER_BYTES],
    at: usize,
}

impl FieldReader<'_> {
    fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut field = [0; N];
        field.copy_from_slice(&self.bytes[self.at..self.at + N]);
        self.at += N;
        field
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.array())
    }

    fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.array())
    }
}

const _: () = assert!(MAX_SECTIONS == 59, "the head comment states it");

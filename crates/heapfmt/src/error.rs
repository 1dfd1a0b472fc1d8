//! What can be wrong with a container. Each message is one line that names the place and both sides.

use crate::builtins::TableError;
use crate::meta::MetaError;
use crate::section::SectionKind;
use crate::units::{Alignment, ByteLen, FileOffset};

/// How a transfer as text has changed a container.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TextModeDamage {
    /// CR LF has become LF.
    #[error("line ends were shortened")]
    LineEndsShortened,
    /// LF has become CR LF.
    #[error("line ends were lengthened")]
    LineEndsLengthened,
    /// Bytes have lost their high bit.
    #[error("the high bit of bytes was cleared")]
    HighBitCleared,
}

/// Why bytes are no usable container.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FormatError {
    /// There are fewer bytes than the part has.
    #[error("the image is cut short: its {what} has {needed}, only {available} are there")]
    TooShort {
        /// Which part.
        what: &'static str,
        /// Its length.
        needed: ByteLen,
        /// What is there.
        available: ByteLen,
    },
    /// The first bytes are other ones.
    #[error("this is not a Monolisp image: the first bytes are other ones")]
    NotAContainer,
    /// The first bytes are those of a container that was transferred as text.
    #[error("the image was damaged by a transfer in text mode: {how}")]
    TextMode {
        /// What the transfer did.
        how: TextModeDamage,
    },
    /// The container has another format.
    #[error("the image has format version {found}, this program reads version {supported}")]
    FormatVersion {
        /// The version in the header.
        found: u32,
        /// The version that this crate reads.
        supported: u32,
    },
    /// The words of the heap mean something else.
    #[error("the image has word scheme {found}, this program uses scheme {supported}")]
    WordScheme {
        /// The scheme in the header.
        found: u32,
        /// The scheme of this crate.
        supported: u32,
    },
    /// The words of the heap mean something else in detail: objects, instructions or static symbols differ.
    #[error(
        "the image was made for another runtime: format digest {found:032x}, this program has {supported:032x}"
    )]
    FormatDigest {
        /// The digest in the header.
        found: u128,
        /// The digest of this crate's tables.
        supported: u128,
    },
    /// The header does not have the sum that it states.
    #[error("the image's header is damaged: checksum {computed:08x}, it states {stored:08x}")]
    HeaderChecksum {
        /// What the header states.
        stored: u32,
        /// What its bytes give.
        computed: u32,
    },
    /// Flags that this crate does not know.
    #[error("the image's header has unknown flags {flags:#x}")]
    UnknownFlags {
        /// The flag word.
        flags: u64,
    },
    /// The header has another length.
    #[error("the image's header states a length of {found} bytes, not {expected}")]
    HeaderLength {
        /// The stated length.
        found: u32,
        /// The only possible one.
        expected: u32,
    },
    /// Bytes of the header that must be zero are not.
    #[error("unused bytes of the image's header are not zero")]
    ReservedHeaderField,
    /// The file ends before the container does.
    #[error("the image is cut short: it has {stated}, the file only {actual}")]
    Truncated {
        /// Length in the header.
        stated: ByteLen,
        /// Length of the file.
        actual: ByteLen,
    },
    /// The file goes on behind the container.
    #[error("the image has {stated}, but the file {actual}")]
    TrailingBytes {
        /// Length in the header.
        stated: ByteLen,
        /// Length of the file.
        actual: ByteLen,
    },
    /// The end mark is not where the header says.
    #[error("the image's end mark at {offset} is damaged or missing")]
    EndMark {
        /// Where it should be.
        offset: FileOffset,
    },
    /// More sections than the header has room for.
    #[error("the image states {found} sections, at most {max} are possible")]
    SectionCount {
        /// The stated number.
        found: usize,
        /// The largest number.
        max: usize,
    },
    /// A section kind that this crate does not know.
    #[error("section number {index} of the image has the unknown kind {number}")]
    UnknownSection {
        /// Row of the table.
        index: usize,
        /// The kind.
        number: u32,
    },
    /// A codec that this crate does not know.
    #[error("section {section} is stored with codec {codec}, this program reads only raw sections (0)")]
    UnknownCodec {
        /// Which section.
        section: SectionKind,
        /// The codec's number.
        codec: u32,
    },
    /// Bytes of a table row that must be zero are not.
    #[error("unused bytes of the table row of section {section} are not zero")]
    ReservedEntryField {
        /// Which section.
        section: SectionKind,
    },
    /// A raw section's two lengths differ.
    #[error("section {section} is raw, but states {stored} in the file and {decoded} in memory")]
    RawLength {
        /// Which section.
        section: SectionKind,
        /// Length in the file.
        stored: ByteLen,
        /// Length in memory.
        decoded: ByteLen,
    },
    /// Sections do not come in the order of their kinds, or one comes twice.
    #[error("section {section} stands behind {previous}")]
    SectionOrder {
        /// Which section.
        section: SectionKind,
        /// The one before it.
        previous: SectionKind,
    },
    /// A section that must be there is not.
    #[error("the image has no section {section}")]
    MissingSection {
        /// Which section.
        section: SectionKind,
    },
    /// A section starts at an odd place.
    #[error("section {section} starts at {offset}, which is not a multiple of {alignment}")]
    SectionAlignment {
        /// Which section.
        section: SectionKind,
        /// Where it starts.
        offset: FileOffset,
        /// What its start must be a multiple of.
        alignment: Alignment,
    },
    /// A section reaches beyond the container.
    #[error("section {section} at {offset} with {len} reaches beyond {limit}, where the contents end")]
    SectionBounds {
        /// Which section.
        section: SectionKind,
        /// Where it starts.
        offset: FileOffset,
        /// Its length.
        len: ByteLen,
        /// Where the contents end.
        limit: FileOffset,
    },
    /// A section starts before the one before it ends.
    #[error("section {section} starts at {offset}, but the bytes before {free_from} are taken")]
    SectionOverlap {
        /// Which section.
        section: SectionKind,
        /// Where it starts.
        offset: FileOffset,
        /// First place that is free.
        free_from: FileOffset,
    },
    /// A heap section does not start where the one before it ends.
    #[error("heap section {section} starts at {offset}, not at {expected} where the one before it ends")]
    HeapGap {
        /// Which section.
        section: SectionKind,
        /// Where it starts.
        offset: FileOffset,
        /// Where it should start.
        expected: FileOffset,
    },
    /// A section's place in the heap is wrong.
    #[error("section {section} states heap offset {found:#x}, not {expected:#x}")]
    SectionHeapOffset {
        /// Which section.
        section: SectionKind,
        /// The stated offset.
        found: u64,
        /// The right one.
        expected: u64,
    },
    /// A heap section's length is no multiple of the object alignment.
    #[error("heap section {section} has {len}, which is not a multiple of 16")]
    HeapSectionLength {
        /// Which section.
        section: SectionKind,
        /// Its length.
        len: ByteLen,
    },
    /// Header and table disagree about the heap's place.
    #[error("the header places the heap at {stated}, the section table at {actual}")]
    HeapPlace {
        /// In the header.
        stated: FileOffset,
        /// In the table.
        actual: FileOffset,
    },
    /// Header and table disagree about the heap's length.
    #[error("the header states a heap of {stated}, the section table {actual}")]
    HeapLength {
        /// In the header.
        stated: ByteLen,
        /// In the table.
        actual: ByteLen,
    },
    /// Header and table disagree about the length of STATIC.
    #[error("the header states a static section of {stated}, the section table {actual}")]
    StaticLength {
        /// In the header.
        stated: ByteLen,
        /// In the table.
        actual: ByteLen,
    },
    /// The heap is larger than the crossing map can describe.
    #[error("the heap has {len}, at most {max} are possible")]
    HeapTooLarge {
        /// Its length.
        len: ByteLen,
        /// The largest length.
        max: ByteLen,
    },
    /// The crossing map does not fit the heap.
    #[error("section XMAP has {found}, the heap needs {expected}")]
    CrossingMapLength {
        /// Its length.
        found: ByteLen,
        /// The length that the heap's cards need.
        expected: ByteLen,
    },
    /// A section does not have the sum that the table states.
    #[error(
        "section {section} at {offset} is damaged: checksum {computed:08x}, the table states {stored:08x}"
    )]
    SectionChecksum {
        /// Which section.
        section: SectionKind,
        /// Where it starts.
        offset: FileOffset,
        /// What the table states.
        stored: u32,
        /// What the bytes give.
        computed: u32,
    },
    /// META cannot be read.
    #[error("section META: {0}")]
    Meta(#[from] MetaError),
    /// BTAB cannot be read.
    #[error("section BTAB: {0}")]
    Builtins(#[from] TableError),
}

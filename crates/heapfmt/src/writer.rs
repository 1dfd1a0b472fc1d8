//! Writing a container from its sections' bytes.
//!
//! The same contents give the same bytes: there is no time, host or path in them. The heap is not copied; it is
//! read once to sum and to map it, and once more to write it, so it must not change in between.

use std::io::{self, Write};

use crate::builtins::BuiltinTable;
use crate::crossing::CrossingMapBuilder;
use crate::error::FormatError;
use crate::header::{ContainerHeader, HEADER_BYTES};
use crate::interface::{FORMAT_DIGEST, interface_hash};
use crate::layout::{Header, TypeCode, WORD};
use crate::meta::Application;
use crate::section::{Codec, SectionEntry, SectionKind};
use crate::units::{ByteLen, FileOffset, HeapOffset};
use crate::walk::{HeapBytes, WalkError};

/// A section's bytes, possibly in several pieces. A piece of a heap section holds whole objects.
#[derive(Clone, Copy, Debug)]
pub struct SectionSource<'a> {
    /// What it holds.
    pub kind: SectionKind,
    /// Its bytes.
    pub pieces: &'a [&'a [u8]],
}

impl SectionSource<'_> {
    fn len(&self) -> ByteLen {
        ByteLen::new(self.pieces.iter().map(|piece| piece.len() as u64).sum())
    }
}

/// What a container is made of.
#[derive(Clone, Copy, Debug)]
pub struct ContainerSource<'a> {
    /// META.
    pub application: &'a Application,
    /// BTAB.
    pub builtins: &'a BuiltinTable<'a>,
    /// The heap sections, with the objects at the offsets that [`place_heap_sections`] gives, and any of the
    /// reserved sections. The order does not matter; empty ones are left out.
    pub sections: &'a [SectionSource<'a>],
}

/// Why a container could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The output failed.
    #[error("cannot write the image: {0}")]
    Io(#[from] io::Error),
    /// The contents make no container.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// A heap section's bytes are not objects.
    #[error("section {section}: {source}")]
    Heap {
        /// Which section.
        section: SectionKind,
        /// What the walk met.
        source: WalkError,
    },
    /// The caller gave a section that is made here, or gave one twice.
    #[error("section {section} was given {reason}")]
    Section {
        /// Which section.
        section: SectionKind,
        /// "twice", or that it is made by the writer.
        reason: &'static str,
    },
}

/// Where each heap section starts, given the sections that the heap has, in file order, and their lengths.
///
/// Every section but the first starts on a page of its own; the writer fills the gap before it with a filler
/// object.
pub fn place_heap_sections(
    sections: &[(SectionKind, ByteLen)],
) -> Result<Vec<(SectionKind, HeapOffset)>, FormatError> {
    let mut placed = Vec::with_capacity(sections.len());
    let mut end = ByteLen::ZERO;
    for (section, len) in sections {
        let unplaceable = FormatError::HeapSectionLength { section: *section, len: *len };
        let start = end
            .align_up(section.alignment())
            .and_then(|start| HeapOffset::new(start.bytes()))
            .ok_or_else(|| unplaceable.clone())?;
        end = start.checked_add(*len).map(|end| ByteLen::new(end.bytes())).ok_or(unplaceable)?;
        placed.push((*section, start));
    }
    Ok(placed)
}

const FILLER_FIXED: usize = 2 * WORD;
const MAX_GAP: usize = 4096;

/// A filler object of `len` bytes, a multiple of 16 below a page; nothing for none.
fn filler(len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    if len >= FILLER_FIXED {
        bytes[..WORD].copy_from_slice(&Header::new(TypeCode::Filler).bits().to_le_bytes());
        let n_words = ((len - FILLER_FIXED) / WORD) as u64;
        bytes[WORD..FILLER_FIXED].copy_from_slice(&n_words.to_le_bytes());
    }
    bytes
}

/// A section as it will be written.
struct Planned<'a> {
    entry: SectionEntry,
    pieces: Vec<&'a [u8]>,
}

/// Writes a container and returns its header.
pub fn write_container(
    out: &mut impl Write,
    source: &ContainerSource<'_>,
) -> Result<ContainerHeader, WriteError> {
    let heap = heap_sections(source)?;
    let fillers = gap_fillers(&heap)?;
    let crossing_map = map_objects(&heap, &fillers)?;
    let meta = source.application.encode();
    let builtins = source.builtins.encode().map_err(FormatError::from)?;

    let mut contents: Vec<(SectionKind, Vec<&[u8]>)> =
        vec![(SectionKind::Meta, vec![&meta]), (SectionKind::Builtins, vec![&builtins])];
    for (section, filler) in heap.iter().zip(&fillers) {
        let mut pieces = section.pieces.to_vec();
        pieces.push(filler);
        contents.push((section.kind, pieces));
    }
    contents.push((SectionKind::CrossingMap, vec![&crossing_map]));
    let mut others: Vec<&SectionSource<'_>> =
        source.sections.iter().filter(|section| !section.kind.is_heap()).collect();
    others.sort_by_key(|section| section.kind);
    contents.extend(others.iter().map(|section| (section.kind, section.pieces.to_vec())));

    let planned = place(contents)?;
    let mut header = header_of(source, &planned)?;
    let header_bytes = header.encode()?;
    out.write_all(&header_bytes)?;
    let mut at = FileOffset::new(HEADER_BYTES as u64);
    for section in &planned {
        at = pad(out, at, section.entry.file_offset)?;
        for piece in &section.pieces {
            out.write_all(piece)?;
        }
        at = at.checked_add(section.entry.stored_len).unwrap_or(at);
    }
    pad(out, at, header.end_mark_at())?;
    out.write_all(&header.encode_end_mark())?;
    Ok(header)
}

/// The heap sections that hold something, in file order.
fn heap_sections<'a>(source: &ContainerSource<'a>) -> Result<Vec<&'a SectionSource<'a>>, WriteError> {
    let mut kinds: Vec<SectionKind> = source.sections.iter().map(|section| section.kind).collect();
    kinds.sort_unstable();
    if let Some(pair) = kinds.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(WriteError::Section { section: pair[0], reason: "twice" });
    }
    for made_here in [SectionKind::Meta, SectionKind::Builtins, SectionKind::CrossingMap] {
        if kinds.contains(&made_here) {
            return Err(WriteError::Section { section: made_here, reason: "though the writer makes it" });
        }
    }
    let mut heap: Vec<&SectionSource<'_>> =
        source.sections.iter().filter(|section| section.kind.is_heap()).collect();
    heap.retain(|section| section.len() > ByteLen::ZERO);
    heap.sort_by_key(|section| section.kind);
    Ok(heap)
}

/// The filler behind each heap section, so that the next starts on a page.
fn gap_fillers(heap: &[&SectionSource<'_>]) -> Result<Vec<Vec<u8>>, FormatError> {
    let lens: Vec<(SectionKind, ByteLen)> =
        heap.iter().map(|section| (section.kind, section.len())).collect();
    let placed = place_heap_sections(&lens)?;
    let gaps = placed.iter().zip(&lens).enumerate().map(|(i, ((_, start), (_, len)))| {
        let end = start.bytes() + len.bytes();
        placed.get(i + 1).map_or(0, |(_, next)| next.bytes() - end)
    });
    // A gap is shorter than a page, so it fits every integer.
    Ok(gaps.map(|gap| filler(usize::try_from(gap).unwrap_or(0).min(MAX_GAP))).collect())
}

/// Walks all objects and notes which covers the start of each card.
fn map_objects(heap: &[&SectionSource<'_>], fillers: &[Vec<u8>]) -> Result<Vec<u8>, WriteError> {
    let mut map = CrossingMapBuilder::default();
    let mut start = HeapOffset::START;
    for (section, filler) in heap.iter().zip(fillers) {
        for piece in section.pieces.iter().copied().chain([&filler[..]]) {
            for object in HeapBytes::new(start, piece).objects() {
                let object = object.map_err(|source| WriteError::Heap { section: section.kind, source })?;
                map.push(&object)?;
            }
            let len = ByteLen::of(piece);
            start = start
                .checked_add(len)
                .ok_or(FormatError::HeapSectionLength { section: section.kind, len })?;
        }
    }
    Ok(map.finish())
}

/// Gives each section its place and sums it.
fn place(contents: Vec<(SectionKind, Vec<&[u8]>)>) -> Result<Vec<Planned<'_>>, FormatError> {
    let mut planned = Vec::with_capacity(contents.len());
    let mut file_end = FileOffset::new(HEADER_BYTES as u64);
    let mut heap_end = HeapOffset::START;
    for (kind, pieces) in contents {
        let len = ByteLen::new(pieces.iter().map(|piece| piece.len() as u64).sum());
        let too_long = FormatError::HeapSectionLength { section: kind, len };
        let file_offset = file_end.align_up(kind.alignment()).ok_or_else(|| too_long.clone())?;
        let mut sum = crc32fast::Hasher::new();
        for piece in &pieces {
            sum.update(piece);
        }
        let entry = SectionEntry {
            kind,
            codec: Codec::Raw,
            checksum: sum.finalize(),
            file_offset,
            stored_len: len,
            heap_offset: if kind.is_heap() { heap_end } else { HeapOffset::START },
            len,
        };
        file_end = file_offset.checked_add(len).ok_or_else(|| too_long.clone())?;
        if kind.is_heap() {
            heap_end = heap_end.checked_add(len).ok_or(too_long)?;
        }
        planned.push(Planned { entry, pieces });
    }
    Ok(planned)
}

fn header_of(source: &ContainerSource<'_>, planned: &[Planned<'_>]) -> Result<ContainerHeader, FormatError> {
    let sections: Vec<SectionEntry> = planned.iter().map(|section| section.entry).collect();
    let static_section = sections
        .iter()
        .find(|entry| entry.kind == SectionKind::Static)
        .ok_or(FormatError::MissingSection { section: SectionKind::Static })?;
    let (heap_at, static_len) = (static_section.file_offset, static_section.len);
    let heap_len = sections.iter().filter(|entry| entry.kind.is_heap()).map(|entry| entry.len.bytes()).sum();
    let content_end = sections.last().map_or(FileOffset::START, SectionEntry::file_end);
    let file_len = content_end
        .align_up(crate::units::Alignment::OBJECT)
        .and_then(|end| end.checked_add(ByteLen::new(crate::header::END_MARK_BYTES as u64)))
        .ok_or(FormatError::HeapTooLarge { len: ByteLen::new(heap_len), max: crate::crossing::MAX_HEAP })?;
    Ok(ContainerHeader {
        interface_hash: interface_hash(source.builtins.entries().iter().map(|entry| &entry.row)),
        format_digest: FORMAT_DIGEST,
        builtins_digest: source.builtins.digest(),
        root_hash: [0; 32],
        file_len: ByteLen::new(file_len.bytes()),
        heap_at,
        heap_len: ByteLen::new(heap_len),
        static_len,
        sections,
        checksum: 0,
    })
}

/// Writes zeros from `at` up to `to` and returns `to`.
fn pad(out: &mut impl Write, at: FileOffset, to: FileOffset) -> io::Result<FileOffset> {
    let n_bytes = to.checked_since(at).map_or(0, ByteLen::bytes);
    io::copy(&mut io::Read::take(io::repeat(0), n_bytes), out)?;
    Ok(to)
}

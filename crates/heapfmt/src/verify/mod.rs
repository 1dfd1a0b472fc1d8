//! Verifying a whole image: that every byte of it is as it was written, and that it makes sense.
//!
//! A start checks only what it must; this checks everything, and reports all it finds. An image without
//! findings cannot lead the runtime outside its memory.

pub mod code;
mod objects;
mod references;
mod slots;

use sha2::{Digest as _, Sha256};

use crate::crossing::CrossingMapBuilder;
use crate::error::FormatError;
use crate::header::HEADER_BYTES;
use crate::interface::{hex, interface_hash_of};
use crate::layout::{Header, Shape, TypeCode, Value, symbol};
use crate::reader::Container;
use crate::section::{SectionEntry, SectionKind};
use crate::statics::{
    NIL_CONS_OFFSET, NIL_SYMBOL_OFFSET, ROOT_SLOTS, ROOTS_OFFSET, STATIC_END, SYMBOL_BYTES, SYMBOLS,
};
use crate::units::{ByteLen, FileOffset, HeapOffset};
use crate::walk::{FoundObject, HeapBytes, WalkError};

pub use objects::ObjectProblem;
pub use references::ValueProblem;

use objects::ObjectVerifier;
use references::ObjectStarts;

/// Something wrong with an image.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Finding {
    /// The container is wrong.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// Bytes between sections are not zero.
    #[error("the unused byte at {offset} is {found:#04x}, not zero")]
    Padding {
        /// The byte.
        offset: FileOffset,
        /// What it is.
        found: u8,
    },
    /// A hash in the header is not that of what it covers.
    #[error("the header states {what} {stated}, the contents have {actual}")]
    Hash {
        /// Which hash.
        what: &'static str,
        /// In the header.
        stated: String,
        /// Of the contents.
        actual: String,
    },
    /// The heap cannot be walked.
    #[error("section {section}: {error}")]
    Walk {
        /// The section.
        section: SectionKind,
        /// Where the walk ends.
        error: WalkError,
    },
    /// A section holds an object that does not belong there.
    #[error("section {section}: object {at} is a {type_name}, which holds references")]
    NotRaw {
        /// The section.
        section: SectionKind,
        /// The object.
        at: HeapOffset,
        /// Its type.
        type_name: &'static str,
    },
    /// An object is wrong.
    #[error("object {at}, a {type_name}: {problem}")]
    Object {
        /// The object.
        at: HeapOffset,
        /// Its type.
        type_name: &'static str,
        /// What is wrong with it.
        problem: ObjectProblem,
    },
    /// An object at a fixed offset is another one.
    #[error("object {at} is not {expected}, which belongs there")]
    Static {
        /// The offset.
        at: HeapOffset,
        /// What belongs there.
        expected: String,
    },
    /// The crossing map is wrong.
    #[error("section XMAP: card {card} states {stated}, it is covered from {actual}")]
    CrossingMap {
        /// The card.
        card: usize,
        /// In the map.
        stated: HeapOffset,
        /// The object that covers it.
        actual: HeapOffset,
    },
}

/// The most findings that a report lists.
pub const MAX_FINDINGS: usize = 100;

/// What a verification has found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// What is wrong, in the order of the checks; at most [`MAX_FINDINGS`].
    pub findings: Vec<Finding>,
    /// How many more things are wrong.
    pub n_unlisted: usize,
    /// Number of objects looked at.
    pub n_objects: u64,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    fn add(&mut self, finding: Finding) {
        if self.findings.len() < MAX_FINDINGS {
            self.findings.push(finding);
        } else {
            self.n_unlisted += 1;
        }
    }

    fn note<T>(&mut self, result: Result<T, FormatError>) -> Option<T> {
        result.map_err(|error| self.add(Finding::Format(error))).ok()
    }
}

/// Verifies an image.
pub fn verify(bytes: &[u8]) -> Report {
    let (mut report, container) = verify_stored(bytes);
    if let Some(container) = container {
        report.note(container.application());
        // Without an agreed meaning of words there is no heap to verify.
        if report.note(container.check_format()).is_some() {
            check_heap(&container, &mut report);
        }
    }
    report
}

/// Verifies that every byte of an image is as it was written, whatever it means.
pub fn verify_bytes(bytes: &[u8]) -> Report {
    verify_stored(bytes).0
}

fn verify_stored(bytes: &[u8]) -> (Report, Option<Container<'_>>) {
    let mut report = Report::default();
    let container = report.note(Container::open(bytes));
    if let Some(container) = &container {
        for entry in &container.header().sections {
            report.note(container.check_section(entry));
        }
        check_padding(container, &mut report);
        check_hashes(container, &mut report);
    }
    (report, container)
}

fn check_padding(container: &Container<'_>, report: &mut Report) {
    let mut free_from = FileOffset::new(HEADER_BYTES as u64);
    let sections = &container.header().sections;
    let ends = sections.iter().map(|entry| (entry.file_offset, entry.file_end()));
    for (start, next) in ends.chain([(container.header().end_mark_at(), FileOffset::START)]) {
        let range = free_from.bytes() as usize..start.bytes() as usize;
        let unused = container.bytes().get(range).unwrap_or(&[]);
        if let Some(at) = unused.iter().position(|byte| *byte != 0) {
            let offset = FileOffset::new(free_from.bytes() + at as u64);
            report.add(Finding::Padding { offset, found: unused[at] });
        }
        free_from = next;
    }
}

fn check_hashes(container: &Container<'_>, report: &mut Report) {
    let header = container.header();
    let mut table = Sha256::new();
    for entry in &header.sections {
        table.update(entry.encode());
    }
    let mut compare = |what, stated: &[u8], actual: &[u8]| {
        if stated != actual {
            report.add(Finding::Hash { what, stated: hex(stated), actual: hex(actual) });
        }
    };
    compare("root hash", &header.root_hash, &table.finalize());
    if let Ok(builtins) = container.builtins() {
        compare("builtins digest", &header.builtins_digest.to_be_bytes(), &builtins.digest().to_be_bytes());
        let rows = builtins.entries().iter().map(|entry| &entry.row);
        let interface_hash = interface_hash_of(header.format_digest, rows);
        compare("interface hash", &header.interface_hash, &interface_hash);
    }
}

fn check_heap(container: &Container<'_>, report: &mut Report) {
    let heap = container.heap();
    let mut starts = ObjectStarts::new(&heap);
    let walked = walk_sections(container, &mut starts, report);
    let (Some(()), Some(builtins)) = (walked, report.note(container.builtins())) else {
        return;
    };
    check_statics(&heap, report);
    let mut verifier = ObjectVerifier::new(heap, starts, &builtins);
    for object in heap.objects().flatten() {
        if let Err(problem) = verifier.check(&object) {
            report.add(Finding::Object { at: object.at, type_name: object.type_name(), problem });
        }
    }
    for (at, problem) in verifier.finish() {
        let type_name = heap.object_at(at).map_or("", |object| object.type_name());
        report.add(Finding::Object { at, type_name, problem });
    }
}

/// Walks all heap sections, notes where objects start, and checks the crossing map. `None` when a walk met
/// something that is no object.
fn walk_sections(container: &Container<'_>, starts: &mut ObjectStarts, report: &mut Report) -> Option<()> {
    let mut map = CrossingMapBuilder::default();
    let mut whole = Some(());
    for entry in container.header().sections.iter().filter(|entry| entry.kind.is_heap()) {
        for object in HeapBytes::new(entry.heap_offset, container.section_bytes(entry)).objects() {
            match object {
                Ok(object) => {
                    starts.add(&object);
                    report.n_objects += 1;
                    check_kept_raw(entry, &object, report);
                    report.note(map.push(&object))?;
                }
                Err(error) => {
                    report.add(Finding::Walk { section: entry.kind, error });
                    whole = None;
                }
            }
        }
    }
    whole?;
    let (stated, actual) = (report.note(container.crossing_map())?, map.finish());
    let actual = report.note(crate::crossing::CrossingMap::new(&actual, container.header().heap_len))?;
    for card in 0..stated.n_cards() {
        if let (Some(stated), Some(actual)) = (stated.first_object(card), actual.first_object(card))
            && stated != actual
        {
            report.add(Finding::CrossingMap { card, stated, actual });
        }
    }
    Some(())
}

/// Code sections hold nothing that the collector would have to look at.
fn check_kept_raw(entry: &SectionEntry, object: &FoundObject, report: &mut Report) {
    let raw = object.header.and_then(|(header, _)| match header.shape()? {
        Shape::Raw { .. } | Shape::RawWords(_) => Some(()),
        _ => None,
    });
    if entry.kind == SectionKind::Code && raw.is_none() {
        report.add(Finding::NotRaw { section: entry.kind, at: object.at, type_name: object.type_name() });
    }
}

/// Checks the objects at fixed offsets: NIL, the static symbols by name, the root vector.
fn check_statics(heap: &HeapBytes<'_>, report: &mut Report) {
    let mut expect = |at: u64, holds: bool, expected: &dyn Fn() -> String| {
        if !holds {
            let at = HeapOffset::new(at).unwrap_or_default();
            report.add(Finding::Static { at, expected: expected() });
        }
    };
    let nil = Some(Value::NIL.bits());
    let word = |at: u64| heap.word(at);
    let nil_is_whole = word(NIL_CONS_OFFSET) == nil && word(NIL_CONS_OFFSET + 8) == nil;
    expect(NIL_CONS_OFFSET, nil_is_whole, &|| "the empty list".to_owned());
    for (position, row) in SYMBOLS.iter().enumerate() {
        let at = NIL_SYMBOL_OFFSET + position as u64 * SYMBOL_BYTES;
        let holds = symbol_name(heap, at).is_some_and(|name| name == row.name.as_bytes());
        expect(at, holds, &|| format!("the symbol {}:{}", row.package, row.name));
    }
    let is_vector = |word| Header::from_bits(word).is(TypeCode::SimpleVector);
    let vector = word(ROOTS_OFFSET).is_some_and(is_vector) && word(ROOTS_OFFSET + 8) == Some(ROOT_SLOTS);
    expect(ROOTS_OFFSET, vector && heap.end() >= STATIC_END, &|| "the root vector".to_owned());
}

/// The characters of the narrow name of the symbol at `at`.
fn symbol_name<'a>(heap: &HeapBytes<'a>, at: u64) -> Option<&'a [u8]> {
    let object = heap.object_at(HeapOffset::new(at)?).ok()?;
    let (_, TypeCode::Symbol) = object.header? else { return None };
    let name = Value::from_bits(heap.object_word(object.at, symbol::NAME)?);
    let name = heap.object_at(HeapOffset::new(name.offset())?).ok()?;
    let (_, TypeCode::NarrowString) = name.header? else { return None };
    heap.object_bytes(name.at, 16, usize::try_from(ByteLen::new(name.count).bytes()).ok()?)
}

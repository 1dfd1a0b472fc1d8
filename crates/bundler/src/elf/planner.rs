//! The edit plan for an ELF template.
//!
//! ```text
//! template:   head          | last segment | tail (symbols, debug data, section table)
//! result:     head | (pad)  | last segment , .bss as zeros , pad , payload , end mark , record | tail ...
//!                            \________________ the segment, as long in the file as in memory __________/
//! ```
//!
//! The payload starts at a multiple of 64 KiB both in the file and in the address space before the system moves the
//! program: that is the largest page size of any supported machine, so the file can be mapped there as well.
//! Where the linker placed the segment at an offset that differs from its address by something else, the segment
//! moves in the file by the difference.

use std::borrow::Cow;

use object::elf::{SHF_ALLOC, SHF_WRITE, SHT_PROGBITS};
use object::{LittleEndian as LE, U32, U64, pod};

use super::headers::{ProgramHeader, malformed};
use super::template::{MAX_ADDRESS, Range, SECTION_HEADER_LEN, SectionHeader, Template, file_range};
use crate::error::Error;
use crate::layout::LocatedSlot;
use crate::plan::{Content, Patch, Piece, Plan};
use crate::record;
use crate::slot::{self, Extent, Extents, Slot};

/// What payloads are aligned to, in the file and in memory.
const PAYLOAD_ALIGN: u64 = 64 << 10;
/// The alignment of tables that follow the tail.
const TABLE_ALIGN: u64 = 16;

/// Makes the plan that attaches a payload of this length.
pub(crate) fn plan(
    template: &[u8],
    slot: &LocatedSlot,
    payload_len: u64,
    section_name: &str,
) -> Result<Plan, Error> {
    if payload_len > MAX_ADDRESS {
        return Err(Error::TooLarge { payload_len });
    }
    let template = Template::read(template, slot)?;
    // The record describes the plan, and its own length is part of the plan; the plan has as many parts whatever the
    // length, or one padding more or less.
    let mut record_len = 0;
    loop {
        let plan = template.plan(slot, payload_len, record_len, section_name)?;
        let needed = record::encoded_len(&plan);
        if needed <= record_len {
            return Ok(plan);
        }
        record_len = needed;
    }
}

/// A run of the template and how far it moves.
#[derive(Clone, Copy, Debug)]
struct Run {
    what: &'static str,
    range: Range,
    to: u64,
}

/// Where everything goes.
struct Placement {
    runs: Vec<Run>,
    /// Address minus file offset in the grown segment.
    bias: u64,
    payload_address: u64,
    payload_offset: u64,
    end_mark_offset: u64,
    record_offset: u64,
    record_end: u64,
    names_offset: u64,
    section_table_offset: u64,
}

impl Template<'_> {
    fn plan(
        &self,
        slot: &LocatedSlot,
        payload_len: u64,
        record_len: u64,
        section_name: &str,
    ) -> Result<Plan, Error> {
        let placement = self.place(payload_len, record_len, section_name)?;
        let new_slot = encode_slot(slot, &placement, payload_len, record_len)?;
        let pieces = self.pieces(&placement, &new_slot, payload_len, section_name);
        let mut patches = self.header_patches(&placement, section_name)?;
        let slot_offset = placement
            .moved(slot.offset, slot::SLOT_LEN as u64)
            .ok_or(malformed("the payload slot lies across two segments", slot.offset))?;
        patches.push(Patch {
            what: Cow::Borrowed("payload slot"),
            at: slot_offset,
            old: slot.bytes.to_vec(),
            new: new_slot.to_vec(),
        });
        let plan = Plan::assemble(self.bytes.len() as u64, pieces, patches, self.resident());
        if plan.is_consistent() {
            Ok(plan)
        } else {
            Err(malformed("tables that overlap each other", self.section_table.start))
        }
    }

    fn place(&self, payload_len: u64, record_len: u64, section_name: &str) -> Result<Placement, Error> {
        let header = self.grown_header();
        let address = header.p_vaddr.get(LE);
        let grown_to = self.grown.start + address.wrapping_sub(self.grown.start) % PAYLOAD_ALIGN;
        let bias = address.wrapping_sub(grown_to);

        let payload_address = align_up(address + header.p_memsz.get(LE), PAYLOAD_ALIGN, payload_len)?;
        let payload_offset = payload_address.wrapping_sub(bias);
        let fits = |offset: u64, len: u64| offset.checked_add(len).ok_or(Error::TooLarge { payload_len });
        let end_mark_offset = fits(payload_offset, payload_len + slot::end_mark_gap(payload_len))?;
        let record_offset = fits(end_mark_offset, slot::END_MARK_LEN)?;
        let record_end = fits(record_offset, record_len)?;
        fits(payload_address, record_end - payload_offset)?;

        let tail_align = self.tail_align();
        let tail_shift = align_up(record_end - self.grown.end, tail_align, payload_len)?;
        let tail = Range { start: self.grown.end, end: self.bytes.len() as u64 };
        let mut runs = Vec::new();
        for (what, range, to) in [
            ("headers, code and constants", Range { start: 0, end: self.grown.start }, 0),
            ("data", self.grown, grown_to),
            ("symbols and debug data", tail, tail.start + tail_shift),
        ] {
            let mut cuts = [self.section_table, self.names];
            cuts.sort_by_key(|cut| cut.start);
            let mut start = range.start;
            for cut in cuts.into_iter().filter(|cut| cut.overlaps(range)) {
                runs.push(Run {
                    what,
                    range: Range { start, end: cut.start.max(start) },
                    to: to + (start - range.start),
                });
                start = cut.end;
            }
            if start < range.end {
                runs.push(Run {
                    what,
                    range: Range { start, end: range.end },
                    to: to + (start - range.start),
                });
            }
        }
        let runs_end = runs.iter().map(|run| run.to + run.range.len()).max().unwrap_or(0);
        let names_offset = runs_end.max(record_end);
        let names_end = names_offset + self.names.len() + section_name.len() as u64 + 1;
        let section_table_offset = align_up(names_end, TABLE_ALIGN, payload_len)?;
        runs.push(Run { what: "section names", range: self.names, to: names_offset });
        runs.push(Run { what: "section table", range: self.section_table, to: section_table_offset });
        Ok(Placement {
            runs,
            bias,
            payload_address,
            payload_offset,
            end_mark_offset,
            record_offset,
            record_end,
            names_offset,
            section_table_offset,
        })
    }

    /// What the tail must stay aligned to so that its sections keep their alignments.
    fn tail_align(&self) -> u64 {
        let aligns = self.sections.iter().filter(|section| section.sh_offset.get(LE) >= self.grown.end);
        let largest = aligns.map(|section| section.sh_addralign.get(LE)).max().unwrap_or(0);
        largest.clamp(TABLE_ALIGN, PAYLOAD_ALIGN).next_power_of_two()
    }

    fn pieces(
        &self,
        placement: &Placement,
        new_slot: &[u8; slot::SLOT_LEN],
        payload_len: u64,
        section_name: &str,
    ) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = placement
            .runs
            .iter()
            .map(|run| piece(run.what, run.to, run.range.len(), Content::Template { from: run.range.start }))
            .collect();
        let inserted = |what, at, bytes: Vec<u8>| piece(what, at, bytes.len() as u64, Content::Bytes(bytes));
        let mut name = section_name.as_bytes().to_vec();
        name.push(0);
        let section = self.payload_section(placement);
        pieces.extend([
            piece("payload", placement.payload_offset, payload_len, Content::Payload),
            inserted("end mark", placement.end_mark_offset, slot::end_mark(new_slot).to_vec()),
            piece(
                "restore record",
                placement.record_offset,
                placement.record_end - placement.record_offset,
                Content::Record,
            ),
            inserted("name of the payload section", placement.names_offset + self.names.len(), name),
            inserted(
                "section header of the payload",
                placement.section_table_offset + self.section_table.len(),
                pod::bytes_of(&section).to_vec(),
            ),
        ]);
        pieces
    }

    fn payload_section(&self, placement: &Placement) -> SectionHeader {
        SectionHeader {
            sh_name: U32::new(LE, self.names.len() as u32),
            sh_type: U32::new(LE, SHT_PROGBITS),
            sh_flags: U64::new(LE, SHF_ALLOC | SHF_WRITE),
            sh_addr: U64::new(LE, placement.payload_address),
            sh_offset: U64::new(LE, placement.payload_offset),
            sh_size: U64::new(LE, placement.record_end - placement.payload_offset),
            sh_link: U32::new(LE, 0),
            sh_info: U32::new(LE, 0),
            // Not the payload's own alignment: tools would raise the segment's to it, and ranges of segments that are
            // rounded to the larger alignment could overlap.
            sh_addralign: U64::new(LE, self.grown_header().p_align.get(LE).clamp(1, PAYLOAD_ALIGN)),
            sh_entsize: U64::new(LE, 0),
        }
    }

    fn header_patches(&self, placement: &Placement, section_name: &str) -> Result<Vec<Patch>, Error> {
        let mut patches = Vec::new();
        let mut header = self.headers.file;
        header.e_shoff.set(LE, placement.section_table_offset);
        header.e_shnum.set(LE, self.sections.len() as u16 + 1);
        patches.extend(difference("ELF header", 0, &self.headers.file, &header));

        for (index, old) in self.headers.program.iter().enumerate() {
            let at = self.headers.program_header_offset(index);
            let new = self
                .moved_program_header(index, placement)
                .ok_or(malformed("a segment that would be torn", at))?;
            let at = placement
                .moved(at, size_of::<ProgramHeader>() as u64)
                .ok_or(malformed("the program headers lie across two segments", at))?;
            patches.extend(difference("program header", at, old, &new));
        }
        for (index, old) in self.sections.iter().enumerate() {
            let at = index as u64 * SECTION_HEADER_LEN;
            let mut new = self
                .moved_section_header(old, placement)
                .ok_or(malformed("a section that would be torn", self.section_table.start + at))?;
            if index == self.names_index {
                new.sh_size.set(LE, self.names.len() + section_name.len() as u64 + 1);
            }
            patches.extend(difference("section header", placement.section_table_offset + at, old, &new));
        }
        Ok(patches)
    }

    fn moved_program_header(&self, index: usize, placement: &Placement) -> Option<ProgramHeader> {
        let mut header = self.headers.program[index];
        if index == self.grown_index {
            let offset = placement.moved(self.grown.start, self.grown.len())?;
            header.p_offset.set(LE, offset);
            header.p_filesz.set(LE, placement.record_end - offset);
            header.p_memsz.set(LE, placement.record_end - offset);
        } else if header.p_filesz.get(LE) > 0 {
            header.p_offset.set(LE, placement.moved(header.p_offset.get(LE), header.p_filesz.get(LE))?);
        }
        Some(header)
    }

    fn moved_section_header(&self, old: &SectionHeader, placement: &Placement) -> Option<SectionHeader> {
        let mut header = *old;
        let file_len = file_range(old)?.len();
        if self.is_zeros_of_grown_segment(old) {
            if !self.ends_in_grown_segment(old) {
                return None;
            }
            // A section without file bytes between sections that have some would end the segment for strip.
            header.sh_type.set(LE, SHT_PROGBITS);
            header.sh_offset.set(LE, old.sh_addr.get(LE).wrapping_sub(placement.bias));
        } else if file_len > 0 {
            header.sh_offset.set(LE, placement.moved(old.sh_offset.get(LE), file_len)?);
        } else if self.is_in_grown_segment(old) {
            header.sh_offset.set(LE, old.sh_addr.get(LE).wrapping_sub(placement.bias));
        }
        Some(header)
    }
}

impl Placement {
    /// Where a range of the template is in the result, if it moves as a whole.
    fn moved(&self, offset: u64, len: u64) -> Option<u64> {
        let shift = |offset: u64| {
            let run = self.runs.iter().find(|run| (run.range.start..run.range.end).contains(&offset))?;
            Some(run.to.wrapping_sub(run.range.start))
        };
        let first = shift(offset)?;
        let last = shift(offset.checked_add(len.checked_sub(1)?)?)?;
        (first == last).then(|| offset.wrapping_add(first))
    }
}

fn encode_slot(
    template_slot: &LocatedSlot,
    placement: &Placement,
    payload_len: u64,
    record_len: u64,
) -> Result<[u8; slot::SLOT_LEN], Error> {
    let delta = |offset: u64| offset.wrapping_add(placement.bias).wrapping_sub(template_slot.address) as i64;
    let extents = Extents {
        payload: Extent { delta: delta(placement.payload_offset), len: payload_len },
        record: Extent { delta: delta(placement.record_offset), len: record_len },
    };
    Ok(Slot { attached: Some(extents), ..template_slot.slot }.encode(slot::magic()))
}

fn piece(what: &'static str, at: u64, len: u64, content: Content) -> Piece {
    Piece { what: Cow::Borrowed(what), at, len, content }
}

/// The patch that makes one header of another, reduced to the bytes that differ.
fn difference<H: pod::Pod>(what: &'static str, at: u64, old: &H, new: &H) -> Option<Patch> {
    let (old, new) = (pod::bytes_of(old), pod::bytes_of(new));
    let differs = |index: &usize| old[*index] != new[*index];
    let first = (0..old.len()).find(differs)?;
    let end = (0..old.len()).rfind(differs)? + 1;
    Some(Patch {
        what: Cow::Borrowed(what),
        at: at + first as u64,
        old: old[first..end].to_vec(),
        new: new[first..end].to_vec(),
    })
}

/// The next multiple of a power of two.
fn align_up(value: u64, align: u64, payload_len: u64) -> Result<u64, Error> {
    value.checked_next_multiple_of(align).ok_or(Error::TooLarge { payload_len })
}

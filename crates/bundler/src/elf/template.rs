//! A template as the planner sees it: its headers and tables, checked, and what its sections are for.

use object::elf::{
    SHF_ALLOC, SHF_TLS, SHN_LORESERVE, SHT_FINI_ARRAY, SHT_INIT_ARRAY, SHT_NOBITS, SHT_PREINIT_ARRAY,
    SHT_PROGBITS, SHT_RELA, SHT_RELR, SectionHeader64,
};
use object::{LittleEndian as LE, pod};

use super::headers::{FILE_HEADER_LEN, Headers, ProgramHeader, is_data, is_load, malformed};
use crate::error::Error;
use crate::layout::LocatedSlot;
use crate::plan::Resident;

pub(super) type SectionHeader = SectionHeader64<LE>;

/// Programs of the supported machines lie below this address.
pub(super) const MAX_ADDRESS: u64 = 1 << 47;
pub(super) const SECTION_HEADER_LEN: u64 = size_of::<SectionHeader>() as u64;

/// A template whose structure was checked.
pub(super) struct Template<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) headers: Headers,
    pub(super) sections: Vec<SectionHeader>,
    pub(super) section_table: Range,
    /// Index of the section that holds the names of sections, and its range in the file.
    pub(super) names_index: usize,
    pub(super) names: Range,
    /// Index of the program header of the segment that grows.
    pub(super) grown_index: usize,
    /// The file range of that segment.
    pub(super) grown: Range,
}

/// A range of file offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: u64,
    pub(super) end: u64,
}

impl Range {
    pub(super) fn of(offset: u64, len: u64) -> Option<Range> {
        Some(Range { start: offset, end: offset.checked_add(len)? })
    }

    pub(super) fn len(self) -> u64 {
        self.end - self.start
    }

    pub(super) fn overlaps(self, other: Range) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl<'t> Template<'t> {
    pub(super) fn read(bytes: &'t [u8], slot: &LocatedSlot) -> Result<Template<'t>, Error> {
        let headers = Headers::read(bytes)?;
        if !headers.is_for(slot.slot.target) {
            return Err(Error::WrongMachine { slot: slot.slot.target, machine: headers.machine().0 });
        }
        let (section_table, sections) = read_sections(bytes, &headers)?;
        let names_index = usize::from(headers.file.e_shstrndx.get(LE).0);
        let names_section =
            sections.get(names_index).ok_or(malformed("no section with the names of sections", 62))?;
        let names = file_range(names_section)
            .filter(|range| range.end <= bytes.len() as u64)
            .ok_or(malformed("section names outside the file", section_table.start))?;
        if bytes[names.start as usize..names.end as usize].last() != Some(&0) {
            return Err(malformed("section names without an end", names.start));
        }
        check_loaded_sections(&headers, &sections, section_table)?;
        let (grown_index, grown) = find_grown_segment(bytes, &headers)?;
        for (table, offset) in [(section_table, 40), (names, names.start)] {
            if table.overlaps(grown) || table.start < FILE_HEADER_LEN {
                return Err(malformed("a table lies inside what is loaded", offset));
            }
        }
        if section_table.overlaps(names) {
            return Err(malformed("the section table overlaps the section names", names.start));
        }
        Ok(Template { bytes, headers, sections, section_table, names_index, names, grown_index, grown })
    }

    pub(super) fn grown_header(&self) -> &ProgramHeader {
        &self.headers.program[self.grown_index]
    }

    pub(super) fn is_in_grown_segment(&self, section: &SectionHeader) -> bool {
        let start = self.grown_header().p_vaddr.get(LE);
        let end = start + self.grown_header().p_memsz.get(LE);
        section.sh_flags.get(LE).0 & SHF_ALLOC.0 != 0 && (start..=end).contains(&section.sh_addr.get(LE))
    }

    /// Whether this is `.bss` or a section like it: memory behind the segment's file bytes. Thread-local zeros have
    /// addresses, but no memory there.
    pub(super) fn is_zeros_of_grown_segment(&self, section: &SectionHeader) -> bool {
        let file_end = self.grown_header().p_vaddr.get(LE) + self.grown.len();
        section.sh_type.get(LE) == SHT_NOBITS
            && section.sh_flags.get(LE).0 & SHF_TLS.0 == 0
            && section.sh_size.get(LE) > 0
            && section.sh_addr.get(LE) >= file_end
            && self.is_in_grown_segment(section)
    }

    /// Whether the section's memory ends with the grown segment's or before.
    pub(super) fn ends_in_grown_segment(&self, section: &SectionHeader) -> bool {
        let end = self.grown_header().p_vaddr.get(LE) + self.grown_header().p_memsz.get(LE);
        section.sh_addr.get(LE) + section.sh_size.get(LE) <= end
    }

    /// Sections that are loaded and that no tool has a reason to change: code, constants, initial data, addresses to
    /// relocate. Not among them: what names libraries and symbols, because library paths may be edited, and debug data,
    /// which is loaded when it is for debuggers of the running program, but removed by strip like any other.
    pub(super) fn resident(&self) -> Vec<Resident> {
        let kept = [SHT_PROGBITS, SHT_INIT_ARRAY, SHT_FINI_ARRAY, SHT_PREINIT_ARRAY, SHT_RELA, SHT_RELR];
        let loaded = self
            .sections
            .iter()
            .filter(|section| section.sh_flags.get(LE).0 & SHF_ALLOC.0 != 0 && section.sh_size.get(LE) > 0);
        let resident = loaded.filter_map(|section| {
            let from = if self.is_zeros_of_grown_segment(section) {
                None
            } else {
                let name = self.name(section);
                let editable = name == b".interp" || name.starts_with(b".debug");
                if editable || !kept.contains(&section.sh_type.get(LE)) {
                    return None;
                }
                Some(section.sh_offset.get(LE))
            };
            Some(Resident { address: section.sh_addr.get(LE), len: section.sh_size.get(LE), from })
        });
        resident.collect()
    }

    fn name(&self, section: &SectionHeader) -> &'t [u8] {
        let names = &self.bytes[self.names.start as usize..self.names.end as usize];
        let name = names.get(section.sh_name.get(LE) as usize..).unwrap_or_default();
        name.split(|&byte| byte == 0).next().unwrap_or_default()
    }
}

fn read_sections(bytes: &[u8], headers: &Headers) -> Result<(Range, Vec<SectionHeader>), Error> {
    let file = &headers.file;
    let (offset, count) = (file.e_shoff.get(LE), file.e_shnum.get(LE));
    if offset == 0 || count == 0 {
        return Err(malformed("no section table", 40));
    }
    if u64::from(file.e_shentsize.get(LE)) != SECTION_HEADER_LEN {
        return Err(malformed("section headers of an unknown size", 58));
    }
    if count >= SHN_LORESERVE - 1 {
        return Err(malformed("too many sections", 60));
    }
    let table = Range::of(offset, u64::from(count) * SECTION_HEADER_LEN)
        .filter(|range| range.end <= bytes.len() as u64)
        .ok_or(malformed("the section table is outside the file", 40))?;
    let (sections, _) =
        pod::slice_from_bytes::<SectionHeader>(&bytes[table.start as usize..], usize::from(count))
            .expect("the table is inside the file");
    for (index, section) in sections.iter().enumerate() {
        let in_file =
            file_range(section).is_some_and(|range| range.len() == 0 || range.end <= bytes.len() as u64);
        if !in_file || section.sh_addr.get(LE).checked_add(section.sh_size.get(LE)).is_none() {
            return Err(malformed(
                "a section outside the file",
                table.start + index as u64 * SECTION_HEADER_LEN,
            ));
        }
    }
    Ok((table, sections.to_vec()))
}

/// Sections and segments are two descriptions of the same memory, and must agree about it.
fn check_loaded_sections(
    headers: &Headers,
    sections: &[SectionHeader],
    section_table: Range,
) -> Result<(), Error> {
    for (index, section) in sections.iter().enumerate() {
        let (address, offset, len) =
            (section.sh_addr.get(LE), section.sh_offset.get(LE), section.sh_size.get(LE));
        let has_bytes = section.sh_type.get(LE) != SHT_NOBITS && len > 0;
        if section.sh_flags.get(LE).0 & SHF_ALLOC.0 == 0 || !has_bytes {
            continue;
        }
        let agrees = headers.program.iter().filter(|header| is_load(header)).any(|header| {
            let (start, file_start) = (header.p_vaddr.get(LE), header.p_offset.get(LE));
            let inside = start <= address && address + len <= start + header.p_filesz.get(LE);
            inside && address - start == offset.wrapping_sub(file_start)
        });
        if !agrees {
            let at = section_table.start + index as u64 * SECTION_HEADER_LEN;
            return Err(malformed("a section is loaded where no segment is", at));
        }
    }
    Ok(())
}

/// The segment with the highest address. It must be writable data, and the last loaded thing in the file as well.
fn find_grown_segment(bytes: &[u8], headers: &Headers) -> Result<(usize, Range), Error> {
    let loads = || headers.program.iter().enumerate().filter(|(_, header)| is_load(header));
    let (index, header) = loads()
        .max_by_key(|(_, header)| header.p_vaddr.get(LE))
        .ok_or(malformed("nothing is loaded", headers.file.e_phoff.get(LE)))?;
    let at = headers.program_header_offset(index);
    if !is_data(header) {
        return Err(malformed("the segment with the highest address is not writable data", at));
    }
    let address_end = header.p_vaddr.get(LE) + header.p_memsz.get(LE);
    if address_end > MAX_ADDRESS {
        return Err(malformed("a segment outside the address space", at));
    }
    let grown = Range::of(header.p_offset.get(LE), header.p_filesz.get(LE))
        .filter(|range| range.end <= bytes.len() as u64)
        .ok_or(malformed("a segment outside the file", at))?;
    for (other, header) in loads().filter(|(other, _)| *other != index) {
        let at = headers.program_header_offset(other);
        if header.p_offset.get(LE) + header.p_filesz.get(LE) > grown.start {
            return Err(malformed("the segment with the highest address is not the last in the file", at));
        }
        if header.p_vaddr.get(LE) + header.p_memsz.get(LE) > headers.program[index].p_vaddr.get(LE) {
            return Err(malformed("segments that overlap", at));
        }
    }
    Ok((index, grown))
}

/// The bytes of the file that a section has.
pub(super) fn file_range(section: &SectionHeader) -> Option<Range> {
    let has_bytes = section.sh_type.get(LE) != SHT_NOBITS;
    Range::of(section.sh_offset.get(LE), if has_bytes { section.sh_size.get(LE) } else { 0 })
}

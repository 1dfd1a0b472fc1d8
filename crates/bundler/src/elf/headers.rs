//! Reading the ELF header and the program headers.

use object::elf::{
    ELFCLASS64, ELFDATA2LSB, EM_AARCH64, EM_X86_64, ET_DYN, ET_EXEC, FileHeader64, Machine, PF_R, PF_W, PF_X,
    PT_LOAD, ProgramHeader64,
};
use object::{LittleEndian as LE, pod};

use crate::error::Error;
use crate::layout::{Layout, Segment};
use crate::source::{Source, read_vec};
use crate::target::{Format, Target};

pub(super) type FileHeader = FileHeader64<LE>;
pub(super) type ProgramHeader = ProgramHeader64<LE>;

pub(super) const FILE_HEADER_LEN: u64 = size_of::<FileHeader>() as u64;
pub(super) const PROGRAM_HEADER_LEN: u64 = size_of::<ProgramHeader>() as u64;

/// The headers that the kernel reads.
pub(super) struct Headers {
    pub(super) file: FileHeader,
    pub(super) program: Vec<ProgramHeader>,
}

pub(super) fn malformed(problem: &'static str, offset: u64) -> Error {
    Error::Malformed { format: Format::Elf, problem, offset }
}

impl Headers {
    /// Reads and checks the headers of a 64-bit little-endian executable.
    pub(super) fn read(source: &(impl Source + ?Sized)) -> Result<Headers, Error> {
        let bytes = read_vec(source, 0, FILE_HEADER_LEN, "ELF header")?;
        let (file, _) = pod::from_bytes::<FileHeader>(&bytes).expect("as many bytes were read");
        if (file.e_ident.class, file.e_ident.data) != (ELFCLASS64, ELFDATA2LSB) {
            return Err(malformed("not a 64-bit little-endian file", 4));
        }
        if ![ET_EXEC, ET_DYN].contains(&file.e_type.get(LE)) {
            return Err(malformed("not an executable", 16));
        }
        if u64::from(file.e_phentsize.get(LE)) != PROGRAM_HEADER_LEN {
            return Err(malformed("program headers of an unknown size", 54));
        }
        let count = file.e_phnum.get(LE);
        let table_len = u64::from(count) * PROGRAM_HEADER_LEN;
        let table = read_vec(source, file.e_phoff.get(LE), table_len, "program headers")?;
        let (program, _) = pod::slice_from_bytes::<ProgramHeader>(&table, usize::from(count))
            .expect("as many bytes were read");
        let headers = Headers { file: *file, program: program.to_vec() };
        headers.check_segments()?;
        Ok(headers)
    }

    /// Where in the file the program header of this index is.
    pub(super) fn program_header_offset(&self, index: usize) -> u64 {
        self.file.e_phoff.get(LE) + index as u64 * PROGRAM_HEADER_LEN
    }

    /// The target of the executable, if there is one for its machine.
    pub(super) fn is_for(&self, target: Target) -> bool {
        target.format() == Format::Elf && Some(self.machine()) == machine_of(target)
    }

    pub(super) fn machine(&self) -> Machine {
        self.file.e_machine.get(LE)
    }

    fn check_segments(&self) -> Result<(), Error> {
        for (index, header) in self.program.iter().enumerate() {
            let offset = self.program_header_offset(index);
            let file_end = header.p_offset.get(LE).checked_add(header.p_filesz.get(LE));
            let memory_end = header.p_vaddr.get(LE).checked_add(header.p_memsz.get(LE));
            if file_end.is_none() || memory_end.is_none() {
                return Err(malformed("a segment ends behind the last address", offset));
            }
            if is_load(header) && header.p_filesz.get(LE) > header.p_memsz.get(LE) {
                return Err(malformed("a segment has more bytes in the file than in memory", offset));
            }
        }
        Ok(())
    }
}

fn machine_of(target: Target) -> Option<Machine> {
    match target {
        Target::LinuxX86_64 => Some(EM_X86_64),
        Target::LinuxAarch64 => Some(EM_AARCH64),
        _ => None,
    }
}

pub(super) fn is_load(header: &ProgramHeader) -> bool {
    header.p_type.get(LE) == PT_LOAD
}

/// Whether a segment is mapped readable and writable and not executable.
pub(super) fn is_data(header: &ProgramHeader) -> bool {
    let flags = header.p_flags.get(LE).0;
    flags & (PF_R.0 | PF_W.0 | PF_X.0) == PF_R.0 | PF_W.0
}

/// Which bytes of an ELF file are loaded where.
pub(crate) fn read_layout(source: &(impl Source + ?Sized)) -> Result<Layout, Error> {
    let headers = Headers::read(source)?;
    let mut segments: Vec<Segment> = headers
        .program
        .iter()
        .filter(|header| is_load(header))
        .map(|header| Segment {
            address: header.p_vaddr.get(LE),
            offset: header.p_offset.get(LE),
            file_len: header.p_filesz.get(LE),
            writable: is_data(header),
        })
        .collect();
    segments.sort_by_key(|segment| segment.address);
    Ok(Layout { format: Format::Elf, segments })
}

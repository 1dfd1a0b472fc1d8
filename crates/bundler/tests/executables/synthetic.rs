//! A template of two kilobytes: small enough to damage every byte of it.

use goblin::elf::header::{EM_X86_64, ET_DYN};
use goblin::elf::program_header::{PF_R, PF_W, PF_X, PT_LOAD};
use goblin::elf::section_header::{
    SHF_ALLOC, SHF_EXECINSTR, SHF_WRITE, SHT_NOBITS, SHT_PROGBITS, SHT_STRTAB,
};

const CODE: u64 = 0x200;
const DATA: u64 = 0x400;
const DATA_ADDRESS: u64 = 0x3400;
const TAIL: u64 = 0x500;
const TABLE: u64 = 0x600;
const NAMES: &[u8] = b"\0.text\0.data\0.bss\0.comment\0.shstrtab\0";

/// An ELF file with code, data that is nothing but a slot, zeros, a comment and names. Offsets and addresses of the data
/// differ by a number of pages that is no multiple of 64 KiB.
pub(crate) fn template(slot: &[u8]) -> Vec<u8> {
    let mut file = vec![0; TABLE as usize];
    let words = |file: &mut Vec<u8>, at: u64, bytes: &[u8]| {
        file[at as usize..at as usize + bytes.len()].copy_from_slice(bytes);
    };
    words(&mut file, 0, &file_header());
    let code = load(PF_R | PF_X, 0, 0, DATA, DATA);
    let data = load(PF_R | PF_W, DATA, DATA_ADDRESS, 128, 128 + 0x123);
    words(&mut file, 64, &[code, data].concat());
    words(&mut file, CODE, &[0xcc; 0x100]);
    words(&mut file, DATA, slot);
    words(&mut file, TAIL, b"made by hand\0");
    words(&mut file, TAIL + 0x20, NAMES);
    let names = NAMES.len() as u64;
    let alloc = u64::from(SHF_ALLOC);
    for section in [
        section("", 0, 0, 0, 0, 0),
        section(".text", SHT_PROGBITS, alloc | u64::from(SHF_EXECINSTR), CODE, CODE, 0x100),
        section(".data", SHT_PROGBITS, alloc | u64::from(SHF_WRITE), DATA_ADDRESS, DATA, 128),
        section(".bss", SHT_NOBITS, alloc | u64::from(SHF_WRITE), DATA_ADDRESS + 128, DATA + 128, 0x123),
        section(".comment", SHT_PROGBITS, 0, 0, TAIL, 13),
        section(".shstrtab", SHT_STRTAB, 0, 0, TAIL + 0x20, names),
    ] {
        file.extend_from_slice(&section);
    }
    file
}

fn file_header() -> Vec<u8> {
    let mut header = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec();
    header.extend([ET_DYN, EM_X86_64].map(u16::to_le_bytes).concat());
    header.extend(1u32.to_le_bytes());
    header.extend([CODE, 64, TABLE].map(u64::to_le_bytes).concat());
    header.extend(0u32.to_le_bytes());
    header.extend([64, 56, 2, 64, 6, 5u16].map(u16::to_le_bytes).concat());
    header
}

fn load(flags: u32, offset: u64, address: u64, file_len: u64, memory_len: u64) -> Vec<u8> {
    let mut header = [PT_LOAD, flags].map(u32::to_le_bytes).concat();
    header.extend([offset, address, address, file_len, memory_len, 0x1000].map(u64::to_le_bytes).concat());
    header
}

fn section(name: &str, kind: u32, flags: u64, address: u64, offset: u64, len: u64) -> Vec<u8> {
    let name_at =
        NAMES.windows(name.len() + 1).position(|window| window.strip_suffix(b"\0") == Some(name.as_bytes()));
    let mut header = [name_at.expect("it is named") as u32, kind].map(u32::to_le_bytes).concat();
    header.extend([flags, address, offset, len].map(u64::to_le_bytes).concat());
    header.extend([0u32, 0].map(u32::to_le_bytes).concat());
    header.extend([1u64, 0].map(u64::to_le_bytes).concat());
    header
}

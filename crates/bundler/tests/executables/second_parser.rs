//! What another parser reads in the files that attaching gives.

use goblin::elf::program_header::{PF_R, PF_W, PT_LOAD};
use goblin::elf::section_header::{SHF_ALLOC, SHF_WRITE, SHT_NOBITS, SHT_PROGBITS};
use goblin::elf::{Elf, ProgramHeader, SectionHeader};

use crate::damage::small_template;
use crate::fixture::{Libc, attached, build, payload, template};

fn audit(template: &[u8], payload: &[u8]) {
    let file = attached(template, payload);
    let before = Elf::parse(template).expect("goblin reads the template");
    let after = Elf::parse(&file).expect("goblin reads the result");

    assert_eq!(before.header.e_phoff, after.header.e_phoff);
    assert_eq!(before.program_headers.len(), after.program_headers.len());
    for (before, after) in before.program_headers.iter().zip(&after.program_headers) {
        assert_eq!(
            (before.p_type, before.p_flags, before.p_vaddr, before.p_align),
            (after.p_type, after.p_flags, after.p_vaddr, after.p_align)
        );
    }
    let loads = loads(&after);
    for pair in loads.windows(2) {
        let (low, high) = (&pair[0], &pair[1]);
        let aligned_end = (low.p_vaddr + low.p_memsz).next_multiple_of(low.p_align);
        assert!(aligned_end <= high.p_vaddr + high.p_align, "segments ascend without a shared page");
        assert!(low.p_vaddr + low.p_memsz <= high.p_vaddr);
    }
    for load in &loads {
        assert_eq!(load.p_offset % load.p_align, load.p_vaddr % load.p_align, "the kernel can map it");
    }

    let grown = loads.last().expect("something is loaded");
    assert_eq!(grown.p_filesz, grown.p_memsz);
    assert_eq!(grown.p_flags, PF_R | PF_W);
    let names = |elf: &Elf<'_>| -> Vec<String> {
        elf.section_headers.iter().map(|section| elf.shdr_strtab[section.sh_name].to_owned()).collect()
    };
    let mut expected_names = names(&before);
    expected_names.push(".lisp.image".to_owned());
    assert_eq!(names(&after), expected_names);

    let section = after.section_headers.last().expect("there are sections");
    assert_eq!(section.sh_type, SHT_PROGBITS);
    assert_eq!(section.sh_flags, u64::from(SHF_ALLOC | SHF_WRITE));
    assert_eq!(section.sh_offset % 65_536, 0);
    assert_eq!(section.sh_addr % 65_536, 0);
    assert_eq!(section.sh_addr % section.sh_addralign, 0);
    assert_eq!(section.sh_addr + section.sh_size, grown.p_vaddr + grown.p_memsz);
    assert_eq!(section.sh_addr - section.sh_offset, grown.p_vaddr - grown.p_offset);
    assert_eq!(&file[section.sh_offset as usize..][..payload.len()], payload);

    sections_keep_their_bytes(template, &before, &file, &after);
    let symbols = |elf: &Elf<'_>| -> Vec<(String, u64)> {
        let named = elf.syms.iter().map(|symbol| (elf.strtab[symbol.st_name].to_owned(), symbol.st_value));
        named.collect()
    };
    assert_eq!(symbols(&before), symbols(&after));
}

fn loads(elf: &Elf<'_>) -> Vec<ProgramHeader> {
    elf.program_headers.iter().filter(|header| header.p_type == PT_LOAD).cloned().collect()
}

fn sections_keep_their_bytes(template: &[u8], before: &Elf<'_>, file: &[u8], after: &Elf<'_>) {
    let bytes =
        |file: &[u8], section: &SectionHeader| file[section.file_range().expect("it has bytes")].to_vec();
    for (old, new) in before.section_headers.iter().zip(&after.section_headers) {
        let name = &before.shdr_strtab[old.sh_name];
        assert_eq!(
            (old.sh_addr, old.sh_link, old.sh_info),
            (new.sh_addr, new.sh_link, new.sh_info),
            "{name}"
        );
        match name {
            ".bss" => {
                assert_eq!((old.sh_type, new.sh_type), (SHT_NOBITS, SHT_PROGBITS));
                assert!(bytes(file, new).iter().all(|&byte| byte == 0));
            }
            ".shstrtab" => assert!(bytes(file, new).starts_with(&bytes(template, old))),
            _ if old.sh_type == SHT_NOBITS => assert_eq!(new.sh_type, SHT_NOBITS, "{name}"),
            // It holds the slot.
            ".data" => assert_eq!(old.sh_size, new.sh_size),
            _ => assert!(bytes(template, old) == bytes(file, new), "{name}"),
        }
        // What is loaded is aligned as its address, what is not as it was.
        let like = if old.sh_addr > 0 { old.sh_addr } else { old.sh_offset };
        let aligned = new.sh_addralign <= 1 || (new.sh_offset ^ like) & (new.sh_addralign - 1) == 0;
        assert!(aligned || new.sh_type == SHT_NOBITS, "{name} at {:#x}", new.sh_offset);
    }
}

#[test]
fn x86_64_static() {
    audit(template(Libc::Musl), &payload(100_003));
}

#[test]
fn x86_64_dynamic() {
    audit(template(Libc::Glibc), &payload(100_003));
}

#[test]
fn aarch64_static() {
    audit(&build("aarch64-unknown-linux-musl"), &payload(100_003));
}

#[test]
fn synthetic_template() {
    audit(&small_template(), &payload(100));
}

//! Loading: an image becomes the image range of a heap, in place or read into memory.
//!
//! An image that came with the program as part of it lies in memory already; loading checks its header, table and
//! end mark and touches nothing else. An image file is read, and every section's checksum is checked.

#![expect(unsafe_code, reason = "takes the memory that the system mapped with the program as the heap")]

use super::save::builtin_rows;
use crate::heap::{Heap, ImageMemory};
use crate::os::describe_error;
use crate::os::memory::MemoryError;
use crate::primitives::{PRIMITIVES, Primitive};
use crate::vm::Vm;
use heapfmt::builtins::{Binding, BuiltinMismatch, BuiltinRow};
use heapfmt::error::FormatError;
use heapfmt::meta::Application;
use heapfmt::reader::Container;
use heapfmt::section::SectionKind;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why an image cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read the image: {}", describe_error(source))]
    Read {
        /// Why.
        source: io::Error,
    },
    /// The bytes are no image of this format.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The image refers to builtins that this runtime lacks or has changed.
    #[error(transparent)]
    Builtins(#[from] BuiltinMismatch),
    /// There is no memory for the image.
    #[error(transparent)]
    Memory(#[from] MemoryError),
    /// The image does not lie where words can be read.
    #[error("the image lies at an address that is no multiple of 16")]
    Alignment,
}

/// A loaded image: a machine on its heap, and what the application is.
pub struct Loaded {
    /// The machine.
    pub vm: Vm,
    /// META.
    pub application: Application,
}

/// Loads the image of `len` bytes at `address`.
///
/// # Safety
/// The memory is readable and writable, belongs to nobody else, and stays for the life of the process.
pub unsafe fn load_in_place(address: *mut u8, len: usize) -> Result<Loaded, LoadError> {
    if !address.addr().is_multiple_of(16) {
        return Err(LoadError::Alignment);
    }
    let parts = {
        // SAFETY: readable for `len` bytes (the caller's promise), and nobody writes while `parts` is taken.
        let bytes = unsafe { std::slice::from_raw_parts(address, len) };
        Parts::of(&Container::open(bytes)?)?
    };
    // SAFETY: the section lies inside the `len` bytes. The heap writes to its own sections only, so the crossing
    // map stays as it is; it is aligned like every section.
    let crossing = unsafe {
        std::slice::from_raw_parts(address.add(parts.crossing_at).cast::<u32>(), parts.crossing_len / 4)
    };
    let heap_address = address.expose_provenance() + parts.heap_at;
    // SAFETY: the caller's promise, for the part of the memory that is the heap.
    let memory = unsafe { ImageMemory::in_place(heap_address, parts.heap_len, crossing) };
    Ok(parts.into_loaded(memory))
}

/// Reads the image file at `path`.
pub fn load_file(path: &Path) -> Result<Loaded, LoadError> {
    let bytes = fs::read(path).map_err(|source| LoadError::Read { source })?;
    load_bytes(&bytes)
}

/// Loads a copy of the image `bytes`.
pub fn load_bytes(bytes: &[u8]) -> Result<Loaded, LoadError> {
    let container = Container::open(bytes)?;
    container.check_sections()?;
    let parts = Parts::of(&container)?;
    let heap = &bytes[parts.heap_at..parts.heap_at + parts.heap_len];
    let crossing = bytes[parts.crossing_at..parts.crossing_at + parts.crossing_len]
        .as_chunks()
        .0
        .iter()
        .map(|entry| u32::from_le_bytes(*entry))
        .collect();
    let memory = ImageMemory::copied(heap, crossing)?;
    Ok(parts.into_loaded(memory))
}

/// What of a checked container a heap is made of. Places count from the container's first byte.
struct Parts {
    heap_at: usize,
    heap_len: usize,
    crossing_at: usize,
    crossing_len: usize,
    application: Application,
    builtins: BuiltinFunctions,
}

/// The process's function for each number of the image's builtin table.
type BuiltinFunctions = &'static [&'static Primitive];

impl Parts {
    fn of(container: &Container<'_>) -> Result<Parts, LoadError> {
        container.check_format()?;
        let header = container.header();
        let crossing = container.crossing_map()?;
        let entry =
            header.section(SectionKind::CrossingMap).expect("a checked table has all required sections");
        Ok(Parts {
            heap_at: header.heap_at.bytes() as usize,
            heap_len: header.heap_len.bytes() as usize,
            crossing_at: entry.file_offset.bytes() as usize,
            crossing_len: crossing.n_cards() * 4,
            application: container.application()?,
            builtins: bind_builtins(container)?,
        })
    }

    fn into_loaded(self, memory: ImageMemory) -> Loaded {
        let heap = Heap::from_image(memory);
        let mut vm = Vm::new(heap);
        vm.builtins = self.builtins;
        Loaded { vm, application: self.application }
    }
}

/// Finds this runtime's function for each of the image's builtins. When the digests agree nothing is read.
fn bind_builtins(container: &Container<'_>) -> Result<BuiltinFunctions, LoadError> {
    if container.header().builtins_digest == BUILTINS_DIGEST {
        return Ok(&PRIMITIVES);
    }
    let rows: Vec<BuiltinRow<'_>> = builtin_rows().collect();
    Ok(match container.builtins()?.bind(&rows)? {
        Binding::Identical => &PRIMITIVES,
        // A row that the image does not refer to may map to nothing; any function will do, for nobody calls it.
        // The table lives as long as the machine, which is as long as the process.
        Binding::Mapped(numbers) => numbers
            .into_iter()
            .map(|number| PRIMITIVES[number.unwrap_or(0) as usize])
            .collect::<Vec<_>>()
            .leak(),
    })
}

/// The digest of this runtime's own table, computed by the compiler.
pub(crate) const BUILTINS_DIGEST: u128 = {
    let mut digest = heapfmt::digest::Digest::EMPTY;
    let mut i = 0;
    while i < PRIMITIVES.len() {
        let primitive = PRIMITIVES[i];
        let row = BuiltinRow {
            name: primitive.name,
            lambda_list: primitive.lambda_list,
            version: primitive.version,
        };
        digest = heapfmt::builtins::row_digest(digest, &row);
        i += 1;
    }
    digest.finish()
};

/// The path in messages about an image file.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct ImageFileError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub source: LoadError,
}

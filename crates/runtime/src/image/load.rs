//! Loading: an image becomes the image range of a heap, in place or read into memory.
//!
//! An image that came with the program as part of it lies in memory already; loading checks its header, tables and
//! end mark and touches nothing else. An image file is read, and every section's checksum is checked.

#![expect(unsafe_code, reason = "takes the memory that the system mapped with the program as the heap")]

use super::builtins::{self, BindError};
use crate::heap::{Heap, ImageMemory};
use crate::os::describe_error;
use crate::os::memory::MemoryError;
use crate::primitives::BuiltinFunctions;
use crate::vm::Vm;
use heapfmt::builtins::BuiltinMismatch;
use heapfmt::error::FormatError;
use heapfmt::header::{ContainerHeader, HEADER_BYTES};
use heapfmt::meta::Application;
use heapfmt::reader::Container;
use heapfmt::section::SectionKind;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Why an image cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read the image: {}", describe_error(source))]
    Read {
        /// Why.
        #[from]
        source: io::Error,
    },
    /// The file is a program of another kind, or a runtime.
    #[error("the program has no image")]
    NoImage,
    /// The file is a program whose image cannot be taken out.
    #[error("cannot take the image out of the program: {source}")]
    Program {
        /// Why.
        source: bundler::Error,
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

impl From<BindError> for LoadError {
    fn from(error: BindError) -> LoadError {
        match error {
            BindError::Format(error) => LoadError::Format(error),
            BindError::Mismatch(error) => LoadError::Builtins(error),
        }
    }
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
        let container = Container::open(bytes)?;
        container.check_tables()?;
        Parts::of(&container)?
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

/// Reads the image in the file at `path`, which is an image file or a program that one is attached to.
pub fn load_file(path: &Path) -> Result<Loaded, LoadError> {
    load_bytes(&read_image(path)?)
}

/// The image in a file; of a file that has none, its beginning, which says so. The file may be a device without end.
fn read_image(path: &Path) -> Result<Vec<u8>, LoadError> {
    let mut file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEADER_BYTES as u64).read_to_end(&mut bytes)?;
    if let Ok(header) = ContainerHeader::decode(&bytes) {
        file.take(header.file_len.bytes().saturating_add(1) - bytes.len() as u64).read_to_end(&mut bytes)?;
    } else if file.metadata()?.is_file() {
        let mut attached = Vec::new();
        match bundler::extract(&file, &mut attached) {
            Ok(()) => return Ok(attached),
            Err(bundler::Error::NotAnExecutable) => {}
            Err(bundler::Error::NoSlot | bundler::Error::NothingAttached) => return Err(LoadError::NoImage),
            Err(source) => return Err(LoadError::Program { source }),
        }
    }
    Ok(bytes)
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
            builtins: builtins::bind(container)?,
        })
    }

    fn into_loaded(self, memory: ImageMemory) -> Loaded {
        let heap = Heap::from_image(memory);
        let mut vm = Vm::new(heap);
        vm.mutator.builtins = self.builtins;
        Loaded { vm, application: self.application }
    }
}

/// The path in messages about an image file.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct ImageFileError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub source: LoadError,
}

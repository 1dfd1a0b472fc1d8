//! Saving: the heap as a `.mem` file, or attached to this program's own template as an executable.
//!
//! The file appears under its name when it is complete and on disk; until then the old one stays.

use super::copy::{Sections, copy};
use super::properties;
use super::trace::trace;
use crate::error::{LispError, Trap};
use crate::heap::Heap;
use crate::os::{describe_error, program, text};
use crate::primitives::PRIMITIVES;
use bundler::{AttachOptions, FileMode, Payload, attach, write_atomically};
use heapfmt::Value;
use heapfmt::builtins::{BuiltinEntry, BuiltinRow, BuiltinTable};
use heapfmt::error::FormatError;
use heapfmt::meta::{Application, ExecutableMode, Property, PropertyValue};
use heapfmt::writer::{ContainerSource, SectionSource, WriteError, write_container};
use std::io;
use std::path::{Path, PathBuf};

/// Why an image was not saved. The old file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The heap does not make an image.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The heap has no room for the tables that saving makes.
    #[error("there is no memory to save the heap")]
    Memory,
    /// Writing the container failed.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Attaching or putting the file in its place failed. The system's own words may be followed by the name of
    /// the temporary file, which tells nobody anything.
    #[error("{}", describe_error(.0))]
    Bundle(#[from] bundler::Error),
    /// The running program's own file, whose template a saved program needs, cannot be read.
    #[error("cannot read the file of the running program: {}", describe_error(source))]
    OwnProgram {
        /// Why.
        source: io::Error,
    },
}

/// The builtin table of images of this runtime.
pub(crate) fn builtin_rows() -> impl Iterator<Item = BuiltinRow<'static>> {
    PRIMITIVES.iter().map(|primitive| BuiltinRow {
        name: primitive.name,
        lambda_list: primitive.lambda_list,
        version: primitive.version,
    })
}

/// The container of the heap as it is. Collects nothing and changes nothing that a program can see.
pub fn container(heap: &mut Heap, application: &Application) -> Result<Vec<u8>, SaveError> {
    let trace = trace(heap).map_err(|_| SaveError::Memory)?;
    let sections = copy(heap, trace)?;
    let entries = builtin_rows().map(|row| BuiltinEntry { row, referenced: true }).collect();
    let builtins = BuiltinTable::new(entries).map_err(FormatError::from)?;
    encode(&sections, application, &builtins)
}

fn encode(
    sections: &Sections,
    application: &Application,
    builtins: &BuiltinTable<'_>,
) -> Result<Vec<u8>, SaveError> {
    let pieces: Vec<[&[u8]; 1]> = sections.contents.iter().map(|(_, bytes)| [&bytes[..]]).collect();
    let sources: Vec<SectionSource<'_>> = sections
        .contents
        .iter()
        .zip(&pieces)
        .map(|((kind, _), pieces)| SectionSource { kind: *kind, pieces })
        .collect();
    let mut bytes = Vec::new();
    write_container(&mut bytes, &ContainerSource { application, builtins, sections: &sources })?;
    Ok(bytes)
}

/// Writes the heap to `path`, as `application` says: an image file or an executable.
pub fn save(heap: &mut Heap, path: &Path, application: &mut Application) -> Result<(), SaveError> {
    let creator = concat!("Monolisp ", env!("CARGO_PKG_VERSION"));
    application
        .set(Property::Creator, PropertyValue::Text(creator.into()))
        .expect("the creator is a short text");
    let image = container(heap, application)?;
    if application.executable() == ExecutableMode::None {
        return write_atomically(path, FileMode::Data, |out| {
            out.write_all(&image).map_err(|source| bundler::Error::Io { source })
        })
        .map_err(SaveError::Bundle);
    }
    let own = program::open().map_err(|source| SaveError::OwnProgram { source })?;
    let metadata = own.metadata().map_err(|source| SaveError::OwnProgram { source })?;
    let slices = [&image[..]];
    let attachment = attach(&own, Payload::Slices(&slices), &AttachOptions::default())?;
    write_atomically(path, FileMode::executable_like(&metadata), |out| attachment.write_to(out))?;
    Ok(())
}

/// The primitive behind `ext:saveinitmem`.
pub(crate) fn save_image(heap: &mut Heap, filename: Value, keywords: Value) -> Result<(), Trap> {
    let mut application = properties::application(heap, keywords)?;
    let path = PathBuf::from(text::to_system(&heap.string_text(filename)));
    save(heap, &path, &mut application).map_err(|error| {
        LispError::File { message: format!("cannot save the image: {error}"), pathname: filename }.into()
    })
}

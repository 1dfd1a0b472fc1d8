//! Saving: the heap as a `.mem` file, or attached to this program's own template as an executable.
//!
//! The file appears under its name when it is complete and on disk; until then the old one stays.

use super::builtins;
use super::copy::{Sections, copy};
use super::properties;
use super::template::{TemplateError, attach_to_template};
use super::trace::trace;
use crate::error::{LispError, Trap};
use crate::mutator::Mutator;
use crate::os::{describe_error, text};
use bundler::{FileMode, write_atomically};
use heapfmt::Value;
use heapfmt::builtins::BuiltinTable;
use heapfmt::error::FormatError;
use heapfmt::meta::{Application, ExecutableMode, Property, PropertyValue};
use heapfmt::writer::{ContainerSource, SectionSource, WriteError, write_container};
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
    /// There is nothing to attach the image to.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

/// The container of the heap as it is. Collects nothing and changes nothing that a program can see.
pub fn container(m: &mut Mutator, application: &Application) -> Result<Vec<u8>, SaveError> {
    let trace = trace(&mut m.heap).map_err(|_| SaveError::Memory)?;
    let builtins = builtins::table(&m.heap, &trace, m.builtins).map_err(FormatError::from)?;
    let sections = copy(&m.heap, trace)?;
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

/// Writes the heap to `path`, as `application` says: an image file or an executable. Returns the file's length in
/// bytes.
pub fn save(m: &mut Mutator, path: &Path, application: &mut Application) -> Result<u64, SaveError> {
    let creator = concat!("Monolisp ", env!("CARGO_PKG_VERSION"));
    application
        .set(Property::Creator, PropertyValue::Text(creator.into()))
        .expect("the creator is a short text");
    let image = container(m, application)?;
    if application.executable() == ExecutableMode::None {
        write_atomically(path, FileMode::Data, |out| {
            out.write_all(&image).map_err(|source| bundler::Error::Io { source })
        })?;
        return Ok(image.len() as u64);
    }
    let slices = [&image[..]];
    let (attachment, metadata) = attach_to_template(&slices, crate::BUILD_ID)?;
    let n_bytes = attachment.result_len();
    write_atomically(path, FileMode::executable_like(&metadata), |out| attachment.write_to(out))?;
    Ok(n_bytes)
}

/// The primitive behind `ext:saveinitmem`. Returns the file's length in bytes.
pub(crate) fn save_image(m: &mut Mutator, filename: Value, keywords: Value) -> Result<u64, Trap> {
    let mut application = properties::application(&mut m.heap, keywords)?;
    let path = PathBuf::from(text::to_system(&m.heap.string_text(filename)));
    save(m, &path, &mut application).map_err(|error| {
        LispError::File { message: format!("cannot save the image: {error}"), pathname: filename }.into()
    })
}

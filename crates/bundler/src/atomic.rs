//! Writing a file so that its name always stands for a whole file: the old one or the new one.

use std::fs::{self, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::Error;
use crate::os;

/// Who may do what with a new file. The umask is taken away from either, and bits that give the program another
/// user's rights are never set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileMode {
    /// Data: readable and writable.
    Data,
    /// A program: readable, writable and executable.
    Executable,
    /// A program that whoever may read or run its template may read or run.
    ExecutableLike {
        /// The template's permission bits.
        template: u32,
    },
}

impl FileMode {
    /// The mode of a program made from the template with this metadata.
    pub fn executable_like(template: &Metadata) -> FileMode {
        FileMode::ExecutableLike { template: os::mode_of(template) }
    }

    fn bits(self) -> u32 {
        match self {
            FileMode::Data => 0o666,
            FileMode::Executable => 0o777,
            FileMode::ExecutableLike { template } => {
                let template = template & 0o777;
                // Who can read it can run it, and the file belongs to the one who writes it.
                template | (template & 0o444) >> 2 | 0o700
            }
        }
    }
}

/// Writes a file through `write` and puts it in the place of `path` when it is complete and on disk. When anything
/// fails, or the process dies, the old file is still there. A symbolic link stays one: what it points to is replaced.
/// A program that is running from `path` goes on.
pub fn write_atomically<E: From<Error>>(
    path: &Path,
    mode: FileMode,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let path = destination(path)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let temporary = create_beside(folder, mode)?;
    let mut out = BufWriter::with_capacity(256 << 10, temporary);
    write(&mut out)?;
    let temporary = out.into_inner().map_err(|error| io_error(error.into_error()))?;
    temporary.as_file().sync_all().map_err(io_error)?;
    // Closed before it takes its place: a program cannot be started while it is open for writing.
    os::move_into_place(temporary.into_temp_path(), &path).map_err(io_error)?;
    os::sync_folder(folder).map_err(io_error)?;
    Ok(())
}

fn io_error(source: io::Error) -> Error {
    Error::Io { source }
}

/// Follows symbolic links, and refuses to replace anything but a file.
fn destination(path: &Path) -> Result<PathBuf, Error> {
    let mut path = path.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => {
                let link = fs::read_link(&path)?;
                path = path.parent().unwrap_or(Path::new("")).join(link);
            }
            Ok(metadata) if metadata.is_file() => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(path),
            Ok(_) => break,
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::NotARegularFile)
}

/// Creates a file in the same folder, and so on the same file system. Its name does not contain the final one, which
/// may already be as long as names can be.
fn create_beside(folder: &Path, mode: FileMode) -> Result<NamedTempFile, Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bundler-").suffix(".tmp");
    if let Some(permissions) = os::creation_permissions(mode.bits()) {
        builder.permissions(permissions);
    }
    Ok(builder.tempfile_in(folder)?)
}

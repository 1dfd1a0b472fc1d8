//! Files that take the place of others when they are closed.
//!
//! A file that supersedes another is written beside it under a name of its own and gets the other's name when it
//! is closed, so whoever reads that name sees the old contents or the new, never a part. Where that cannot be,
//! the caller writes in place.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// What closing a file does with names.
#[derive(Debug)]
pub(crate) enum Replacement {
    /// The file is written beside the one it will replace.
    Beside {
        /// Its name while it is written.
        temporary: PathBuf,
        /// The name it gets.
        target: PathBuf,
    },
    /// The old file was renamed and keeps its new name.
    Renamed {
        /// The old file's name now.
        old: PathBuf,
        /// The name it had.
        target: PathBuf,
    },
    /// There was no file of that name.
    Created {
        /// The name.
        target: PathBuf,
    },
}

/// How many names to try for a file beside another.
const MAX_NAMES: u32 = 1000;

/// Opens a new file beside `path`, to take its place. `None` when `path` is no regular file or its folder cannot
/// be written.
pub(super) fn open_beside(path: &Path, reads: bool) -> io::Result<Option<(File, Replacement)>> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    // What cannot be written must not be replaced, although its folder would allow it.
    if !metadata.is_file() || OpenOptions::new().write(true).open(&target).is_err() {
        return Ok(None);
    }
    let Some(name) = target.file_name() else { return Ok(None) };
    for number in 0..MAX_NAMES {
        let mut temporary_name = name.to_owned();
        temporary_name.push(format!("~{}-{number}", std::process::id()));
        let temporary = target.with_file_name(temporary_name);
        match OpenOptions::new().read(reads).write(true).create_new(true).open(&temporary) {
            Ok(file) => {
                // An owner or file system that cannot keep the permissions is no reason not to write.
                let _ = fs::set_permissions(&temporary, metadata.permissions());
                return Ok(Some((file, Replacement::Beside { temporary, target })));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => return Ok(None),
        }
    }
    Ok(None)
}

impl Replacement {
    /// Gives the closed file its name.
    pub(super) fn complete(self) -> io::Result<()> {
        match self {
            Replacement::Beside { temporary, target } => {
                fs::rename(&temporary, target).inspect_err(|_| {
                    // The first error is the one to report.
                    let _ = fs::remove_file(&temporary);
                })
            }
            Replacement::Renamed { .. } | Replacement::Created { .. } => Ok(()),
        }
    }

    /// Makes the folder as it was before the file was opened.
    pub(super) fn undo(self) -> io::Result<()> {
        match self {
            Replacement::Beside { temporary, .. } => fs::remove_file(temporary),
            Replacement::Renamed { old, target } => fs::rename(old, target),
            Replacement::Created { target } => fs::remove_file(target),
        }
    }
}

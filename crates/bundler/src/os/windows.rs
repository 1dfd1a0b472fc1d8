//! Permissions, renaming and flushing on Windows.

use std::ffi::OsString;
use std::fs::{self, Metadata, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

/// Windows files inherit their access rights from the folder.
pub(crate) fn creation_permissions(_mode: u32) -> Option<Permissions> {
    None
}

/// Windows files have no permission bits; this is what a Unix file would have by default.
pub(crate) fn mode_of(_metadata: &Metadata) -> u32 {
    0o777
}

/// Renames a finished file over `path`. The file of a running program cannot be replaced, but it can be renamed: it
/// is moved aside first and moved back if the new file cannot take its place.
pub(crate) fn move_into_place(finished: TempPath, path: &Path) -> io::Result<()> {
    let finished = match finished.persist(path) {
        Ok(()) => return Ok(()),
        Err(failure) if path.exists() => failure.path,
        Err(failure) => return Err(failure.error),
    };
    let aside = aside_name(path);
    // A file left behind by an earlier save goes away here, when the program that ran from it has ended.
    let _ = fs::remove_file(&aside);
    fs::rename(path, &aside)?;
    match finished.persist(path) {
        Ok(()) => {
            let _ = fs::remove_file(&aside);
            Ok(())
        }
        Err(failure) => {
            fs::rename(&aside, path)?;
            Err(failure.error)
        }
    }
}

fn aside_name(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".old~");
    PathBuf::from(name)
}

/// Renaming is durable by itself on Windows: a folder cannot be flushed.
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

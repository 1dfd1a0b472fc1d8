//! Permissions, renaming and flushing on Unix.

use std::fs::{File, Metadata, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempPath;

/// The permissions to create a file with. The kernel takes the umask away from them at creation, so asking for the
/// umask (which only a change of it could answer) is not necessary.
pub(crate) fn creation_permissions(mode: u32) -> Option<Permissions> {
    Some(Permissions::from_mode(mode))
}

/// The permission bits of an existing file, without the setuid, setgid and sticky bits.
pub(crate) fn mode_of(metadata: &Metadata) -> u32 {
    metadata.permissions().mode() & 0o777
}

/// Renames a finished file over `path`. A program that runs from `path` keeps its old file.
pub(crate) fn move_into_place(finished: TempPath, path: &Path) -> io::Result<()> {
    finished.persist(path).map_err(|failure| failure.error)
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

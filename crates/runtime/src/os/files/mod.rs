//! Open files, pipes and terminals, as bytes.
//!
//! The standard files 0, 1 and 2 belong to the process and are never closed. How they are reached differs by
//! system: a Windows console takes and gives text in its own encoding.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as platform;
#[cfg(windows)]
use windows as platform;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The absolute path of an existing file, without symbolic links.
pub(crate) fn true_path(path: &Path) -> io::Result<PathBuf> {
    platform::true_path(path)
}

/// Bytes that what is writable takes without waiting; no pipe of any system takes less.
pub(crate) const WRITABLE_AT_ONCE: usize = 512;

/// What a file is opened for, and what may be done to it on the way.
#[derive(Clone, Copy, Default)]
pub(crate) struct Access {
    pub(crate) read: bool,
    pub(crate) write: bool,
    /// Whether it is made when it is not there.
    pub(crate) create: bool,
    /// Whether its contents are thrown away.
    pub(crate) truncate: bool,
}

/// Opens a file. Opening a pipe with a name waits for its other end; a signal in between shows as
/// `ErrorKind::Interrupted`.
pub(crate) fn open(path: &Path, access: Access) -> io::Result<File> {
    platform::open(path, access)
}

/// Whether the system said that there is no such file: no entry, a file where a directory is named, or a name that no file
/// can have.
pub(crate) fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        || platform::is_impossible_name(error)
}

/// An open file.
pub(crate) enum Handle {
    /// Standard input, output or error.
    Standard(platform::Standard),
    /// A file that was opened by name.
    Named(File),
}

impl Handle {
    /// Standard file 0, 1 or 2.
    pub(crate) fn standard(number: u8) -> Handle {
        Handle::Standard(platform::Standard::new(number))
    }

    /// Reads some bytes; 0 at the end. A signal shows as `ErrorKind::Interrupted`.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Handle::Standard(standard) => standard.read(buffer),
            Handle::Named(file) => file.read(buffer),
        }
    }

    /// Writes some bytes, at least one. A signal shows as `ErrorKind::Interrupted`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n_written = match self {
            Handle::Standard(standard) => standard.write(bytes),
            Handle::Named(file) => file.write(bytes),
        }?;
        if n_written == 0 { Err(io::ErrorKind::WriteZero.into()) } else { Ok(n_written) }
    }

    /// Whether a person may sit at the other end.
    pub(crate) fn is_terminal(&self) -> bool {
        match self {
            Handle::Standard(standard) => standard.is_terminal(),
            Handle::Named(file) => io::IsTerminal::is_terminal(file),
        }
    }

    /// Whether a read would return at once.
    pub(crate) fn is_ready(&self) -> io::Result<bool> {
        match self {
            Handle::Standard(standard) => standard.is_ready(),
            Handle::Named(file) => platform::is_ready(file),
        }
    }

    /// Whether a write of some bytes, [`WRITABLE_AT_ONCE`] at most, would not wait.
    pub(crate) fn is_writable(&self) -> io::Result<bool> {
        match self {
            Handle::Standard(standard) => standard.is_writable(),
            Handle::Named(file) => platform::is_writable(file),
        }
    }

    /// Whether this is a file on a disk, where a read never waits.
    pub(crate) fn is_regular(&self) -> bool {
        match self {
            Handle::Standard(_) => false,
            Handle::Named(file) => file.metadata().is_ok_and(|metadata| metadata.is_file()),
        }
    }

    /// Cuts the file behind byte `length`, or fills it up with zeros.
    pub(crate) fn set_len(&mut self, length: u64) -> io::Result<()> {
        match self {
            Handle::Standard(_) => Err(io::ErrorKind::Unsupported.into()),
            Handle::Named(file) => file.set_len(length),
        }
    }

    /// Moves to a byte position.
    pub(crate) fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match self {
            Handle::Standard(standard) => standard.seek(position),
            Handle::Named(file) => file.seek(position),
        }
    }

    /// Length of the file in bytes.
    pub(crate) fn len(&self) -> io::Result<u64> {
        match self {
            Handle::Standard(standard) => standard.len(),
            Handle::Named(file) => file.metadata().map(|metadata| metadata.len()),
        }
    }
}

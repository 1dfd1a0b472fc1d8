//! Standard files of Unix: descriptors 0, 1 and 2.

#![expect(unsafe_code, reason = "descriptors that the process owns, and poll")]

use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd};
use std::path::{Path, PathBuf};

/// Descriptor 0, 1 or 2.
pub(crate) struct Standard(ManuallyDrop<File>);

impl Standard {
    pub(super) fn new(number: u8) -> Standard {
        // SAFETY: the descriptor belongs to the process for its whole life: Rust's start code opens it if it is
        // closed, and `ManuallyDrop` keeps this file from closing it.
        Standard(ManuallyDrop::new(unsafe { File::from_raw_fd(i32::from(number)) }))
    }

    pub(super) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    pub(super) fn is_terminal(&self) -> bool {
        self.0.is_terminal()
    }

    pub(super) fn is_ready(&self) -> io::Result<bool> {
        is_ready(&self.0)
    }

    pub(super) fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.0.seek(position)
    }

    pub(super) fn len(&self) -> io::Result<u64> {
        self.0.metadata().map(|metadata| metadata.len())
    }
}

/// The absolute path of an existing file, without symbolic links.
pub(super) fn true_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// Whether a read would not block: there is data, the end, or an error.
pub(super) fn is_ready(file: &File) -> io::Result<bool> {
    let mut request = libc::pollfd { fd: file.as_raw_fd(), events: libc::POLLIN, revents: 0 };
    // SAFETY: the pointer is to one valid `pollfd`, and the count says one.
    match unsafe { libc::poll(&mut request, 1, 0) } {
        -1 => Err(io::Error::last_os_error()),
        n_ready => Ok(n_ready > 0),
    }
}

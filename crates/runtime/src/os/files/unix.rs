//! Files of Unix: descriptors 0, 1 and 2, and opening.

#![expect(unsafe_code, reason = "descriptors that the process owns, open and poll")]

use super::Access;
use std::ffi::CString;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd};
use std::os::unix::ffi::OsStrExt;
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

    pub(super) fn is_writable(&self) -> io::Result<bool> {
        is_writable(&self.0)
    }

    pub(super) fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.0.seek(position)
    }

    pub(super) fn len(&self) -> io::Result<u64> {
        self.0.metadata().map(|metadata| metadata.len())
    }
}

/// As `File::open`, which would begin anew after a signal.
pub(super) fn open(path: &Path, access: Access) -> io::Result<File> {
    let name = CString::new(path.as_os_str().as_bytes())?;
    let direction = match (access.read, access.write) {
        (_, false) => libc::O_RDONLY,
        (false, true) => libc::O_WRONLY,
        (true, true) => libc::O_RDWR,
    };
    let create = if access.create { libc::O_CREAT } else { 0 };
    let truncate = if access.truncate { libc::O_TRUNC } else { 0 };
    let permissions: libc::c_uint = 0o666;
    let flags = direction | create | truncate | libc::O_CLOEXEC;
    // SAFETY: the name is a C string.
    let descriptor = unsafe { libc::open(name.as_ptr(), flags, permissions) };
    if descriptor < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the descriptor is new and nobody else's.
    Ok(unsafe { File::from_raw_fd(descriptor) })
}

/// The absolute path of an existing file, without symbolic links.
pub(super) fn true_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// Whether no file can have the name; the system has no such error.
pub(super) fn is_impossible_name(_error: &io::Error) -> bool {
    false
}

/// Whether a read would not block: there is data, the end, or an error.
pub(super) fn is_ready(file: &File) -> io::Result<bool> {
    has_event(file, libc::POLLIN)
}

/// Whether a write of a few bytes would not block.
pub(super) fn is_writable(file: &File) -> io::Result<bool> {
    has_event(file, libc::POLLOUT)
}

fn has_event(file: &File, events: libc::c_short) -> io::Result<bool> {
    let mut request = libc::pollfd { fd: file.as_raw_fd(), events, revents: 0 };
    // SAFETY: the pointer is to one valid `pollfd`, and the count says one.
    match unsafe { libc::poll(&mut request, 1, 0) } {
        -1 => Err(io::Error::last_os_error()),
        n_ready => Ok(n_ready > 0),
    }
}

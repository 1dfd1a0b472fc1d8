//! Files of Windows: the standard ones, through the standard library, which converts a console's text.

#![expect(unsafe_code, reason = "asks the console and pipes whether input waits")]

use super::Access;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, SeekFrom, Write};
use std::os::windows::io::{AsRawHandle, RawHandle};
use std::path::{Path, PathBuf};
use windows_sys::Win32::Foundation::{ERROR_INVALID_NAME, HANDLE, WAIT_OBJECT_0};
use windows_sys::Win32::Storage::FileSystem::{FILE_TYPE_CHAR, FILE_TYPE_PIPE, GetFileType};
use windows_sys::Win32::System::Pipes::PeekNamedPipe;
use windows_sys::Win32::System::Threading::WaitForSingleObject;

/// Standard input, output or error.
pub(crate) struct Standard(u8);

impl Standard {
    pub(super) fn new(number: u8) -> Standard {
        Standard(number)
    }

    pub(super) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        io::stdin().lock().read(buffer)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 2 {
            return io::stderr().lock().write(bytes);
        }
        let mut output = io::stdout().lock();
        let n_written = output.write(bytes)?;
        output.flush()?;
        Ok(n_written)
    }

    pub(super) fn is_terminal(&self) -> bool {
        match self.0 {
            0 => io::stdin().is_terminal(),
            1 => io::stdout().is_terminal(),
            _ => io::stderr().is_terminal(),
        }
    }

    pub(super) fn is_ready(&self) -> io::Result<bool> {
        handle_is_ready(io::stdin().as_raw_handle())
    }

    pub(super) fn is_writable(&self) -> io::Result<bool> {
        Ok(true)
    }

    pub(super) fn seek(&mut self, _position: SeekFrom) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn len(&self) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Opens a file.
pub(super) fn open(path: &Path, access: Access) -> io::Result<File> {
    let Access { read, write, create, truncate } = access;
    OpenOptions::new().read(read).write(write).create(create).truncate(truncate).open(path)
}

/// The absolute path of an existing file, without symbolic links, in the form that all programs take.
pub(super) fn true_path(path: &Path) -> io::Result<PathBuf> {
    let absolute = path.canonicalize()?;
    let plain = absolute.to_str().and_then(|text| {
        let text = text.strip_prefix(r"\\?\")?;
        Some(match text.strip_prefix(r"UNC\") {
            Some(share) => PathBuf::from(format!(r"\\{share}")),
            None => PathBuf::from(text),
        })
    });
    Ok(plain.unwrap_or(absolute))
}

/// Whether no file can have the name: so the system calls that of a file with a separator behind it.
pub(super) fn is_impossible_name(error: &io::Error) -> bool {
    error.raw_os_error() == i32::try_from(ERROR_INVALID_NAME).ok()
}

/// Whether a read would not block.
pub(super) fn is_ready(file: &File) -> io::Result<bool> {
    handle_is_ready(file.as_raw_handle())
}

/// Windows does not tell whether a write would block.
pub(super) fn is_writable(_file: &File) -> io::Result<bool> {
    Ok(true)
}

fn handle_is_ready(handle: RawHandle) -> io::Result<bool> {
    let handle: HANDLE = handle.cast();
    // SAFETY: the handle is open as long as its owner, which the caller borrows.
    match unsafe { GetFileType(handle) } {
        FILE_TYPE_PIPE => {
            let mut n_bytes = 0;
            // SAFETY: null pointers mean that these results are not wanted; the last one is a valid place.
            let succeeded = unsafe {
                PeekNamedPipe(
                    handle,
                    std::ptr::null_mut(),
                    0,
                    std::ptr::null_mut(),
                    &mut n_bytes,
                    std::ptr::null_mut(),
                )
            };
            // A pipe that cannot be looked into is closed at the other end: a read returns at once.
            Ok(succeeded == 0 || n_bytes > 0)
        }
        // SAFETY: as above; a time of zero never waits.
        FILE_TYPE_CHAR => Ok(unsafe { WaitForSingleObject(handle, 0) } == WAIT_OBJECT_0),
        _ => Ok(true),
    }
}

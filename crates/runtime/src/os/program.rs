//! The file of the running program, from which saving takes the template.

use std::fs::File;
use std::io;

/// Opens it for reading. The kernel's own link leads to the file that was started even when it was renamed, replaced
/// or deleted since.
#[cfg(target_os = "linux")]
pub(crate) fn open() -> io::Result<File> {
    File::open("/proc/self/exe")
}

/// Opens it for reading.
#[cfg(not(target_os = "linux"))]
pub(crate) fn open() -> io::Result<File> {
    File::open(std::env::current_exe()?)
}

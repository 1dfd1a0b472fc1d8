//! The file of the running program, from which saving takes the template, and where programs have their files.

#[cfg(target_os = "linux")]
use crate::os::describe_error;
use std::fs::File;
use std::io;
use std::path::PathBuf;

/// Opens it for reading. The kernel's own link leads to the file that was started even when it was renamed, replaced
/// or deleted since.
#[cfg(target_os = "linux")]
pub(crate) fn open() -> io::Result<File> {
    const LINK: &str = "/proc/self/exe";
    let named =
        |error: io::Error| io::Error::new(error.kind(), format!("{LINK}: {}", describe_error(&error)));
    File::open(LINK).map_err(named)
}

/// Opens it for reading.
#[cfg(not(target_os = "linux"))]
pub(crate) fn open() -> io::Result<File> {
    File::open(std::env::current_exe()?)
}

/// The folders where libraries and data of programs are installed: that of the running program first, then the
/// system's.
pub(crate) fn library_folders() -> Vec<PathBuf> {
    let own = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.parent()?.join("lib")));
    let mut folders: Vec<PathBuf> = own.into_iter().collect();
    for folder in SYSTEM_LIBRARY_FOLDERS.iter().map(PathBuf::from) {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

#[cfg(unix)]
const SYSTEM_LIBRARY_FOLDERS: &[&str] = &["/usr/local/lib", "/usr/lib"];

#[cfg(not(unix))]
const SYSTEM_LIBRARY_FOLDERS: &[&str] = &[];

//! Users of Windows: it shows a program the home of the one who runs it only.

use std::ffi::{OsStr, OsString};
use std::fs::Metadata;
use std::path::PathBuf;

/// The home directory of the user `name`: known only for the one who runs the process.
pub(crate) fn home_directory(name: &OsStr) -> Option<PathBuf> {
    let own_name = std::env::var_os("USERNAME")?;
    if own_name.eq_ignore_ascii_case(name) { std::env::home_dir() } else { None }
}

/// The name of the user who owns a file.
pub(crate) fn owner(_metadata: &Metadata) -> Option<OsString> {
    None
}

//! What differs between operating systems: which target this is, and how a finished file takes its place.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub(crate) use unix::{creation_permissions, mode_of, move_into_place, sync_folder};

#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub(crate) use windows::{creation_permissions, mode_of, move_into_place, sync_folder};

use crate::target::Target;

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
pub(crate) const TARGET: Target = Target::LinuxX86_64;
#[cfg(all(target_os = "linux", target_arch = "aarch64"))]
pub(crate) const TARGET: Target = Target::LinuxAarch64;
#[cfg(all(target_os = "windows", target_arch = "x86_64"))]
pub(crate) const TARGET: Target = Target::WindowsX86_64;
#[cfg(all(target_os = "macos", target_arch = "x86_64"))]
pub(crate) const TARGET: Target = Target::MacosX86_64;
#[cfg(all(target_os = "macos", target_arch = "aarch64"))]
pub(crate) const TARGET: Target = Target::MacosAarch64;

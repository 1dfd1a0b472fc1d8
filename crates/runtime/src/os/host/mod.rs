//! The machine that the process runs on, and its operating system.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::{name, system_version};
#[cfg(windows)]
pub(crate) use windows::{name, system_version};

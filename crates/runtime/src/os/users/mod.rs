//! Users of the system: where they are at home, and whose a file is.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::{home_directory, owner};
#[cfg(windows)]
pub(crate) use windows::{home_directory, owner};

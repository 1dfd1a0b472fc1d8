//! Starting a program and learning what it cost, as the operating system counts it.
//!
//! A benchmark of start-up must not spend more time than the program it measures, so everything that can be prepared
//! is prepared once in a [`Launch`]. Where the system has no such counts, only the time is measured.

#[cfg(not(unix))]
#[path = "os/portable.rs"]
mod system;
#[cfg(unix)]
#[path = "os/unix.rs"]
mod system;

use std::time::Duration;

pub(crate) use system::Launch;

/// What one run of a program cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// From before the program was started until its end was known.
    pub(crate) time: Duration,
    /// Pages that the kernel had to provide without reading from a disk.
    pub(crate) minor_faults: Option<u64>,
}

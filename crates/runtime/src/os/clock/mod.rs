//! Clocks of the process.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::processor_time;
#[cfg(windows)]
pub(crate) use windows::processor_time;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Time since the first call, which never goes backwards.
pub(crate) fn since_first_asked() -> Duration {
    static FIRST: OnceLock<Instant> = OnceLock::new();
    FIRST.get_or_init(Instant::now).elapsed()
}

//! The time zone of the system: how far its local time is from Greenwich's at a given moment.
//!
//! The system's own data say so. They are as new as the system, a program need not carry them, and nothing is read
//! before somebody asks.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub(crate) use unix::local_offset;
#[cfg(windows)]
pub(crate) use windows::local_offset;

/// What local time is at some moment.
pub(crate) struct LocalOffset {
    /// Seconds that local clocks are ahead of Greenwich's.
    pub(crate) seconds_east: i64,
    /// Daylight saving time is in force; the clocks are an hour ahead for it.
    pub(crate) is_daylight: bool,
}

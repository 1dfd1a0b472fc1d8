//! The time zone of Unix: that of the environment variable TZ, else the machine's.

#![expect(unsafe_code, reason = "asks the C library for the local time")]

use super::LocalOffset;
use std::mem::MaybeUninit;

unsafe extern "C" {
    /// Makes the C library look at TZ again.
    fn tzset();
}

/// The offset at a moment given in seconds since 1970, or None when the system cannot tell.
pub(crate) fn local_offset(seconds: i64) -> Option<LocalOffset> {
    let mut local = MaybeUninit::<libc::tm>::uninit();
    // SAFETY: nothing changes the environment meanwhile, since only primitives do and they run one at a time. Both
    // pointers are to valid places.
    let found = unsafe {
        tzset();
        libc::localtime_r(&seconds, local.as_mut_ptr())
    };
    if found.is_null() {
        return None;
    }
    // SAFETY: `localtime_r` filled it in, as its result says.
    let local = unsafe { local.assume_init() };
    Some(LocalOffset { seconds_east: local.tm_gmtoff, is_daylight: local.tm_isdst > 0 })
}

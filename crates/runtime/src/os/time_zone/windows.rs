//! The time zone of Windows, by the rules of the year that the moment lies in.

#![expect(unsafe_code, reason = "asks the system for local time and the year's rules")]

use super::LocalOffset;
use std::mem::MaybeUninit;
use std::ptr;
use windows_sys::Win32::Foundation::{FILETIME, SYSTEMTIME};
use windows_sys::Win32::System::Time::{
    FileTimeToSystemTime, GetTimeZoneInformationForYear, SystemTimeToFileTime,
    SystemTimeToTzSpecificLocalTime, TIME_ZONE_INFORMATION,
};

/// Seconds from 1601, where the system counts from, to 1970.
const EPOCH: i64 = 11_644_473_600;
const TICKS_PER_SECOND: i64 = 10_000_000;

/// The offset at a moment given in seconds since 1970, or None when the system cannot tell.
pub(crate) fn local_offset(seconds: i64) -> Option<LocalOffset> {
    let ticks = seconds.checked_add(EPOCH)?.checked_mul(TICKS_PER_SECOND)?;
    let ticks = u64::try_from(ticks).ok()?;
    let moment = FILETIME { dwLowDateTime: ticks as u32, dwHighDateTime: (ticks >> 32) as u32 };
    let mut greenwich = MaybeUninit::<SYSTEMTIME>::zeroed();
    let mut local = MaybeUninit::<SYSTEMTIME>::zeroed();
    let mut rules = MaybeUninit::<TIME_ZONE_INFORMATION>::zeroed();
    let mut local_moment = FILETIME { dwLowDateTime: 0, dwHighDateTime: 0 };
    // SAFETY: all pointers are to valid places, null ones mean the zone in force, and zeros are valid values of the
    // structures. Each call uses what the ones before it filled in.
    let (known, rules) = unsafe {
        let known = FileTimeToSystemTime(&moment, greenwich.as_mut_ptr()) != 0
            && GetTimeZoneInformationForYear(greenwich.assume_init().wYear, ptr::null(), rules.as_mut_ptr())
                != 0
            && SystemTimeToTzSpecificLocalTime(rules.as_ptr(), greenwich.as_ptr(), local.as_mut_ptr()) != 0
            && SystemTimeToFileTime(local.as_ptr(), &mut local_moment) != 0;
        (known, rules.assume_init())
    };
    if !known {
        return None;
    }
    let local_ticks = i64::from(local_moment.dwHighDateTime) << 32 | i64::from(local_moment.dwLowDateTime);
    let seconds_east = local_ticks / TICKS_PER_SECOND - EPOCH - seconds;
    // The biases are minutes that Greenwich is ahead of the zone.
    let standard = -60 * i64::from(rules.Bias + rules.StandardBias);
    Some(LocalOffset {
        seconds_east,
        is_daylight: rules.DaylightDate.wMonth != 0 && seconds_east != standard,
    })
}

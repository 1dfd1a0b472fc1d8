//! Clocks, waiting and the local time zone (CLHS 25.1.4).

use super::arguments::poll;
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use crate::numbers::integer;
use crate::os::{clock, time_zone};
use heapfmt::Value;
use heapfmt::statics::sym;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

primitives! {
    pub(super) static CLOCKS = {
        /// Returns the time since some point in the life of the process, in microseconds.
        effect "COMMON-LISP:GET-INTERNAL-REAL-TIME" "" => get_internal_real_time;
        /// Returns the processor time that the process has used, in microseconds.
        effect "COMMON-LISP:GET-INTERNAL-RUN-TIME" "" => get_internal_run_time;
        /// Returns the time in seconds since the beginning of 1900.
        effect "COMMON-LISP:GET-UNIVERSAL-TIME" "" => get_universal_time;
        /// Waits until GET-INTERNAL-REAL-TIME reaches TIME.
        effect "SYSTEM:%SLEEP-UNTIL" "time" => sleep_until;
        /// Returns how many seconds local time is ahead of Greenwich's at a universal time, and whether daylight saving
        /// time is in force; NIL when the system cannot tell.
        effect "SYSTEM:%LOCAL-OFFSET" "universal-time" => local_offset;
    }
}

/// Seconds from 1900 to 1970.
const UNIVERSAL_TIME_OF_UNIX_EPOCH: i64 = 2_208_988_800;
/// How long a wait may go on before it looks for interrupts.
const LONGEST_NAP: Duration = Duration::from_millis(20);

fn microseconds(duration: Duration) -> Value {
    Value::fixnum(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX >> 2))
}

fn get_internal_real_time(_: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(microseconds(clock::since_first_asked()))
}

fn get_internal_run_time(_: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(microseconds(clock::processor_time()))
}

/// A point in time as seconds since 1900.
pub(super) fn universal_time(time: SystemTime) -> i64 {
    let since_1970 = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(0),
        Err(before) => -i64::try_from(before.duration().as_secs()).unwrap_or(0),
    };
    UNIVERSAL_TIME_OF_UNIX_EPOCH + since_1970
}

fn get_universal_time(_: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(Value::fixnum(universal_time(SystemTime::now())))
}

/// The end of the wait is a moment, so that a wait which gave way to an interrupt ends when it was to end.
fn sleep_until(m: &mut Mutator, [time]: [Value; 1]) -> PrimitiveResult {
    let time = time.as_fixnum().ok_or_else(|| type_error(time, sym::FIXNUM))?;
    let end = Duration::from_micros(u64::try_from(time).unwrap_or(0));
    while let Some(left) = end.checked_sub(clock::since_first_asked())
        && !left.is_zero()
    {
        poll(&m.heap)?;
        std::thread::sleep(left.min(LONGEST_NAP));
    }
    Ok(Value::NIL)
}

fn local_offset(m: &mut Mutator, [universal_time]: [Value; 1]) -> PrimitiveResult {
    let seconds =
        integer::to_i64(&m.heap, universal_time).ok_or_else(|| type_error(universal_time, sym::INTEGER))?;
    Ok(match time_zone::local_offset(seconds.saturating_sub(UNIVERSAL_TIME_OF_UNIX_EPOCH)) {
        Some(offset) => {
            let is_daylight = Value::boolean(offset.is_daylight);
            m.return_values(&[Value::fixnum(offset.seconds_east), is_daylight])
        }
        None => Value::NIL,
    })
}

//! The process and its surroundings: arguments, environment, clocks (CLHS chapter 25.1.4).

use super::arguments::{poll, string};
use super::files::system_string;
use crate::error::{LispError, PrimitiveResult, type_error};
use crate::mutator::Mutator;
use crate::os::{clock, text};
use heapfmt::Value;
use heapfmt::statics::sym;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

primitives! {
    pub(super) static SYSTEM = {
        /// Returns the process's arguments, the program's name first, as a list of strings. Bytes that are no
        /// characters are kept, as characters of the last private-use plane.
        effect "SYSTEM:%COMMAND-LINE-ARGUMENTS" "" => command_line_arguments;
        /// Returns the value of the environment variable NAME, or NIL.
        effect "SYSTEM:%GETENV" "name" => getenv;
        /// Returns all environment variables as an alist.
        effect "SYSTEM:%ENVIRONMENT" "" => environment;
        /// Returns the time since some point in the life of the process, in microseconds.
        effect "COMMON-LISP:GET-INTERNAL-REAL-TIME" "" => get_internal_real_time;
        /// Returns the processor time that the process has used, in microseconds.
        effect "COMMON-LISP:GET-INTERNAL-RUN-TIME" "" => get_internal_run_time;
        /// Returns the time in seconds since the beginning of 1900.
        effect "COMMON-LISP:GET-UNIVERSAL-TIME" "" => get_universal_time;
        /// Waits for a number of seconds.
        effect "COMMON-LISP:SLEEP" "seconds" => sleep;
        /// Returns the name of the system: LINUX, WINDOWS or MACOS, and that of the processor.
        effect "SYSTEM:%PLATFORM" "" => platform;
    }
}

/// Seconds from 1900 to 1970.
const UNIVERSAL_TIME_OF_UNIX_EPOCH: i64 = 2_208_988_800;
/// How long a wait may go on before it looks for interrupts.
const LONGEST_NAP: Duration = Duration::from_millis(20);

fn command_line_arguments(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let arguments: Vec<Value> = std::env::args_os().map(|argument| system_string(m, &argument)).collect();
    Ok(m.heap.list(&arguments))
}

fn getenv(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = string(&m.heap, name)?.text(&m.heap);
    // No variable has such a name, and asking the system for one is an error.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Ok(Value::NIL);
    }
    Ok(match std::env::var_os(text::to_system(&name)) {
        Some(value) => system_string(m, &value),
        None => Value::NIL,
    })
}

fn environment(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let variables: Vec<Value> = std::env::vars_os()
        .map(|(name, value)| {
            let name = system_string(m, &name);
            let value = system_string(m, &value);
            m.heap.cons(name, value)
        })
        .collect();
    Ok(m.heap.list(&variables))
}

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

fn sleep(m: &mut Mutator, [seconds]: [Value; 1]) -> PrimitiveResult {
    let duration = crate::numbers::to_f64(&m.heap, seconds).map_err(|_| type_error(seconds, sym::REAL))?;
    let duration = Duration::try_from_secs_f64(duration).map_err(|_| LispError::Simple {
        message: "SLEEP cannot wait for this number of seconds".to_owned(),
        datum: seconds,
    })?;
    let start = Instant::now();
    while let Some(left) = duration.checked_sub(start.elapsed())
        && !left.is_zero()
    {
        poll(&m.heap)?;
        std::thread::sleep(left.min(LONGEST_NAP));
    }
    Ok(Value::NIL)
}

fn platform(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let system = m.heap.string(&std::env::consts::OS.to_uppercase());
    let processor = m.heap.string(&std::env::consts::ARCH.to_uppercase());
    Ok(m.return_values(&[system, processor]))
}

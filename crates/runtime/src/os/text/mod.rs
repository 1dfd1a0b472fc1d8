//! Text that the system gives or takes: arguments, environment, file names.
//!
//! What is no valid Unicode there is kept as characters of the last private-use plane, so that a name read from
//! the system means the same file when it is given back.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as platform;
#[cfg(windows)]
use windows as platform;

use std::ffi::{OsStr, OsString};

/// First of the characters that stand for undecodable units: U+10F000 + unit. Units are single bytes on Unix,
/// lone surrogates less 0xD800 on Windows.
const ESCAPE_BASE: u32 = 0x10_f000;

/// The system's text as characters.
pub fn from_system(text: &OsStr) -> String {
    match text.to_str() {
        Some(valid) => valid.to_owned(),
        None => platform::decode(text),
    }
}

/// The reverse of [`from_system`].
pub fn to_system(text: &str) -> OsString {
    if text.chars().any(|c| escaped_unit(c).is_some()) { platform::encode(text) } else { text.into() }
}

fn escape(unit: u32) -> char {
    char::from_u32(ESCAPE_BASE + unit).expect("units are below 0x800, and plane 16 is all valid")
}

fn escaped_unit(c: char) -> Option<u32> {
    u32::from(c).checked_sub(ESCAPE_BASE).filter(|&unit| unit < 0x800)
}

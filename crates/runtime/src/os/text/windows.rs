//! Windows text is 16-bit units, by custom UTF-16.

use super::{escape, escaped_unit};
use std::ffi::{OsStr, OsString};
use std::os::windows::ffi::{OsStrExt, OsStringExt};

const FIRST_SURROGATE: u32 = 0xd800;

pub(super) fn decode(text: &OsStr) -> String {
    char::decode_utf16(text.encode_wide())
        .map(|unit| {
            unit.unwrap_or_else(|error| escape(u32::from(error.unpaired_surrogate()) - FIRST_SURROGATE))
        })
        .collect()
}

pub(super) fn encode(text: &str) -> OsString {
    let mut units = Vec::with_capacity(text.len());
    for c in text.chars() {
        match escaped_unit(c).and_then(|unit| u16::try_from(FIRST_SURROGATE + unit).ok()) {
            Some(surrogate) => units.push(surrogate),
            None => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
        }
    }
    OsString::from_wide(&units)
}

//! Unix text is bytes, by custom UTF-8.

use super::{escape, escaped_unit};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

pub(super) fn decode(text: &OsStr) -> String {
    let mut decoded = String::new();
    for chunk in text.as_bytes().utf8_chunks() {
        decoded.push_str(chunk.valid());
        decoded.extend(chunk.invalid().iter().map(|&byte| escape(u32::from(byte))));
    }
    decoded
}

pub(super) fn encode(text: &str) -> OsString {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match escaped_unit(c).and_then(|unit| u8::try_from(unit).ok()) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    OsString::from_vec(bytes)
}

#[cfg(test)]
mod tests {
    use crate::os::text::{from_system, to_system};
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn undecodable_bytes_survive_the_round_trip() {
        for bytes in [&b"plain"[..], "Größe".as_bytes(), b"\xff", b"a\xc3", b"\xed\xa0\x80x"] {
            let text = from_system(OsStr::from_bytes(bytes));
            assert_eq!(to_system(&text).as_bytes(), bytes);
        }
        assert_eq!(from_system(OsStr::from_bytes(b"a\xffb")).chars().count(), 3);
    }
}

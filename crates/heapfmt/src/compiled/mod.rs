//! Compiled files (`.fas`): what COMPILE-FILE writes and LOAD reads.
//!
//! A file is a sequence of *units*, so files are linked by concatenating them. A unit is
//!
//! ```text
//!  offset  bytes
//!       0      8  MAGIC, which shows text-mode damage as an image's does
//!       8      4  format version
//!      12      4  number of objects that the records make
//!      16     16  CODE_DIGEST: what instructions mean
//!      32      8  length of the body in bytes
//!      40      4  length of the builtin table, the body's beginning
//!      44      4  CRC-32 of the body
//!      48      4  CRC-32 of the header before this field
//!      52     12  zero
//!      64         body: builtin table, then records (see [`records`])
//! ```
//!
//! all little-endian. Nothing in a unit depends on the heap it was made in: symbols and packages go by name, builtins
//! by name, lambda list and version, everything else by contents. The only thing that writer and reader must agree
//! on is the instruction set.

mod dump;
pub mod records;
pub mod verify;

use crate::builtins::TableError;
use crate::interface::CODE_DIGEST;

/// The first bytes of a unit.
pub const MAGIC: [u8; 8] = *b"\x8cMLF\r\n\x1a\n";
/// Raised when the records change their meaning.
pub const VERSION: u32 = 3;
/// Length of a unit's header in bytes.
pub const HEADER_BYTES: usize = 64;

const CHECKED_BYTES: usize = 48;

/// Why bytes are not a unit that this runtime loads.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum UnitError {
    /// The first bytes are something else.
    #[error("this is not a compiled file")]
    NotCompiled,
    /// The file ends before the unit does.
    #[error(
        "the compiled file is cut short: the unit at byte {offset} needs {needed} bytes, there are {available}"
    )]
    CutShort {
        /// Where the unit starts.
        offset: usize,
        /// Its length as far as known.
        needed: u64,
        /// What is left of the file.
        available: usize,
    },
    /// Another version of the format.
    #[error(
        "the file was compiled by another version of Monolisp (format {found}, here {VERSION}); compile it again"
    )]
    Version {
        /// The file's version.
        found: u32,
    },
    /// Another instruction set.
    #[error("the file was compiled for another instruction set; compile it again")]
    Instructions,
    /// A checksum does not agree.
    #[error("the compiled file is damaged: the checksum of {what} of the unit at byte {offset} is wrong")]
    Checksum {
        /// Header or body.
        what: &'static str,
        /// Where the unit starts.
        offset: usize,
    },
    /// Lengths that contradict each other.
    #[error("the compiled file is damaged: the lengths in the header at byte {offset} contradict each other")]
    Lengths {
        /// Where the unit starts.
        offset: usize,
    },
    /// The builtin table cannot be read.
    #[error("the compiled file's builtin table is damaged: {0}")]
    Builtins(#[from] TableError),
}

/// Where the parts of a unit lie in the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Unit {
    /// Number of objects that the records make.
    pub n_objects: u32,
    /// Start of the builtin table.
    pub builtins: usize,
    /// Start of the records, which is the end of the builtin table.
    pub records: usize,
    /// End of the unit.
    pub end: usize,
}

/// The unit that starts at `offset` of a file; everything but its records is checked.
pub fn open_unit(file: &[u8], offset: usize) -> Result<Unit, UnitError> {
    let rest = file.get(offset..).unwrap_or(&[]);
    if !rest.starts_with(&MAGIC[..rest.len().min(MAGIC.len())]) || rest.is_empty() {
        return Err(UnitError::NotCompiled);
    }
    let cut_short = |needed| UnitError::CutShort { offset, needed, available: rest.len() };
    let header = rest.get(..HEADER_BYTES).ok_or(cut_short(HEADER_BYTES as u64))?;
    if u32_at(header, CHECKED_BYTES) != crc32fast::hash(&header[..CHECKED_BYTES])
        || header[CHECKED_BYTES + 4..].iter().any(|&byte| byte != 0)
    {
        return Err(UnitError::Checksum { what: "the header", offset });
    }
    let found = u32_at(header, 8);
    if found != VERSION {
        return Err(UnitError::Version { found });
    }
    if header[16..32] != CODE_DIGEST.to_le_bytes() {
        return Err(UnitError::Instructions);
    }
    let body_len = u64::from(u32_at(header, 32)) | u64::from(u32_at(header, 36)) << 32;
    let (n_objects, builtins_len) = (u32_at(header, 12), u32_at(header, 40));
    // A record makes one object and takes a byte at least.
    if u64::from(builtins_len) > body_len || u64::from(n_objects) > body_len {
        return Err(UnitError::Lengths { offset });
    }
    let body = usize::try_from(body_len).ok().and_then(|len| rest[HEADER_BYTES..].get(..len));
    let body = body.ok_or(cut_short(body_len.saturating_add(HEADER_BYTES as u64)))?;
    if u32_at(header, 44) != crc32fast::hash(body) {
        return Err(UnitError::Checksum { what: "the contents", offset });
    }
    let builtins = offset + HEADER_BYTES;
    let records = builtins + builtins_len as usize;
    Ok(Unit { n_objects, builtins, records, end: builtins + body.len() })
}

/// The bytes of a unit.
pub fn encode_unit(n_objects: u32, builtins: &[u8], records: &[u8]) -> Vec<u8> {
    let body = [builtins, records].concat();
    let mut unit = Vec::with_capacity(HEADER_BYTES + body.len());
    unit.extend_from_slice(&MAGIC);
    unit.extend_from_slice(&VERSION.to_le_bytes());
    unit.extend_from_slice(&n_objects.to_le_bytes());
    unit.extend_from_slice(&CODE_DIGEST.to_le_bytes());
    unit.extend_from_slice(&(body.len() as u64).to_le_bytes());
    unit.extend_from_slice(&(builtins.len() as u32).to_le_bytes());
    unit.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
    unit.extend_from_slice(&crc32fast::hash(&unit).to_le_bytes());
    unit.resize(HEADER_BYTES, 0);
    unit.extend_from_slice(&body);
    unit
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_one_behind_the_other() {
        let (first, second) = (encode_unit(1, b"ab", b"cde"), encode_unit(0, b"", b""));
        let file = [first.clone(), second].concat();
        let unit = open_unit(&file, 0).expect("the first unit");
        assert_eq!((unit.n_objects, &file[unit.records..unit.end]), (1, &b"cde"[..]));
        assert_eq!(unit.end, first.len());
        assert_eq!(open_unit(&file, unit.end).expect("the second unit").end, file.len());
    }

    #[test]
    fn damage_is_refused() {
        let unit = encode_unit(1, b"ab", b"cde");
        for len in 0..unit.len() {
            assert!(open_unit(&unit[..len], 0).is_err(), "{len}");
        }
        for at in 0..unit.len() {
            let mut damaged = unit.clone();
            damaged[at] ^= 0x10;
            assert!(open_unit(&damaged, 0).is_err(), "{at}");
        }
        assert_eq!(open_unit(&unit, usize::MAX), Err(UnitError::NotCompiled));
    }
}

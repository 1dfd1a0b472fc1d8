//! BTAB: the builtins that an image's code and builtin objects refer to, by row number.
//!
//! A row names a builtin, its lambda list and its semantic version (raised when the same call means something
//! else). The numbers are the image's own: a runtime with another table binds the rows by name. When image and
//! runtime hold the same rows in the same order, which their digests tell, nothing is bound at all.
//!
//! ```text
//!  u32 number of rows, then per row:
//!  u16 semantic version, u16 flags (bit 0: the image refers to it), u16 length of the name,
//!  u16 length of the lambda list, name "PACKAGE:NAME", lambda list, both in UTF-8
//! ```

use std::fmt;

use crate::digest::Digest;

/// What identifies a builtin.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub struct BuiltinRow<'a> {
    /// "PACKAGE:NAME".
    pub name: &'a str,
    /// Its lambda list as text, without parentheses: "a &optional b".
    pub lambda_list: &'a str,
    /// Raised when the same call means something else.
    pub version: u16,
}

/// A row of an image's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BuiltinEntry<'a> {
    /// The builtin.
    pub row: BuiltinRow<'a>,
    /// Whether anything in the image refers to it. A runtime may lack the others.
    pub referenced: bool,
}

const REFERENCED: u16 = 1;
const ROW_FIXED_BYTES: usize = 8;

/// Why BTAB cannot be read or written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TableError {
    /// The section ends within a row.
    #[error("it ends within row {row}, at byte {offset}")]
    CutShort {
        /// The row.
        row: u32,
        /// Where the section ends.
        offset: usize,
    },
    /// Bytes follow the last row.
    #[error("{n_bytes} bytes follow its last row, at byte {offset}")]
    TrailingBytes {
        /// Where the rows end.
        offset: usize,
        /// How many follow.
        n_bytes: usize,
    },
    /// A text is not UTF-8.
    #[error("row {row} at byte {offset} is not UTF-8")]
    NotUtf8 {
        /// The row.
        row: u32,
        /// Where its texts start.
        offset: usize,
    },
    /// A row has unknown flags.
    #[error("row {row} at byte {offset} has unknown flags {flags:#x}")]
    UnknownFlags {
        /// The row.
        row: u32,
        /// Where it starts.
        offset: usize,
        /// The flags.
        flags: u16,
    },
    /// Two rows have one name.
    #[error("the builtin {name} stands there twice")]
    Duplicate {
        /// The name.
        name: String,
    },
    /// A text or the table is too long to be written.
    #[error("{name} has {len} bytes, at most {max} are possible")]
    TooLong {
        /// What is too long.
        name: String,
        /// Its length.
        len: usize,
        /// The largest length.
        max: usize,
    },
    /// The digest in the header is not that of the table.
    #[error("the header states digest {stated:032x}, the table has {actual:032x}")]
    Digest {
        /// In the header.
        stated: u128,
        /// Of the rows.
        actual: u128,
    },
}

/// Goes on with the digest of a table by one row. Tables that are put together from chapters fold this.
pub const fn row_digest(digest: Digest, row: &BuiltinRow<'_>) -> Digest {
    digest.text(row.name).text(row.lambda_list).number(row.version as u64)
}

/// The digest of a table: of its rows in their order.
pub const fn table_digest(rows: &[BuiltinRow<'_>]) -> u128 {
    let mut digest = Digest::EMPTY;
    let mut i = 0;
    while i < rows.len() {
        digest = row_digest(digest, &rows[i]);
        i += 1;
    }
    digest.finish()
}

/// The builtin table of an image.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BuiltinTable<'a> {
    entries: Vec<BuiltinEntry<'a>>,
}

impl<'a> BuiltinTable<'a> {
    /// A table of these rows; their numbers are their positions.
    pub fn new(entries: Vec<BuiltinEntry<'a>>) -> Result<BuiltinTable<'a>, TableError> {
        let mut names: Vec<&str> = entries.iter().map(|entry| entry.row.name).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(TableError::Duplicate { name: pair[0].to_owned() }),
            None => Ok(BuiltinTable { entries }),
        }
    }

    /// The rows, by number.
    pub fn entries(&self) -> &[BuiltinEntry<'a>] {
        &self.entries
    }

    /// The digest of the rows, [`table_digest`].
    pub fn digest(&self) -> u128 {
        self.entries.iter().fold(Digest::EMPTY, |digest, entry| row_digest(digest, &entry.row)).finish()
    }

    /// The section's bytes.
    pub fn encode(&self) -> Result<Vec<u8>, TableError> {
        let n_rows = u32::try_from(self.entries.len()).map_err(|_| TableError::TooLong {
            name: "the table".to_owned(),
            len: self.entries.len(),
            max: u32::MAX as usize,
        })?;
        let mut bytes = n_rows.to_le_bytes().to_vec();
        for BuiltinEntry { row, referenced } in &self.entries {
            let length_of = |text: &str| {
                u16::try_from(text.len()).map_err(|_| TableError::TooLong {
                    name: row.name.to_owned(),
                    len: text.len(),
                    max: usize::from(u16::MAX),
                })
            };
            let flags = if *referenced { REFERENCED } else { 0 };
            for field in [row.version, flags, length_of(row.name)?, length_of(row.lambda_list)?] {
                bytes.extend_from_slice(&field.to_le_bytes());
            }
            bytes.extend_from_slice(row.name.as_bytes());
            bytes.extend_from_slice(row.lambda_list.as_bytes());
        }
        Ok(bytes)
    }

    /// Reads a section's bytes.
    pub fn decode(bytes: &'a [u8]) -> Result<BuiltinTable<'a>, TableError> {
        let cut_short = |row| TableError::CutShort { row, offset: bytes.len() };
        let (count, mut rest) = bytes.split_first_chunk::<4>().ok_or(cut_short(0))?;
        let n_rows = u32::from_le_bytes(*count);
        // The number may be anything; the rows that fit bound what is reserved.
        let mut entries = Vec::with_capacity((n_rows as usize).min(rest.len() / ROW_FIXED_BYTES));
        for row in 0..n_rows {
            let offset = bytes.len() - rest.len();
            let (fixed, texts) = rest.split_first_chunk::<ROW_FIXED_BYTES>().ok_or(cut_short(row))?;
            let field = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
            let flags = field(2);
            if flags & !REFERENCED != 0 {
                return Err(TableError::UnknownFlags { row, offset, flags });
            }
            let (name, texts) = texts.split_at_checked(usize::from(field(4))).ok_or(cut_short(row))?;
            let (lambda_list, texts) = texts.split_at_checked(usize::from(field(6))).ok_or(cut_short(row))?;
            let text =
                |bytes: &'a [u8]| std::str::from_utf8(bytes).map_err(|_| TableError::NotUtf8 { row, offset });
            entries.push(BuiltinEntry {
                row: BuiltinRow { name: text(name)?, lambda_list: text(lambda_list)?, version: field(0) },
                referenced: flags & REFERENCED != 0,
            });
            rest = texts;
        }
        if !rest.is_empty() {
            return Err(TableError::TrailingBytes { offset: bytes.len() - rest.len(), n_bytes: rest.len() });
        }
        BuiltinTable::new(entries)
    }

    /// Finds each row of this image's table in a runtime's table.
    pub fn bind(&self, runtime: &[BuiltinRow<'_>]) -> Result<Binding, BuiltinMismatch> {
        if self.entries.iter().map(|entry| &entry.row).eq(runtime) {
            return Ok(Binding::Identical);
        }
        let mut by_name: Vec<(&BuiltinRow<'_>, u32)> = runtime.iter().zip(0..).collect();
        by_name.sort_unstable_by_key(|(row, _)| row.name);
        let mut mapping = Vec::with_capacity(self.entries.len());
        let mut mismatch = BuiltinMismatch { missing: Vec::new(), changed: Vec::new() };
        for BuiltinEntry { row, referenced } in &self.entries {
            let found = by_name.binary_search_by_key(&row.name, |(row, _)| row.name).ok();
            let target = found.map(|at| by_name[at]);
            match target {
                Some((same, number)) if same == row => mapping.push(Some(number)),
                _ => mapping.push(None),
            }
            match target {
                None if *referenced => mismatch.missing.push(row.name.to_owned()),
                Some((other, _)) if *referenced && other != row => mismatch.changed.push(ChangedBuiltin {
                    name: row.name.to_owned(),
                    image: Signature::of(row),
                    runtime: Signature::of(other),
                }),
                _ => {}
            }
        }
        if mismatch.missing.is_empty() && mismatch.changed.is_empty() {
            Ok(Binding::Mapped(mapping))
        } else {
            Err(mismatch)
        }
    }
}

/// How the rows of an image's table relate to a runtime's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Binding {
    /// The tables are equal.
    Identical,
    /// The runtime's number of each row. `None` for rows that the runtime lacks and the image does not refer to.
    Mapped(Vec<Option<u32>>),
}

/// Lambda list and semantic version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// Lambda list as text.
    pub lambda_list: String,
    /// Semantic version.
    pub version: u16,
}

impl Signature {
    fn of(row: &BuiltinRow<'_>) -> Signature {
        Signature { lambda_list: row.lambda_list.to_owned(), version: row.version }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}) version {}", self.lambda_list, self.version)
    }
}

/// A builtin that means something else in the runtime.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedBuiltin {
    /// "PACKAGE:NAME".
    pub name: String,
    /// What the image was made for.
    pub image: Signature,
    /// What the runtime has.
    pub runtime: Signature,
}

/// Builtins that an image refers to and a runtime cannot provide. At least one list holds something.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct BuiltinMismatch {
    /// Names that the runtime lacks.
    pub missing: Vec<String>,
    /// Builtins that mean something else.
    pub changed: Vec<ChangedBuiltin>,
}

/// Names listed in a message; the rest is counted.
const NAMES_IN_MESSAGE: usize = 8;

impl fmt::Display for BuiltinMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = self.missing.iter().map(|name| format!("{name} (missing)"));
        let changed = self
            .changed
            .iter()
            .map(|changed| format!("{} (image: {}, here: {})", changed.name, changed.image, changed.runtime));
        let all: Vec<String> = missing.chain(changed).collect();
        f.write_str("the image needs builtins that this runtime does not have: ")?;
        f.write_str(&all[..all.len().min(NAMES_IN_MESSAGE)].join(", "))?;
        if all.len() > NAMES_IN_MESSAGE {
            write!(f, " and {} more", all.len() - NAMES_IN_MESSAGE)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAR: BuiltinRow<'_> = BuiltinRow { name: "COMMON-LISP:CAR", lambda_list: "list", version: 1 };
    const CDR: BuiltinRow<'_> = BuiltinRow { name: "COMMON-LISP:CDR", lambda_list: "list", version: 1 };
    const CDR_2: BuiltinRow<'_> = BuiltinRow { version: 2, ..CDR };
    const EXIT: BuiltinRow<'_> = BuiltinRow { name: "EXT:EXIT", lambda_list: "&optional c", version: 1 };

    fn table(rows: &[(BuiltinRow<'static>, bool)]) -> BuiltinTable<'static> {
        let entries =
            rows.iter().map(|(row, referenced)| BuiltinEntry { row: *row, referenced: *referenced });
        BuiltinTable::new(entries.collect()).expect("no row twice")
    }

    #[test]
    fn encoded_tables_come_back() {
        let table = table(&[(CAR, true), (EXIT, false)]);
        let bytes = table.encode().expect("short texts");
        assert_eq!(BuiltinTable::decode(&bytes), Ok(table.clone()));
        assert_eq!(table.digest(), table_digest(&[CAR, EXIT]));
        assert_ne!(table.digest(), table_digest(&[EXIT, CAR]), "the order counts");
        for len in 0..bytes.len() {
            assert!(matches!(BuiltinTable::decode(&bytes[..len]), Err(TableError::CutShort { .. })), "{len}");
        }
    }

    #[test]
    fn binding_finds_rows_by_name() {
        let image = table(&[(CAR, true), (CDR, true), (EXIT, false)]);
        assert_eq!(image.bind(&[CAR, CDR, EXIT]), Ok(Binding::Identical));
        assert_eq!(image.bind(&[EXIT, CDR, CAR]), Ok(Binding::Mapped(vec![Some(2), Some(1), Some(0)])));
        assert_eq!(image.bind(&[CDR, CAR]), Ok(Binding::Mapped(vec![Some(1), Some(0), None])));
        let error = image.bind(&[CDR_2, EXIT]).expect_err("one is missing, one has changed");
        assert_eq!(
            error.to_string(),
            "the image needs builtins that this runtime does not have: COMMON-LISP:CAR (missing), \
             COMMON-LISP:CDR (image: (list) version 1, here: (list) version 2)"
        );
    }

    #[test]
    fn no_name_stands_twice() {
        let entry = |row| BuiltinEntry { row, referenced: true };
        let twice = BuiltinTable::new(vec![entry(CDR), entry(CAR), entry(CDR_2)]);
        assert_eq!(twice, Err(TableError::Duplicate { name: "COMMON-LISP:CDR".to_owned() }));
    }
}

//! Where the bytes of an executable come from.
//!
//! An executable may carry gigabytes of payload, so it is not read whole: headers, slot and restore record are
//! read where they are, the payload is streamed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};

use crate::error::Error;

/// Bytes that can be read at any offset.
pub trait Source {
    /// The number of bytes.
    fn len(&self) -> Result<u64, Error>;

    /// Fills `buffer` with the bytes at `offset`; `what` names them in an error.
    fn read_at(&self, offset: u64, buffer: &mut [u8], what: &'static str) -> Result<(), Error>;

    /// Whether there are no bytes.
    fn is_empty(&self) -> Result<bool, Error> {
        Ok(self.len()? == 0)
    }
}

impl Source for [u8] {
    fn len(&self) -> Result<u64, Error> {
        Ok(<[u8]>::len(self) as u64)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8], what: &'static str) -> Result<(), Error> {
        check_range(self, offset, buffer.len() as u64, what)?;
        let start = offset as usize;
        buffer.copy_from_slice(&self[start..start + buffer.len()]);
        Ok(())
    }
}

impl Source for File {
    fn len(&self) -> Result<u64, Error> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8], what: &'static str) -> Result<(), Error> {
        check_range(self, offset, buffer.len() as u64, what)?;
        let mut file = self;
        file.seek(SeekFrom::Start(offset))?;
        Ok(file.read_exact(buffer)?)
    }
}

/// Fails unless the source has `len` bytes at `offset`.
pub(crate) fn check_range(
    source: &(impl Source + ?Sized),
    offset: u64,
    len: u64,
    what: &'static str,
) -> Result<(), Error> {
    let source_len = source.len()?;
    match offset.checked_add(len) {
        Some(end) if end <= source_len => Ok(()),
        _ => Err(Error::Truncated { what, offset, wanted: len, len: source_len }),
    }
}

/// The bytes of a range. The range is checked before memory is taken for it.
pub(crate) fn read_vec(
    source: &(impl Source + ?Sized),
    offset: u64,
    len: u64,
    what: &'static str,
) -> Result<Vec<u8>, Error> {
    check_range(source, offset, len, what)?;
    let mut bytes = vec![0; len as usize];
    source.read_at(offset, &mut bytes, what)?;
    Ok(bytes)
}

/// The bytes that are moved at a time when a payload is streamed.
const CHUNK_LEN: u64 = 256 << 10;

/// Gives the bytes of a range to `consume`, chunk by chunk, with the offset of each chunk.
pub(crate) fn for_each_chunk(
    source: &(impl Source + ?Sized),
    offset: u64,
    len: u64,
    what: &'static str,
    mut consume: impl FnMut(u64, &[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    check_range(source, offset, len, what)?;
    let mut buffer = vec![0; CHUNK_LEN.min(len) as usize];
    let mut done = 0;
    while done < len {
        let chunk = &mut buffer[..CHUNK_LEN.min(len - done) as usize];
        source.read_at(offset + done, chunk, what)?;
        consume(offset + done, chunk)?;
        done += chunk.len() as u64;
    }
    Ok(())
}

/// Copies a range to a writer and returns its SHA-256.
pub(crate) fn copy_range(
    source: &(impl Source + ?Sized),
    offset: u64,
    len: u64,
    what: &'static str,
    out: &mut dyn Write,
) -> Result<[u8; 32], Error> {
    let mut digest = Sha256::new();
    for_each_chunk(source, offset, len, what, |_, chunk| {
        digest.update(chunk);
        Ok(out.write_all(chunk)?)
    })?;
    Ok(digest.finalize().into())
}

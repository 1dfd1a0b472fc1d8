//! Characters of an open file: bytes decoded, line ends recognised, the last character put back.
//!
//! Every form of line end is read as a newline. Nothing is consumed before an operation is complete.

use super::charset::{Charset, Decoded};
use super::files::OpenFile;
use super::format::OnError;
use crate::heap::Heap;
use std::io;

/// Bytes of a character in a string.
pub(super) const BYTES_PER_CHAR: usize = 4;

/// Why characters could not be had.
#[derive(Debug)]
pub(crate) enum InputError {
    /// The system says so.
    System(io::Error),
    /// What would have to be kept is more than the heap has room for.
    Memory {
        /// How much.
        bytes: usize,
    },
    /// Available bytes are no character. They have not been consumed.
    Undecodable {
        /// Where they begin.
        offset: usize,
        /// How many.
        n_bytes: usize,
    },
}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> InputError {
        InputError::System(error)
    }
}

/// A line of available bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Line {
    /// Length without its end.
    pub(crate) n_bytes: usize,
    /// Length of its end; 0 at the end of the file.
    pub(crate) n_end_bytes: usize,
}

/// Index of the first line feed or return.
fn find_line_end(bytes: &[u8]) -> Option<usize> {
    let is_end = |&byte: &u8| byte == b'\n' || byte == b'\r';
    // Whole chunks at once, without a branch for each byte.
    let mut n_passed = 0;
    for chunk in bytes.chunks_exact(32) {
        if chunk.iter().fold(false, |found, byte| found | is_end(byte)) {
            break;
        }
        n_passed += chunk.len();
    }
    bytes[n_passed..].iter().position(is_end).map(|index| n_passed + index)
}

impl OpenFile {
    /// The character `offset` bytes behind the next one and its length, not consumed; `None` at the end. A line end
    /// of any form is a newline.
    pub(crate) fn char_at(&mut self, mut offset: usize) -> Result<Option<(char, usize)>, InputError> {
        self.settle_charset()?;
        let first = offset;
        loop {
            let decoded = match self.available().get(offset..).unwrap_or_default() {
                &[byte, ..] if byte < 0x80 && byte != b'\r' && self.format.charset.contains_ascii() => {
                    Decoded::Char { c: char::from(byte), n_bytes: 1 }
                }
                bytes => self.format.charset.decode_first(bytes),
            };
            let n_invalid = match decoded {
                Decoded::Char { c: '\r', n_bytes } => {
                    let n_more = self.line_feed_at(offset + n_bytes)?;
                    return Ok(Some(('\n', offset - first + n_bytes + n_more)));
                }
                Decoded::Char { c, n_bytes } => return Ok(Some((c, offset - first + n_bytes))),
                Decoded::Incomplete if self.fill()? => continue,
                Decoded::Incomplete if self.available().len() <= offset => return Ok(None),
                Decoded::Incomplete => self.available().len() - offset,
                Decoded::Invalid { n_bytes } => n_bytes,
            };
            match self.format.on_undecodable {
                OnError::Ignore => offset += n_invalid,
                OnError::Char(c) => return Ok(Some((c, offset - first + n_invalid))),
                OnError::Signal | OnError::Byte(_) => {
                    return Err(InputError::Undecodable { offset, n_bytes: n_invalid });
                }
            }
        }
    }

    /// Length of the line feed at `offset`, 0 when there is none.
    fn line_feed_at(&mut self, offset: usize) -> io::Result<usize> {
        loop {
            match self.format.charset.decode_first(&self.available()[offset..]) {
                Decoded::Char { c: '\n', n_bytes } => return Ok(n_bytes),
                Decoded::Incomplete if self.fill()? => {}
                _ => return Ok(0),
            }
        }
    }

    /// Reads the mark of a file that may begin with one.
    fn settle_charset(&mut self) -> io::Result<()> {
        if self.format.charset.is_marked() {
            self.require(4)?;
            let (charset, n_bytes) = self.format.charset.unmarked(self.available());
            self.format.charset = charset;
            self.consume(n_bytes);
        }
        Ok(())
    }

    /// The next character, not consumed, and its length in bytes; `None` at the end.
    pub(crate) fn peek_char(&mut self) -> Result<Option<(char, usize)>, InputError> {
        self.char_at(0)
    }

    /// Consumes the next character, which [`peek_char`](OpenFile::peek_char) found.
    pub(crate) fn consume_char(&mut self, c: char, n_bytes: usize) {
        self.consume(n_bytes);
        self.last = Some((c, n_bytes));
    }

    /// Puts back the character that was consumed last. False when that was not `c`.
    pub(crate) fn unread_char(&mut self, c: char) -> bool {
        match self.last {
            Some((last, n_bytes)) if last == c && n_bytes <= self.start => {
                self.start -= n_bytes;
                self.last = None;
                true
            }
            _ => false,
        }
    }

    /// The available bytes that are each one character, and no line end in disguise: at most `limit`.
    pub(crate) fn single_bytes(&self, offset: usize, limit: usize) -> &[u8] {
        let available = self.available().get(offset..).unwrap_or_default();
        let bytes = &available[..available.len().min(limit)];
        let n_plain = match self.format.charset {
            Charset::Utf16(_) | Charset::Utf32(_) => 0,
            Charset::Latin1 => prefix_length(bytes, |byte| byte != b'\r'),
            _ => prefix_length(bytes, |byte| byte < 0x80 && byte != b'\r'),
        };
        &bytes[..n_plain]
    }

    /// Makes a whole line available, or what is left before the end; `None` at the end. For character sets that
    /// contain ASCII.
    pub(crate) fn find_line(&mut self, heap: &mut Heap) -> Result<Option<Line>, InputError> {
        let mut n_searched = 0;
        loop {
            if let Some(index) = find_line_end(&self.available()[n_searched..]) {
                let n_bytes = n_searched + index;
                let n_end_bytes = match self.available()[n_bytes] {
                    b'\r' => 1 + self.line_feed_at(n_bytes + 1)?,
                    _ => 1,
                };
                return Ok(Some(Line { n_bytes, n_end_bytes }));
            }
            n_searched = self.available().len();
            let bytes = n_searched * BYTES_PER_CHAR;
            if heap.reserve(bytes).is_err() {
                return Err(InputError::Memory { bytes });
            }
            if !self.fill()? {
                return Ok((n_searched > 0).then_some(Line { n_bytes: n_searched, n_end_bytes: 0 }));
            }
        }
    }

    /// Puts `text` in the place of undecodable available bytes. Does nothing when there are none any more: a handler
    /// may have moved the position or changed the format since the error.
    pub(crate) fn substitute(&mut self, offset: usize, n_bytes: usize, text: &[char]) {
        let is_there = matches!(
            self.char_at(offset),
            Err(InputError::Undecodable { offset: at, n_bytes: n }) if (at, n) == (offset, n_bytes)
        );
        if !is_there {
            return;
        }
        let first = (self.start + offset).min(self.input.len());
        let end = (first + n_bytes).min(self.input.len());
        let mut bytes = Vec::new();
        for &c in text {
            self.format.charset.encode(c, &mut bytes);
        }
        self.input.splice(first..end, bytes);
    }
}

/// Number of bytes at the beginning that `is_plain`.
fn prefix_length(bytes: &[u8], is_plain: impl Fn(u8) -> bool) -> usize {
    let mut n_passed = 0;
    for chunk in bytes.chunks_exact(32) {
        if !chunk.iter().fold(true, |all, &byte| all & is_plain(byte)) {
            break;
        }
        n_passed += chunk.len();
    }
    n_passed + bytes[n_passed..].iter().take_while(|&&byte| is_plain(byte)).count()
}

//! Open files of the process: bytes on their way in and out.
//!
//! A stream object holds the number of its file, never the file, so a saved stream means nothing to another
//! process: numbers above 2 are given once in the life of an image and are not found after it was loaded.
//!
//! Input keeps what it has consumed until the next read, so that a character can be put back; nothing is
//! consumed before an operation is complete, so that one which a signal interrupts can be run again.

use crate::os::files::Handle;
use std::collections::BTreeMap;
use std::io::{self, BufRead, SeekFrom};

/// Bytes asked for by one read, and bytes of output that are collected before a write.
const BLOCK: usize = 1 << 16;
/// Consumed bytes kept for putting a character back: the longest character.
const KEPT: usize = 4;

/// How characters are bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Encoding {
    /// Unicode, in one to four bytes.
    Utf8,
    /// The first 256 characters, in one byte.
    Latin1,
}

/// When collected output is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Buffering {
    /// After each operation.
    None,
    /// After each operation that ends a line.
    Line,
    /// When a block is full.
    Block,
}

/// Why characters could not be had.
#[derive(Debug)]
pub(crate) enum InputError {
    /// The system says so.
    System(io::Error),
    /// The bytes are no characters. They have been consumed.
    Undecodable {
        /// The first of them.
        byte: u8,
    },
}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> InputError {
        InputError::System(error)
    }
}

/// An open file with its buffers.
pub(crate) struct OpenFile {
    handle: Handle,
    encoding: Encoding,
    /// Bytes read; those before `start` are consumed.
    input: Vec<u8>,
    start: usize,
    /// Bytes not yet written.
    output: Vec<u8>,
    /// `None` until the first write, which asks whether this is a terminal.
    buffering: Option<Buffering>,
}

impl OpenFile {
    /// Takes over `handle`.
    pub(crate) fn new(handle: Handle, encoding: Encoding) -> OpenFile {
        OpenFile { handle, encoding, input: Vec::new(), start: 0, output: Vec::new(), buffering: None }
    }

    /// The bytes that are there without reading.
    pub(crate) fn available(&self) -> &[u8] {
        &self.input[self.start..]
    }

    /// Reads more bytes behind the available ones. False at the end of the file.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        if self.start > KEPT {
            self.input.drain(..self.start - KEPT);
            self.start = KEPT;
        }
        let n_before = self.input.len();
        self.input.resize(n_before + BLOCK, 0);
        let result = self.handle.read(&mut self.input[n_before..]);
        self.input.truncate(n_before + *result.as_ref().unwrap_or(&0));
        result.map(|n_read| n_read > 0)
    }

    /// Marks available bytes as consumed.
    pub(crate) fn consume(&mut self, n_bytes: usize) {
        debug_assert!(n_bytes <= self.available().len());
        self.start += n_bytes;
    }

    /// The next byte; `None` at the end.
    pub(crate) fn read_byte(&mut self) -> io::Result<Option<u8>> {
        loop {
            if let Some(&byte) = self.available().first() {
                self.consume(1);
                return Ok(Some(byte));
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// The next character, not consumed, and its length in bytes; `None` at the end.
    pub(crate) fn peek_char(&mut self) -> Result<Option<(char, usize)>, InputError> {
        loop {
            match self.available() {
                [] => {}
                &[byte, ..] if byte < 0x80 || self.encoding == Encoding::Latin1 => {
                    return Ok(Some((char::from(byte), 1)));
                }
                bytes => match first_utf8_char(bytes) {
                    Utf8::Complete(c) => return Ok(Some((c, c.len_utf8()))),
                    Utf8::Invalid { n_bytes } => return Err(self.undecodable(n_bytes)),
                    Utf8::Incomplete => {
                        if !self.fill()? {
                            let n_bytes = self.available().len();
                            return Err(self.undecodable(n_bytes));
                        }
                        continue;
                    }
                },
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    fn undecodable(&mut self, n_bytes: usize) -> InputError {
        let byte = self.available()[0];
        self.consume(n_bytes);
        InputError::Undecodable { byte }
    }

    /// Puts back the character that was consumed last. False when that was not `c`.
    pub(crate) fn unread_char(&mut self, c: char) -> bool {
        let mut buffer = [0; 4];
        let bytes = match self.encoding {
            Encoding::Utf8 => c.encode_utf8(&mut buffer).as_bytes(),
            Encoding::Latin1 => {
                buffer[0] = c as u8;
                &buffer[..1]
            }
        };
        if self.input[..self.start].ends_with(bytes) {
            self.start -= bytes.len();
            true
        } else {
            false
        }
    }

    /// Makes a whole line available, or what is left before the end. Returns its length in bytes without the
    /// newline, and whether there is a newline.
    pub(crate) fn find_line(&mut self) -> io::Result<(usize, bool)> {
        let mut n_searched = 0;
        loop {
            let mut rest = &self.available()[n_searched..];
            let n_passed = rest.skip_until(b'\n')?;
            let end = n_searched + n_passed;
            if n_passed > 0 && self.available()[end - 1] == b'\n' {
                return Ok((end - 1, true));
            }
            n_searched = end;
            if !self.fill()? {
                return Ok((n_searched, false));
            }
        }
    }

    /// How characters are bytes.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether a character can be had without waiting.
    pub(crate) fn is_ready(&mut self) -> io::Result<bool> {
        if self.available().is_empty() {
            // The end of the file is ready too: only a read tells it from data.
            return Ok(self.handle.is_ready()? && self.fill()?);
        }
        Ok(true)
    }

    /// Whether a person may sit at the other end.
    pub(crate) fn is_terminal(&self) -> bool {
        self.handle.is_terminal()
    }

    /// Makes room before an operation appends to the output; fails without effect on that operation.
    pub(crate) fn prepare_output(&mut self) -> io::Result<()> {
        if self.output.len() >= BLOCK { self.flush() } else { Ok(()) }
    }

    /// Bytes not yet written, to append to.
    pub(crate) fn output(&mut self) -> &mut Vec<u8> {
        &mut self.output
    }

    /// Ends an operation that appended to the output.
    pub(crate) fn settle_output(&mut self, is_standard_error: bool, ended_line: bool) -> io::Result<()> {
        let handle = &self.handle;
        let buffering = *self.buffering.get_or_insert_with(|| match handle {
            _ if is_standard_error => Buffering::None,
            handle if handle.is_terminal() => Buffering::Line,
            _ => Buffering::Block,
        });
        let is_due = match buffering {
            Buffering::None => true,
            Buffering::Line => ended_line,
            Buffering::Block => false,
        };
        if !is_due && self.output.len() < BLOCK {
            return Ok(());
        }
        match self.flush() {
            // The operation is complete; what is left is written by the next one.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            result => result,
        }
    }

    /// Writes all output.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        let mut n_written = 0;
        let mut result = Ok(());
        while n_written < self.output.len() {
            match self.handle.write(&self.output[n_written..]) {
                Ok(n) => n_written += n,
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        self.output.drain(..n_written);
        result
    }

    /// Throws away output that has not been written.
    pub(crate) fn discard_output(&mut self) {
        self.output.clear();
    }

    /// Throws away input that has been read and not consumed.
    pub(crate) fn discard_input(&mut self) {
        self.input.clear();
        self.start = 0;
    }

    /// Byte position of the next operation.
    pub(crate) fn position(&mut self) -> io::Result<u64> {
        let position = self.handle.seek(SeekFrom::Current(0))?;
        Ok((position + self.output.len() as u64).saturating_sub(self.available().len() as u64))
    }

    /// Moves to a byte position.
    pub(crate) fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.flush()?;
        let position = match position {
            SeekFrom::Current(distance) => {
                SeekFrom::Current(distance - i64::try_from(self.available().len()).unwrap_or(0))
            }
            absolute => absolute,
        };
        self.discard_input();
        self.handle.seek(position)
    }

    /// Before output to a file that has been read: output goes where reading stopped.
    pub(crate) fn turn_to_output(&mut self) -> io::Result<()> {
        if !self.available().is_empty() {
            self.seek(SeekFrom::Current(0))?;
        }
        Ok(())
    }

    /// Length in bytes, output that is not yet written included when it is at the end.
    pub(crate) fn len(&mut self) -> io::Result<u64> {
        self.flush()?;
        self.handle.len()
    }
}

enum Utf8 {
    Complete(char),
    Invalid { n_bytes: usize },
    Incomplete,
}

fn first_utf8_char(bytes: &[u8]) -> Utf8 {
    let head = &bytes[..bytes.len().min(KEPT)];
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&head[..error.valid_up_to()]).expect("this much is valid")
        }
        Err(error) => {
            return match error.error_len() {
                Some(n_bytes) => Utf8::Invalid { n_bytes },
                None => Utf8::Incomplete,
            };
        }
    };
    valid.chars().next().map_or(Utf8::Incomplete, Utf8::Complete)
}

/// The process's open files by number.
pub struct FileTable {
    standard: [OpenFile; 3],
    named: BTreeMap<u64, OpenFile>,
}

impl Default for FileTable {
    fn default() -> FileTable {
        FileTable {
            standard: [0, 1, 2].map(|number| OpenFile::new(Handle::standard(number), Encoding::Utf8)),
            named: BTreeMap::new(),
        }
    }
}

impl FileTable {
    /// The open file of that number, if this process has it.
    pub(crate) fn get_mut(&mut self, number: u64) -> Option<&mut OpenFile> {
        if number < 3 { Some(&mut self.standard[number as usize]) } else { self.named.get_mut(&number) }
    }

    /// Adds an open file under a fresh number.
    pub(crate) fn insert(&mut self, number: u64, file: OpenFile) {
        self.named.insert(number, file);
    }

    /// Removes a file; dropping it closes it.
    pub(crate) fn remove(&mut self, number: u64) -> Option<OpenFile> {
        self.named.remove(&number)
    }

    /// Writes the output of all files, as at the end of the process; the first error is reported after trying
    /// them all.
    pub fn flush_all(&mut self) -> io::Result<()> {
        let mut result = Ok(());
        for file in self.standard.iter_mut().chain(self.named.values_mut()) {
            loop {
                match file.flush() {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    outcome => {
                        result = result.and(outcome);
                        break;
                    }
                }
            }
        }
        result
    }
}

//! Open files of the process: bytes on their way in and out.
//!
//! A stream object holds the number of its file, never the file, so a saved stream means nothing to another
//! process: numbers above 2 are given once in the life of an image and are not found after it was loaded.
//!
//! Input keeps what it has consumed until the next read, so that a character can be put back; nothing is
//! consumed before an operation is complete, so that one which a signal interrupts can be run again.

use super::charset::{Charset, MAX_CHAR_BYTES};
use super::format::{self, Format};
use super::packed::Packed;
use super::replacement::Replacement;
use crate::os::files::{Handle, WRITABLE_AT_ONCE};
use crate::os::signals;
use std::collections::BTreeMap;
use std::io::{self, SeekFrom};

/// Bytes asked for by one read, and bytes of output that are collected before a write.
pub(super) const BLOCK: usize = 1 << 16;
/// Consumed bytes kept for putting a character back: a return and a line feed of four bytes each.
const KEPT: usize = 2 * MAX_CHAR_BYTES;

/// What a file in a character set with a mark begins with.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// When collected output is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Buffering {
    /// After each operation.
    None,
    /// After each operation that ends a line.
    Line,
    /// When a block is full.
    Block,
}

/// An open file with its buffers.
pub(crate) struct OpenFile {
    handle: Handle,
    /// How characters are bytes. A set with a mark is replaced by what the mark says at the first operation.
    pub(super) format: Format,
    /// The character set that was asked for.
    pub(super) declared: Charset,
    /// Bytes read; those before `start` are consumed.
    pub(super) input: Vec<u8>,
    pub(super) start: usize,
    /// The character consumed last and its length, when it can be put back.
    pub(super) last: Option<(char, usize)>,
    /// Bytes not yet written.
    output: Vec<u8>,
    /// Whether a write failed because nobody reads the pipe any more.
    is_cut_off: bool,
    /// `None` until the first write, which asks whether this is a terminal.
    buffering: Option<Buffering>,
    /// The file's contents, when its elements are no whole bytes.
    pub(super) packed: Option<Packed>,
    /// How the file takes its name's place when it is closed.
    pub(super) replacement: Option<Replacement>,
}

impl OpenFile {
    /// Takes over `handle`.
    pub(crate) fn new(handle: Handle) -> OpenFile {
        OpenFile {
            handle,
            format: format::UTF8,
            declared: format::UTF8.charset,
            input: Vec::new(),
            start: 0,
            last: None,
            output: Vec::new(),
            is_cut_off: false,
            buffering: None,
            packed: None,
            replacement: None,
        }
    }

    /// Changes how characters are bytes, from the next one on.
    pub(crate) fn set_format(&mut self, format: Format) {
        self.declared = format.charset;
        self.format = format;
    }

    /// Writes after each operation.
    pub(crate) fn set_unbuffered(&mut self) {
        self.buffering = Some(Buffering::None);
    }

    /// The bytes that are there without reading.
    pub(crate) fn available(&self) -> &[u8] {
        &self.input[self.start..]
    }

    /// Reads more bytes behind the available ones. False at the end of the file. An interrupt comes first: a device
    /// or a file without end would keep a read from it forever.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        if signals::is_interrupt_pending() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.start > KEPT {
            self.input.drain(..self.start - KEPT);
            self.start = KEPT;
        }
        if !self.output.is_empty() {
            self.flush()?;
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
        self.last = None;
    }

    /// Reads until `n_bytes` are available. False when the file ends before that.
    pub(crate) fn require(&mut self, n_bytes: usize) -> io::Result<bool> {
        while self.available().len() < n_bytes {
            if !self.fill()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Reads into `target` without the buffer in between, when that is empty and a signal cannot interrupt half of
    /// it. Returns how many bytes were read; fewer than asked for at the end of the file only.
    pub(crate) fn read_directly(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut n_read = 0;
        if !self.available().is_empty() || !self.handle.is_regular() {
            return Ok(0);
        }
        self.flush()?;
        while n_read < target.len() {
            match self.handle.read(&mut target[n_read..])? {
                0 => break,
                n => n_read += n,
            }
        }
        self.input.clear();
        self.start = 0;
        self.last = None;
        Ok(n_read)
    }

    /// Whether input can be had without waiting.
    pub(crate) fn readiness(&mut self) -> io::Result<Readiness> {
        if !self.available().is_empty() {
            return Ok(Readiness::Data);
        }
        // The end of the file is ready too: only a read tells it from data.
        Ok(match self.handle.is_ready()? {
            false => Readiness::Wait,
            true if self.fill()? => Readiness::Data,
            true => Readiness::End,
        })
    }

    /// Whether a person may sit at the other end.
    pub(crate) fn is_terminal(&self) -> bool {
        self.handle.is_terminal()
    }

    /// Whether output is lost because nobody reads the pipe any more.
    pub(crate) fn is_cut_off(&self) -> bool {
        self.is_cut_off
    }

    /// Whether output waits until a block is full.
    pub(crate) fn writes_blocks(&self) -> bool {
        self.buffering == Some(Buffering::Block) && self.packed.is_none()
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
        if let Some(packed) = &mut self.packed {
            return packed.write_to(&mut self.handle);
        }
        let mut n_written = 0;
        let mut result = Ok(());
        while n_written < self.output.len() {
            match self.handle.write(&self.output[n_written..]) {
                Ok(n) => n_written += n,
                Err(error) => {
                    self.is_cut_off |= error.kind() == io::ErrorKind::BrokenPipe;
                    result = Err(error);
                    break;
                }
            }
        }
        self.output.drain(..n_written);
        result
    }

    /// Writes the output that can be written without waiting, and throws away the rest.
    pub(crate) fn flush_ready(&mut self) -> io::Result<()> {
        if self.packed.is_some() {
            return self.flush();
        }
        let output = std::mem::take(&mut self.output);
        let mut n_written = 0;
        while n_written < output.len() && self.handle.is_writable()? {
            let end = output.len().min(n_written + WRITABLE_AT_ONCE);
            n_written += self.handle.write(&output[n_written..end])?;
        }
        Ok(())
    }

    /// Makes the elements `n_bits` wide; whole bytes need no contents in memory.
    pub(crate) fn set_element_bits(&mut self, n_bits: usize) -> io::Result<()> {
        self.flush()?;
        self.packed = None;
        if !n_bits.is_multiple_of(8) {
            self.packed = Some(Packed::read_from(&mut self.handle, n_bits)?);
            self.discard_input();
        }
        Ok(())
    }

    /// Closes the file. Unless `abort` it takes the place of the file it replaces; else that one stays.
    pub(crate) fn close(self, abort: bool) -> io::Result<()> {
        let replacement = self.replacement;
        drop(self.handle);
        match replacement {
            None => Ok(()),
            Some(replacement) if abort => replacement.undo(),
            Some(replacement) => replacement.complete(),
        }
    }

    /// Throws away output that has not been written.
    pub(crate) fn discard_output(&mut self) {
        if let Some(packed) = &mut self.packed {
            packed.forget_changes();
        }
        self.output.clear();
    }

    /// Throws away input that has been read and not consumed.
    pub(crate) fn discard_input(&mut self) {
        self.input.clear();
        self.start = 0;
        self.last = None;
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
        let position = self.handle.seek(position)?;
        if position == 0 {
            self.format.charset = self.declared;
        }
        Ok(position)
    }

    /// Before output to a file that has been read: output goes where reading stopped.
    pub(crate) fn turn_to_output(&mut self) -> io::Result<()> {
        if !self.available().is_empty() {
            self.seek(SeekFrom::Current(0))?;
        }
        Ok(())
    }

    /// Writes the mark of a file that begins with one.
    pub(crate) fn settle_written_charset(&mut self) -> io::Result<()> {
        if self.format.charset.is_marked() {
            let is_beginning = self.position()? == 0;
            self.format.charset = self.format.charset.written();
            if is_beginning {
                self.format.charset.encode(BYTE_ORDER_MARK, &mut self.output);
            }
        }
        Ok(())
    }

    /// Length in bytes, output that is not yet written included when it is at the end.
    pub(crate) fn len(&mut self) -> io::Result<u64> {
        self.flush()?;
        self.handle.len()
    }
}

/// Whether input can be had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Readiness {
    /// At once.
    Data,
    /// No more.
    End,
    /// Later, perhaps.
    Wait,
}

/// The process's open files by number.
pub struct FileTable {
    standard: [OpenFile; 3],
    named: BTreeMap<u64, OpenFile>,
}

impl Default for FileTable {
    fn default() -> FileTable {
        FileTable {
            standard: [0, 1, 2].map(|number| OpenFile::new(Handle::standard(number))),
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

    /// Writes the output of all files and closes those with names, as at the end of the process; the first error is
    /// reported after trying them all. Output for which the user does not want to wait is lost.
    pub fn close_all(&mut self) -> io::Result<()> {
        let mut result = Ok(());
        for file in self.standard.iter_mut().chain(self.named.values_mut()) {
            loop {
                match file.flush() {
                    Err(error)
                        if error.kind() == io::ErrorKind::Interrupted && !signals::is_interrupt_pending() => {
                    }
                    outcome => {
                        result = result.and(outcome);
                        break;
                    }
                }
            }
        }
        for (_, file) in std::mem::take(&mut self.named) {
            result = result.and(file.close(false));
        }
        result
    }
}

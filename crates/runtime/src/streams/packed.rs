//! Files whose elements are no whole bytes, as CLISP writes them: bit after bit, the lowest first. Elements below
//! eight bits have their number in front, four bytes, the lowest first.
//!
//! Such files are small and rare, so their contents are kept in memory and written when the file is flushed.

use crate::os::files::Handle;
use std::io::{self, SeekFrom};

/// Bytes of the number of elements, where it is written.
const COUNT_BYTES: usize = 4;

/// The contents of a file.
pub(crate) struct Packed {
    n_bits: usize,
    bits: Vec<u8>,
    n_elements: usize,
    /// The element that is read or written next.
    next: usize,
    is_changed: bool,
}

impl Packed {
    /// Reads a whole file of elements of `n_bits`. The first element is the next one, or where `handle` stands at
    /// the file's end, that.
    pub(super) fn read_from(handle: &mut Handle, n_bits: usize) -> io::Result<Packed> {
        let position = handle.seek(SeekFrom::Current(0))?;
        let length = handle.len()?;
        handle.seek(SeekFrom::Start(0))?;
        let mut bits = Vec::new();
        let mut block = [0; 4096];
        if length > 0 {
            loop {
                match handle.read(&mut block)? {
                    0 => break,
                    n_read => bits.extend_from_slice(&block[..n_read]),
                }
            }
        }
        let mut n_elements = bits.len() * 8 / n_bits;
        if n_bits < 8 && bits.len() >= COUNT_BYTES {
            let count = u32::from_le_bytes(*bits.first_chunk().expect("it is long enough"));
            bits.drain(..COUNT_BYTES);
            n_elements = (count as usize).min(bits.len() * 8 / n_bits);
        }
        let next = if position > 0 && position == length { n_elements } else { 0 };
        Ok(Packed { n_bits, bits, n_elements, next, is_changed: false })
    }

    /// Writes the contents where they belong if they have changed.
    pub(super) fn write_to(&mut self, handle: &mut Handle) -> io::Result<()> {
        if !self.is_changed {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(self.bits.len() + COUNT_BYTES);
        if self.n_bits < 8 {
            bytes.extend(u32::try_from(self.n_elements).map_err(io::Error::other)?.to_le_bytes());
        }
        bytes.extend_from_slice(&self.bits);
        handle.seek(SeekFrom::Start(0))?;
        let mut n_written = 0;
        while n_written < bytes.len() {
            n_written += handle.write(&bytes[n_written..])?;
        }
        handle.set_len(n_written as u64)?;
        self.is_changed = false;
        Ok(())
    }

    /// Leaves the file as it is.
    pub(super) fn forget_changes(&mut self) {
        self.is_changed = false;
    }

    /// Number of elements.
    pub(super) fn len(&self) -> usize {
        self.n_elements
    }

    /// Index of the next element.
    pub(super) fn position(&self) -> usize {
        self.next
    }

    /// Moves to an element, or behind the last one.
    pub(super) fn seek(&mut self, position: usize) -> bool {
        let is_inside = position <= self.n_elements;
        if is_inside {
            self.next = position;
        }
        is_inside
    }

    /// The next element as bytes, the lowest first; `None` at the end.
    pub(super) fn read(&mut self) -> Option<Vec<u8>> {
        if self.next >= self.n_elements {
            return None;
        }
        let first = self.next * self.n_bits;
        let mut element = vec![0; self.n_bits.div_ceil(8)];
        for bit in 0..self.n_bits {
            let at = first + bit;
            element[bit / 8] |= (self.bits[at / 8] >> (at % 8) & 1) << (bit % 8);
        }
        self.next += 1;
        Some(element)
    }

    /// Writes an element of that form.
    pub(super) fn write(&mut self, element: &[u8]) {
        let first = self.next * self.n_bits;
        let n_bytes = (first + self.n_bits).div_ceil(8);
        if self.bits.len() < n_bytes {
            self.bits.resize(n_bytes, 0);
        }
        for bit in 0..self.n_bits {
            let at = first + bit;
            let mask = 1 << (at % 8);
            if element[bit / 8] >> (bit % 8) & 1 == 1 {
                self.bits[at / 8] |= mask;
            } else {
                self.bits[at / 8] &= !mask;
            }
        }
        self.next += 1;
        self.n_elements = self.n_elements.max(self.next);
        self.is_changed = true;
    }
}

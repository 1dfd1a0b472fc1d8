//! Moving runs of elements: at memory speed between vectors that store them alike, one by one otherwise.

use super::{Elements, Vector};
use crate::error::Trap;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::ELEMENT_TYPES;

impl Vector {
    /// Replaces the elements of this vector by those of `source`, which has as many, as if through a copy.
    pub fn copy_from(&self, heap: &mut Heap, source: &Vector) -> Result<(), Trap> {
        debug_assert_eq!(self.length, source.length);
        self.check_writable()?;
        match (self.elements, source.elements) {
            _ if self.length == 0 => {}
            (Elements::General, Elements::General) => self.copy_values(heap, source),
            (Elements::Wide, Elements::Narrow) => {
                heap.widen_bytes(source.data, source.start, self.data, self.start, self.length);
            }
            (a, b)
                if a == b
                    && let Some(size) = self.byte_size() =>
            {
                let (from, to) = (source.start * size, self.start * size);
                heap.copy_bytes(source.data, from, self.data, to, self.length * size);
            }
            (Elements::Raw(a), Elements::Raw(b)) if a == b && self.data != source.data => {
                self.copy_packed(heap, source, ELEMENT_TYPES[a as usize].1)?;
            }
            _ => {
                let backward = self.data == source.data && self.start > source.start;
                for step in 0..self.length {
                    let index = if backward { self.length - 1 - step } else { step };
                    let element = source.get(heap, index);
                    self.set(heap, index, element)?;
                }
            }
        }
        Ok(())
    }

    /// Bytes of an element, when it has whole ones.
    fn byte_size(&self) -> Option<usize> {
        match self.elements {
            Elements::General => Some(8),
            Elements::Narrow => Some(1),
            Elements::Wide | Elements::Nothing => Some(4),
            Elements::Raw(element_type) => match ELEMENT_TYPES[element_type as usize].1 {
                0..=2 => None,
                log2_bits => Some(1 << (log2_bits - 3)),
            },
        }
    }

    /// Copies elements that are parts of bytes between two objects.
    fn copy_packed(&self, heap: &mut Heap, source: &Vector, log2_bits: u8) -> Result<(), Trap> {
        let per_byte = 8 >> log2_bits;
        let head = ((per_byte - self.start % per_byte) % per_byte).min(self.length);
        let n_bytes = (self.length - head) / per_byte;
        let shift = ((source.start + head) % per_byte) << log2_bits;
        let (from, to) = ((source.start + head) / per_byte, (self.start + head) / per_byte);
        if shift == 0 {
            heap.copy_bytes(source.data, from, self.data, to, n_bytes);
        } else {
            for byte in 0..n_bytes {
                let pair = &heap.bytes(source.data, from + byte + 2)[from + byte..];
                let combined = pair[0] >> shift | pair[1] << (8 - shift);
                heap.bytes_mut(self.data, to + byte + 1)[to + byte] = combined;
            }
        }
        for index in (0..head).chain(head + n_bytes * per_byte..self.length) {
            let element = source.get(heap, index);
            self.set(heap, index, element)?;
        }
        Ok(())
    }

    fn copy_values(&self, heap: &mut Heap, source: &Vector) {
        heap.copy_bytes(source.data, source.start * 8, self.data, self.start * 8, self.length * 8);
        heap.barrier_for_elements(self.data, self.start..self.start + self.length);
    }

    /// Sets all elements to `item`.
    pub fn fill(&self, heap: &mut Heap, item: Value) -> Result<(), Trap> {
        self.check_writable()?;
        if self.length == 0 {
            return Ok(());
        }
        // Whether the vector can hold the item is seen at the first element, and how it is stored there.
        self.set(heap, 0, item)?;
        let range = self.start..self.start + self.length;
        match self.byte_size() {
            Some(8) => {
                heap.fill_words(self.data, range.clone());
                if self.elements == Elements::General {
                    heap.barrier_for_elements(self.data, range);
                }
            }
            Some(4) => {
                let words = &mut heap.words32_mut(self.data)[range];
                words.fill(words[0]);
            }
            Some(2) => {
                let pairs = &mut heap.bytes_mut(self.data, 2 * range.end)[2 * range.start..];
                let pair = [pairs[0], pairs[1]];
                pairs.chunks_exact_mut(2).for_each(|place| place.copy_from_slice(&pair));
            }
            Some(_) => {
                let bytes = &mut heap.bytes_mut(self.data, range.end)[range.start..];
                bytes.fill(bytes[0]);
            }
            None => self.fill_packed(heap, item)?,
        }
        Ok(())
    }

    /// As [`Vector::fill`], for elements that are parts of bytes.
    fn fill_packed(&self, heap: &mut Heap, item: Value) -> Result<(), Trap> {
        let Elements::Raw(element_type) = self.elements else { return Ok(()) };
        let per_byte = 8 >> ELEMENT_TYPES[element_type as usize].1;
        let head = ((per_byte - self.start % per_byte) % per_byte).min(self.length);
        let n_bytes = (self.length - head) / per_byte;
        let pattern_end = if n_bytes == 0 { head } else { head + per_byte };
        for index in (0..pattern_end).chain(head + n_bytes * per_byte..self.length) {
            self.set(heap, index, item)?;
        }
        if n_bytes > 0 {
            let first = (self.start + head) / per_byte;
            let bytes = &mut heap.bytes_mut(self.data, first + n_bytes)[first..];
            bytes.fill(bytes[0]);
        }
        Ok(())
    }

    /// Puts the elements in reverse order.
    pub fn reverse(&self, heap: &mut Heap) -> Result<(), Trap> {
        self.check_writable()?;
        let range = self.start..self.start + self.length;
        match self.byte_size() {
            Some(8) => {
                heap.reverse_words(self.data, range.clone());
                if self.elements == Elements::General {
                    heap.barrier_for_elements(self.data, range);
                }
            }
            Some(4) => heap.words32_mut(self.data)[range].reverse(),
            Some(1) => heap.bytes_mut(self.data, range.end)[range.start..].reverse(),
            _ => {
                for low in 0..self.length / 2 {
                    let high = self.length - 1 - low;
                    let (a, b) = (self.get(heap, low), self.get(heap, high));
                    self.set(heap, low, b)?;
                    self.set(heap, high, a)?;
                }
            }
        }
        Ok(())
    }
}

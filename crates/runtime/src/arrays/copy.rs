//! Moving runs of elements: at memory speed between vectors that store them alike, one by one otherwise.

use super::{Elements, Vector};
use crate::error::{Trap, type_error};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, ElementType};
use heapfmt::statics::sym;

/// Bytes that are copied through the stack: most strings are short.
const SHORT: usize = 64;

impl Vector {
    /// Replaces the elements of this vector by those of `source`, which has as many, as if through a copy.
    pub fn copy_from(&self, heap: &mut Heap, source: &Vector) -> Result<(), Trap> {
        debug_assert_eq!(self.length, source.length);
        self.check_writable()?;
        match (self.elements, source.elements) {
            _ if self.length == 0 => {}
            (Elements::General, Elements::General) => self.copy_values(heap, source),
            (Elements::Wide, Elements::Narrow) => self.copy_narrow(heap, source),
            (a, b) if a == b && self.byte_size().is_some() => self.copy_bytes(heap, source),
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
            Elements::Wide => Some(4),
            Elements::Raw(element_type) => match ELEMENT_TYPES[element_type as usize].1 {
                0..=2 => None,
                log2_bits => Some(1 << (log2_bits - 3)),
            },
        }
    }

    fn copy_values(&self, heap: &mut Heap, source: &Vector) {
        if self.data == source.data && self.start > source.start {
            for index in (0..self.length).rev() {
                let value = heap.element(source.data, source.start + index);
                heap.set_element(self.data, self.start + index, value);
            }
        } else {
            for index in 0..self.length {
                let value = heap.element(source.data, source.start + index);
                heap.set_element(self.data, self.start + index, value);
            }
        }
    }

    fn copy_narrow(&self, heap: &mut Heap, source: &Vector) {
        let mut copied = 0;
        while copied < self.length {
            let n_chars = (self.length - copied).min(SHORT);
            let mut chunk = [0; SHORT];
            chunk[..n_chars].copy_from_slice(&source.byte_slice(heap)[copied..copied + n_chars]);
            let target = &mut heap.words32_mut(self.data)[self.start + copied..][..n_chars];
            for (to, &from) in target.iter_mut().zip(&chunk) {
                *to = u32::from(from);
            }
            copied += n_chars;
        }
    }

    fn copy_bytes(&self, heap: &mut Heap, source: &Vector) {
        let size = self.byte_size().expect("the caller has asked");
        let from = source.start * size..(source.start + source.length) * size;
        let to = self.start * size..(self.start + self.length) * size;
        if self.data == source.data {
            let end = from.end.max(to.end);
            heap.bytes_mut(self.data, end).copy_within(from, to.start);
        } else if from.len() <= SHORT {
            let mut bytes = [0; SHORT];
            let n_bytes = from.len();
            bytes[..n_bytes].copy_from_slice(&heap.bytes(source.data, from.end)[from]);
            heap.bytes_mut(self.data, to.end)[to].copy_from_slice(&bytes[..n_bytes]);
        } else {
            let bytes = heap.bytes(source.data, from.end)[from].to_vec();
            heap.bytes_mut(self.data, to.end)[to].copy_from_slice(&bytes);
        }
    }

    /// Sets all elements to `item`.
    pub fn fill(&self, heap: &mut Heap, item: Value) -> Result<(), Trap> {
        self.check_writable()?;
        let range = self.start..self.start + self.length;
        match self.elements {
            _ if self.length == 0 => {}
            Elements::Wide => {
                let c = item.as_character().ok_or_else(|| type_error(item, sym::CHARACTER))?;
                heap.words32_mut(self.data)[range].fill(c as u32);
            }
            Elements::Raw(ElementType::U8 | ElementType::S8) => {
                self.set(heap, 0, item)?;
                let bytes = heap.bytes_mut(self.data, range.end);
                let byte = bytes[range.start];
                bytes[range].fill(byte);
            }
            _ => {
                for index in 0..self.length {
                    self.set(heap, index, item)?;
                }
            }
        }
        Ok(())
    }
}

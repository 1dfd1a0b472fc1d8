//! Moving runs of elements: at memory speed between vectors that store them alike, one by one otherwise.

use super::{Elements, Vector};
use crate::error::{Trap, type_error};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, ElementType};
use heapfmt::statics::sym;

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
            Elements::Raw(ElementType::U7 | ElementType::U8 | ElementType::S8) => {
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

//! Values that grow in place: what a thread's Lisp stack is made of.

use crate::os::memory::{MemoryError, Reservation, page_size};
use heapfmt::Value;
use heapfmt::layout::WORD;

/// A vector of values that grows in place up to a fixed capacity and starts out as fixnums 0: a thread's stack.
#[derive(Debug)]
pub struct ValueArea {
    reservation: Reservation,
    /// Values from the start that are committed.
    len: usize,
}

impl ValueArea {
    /// An area that can hold `capacity` values and holds none yet.
    pub fn new(capacity: usize) -> Result<ValueArea, MemoryError> {
        let reservation = Reservation::new(capacity * WORD, 1)?;
        Ok(ValueArea { reservation, len: 0 })
    }

    /// Greatest possible length in values.
    pub fn capacity(&self) -> usize {
        self.reservation.len() / WORD
    }

    /// Makes the area at least `len` values long. Those added are the fixnum 0; none moves.
    pub fn grow(&mut self, len: usize) -> Result<(), MemoryError> {
        if len > self.len {
            let bytes = (len - self.len) * WORD;
            self.reservation.commit(self.len * WORD, bytes)?;
            self.len = len;
        }
        Ok(())
    }

    /// Cuts the area to `len` values and gives the pages behind them back.
    pub fn shrink(&mut self, len: usize) {
        if len < self.len {
            // The page in which the area ends stays committed, and must be zero where the area may grow again.
            let page_values = page_size() / WORD;
            let page_end = self.len.min(len.next_multiple_of(page_values));
            self.values_mut()[len..page_end].fill(Value::fixnum(0));
            let bytes = (self.len - len) * WORD;
            let tail = (bytes + len * WORD).next_multiple_of(page_size()) - len * WORD;
            self.reservation.decommit(len * WORD, tail);
            self.len = len;
        }
    }

    /// The values.
    #[inline(always)]
    pub fn values(&self) -> &[Value] {
        let start = std::ptr::with_exposed_provenance(self.reservation.address());
        // SAFETY: `len` words are committed, aligned and initialised (pages start out zero, the fixnum 0), and `&self` excludes
        // writers.
        unsafe { std::slice::from_raw_parts(start, self.len) }
    }

    /// The values, writable.
    #[inline(always)]
    pub fn values_mut(&mut self) -> &mut [Value] {
        let start = std::ptr::with_exposed_provenance_mut(self.reservation.address());
        // SAFETY: as for `values`; `&mut self` excludes all other access.
        unsafe { std::slice::from_raw_parts_mut(start, self.len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_areas_grow_in_place_with_zeros() {
        let mut area = ValueArea::new(1 << 16).unwrap();
        assert_eq!(area.values(), &[]);
        area.grow(10).unwrap();
        area.values_mut()[9] = Value::fixnum(5);
        let address = area.values().as_ptr();
        area.grow(20_000).unwrap();
        assert_eq!((area.values()[9], area.values()[19_999]), (Value::fixnum(5), Value::fixnum(0)));
        assert_eq!(area.values().as_ptr(), address);
        area.values_mut().fill(Value::fixnum(1));
        area.shrink(9);
        area.grow(20_000).unwrap();
        assert!(area.values()[..9].iter().all(|&v| v == Value::fixnum(1)));
        assert!(area.values()[9..].iter().all(|&v| v == Value::fixnum(0)));
        assert!(area.grow(area.capacity()).is_ok());
    }
}

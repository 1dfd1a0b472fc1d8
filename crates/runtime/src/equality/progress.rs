//! Comparing what refers to itself: every comparison ends.
//!
//! Two objects that are no shared or circular data have been compared when as many parts have been looked at as the
//! heap has room for. Only a comparison that goes on beyond that keeps a record, which costs more than a look: pairs
//! that it has begun to compare are taken for the same from then on. If that is wrong, the difference is found where
//! the pair was first met.

use crate::heap::Heap;
use heapfmt::Value;
use std::collections::BTreeMap;

/// Size of the smallest object with parts.
const CONS_BYTES: u64 = 16;

/// How far a comparison has come.
pub(super) struct Progress {
    /// Parts that may be looked at before a record is kept.
    n_free: u64,
    /// Objects taken for the same, as trees: each refers to another one, the root of a tree to itself.
    same: BTreeMap<u64, u64>,
}

impl Progress {
    /// The beginning of a comparison.
    #[inline]
    pub(super) fn new(heap: &Heap) -> Progress {
        let bytes = heap.image_len() + heap.bytes_in_use() as u64;
        Progress { n_free: bytes / CONS_BYTES, same: BTreeMap::new() }
    }

    /// Called before the `n_parts` parts of `a` and `b` are compared; true when that is not needed.
    #[inline]
    pub(super) fn is_settled(&mut self, a: Value, b: Value, n_parts: usize) -> bool {
        match self.n_free.checked_sub(n_parts as u64) {
            Some(n_free) => {
                self.n_free = n_free;
                false
            }
            None => self.are_taken_for_same(a, b),
        }
    }

    #[cold]
    #[inline(never)]
    fn are_taken_for_same(&mut self, a: Value, b: Value) -> bool {
        self.n_free = 0;
        let (a, b) = (self.representative(a.bits()), self.representative(b.bits()));
        if a != b {
            self.same.insert(a, b);
        }
        a == b
    }

    /// The root of the tree of `object`; the way to it is halved.
    fn representative(&mut self, object: u64) -> u64 {
        let mut object = object;
        loop {
            let next = *self.same.entry(object).or_insert(object);
            if next == object {
                return object;
            }
            let second = *self.same.entry(next).or_insert(next);
            self.same.insert(object, second);
            object = second;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_joined_once() {
        let objects: Vec<Value> = (0..100).map(Value::fixnum).collect();
        let mut progress = Progress { n_free: 3, same: BTreeMap::new() };
        assert!(!progress.is_settled(objects[0], objects[1], 2));
        assert!(!progress.is_settled(objects[0], objects[1], 1));
        for pair in objects.windows(2) {
            assert!(!progress.is_settled(pair[0], pair[1], 1));
        }
        for &a in &objects {
            assert!(progress.is_settled(a, objects[57], 1));
        }
        assert!(!progress.is_settled(objects[3], Value::fixnum(1000), 1));
        assert!(progress.is_settled(Value::fixnum(1000), objects[80], 1));
    }
}

//! Lists as sets (CLHS 14.2) and without duplicates (CLHS 17.3), for tests that hash tables have: what compares each
//! element with all others would take a time that grows with the square of their number.
//!
//! The elements come with their keys, a list of the same length, which may be the same list.

use super::arguments::{list_to_vec, poll};
use super::sequences::new_list;
use super::standard_tests::StandardTest;
use crate::error::{LispError, PrimitiveResult, Trap};
use crate::hash::key::{Test, content_hash, is_by_identity, same};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;

primitives! {
    pub(super) static LIST_SETS = {
        /// Returns the elements of list ITEMS whose key is by TEST one of list MEMBERS, or those whose key is none when
        /// KEPT is NIL.
        alloc "SYSTEM:%FILTER-BY-MEMBERSHIP" "items keys members test kept" => filter_by_membership;
        /// Returns the elements of list ITEMS whose key is by TEST that of no later element, or of no earlier one when
        /// FROM-END.
        alloc "SYSTEM:%UNIQUE-ELEMENTS" "items keys test from-end" => unique_elements;
    }
}

/// A growing set of keys: a table of their places, by hash, beside the keys. A short one is searched from the front.
struct Members {
    test: Test,
    keys: Vec<Value>,
    /// Places in `keys` plus one, 0 where there is none; the length is a power of two, or 0 for a short set.
    places: Vec<u32>,
}

/// The longest set without a table.
const SHORT: usize = 8;

impl Members {
    /// An empty set that will have up to `n` keys.
    fn new(test: Test, n: usize) -> Members {
        let n_places = if n <= SHORT { 0 } else { (2 * n).next_power_of_two() };
        Members { test, keys: Vec::with_capacity(n), places: vec![0; n_places] }
    }

    /// The place of the table where the search for `key` starts.
    fn first_place(&self, heap: &Heap, key: Value) -> usize {
        let hash = if is_by_identity(heap, self.test, key) {
            key.bits()
        } else {
            content_hash(heap, self.test, key)
        };
        // The upper bits of the product depend on all bits of the hash.
        (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.places.len() - 1)
    }

    /// Whether the set has `key`; if not, the place for it.
    fn find(&self, heap: &Heap, key: Value) -> Result<(), usize> {
        if self.places.is_empty() {
            let found = self.keys.iter().any(|&member| same(heap, self.test, key, member));
            return if found { Ok(()) } else { Err(0) };
        }
        let mut place = self.first_place(heap, key);
        loop {
            match self.places[place] {
                0 => return Err(place),
                n if same(heap, self.test, key, self.keys[n as usize - 1]) => return Ok(()),
                _ => place = (place + 1) & (self.places.len() - 1),
            }
        }
    }

    /// Adds `key`; false when the set has it.
    fn insert(&mut self, heap: &Heap, key: Value) -> bool {
        let Err(place) = self.find(heap, key) else { return false };
        self.keys.push(key);
        if let Some(slot) = self.places.get_mut(place) {
            *slot = self.keys.len() as u32;
        }
        true
    }
}

/// The elements, their keys and the test.
fn arguments(
    heap: &Heap,
    items: Value,
    keys: Value,
    test: Value,
) -> Result<(Vec<Value>, Vec<Value>, Test), Trap> {
    let elements = list_to_vec(heap, items)?;
    let keys = if keys == items { elements.clone() } else { list_to_vec(heap, keys)? };
    let test = StandardTest::of_number(test)?.of_tables();
    match test {
        Some(test) if keys.len() == elements.len() && u32::try_from(keys.len()).is_ok() => {
            Ok((elements, keys, test))
        }
        _ => {
            Err(LispError::Index { datum: Value::fixnum(keys.len() as i64), limit: elements.len() + 1 }
                .into())
        }
    }
}

fn filter_by_membership(m: &mut Mutator, [items, keys, members, test, kept]: [Value; 5]) -> PrimitiveResult {
    let (mut elements, keys, test) = arguments(&m.heap, items, keys, test)?;
    let candidates = list_to_vec(&m.heap, members)?;
    let mut members = Members::new(test, candidates.len());
    for key in candidates {
        poll(&m.heap)?;
        members.insert(&m.heap, key);
    }
    let mut n_kept = 0;
    for (at, &key) in keys.iter().enumerate() {
        poll(&m.heap)?;
        if members.find(&m.heap, key).is_ok() != kept.is_nil() {
            elements[n_kept] = elements[at];
            n_kept += 1;
        }
    }
    elements.truncate(n_kept);
    new_list(&mut m.heap, &elements)
}

fn unique_elements(m: &mut Mutator, [items, keys, test, from_end]: [Value; 4]) -> PrimitiveResult {
    let (elements, keys, test) = arguments(&m.heap, items, keys, test)?;
    let mut seen = Members::new(test, keys.len());
    let mut unique = Vec::new();
    for step in 0..keys.len() {
        poll(&m.heap)?;
        let at = if from_end.is_nil() { keys.len() - 1 - step } else { step };
        if seen.insert(&m.heap, keys[at]) {
            unique.push(elements[at]);
        }
    }
    if from_end.is_nil() {
        unique.reverse();
    }
    new_list(&mut m.heap, &unique)
}

//! Tables whose test and hash are functions of the user.
//!
//! Calling them is Lisp's business: it computes a key's hash, asks for the entries that have it and compares their
//! keys. The table keeps the hashes of its entries, so that growing and saving need no function.

use super::key::Test;
use super::{Parts, capacity, grow, insert_in_index, number, set_number};
use crate::arrays::{self, Elements};
use crate::error::Trap;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::hash_index::{IndexWords, SpreadHash};
use heapfmt::layout::{ElementType, hash_table};

/// A new table that compares by `functions`, a cons of test and hash function.
pub fn make_by_function(
    heap: &mut Heap,
    functions: Value,
    capacity: usize,
    weakness: u8,
) -> Result<Value, Trap> {
    let table = super::make(heap, Test::ByFunction, capacity, weakness)?;
    heap.set_slot(table, hash_table::FUNCTIONS, functions);
    let hashes = hashes_for(heap, table, super::capacity(heap, table))?;
    heap.set_slot(table, hash_table::HASHES, hashes);
    Ok(table)
}

/// The cons of test and hash function, or NIL.
pub fn functions(heap: &Heap, table: Value) -> Value {
    heap.slot(table, hash_table::FUNCTIONS)
}

/// The hash of entry number `entry`, in a table that compares by functions.
pub(super) fn stored_hash(heap: &Heap, table: Value, entry: usize) -> Option<u64> {
    let hashes = heap.slot(table, hash_table::HASHES);
    if hashes.is_nil() { None } else { Some(u64::from(heap.words32(hashes)[entry])) }
}

/// A vector of `capacity` hashes that begins with those of the live entries of `table`; NIL when it has none.
pub(super) fn hashes_for(heap: &mut Heap, table: Value, capacity: usize) -> Result<Value, Trap> {
    if super::test(heap, table) != Test::ByFunction {
        return Ok(Value::NIL);
    }
    let hashes = arrays::allocate(heap, Elements::Raw(ElementType::U32), capacity)?;
    let (mut from, mut to) = (0, 0);
    while let Some((next, _, _)) = super::next(heap, table, from) {
        let hash = stored_hash(heap, table, next - 1).expect("tables by function keep hashes");
        heap.words32_mut(hashes)[to] = hash as u32;
        (from, to) = (next, to + 1);
    }
    Ok(hashes)
}

/// The first entry with this hash at index position `position` or behind it: the position behind it, the entry's
/// number, its key and its value. Without a position, probing begins where the hash says.
pub fn candidate(
    heap: &Heap,
    table: Value,
    hash: u32,
    position: Option<usize>,
) -> Option<(usize, usize, Value, Value)> {
    let parts = Parts::of(heap, table);
    let words = IndexWords::of_length(parts.index.len());
    let spread = SpreadHash::new(u64::from(hash));
    let mask = parts.index.len() - 1;
    let mut position = position.unwrap_or(words.first_position(spread)) & mask;
    loop {
        let word = parts.index[position];
        if word == 0 {
            return None;
        }
        position = (position + 1) & mask;
        let entry = words.entry(word);
        let key = parts.entries[2 * entry];
        if key != Value::EMPTY && stored_hash(heap, table, entry) == Some(u64::from(hash)) {
            return Some((position, entry, key, parts.entries[2 * entry + 1]));
        }
    }
}

/// Adds an entry whose key is not in the table.
pub fn append(heap: &mut Heap, table: Value, hash: u32, key: Value, value: Value) -> Result<(), Trap> {
    if number(heap, table, hash_table::FILL) == capacity(heap, table) {
        grow(heap, table)?;
    }
    let fill = number(heap, table, hash_table::FILL);
    let (entries, hashes) = (heap.slot(table, hash_table::ENTRIES), heap.slot(table, hash_table::HASHES));
    heap.words32_mut(hashes)[fill] = hash;
    heap.set_element(entries, 2 * fill, key);
    heap.set_element(entries, 2 * fill + 1, value);
    insert_in_index(heap, table, u64::from(hash), fill);
    set_number(heap, table, hash_table::FILL, fill + 1);
    let count = number(heap, table, hash_table::COUNT);
    set_number(heap, table, hash_table::COUNT, count + 1);
    Ok(())
}

/// Whether entry number `entry` still has the key `key`: a function may have changed the table.
fn holds(heap: &Heap, table: Value, entry: usize, key: Value) -> bool {
    entry < number(heap, table, hash_table::FILL) && Parts::of(heap, table).entries[2 * entry] == key
}

/// Replaces the value of an entry; whether it still has the key.
pub fn set_entry_value(heap: &mut Heap, table: Value, entry: usize, key: Value, value: Value) -> bool {
    if !holds(heap, table, entry, key) {
        return false;
    }
    let entries = heap.slot(table, hash_table::ENTRIES);
    heap.set_element(entries, 2 * entry + 1, value);
    true
}

/// Removes an entry; whether it still had the key.
pub fn remove_entry(heap: &mut Heap, table: Value, entry: usize, key: Value) -> bool {
    if !holds(heap, table, entry, key) {
        return false;
    }
    super::remove_numbered(heap, table, entry);
    true
}

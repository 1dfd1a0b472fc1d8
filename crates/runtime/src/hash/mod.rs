//! Hash tables: entries in insertion order, and an index of entry numbers.
//!
//! ```text
//!  ENTRIES   key 0, value 0, key 1, value 1, ...     a simple vector; a removed key is EMPTY
//!  INDEX     entry numbers                           U32, at least twice as long, probed linearly
//! ```
//!
//! The index also holds a part of each key's hash ([`heapfmt::hash_index`]). A key's place in it follows from its hash
//! ([`key`]). Removal closes the gap in the index, but not in the entries, unless the last one is removed: the others
//! keep their numbers until the table is rebuilt, which happens when the entry vector is full. Iteration walks the
//! entries and never sees the index, so its order is the same in every run and on every machine. A table that compares
//! by the user's functions keeps the word of a removed entry, too: a search that calls them remembers a place of the
//! index meanwhile ([`candidate`]).
//!
//! A table that has a cons for a key under EQ or EQL depends on addresses: it is flagged, and its index is rebuilt
//! at the first access after objects have moved.

mod by_function;
mod image_index;
pub mod key;
#[cfg(test)]
mod tests;

pub use by_function::{append, candidate, functions, make_by_function, remove_entry, set_entry_value};
pub use image_index::index_for_image;

use crate::arrays::Vector;
use crate::error::{LispError, Trap};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::hash_index::{IndexWords, SpreadHash};
use heapfmt::layout::{ElementType, Header, TypeCode, WORD, flags, hash_table};
use key::Test;

/// What a lookup needs of a table.
struct Parts<'h> {
    index: &'h [u32],
    entries: &'h [Value],
}

/// Where a lookup ended.
struct Found {
    entry: usize,
    /// Where the index says so.
    position: usize,
}

/// Fewest entries that a table has room for.
const MIN_CAPACITY: usize = 8;
/// Most entries: an index has less than 2^31 places.
const MAX_CAPACITY: usize = 1 << 29;

/// A new table with room for `capacity` entries. `weakness` is a number of [`hash_table::WEAKNESS`].
pub fn make(heap: &mut Heap, test: Test, capacity: usize, weakness: u8) -> Result<Value, Trap> {
    let table = heap.allocate(Header::new(TypeCode::HashTable));
    for (slot, number) in [
        (hash_table::TEST, test as i64),
        (hash_table::WEAKNESS, i64::from(weakness)),
        (hash_table::COUNT, 0),
        (hash_table::FILL, 0),
        (hash_table::EPOCH, 0),
    ] {
        heap.initialize_slot(table, slot, Value::fixnum(number));
    }
    let (entries, index) = allocate_vectors(heap, capacity, weakness)?;
    heap.initialize_slot(table, hash_table::ENTRIES, entries);
    heap.initialize_slot(table, hash_table::INDEX, index);
    Ok(table)
}

/// Entry vector and index for at least `capacity` entries.
fn allocate_vectors(heap: &mut Heap, capacity: usize, weakness: u8) -> Result<(Value, Value), Trap> {
    let capacity = capacity.max(MIN_CAPACITY).checked_next_power_of_two().filter(|&n| n <= MAX_CAPACITY);
    let Some(capacity) = capacity else {
        return Err(LispError::HeapExhausted { bytes: MAX_CAPACITY * 3 * WORD }.into());
    };
    heap.reserve(capacity * 3 * WORD + 4 * WORD)?;
    let entries = heap.simple_vector(capacity * 2, Value::EMPTY);
    let header = heap.header(entries).with_flags(weakness);
    heap.set_header(entries, header);
    Ok((entries, heap.raw_vector(ElementType::U32, capacity * 2)))
}

fn number(heap: &Heap, table: Value, slot: usize) -> usize {
    heap.slot(table, slot).fixnum_unchecked() as usize
}

fn set_number(heap: &mut Heap, table: Value, slot: usize, n: usize) {
    heap.set_slot(table, slot, Value::fixnum(n as i64));
}

/// The table's test.
#[inline]
pub fn test(heap: &Heap, table: Value) -> Test {
    Test::from_number(heap.slot(table, hash_table::TEST).fixnum_unchecked())
}

/// The table's weakness number.
pub fn weakness(heap: &Heap, table: Value) -> u8 {
    number(heap, table, hash_table::WEAKNESS) as u8
}

/// Number of entries. The collector empties entries of weak tables without counting them.
pub fn count(heap: &Heap, table: Value) -> usize {
    if weakness(heap, table) == 0 { number(heap, table, hash_table::COUNT) } else { count_live(heap, table) }
}

fn count_live(heap: &Heap, table: Value) -> usize {
    let fill = number(heap, table, hash_table::FILL);
    let entries = heap.elements(heap.slot(table, hash_table::ENTRIES));
    entries[..2 * fill].chunks_exact(2).filter(|entry| entry[0] != Value::EMPTY).count()
}

/// Number of entries that fit before the table grows.
pub fn capacity(heap: &Heap, table: Value) -> usize {
    heap.count(heap.slot(table, hash_table::ENTRIES)) / 2
}

impl<'h> Parts<'h> {
    #[inline(always)]
    fn of(heap: &'h Heap, table: Value) -> Parts<'h> {
        Parts {
            index: heap.words32(heap.slot(table, hash_table::INDEX)),
            entries: heap.elements(heap.slot(table, hash_table::ENTRIES)),
        }
    }

    /// The entry with this hash whose key is the same.
    #[inline(always)]
    fn find(&self, hash: u64, same: impl Fn(Value) -> bool) -> Option<Found> {
        let (hash, words) = (SpreadHash::new(hash), IndexWords::of_length(self.index.len()));
        let mut position = words.first_position(hash);
        loop {
            // A table is at most half full, so the probing ends.
            let word = self.index[position];
            if word == 0 {
                return None;
            }
            if words.agrees(word, hash) {
                let entry = words.entry(word);
                if same(self.entries[2 * entry]) {
                    return Some(Found { entry, position });
                }
            }
            position = (position + 1) & (self.index.len() - 1);
        }
    }
}

/// The entry of `key`, in a table whose index is up to date.
#[inline]
fn find(heap: &Heap, table: Value, key: Value) -> Option<Found> {
    find_compared(heap, table, key, |test, other| key::same(heap, test, key, other))
}

/// As [`find`]; `same` compares a key in the table with `key` where it takes more than a look.
#[inline]
fn find_compared(heap: &Heap, table: Value, key: Value, same: impl Fn(Test, Value) -> bool) -> Option<Found> {
    let test = test(heap, table);
    let parts = Parts::of(heap, table);
    if key::is_by_identity(heap, test, key) {
        return parts.find(heap.known_identity_hash(key)?, |other| other == key);
    }
    match Vector::of(heap, key) {
        Some(string) if test == Test::Equal && string.is_string() => {
            parts.find(key::vector_hash(heap, &string), |other| {
                other == key
                    || Vector::of(heap, other)
                        .is_some_and(|other| other.is_string() && string.equal_characters(heap, &other))
            })
        }
        _ => parts.find(key::content_hash(heap, test, key), |other| same(test, other)),
    }
}

/// The value of `key`, for readers who cannot rebuild the index of a table that depends on addresses.
pub fn get_unchanged(heap: &Heap, table: Value, key: Value) -> Option<Value> {
    get_compared(heap, table, key, |test, other| key::same(heap, test, key, other))
}

/// As [`get_unchanged`]; `same` compares a key in the table with `key`.
pub fn get_compared(
    heap: &Heap,
    table: Value,
    key: Value,
    same: impl Fn(Test, Value) -> bool,
) -> Option<Value> {
    let entry = if is_stale(heap, table) {
        let test = test(heap, table);
        let fill = number(heap, table, hash_table::FILL);
        let entries = Parts::of(heap, table).entries;
        (0..fill).find(|&entry| same(test, entries[2 * entry]))?
    } else {
        find_compared(heap, table, key, same)?.entry
    };
    Some(Parts::of(heap, table).entries[2 * entry + 1])
}

/// The entry found last, if its key in this table is the very object. Programs that change what they have looked up
/// ask twice in a row, and need neither hash nor index the second time.
#[inline(always)]
fn recent_entry(heap: &Heap, table: Value, key: Value) -> Option<usize> {
    let entries = heap.elements(heap.slot(table, hash_table::ENTRIES));
    let entry = heap.recent_entry;
    entries.get(2 * entry).is_some_and(|&recent| recent == key).then_some(entry)
}

/// The entry of `key`; the index is brought up to date if it is needed.
#[inline(always)]
fn lookup(heap: &mut Heap, table: Value, key: Value) -> Option<usize> {
    if let Some(entry) = recent_entry(heap, table, key) {
        return Some(entry);
    }
    refresh(heap, table);
    let entry = find(heap, table, key)?.entry;
    heap.recent_entry = entry;
    Some(entry)
}

/// The value of `key`.
#[inline]
pub fn get(heap: &mut Heap, table: Value, key: Value) -> Option<Value> {
    let entry = lookup(heap, table, key)?;
    Some(Parts::of(heap, table).entries[2 * entry + 1])
}

/// Enters `value` under `key`, replacing what was there. Without effect when memory must be collected first.
#[inline]
pub fn put(heap: &mut Heap, table: Value, key: Value, value: Value) -> Result<(), Trap> {
    if let Some(entry) = lookup(heap, table, key) {
        let entries = heap.slot(table, hash_table::ENTRIES);
        heap.set_element(entries, 2 * entry + 1, value);
        return Ok(());
    }
    let mut fill = number(heap, table, hash_table::FILL);
    if fill == capacity(heap, table) {
        grow(heap, table)?;
        fill = number(heap, table, hash_table::FILL);
    }
    let test = test(heap, table);
    let hash = key::assigned_hash(heap, test, key);
    if key::is_by_identity(heap, test, key) && heap.is_address_sensitive(key) {
        note_address_sensitive(heap, table);
    }
    let entries = heap.slot(table, hash_table::ENTRIES);
    heap.set_element(entries, 2 * fill, key);
    heap.set_element(entries, 2 * fill + 1, value);
    insert_in_index(heap, table, hash, fill);
    set_number(heap, table, hash_table::FILL, fill + 1);
    let count = number(heap, table, hash_table::COUNT);
    set_number(heap, table, hash_table::COUNT, count + 1);
    Ok(())
}

#[inline]
fn insert_in_index(heap: &mut Heap, table: Value, hash: u64, entry: usize) {
    let index = heap.slot(table, hash_table::INDEX);
    enter(heap.words32_mut(index), hash, entry);
}

/// Enters an entry that is not in `index` yet.
#[inline]
fn enter(index: &mut [u32], hash: u64, entry: usize) {
    let (hash, words) = (SpreadHash::new(hash), IndexWords::of_length(index.len()));
    let mut position = words.first_position(hash);
    while index[position] != 0 {
        position = (position + 1) & (index.len() - 1);
    }
    index[position] = words.word(hash, entry);
}

fn note_address_sensitive(heap: &mut Heap, table: Value) {
    let header = heap.header(table);
    if header.flags() & flags::ADDRESS_SENSITIVE == 0 {
        heap.set_header(table, header.with_flags(header.flags() | flags::ADDRESS_SENSITIVE));
        set_number(heap, table, hash_table::EPOCH, heap.epoch() as usize);
    }
}

/// Removes `key`; whether it was there.
pub fn remove(heap: &mut Heap, table: Value, key: Value) -> bool {
    refresh(heap, table);
    let Some(found) = find(heap, table, key) else {
        return false;
    };
    remove_numbered(heap, table, found.entry);
    close_gap(heap, table, found.position);
    if found.entry + 1 == number(heap, table, hash_table::FILL) {
        set_number(heap, table, hash_table::FILL, found.entry);
    }
    true
}

/// Empties an entry. Its word stays in the index, leading to nothing.
fn remove_numbered(heap: &mut Heap, table: Value, entry: usize) {
    let entries = heap.slot(table, hash_table::ENTRIES);
    heap.set_element(entries, 2 * entry, Value::EMPTY);
    heap.set_element(entries, 2 * entry + 1, Value::EMPTY);
    let count = number(heap, table, hash_table::COUNT);
    set_number(heap, table, hash_table::COUNT, count.saturating_sub(1));
}

/// Frees a place of the index. Of the words behind it, up to the next free place, those that a search reaches over the
/// gap move into it, which leaves the gap where they were. Nothing is probed, and no key hashed twice: many keys may have
/// the same hash. Words of entries that the collector has emptied stay; who passes them goes on.
fn close_gap(heap: &mut Heap, table: Value, position: usize) {
    let (test, index) = (test(heap, table), heap.slot(table, hash_table::INDEX));
    let words = IndexWords::of_length(heap.words32(index).len());
    let mask = heap.words32(index).len() - 1;
    let (mut gap, mut position) = (position, position);
    loop {
        position = (position + 1) & mask;
        let word = heap.words32(index)[position];
        if word == 0 {
            break;
        }
        let entry = words.entry(word);
        let key = heap.element(heap.slot(table, hash_table::ENTRIES), 2 * entry);
        if key == Value::EMPTY {
            continue;
        }
        let first = words.first_position(SpreadHash::new(entry_hash(heap, table, test, entry, key)));
        let is_over_the_gap = position.wrapping_sub(first) & mask >= position.wrapping_sub(gap) & mask;
        if is_over_the_gap {
            heap.words32_mut(index)[gap] = word;
            gap = position;
        }
    }
    heap.words32_mut(index)[gap] = 0;
}

/// Removes all entries, and the room for them.
pub fn clear(heap: &mut Heap, table: Value) -> Result<(), Trap> {
    if number(heap, table, hash_table::FILL) == 0 && capacity(heap, table) == MIN_CAPACITY {
        return Ok(());
    }
    let weakness = weakness(heap, table);
    let (entries, index) = allocate_vectors(heap, 0, weakness)?;
    set_number(heap, table, hash_table::FILL, 0);
    let hashes = by_function::hashes_for(heap, table, heap.count(entries) / 2)?;
    heap.set_slot(table, hash_table::HASHES, hashes);
    heap.set_slot(table, hash_table::ENTRIES, entries);
    heap.set_slot(table, hash_table::INDEX, index);
    set_number(heap, table, hash_table::COUNT, 0);
    set_number(heap, table, hash_table::FILL, 0);
    let header = heap.header(table);
    heap.set_header(table, header.with_flags(header.flags() & !flags::ADDRESS_SENSITIVE));
    Ok(())
}

/// The first entry whose number is at least `from`: the number behind it, its key and its value.
pub fn next(heap: &Heap, table: Value, from: usize) -> Option<(usize, Value, Value)> {
    let fill = number(heap, table, hash_table::FILL);
    let entries = Parts::of(heap, table).entries;
    (from..fill)
        .find(|&entry| entries[2 * entry] != Value::EMPTY)
        .map(|entry| (entry + 1, entries[2 * entry], entries[2 * entry + 1]))
}

/// Copies the live entries of `table` to the front of the entry vector `target`.
fn move_entries(heap: &mut Heap, table: Value, target: Value) {
    let (mut from, mut to) = (0, 0);
    while let Some((next, key, value)) = next(heap, table, from) {
        heap.set_element(target, to, key);
        heap.set_element(target, to + 1, value);
        (from, to) = (next, to + 2);
    }
}

/// Makes room for another entry: drops removed entries, and doubles the capacity when few are removed, so that the
/// next time is as far away as there are entries to move.
#[cold]
fn grow(heap: &mut Heap, table: Value) -> Result<(), Trap> {
    let (live, capacity) = (count_live(heap, table), capacity(heap, table));
    let wanted = if live > capacity / 2 { capacity * 2 } else { capacity };
    resize(heap, table, live, wanted)
}

/// Drops removed entries and unused room, and rebuilds the index. For tables that are to be saved.
pub fn compact(heap: &mut Heap, table: Value) -> Result<(), Trap> {
    let live = count_live(heap, table);
    resize(heap, table, live, live)
}

fn resize(heap: &mut Heap, table: Value, live: usize, capacity: usize) -> Result<(), Trap> {
    let weakness = weakness(heap, table);
    let (entries, index) = allocate_vectors(heap, capacity, weakness)?;
    let hashes = by_function::hashes_for(heap, table, heap.count(entries) / 2)?;
    move_entries(heap, table, entries);
    heap.set_slot(table, hash_table::HASHES, hashes);
    heap.set_slot(table, hash_table::ENTRIES, entries);
    heap.set_slot(table, hash_table::INDEX, index);
    set_number(heap, table, hash_table::COUNT, live);
    set_number(heap, table, hash_table::FILL, live);
    rebuild_index(heap, table);
    Ok(())
}

#[inline(always)]
fn is_stale(heap: &Heap, table: Value) -> bool {
    heap.header(table).flags() & flags::ADDRESS_SENSITIVE != 0
        && number(heap, table, hash_table::EPOCH) as u64 != heap.epoch()
}

/// Brings the index up to date after objects have moved.
#[inline(always)]
pub(crate) fn refresh(heap: &mut Heap, table: Value) {
    if is_stale(heap, table) {
        rebuild_index(heap, table);
    }
}

/// The hash of an entry's key.
#[inline]
fn entry_hash(heap: &mut Heap, table: Value, test: Test, entry: usize, key: Value) -> u64 {
    match by_function::stored_hash(heap, table, entry) {
        Some(hash) => hash,
        None => key::assigned_hash(heap, test, key),
    }
}

/// Computes the index from the entries.
#[cold]
fn rebuild_index(heap: &mut Heap, table: Value) {
    let index = heap.slot(table, hash_table::INDEX);
    heap.words32_mut(index).fill(0);
    let header = heap.header(table);
    heap.set_header(table, header.with_flags(header.flags() & !flags::ADDRESS_SENSITIVE));
    let test = test(heap, table);
    let mut from = 0;
    while let Some((next, key, _)) = next(heap, table, from) {
        let hash = entry_hash(heap, table, test, next - 1, key);
        insert_in_index(heap, table, hash, next - 1);
        if test != Test::ByFunction && key::is_by_identity(heap, test, key) && heap.is_address_sensitive(key)
        {
            note_address_sensitive(heap, table);
        }
        from = next;
    }
}

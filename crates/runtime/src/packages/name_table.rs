//! The table of a package's symbols by name: open addressing with linear probing in a simple vector.
//!
//! ```text
//!  element 0        fixnum: number of symbols
//!  element 1 ..     buckets, a power of two of them: a symbol, or the fixnum 0
//! ```
//!
//! A bucket follows from the characters of the name alone and removal closes the gap instead of leaving a mark,
//! so the table's contents depend neither on addresses nor on symbols that are gone, and a saved table is ready
//! for use. Half of the buckets stay free.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, symbol};

const FREE: Value = Value::fixnum(0);
const COUNT: usize = 0;
const BUCKETS: usize = 1;

/// A new table for about `n_symbols` symbols.
pub(super) fn create(heap: &mut Heap, n_symbols: usize) -> Value {
    let n_buckets = (n_symbols * 2).next_power_of_two().max(4);
    heap.simple_vector(BUCKETS + n_buckets, FREE)
}

/// Number of symbols in `table`.
pub(super) fn count(heap: &Heap, table: Value) -> usize {
    heap.element(table, COUNT).as_fixnum().expect("the first element of a name table is its count") as usize
}

/// The symbols of `table`, in bucket order.
pub(super) fn symbols(heap: &Heap, table: Value) -> impl Iterator<Item = Value> + '_ {
    heap.elements(table)[BUCKETS..].iter().copied().filter(|&bucket| bucket != FREE)
}

/// The hash of a name in all tables.
pub(super) fn hash_of(name: &str) -> usize {
    hash_chars(name.chars()) as usize
}

/// The symbol of that name, whose hash is `hash`, or `None`.
pub(super) fn find(heap: &Heap, table: Value, name: &str, hash: usize) -> Option<Value> {
    let mask = bucket_mask(heap, table);
    let mut bucket = hash & mask;
    loop {
        let entry = heap.element(table, BUCKETS + bucket);
        if entry == FREE {
            return None;
        }
        if name_is(heap, entry, name) {
            return Some(entry);
        }
        bucket = (bucket + 1) & mask;
    }
}

/// Adds `symbol`, whose name is not in `table`, and returns the table to use from now on.
pub(super) fn insert(heap: &mut Heap, table: Value, symbol: Value) -> Value {
    let n_symbols = count(heap, table);
    let n_buckets = heap.count(table) - BUCKETS;
    let table = if (n_symbols + 1) * 2 > n_buckets {
        let grown = create(heap, n_buckets);
        for bucket in 0..n_buckets {
            let entry = heap.element(table, BUCKETS + bucket);
            if entry != FREE {
                place(heap, grown, entry);
            }
        }
        grown
    } else {
        table
    };
    place(heap, table, symbol);
    heap.set_element(table, COUNT, Value::fixnum(n_symbols as i64 + 1));
    table
}

/// Removes the symbol itself, not another one of its name. Returns whether it was there.
pub(super) fn remove(heap: &mut Heap, table: Value, symbol: Value) -> bool {
    let mask = bucket_mask(heap, table);
    let mut hole = home_bucket(heap, symbol, mask);
    loop {
        let entry = heap.element(table, BUCKETS + hole);
        if entry == FREE {
            return false;
        }
        if entry == symbol {
            break;
        }
        hole = (hole + 1) & mask;
    }
    // Entries behind the hole move into it unless that would put them before their home bucket.
    let mut next = (hole + 1) & mask;
    loop {
        let entry = heap.element(table, BUCKETS + next);
        if entry == FREE {
            break;
        }
        let home = home_bucket(heap, entry, mask);
        if next.wrapping_sub(home) & mask >= next.wrapping_sub(hole) & mask {
            heap.set_element(table, BUCKETS + hole, entry);
            hole = next;
        }
        next = (next + 1) & mask;
    }
    heap.set_element(table, BUCKETS + hole, FREE);
    let n_symbols = count(heap, table);
    heap.set_element(table, COUNT, Value::fixnum(n_symbols as i64 - 1));
    true
}

fn place(heap: &mut Heap, table: Value, symbol: Value) {
    let mask = bucket_mask(heap, table);
    let mut bucket = home_bucket(heap, symbol, mask);
    while heap.element(table, BUCKETS + bucket) != FREE {
        bucket = (bucket + 1) & mask;
    }
    heap.set_element(table, BUCKETS + bucket, symbol);
}

fn bucket_mask(heap: &Heap, table: Value) -> usize {
    heap.count(table) - BUCKETS - 1
}

fn home_bucket(heap: &Heap, symbol: Value, mask: usize) -> usize {
    let name = heap.symbol_slot(symbol, symbol::NAME);
    hash_chars(heap.string_chars(name)) as usize & mask
}

/// FNV-1a over the code points, with a final mix because the low bits select the bucket.
fn hash_chars(chars: impl Iterator<Item = char>) -> u64 {
    let hash = chars.fold(0xcbf2_9ce4_8422_2325u64, |hash, c| {
        (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
    });
    hash ^ hash >> 32
}

/// Whether `symbol`'s name is `name`.
pub(super) fn name_is(heap: &Heap, symbol: Value, name: &str) -> bool {
    string_is(heap, heap.symbol_slot(symbol, symbol::NAME), name)
}

/// Whether the simple string `string` has the characters of `text`.
pub(super) fn string_is(heap: &Heap, string: Value, text: &str) -> bool {
    let n_chars = heap.count(string);
    if heap.is(string, TypeCode::NarrowString) && text.is_ascii() {
        return heap.bytes(string, n_chars) == text.as_bytes();
    }
    heap.string_chars(string).eq(text.chars())
}

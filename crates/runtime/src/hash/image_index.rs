//! The index that a table has in an image, where objects without contents of their own are told apart by their
//! places there.

use super::by_function::stored_hash;
use super::key::{self, Test};
use super::{Parts, enter, number, test};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::hash_table;

/// The words of the index for the copy of `table`, a [compacted](super::compact) one, in an image. `offset` tells
/// where an object lies in the image.
pub fn index_for_image(heap: &Heap, table: Value, offset: impl Fn(Value) -> u64) -> Vec<u32> {
    let parts = Parts::of(heap, table);
    let test: Test = test(heap, table);
    let mut index = vec![0; parts.index.len()];
    for entry in 0..number(heap, table, hash_table::FILL) {
        let key = parts.entries[2 * entry];
        let hash =
            stored_hash(heap, table, entry).unwrap_or_else(|| key::hash_in_image(heap, test, key, &offset));
        enter(&mut index, hash, entry);
    }
    index
}

//! Sorting by the standard's own order predicates (CLHS 17): SORT and STABLE-SORT call no Lisp for them.
//!
//! An ORDER is a number: 0 <, 1 >, 2 CHAR<, 3 CHAR>, 4 STRING<, 5 STRING>.

use super::arguments::{character, index, poll, string_designator};
use crate::arrays::{Elements, Vector};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::numbers;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;
use std::cmp::Ordering;

primitives! {
    pub(super) static SORTING = {
        /// Sorts the elements of the simple vector ITEMS by those of the simple vector KEYS, which is as long, and
        /// may be ITEMS; keeps the order of equal keys. Returns ITEMS. KEYS keeps its order unless it is ITEMS.
        effect "SYSTEM:%SORT-VECTOR" "items keys order" => sort_vector;
    }
}

/// Elements compared and moved between two looks at the poll word.
const CHUNK: usize = 1 << 16;

/// Fixnums that are sorted in a fraction of a second, without a look at the poll word.
const MOST_SORTED_AT_ONCE: usize = 1 << 22;

fn elements_argument(heap: &Heap, vector: Value) -> Result<Vec<Value>, Trap> {
    if heap.is(vector, TypeCode::SimpleVector) {
        Ok(heap.elements(vector).to_vec())
    } else {
        Err(type_error(vector, sym::SIMPLE_VECTOR))
    }
}

fn sort_vector(m: &mut Mutator, [items, keys, order]: [Value; 3]) -> PrimitiveResult {
    let order = index(order, 6)?;
    let descending = order % 2 == 1;
    let elements = elements_argument(&m.heap, items)?;
    let keys = if keys == items { elements.clone() } else { elements_argument(&m.heap, keys)? };
    if keys.len() != elements.len() {
        return Err(
            LispError::Index { datum: Value::fixnum(keys.len() as i64), limit: elements.len() + 1 }.into()
        );
    }
    if order / 2 == 0 && elements == keys && elements.len() <= MOST_SORTED_AT_ONCE {
        let numbers: Option<Vec<i64>> = elements.iter().map(|element| element.as_fixnum()).collect();
        if let Some(mut numbers) = numbers {
            numbers.sort_unstable();
            if descending {
                numbers.reverse();
            }
            store(&mut m.heap, items, numbers.into_iter().map(Value::fixnum));
            return Ok(items);
        }
    }
    let sorted = match order / 2 {
        0 if keys.iter().all(|key| key.is_fixnum()) => {
            let keys = keys.iter().map(|key| key.fixnum_unchecked());
            sort(&m.heap, keys.zip(elements).collect(), descending, |_, a, b| a.cmp(b))?
        }
        0 => {
            if let Some(&key) = keys.iter().find(|&&key| !numbers::is_real(&m.heap, key)) {
                return Err(type_error(key, sym::REAL));
            }
            // What cannot be compared, a NaN, precedes nothing.
            let order = |heap: &Heap, a: &Value, b: &Value| {
                numbers::compare_reals(heap, *a, *b, sym::REAL).ok().flatten().unwrap_or(Ordering::Equal)
            };
            sort(&m.heap, keys.into_iter().zip(elements).collect(), descending, order)?
        }
        1 => {
            let keys = keys.into_iter().map(character).collect::<Result<Vec<char>, Trap>>()?;
            sort(&m.heap, keys.into_iter().zip(elements).collect(), descending, |_, a, b| a.cmp(b))?
        }
        _ => {
            let mut strings = Vec::with_capacity(keys.len());
            for key in keys {
                strings.push(string_designator(&mut m.heap, key)?);
            }
            sort(&m.heap, strings.into_iter().zip(elements).collect(), descending, compare_strings)?
        }
    };
    store(&mut m.heap, items, sorted.into_iter());
    Ok(items)
}

fn store(heap: &mut Heap, vector: Value, items: impl Iterator<Item = Value>) {
    for (at, item) in items.enumerate() {
        heap.set_element(vector, at, item);
    }
}

fn compare_strings(heap: &Heap, a: &Vector, b: &Vector) -> Ordering {
    match (a.elements, b.elements) {
        (Elements::Narrow, Elements::Narrow) => a.byte_slice(heap).cmp(b.byte_slice(heap)),
        (Elements::Wide, Elements::Wide) => a.word_slice(heap).cmp(b.word_slice(heap)),
        _ => a.chars(heap).cmp(b.chars(heap)),
    }
}

/// The items of pairs in the order of their keys, by a merge sort that gives way to interrupts. The order need not
/// be total: the result is then some permutation.
fn sort<K: Copy>(
    heap: &Heap,
    mut items: Vec<(K, Value)>,
    descending: bool,
    order: impl Fn(&Heap, &K, &K) -> Ordering,
) -> Result<Vec<Value>, Trap> {
    let precedes = |a: &K, b: &K| {
        let order = order(heap, a, b);
        if descending { order.is_gt() } else { order.is_lt() }
    };
    for run in items.chunks_mut(INSERTION_RUN) {
        insertion_sort(run, &precedes);
    }
    let mut merged = items.clone();
    let (mut width, mut since_poll) = (INSERTION_RUN, 0);
    while width < items.len() {
        for (source, target) in items.chunks(2 * width).zip(merged.chunks_mut(2 * width)) {
            let (left, right) = source.split_at(width.min(source.len()));
            merge(left, right, target, &precedes);
            since_poll += source.len();
            if since_poll > CHUNK {
                poll(heap)?;
                since_poll = 0;
            }
        }
        std::mem::swap(&mut items, &mut merged);
        width *= 2;
    }
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

/// Length of the runs that are sorted by insertion.
const INSERTION_RUN: usize = 16;

fn insertion_sort<K: Copy>(run: &mut [(K, Value)], precedes: &impl Fn(&K, &K) -> bool) {
    for end in 1..run.len() {
        let item = run[end];
        let mut hole = end;
        while hole > 0 && precedes(&item.0, &run[hole - 1].0) {
            run[hole] = run[hole - 1];
            hole -= 1;
        }
        run[hole] = item;
    }
}

/// Merges two sorted runs; of equal elements the left one comes first.
fn merge<K: Copy>(
    left: &[(K, Value)],
    right: &[(K, Value)],
    target: &mut [(K, Value)],
    precedes: &impl Fn(&K, &K) -> bool,
) {
    let in_order = match (left.last(), right.first()) {
        (Some(last), Some(first)) => !precedes(&first.0, &last.0),
        _ => true,
    };
    if in_order {
        target[..left.len()].copy_from_slice(left);
        target[left.len()..].copy_from_slice(right);
        return;
    }
    let (mut l, mut r) = (0, 0);
    for place in target {
        let from_right = l == left.len() || r < right.len() && precedes(&right[r].0, &left[l].0);
        if from_right {
            *place = right[r];
            r += 1;
        } else {
            *place = left[l];
            l += 1;
        }
    }
}

//! Sequences (CLHS chapter 17): what needs no function argument, for lists and vectors alike.
//!
//! A TEST is a number: 0 EQ, 1 EQL, 2 EQUAL, 3 EQUALP. Bounds may be NIL: the start is then 0, the end the length.

use super::arguments::{bounds, index, list_elements, list_to_vec, non_nil, poll, proper_length, vector};
use crate::arrays::elements::upgraded_elements;
use crate::arrays::{self, Elements, Vector};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::hash::key::{Test, same};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::cons::{CAR, CDR};
use heapfmt::statics::sym;

primitives! {
    pub(super) static SEQUENCES = {
        /// Returns the number of elements of SEQUENCE.
        pure "COMMON-LISP:LENGTH" "sequence" => length;
        /// Returns element INDEX of SEQUENCE.
        alloc "COMMON-LISP:ELT" "sequence index" => elt;
        /// Replaces element INDEX of SEQUENCE by VALUE and returns VALUE.
        effect "SYSTEM:%SET-ELT" "sequence index value" => set_elt;
        /// Returns a copy of the part of SEQUENCE from START to END.
        alloc "COMMON-LISP:SUBSEQ" "sequence start &optional end" => subseq;
        /// Returns a copy of SEQUENCE.
        alloc "COMMON-LISP:COPY-SEQ" "sequence" => copy_seq;
        /// Returns a new sequence with the elements of SEQUENCE in reverse.
        alloc "COMMON-LISP:REVERSE" "sequence" => reverse;
        /// Reverses SEQUENCE in place and returns it.
        effect "COMMON-LISP:NREVERSE" "sequence" => nreverse;
        /// Sets the elements of SEQUENCE from START to END to ITEM and returns SEQUENCE.
        effect "SYSTEM:%FILL" "sequence item start end" => fill;
        /// Copies elements of SOURCE into TARGET, as many as both parts have, and returns TARGET.
        effect "SYSTEM:%REPLACE" "target source start1 end1 start2 end2" => replace;
        /// Returns the index of the first element that is ITEM by TEST, the last one when FROM-END, or NIL.
        alloc "SYSTEM:%POSITION" "item sequence test start end from-end" => position;
        /// Returns the number of elements that are ITEM by TEST.
        alloc "SYSTEM:%COUNT" "item sequence test start end" => count;
        /// Returns SEQUENCE without elements that are ITEM by TEST: at most COUNT of them unless it is NIL, the last
        /// ones when FROM-END.
        alloc "SYSTEM:%REMOVE" "item sequence test start end count from-end" => remove;
        /// Returns the index in SEQUENCE-1 where the two parts first differ by TEST, or NIL.
        alloc "SYSTEM:%MISMATCH" "sequence-1 sequence-2 test start1 end1 start2 end2" => mismatch;
        /// Returns the index in SEQUENCE-2 of the first part, the last one when FROM-END, that is SEQUENCE-1's part
        /// by TEST, or NIL.
        alloc "SYSTEM:%SEARCH" "sequence-1 sequence-2 test start1 end1 start2 end2 from-end" => search;
        /// Returns the elements of all SEQUENCES as a new sequence: a list when KIND is LIST, else a vector of
        /// the element type KIND.
        alloc "SYSTEM:%CONCATENATE" "kind &rest sequences" => rest concatenate;
    }
}

/// A sequence's elements: a vector's run, or those of a list in Rust memory.
enum Run {
    Vector(Vector),
    List(Vec<Value>),
}

impl Run {
    fn of(heap: &Heap, sequence: Value) -> Result<Run, Trap> {
        if sequence.is_list() {
            return Ok(Run::List(list_to_vec(heap, sequence)?));
        }
        match Vector::of(heap, sequence) {
            Some(vector) => Ok(Run::Vector(vector)),
            None => Err(type_error(sequence, sym::SEQUENCE)),
        }
    }

    fn bounded(heap: &Heap, sequence: Value, start: Value, end: Value) -> Result<(Run, usize, usize), Trap> {
        let run = Run::of(heap, sequence)?;
        let (start, end) = bounds(start, end, run.length())?;
        Ok((run, start, end))
    }

    fn length(&self) -> usize {
        match self {
            Run::Vector(vector) => vector.length,
            Run::List(items) => items.len(),
        }
    }

    #[inline]
    fn get(&self, heap: &mut Heap, index: usize) -> Value {
        match self {
            Run::Vector(vector) => vector.get(heap, index),
            Run::List(items) => items[index],
        }
    }
}

fn test_argument(test: Value) -> Result<Test, Trap> {
    Ok(Test::from_number(index(test, 4)? as i64))
}

fn sequence_length(heap: &Heap, sequence: Value) -> Result<usize, Trap> {
    if sequence.is_list() {
        proper_length(heap, sequence)
    } else {
        Ok(sequence_vector(heap, sequence)?.length)
    }
}

fn length(m: &Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::fixnum(sequence_length(&m.heap, sequence)? as i64))
}

/// The cons that holds element `position` of a list.
fn nth_cons(heap: &Heap, list: Value, position: Value) -> PrimitiveResult {
    let n = index(position, usize::MAX)?;
    let mut walk = list_elements(heap, list);
    let mut cons = list;
    for _ in 0..n {
        if walk.next().transpose()?.is_none() {
            break;
        }
        cons = walk.rest();
    }
    if cons.is_cons() {
        Ok(cons)
    } else {
        Err(super::arguments::index_error(position, proper_length(heap, list)?))
    }
}

fn elt(m: &mut Mutator, [sequence, position]: [Value; 2]) -> PrimitiveResult {
    if sequence.is_list() {
        let cons = nth_cons(&m.heap, sequence, position)?;
        return Ok(m.heap.car(cons));
    }
    let vector = sequence_vector(&m.heap, sequence)?;
    let n = index(position, vector.length)?;
    Ok(vector.get(&mut m.heap, n))
}

fn sequence_vector(heap: &Heap, sequence: Value) -> Result<Vector, Trap> {
    Vector::of(heap, sequence).ok_or_else(|| type_error(sequence, sym::SEQUENCE))
}

fn set_elt(m: &mut Mutator, [sequence, position, value]: [Value; 3]) -> PrimitiveResult {
    if sequence.is_list() {
        let cons = nth_cons(&m.heap, sequence, position)?;
        m.heap.set_slot(cons, CAR, value);
        return Ok(value);
    }
    let vector = sequence_vector(&m.heap, sequence)?;
    let n = index(position, vector.length)?;
    vector.set(&mut m.heap, n, value)?;
    Ok(value)
}

/// A new simple vector with the elements of `source`; a literal string's copy is writable.
pub(super) fn copy_vector(heap: &mut Heap, source: &Vector) -> PrimitiveResult {
    let elements = if source.elements == Elements::Narrow { Elements::Wide } else { source.elements };
    let data = arrays::allocate(heap, elements, source.length)?;
    let target = Vector { data, start: 0, length: source.length, elements };
    target.copy_from(heap, source)?;
    Ok(data)
}

fn new_list(heap: &mut Heap, items: &[Value]) -> PrimitiveResult {
    heap.reserve(items.len() * 16)?;
    Ok(heap.list(items))
}

fn subseq(m: &mut Mutator, [sequence, start, end]: [Value; 3]) -> PrimitiveResult {
    match Run::bounded(&m.heap, sequence, start, end)? {
        (Run::Vector(vector), start, end) => copy_vector(&mut m.heap, &vector.part(start, end)),
        (Run::List(items), start, end) => new_list(&mut m.heap, &items[start..end]),
    }
}

fn copy_seq(m: &mut Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    subseq(m, [sequence, Value::UNSUPPLIED, Value::UNSUPPLIED])
}

fn reverse(m: &mut Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    match Run::of(&m.heap, sequence)? {
        Run::List(mut items) => {
            items.reverse();
            new_list(&mut m.heap, &items)
        }
        Run::Vector(vector) => {
            let copy = copy_vector(&mut m.heap, &vector)?;
            reverse_in_place(m, copy)
        }
    }
}

fn reverse_in_place(m: &mut Mutator, sequence: Value) -> PrimitiveResult {
    let vector = vector(&m.heap, sequence)?;
    vector.check_writable()?;
    for low in 0..vector.length / 2 {
        let high = vector.length - 1 - low;
        let (a, b) = (vector.get(&mut m.heap, low), vector.get(&mut m.heap, high));
        vector.set(&mut m.heap, low, b)?;
        vector.set(&mut m.heap, high, a)?;
    }
    Ok(sequence)
}

fn nreverse(m: &mut Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    if !sequence.is_list() {
        sequence_vector(&m.heap, sequence)?;
        return reverse_in_place(m, sequence);
    }
    proper_length(&m.heap, sequence)?;
    let (mut result, mut rest) = (Value::NIL, sequence);
    while rest.is_cons() {
        let next = m.heap.cdr(rest);
        m.heap.set_slot(rest, CDR, result);
        result = rest;
        rest = next;
    }
    Ok(result)
}

/// Stores consecutive items in the conses of a list from index `start` on.
fn store_in_list(heap: &mut Heap, list: Value, start: usize, items: impl Iterator<Item = Value>) {
    let mut cons = (0..start).fold(list, |rest, _| heap.cdr(rest));
    for item in items {
        heap.set_slot(cons, CAR, item);
        cons = heap.cdr(cons);
    }
}

fn fill(m: &mut Mutator, [sequence, item, start, end]: [Value; 4]) -> PrimitiveResult {
    match Run::bounded(&m.heap, sequence, start, end)? {
        (Run::Vector(vector), start, end) => vector.part(start, end).fill(&mut m.heap, item)?,
        (Run::List(_), start, end) => {
            store_in_list(&mut m.heap, sequence, start, std::iter::repeat_n(item, end - start));
        }
    }
    Ok(sequence)
}

fn replace(m: &mut Mutator, [target, source, start1, end1, start2, end2]: [Value; 6]) -> PrimitiveResult {
    let (to, start1, end1) = Run::bounded(&m.heap, target, start1, end1)?;
    let (from, start2, end2) = Run::bounded(&m.heap, source, start2, end2)?;
    let n = (end1 - start1).min(end2 - start2);
    match (&to, &from) {
        (Run::Vector(to), Run::Vector(from)) => {
            to.part(start1, start1 + n).copy_from(&mut m.heap, &from.part(start2, start2 + n))?;
        }
        (Run::Vector(to), Run::List(items)) => {
            for (offset, &item) in items[start2..start2 + n].iter().enumerate() {
                to.set(&mut m.heap, start1 + offset, item)?;
            }
        }
        (Run::List(_), from) => {
            let items: Vec<Value> = (start2..start2 + n).map(|at| from.get(&mut m.heap, at)).collect();
            store_in_list(&mut m.heap, target, start1, items.into_iter());
        }
    }
    Ok(target)
}

fn position(m: &mut Mutator, [item, sequence, test, start, end, from_end]: [Value; 6]) -> PrimitiveResult {
    let test = test_argument(test)?;
    let (run, start, end) = Run::bounded(&m.heap, sequence, start, end)?;
    let found = match (&run, item.as_character()) {
        (Run::Vector(vector), Some(c)) if vector.is_string() && test != Test::Equalp => {
            let mut chars = vector.part(start, end).chars(&m.heap);
            let offset =
                if from_end.is_nil() { chars.position(|d| d == c) } else { chars.rposition(|d| d == c) };
            offset.map(|offset| start + offset)
        }
        _ => {
            let heap = &mut m.heap;
            let mut matches = |at: &usize| {
                let element = run.get(heap, *at);
                same(heap, test, item, element)
            };
            if from_end.is_nil() {
                (start..end).find(&mut matches)
            } else {
                (start..end).rev().find(&mut matches)
            }
        }
    };
    Ok(found.map_or(Value::NIL, |at| Value::fixnum(at as i64)))
}

fn count(m: &mut Mutator, [item, sequence, test, start, end]: [Value; 5]) -> PrimitiveResult {
    let test = test_argument(test)?;
    let (run, start, end) = Run::bounded(&m.heap, sequence, start, end)?;
    let n = (start..end)
        .filter(|&at| {
            let element = run.get(&mut m.heap, at);
            same(&m.heap, test, item, element)
        })
        .count();
    Ok(Value::fixnum(n as i64))
}

fn remove(
    m: &mut Mutator,
    [item, sequence, test, start, end, limit, from_end]: [Value; 7],
) -> PrimitiveResult {
    let test = test_argument(test)?;
    let (run, start, end) = Run::bounded(&m.heap, sequence, start, end)?;
    let limit = match non_nil(limit) {
        None => usize::MAX,
        Some(limit) => match limit.as_fixnum() {
            Some(n) => usize::try_from(n).unwrap_or(0),
            None => return Err(type_error(limit, sym::INTEGER)),
        },
    };
    let mut removed: Vec<usize> = (start..end)
        .filter(|&at| {
            let element = run.get(&mut m.heap, at);
            same(&m.heap, test, item, element)
        })
        .collect();
    if removed.is_empty() || limit == 0 {
        return Ok(sequence);
    }
    if removed.len() > limit {
        let excess = removed.len() - limit;
        if from_end.is_nil() { removed.truncate(limit) } else { drop(removed.drain(..excess)) }
    }
    let mut rest = removed.into_iter().peekable();
    let mut kept = Vec::with_capacity(run.length());
    for at in 0..run.length() {
        if rest.next_if_eq(&at).is_none() {
            kept.push(run.get(&mut m.heap, at));
        }
    }
    match run {
        Run::List(_) => new_list(&mut m.heap, &kept),
        Run::Vector(vector) => vector_of(&mut m.heap, vector.elements, &kept),
    }
}

fn vector_of(heap: &mut Heap, elements: Elements, items: &[Value]) -> PrimitiveResult {
    let elements = if elements == Elements::Narrow { Elements::Wide } else { elements };
    let data = arrays::allocate(heap, elements, items.len())?;
    let target = Vector { data, start: 0, length: items.len(), elements };
    for (at, &item) in items.iter().enumerate() {
        target.set(heap, at, item)?;
    }
    Ok(data)
}

fn mismatch(m: &mut Mutator, args: [Value; 7]) -> PrimitiveResult {
    let [sequence_1, sequence_2, test, start1, end1, start2, end2] = args;
    let test = test_argument(test)?;
    let (one, start1, end1) = Run::bounded(&m.heap, sequence_1, start1, end1)?;
    let (two, start2, end2) = Run::bounded(&m.heap, sequence_2, start2, end2)?;
    let (n1, n2) = (end1 - start1, end2 - start2);
    let differ = (0..n1.min(n2)).find(|offset| {
        let (a, b) = (one.get(&mut m.heap, start1 + offset), two.get(&mut m.heap, start2 + offset));
        !same(&m.heap, test, a, b)
    });
    let differ = differ.or(if n1 == n2 { None } else { Some(n1.min(n2)) });
    Ok(differ.map_or(Value::NIL, |offset| Value::fixnum((start1 + offset) as i64)))
}

/// Elements that SEARCH compares between two looks at the poll word.
const COMPARED_AT_ONCE: usize = 1 << 16;

fn search(m: &mut Mutator, args: [Value; 8]) -> PrimitiveResult {
    let [sequence_1, sequence_2, test, start1, end1, start2, end2, from_end] = args;
    let test = test_argument(test)?;
    let (pattern, start1, end1) = Run::bounded(&m.heap, sequence_1, start1, end1)?;
    let (text, start2, end2) = Run::bounded(&m.heap, sequence_2, start2, end2)?;
    let n = end1 - start1;
    if n > end2 - start2 {
        return Ok(Value::NIL);
    }
    let pattern: Vec<Value> = (start1..end1).map(|at| pattern.get(&mut m.heap, at)).collect();
    let places = start2..end2 - n + 1;
    let (first, last) = (places.start, places.end - 1);
    let mut n_since_poll = 0;
    for place in places {
        let at = if from_end.is_nil() { place } else { first + last - place };
        let n_same = pattern
            .iter()
            .enumerate()
            .take_while(|&(offset, &item)| {
                let element = text.get(&mut m.heap, at + offset);
                same(&m.heap, test, item, element)
            })
            .count();
        if n_same == n {
            return Ok(Value::fixnum(at as i64));
        }
        n_since_poll += n_same + 1;
        if n_since_poll > COMPARED_AT_ONCE {
            poll(&m.heap)?;
            n_since_poll = 0;
        }
    }
    Ok(Value::NIL)
}

fn concatenate(m: &mut Mutator, [kind]: [Value; 1], sequences: &[Value]) -> PrimitiveResult {
    let mut total = 0;
    for &sequence in sequences {
        total += sequence_length(&m.heap, sequence)?;
    }
    if kind == sym::LIST {
        m.heap.reserve(total * 16)?;
        let mut items = Vec::with_capacity(total);
        for &sequence in sequences {
            let run = Run::of(&m.heap, sequence)?;
            items.extend((0..run.length()).map(|at| run.get(&mut m.heap, at)));
        }
        return Ok(m.heap.list(&items));
    }
    let elements = upgraded_elements(&m.heap, kind);
    let data = arrays::allocate(&mut m.heap, elements, total)?;
    let target = Vector { data, start: 0, length: total, elements };
    let mut filled = 0;
    for &sequence in sequences {
        match Run::of(&m.heap, sequence)? {
            Run::Vector(vector) => {
                target.part(filled, filled + vector.length).copy_from(&mut m.heap, &vector)?;
                filled += vector.length;
            }
            Run::List(items) => {
                for item in items {
                    target.set(&mut m.heap, filled, item)?;
                    filled += 1;
                }
            }
        }
    }
    Ok(data)
}

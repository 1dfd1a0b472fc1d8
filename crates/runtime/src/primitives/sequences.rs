//! Sequences (CLHS chapter 17): what needs no function argument, for lists and vectors alike.
//!
//! Bounds may be NIL: the start is then 0, the end the length.

use super::arguments::{bounds, index, list_tail, list_to_vec, proper_length, vector};
use super::conses::{copy_conses, revappend};
use crate::arrays::elements::upgraded_elements;
use crate::arrays::{self, Elements, Vector};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::cons::CAR;
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
        /// Returns the elements of all SEQUENCES as a new sequence: a list when KIND is LIST, else a vector of
        /// the element type KIND.
        alloc "SYSTEM:%CONCATENATE" "kind &rest sequences" => rest concatenate;
    }
}

/// A sequence's elements: a vector's run, or those of a list in Rust memory.
pub(super) enum Run {
    Vector(Vector),
    List(Vec<Value>),
}

impl Run {
    pub(super) fn of(heap: &Heap, sequence: Value) -> Result<Run, Trap> {
        if sequence.is_list() {
            return Ok(Run::List(list_to_vec(heap, sequence)?));
        }
        match Vector::of(heap, sequence) {
            Some(vector) => Ok(Run::Vector(vector)),
            None => Err(type_error(sequence, sym::SEQUENCE)),
        }
    }

    pub(super) fn bounded(
        heap: &Heap,
        sequence: Value,
        start: Value,
        end: Value,
    ) -> Result<(Run, usize, usize), Trap> {
        let run = Run::of(heap, sequence)?;
        let (start, end) = bounds(start, end, run.length())?;
        Ok((run, start, end))
    }

    pub(super) fn length(&self) -> usize {
        match self {
            Run::Vector(vector) => vector.length,
            Run::List(items) => items.len(),
        }
    }

    #[inline]
    pub(super) fn get(&self, heap: &mut Heap, index: usize) -> Value {
        match self {
            Run::Vector(vector) => vector.get(heap, index),
            Run::List(items) => items[index],
        }
    }
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
    let cons = list_tail(heap, index(position, usize::MAX)?, list)?;
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

pub(super) fn new_list(heap: &mut Heap, items: &[Value]) -> PrimitiveResult {
    heap.reserve(items.len() * 16)?;
    Ok(heap.list(items))
}

/// Bounding indices of a list, which is walked to its end.
fn list_bounds(heap: &Heap, list: Value, start: Value, end: Value) -> Result<(usize, usize), Trap> {
    bounds(start, end, proper_length(heap, list)?)
}

fn subseq(m: &mut Mutator, [sequence, start, end]: [Value; 3]) -> PrimitiveResult {
    if sequence.is_list() {
        let (start, end) = list_bounds(&m.heap, sequence, start, end)?;
        let part = list_tail(&m.heap, start, sequence)?;
        return copy_conses(&mut m.heap, part, end - start, |_| Value::NIL);
    }
    let vector = sequence_vector(&m.heap, sequence)?;
    let (start, end) = bounds(start, end, vector.length)?;
    copy_vector(&mut m.heap, &vector.part(start, end))
}

fn copy_seq(m: &mut Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    subseq(m, [sequence, Value::UNSUPPLIED, Value::UNSUPPLIED])
}

fn reverse(m: &mut Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    if sequence.is_list() {
        return revappend(m, [sequence, Value::NIL]);
    }
    let vector = sequence_vector(&m.heap, sequence)?;
    let copy = copy_vector(&mut m.heap, &vector)?;
    reverse_in_place(m, copy)
}

fn reverse_in_place(m: &mut Mutator, sequence: Value) -> PrimitiveResult {
    vector(&m.heap, sequence)?.reverse(&mut m.heap)?;
    Ok(sequence)
}

fn nreverse(m: &mut Mutator, [sequence]: [Value; 1]) -> PrimitiveResult {
    if !sequence.is_list() {
        sequence_vector(&m.heap, sequence)?;
        return reverse_in_place(m, sequence);
    }
    super::conses::reverse_conses(&mut m.heap, sequence)
}

/// Stores consecutive items in the conses of a list from index `start` on.
pub(super) fn store_in_list(heap: &mut Heap, list: Value, start: usize, items: impl Iterator<Item = Value>) {
    let mut cons = (0..start).fold(list, |rest, _| heap.cdr(rest));
    for item in items {
        heap.set_slot(cons, CAR, item);
        cons = heap.cdr(cons);
    }
}

fn fill(m: &mut Mutator, [sequence, item, start, end]: [Value; 4]) -> PrimitiveResult {
    if sequence.is_list() {
        let (start, end) = list_bounds(&m.heap, sequence, start, end)?;
        store_in_list(&mut m.heap, sequence, start, std::iter::repeat_n(item, end - start));
    } else {
        let vector = sequence_vector(&m.heap, sequence)?;
        let (start, end) = bounds(start, end, vector.length)?;
        vector.part(start, end).fill(&mut m.heap, item)?;
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

pub(super) fn vector_of(heap: &mut Heap, elements: Elements, items: &[Value]) -> PrimitiveResult {
    let elements = if elements == Elements::Narrow { Elements::Wide } else { elements };
    let data = arrays::allocate(heap, elements, items.len())?;
    let target = Vector { data, start: 0, length: items.len(), elements };
    for (at, &item) in items.iter().enumerate() {
        target.set(heap, at, item)?;
    }
    Ok(data)
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

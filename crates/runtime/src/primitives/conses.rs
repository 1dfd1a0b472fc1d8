//! Conses and lists (CLHS chapter 14): making, joining, copying and taking apart.

use super::arguments::{self, dotted_length, poll, proper_length, size, steps, supplied};
use crate::cycles::CycleWatch;
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::cons::{CAR, CDR};
use heapfmt::statics::sym;

primitives! {
    pub(super) static CONSES = {
        /// Returns the car of LIST, or NIL when LIST is NIL.
        pure "COMMON-LISP:CAR" "list" => car;
        /// Returns the cdr of LIST, or NIL when LIST is NIL.
        pure "COMMON-LISP:CDR" "list" => cdr;
        /// Returns a new cons of CAR and CDR.
        alloc "COMMON-LISP:CONS" "car cdr" => cons;
        /// Returns a new list of ARGS.
        alloc "COMMON-LISP:LIST" "&rest args" => rest list;
        /// Returns a new list of the arguments, the last of which is its tail.
        alloc "COMMON-LISP:LIST*" "arg &rest args" => rest list_star;
        /// Replaces the car of CONS by OBJECT and returns CONS.
        effect "COMMON-LISP:RPLACA" "cons object" => rplaca;
        /// Replaces the cdr of CONS by OBJECT and returns CONS.
        effect "COMMON-LISP:RPLACD" "cons object" => rplacd;
        /// Returns true when OBJECT is a cons.
        pure "COMMON-LISP:CONSP" "object" => consp;
        /// Returns true when OBJECT is not a cons.
        pure "COMMON-LISP:ATOM" "object" => atom;
        /// Returns true when OBJECT is a cons or NIL.
        pure "COMMON-LISP:LISTP" "object" => listp;
        /// Returns true when OBJECT is NIL.
        pure "COMMON-LISP:NULL" "object" => null;
        /// Returns true when OBJECT is NIL.
        pure "COMMON-LISP:NOT" "object" => null;
        /// Returns true when LIST is NIL and false when it is a cons; anything else is an error.
        pure "COMMON-LISP:ENDP" "list" => endp;
        /// Returns a new list of SIZE elements, all INITIAL-ELEMENT.
        alloc "SYSTEM:%MAKE-LIST" "size initial-element" => make_list;
        /// Returns the number of elements of LIST, or NIL when it is circular.
        pure "COMMON-LISP:LIST-LENGTH" "list" => list_length;
        /// Returns true when OBJECT is a list that ends with NIL.
        pure "EXT:PROPER-LIST-P" "object" => proper_list_p;
        /// Returns the last N conses of LIST (1 by default).
        pure "COMMON-LISP:LAST" "list &optional n" => last;
        /// Returns a copy of LIST without its last N conses (1 by default).
        alloc "COMMON-LISP:BUTLAST" "list &optional n" => butlast;
        /// Returns LIST after cutting off its last N conses (1 by default).
        effect "COMMON-LISP:NBUTLAST" "list &optional n" => nbutlast;
        /// Returns a list with the elements of all LISTS; it shares the last one.
        alloc "COMMON-LISP:APPEND" "&rest lists" => rest append;
        /// Joins LISTS by changing the last cons of each.
        effect "COMMON-LISP:NCONC" "&rest lists" => rest nconc;
        /// Returns the elements of LIST in reverse, followed by TAIL.
        alloc "COMMON-LISP:REVAPPEND" "list tail" => revappend;
        /// Reverses LIST by changing its conses, and puts TAIL behind it.
        effect "COMMON-LISP:NRECONC" "list tail" => nreconc;
        /// Returns a new list with the elements of LIST; a dotted end is kept.
        alloc "COMMON-LISP:COPY-LIST" "list" => copy_list;
        /// Returns a copy of the conses of TREE.
        alloc "COMMON-LISP:COPY-TREE" "tree" => copy_tree;
        /// Returns a copy of LIST up to its tail OBJECT.
        alloc "COMMON-LISP:LDIFF" "list object" => ldiff;
        /// Returns true when OBJECT is LIST or one of its tails.
        pure "COMMON-LISP:TAILP" "object list" => tailp;
    }
}

fn car(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.car(arguments::list(list)?))
}

fn cdr(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.cdr(arguments::list(list)?))
}

fn cons(m: &mut Mutator, [car, cdr]: [Value; 2]) -> PrimitiveResult {
    Ok(m.heap.cons(car, cdr))
}

fn list(m: &mut Mutator, []: [Value; 0], rest: &[Value]) -> PrimitiveResult {
    Ok(m.heap.list(rest))
}

fn list_star(m: &mut Mutator, [arg]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    let Some((&tail, items)) = rest.split_last() else {
        return Ok(arg);
    };
    let tail = m.heap.list_with_tail(items, tail);
    Ok(m.heap.cons(arg, tail))
}

fn cons_argument(cons: Value) -> PrimitiveResult {
    if cons.is_cons() { Ok(cons) } else { Err(type_error(cons, sym::CONS)) }
}

fn rplaca(m: &mut Mutator, [cons, object]: [Value; 2]) -> PrimitiveResult {
    m.heap.set_slot(cons_argument(cons)?, CAR, object);
    Ok(cons)
}

fn rplacd(m: &mut Mutator, [cons, object]: [Value; 2]) -> PrimitiveResult {
    m.heap.set_slot(cons_argument(cons)?, CDR, object);
    Ok(cons)
}

fn consp(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.is_cons()))
}

fn atom(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(!object.is_cons()))
}

fn listp(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.is_list()))
}

fn null(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.is_nil()))
}

fn endp(_: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(arguments::list(list)?.is_nil()))
}

/// Bytes of a cons.
const CONS_BYTES: usize = 16;

/// Reserves memory for a list of `length` conses.
fn reserve_list(heap: &mut Heap, length: usize) -> Result<(), Trap> {
    heap.reserve(length.saturating_mul(CONS_BYTES))
}

fn make_list(m: &mut Mutator, [n, initial_element]: [Value; 2]) -> PrimitiveResult {
    let n = size(n)?;
    reserve_list(&mut m.heap, n)?;
    Ok((0..n).fold(Value::NIL, |list, _| m.heap.cons(initial_element, list)))
}

fn list_length(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    match dotted_length(&m.heap, arguments::list(list)?) {
        Some((length, end)) if end.is_nil() => Ok(Value::fixnum(length as i64)),
        Some((_, end)) => Err(type_error(end, sym::LIST)),
        None => Ok(Value::NIL),
    }
}

/// As [`dotted_length`], a circular list being a type-error.
fn finite_length(heap: &Heap, list: Value) -> Result<usize, Trap> {
    match dotted_length(heap, arguments::list(list)?) {
        Some((length, _)) => Ok(length),
        None => Err(type_error(list, sym::LIST)),
    }
}

/// The optional count of LAST and BUTLAST.
fn tail_count(heap: &Heap, n: Value) -> Result<usize, Trap> {
    supplied(n).map_or(Ok(1), |n| steps(heap, n))
}

fn last(m: &Mutator, [list, n]: [Value; 2]) -> PrimitiveResult {
    let n = tail_count(&m.heap, n)?;
    let (mut behind, mut ahead) = (arguments::list(list)?, list);
    let (mut lead, mut cycle) = (0, CycleWatch::default());
    while ahead.is_cons() {
        if cycle.closes_at(ahead) {
            return Err(type_error(list, sym::LIST));
        }
        ahead = m.heap.cdr(ahead);
        if lead < n {
            lead += 1;
        } else {
            behind = m.heap.cdr(behind);
        }
    }
    Ok(behind)
}

fn butlast(m: &mut Mutator, [list, n]: [Value; 2]) -> PrimitiveResult {
    let n = tail_count(&m.heap, n)?;
    let keep = finite_length(&m.heap, list)?.saturating_sub(n);
    copy_conses(&mut m.heap, list, keep, |_| Value::NIL)
}

fn nbutlast(m: &mut Mutator, [list, n]: [Value; 2]) -> PrimitiveResult {
    let n = tail_count(&m.heap, n)?;
    let keep = finite_length(&m.heap, list)?.saturating_sub(n);
    if keep == 0 {
        return Ok(Value::NIL);
    }
    let last = (1..keep).fold(list, |rest, _| m.heap.cdr(rest));
    m.heap.set_slot(last, CDR, Value::NIL);
    Ok(list)
}

/// A copy of the first `n` conses of `list`, which has them; `end` makes the copy's tail of what follows them.
pub(super) fn copy_conses(
    heap: &mut Heap,
    list: Value,
    n: usize,
    end: impl FnOnce(Value) -> Value,
) -> PrimitiveResult {
    reserve_list(heap, n)?;
    let head = heap.cons(Value::NIL, Value::NIL);
    let (mut last, mut rest) = (head, list);
    for _ in 0..n {
        let copy = heap.cons(heap.car(rest), Value::NIL);
        heap.initialize_slot(last, CDR, copy);
        last = copy;
        rest = heap.cdr(rest);
    }
    heap.initialize_slot(last, CDR, end(rest));
    Ok(heap.cdr(head))
}

fn proper_list_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(proper_length(&m.heap, object).is_ok()))
}

fn append(m: &mut Mutator, []: [Value; 0], lists: &[Value]) -> PrimitiveResult {
    let Some((&tail, lists)) = lists.split_last() else {
        return Ok(Value::NIL);
    };
    let mut length = 0;
    for &list in lists {
        length += proper_length(&m.heap, list)?;
    }
    reserve_list(&mut m.heap, length)?;
    let mut result = tail;
    for &list in lists.iter().rev() {
        let n = proper_length(&m.heap, list)?;
        result = copy_conses(&mut m.heap, list, n, |_| result)?;
    }
    Ok(result)
}

fn nconc(m: &mut Mutator, []: [Value; 0], lists: &[Value]) -> PrimitiveResult {
    let Some((&tail, lists)) = lists.split_last() else {
        return Ok(Value::NIL);
    };
    for &list in lists {
        finite_length(&m.heap, list)?;
    }
    let mut result = tail;
    for &list in lists.iter().rev().filter(|list| !list.is_nil()) {
        let mut last = list;
        while m.heap.cdr(last).is_cons() {
            last = m.heap.cdr(last);
        }
        m.heap.set_slot(last, CDR, result);
        result = list;
    }
    Ok(result)
}

pub(super) fn revappend(m: &mut Mutator, [list, tail]: [Value; 2]) -> PrimitiveResult {
    let n = proper_length(&m.heap, list)?;
    reserve_list(&mut m.heap, n)?;
    let (mut result, mut rest) = (tail, list);
    for _ in 0..n {
        result = m.heap.cons(m.heap.car(rest), result);
        rest = m.heap.cdr(rest);
    }
    Ok(result)
}

fn nreconc(m: &mut Mutator, [list, tail]: [Value; 2]) -> PrimitiveResult {
    let reversed = reverse_conses(&mut m.heap, list)?;
    if list.is_cons() {
        m.heap.set_slot(list, CDR, tail);
        Ok(reversed)
    } else {
        Ok(tail)
    }
}

/// Turns the conses of a list round. A dotted or circular list is a type-error and stays as it was: turning its conses
/// round once more restores it.
pub(super) fn reverse_conses(heap: &mut Heap, list: Value) -> PrimitiveResult {
    fn turn(heap: &mut Heap, list: Value, end: Value) -> (Value, Value) {
        let (mut result, mut rest) = (end, list);
        while rest.is_cons() {
            let next = heap.cdr(rest);
            heap.set_slot(rest, CDR, result);
            (result, rest) = (rest, next);
        }
        (result, rest)
    }
    let (reversed, end) = turn(heap, list, Value::NIL);
    // The way round a circle leads back to the first cons.
    let is_circular = reversed == list && list.is_cons() && !heap.cdr(list).is_nil();
    if end.is_nil() && !is_circular {
        return Ok(reversed);
    }
    turn(heap, reversed, end);
    Err(type_error(if is_circular { list } else { end }, sym::LIST))
}

fn copy_list(m: &mut Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    let n = finite_length(&m.heap, list)?;
    copy_conses(&mut m.heap, list, n, |end| end)
}

/// Conses that COPY-TREE copies between two looks at the poll word and the heap's limit.
const COPIED_AT_ONCE: usize = 1 << 16;

/// Copies each list of conses front to back and keeps the conses whose car is yet to be copied on a worklist.
fn copy_tree(m: &mut Mutator, [tree]: [Value; 1]) -> PrimitiveResult {
    if !tree.is_cons() {
        return Ok(tree);
    }
    let result = m.heap.cons(tree, Value::NIL);
    let mut work = vec![result];
    let mut n_copied = 0usize;
    while let Some(holder) = work.pop() {
        let mut rest = m.heap.car(holder);
        let mut last = m.heap.cons(Value::NIL, Value::NIL);
        let head = last;
        while rest.is_cons() {
            let copy = m.heap.cons(m.heap.car(rest), Value::NIL);
            m.heap.initialize_slot(last, CDR, copy);
            last = copy;
            if m.heap.car(copy).is_cons() {
                work.push(copy);
            }
            rest = m.heap.cdr(rest);
            n_copied += 1;
            if n_copied.is_multiple_of(COPIED_AT_ONCE) {
                poll(&m.heap)?;
                let next = 2 * COPIED_AT_ONCE * CONS_BYTES;
                if m.heap.reserve(next).is_err() {
                    // A collection takes what has been copied. Unless there is room for all of it then, a circular
                    // tree would be copied without end.
                    return Err(Trap::NeedMemory { bytes: n_copied * CONS_BYTES + next });
                }
            }
        }
        m.heap.initialize_slot(last, CDR, rest);
        let copied = m.heap.cdr(head);
        m.heap.initialize_slot(holder, CAR, copied);
    }
    Ok(m.heap.car(result))
}

fn ldiff(m: &mut Mutator, [list, object]: [Value; 2]) -> PrimitiveResult {
    let (mut n, mut rest) = (0, arguments::list(list)?);
    while rest.is_cons() && !crate::equality::eql(&m.heap, rest, object) {
        rest = m.heap.cdr(rest);
        n += 1;
        if n & 0xffff == 0 {
            poll(&m.heap)?;
        }
    }
    let found = crate::equality::eql(&m.heap, rest, object);
    copy_conses(&mut m.heap, list, n, |end| if found { Value::NIL } else { end })
}

fn tailp(m: &Mutator, [object, list]: [Value; 2]) -> PrimitiveResult {
    let (mut n, mut rest) = (0u32, arguments::list(list)?);
    loop {
        if crate::equality::eql(&m.heap, rest, object) {
            return Ok(sym::T);
        }
        if !rest.is_cons() {
            return Ok(Value::NIL);
        }
        rest = m.heap.cdr(rest);
        n = n.wrapping_add(1);
        if n & 0xffff == 0 {
            poll(&m.heap)?;
        }
    }
}

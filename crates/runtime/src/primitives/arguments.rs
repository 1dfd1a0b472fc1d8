//! What primitives expect of their arguments: conversions whose errors carry the object and the type expected.

use crate::arrays::Vector;
use crate::cycles::{CycleWatch, Step};
use crate::error::{LispError, Trap, type_error};
use crate::heap::Heap;
use crate::numbers::sign;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, symbol};
use heapfmt::statics::sym;

/// An optional argument, if the caller gave it.
#[inline]
pub(super) fn supplied(value: Value) -> Option<Value> {
    if value == Value::UNSUPPLIED { None } else { Some(value) }
}

/// An optional argument that is NIL when missing, if it is not NIL.
#[inline]
pub(super) fn non_nil(value: Value) -> Option<Value> {
    if value == Value::UNSUPPLIED || value.is_nil() { None } else { Some(value) }
}

/// A size or index: a fixnum that is not negative.
#[inline]
pub(super) fn size(value: Value) -> Result<usize, Trap> {
    match value.as_fixnum() {
        Some(n) if n >= 0 => Ok(n as usize),
        _ => Err(type_error(value, sym::UNSIGNED_BYTE)),
    }
}

/// A number of steps along a list. A bignum is more than any list has.
pub(super) fn steps(heap: &Heap, n: Value) -> Result<usize, Trap> {
    if heap.is(n, TypeCode::Bignum) && sign(heap, n, sym::UNSIGNED_BYTE)?.is_gt() {
        return Ok(usize::MAX);
    }
    size(n)
}

/// An index below `limit`.
#[inline]
pub(super) fn index(value: Value, limit: usize) -> Result<usize, Trap> {
    match value.as_fixnum() {
        Some(n) if n >= 0 && (n as usize) < limit => Ok(n as usize),
        Some(_) => Err(index_error(value, limit)),
        None => Err(type_error(value, sym::INTEGER)),
    }
}

#[cold]
pub(super) fn index_error(datum: Value, limit: usize) -> Trap {
    LispError::Index { datum, limit }.into()
}

/// Bounding indices of a sequence of `length` elements. A missing start is 0, a missing or NIL end the length.
#[inline]
pub(super) fn bounds(start: Value, end: Value, length: usize) -> Result<(usize, usize), Trap> {
    let end = match non_nil(end) {
        Some(end) => index(end, length + 1)?,
        None => length,
    };
    match supplied(start) {
        Some(start) => Ok((index(start, end + 1)?, end)),
        None => Ok((0, end)),
    }
}

/// A character.
#[inline]
pub(super) fn character(value: Value) -> Result<char, Trap> {
    value.as_character().ok_or_else(|| type_error(value, sym::CHARACTER))
}

/// A vector's elements up to its fill pointer.
#[inline]
pub(super) fn vector(heap: &Heap, value: Value) -> Result<Vector, Trap> {
    Vector::of(heap, value).ok_or_else(|| type_error(value, sym::VECTOR))
}

/// A string's characters.
#[inline]
pub(super) fn string(heap: &Heap, value: Value) -> Result<Vector, Trap> {
    match Vector::of(heap, value) {
        Some(vector) if vector.is_string() => Ok(vector),
        _ => Err(type_error(value, sym::STRING)),
    }
}

/// The string that a string, symbol or character designates.
pub(super) fn string_designator(heap: &mut Heap, value: Value) -> Result<Vector, Trap> {
    let text = if heap.is_symbol(value) {
        heap.symbol_slot(value, symbol::NAME)
    } else if let Some(c) = value.as_character() {
        heap.mutable_string(&[c])
    } else {
        value
    };
    string(heap, text)
}

/// A list, possibly empty; what its last cons holds is not looked at.
#[inline]
pub(super) fn list(value: Value) -> Result<Value, Trap> {
    if value.is_list() { Ok(value) } else { Err(type_error(value, sym::LIST)) }
}

/// An object of type `code`; `expected` names the type in the error.
#[inline]
pub(super) fn object(heap: &Heap, value: Value, code: TypeCode, expected: Value) -> Result<Value, Trap> {
    if heap.is(value, code) { Ok(value) } else { Err(type_error(value, expected)) }
}

/// Gives way to a pending interrupt. Called now and then by walks without bound, before their side effects.
#[inline]
pub(super) fn poll(heap: &Heap) -> Result<(), Trap> {
    heap.poll_interrupt()
}

/// The elements of a proper list. They end where the list does, where it turns out to be circular, and where an
/// interrupt is pending after many steps; [`ListElements::end`] says which. So a walk must come before side effects.
pub(super) struct ListElements<'h> {
    heap: &'h Heap,
    list: Value,
    rest: Value,
    cycle: CycleWatch,
    is_interrupted: bool,
}

/// Walks `list`.
#[inline]
pub(super) fn list_elements(heap: &Heap, list: Value) -> ListElements<'_> {
    ListElements { heap, list, rest: list, cycle: CycleWatch::default(), is_interrupted: false }
}

impl ListElements<'_> {
    /// The cons that the last element came from is followed by this list.
    #[inline]
    pub(super) fn rest(&self) -> Value {
        self.rest
    }

    /// Why there are no more elements: a dotted end is a type-error, and so is to have gone round a circular list.
    #[inline]
    pub(super) fn end(&self) -> Result<(), Trap> {
        if self.rest.is_nil() { Ok(()) } else { Err(self.wrong_end()) }
    }

    #[cold]
    fn wrong_end(&self) -> Trap {
        if self.is_interrupted {
            Trap::Interrupted
        } else if self.rest.is_cons() {
            LispError::CircularList { datum: self.list }.into()
        } else {
            type_error(self.rest, sym::LIST)
        }
    }
}

impl Iterator for ListElements<'_> {
    type Item = Value;

    #[inline(always)]
    fn next(&mut self) -> Option<Value> {
        if !self.rest.is_cons() {
            return None;
        }
        match self.cycle.step(self.rest) {
            Step::Onward => {}
            Step::Pause => {
                if poll(self.heap).is_err() {
                    self.is_interrupted = true;
                    return None;
                }
            }
            Step::Closed => return None,
        }
        let element = self.heap.car(self.rest);
        self.rest = self.heap.cdr(self.rest);
        Some(element)
    }
}

/// Number of conses of a list and the atom in its end, or `None` when it is circular.
pub(super) fn dotted_length(heap: &Heap, list: Value) -> Option<(usize, Value)> {
    let (mut rest, mut length, mut cycle) = (list, 0, CycleWatch::default());
    while rest.is_cons() {
        if cycle.closes_at(rest) {
            return None;
        }
        rest = heap.cdr(rest);
        length += 1;
    }
    Some((length, rest))
}

/// Number of elements of a proper list.
pub(super) fn proper_length(heap: &Heap, list: Value) -> Result<usize, Trap> {
    let mut elements = list_elements(heap, list);
    let length = elements.by_ref().count();
    elements.end()?;
    Ok(length)
}

/// What is left of a list behind `n` conses, NIL when it has fewer.
pub(super) fn list_tail(heap: &Heap, n: usize, list: Value) -> Result<Value, Trap> {
    /// Steps between two looks at the poll word.
    const STRIDE: usize = 1 << 16;
    let (mut rest, mut left) = (list, n);
    loop {
        let stride = left.min(STRIDE);
        for _ in 0..stride {
            if !rest.is_cons() {
                return if rest.is_nil() { Ok(rest) } else { Err(type_error(rest, sym::LIST)) };
            }
            rest = heap.cdr(rest);
        }
        left -= stride;
        if left == 0 {
            return Ok(rest);
        }
        poll(heap)?;
    }
}

/// Elements of a proper list in a Rust vector.
pub(super) fn list_to_vec(heap: &Heap, list: Value) -> Result<Vec<Value>, Trap> {
    let mut elements = list_elements(heap, list);
    let items = elements.by_ref().collect();
    elements.end()?;
    Ok(items)
}

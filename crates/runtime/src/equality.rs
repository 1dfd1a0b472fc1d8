//! EQL, EQUAL and EQUALP: sameness of objects beyond identity.
//!
//! The comparisons keep what is left to compare on a worklist instead of the native stack, so data of any depth
//! can be compared.

use crate::arrays::Vector;
use crate::heap::Heap;
use crate::numbers::integer;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number};
use std::cmp::Ordering;

/// Same object, or numbers of the same type and value.
#[inline]
pub fn eql(heap: &Heap, a: Value, b: Value) -> bool {
    a == b || (a.is_object() && b.is_object() && eql_numbers(heap, a, b))
}

fn eql_numbers(heap: &Heap, a: Value, b: Value) -> bool {
    let code = heap.header(a).type_code();
    if code != heap.header(b).type_code() {
        return false;
    }
    match code {
        Some(TypeCode::Bignum) => integer::compare_integers(heap, a, b) == Some(Ordering::Equal),
        Some(TypeCode::Double) => heap.raw(a, 1) == heap.raw(b, 1),
        Some(TypeCode::Ratio | TypeCode::Complex) => [pair_number::FIRST, pair_number::SECOND]
            .into_iter()
            .all(|part| eql(heap, heap.slot(a, part), heap.slot(b, part))),
        _ => false,
    }
}

/// Conses of equal parts, strings and bit vectors of equal elements, else [`eql`].
pub fn equal(heap: &Heap, a: Value, b: Value) -> bool {
    let (mut a, mut b) = (a, b);
    let mut rest: Vec<(Value, Value)> = Vec::new();
    loop {
        if a.is_cons() && b.is_cons() {
            if a == b {
                // Nothing below can differ.
            } else {
                let (x, y) = (heap.car(a), heap.car(b));
                if x != y {
                    if x.is_cons() && y.is_cons() {
                        rest.push((x, y));
                    } else if !equal_atoms(heap, x, y) {
                        return false;
                    }
                }
                (a, b) = (heap.cdr(a), heap.cdr(b));
                continue;
            }
        } else if !equal_atoms(heap, a, b) {
            return false;
        }
        match rest.pop() {
            Some(pair) => (a, b) = pair,
            None => return true,
        }
    }
}

/// [`equal`] for two objects that are not both conses.
fn equal_atoms(heap: &Heap, a: Value, b: Value) -> bool {
    if eql(heap, a, b) {
        return true;
    }
    if !a.is_object() || !b.is_object() {
        return false;
    }
    let (Some(x), Some(y)) = (Vector::of(heap, a), Vector::of(heap, b)) else {
        return false;
    };
    if x.is_string() && y.is_string() {
        return x.equal_characters(heap, &y);
    }
    x.is_bits()
        && y.is_bits()
        && x.length == y.length
        && (0..x.length).all(|index| x.bit(heap, index) == y.bit(heap, index))
}

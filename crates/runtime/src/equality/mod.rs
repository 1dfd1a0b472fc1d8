//! EQL, EQUAL and EQUALP: sameness of objects beyond identity.
//!
//! The comparisons keep what is left to compare on a worklist instead of the native stack, so data of any depth
//! can be compared; circular objects are the same when no path into them tells them apart ([`progress`]).

mod progress;

use crate::arrays::{self, Elements, Vector};
use crate::characters::upcase;
use crate::hash;
use crate::hash::key::{Test, same};
use crate::heap::Heap;
use crate::numbers::{self, integer};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, flags, pair_number, structure};
use heapfmt::statics::sym;
use progress::Progress;
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

/// Conses of equal parts, strings and bit vectors of equal elements, pathnames of equal slots, else [`eql`].
pub fn equal(heap: &Heap, a: Value, b: Value) -> bool {
    let (mut a, mut b) = (a, b);
    let mut rest: Vec<(Value, Value)> = Vec::new();
    // Sequence functions compare element by element: what has no parts to compare needs no record of progress.
    if !a.is_cons() || !b.is_cons() {
        let same = equal_atoms(heap, a, b, &mut rest);
        if !same || rest.is_empty() {
            return same;
        }
        rest.clear();
    }
    let mut progress = Progress::new(heap);
    loop {
        if a.is_cons() && b.is_cons() {
            if a != b && !progress.is_settled(a, b, 1) {
                let (x, y) = (heap.car(a), heap.car(b));
                if x != y {
                    if x.is_cons() && y.is_cons() {
                        rest.push((x, y));
                    } else if !equal_atoms(heap, x, y, &mut rest) {
                        return false;
                    }
                }
                (a, b) = (heap.cdr(a), heap.cdr(b));
                continue;
            }
        } else if !equal_atoms(heap, a, b, &mut rest) {
            return false;
        }
        match rest.pop() {
            Some(pair) => (a, b) = pair,
            None => return true,
        }
    }
}

/// [`equal`] for two objects that are not both conses. What their parts must satisfy goes to `rest`.
fn equal_atoms(heap: &Heap, a: Value, b: Value, rest: &mut Vec<(Value, Value)>) -> bool {
    if eql(heap, a, b) {
        return true;
    }
    if !a.is_object() || !b.is_object() || heap.is_symbol(a) || heap.is_symbol(b) {
        return false;
    }
    let (Some(x), Some(y)) = (Vector::of(heap, a), Vector::of(heap, b)) else {
        return is_compared_by_slots(heap, a)
            && heap.is(b, TypeCode::Structure)
            && match_slots(heap, a, b, rest);
    };
    if x.is_string() && y.is_string() {
        return x.equal_characters(heap, &y);
    }
    x.is_bits() && y.is_bits() && x.equal_bits(heap, &y)
}

/// Whether `object` is a structure that EQUAL compares by its slots.
pub(crate) fn is_compared_by_slots(heap: &Heap, object: Value) -> bool {
    heap.is(object, TypeCode::Structure)
        && heap.header(heap.slot(object, structure::LAYOUT)).flags() & flags::COMPARED_BY_SLOTS != 0
}

/// Whether two structures have the same layout; their slots go to `rest`.
fn match_slots(heap: &Heap, a: Value, b: Value, rest: &mut Vec<(Value, Value)>) -> bool {
    if heap.slot(a, structure::LAYOUT) != heap.slot(b, structure::LAYOUT) {
        return false;
    }
    let slots = structure::SLOTS..heap.count(a) + 2;
    rest.extend(slots.map(|word| (heap.slot(a, word), heap.slot(b, word))));
    true
}

/// As [`equal`], but characters and strings ignore case, numbers compare by value, and arrays, structures and
/// hash tables by their parts.
pub fn equalp(heap: &Heap, a: Value, b: Value) -> bool {
    equalp_nested(heap, a, b, 0)
}

/// Hash tables whose keys are hash tables, and so on, that are looked into: looking up a key compares it, on the
/// native stack.
const MAX_NESTED_KEYS: usize = 50;

/// [`equalp`] of keys of hash tables that are keys of `depth` hash tables. Those nested too deeply are the same only
/// if they are one object.
fn equalp_nested(heap: &Heap, a: Value, b: Value, depth: usize) -> bool {
    // Sequence functions compare element by element: characters need no worklist.
    if let (Some(x), Some(y)) = (a.as_character(), b.as_character()) {
        return x == y || upcase(x) == upcase(y);
    }
    let mut comparison = Comparison { heap, rest: vec![(a, b)], progress: Progress::new(heap), depth };
    while let Some((mut a, mut b)) = comparison.rest.pop() {
        while a.is_cons() && b.is_cons() && a != b && !comparison.progress.is_settled(a, b, 1) {
            let (x, y) = (heap.car(a), heap.car(b));
            if x != y {
                comparison.rest.push((x, y));
            }
            (a, b) = (heap.cdr(a), heap.cdr(b));
        }
        let is_settled = a == b || a.is_cons() && b.is_cons();
        if !is_settled && !comparison.equalp_atoms(a, b) {
            return false;
        }
    }
    true
}

/// An EQUALP that is under way.
struct Comparison<'h> {
    heap: &'h Heap,
    /// What is left to compare.
    rest: Vec<(Value, Value)>,
    progress: Progress,
    /// As in [`equalp_nested`].
    depth: usize,
}

impl Comparison<'_> {
    /// Compares two objects that are not both conses. What their parts must satisfy is left to compare.
    fn equalp_atoms(&mut self, a: Value, b: Value) -> bool {
        let heap = self.heap;
        if let (Some(x), Some(y)) = (a.as_character(), b.as_character()) {
            return upcase(x) == upcase(y);
        }
        if numbers::is_real(heap, a) && numbers::is_real(heap, b) {
            return numbers::compare_reals(heap, a, b, sym::REAL)
                .is_ok_and(|order| order == Some(Ordering::Equal));
        }
        if heap.is(a, TypeCode::Complex) != heap.is(b, TypeCode::Complex) {
            let reals = numbers::real_equal_to(heap, a).zip(numbers::real_equal_to(heap, b));
            return reals.is_some_and(|(x, y)| numbers::order(&x, &y) == Some(Ordering::Equal));
        }
        if !a.is_object() || !b.is_object() {
            return false;
        }
        if arrays::is_array(heap, a) && arrays::is_array(heap, b) {
            return self.equalp_arrays(a, b);
        }
        let code = heap.type_of(a);
        if code != heap.type_of(b) {
            return false;
        }
        match code {
            Some(TypeCode::Complex) => {
                let parts = [pair_number::FIRST, pair_number::SECOND];
                self.rest.extend(parts.map(|word| (heap.slot(a, word), heap.slot(b, word))));
                true
            }
            Some(TypeCode::Structure) if is_compared_by_slots(heap, a) => equal(heap, a, b),
            Some(TypeCode::Structure) => {
                self.progress.is_settled(a, b, heap.count(a)) || match_slots(heap, a, b, &mut self.rest)
            }
            Some(TypeCode::HashTable) => self.equalp_tables(a, b),
            _ => false,
        }
    }

    fn equalp_arrays(&mut self, a: Value, b: Value) -> bool {
        let heap = self.heap;
        let rank = arrays::rank(heap, a);
        if rank != arrays::rank(heap, b) {
            return false;
        }
        // Vectors compare up to their fill pointers.
        let elements = |array| if rank == 1 { Vector::of(heap, array) } else { Vector::whole(heap, array) };
        let (Some(x), Some(y)) = (elements(a), elements(b)) else {
            return false;
        };
        let same_shape = x.length == y.length
            && (rank == 1
                || (0..rank)
                    .all(|axis| arrays::dimension(heap, a, axis) == arrays::dimension(heap, b, axis)));
        if !same_shape {
            return false;
        }
        if x.is_string() && y.is_string() {
            return x.equal_characters_but_case(heap, &y);
        }
        if x.elements == Elements::General && y.elements == Elements::General {
            if !self.progress.is_settled(a, b, x.length) {
                self.rest.extend(
                    (0..x.length)
                        .map(|n| (heap.element(x.data, x.start + n), heap.element(y.data, y.start + n))),
                );
            }
            return true;
        }
        // At least one holds characters or numbers only.
        (0..x.length).all(|index| match (x.number(heap, index), y.number(heap, index)) {
            (Some(p), Some(q)) => numbers::order(&p, &q) == Some(Ordering::Equal),
            (None, None) => match (x.character(heap, index), y.character(heap, index)) {
                (Some(c), Some(d)) => upcase(c) == upcase(d),
                _ => false,
            },
            _ => false,
        })
    }

    fn equalp_tables(&mut self, a: Value, b: Value) -> bool {
        let heap = self.heap;
        if hash::test(heap, a) != hash::test(heap, b) || hash::count(heap, a) != hash::count(heap, b) {
            return false;
        }
        if self.progress.is_settled(a, b, hash::count(heap, a)) {
            return true;
        }
        let mut from = 0;
        while let Some((next, key, value)) = hash::next(heap, a, from) {
            let found = hash::get_compared(heap, b, key, |test, other| match test {
                Test::Equalp if self.depth == MAX_NESTED_KEYS => eql(heap, key, other),
                Test::Equalp => equalp_nested(heap, key, other, self.depth + 1),
                test => same(heap, test, key, other),
            });
            match found {
                Some(other) => self.rest.push((value, other)),
                None => return false,
            }
            from = next;
        }
        true
    }
}

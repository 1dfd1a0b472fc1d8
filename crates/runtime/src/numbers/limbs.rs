//! Sums, differences and products of short integers and ratios, from where they lie in the heap.
//!
//! Most integers beyond fixnums have a few dozen limbs. Taking them off the heap and putting the result back would
//! cost several times what the operation does, so these are computed on the stack. What is longer, or needs a greatest
//! common divisor, is left to the general way.

use super::integer::{self, Limbs};
use super::rational;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number};
use std::cmp::Ordering;

/// Limbs of the longest operands.
const MAX_LIMBS: usize = 64;

/// Room for the limbs of a result.
type Room = [u64; MAX_LIMBS + 1];

/// `a + b`
pub(super) fn add(heap: &mut Heap, a: Value, b: Value) -> Option<Value> {
    if heap.is(a, TypeCode::Ratio) {
        return combine_with_integer(heap, a, b, add);
    }
    if heap.is(b, TypeCode::Ratio) {
        return combine_with_integer(heap, b, a, add);
    }
    let (x, y) = operands(heap, a, b)?;
    let mut room: Room = [0; MAX_LIMBS + 1];
    let negative = add_signed(&x, &y, y.is_negative(), &mut room);
    write(heap, negative, &room)
}

/// `a - b`
pub(super) fn subtract(heap: &mut Heap, a: Value, b: Value) -> Option<Value> {
    if heap.is(a, TypeCode::Ratio) {
        return combine_with_integer(heap, a, b, subtract);
    }
    if heap.is(b, TypeCode::Ratio) {
        return combine_with_integer(heap, b, a, |heap, numerator, integer| {
            subtract(heap, integer, numerator)
        });
    }
    let (x, y) = operands(heap, a, b)?;
    let mut room: Room = [0; MAX_LIMBS + 1];
    let negative = add_signed(&x, &y, !y.is_negative(), &mut room);
    write(heap, negative, &room)
}

/// `a * b` where one of them has one limb.
pub(super) fn multiply(heap: &mut Heap, a: Value, b: Value) -> Option<Value> {
    let (x, y) = operands(heap, a, b)?;
    let negative = x.is_negative() != y.is_negative();
    let (long, factor) = match (x.magnitude(), y.magnitude()) {
        (long, &[factor]) | (&[factor], long) => (long, factor),
        _ => return None,
    };
    let mut room: Room = [0; MAX_LIMBS + 1];
    let mut carry = 0;
    for (limb, &x) in room.iter_mut().zip(long) {
        let product = u128::from(x) * u128::from(factor) + u128::from(carry);
        (*limb, carry) = (product as u64, (product >> 64) as u64);
    }
    room[long.len()] = carry;
    write(heap, negative, &room)
}

/// `a / b` where that is a ratio turned upside down.
pub(super) fn divide(heap: &mut Heap, a: Value, b: Value) -> Option<Value> {
    if a != Value::fixnum(1) || !heap.is(b, TypeCode::Ratio) {
        return None;
    }
    let numerator = heap.slot(b, pair_number::FIRST);
    if numerator == Value::fixnum(1) {
        return Some(heap.slot(b, pair_number::SECOND));
    }
    if integer::limbs(heap, numerator)?.is_negative() {
        return None;
    }
    let denominator = heap.slot(b, pair_number::SECOND);
    Some(rational::allocate_ratio(heap, denominator, numerator))
}

/// A ratio and an integer, combined by applying `operation` to the numerator and the integer times the denominator,
/// which is the result's, too.
fn combine_with_integer(
    heap: &mut Heap,
    ratio: Value,
    integer: Value,
    operation: impl Fn(&mut Heap, Value, Value) -> Option<Value>,
) -> Option<Value> {
    if !integer::is_integer(heap, integer) {
        return None;
    }
    let denominator = heap.slot(ratio, pair_number::SECOND);
    let multiple =
        if integer == Value::fixnum(1) { denominator } else { multiply(heap, integer, denominator)? };
    let numerator = heap.slot(ratio, pair_number::FIRST);
    let numerator = operation(heap, numerator, multiple)?;
    Some(rational::allocate_ratio(heap, numerator, denominator))
}

/// Two integers that are short enough.
fn operands(heap: &Heap, a: Value, b: Value) -> Option<(Limbs<'_>, Limbs<'_>)> {
    let (x, y) = (integer::limbs(heap, a)?, integer::limbs(heap, b)?);
    (x.magnitude().len().max(y.magnitude().len()) <= MAX_LIMBS).then_some((x, y))
}

fn write(heap: &mut Heap, negative: bool, room: &Room) -> Option<Value> {
    let n_limbs = room.len() - room.iter().rev().take_while(|limb| **limb == 0).count();
    integer::from_limbs(heap, negative, &room[..n_limbs]).ok()
}

/// Puts the magnitude of the sum of `x` and of `y` with another sign into `room`, which is zero; returns its sign.
fn add_signed(x: &Limbs<'_>, y: &Limbs<'_>, y_is_negative: bool, room: &mut Room) -> bool {
    let (a, b) = (x.magnitude(), y.magnitude());
    if x.is_negative() == y_is_negative {
        let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
        let carry = combine(long, short, room, u64::overflowing_add);
        room[long.len()] = u64::from(carry);
        return y_is_negative;
    }
    let (larger, smaller, negative) = match integer::compare_magnitudes(a, b) {
        Ordering::Less => (b, a, y_is_negative),
        _ => (a, b, x.is_negative()),
    };
    combine(larger, smaller, room, u64::overflowing_sub);
    negative
}

/// Combines limbs from the lowest to the highest; returns the carry.
#[inline(always)]
fn combine(long: &[u64], short: &[u64], room: &mut Room, operation: fn(u64, u64) -> (u64, bool)) -> bool {
    let mut carry = false;
    let (low, high) = long.split_at(short.len());
    let (room_low, room_high) = room.split_at_mut(short.len());
    for ((limb, &a), &b) in room_low.iter_mut().zip(low).zip(short) {
        let (partial, first) = operation(a, b);
        let (result, second) = operation(partial, u64::from(carry));
        (*limb, carry) = (result, first | second);
    }
    for (limb, &a) in room_high.iter_mut().zip(high) {
        (*limb, carry) = operation(a, u64::from(carry));
    }
    carry
}

//! Jumps: unconditional, on types and identity, on the order of numbers.

use super::Vm;
use super::safepoint;
use super::signals::trap;
use super::state::{Operands, State};
use crate::equality;
use crate::error::Trap;
use crate::mutator::Mutator;
use crate::numbers;
use heapfmt::Value;
use std::cmp::Ordering;

#[inline(always)]
pub(super) fn jump<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.jumped(o.instruction().sax_field() as isize)
}

#[inline(always)]
pub(super) fn loop_back<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let s = s.jumped(o.instruction().sax_field() as isize);
    if vm.is_polled() {
        return safepoint::run(vm, s);
    }
    s
}

#[inline(always)]
fn jump_if<O: Operands>(s: State, o: O, condition: bool) -> State {
    if condition {
        return s.branched(o.signed_bx());
    }
    s
}

#[inline(always)]
pub(super) fn jump_if_nil<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    jump_if(s, o, s.register(o.a()).is_nil())
}

#[inline(always)]
pub(super) fn jump_if_true<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    jump_if(s, o, !s.register(o.a()).is_nil())
}

#[inline(always)]
pub(super) fn jump_if_supplied<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    jump_if(s, o, s.register(o.a()) != Value::UNSUPPLIED)
}

#[inline(always)]
pub(super) fn jump_if_cons<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    jump_if(s, o, s.register(o.a()).is_cons())
}

#[inline(always)]
pub(super) fn jump_if_atom<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    jump_if(s, o, !s.register(o.a()).is_cons())
}

/// Skips the extension word, and goes its distance further when `condition` holds.
#[inline(always)]
fn extended_jump_if(mut s: State, condition: bool) -> State {
    let distance = s.fetch() as i32;
    if condition {
        return s.branched(distance as isize);
    }
    s
}

#[inline(always)]
pub(super) fn jump_if_eq<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    extended_jump_if(s, s.register(o.a()) == s.register(o.b()))
}

#[inline(always)]
pub(super) fn jump_if_not_eq<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    extended_jump_if(s, s.register(o.a()) != s.register(o.b()))
}

/// Only numbers in memory can be EQL without being EQ.
#[inline(always)]
fn is_eql(vm: &Vm, x: Value, y: Value) -> bool {
    x == y || (x.is_object() && y.is_object() && boxed_eql(vm, x, y))
}

#[inline(never)]
fn boxed_eql(vm: &Vm, x: Value, y: Value) -> bool {
    equality::eql(&vm.mutator.heap, x, y)
}

#[inline(always)]
pub(super) fn jump_if_eql<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    extended_jump_if(s, is_eql(vm, s.register(o.a()), s.register(o.b())))
}

#[inline(always)]
pub(super) fn jump_if_not_eql<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    extended_jump_if(s, !is_eql(vm, s.register(o.a()), s.register(o.b())))
}

type Comparison = fn(&Mutator, Value, Value) -> Result<bool, Trap>;

#[cold]
#[inline(never)]
fn generic<O: Operands>(
    vm: &mut Vm,
    s: State,
    o: O,
    comparison: Comparison,
    x: Value,
    y: Value,
    wanted: bool,
) -> State {
    match comparison(&vm.mutator, x, y) {
        Ok(result) => extended_jump_if(s, result == wanted),
        Err(cause) => trap(vm, s, s.start(o), cause),
    }
}

fn less(m: &Mutator, x: Value, y: Value) -> Result<bool, Trap> {
    Ok(numbers::compare(m, x, y)? == Ordering::Less)
}

fn less_or_equal(m: &Mutator, x: Value, y: Value) -> Result<bool, Trap> {
    Ok(numbers::compare(m, x, y)? != Ordering::Greater)
}

fn greater(m: &Mutator, x: Value, y: Value) -> Result<bool, Trap> {
    Ok(numbers::compare(m, x, y)? == Ordering::Greater)
}

/// Jumps on the comparison of R[a] with R[b] or the integer b: fixnums by `fast`, immediate doubles by
/// `double`, others by `slow`.
macro_rules! comparison {
    ($name:ident, $second:ident, $fast:expr, $double:ident, $slow:expr, $wanted:literal) => {
        #[inline(always)]
        pub(super) fn $name<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
            let (x, y) = (s.register(o.a()), $second(s, o));
            if Value::both_fixnums(x, y) {
                return extended_jump_if(s, $fast(x, y) == $wanted);
            }
            if let (Some(x), Some(y)) = (x.as_immediate_double(), y.as_immediate_double()) {
                return extended_jump_if(s, f64::$double(&x, &y) == $wanted);
            }
            generic(vm, s, o, $slow, x, y, $wanted)
        }
    };
}

#[inline(always)]
fn register<O: Operands>(s: State, o: O) -> Value {
    s.register(o.b())
}

#[inline(always)]
fn integer<O: Operands>(_s: State, o: O) -> Value {
    Value::fixnum(o.signed_b())
}

#[inline(always)]
fn fixnum_not_greater(x: Value, y: Value) -> bool {
    !Value::fixnum_less(y, x)
}

#[inline(always)]
fn fixnum_greater(x: Value, y: Value) -> bool {
    Value::fixnum_less(y, x)
}

#[inline(always)]
fn fixnum_equal(x: Value, y: Value) -> bool {
    x == y
}

comparison!(jump_if_less, register, Value::fixnum_less, lt, less, true);
comparison!(jump_if_not_less, register, Value::fixnum_less, lt, less, false);
comparison!(jump_if_less_or_equal, register, fixnum_not_greater, le, less_or_equal, true);
comparison!(jump_if_not_less_or_equal, register, fixnum_not_greater, le, less_or_equal, false);
comparison!(jump_if_number_equal, register, fixnum_equal, eq, numbers::number_equal, true);
comparison!(jump_if_not_number_equal, register, fixnum_equal, eq, numbers::number_equal, false);
comparison!(jump_if_less_integer, integer, Value::fixnum_less, lt, less, true);
comparison!(jump_if_not_less_integer, integer, Value::fixnum_less, lt, less, false);
comparison!(jump_if_greater_integer, integer, fixnum_greater, gt, greater, true);
comparison!(jump_if_not_greater_integer, integer, fixnum_greater, gt, greater, false);
comparison!(jump_if_equal_integer, integer, fixnum_equal, eq, numbers::number_equal, true);
comparison!(jump_if_not_equal_integer, integer, fixnum_equal, eq, numbers::number_equal, false);

//! Arithmetic: fixnums and immediate doubles inline, everything else in [`crate::numbers`].

use super::Vm;
use super::signals::trap;
use super::state::{Operands, State};
use crate::error::PrimitiveResult;
use crate::mutator::Mutator;
use crate::numbers;
use heapfmt::Value;
use std::ops::{Add, BitAnd, BitOr, BitXor, Mul, Sub};

type Operation = fn(&mut Mutator, Value, Value) -> PrimitiveResult;

#[cold]
#[inline(never)]
fn generic<O: Operands>(vm: &mut Vm, s: State, o: O, operation: Operation, x: Value, y: Value) -> State {
    match operation(&mut vm.mutator, x, y) {
        Ok(value) => {
            s.set_register(o.a(), value);
            s
        }
        Err(cause) => trap(vm, s, s.start(o), cause),
    }
}

macro_rules! operation {
    ($name:ident, $x:ident, $y:ident, $fast:expr $(, $double:expr)?) => {
        #[inline(always)]
        pub(super) fn $name<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
            let ($x, $y) = (s.register(o.b()), s.register(o.c()));
            if let Some(value) = $fast {
                s.set_register(o.a(), value);
                return s;
            }
            $(if let Some(value) = $double {
                s.set_register(o.a(), value);
                return s;
            })?
            generic(vm, s, o, numbers::$name, $x, $y)
        }
    };
}

operation!(add, x, y, Value::fixnum_sum(x, y), Value::double_operation(x, y, f64::add));
operation!(subtract, x, y, Value::fixnum_difference(x, y), Value::double_operation(x, y, f64::sub));
operation!(multiply, x, y, Value::fixnum_product(x, y), Value::double_operation(x, y, f64::mul));
operation!(logand, x, y, Value::fixnum_bitwise(x, y, u64::bitand));
operation!(logior, x, y, Value::fixnum_bitwise(x, y, u64::bitor));
operation!(logxor, x, y, Value::fixnum_bitwise(x, y, u64::bitxor));

#[inline(always)]
pub(super) fn add_integer<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let (x, y) = (s.register(o.b()), Value::fixnum(o.signed_c()));
    if let Some(value) = Value::fixnum_sum(x, y) {
        s.set_register(o.a(), value);
        return s;
    }
    generic(vm, s, o, numbers::add, x, y)
}

//! Moves, constants, closures and captured variables.

use super::Vm;
use super::state::{Operands, State};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, closure, value_cell};
use heapfmt::statics::sym;

#[inline(always)]
pub(super) fn copy<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), s.register(o.b()));
    s
}

#[inline(always)]
pub(super) fn load_constant<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), vm.constant(o.bx()));
    s
}

#[inline(always)]
pub(super) fn load_integer<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), Value::fixnum(o.signed_bx() as i64));
    s
}

#[inline(always)]
pub(super) fn load_nil<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), Value::NIL);
    s
}

#[inline(always)]
pub(super) fn load_true<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), sym::T);
    s
}

#[inline(always)]
pub(super) fn load_unsupplied<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), Value::UNSUPPLIED);
    s
}

#[inline(always)]
pub(super) fn make_closure<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let n_captured = o.c();
    let prototype = vm.constant(o.b());
    let heap = &mut vm.mutator.heap;
    let function = heap.allocate_counted(Header::new(TypeCode::Closure), 1 + n_captured, Value::NIL);
    heap.initialize_slot(function, closure::PROTOTYPE, prototype);
    for index in 0..n_captured {
        heap.initialize_slot(function, closure::CAPTURED + index, s.register(o.a() + 1 + index));
    }
    s.set_register(o.a(), function);
    s
}

/// Captured value `index` of the running closure.
#[inline(always)]
fn captured(vm: &Vm, s: State, index: usize) -> Value {
    vm.mutator.heap.slot(s.function(), closure::CAPTURED + index)
}

#[inline(always)]
pub(super) fn load_captured<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), captured(vm, s, o.b()));
    s
}

#[inline(always)]
pub(super) fn make_cell<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let heap = &mut vm.mutator.heap;
    let cell = heap.allocate(Header::new(TypeCode::ValueCell));
    heap.initialize_slot(cell, value_cell::VALUE, s.register(o.b()));
    s.set_register(o.a(), cell);
    s
}

#[inline(always)]
pub(super) fn load_cell<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), vm.mutator.heap.slot(s.register(o.b()), value_cell::VALUE));
    s
}

#[inline(always)]
pub(super) fn store_cell<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    vm.mutator.heap.set_slot(s.register(o.a()), value_cell::VALUE, s.register(o.b()));
    s
}

#[inline(always)]
pub(super) fn load_captured_cell<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), vm.mutator.heap.slot(captured(vm, s, o.b()), value_cell::VALUE));
    s
}

#[inline(always)]
pub(super) fn store_captured_cell<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let cell = captured(vm, s, o.a());
    vm.mutator.heap.set_slot(cell, value_cell::VALUE, s.register(o.b()));
    s
}

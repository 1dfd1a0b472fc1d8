//! Moves, constants, closures and captured variables.

use super::Vm;
use super::state::{Operands, State};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, closure, value_cell};
use heapfmt::statics::sym;

#[inline(always)]
pub(super) fn copy<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), s.register(o.b()));
    s
}

#[inline(always)]
pub(super) fn copy_pair<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), s.register(o.b()));
    s.set_register(o.a() + 1, s.register(o.c()));
    s
}

#[inline(always)]
pub(super) fn copy_triple<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.move_registers(o.b(), o.a(), 3);
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
    let prototype = vm.constant(o.b());
    let function = vm.mutator.heap.closure(prototype, s.registers(o.a() + 1, o.c()));
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
    let cell = vm.mutator.heap.allocate_slots(TypeCode::ValueCell, [s.register(o.b())]);
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

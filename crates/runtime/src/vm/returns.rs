//! Returning, and the value buffer.
//!
//! The first value goes to the caller's function register. The value buffer is filled only for callers that asked.

use super::Vm;
use super::resume;
use super::signals::trap;
use super::state::{FrameFlags, Operands, State};
use crate::error::type_error;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;

/// Returns one value.
#[inline(always)]
fn return_one(vm: &mut Vm, s: State, value: Value) -> State {
    if s.link().flags() == FrameFlags::NONE {
        return return_first(vm, s, value);
    }
    vm.mutator.set_single_value(value);
    return_value(vm, s, value)
}

/// Returns `value`, and the value buffer to a caller that wants all values.
#[inline(never)]
pub(super) fn return_value(vm: &mut Vm, s: State, value: Value) -> State {
    let flags = s.link().flags();
    if flags.has(FrameFlags::BOUNDARY) {
        vm.outcome = Some(Ok(value));
        return s.stopped();
    }
    if flags.has(FrameFlags::RESUME) {
        let callee = s.function();
        let instruction = s.caller(vm, callee);
        return resume::with_value(vm, instruction, value);
    }
    return_first(vm, s, value)
}

/// Stores the first value and goes to the caller.
#[inline(always)]
fn return_first(vm: &mut Vm, s: State, value: Value) -> State {
    let callee = s.function();
    s.set_function(value);
    s.caller(vm, callee)
}

#[inline(always)]
pub(super) fn return_register<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    return_one(vm, s, s.register(o.a()))
}

#[inline(always)]
pub(super) fn return_nil<O: Operands>(vm: &mut Vm, s: State, _o: O) -> State {
    return_one(vm, s, Value::NIL)
}

#[inline(always)]
pub(super) fn return_values<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let values = s.registers(o.a(), o.b());
    let first = values.first().copied().unwrap_or(Value::NIL);
    if s.link().flags() == FrameFlags::NONE {
        return return_first(vm, s, first);
    }
    set_buffer(vm, values);
    return_value(vm, s, first)
}

#[inline(always)]
pub(super) fn return_multiple<O: Operands>(vm: &mut Vm, s: State, _o: O) -> State {
    let first = vm.first_value();
    return_value(vm, s, first)
}

fn set_buffer(vm: &mut Vm, values: &[Value]) {
    vm.mutator.values.clear();
    vm.mutator.values.extend_from_slice(values);
}

#[inline(always)]
pub(super) fn set_values<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    set_buffer(vm, s.registers(o.a(), o.b()));
    s
}

#[inline(always)]
pub(super) fn take_values<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    for index in 0..o.b() {
        let value = vm.mutator.values.get(index).copied().unwrap_or(Value::NIL);
        s.set_register(o.a() + index, value);
    }
    s
}

#[inline(always)]
pub(super) fn values_to_list<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), vm.values_list());
    s
}

#[inline(always)]
pub(super) fn list_to_values<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    if !vm.take_list_as_values(s.register(o.a())) {
        return trap(vm, s, s.start(o), type_error(s.register(o.a()), sym::LIST));
    }
    s
}

#[inline(always)]
pub(super) fn first_value<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), vm.first_value());
    s
}

impl Vm {
    /// First value of the value buffer, or NIL.
    #[inline]
    pub(super) fn first_value(&self) -> Value {
        self.mutator.values.first().copied().unwrap_or(Value::NIL)
    }

    /// A list of the value buffer's values.
    #[inline(never)]
    pub(super) fn values_list(&mut self) -> Value {
        self.mutator.heap.list(&self.mutator.values)
    }

    /// Makes the elements of `list` the values; false when it is no proper list.
    #[inline(never)]
    pub(super) fn take_list_as_values(&mut self, list: Value) -> bool {
        let Mutator { heap, values, .. } = &mut self.mutator;
        values.clear();
        let mut rest = list;
        while rest.is_cons() {
            values.push(heap.car(rest));
            rest = heap.cdr(rest);
        }
        rest.is_nil()
    }
}

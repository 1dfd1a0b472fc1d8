//! Conses, simple vectors and structure slots.

use super::Vm;
use super::signals::trap;
use super::state::{Operands, State};
use crate::error::{LispError, Trap, type_error};
use crate::primitives::{structures, vectors};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, cons, structure};
use heapfmt::statics::sym;

#[inline(always)]
pub(super) fn eq<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), Value::boolean(s.register(o.b()) == s.register(o.c())));
    s
}

#[inline(always)]
pub(super) fn not<O: Operands>(_vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), Value::boolean(s.register(o.b()).is_nil()));
    s
}

#[inline(always)]
pub(super) fn cons<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let value = vm.mutator.heap.cons(s.register(o.b()), s.register(o.c()));
    s.set_register(o.a(), value);
    s
}

#[inline(always)]
fn load_half<O: Operands>(vm: &mut Vm, s: State, o: O, word: usize) -> State {
    let list = s.register(o.b());
    if !list.is_list() {
        return wrong_type(vm, s, o, list, sym::LIST);
    }
    s.set_register(o.a(), vm.mutator.heap.half(list, word));
    s
}

#[cold]
#[inline(never)]
fn wrong_type<O: Operands>(vm: &mut Vm, s: State, o: O, datum: Value, expected: Value) -> State {
    trap(vm, s, s.start(o), type_error(datum, expected))
}

#[inline(always)]
pub(super) fn car<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    load_half(vm, s, o, cons::CAR)
}

#[inline(always)]
pub(super) fn cdr<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    load_half(vm, s, o, cons::CDR)
}

#[inline(always)]
pub(super) fn list<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let value = vm.mutator.heap.list(s.registers(o.a(), o.b()));
    s.set_register(o.a(), value);
    s
}

#[inline(always)]
fn store_half<O: Operands>(vm: &mut Vm, s: State, o: O, word: usize) -> State {
    let place = s.register(o.a());
    if !place.is_cons() {
        return wrong_type(vm, s, o, place, sym::CONS);
    }
    vm.mutator.heap.set_slot(place, word, s.register(o.b()));
    s
}

#[inline(always)]
pub(super) fn set_car<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    store_half(vm, s, o, cons::CAR)
}

#[inline(always)]
pub(super) fn set_cdr<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    store_half(vm, s, o, cons::CDR)
}

/// The element index, when `vector` is a simple vector and `index` a valid index of it.
#[inline(always)]
fn element_index(vm: &Vm, vector: Value, index: Value) -> Option<usize> {
    // A negative index is far beyond every count when read as unsigned.
    let position = index.as_fixnum()? as u64;
    if vm.mutator.heap.is(vector, TypeCode::SimpleVector) && position < vm.mutator.heap.count(vector) as u64 {
        Some(position as usize)
    } else {
        None
    }
}

#[cold]
#[inline(never)]
fn no_element<O: Operands>(vm: &mut Vm, s: State, o: O, vector: Value, index: Value) -> State {
    let cause: Trap = if !vm.mutator.heap.is(vector, TypeCode::SimpleVector) {
        type_error(vector, sym::SIMPLE_VECTOR)
    } else if !index.is_fixnum() {
        type_error(index, sym::FIXNUM)
    } else {
        LispError::Index { datum: index, limit: vm.mutator.heap.count(vector) }.into()
    };
    trap(vm, s, s.start(o), cause)
}

#[inline(always)]
pub(super) fn load_element<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let (vector, index) = (s.register(o.b()), s.register(o.c()));
    let Some(position) = element_index(vm, vector, index) else {
        return no_element(vm, s, o, vector, index);
    };
    s.set_register(o.a(), vm.mutator.heap.slot(vector, 2 + position));
    s
}

#[inline(always)]
pub(super) fn store_element<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let (vector, index) = (s.register(o.a()), s.register(o.b()));
    let Some(position) = element_index(vm, vector, index) else {
        return no_element(vm, s, o, vector, index);
    };
    vm.mutator.heap.set_slot(vector, 2 + position, s.register(o.c()));
    s
}

#[inline(always)]
pub(super) fn load_array_element<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let (array, index) = (s.register(o.b()), s.register(o.c()));
    let Some(position) = element_index(vm, array, index) else {
        return load_any_element(vm, s, o, array, index);
    };
    s.set_register(o.a(), vm.mutator.heap.slot(array, 2 + position));
    s
}

#[inline(never)]
fn load_any_element<O: Operands>(vm: &mut Vm, s: State, o: O, array: Value, index: Value) -> State {
    match vectors::vector_element(&mut vm.mutator, array, index) {
        Ok(value) => {
            s.set_register(o.a(), value);
            s
        }
        Err(cause) => trap(vm, s, s.start(o), cause),
    }
}

#[inline(always)]
pub(super) fn store_array_element<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let (array, index) = (s.register(o.a()), s.register(o.b()));
    let Some(position) = element_index(vm, array, index) else {
        return store_any_element(vm, s, o, array, index);
    };
    vm.mutator.heap.set_slot(array, 2 + position, s.register(o.c()));
    s
}

#[inline(never)]
fn store_any_element<O: Operands>(vm: &mut Vm, s: State, o: O, array: Value, index: Value) -> State {
    match vectors::set_vector_element(&mut vm.mutator, [array, index, s.register(o.c())]) {
        Ok(_) => s,
        Err(cause) => trap(vm, s, s.start(o), cause),
    }
}

/// Whether `object` is a structure of exactly this layout that has the slot; everything else takes the slow way.
#[inline(always)]
fn has_slot(vm: &Vm, object: Value, layout: Value, index: usize) -> bool {
    vm.mutator.heap.is(object, TypeCode::Structure)
        && vm.mutator.heap.slot(object, structure::LAYOUT) == layout
        && index + 1 < vm.mutator.heap.count(object)
}

#[inline(always)]
pub(super) fn load_slot<O: Operands>(vm: &mut Vm, mut s: State, o: O) -> State {
    let start = s.start(o);
    let index = s.fetch() as usize;
    let (object, layout) = (s.register(o.b()), s.register(o.c()));
    if !has_slot(vm, object, layout, index) {
        return load_inherited_slot(vm, s, o, start, [object, layout, Value::fixnum(index as i64)]);
    }
    s.set_register(o.a(), vm.mutator.heap.slot(object, structure::SLOTS + index));
    s
}

#[inline(never)]
fn load_inherited_slot<O: Operands>(
    vm: &mut Vm,
    s: State,
    o: O,
    start: *const u32,
    operands: [Value; 3],
) -> State {
    match structures::structure_ref(&vm.mutator, operands) {
        Ok(value) => {
            s.set_register(o.a(), value);
            s
        }
        Err(cause) => trap(vm, s, start, cause),
    }
}

#[inline(always)]
pub(super) fn store_slot<O: Operands>(vm: &mut Vm, mut s: State, o: O) -> State {
    let start = s.start(o);
    let index = s.fetch() as usize;
    let (object, layout, value) = (s.register(o.a()), s.register(o.b()), s.register(o.c()));
    if !has_slot(vm, object, layout, index) {
        return store_inherited_slot(vm, s, start, [object, layout, Value::fixnum(index as i64), value]);
    }
    vm.mutator.heap.set_slot(object, structure::SLOTS + index, value);
    s
}

#[inline(never)]
fn store_inherited_slot(vm: &mut Vm, s: State, start: *const u32, operands: [Value; 4]) -> State {
    match structures::structure_set(&mut vm.mutator, operands) {
        Ok(_) => s,
        Err(cause) => trap(vm, s, start, cause),
    }
}

//! Special variables: global values, and dynamic bindings in the thread's binding vector.
//!
//! A symbol gets an index into every thread's vector when it is first bound; before that, and where a thread's
//! slot holds NO_BINDING, the variable's value is the global one. Hidden values wait on the binding stack.

use super::Vm;
use super::signals::trap;
use super::state::{Operands, State};
use crate::error::{LispError, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::statics::{root, sym};

/// The slot of the binding vector that holds the symbol's innermost binding, if it has one.
#[inline(always)]
fn bound_slot(m: &mut Mutator, index: Value) -> Option<&mut Value> {
    // Index 0 is never used, so its slot always says that there is no binding.
    let slot = m.bindings.get_mut(index.fixnum_unchecked() as usize)?;
    if *slot == Value::NO_BINDING { None } else { Some(slot) }
}

/// The variable's value, or UNBOUND.
#[inline(always)]
pub(crate) fn value(m: &Mutator, name: Value) -> Value {
    let index = m.heap.symbol_slot(name, symbol::BINDING_INDEX).fixnum_unchecked();
    match m.bindings.get(index as usize) {
        Some(&bound) if bound != Value::NO_BINDING => bound,
        _ => m.heap.symbol_slot(name, symbol::VALUE),
    }
}

/// Sets the variable's innermost binding, or its global value.
#[inline(always)]
pub(crate) fn set_value(m: &mut Mutator, name: Value, value: Value) {
    let index = m.heap.symbol_slot(name, symbol::BINDING_INDEX);
    match bound_slot(m, index) {
        Some(slot) => *slot = value,
        None => m.heap.set_symbol_slot(name, symbol::VALUE, value),
    }
}

/// Binds the symbol dynamically.
#[inline(always)]
pub(super) fn bind_symbol(m: &mut Mutator, name: Value, value: Value) {
    let mut index = m.heap.symbol_slot(name, symbol::BINDING_INDEX);
    if index.fixnum_unchecked() as usize >= m.bindings.len() || index == Value::fixnum(0) {
        index = prepare_slot(m, name);
    }
    let slot = &mut m.bindings[index.fixnum_unchecked() as usize];
    let hidden = std::mem::replace(slot, value);
    m.binding_stack.push(index);
    m.binding_stack.push(hidden);
}

/// Gives the symbol an index if it has none, and the thread's vector a slot for it.
#[cold]
#[inline(never)]
fn prepare_slot(m: &mut Mutator, name: Value) -> Value {
    let mut index = m.heap.symbol_slot(name, symbol::BINDING_INDEX).fixnum_unchecked();
    if index == 0 {
        index = m.heap.root(root::NEXT_BINDING_INDEX).as_fixnum().unwrap_or(0).max(1);
        m.heap.set_root(root::NEXT_BINDING_INDEX, Value::fixnum(index + 1));
        m.heap.set_symbol_slot(name, symbol::BINDING_INDEX, Value::fixnum(index));
    }
    if m.bindings.len() <= index as usize {
        m.bindings.resize(index as usize + 1, Value::NO_BINDING);
    }
    Value::fixnum(index)
}

/// Undoes dynamic bindings until the binding stack is `height` words high.
#[inline(always)]
pub(super) fn unbind_to(m: &mut Mutator, height: usize) {
    while m.binding_stack.len() > height {
        let hidden = m.binding_stack.pop().expect("the stack is higher than `height`");
        let index = m.binding_stack.pop().expect("bindings are pairs of words");
        m.bindings[index.fixnum_unchecked() as usize] = hidden;
    }
}

/// Checks that `names` is a list of symbols, before PROGV binds the first.
pub(super) fn check_names(heap: &Heap, names: Value) -> Result<(), Trap> {
    let mut rest = names;
    while rest.is_cons() {
        let name = heap.car(rest);
        if !heap.is_symbol(name) {
            return Err(type_error(name, sym::SYMBOL));
        }
        rest = heap.cdr(rest);
    }
    if rest.is_nil() { Ok(()) } else { Err(type_error(rest, sym::LIST)) }
}

#[inline(always)]
pub(super) fn load_special<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let name = vm.constant(o.bx());
    let value = value(&vm.mutator, name);
    if value == Value::UNBOUND {
        return unbound(vm, s, o, name);
    }
    s.set_register(o.a(), value);
    s
}

#[inline(always)]
pub(super) fn store_special<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let name = vm.constant(o.bx());
    set_value(&mut vm.mutator, name, s.register(o.a()));
    s
}

#[inline(always)]
pub(super) fn load_global<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let name = vm.constant(o.bx());
    let value = vm.mutator.heap.symbol_slot(name, symbol::VALUE);
    if value == Value::UNBOUND {
        return unbound(vm, s, o, name);
    }
    s.set_register(o.a(), value);
    s
}

#[inline(always)]
pub(super) fn store_global<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let name = vm.constant(o.bx());
    vm.mutator.heap.set_symbol_slot(name, symbol::VALUE, s.register(o.a()));
    s
}

#[cold]
#[inline(never)]
fn unbound<O: Operands>(vm: &mut Vm, s: State, o: O, name: Value) -> State {
    trap(vm, s, s.start(o), LispError::UnboundVariable { name }.into())
}

#[inline(always)]
pub(super) fn load_function<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let name = vm.constant(o.bx());
    let function = vm.mutator.heap.symbol_slot(name, symbol::FUNCTION);
    if !function.is_function() {
        return undefined(vm, s, o, name);
    }
    s.set_register(o.a(), function);
    s
}

#[cold]
#[inline(never)]
fn undefined<O: Operands>(vm: &mut Vm, s: State, o: O, name: Value) -> State {
    trap(vm, s, s.start(o), LispError::UndefinedFunction { name }.into())
}

#[inline(always)]
pub(super) fn bind<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let name = vm.constant(o.bx());
    bind_symbol(&mut vm.mutator, name, s.register(o.a()));
    s
}

#[inline(always)]
pub(super) fn unbind<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let height = vm.mutator.binding_stack.len() - 2 * o.a();
    unbind_to(&mut vm.mutator, height);
    s
}

//! Errors: calling `SYS::%SIGNAL-PRIMITIVE-ERROR` where an instruction failed.
//!
//! The handler runs in a frame above that of the failing instruction, or in place of a callee that could not be
//! entered. The value it returns becomes the instruction's result, so `use-value` works for every primitive.

use super::call_cache::CallSite;
use super::calls::start;
use super::error_text::error_text;
use super::state::{FrameFlags, LINK_WORDS, Link, ReturnAddress, State};
use super::unwinding;
use super::{Unwind, Vm};
use super::{operators, safepoint};
use crate::error::{LispError, Trap};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{Arity, TypeCode, closure, prototype, symbol};
use heapfmt::statics::sym;

/// Does what `cause` asks for. `instruction` is the start of the instruction that failed, which had no effect.
#[cold]
#[inline(never)]
pub(super) fn trap(vm: &mut Vm, s: State, instruction: *const u32, cause: Trap) -> State {
    let index = s.index_of(vm, instruction);
    match cause {
        Trap::Error(error) => fail(vm, s, index, None, *error),
        Trap::NeedMemory { bytes } => match safepoint::make_room(vm, s.at(vm, index), bytes) {
            (s, true) => s,
            (s, false) => fail(vm, s, index, None, LispError::HeapExhausted { bytes }),
        },
        Trap::Interrupted => safepoint::run(vm, s.at(vm, index)),
        Trap::Exit { code } => unwinding::quit(vm, s, code),
    }
}

/// Signals `error` of instruction `index`, above the running frame; the value that the handler returns is the instruction's.
/// `callee` is the builtin that the instruction called, if it is one that calls what is in a register or a symbol.
#[cold]
#[inline(never)]
pub(super) fn fail(vm: &mut Vm, s: State, index: usize, callee: Option<usize>, error: LispError) -> State {
    let operator = operator_of(vm, s, index, callee, &error);
    enter_handler_above(vm, s, index, FrameFlags::RESUME, error, operator)
}

/// What the report of `error`, of instruction `index`, says in front.
#[cold]
pub(super) fn operator_of(
    vm: &mut Vm,
    s: State,
    index: usize,
    callee: Option<usize>,
    error: &LispError,
) -> Value {
    if error.is_of_an_operator() { operators::of_instruction(vm, s, index, callee) } else { Value::NIL }
}

/// Signals `error`, which is of no operator, above the running frame; the handler returns to instruction `return_index`
/// as `flags` say.
#[cold]
#[inline(never)]
pub(super) fn signal(
    vm: &mut Vm,
    s: State,
    return_index: usize,
    flags: FrameFlags,
    error: LispError,
) -> State {
    enter_handler_above(vm, s, return_index, flags, error, Value::NIL)
}

fn enter_handler_above(
    vm: &mut Vm,
    s: State,
    return_index: usize,
    flags: FrameFlags,
    error: LispError,
    operator: Value,
) -> State {
    let n_registers = Arity::registers_of(vm.packed_arity());
    let distance = n_registers + LINK_WORDS;
    let callee = s.with_frame(s.fp.wrapping_add(distance));
    callee.set_link(ReturnAddress::at(return_index), Link::new(distance, CallSite::ANY, flags));
    enter_handler(vm, callee, error, operator)
}

/// Calls the handler in the frame of `callee`, whose link words are written, for an error of `operator`, or NIL.
#[cold]
#[inline(never)]
pub(super) fn enter_handler(vm: &mut Vm, callee: State, error: LispError, operator: Value) -> State {
    if let LispError::StackExhausted = error
        && !(vm.control.note_exhaustion() && vm.stack.open_red_zone(callee.fp))
    {
        return stop(vm, callee, "the Lisp stack is exhausted, and its reserve too".to_owned());
    }
    let heap = &mut vm.mutator.heap;
    let handler = heap.symbol_slot(sym::SIGNAL_PRIMITIVE_ERROR, symbol::FUNCTION);
    if !takes_arguments(heap, handler) {
        let message = error_text(heap, &error);
        return stop(vm, callee, message);
    }
    let (condition_type, initargs) = error.condition(heap);
    callee.set_function(handler);
    callee.set_register(0, condition_type);
    callee.set_register(1, initargs);
    callee.set_register(2, operator);
    let prototype = heap.slot(handler, closure::PROTOTYPE);
    let callee = State::at_start(vm, prototype, callee.fp);
    start(vm, callee, HANDLER_ARGUMENTS)
}

/// How many arguments `SYS::%SIGNAL-PRIMITIVE-ERROR` gets: condition type, initargs, operator.
const HANDLER_ARGUMENTS: usize = 3;

/// Whether `function` is a closure that can be called with the handler's arguments; anything else would fail in turn.
fn takes_arguments(heap: &Heap, function: Value) -> bool {
    if !heap.is(function, TypeCode::Closure) {
        return false;
    }
    let packed = heap.slot(heap.slot(function, closure::PROTOTYPE), prototype::ARITY);
    let arity = Arity::unpack(packed.fixnum_unchecked());
    let n_positional = usize::from(arity.required + arity.optional);
    usize::from(arity.required) <= HANDLER_ARGUMENTS
        && !arity.keys
        && (arity.rest || n_positional >= HANDLER_ARGUMENTS)
}

/// Ends the innermost run with a message.
#[cold]
pub(super) fn stop(vm: &mut Vm, s: State, message: String) -> State {
    vm.outcome = Some(Err(Unwind::Fatal { message }));
    s.stopped()
}

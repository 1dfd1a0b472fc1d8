//! Entering functions with optional, rest or keyword parameters, frames that need more stack, and wrong arguments.

use super::Vm;
use super::safepoint;
use super::signals::enter_handler;
use super::state::State;
use crate::error::LispError;
use heapfmt::Value;
use heapfmt::layout::{Arity, prototype};
use heapfmt::statics::sym;

/// Arranges the `n_args` arguments in the frame as the function's parameters and enters it.
#[inline(never)]
pub(super) fn enter(vm: &mut Vm, callee: State, n_args: usize) -> State {
    let arity = Arity::unpack(vm.packed_arity());
    let (required, optional) = (usize::from(arity.required), usize::from(arity.optional));
    let n_positional = required + optional;
    if n_args < required || (n_args > n_positional && !arity.rest && !arity.keys) {
        let error = LispError::ArgumentCount { function: callee.function(), count: n_args };
        return enter_handler(vm, callee, error, Value::NIL);
    }
    if callee.frame_end(vm) > vm.stack.limit() && !vm.stack.extend(callee.frame_end(vm)) {
        return enter_handler(vm, callee, LispError::StackExhausted, Value::NIL);
    }
    for parameter in n_args..n_positional {
        callee.set_register(parameter, Value::UNSUPPLIED);
    }
    if arity.rest || arity.keys {
        let extra = callee.registers(n_positional, n_args.saturating_sub(n_positional));
        let mut rest = Value::NIL;
        if arity.rest {
            rest = vm.mutator.heap.list(extra);
        }
        if arity.keys {
            vm.keyword_arguments.clear();
            vm.keyword_arguments.extend_from_slice(extra);
        }
        callee.set_register(n_positional, rest);
        if arity.keys
            && let Err(error) = set_keyword_parameters(vm, callee, arity, n_positional + 1)
        {
            return enter_handler(vm, callee, error, Value::NIL);
        }
    }
    admit(vm, callee)
}

/// Sets one register per keyword parameter, from `first` on; the leftmost of equal keywords counts.
fn set_keyword_parameters(vm: &mut Vm, callee: State, arity: Arity, first: usize) -> Result<(), LispError> {
    let keywords = vm.mutator.heap.elements(vm.prototype_slot(prototype::KEYWORDS));
    for parameter in 0..keywords.len() {
        callee.set_register(first + parameter, Value::UNSUPPLIED);
    }
    let (pairs, odd) = vm.keyword_arguments.as_chunks::<2>();
    if let [last] = odd {
        return Err(LispError::KeywordValue { function: callee.function(), datum: *last });
    }
    let mut unknown = None;
    let mut allow_others = None;
    for &[keyword, value] in pairs {
        if keyword == sym::KEY_ALLOW_OTHER_KEYS && allow_others.is_none() {
            allow_others = Some(!value.is_nil());
        }
        match keywords.iter().position(|&name| name == keyword) {
            Some(parameter) if callee.register(first + parameter) == Value::UNSUPPLIED => {
                callee.set_register(first + parameter, value);
            }
            Some(_) => {}
            None if keyword != sym::KEY_ALLOW_OTHER_KEYS => unknown = unknown.or(Some(keyword)),
            None => {}
        }
    }
    match unknown {
        Some(datum) if !arity.allow_other_keys && allow_others != Some(true) => {
            Err(LispError::Keyword { function: callee.function(), datum })
        }
        _ => Ok(()),
    }
}

/// Grows the stack for the frame, or does what the poll word asks for, before the callee's first instruction.
#[inline(never)]
pub(super) fn admit(vm: &mut Vm, callee: State) -> State {
    if callee.frame_end(vm) > vm.stack.limit() && !vm.stack.extend(callee.frame_end(vm)) {
        return enter_handler(vm, callee, LispError::StackExhausted, Value::NIL);
    }
    if vm.is_polled() { safepoint::run(vm, callee) } else { callee }
}

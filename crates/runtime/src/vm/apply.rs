//! Calls whose last argument is a list that is spread.

use super::Vm;
use super::calls::{Site, call_value, signal_in_window, tail_call_signals, tail_call_value};
use super::state::{FrameFlags, LINK_WORDS, Operands, State};
use crate::error::LispError;
use heapfmt::statics::sym;

#[inline(always)]
pub(super) fn apply<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    spread_and_call(vm, s, Site::new(o, o.a(), o.b(), FrameFlags::NONE))
}

#[inline(always)]
pub(super) fn apply_multiple<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    spread_and_call(vm, s, Site::new(o, o.a(), o.b(), FrameFlags::MULTIPLE))
}

#[inline(always)]
pub(super) fn tail_apply<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    spread_and_tail_call(vm, s, Site::new(o, o.a(), o.b(), FrameFlags::MULTIPLE))
}

#[inline(never)]
fn spread_and_call(vm: &mut Vm, s: State, site: Site) -> State {
    match spread(vm, s, site) {
        Ok(site) => call_value(vm, s, site),
        Err(error) => signal_in_window(vm, s, site, None, error),
    }
}

#[inline(never)]
fn spread_and_tail_call(vm: &mut Vm, s: State, site: Site) -> State {
    match spread(vm, s, site) {
        Ok(site) => tail_call_value(vm, s, site),
        Err(error) => tail_call_signals(vm, s, site, None, error),
    }
}

/// Puts the elements of the list in the last argument's place and behind it.
///
/// The list itself is kept in the window's first link word, where a builtin leaves it alone, so that a builtin
/// that must be run again finds it; see [`restore_list`].
fn spread(vm: &mut Vm, s: State, site: Site) -> Result<Site, LispError> {
    let list_register = site.window() + LINK_WORDS + site.n_args() - 1;
    let mut rest = s.register(list_register);
    s.set_register(site.window() + 1, rest);
    let mut register = list_register;
    while rest.is_cons() {
        let end = s.fp.wrapping_add(register + 1);
        if end > vm.stack.limit() && !vm.stack.extend(end) {
            return Err(LispError::StackExhausted);
        }
        s.set_register(register, vm.mutator.heap.car(rest));
        rest = vm.mutator.heap.cdr(rest);
        register += 1;
    }
    if !rest.is_nil() {
        return Err(LispError::Type { datum: rest, expected: sym::LIST });
    }
    let n_args = register - site.window() - LINK_WORDS;
    Ok(site.spread(list_register, n_args))
}

/// Puts the list back where the instruction expects it.
pub(super) fn restore_list(s: State, site: Site) {
    if let Some(list_register) = site.list_register() {
        s.set_register(list_register, s.register(site.window() + 1));
    }
}

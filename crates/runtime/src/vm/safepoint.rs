//! Safepoints: where every live value is in a register, a root or the heap, so that objects may move.

use super::Vm;
use super::signals::signal;
use super::state::{FrameFlags, State};
use crate::error::LispError;
use crate::heap::poll;
use heapfmt::Value;
use std::sync::atomic::Ordering;

/// Shows that every live value is in a register, a root or the heap, so that objects may move. Only this folder
/// can make one; a primitive therefore cannot collect.
#[derive(Debug)]
pub struct SafepointPermit(());

impl SafepointPermit {
    /// A permit for the safepoint that the caller has reached.
    #[expect(dead_code, reason = "the interpreter's safepoints call it")]
    pub(super) fn new() -> SafepointPermit {
        SafepointPermit(())
    }

    /// A permit for tests that drive the collector without a virtual machine.
    #[cfg(test)]
    pub(crate) fn for_test() -> SafepointPermit {
        SafepointPermit(())
    }
}

/// Does what the poll word asks for before the instruction at `s`.
#[cold]
#[inline(never)]
pub(super) fn run(vm: &mut Vm, s: State) -> State {
    if clear_interrupt(vm) {
        return signal(vm, s, s.index(), FrameFlags::DISCARD, LispError::UserInterrupt);
    }
    s
}

/// Collects so that `bytes` bytes can be allocated; tells whether they can.
#[cold]
pub(super) fn make_room(vm: &mut Vm, s: State, bytes: usize) -> (State, bool) {
    let index = s.index();
    let has_room = make_room_below(vm, s.frame_end(), bytes);
    (s.reloaded(index), has_room)
}

/// As [`make_room`], between instructions: the stack is in use below `top`.
#[cold]
pub(super) fn make_room_below(vm: &mut Vm, _top: *mut Value, bytes: usize) -> bool {
    vm.mutator.heap.reserve(bytes).is_ok()
}

/// Takes note of an interrupt; tells whether there was one.
pub(super) fn clear_interrupt(vm: &mut Vm) -> bool {
    let before = vm.mutator.heap.poll_word().fetch_and(!poll::INTERRUPT, Ordering::Relaxed);
    before & poll::INTERRUPT != 0
}

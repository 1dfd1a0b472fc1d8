//! Safepoints: where every live value is in a register, a root or the heap, so that objects may move.
//!
//! Function entry and backward jumps poll. A collection there updates the stack below the running frame's end, the
//! root arena, the value buffer, the bindings and the control stack; the interpreter's state is made anew after it.
//! Interrupts, finalizers and exhaustion are served there too, as calls whose value is dropped.

use super::signals::signal;
use super::state::{FrameFlags, State};
use super::unwinding;
use super::{Unwind, Vm};
use crate::error::LispError;
use crate::heap::{Collection, Outcome, poll};
use heapfmt::Value;
use std::sync::atomic::Ordering;

/// Shows that every live value is in a register, a root or the heap, so that objects may move. Only this folder
/// can make one; a primitive therefore cannot collect.
#[derive(Debug)]
pub struct SafepointPermit(());

impl SafepointPermit {
    /// A permit for the safepoint that the caller has reached.
    pub(super) fn new() -> SafepointPermit {
        SafepointPermit(())
    }

    /// A permit for tests that drive the collector without a virtual machine.
    #[cfg(test)]
    pub(crate) fn for_test() -> SafepointPermit {
        SafepointPermit(())
    }
}

/// Forces a collection at every n-th safepoint.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stress {
    /// 0 when it is off.
    interval: u32,
    countdown: u32,
}

impl Stress {
    /// Whether this safepoint is one that must collect.
    fn is_due(&mut self) -> bool {
        if self.interval == 0 {
            return false;
        }
        if self.countdown <= 1 {
            self.countdown = self.interval;
            return true;
        }
        self.countdown -= 1;
        false
    }
}

impl Vm {
    /// Makes every `interval`-th safepoint collect, for tests; 0 ends it.
    pub fn set_gc_stress(&mut self, interval: u32) {
        self.stress = Stress { interval, countdown: interval };
        self.poll_again();
    }

    /// Under stress no safepoint may be passed: the poll word stays set.
    fn poll_again(&self) {
        if self.stress.interval != 0 {
            self.mutator.heap.poll_word().fetch_or(poll::COLLECT, Ordering::Relaxed);
        }
    }

    /// Collects. For primitives that get the whole machine, and for Rust code that runs Lisp: every value they
    /// hold outside the root arena is stale thereafter.
    pub fn collect(&mut self, collection: Collection) -> Outcome {
        let top = self.stack.pointer(self.suspended.top);
        collect_below(self, top, collection)
    }
}

/// Collects, with the stack in use below `top`.
fn collect_below(vm: &mut Vm, top: *mut Value, collection: Collection) -> Outcome {
    vm.stack.clear_above(top);
    vm.keyword_arguments.clear();
    vm.entered.clear();
    vm.returned_to.clear();
    let mutator = &mut vm.mutator;
    let outcome = mutator.heap.collect(
        SafepointPermit::new(),
        collection,
        &mut [
            vm.stack.values_below(top),
            mutator.roots.values_mut(),
            &mut mutator.values,
            &mut mutator.bindings,
            &mut mutator.binding_stack,
            vm.control.values_mut(),
        ],
    );
    vm.poll_again();
    outcome
}

/// Does what the poll word asks for before the instruction at `s`.
#[cold]
#[inline(never)]
pub(super) fn run(vm: &mut Vm, s: State) -> State {
    let asked = vm.mutator.heap.poll_word().load(Ordering::Relaxed);
    if asked & poll::RETRIED != 0 {
        vm.mutator.heap.poll_word().fetch_and(!poll::RETRIED, Ordering::Relaxed);
        vm.n_retries = 0;
    }
    let mut s = s;
    let is_passed =
        vm.stress.interval != 0 && !vm.mutator.heap.is_full_collection_requested() && !vm.stress.is_due();
    if asked & poll::COLLECT != 0 && !is_passed {
        let index = s.index(vm);
        let outcome = collect_below(vm, s.frame_end(vm), Collection::Due);
        s = s.reloaded(vm, index);
        if outcome.exhausted {
            let error = LispError::HeapExhausted { bytes: 0 };
            return signal(vm, s, index, FrameFlags::DISCARD, error);
        }
        if outcome.finalizers_pending {
            s = match run_finalizers(vm, s) {
                Ok(()) => s.reloaded(vm, index),
                Err(unwind) => return unwinding::proceed(vm, s, unwind),
            };
        }
    }
    if asked & poll::INTERRUPT != 0 && clear_interrupt(vm) {
        return signal(vm, s, s.index(vm), FrameFlags::DISCARD, LispError::UserInterrupt);
    }
    s
}

/// Calls the functions of all objects that have died.
fn run_finalizers(vm: &mut Vm, s: State) -> Result<(), Unwind> {
    let outer = vm.suspend(s.fp, s.frame_end(vm), s.index(vm));
    let mark = vm.mutator.roots.mark();
    let pending = vm.mutator.heap.take_pending_finalizers();
    let pending = vm.mutator.roots.push(pending);
    let mut result = Ok(());
    while result.is_ok() {
        let list = vm.mutator.roots.get(pending);
        if !list.is_cons() {
            break;
        }
        let heap = &vm.mutator.heap;
        let pair = heap.car(list);
        let (object, function) = (heap.car(pair), heap.cdr(pair));
        vm.mutator.roots.set(pending, heap.cdr(list));
        result = vm.call_nested(function, &[object]).map(|_| ());
    }
    vm.mutator.roots.truncate(mark);
    vm.suspended = outer;
    result
}

/// Collections between two safepoints after which memory is taken to be exhausted: a primitive that allocates in
/// several steps may find room for each of them and never for all.
const MOST_RETRIES: u32 = 16;

/// Before a primitive that needed memory is run again: whether that makes sense.
#[cold]
pub(super) fn may_retry(vm: &mut Vm) -> bool {
    vm.mutator.heap.poll_word().fetch_or(poll::RETRIED, Ordering::Relaxed);
    vm.n_retries += 1;
    let may_retry = vm.n_retries <= MOST_RETRIES;
    if !may_retry {
        vm.n_retries = 0;
    }
    may_retry
}

/// Collects so that `bytes` bytes can be allocated and the instruction at `s` be run again; tells whether they can.
#[cold]
pub(super) fn make_room(vm: &mut Vm, s: State, bytes: usize) -> (State, bool) {
    let index = s.index(vm);
    let has_room = make_room_below(vm, s.frame_end(vm), bytes) && may_retry(vm);
    (s.reloaded(vm, index), has_room)
}

/// As [`make_room`], between instructions: the stack is in use below `top`.
#[cold]
pub(super) fn make_room_below(vm: &mut Vm, top: *mut Value, bytes: usize) -> bool {
    let outcome = collect_below(vm, top, Collection::Full);
    // The room that is left then is the handler's.
    !outcome.exhausted && vm.mutator.heap.reserve(bytes).is_ok()
}

/// Takes note of an interrupt; tells whether there was one.
pub(super) fn clear_interrupt(vm: &mut Vm) -> bool {
    let before = vm.mutator.heap.poll_word().fetch_and(!poll::INTERRUPT, Ordering::Relaxed);
    before & poll::INTERRUPT != 0
}

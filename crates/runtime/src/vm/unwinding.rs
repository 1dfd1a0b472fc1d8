//! Unwinding: non-local exits and the end of the process, through the cleanup forms on their way.
//!
//! An unwinding pops control entries. At an UNWIND-PROTECT it stops, puts what it was doing into a state object,
//! and lets the frame's own code run the cleanup forms; `end-protect` takes it up again. Where the entries of the
//! innermost run end and the target lies below, the run ends with an [`Unwind`] for its caller in Rust, which
//! hands it to the next interpreter below.

use super::bindings;
use super::control::{Entry, Kind};
use super::signals::stop;
use super::state::State;
use super::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, unwind_state};

/// Where an unwinding goes.
#[derive(Clone, Copy)]
enum Goal {
    /// To the control entry with this serial number, which exists.
    Entry { serial: u64 },
    /// Out of the program.
    Quit { code: u8 },
}

/// Kinds of states, in their KIND slot, which is the first; TARGET, VALUES and SERIAL follow.
const TO_ENTRY: i64 = 0;
const TO_QUIT: i64 = 1;

/// Exits to the entry with number `serial`, which exists, with the values in the value buffer.
#[inline(never)]
pub(super) fn exit(vm: &mut Vm, s: State, serial: u64) -> State {
    unwind(vm, s, Goal::Entry { serial })
}

/// Ends the program with exit code `code` after all cleanup forms.
#[cold]
pub(super) fn quit(vm: &mut Vm, s: State, code: u8) -> State {
    unwind(vm, s, Goal::Quit { code })
}

/// Goes on with an unwinding that a nested run handed to its caller.
#[cold]
pub(super) fn proceed(vm: &mut Vm, s: State, unwind: Unwind) -> State {
    match unwind {
        Unwind::Exit { serial } => exit(vm, s, serial),
        Unwind::Quit { code } => quit(vm, s, code),
        Unwind::Fatal { message } => stop(vm, s, message),
        Unwind::Error { error } => {
            super::signals::signal(vm, s, s.index(vm), super::state::FrameFlags::DISCARD, *error)
        }
    }
}

/// Goes on with the unwinding whose cleanup forms have run.
#[cold]
#[inline(never)]
pub(super) fn resume(vm: &mut Vm, s: State, state: Value) -> State {
    vm.control.end_cleanup();
    let heap = &vm.mutator.heap;
    let values = heap.slot(state, unwind_state::VALUES);
    let number = heap.slot(state, unwind_state::SERIAL).fixnum_unchecked();
    let goal = match heap.slot(state, unwind_state::KIND).fixnum_unchecked() {
        TO_QUIT => Goal::Quit { code: number as u8 },
        _ => Goal::Entry { serial: number as u64 },
    };
    vm.take_list_as_values(values);
    unwind(vm, s, goal)
}

fn unwind(vm: &mut Vm, s: State, goal: Goal) -> State {
    loop {
        let Some((entry, value)) = vm.control.top() else {
            vm.outcome = Some(Err(match goal {
                Goal::Entry { serial } => Unwind::Exit { serial },
                Goal::Quit { code } => Unwind::Quit { code },
            }));
            return s.stopped();
        };
        if let Goal::Entry { serial } = goal
            && serial == entry.serial
        {
            return arrive(vm, entry);
        }
        vm.control.pop();
        if entry.kind == Kind::Protect {
            return run_cleanup(vm, entry, goal, value);
        }
    }
}

/// The state in the entry's frame where its handler begins, with dynamic bindings as they were at its entry.
fn state_at(vm: &mut Vm, entry: Entry) -> State {
    bindings::unbind_to(&mut vm.mutator, entry.n_bindings);
    let fp = vm.stack.pointer(entry.frame);
    let s = State::at_instruction(vm, fp, entry.handler);
    vm.stack.rearm(s.frame_end(vm));
    s
}

fn arrive(vm: &mut Vm, entry: Entry) -> State {
    vm.control.leave_cleanups();
    let s = state_at(vm, entry);
    let value = vm.first_value();
    if entry.kind == Kind::Tagbody {
        s.set_register(entry.register + 1, value);
    } else {
        vm.control.pop();
        s.set_register(entry.register, value);
    }
    s
}

fn run_cleanup(vm: &mut Vm, entry: Entry, goal: Goal, target: Value) -> State {
    let s = state_at(vm, entry);
    if !vm.control.enter_cleanup(entry, matches!(goal, Goal::Quit { .. })) {
        return stop(vm, s, "the program's end fails in its cleanup forms again and again".to_owned());
    }
    let values = vm.values_list();
    let (kind, number) = match goal {
        Goal::Entry { serial } => (TO_ENTRY, serial as i64),
        Goal::Quit { code } => (TO_QUIT, i64::from(code)),
    };
    let slots = [Value::fixnum(kind), target, values, Value::fixnum(number)];
    let state = vm.mutator.heap.allocate_slots(TypeCode::UnwindState, slots);
    s.set_register(entry.register, state);
    s
}

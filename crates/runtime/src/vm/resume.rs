//! Completing an instruction that failed with the value that its error's handler returned.

use super::Vm;
use super::returns::return_value;
use super::state::State;
use heapfmt::Value;
use heapfmt::decode::decode;
use heapfmt::layout::prototype;
use heapfmt::ops::{Op, Operand};

/// Goes on behind the instruction at `s` as if `value` had been its result: it goes to the register that the
/// instruction writes, is the outcome of its comparison, or is returned with the value buffer's others. An exit whose
/// target is missing is tried again.
#[cold]
#[inline(never)]
pub(super) fn with_value(vm: &mut Vm, s: State, value: Value) -> State {
    let code = vm.mutator.heap.words32(vm.prototype_slot(prototype::CODE));
    let instruction = decode(code, s.index(vm)).expect("the instruction ran before it failed");
    let next = s.at(vm, instruction.next);
    if let Some(wanted) = wanted_outcome(instruction.op) {
        let target = instruction.jump_target().expect("comparisons jump");
        return if value.is_nil() != wanted { s.at(vm, target as usize) } else { next };
    }
    match instruction.op {
        Op::TailCall | Op::TailCallNamed | Op::TailApply => return_value(vm, s, value),
        Op::Throw | Op::ExitTo | Op::GoTo | Op::EnterProgv => s,
        Op::ListToValues => {
            vm.mutator.set_single_value(value);
            next
        }
        _ => {
            let destination = instruction.fields[0];
            if let Operand::Write | Operand::Window = destination.operand {
                next.set_register(destination.value as usize, value);
            }
            next
        }
    }
}

/// For a jump on a comparison: whether it jumps when the comparison holds.
fn wanted_outcome(op: Op) -> Option<bool> {
    match op {
        Op::JumpIfLess
        | Op::JumpIfLessOrEqual
        | Op::JumpIfNumberEqual
        | Op::JumpIfLessInteger
        | Op::JumpIfGreaterInteger
        | Op::JumpIfEqualInteger => Some(true),
        Op::JumpIfNotLess
        | Op::JumpIfNotLessOrEqual
        | Op::JumpIfNotNumberEqual
        | Op::JumpIfNotLessInteger
        | Op::JumpIfNotGreaterInteger
        | Op::JumpIfNotEqualInteger => Some(false),
        _ => None,
    }
}

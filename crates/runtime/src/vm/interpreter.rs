//! The interpreter's loop, expanded from the opcode table.
//!
//! [`handler`] says which function runs which operation; a row of the table that it does not know does not compile.
//! Handlers get the state and give the next one; see [`State`]. Behind `wide` the same handlers run with extended
//! operands, out of line. The loop ends at a word that is no operation, where [`State::stopped`] leads.

#![expect(unsafe_code, reason = "the dispatch takes code as verified")]

use super::state::{Extended, Narrow, Operands, State};
use super::{Unwind, Vm};
use super::{apply, arithmetic, bindings, calls, control, data, jumps, moves, returns, signals};
use heapfmt::Value;
use heapfmt::for_each_op;
use heapfmt::ops::Instruction;
use std::ops::ControlFlow;

macro_rules! handler {
    (Wide) => {
        wide
    };
    (Move) => {
        moves::copy
    };
    (LoadConstant) => {
        moves::load_constant
    };
    (LoadInteger) => {
        moves::load_integer
    };
    (LoadNil) => {
        moves::load_nil
    };
    (LoadTrue) => {
        moves::load_true
    };
    (LoadUnsupplied) => {
        moves::load_unsupplied
    };
    (MakeClosure) => {
        moves::make_closure
    };
    (LoadCaptured) => {
        moves::load_captured
    };
    (MakeCell) => {
        moves::make_cell
    };
    (LoadCell) => {
        moves::load_cell
    };
    (StoreCell) => {
        moves::store_cell
    };
    (LoadCapturedCell) => {
        moves::load_captured_cell
    };
    (StoreCapturedCell) => {
        moves::store_captured_cell
    };
    (LoadSpecial) => {
        bindings::load_special
    };
    (StoreSpecial) => {
        bindings::store_special
    };
    (LoadGlobal) => {
        bindings::load_global
    };
    (StoreGlobal) => {
        bindings::store_global
    };
    (LoadFunction) => {
        bindings::load_function
    };
    (Bind) => {
        bindings::bind
    };
    (Unbind) => {
        bindings::unbind
    };
    (Call) => {
        calls::call
    };
    (CallNamed) => {
        calls::call_named
    };
    (CallSelf) => {
        calls::call_self
    };
    (CallMultiple) => {
        calls::call_multiple
    };
    (CallNamedMultiple) => {
        calls::call_named_multiple
    };
    (TailCall) => {
        calls::tail_call
    };
    (TailCallNamed) => {
        calls::tail_call_named
    };
    (Apply) => {
        apply::apply
    };
    (ApplyMultiple) => {
        apply::apply_multiple
    };
    (TailApply) => {
        apply::tail_apply
    };
    (CallBuiltin) => {
        calls::call_builtin
    };
    (Return) => {
        returns::return_register
    };
    (ReturnNil) => {
        returns::return_nil
    };
    (ReturnValues) => {
        returns::return_values
    };
    (ReturnMultiple) => {
        returns::return_multiple
    };
    (SetValues) => {
        returns::set_values
    };
    (TakeValues) => {
        returns::take_values
    };
    (ValuesToList) => {
        returns::values_to_list
    };
    (ListToValues) => {
        returns::list_to_values
    };
    (FirstValue) => {
        returns::first_value
    };
    (Jump) => {
        jumps::jump
    };
    (Loop) => {
        jumps::loop_back
    };
    (JumpIfNil) => {
        jumps::jump_if_nil
    };
    (JumpIfTrue) => {
        jumps::jump_if_true
    };
    (JumpIfSupplied) => {
        jumps::jump_if_supplied
    };
    (JumpIfCons) => {
        jumps::jump_if_cons
    };
    (JumpIfAtom) => {
        jumps::jump_if_atom
    };
    (JumpIfEq) => {
        jumps::jump_if_eq
    };
    (JumpIfNotEq) => {
        jumps::jump_if_not_eq
    };
    (JumpIfEql) => {
        jumps::jump_if_eql
    };
    (JumpIfNotEql) => {
        jumps::jump_if_not_eql
    };
    (JumpIfLess) => {
        jumps::jump_if_less
    };
    (JumpIfNotLess) => {
        jumps::jump_if_not_less
    };
    (JumpIfLessOrEqual) => {
        jumps::jump_if_less_or_equal
    };
    (JumpIfNotLessOrEqual) => {
        jumps::jump_if_not_less_or_equal
    };
    (JumpIfNumberEqual) => {
        jumps::jump_if_number_equal
    };
    (JumpIfNotNumberEqual) => {
        jumps::jump_if_not_number_equal
    };
    (JumpIfLessInteger) => {
        jumps::jump_if_less_integer
    };
    (JumpIfNotLessInteger) => {
        jumps::jump_if_not_less_integer
    };
    (JumpIfGreaterInteger) => {
        jumps::jump_if_greater_integer
    };
    (JumpIfNotGreaterInteger) => {
        jumps::jump_if_not_greater_integer
    };
    (JumpIfEqualInteger) => {
        jumps::jump_if_equal_integer
    };
    (JumpIfNotEqualInteger) => {
        jumps::jump_if_not_equal_integer
    };
    (Add) => {
        arithmetic::add
    };
    (AddInteger) => {
        arithmetic::add_integer
    };
    (Subtract) => {
        arithmetic::subtract
    };
    (Multiply) => {
        arithmetic::multiply
    };
    (LogAnd) => {
        arithmetic::logand
    };
    (LogIor) => {
        arithmetic::logior
    };
    (LogXor) => {
        arithmetic::logxor
    };
    (Eq) => {
        data::eq
    };
    (Not) => {
        data::not
    };
    (Cons) => {
        data::cons
    };
    (Car) => {
        data::car
    };
    (Cdr) => {
        data::cdr
    };
    (List) => {
        data::list
    };
    (SetCar) => {
        data::set_car
    };
    (SetCdr) => {
        data::set_cdr
    };
    (LoadElement) => {
        data::load_element
    };
    (StoreElement) => {
        data::store_element
    };
    (LoadArrayElement) => {
        data::load_array_element
    };
    (StoreArrayElement) => {
        data::store_array_element
    };
    (LoadSlot) => {
        data::load_slot
    };
    (StoreSlot) => {
        data::store_slot
    };
    (EnterCatch) => {
        control::enter_catch
    };
    (EnterBlock) => {
        control::enter_block
    };
    (EnterTagbody) => {
        control::enter_tagbody
    };
    (EnterProtect) => {
        control::enter_protect
    };
    (EnterProgv) => {
        control::enter_progv
    };
    (Leave) => {
        control::leave
    };
    (EndProtect) => {
        control::end_protect
    };
    (Throw) => {
        control::throw
    };
    (ExitTo) => {
        control::exit_to
    };
    (GoTo) => {
        control::go_to
    };
}

macro_rules! define_execute {
    ($($(#[doc = $doc:literal])* $name:ident $mnemonic:literal $format:ident($($operand:ident),*);)*) => {
        /// The operations' numbers, as patterns.
        mod number {
            use heapfmt::ops::Op;
            $(pub(super) const $name: u8 = Op::$name as u8;)*
        }

        /// Runs one instruction; breaks at the stop word.
        #[inline(always)]
        fn execute<O: Operands>(vm: &mut Vm, s: State, number: u8, o: O) -> ControlFlow<(), State> {
            ControlFlow::Continue(match number {
                $(number::$name => handler!($name)(vm, s, o),)*
                STOP_NUMBER => return ControlFlow::Break(()),
                _ => no_operation(),
            })
        }
    };
}

/// The number of the word at which the loop ends.
const STOP_NUMBER: u8 = u8::MAX;

/// Tells the optimizer that the numbers of the operations are all there is, so that the jump to a handler needs no
/// range check and can be copied behind every handler.
#[inline(always)]
fn no_operation() -> State {
    debug_assert!(false, "verified code holds operations only");
    // SAFETY: code comes from the compiler or from a verified image, or is the stop word.
    unsafe { std::hint::unreachable_unchecked() }
}

for_each_op!(define_execute);

/// Runs from `s` until the frame that was entered from Rust returns or is unwound.
pub(super) fn run(vm: &mut Vm, mut s: State) -> Result<Value, Unwind> {
    loop {
        let instruction = Instruction(s.fetch());
        match execute(vm, s, instruction.op_number(), Narrow(instruction)) {
            ControlFlow::Continue(next) => s = next,
            ControlFlow::Break(()) => break,
        }
    }
    vm.outcome.take().unwrap_or_else(|| Err(invalid_instruction()))
}

#[cold]
fn invalid_instruction() -> Unwind {
    Unwind::Fatal { message: "invalid instruction".to_owned() }
}

#[inline(always)]
fn wide<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    execute_extended(vm, s, o.instruction())
}

#[inline(never)]
fn execute_extended(vm: &mut Vm, mut s: State, prefix: Instruction) -> State {
    let instruction = Instruction(s.fetch());
    match execute(vm, s, instruction.op_number(), Extended { prefix, instruction }) {
        ControlFlow::Continue(next) => next,
        ControlFlow::Break(()) => signals::stop(vm, s, "invalid instruction".to_owned()),
    }
}

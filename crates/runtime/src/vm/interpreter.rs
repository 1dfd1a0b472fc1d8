//! The interpreter's loop, expanded from the opcode table.
//!
//! [`handler`] says which function runs which operation; a row of the table that it does not know does not compile.
//! Handlers get the state and give the next one; see [`State`]. Behind `wide` the same handlers run with extended
//! operands, out of line. The loop ends at a word that is no operation, where [`State::stopped`] leads.

#![expect(
    unsafe_code,
    reason = "the dispatch takes code as verified, and empty assembly keeps handlers apart"
)]

use super::state::{Extended, Narrow, Operands, State};
use super::{Unwind, Vm};
use super::{apply, arithmetic, bindings, calls, control, data, jumps, moves, returns, signals};
use crate::os::code_alignment::aligned;
use heapfmt::Value;
use heapfmt::for_each_op;
use heapfmt::ops::Instruction;

macro_rules! handler {
    (Wide) => {
        wide
    };
    (Move) => {
        moves::copy
    };
    (MovePair) => {
        moves::copy_pair
    };
    (MoveTriple) => {
        moves::copy_triple
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
    (CallSelfPair) => {
        calls::call_self_pair
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

/// Keeps the ends of the handlers apart: gives `word` back in a way that no optimizer sees through.
///
/// Most handlers end alike, and a compiler merges such ends: a handler would then go through two or three shared
/// pieces of code, a jump each, before the next instruction is dispatched. That costs a fifth of the speed.
macro_rules! keep_apart {
    ($mnemonic:literal, $word:expr) => {{
        #[cfg_attr(miri, expect(unused_mut, reason = "there is no assembly to change it"))]
        let mut word = u64::from($word);
        #[cfg(not(miri))]
        // SAFETY: the text is a comment, so nothing is executed and `word` stays as it is.
        unsafe {
            std::arch::asm!(
                concat!("/* {0} ", $mnemonic, " */"),
                inout(reg) word,
                options(pure, nomem, nostack, preserves_flags),
            );
        }
        word as u32
    }};
}

macro_rules! define_interpreter {
    ($($(#[doc = $doc:literal])* $name:ident $mnemonic:literal $format:ident($($operand:ident),*)
       $(for $($operator:literal)+)?;)*) => {
        /// The operations' numbers, as patterns.
        mod number {
            use heapfmt::ops::Op;
            $(pub(super) const $name: u8 = Op::$name as u8;)*
        }

        aligned! {
            /// Runs from `s` until the frame that was entered from Rust returns or is unwound.
            pub(super) fn run(vm: &mut Vm, s: State) -> Result<Value, Unwind> {
                let mut instruction = Instruction(s.peek());
                let mut at = s;
                loop {
                    let s = at.jumped(1);
                    (at, instruction) = match instruction.op_number() {
                        $(number::$name => {
                            let next = handler!($name)(vm, s, Narrow(instruction));
                            // Every handler fetches its successor, so that the word is there when it is dispatched.
                            let instruction = Instruction(keep_apart!($mnemonic, next.peek()));
                            (next, instruction)
                        })*
                        STOP_NUMBER => break,
                        _ => no_operation(),
                    };
                }
                vm.outcome.take().expect("whatever stops the interpreter says why")
            }
        }

        /// Runs one instruction behind `wide`.
        #[inline(never)]
        fn run_extended(vm: &mut Vm, mut s: State, prefix: Instruction) -> State {
            let instruction = Instruction(s.fetch());
            let operands = Extended { prefix, instruction };
            match instruction.op_number() {
                $(number::$name => handler!($name)(vm, s, operands),)*
                _ => signals::stop(vm, s, "invalid instruction".to_owned()),
            }
        }
    };
}

/// The number of the word at which the loop ends.
const STOP_NUMBER: u8 = u8::MAX;

/// Tells the optimizer that the numbers of the operations are all there is, so that the jump to a handler needs no
/// range check.
#[inline(always)]
fn no_operation() -> ! {
    debug_assert!(false, "verified code holds operations only");
    // SAFETY: code comes from the compiler or from a verified image, or is the stop word.
    unsafe { std::hint::unreachable_unchecked() }
}

for_each_op!(define_interpreter);

#[inline(always)]
fn wide<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    run_extended(vm, s, o.instruction())
}

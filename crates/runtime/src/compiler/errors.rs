//! Program errors of the compiler.
//!
//! What is wrong in one form says nothing about the forms around it, which may never come to it. So an error ends the
//! analysis of the innermost form that contains it, and that form becomes a call which signals the error when it
//! is evaluated. `SYS:%WRONG-FORM` makes the call and warns; what goes wrong while macros are expanded comes to it
//! through `SYS:%GUARDED-EXPANSION`. Until Lisp has defined these functions, and where no form is around it, an error ends
//! the compilation; the virtual machine then signals it at the instruction that called the compiler.

use super::Compiler;
use super::ast::Node;
use super::environment::Environment;
use super::macros::call_expander;
use crate::error::LispError;
use crate::roots::Root;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::statics::sym;

/// A limit of the instruction set that a function exceeds.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LimitExceeded {
    /// More registers than a frame can have.
    #[error("The function needs {n_registers} registers; a frame has at most 65535")]
    Registers {
        /// How many it needs.
        n_registers: u32,
    },
    /// A jump that no instruction can express.
    #[error("The function's code is too long: a jump spans {n_words} words")]
    Jump {
        /// Distance of the jump.
        n_words: i64,
    },
    /// Too many parameters for the packed arity.
    #[error("The function has {n_parameters} parameters; at most 4095 are possible")]
    Parameters {
        /// How many required or optional parameters it has.
        n_parameters: usize,
    },
}

/// The `program-error` condition that says `message` about `datum`.
pub(crate) fn program_error(message: impl Into<String>, datum: Value) -> LispError {
    LispError::Program { message: message.into(), datum }
}

impl Compiler<'_> {
    /// Signals that `form` is not a correct program.
    #[cold]
    pub(crate) fn fail<T>(&self, message: impl Into<String>, form: Root) -> Result<T, Unwind> {
        let datum = self.value(form);
        Err(program_error(message, datum).into())
    }
}

/// The function that symbol `name` names, if it is defined.
fn global_function(vm: &Vm, name: Value) -> Option<Value> {
    let function = vm.mutator.heap.symbol_slot(name, symbol::FUNCTION);
    function.is_function().then_some(function)
}

/// What is compiled in place of what `unwind`, if it is a program error, found wrong. Other unwindings go on.
pub(super) fn form_for_error(
    vm: &mut Vm,
    unwind: Unwind,
    line: u32,
    in_function: bool,
) -> Result<Value, Unwind> {
    let Some(wrong_form) = global_function(vm, sym::WRONG_FORM) else { return Err(unwind) };
    match unwind {
        Unwind::Error { error } if matches!(*error, LispError::Program { .. }) => {
            let (condition, initargs) = error.condition(&mut vm.mutator.heap);
            let line = Value::fixnum(i64::from(line));
            vm.call_nested(wrong_form, &[condition, initargs, line, Value::boolean(in_function)])
        }
        unwind => Err(unwind),
    }
}

impl Compiler<'_> {
    /// Puts what stands for `form` in place of the error with which its analysis has ended.
    #[cold]
    #[inline(never)]
    pub(super) fn replace_wrong_form(&mut self, form: Root, result: &mut Result<Node, Unwind>) {
        if let Err(unwind) = std::mem::replace(result, Ok(Node::NIL)) {
            *result = self.form_for_error(form, unwind).and_then(|form| {
                let form = self.root(form);
                self.analyze(form, &Environment::default())
            });
        }
    }

    fn form_for_error(&mut self, form: Root, unwind: Unwind) -> Result<Value, Unwind> {
        let line = self.line(form);
        form_for_error(self.vm, unwind, line, self.function_depth > 0)
    }

    /// Calls a macro function. An error in it becomes a form that signals it.
    pub(super) fn guarded_expansion(
        &mut self,
        expander: Value,
        form: Root,
        environment: &Environment,
    ) -> Result<Value, Unwind> {
        let guard = global_function(self.vm, sym::GUARDED_EXPANSION).map(|guard| {
            let (line, in_function) = (self.line(form), self.function_depth > 0);
            [guard, Value::fixnum(i64::from(line)), Value::boolean(in_function)]
        });
        let form = self.value(form);
        call_expander(self.vm, expander, form, environment, guard)
    }
}

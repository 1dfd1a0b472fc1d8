//! Program errors of the compiler.
//!
//! An error ends the compilation; the virtual machine signals it at the instruction that called the compiler, so
//! that handlers see a condition.

use super::Compiler;
use crate::error::LispError;
use crate::roots::Root;
use crate::vm::Unwind;
use heapfmt::Value;

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

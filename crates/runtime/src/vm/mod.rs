//! The virtual machine: runs compiled functions on a growable Lisp stack.

pub mod safepoint;

use crate::error::LispError;
use crate::mutator::Mutator;
use heapfmt::Value;

/// A Lisp thread: its mutator, stack and control stack.
pub struct Vm {
    /// Heap, roots, values, bindings.
    pub mutator: Mutator,
}

/// Why a nested call did not return: a non-local exit whose target lies outside it, or the end of the process.
#[derive(Debug)]
pub enum Unwind {
    /// An exit to a control entry below the nested call; its values are in the value buffer.
    Exit {
        /// Serial number of the control entry.
        serial: u64,
    },
    /// An error that a nested primitive found itself. It is signalled at the instruction that called the
    /// primitive, as a leaf primitive's error is.
    Error {
        /// The condition.
        error: Box<LispError>,
    },
    /// The process ends with this exit code.
    Quit {
        /// 0 to 255.
        code: u8,
    },
    /// An error before the Lisp side can signal conditions (while the base image is built).
    Fatal {
        /// One line that says what happened.
        message: String,
    },
}

impl From<LispError> for Unwind {
    fn from(error: LispError) -> Unwind {
        Unwind::Error { error: Box::new(error) }
    }
}

impl Vm {
    /// Calls `function` with `args` and runs it to its end. The value is the first; all are in the value buffer.
    ///
    /// Only the compiler, the reader and foreign callbacks may call this. Everything not rooted is stale after it.
    pub fn call_nested(&mut self, function: Value, args: &[Value]) -> Result<Value, Unwind> {
        let _ = args;
        Err(Unwind::Fatal { message: format!("cannot call {function:?} without an interpreter") })
    }
}

//! The virtual machine: runs compiled functions on a growable Lisp stack.
//!
//! [`interpreter`] is the loop; the handlers of operations are in files by topic: [`moves`], [`bindings`],
//! [`calls`] (with the [`call_cache`]), [`apply`], [`returns`], [`jumps`], [`arithmetic`], [`data`], [`control`]. What
//! they share is the [`state`] in machine registers and the [`stack`]. Functions with other than required parameters go through
//! [`entry`], primitives through [`builtins`], errors through [`signals`], [`operators`] and [`resume`], exits through
//! [`unwinding`], collection through [`safepoint`].

mod apply;
mod arithmetic;
mod backtrace;
pub(crate) mod bindings;
mod builtins;
mod call_cache;
mod calls;
mod control;
mod data;
mod entry;
mod error_text;
mod interpreter;
pub(crate) mod introspection;
mod jumps;
mod moves;
mod nested;
mod operators;
mod resume;
mod returns;
pub mod safepoint;
mod signals;
mod stack;
mod state;
mod unwinding;

use crate::compiler::CompilerState;
use crate::error::LispError;
use crate::heap::Heap;
use crate::mutator::Mutator;
use call_cache::CallCache;
use control::ControlStack;
use heapfmt::Value;
use nested::Suspended;
use safepoint::Stress;
use stack::LispStack;
use std::sync::atomic::Ordering;

/// A Lisp thread: its mutator, stack and control stack.
pub struct Vm {
    /// Heap, roots, values, bindings.
    pub mutator: Mutator,
    /// Constant 0 of the running prototype; see [`state`].
    constants: *const Value,
    /// First instruction of the running prototype; see [`state`].
    code: *const u32,
    /// Functions entered, by call site.
    entered: CallCache,
    /// Functions returned to, by call site.
    returned_to: CallCache,
    stack: LispStack,
    control: ControlStack,
    /// The innermost frame below running Rust code.
    suspended: Suspended,
    /// Number of runs of the interpreter under way.
    depth: usize,
    /// Arguments behind the positional ones while a function with keyword parameters is entered.
    keyword_arguments: Vec<Value>,
    /// Collections forced for tests.
    stress: Stress,
    /// Collections since the last safepoint that instructions asked for, which were to be run again.
    n_retries: u32,
    /// How the innermost run has ended.
    outcome: Option<Result<Value, Unwind>>,
    /// What the compiler keeps.
    pub compiler: CompilerState,
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
    /// A virtual machine on `heap`, whose builtins are those of this runtime.
    pub fn new(heap: Heap) -> Vm {
        Vm::with_stack(heap, stack::SOFT_WORDS)
    }

    /// As [`Vm::new`]; the Lisp stack is exhausted at `n_words` words.
    pub fn with_stack(heap: Heap, n_words: usize) -> Vm {
        Vm {
            mutator: Mutator::new(heap),
            constants: std::ptr::null(),
            code: std::ptr::null(),
            entered: CallCache::default(),
            returned_to: CallCache::default(),
            compiler: CompilerState::default(),
            stack: LispStack::new(n_words),
            control: ControlStack::default(),
            suspended: Suspended::default(),
            depth: 0,
            keyword_arguments: Vec::new(),
            stress: Stress::default(),
            n_retries: 0,
            outcome: None,
        }
    }

    /// Whether a safepoint has something to do.
    #[inline(always)]
    fn is_polled(&self) -> bool {
        self.mutator.heap.poll_word().load(Ordering::Relaxed) != 0
    }
}

#[cfg(test)]
mod tests;

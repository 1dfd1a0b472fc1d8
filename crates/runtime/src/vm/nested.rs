//! Lisp called from Rust: the compiler, the reader, foreign callbacks and the program's own start.
//!
//! A nested call runs its own interpreter on the same Lisp stack, above the frame of whoever called the primitive.
//! The frame it enters is marked, so that its return ends that interpreter.

use super::builtins::{self, Failure};
use super::call_cache::CallSite;
use super::calls::{Callee, resolve, start};
use super::interpreter;
use super::signals::enter_handler;
use super::state::{FrameFlags, LINK_WORDS, Link, ReturnAddress, State};
use super::{Unwind, Vm, bindings, safepoint};
use crate::error::{LispError, Trap};
use heapfmt::Value;
use heapfmt::layout::closure;

/// Nested calls within nested calls that are allowed: each takes native stack.
const MAX_DEPTH: usize = 200;
/// How many more are left to the handlers of the exhaustion.
const DEPTH_RESERVE: usize = 20;

/// Where the interpreter stood when it called Rust code that may call Lisp.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Suspended {
    /// Stack index of the frame's register 0; 0 when there is no frame.
    pub(super) frame: usize,
    /// Stack index of the first word behind what is in use.
    pub(super) top: usize,
    /// The instruction it goes on with.
    pub(super) index: usize,
}

/// What entering a function from Rust has come to.
enum Entered {
    /// Its code begins at the state.
    Running(State),
    /// It was a builtin, which has run.
    Done(Result<Value, Unwind>),
}

impl Vm {
    /// Notes the frame at `fp` for nested calls; gives what was noted before.
    pub(super) fn suspend(&mut self, fp: *mut Value, top: *mut Value, index: usize) -> Suspended {
        let suspended = Suspended { frame: self.stack.index(fp), top: self.stack.index(top), index };
        std::mem::replace(&mut self.suspended, suspended)
    }

    /// Calls `function` with `args` and runs it to its end. The value is the first; all are in the value buffer.
    ///
    /// Only the compiler, the reader and foreign callbacks may call this. Everything not rooted is stale after it.
    pub fn call_nested(&mut self, function: Value, args: &[Value]) -> Result<Value, Unwind> {
        self.run_nested(|vm, callee| vm.enter_nested(callee, function, args))
    }

    /// Signals `error` in Lisp; the value is what its handler returns, if it returns.
    pub fn signal_error(&mut self, error: LispError) -> Result<Value, Unwind> {
        self.run_nested(|vm, callee| Entered::Running(enter_handler(vm, callee, error, Value::NIL)))
    }

    /// Lets the Lisp stack grow to `words` words; returns the limit before.
    pub(crate) fn set_stack_limit(&mut self, words: usize) -> usize {
        let top = self.stack.pointer(self.suspended.top);
        self.stack.set_soft_words(words, top)
    }

    /// Collects so that `bytes` bytes can be allocated; tells whether they can. For Rust code that runs Lisp: every
    /// value it holds outside the root arena is stale thereafter.
    pub(crate) fn make_room(&mut self, bytes: usize) -> bool {
        let top = self.stack.pointer(self.suspended.top);
        safepoint::make_room_below(self, top, bytes)
    }

    /// Handles a pending interrupt in Lisp, for Rust code that one has woken from waiting.
    pub(crate) fn handle_interrupt(&mut self) -> Result<(), Unwind> {
        if safepoint::clear_interrupt(self) {
            self.signal_error(LispError::UserInterrupt)?;
        }
        Ok(())
    }

    /// Runs what `enter` enters in a marked frame above the suspended one.
    fn run_nested(&mut self, enter: impl FnOnce(&mut Vm, State) -> Entered) -> Result<Value, Unwind> {
        let suspended = self.suspended;
        let boundary = self.control.boundary;
        self.control.boundary = self.control.height();
        let n_bindings = self.mutator.binding_stack.len();
        let frame = suspended.top + LINK_WORDS;
        let callee = State::detached(self.stack.pointer(frame));
        let flags = FrameFlags::BOUNDARY;
        callee.set_link(
            ReturnAddress::at(suspended.index),
            Link::new(frame - suspended.frame, CallSite::ANY, flags),
        );
        self.depth += 1;
        let entered = if self.depth == MAX_DEPTH + 1 {
            Entered::Running(enter_handler(self, callee, LispError::StackExhausted, Value::NIL))
        } else if self.depth > MAX_DEPTH + DEPTH_RESERVE {
            Entered::Done(Err(Unwind::Fatal { message: "calls are nested too deeply".to_owned() }))
        } else {
            enter(self, callee)
        };
        let result = match entered {
            Entered::Running(s) => interpreter::run(self, s),
            Entered::Done(result) => result,
        };
        self.depth -= 1;
        if result.is_err() {
            self.control.truncate(self.control.boundary);
            bindings::unbind_to(&mut self.mutator, n_bindings);
        }
        self.control.boundary = boundary;
        self.suspended = suspended;
        // The values were returned to Rust; the primitive that called has not returned its own yet.
        self.mutator.returned_values = false;
        result
    }

    fn enter_nested(&mut self, callee: State, function: Value, args: &[Value]) -> Entered {
        let end = callee.fp.wrapping_add(args.len());
        if end > self.stack.limit() && !self.stack.extend(end) {
            return Entered::Running(enter_handler(self, callee, LispError::StackExhausted, Value::NIL));
        }
        callee.set_function(function);
        for (index, &arg) in args.iter().enumerate() {
            callee.set_register(index, arg);
        }
        match resolve(self, function) {
            Callee::Closure(function) => {
                callee.set_function(function);
                let prototype = self.mutator.heap.slot(function, closure::PROTOTYPE);
                let callee = State::at_start(self, prototype, callee.fp);
                Entered::Running(start(self, callee, args.len()))
            }
            Callee::Builtin(index) => self.run_builtin(callee, index, args.len()),
            Callee::None(error) => Entered::Running(enter_handler(self, callee, error, Value::NIL)),
        }
    }

    /// Runs a builtin whose arguments lie in the frame of `callee`.
    fn run_builtin(&mut self, callee: State, index: usize, n_args: usize) -> Entered {
        let end = callee.fp.wrapping_add(n_args);
        self.suspended.top = self.stack.index(end);
        loop {
            let primitive = self.mutator.builtins[index];
            match builtins::call(self, index, primitive, callee.registers(0, n_args)) {
                Ok(value) => {
                    if !self.mutator.returned_values {
                        self.mutator.set_single_value(value);
                    }
                    return Entered::Done(Ok(value));
                }
                Err(Failure::Unwind(unwind)) => return Entered::Done(Err(unwind)),
                Err(Failure::Trap(Trap::Error(error))) => {
                    return Entered::Running(enter_handler(self, callee, *error, Value::NIL));
                }
                Err(Failure::Trap(Trap::NeedMemory { bytes })) => {
                    if !safepoint::make_room_below(self, end, bytes) || !safepoint::may_retry(self) {
                        let error = LispError::HeapExhausted { bytes };
                        return Entered::Running(enter_handler(self, callee, error, Value::NIL));
                    }
                }
                Err(Failure::Trap(Trap::Interrupted)) => {
                    if let Err(unwind) = self.handle_interrupt() {
                        return Entered::Done(Err(unwind));
                    }
                }
                Err(Failure::Trap(Trap::Exit { code })) => return Entered::Done(Err(Unwind::Quit { code })),
            }
        }
    }
}

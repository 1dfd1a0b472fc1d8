//! Calls: from instructions, in place of the running frame, and with a list of arguments.
//!
//! A callee's frame begins where its arguments lie, so a call writes two link words and compares the number of
//! arguments. Everything that is not a closure of required parameters leaves the fast path. What goes wrong while
//! a frame is entered is signalled in that frame: the handler takes the callee's place and its value is the
//! callee's.

use super::Vm;
use super::apply::restore_list;
use super::builtins::{self, Failure};
use super::call_cache::CallSite;
use super::entry;
use super::returns::return_value;
use super::signals::{enter_handler, fail, operator_of, trap};
use super::state::{FrameFlags, LINK_WORDS, Link, Operands, State};
use super::unwinding;
use crate::error::{LispError, Trap};
use heapfmt::Value;
use heapfmt::layout::{Arity, TypeCode, builtin, funcallable, symbol};
use heapfmt::statics::sym;

/// A call instruction: where its window is, how many arguments lie in it, what the caller takes. Two words, so that
/// passing it to a function out of line costs the fast path no store.
#[derive(Clone, Copy)]
pub(super) struct Site {
    window: u32,
    n_args: u32,
    /// The register of the last argument when it was a list and has been spread, else 0.
    list_register: u32,
    flags: FrameFlags,
    /// Length of the instruction, which may have to be run again.
    instruction_words: u8,
}

impl Site {
    #[inline(always)]
    pub(super) fn new<O: Operands>(_o: O, window: usize, n_args: usize, flags: FrameFlags) -> Site {
        Site {
            window: window as u32,
            n_args: n_args as u32,
            list_register: 0,
            flags,
            instruction_words: O::WORDS as u8,
        }
    }

    /// This site with its last argument spread from `list_register` on, `n_args` arguments in all.
    pub(super) fn spread(self, list_register: usize, n_args: usize) -> Site {
        Site { list_register: list_register as u32, n_args: n_args as u32, ..self }
    }

    /// The register that the function is in.
    #[inline(always)]
    pub(super) fn window(self) -> usize {
        self.window as usize
    }

    /// The number of arguments.
    #[inline(always)]
    pub(super) fn n_args(self) -> usize {
        self.n_args as usize
    }

    /// The register that held a list that has been spread.
    pub(super) fn list_register(self) -> Option<usize> {
        if self.list_register == 0 { None } else { Some(self.list_register as usize) }
    }

    /// The instruction's first word.
    fn instruction(self, s: State) -> *const u32 {
        s.pc.wrapping_sub(usize::from(self.instruction_words))
    }

    /// The state whose frame is the window's, links written.
    #[inline(always)]
    pub(super) fn linked(self, vm: &Vm, s: State) -> State {
        self.linked_from(s, s.at(vm, 0), CallSite::at(s.pc))
    }

    /// As [`Site::linked`], where the running code is known to start at `first`.
    #[inline(always)]
    fn linked_from(self, s: State, first: State, site: CallSite) -> State {
        let distance = self.window() + LINK_WORDS;
        let callee = s.with_frame(s.fp.wrapping_add(distance));
        callee.set_link(s.return_address(first), Link::new(distance, site, self.flags));
        callee
    }
}

/// Enters the prototype's code with `n_args` arguments in the frame at `fp`, whose link words are written.
#[inline(always)]
pub(super) fn start(vm: &mut Vm, callee: State, n_args: usize) -> State {
    let packed_arity = vm.packed_arity();
    start_with_arity(vm, callee, packed_arity, n_args)
}

#[inline(always)]
fn start_with_arity(vm: &mut Vm, callee: State, packed_arity: i64, n_args: usize) -> State {
    if !Arity::is_exactly(packed_arity, n_args) {
        return entry::enter(vm, callee, n_args);
    }
    // Room for the frame, and the poll.
    let frame_end = callee.fp.wrapping_add(Arity::registers_of(packed_arity));
    if frame_end > vm.stack.limit() || vm.is_polled() {
        return entry::admit(vm, callee);
    }
    callee
}

#[inline(always)]
fn enter_closure(vm: &mut Vm, s: State, function: Value, site: Site) -> State {
    let callee = site.linked(vm, s);
    let callee = State::at_start_of(vm, CallSite::at(s.pc), function, callee.fp);
    start(vm, callee, site.n_args())
}

#[inline(always)]
pub(super) fn call_value(vm: &mut Vm, s: State, site: Site) -> State {
    let function = s.register(site.window());
    if vm.mutator.heap.is(function, TypeCode::Closure) {
        return enter_closure(vm, s, function, site);
    }
    call_other(vm, s, site)
}

#[inline(always)]
pub(super) fn call<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    call_value(vm, s, Site::new(o, o.a(), o.b(), FrameFlags::NONE))
}

#[inline(always)]
pub(super) fn call_multiple<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    call_value(vm, s, Site::new(o, o.a(), o.b(), FrameFlags::MULTIPLE))
}

/// The function of a symbol, or the symbol itself when it has none: calling it signals the error.
#[inline(always)]
fn named_function(vm: &Vm, name: Value) -> Value {
    let function = vm.mutator.heap.symbol_slot(name, symbol::FUNCTION);
    if function.is_function() { function } else { name }
}

#[inline(always)]
pub(super) fn call_named<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), named_function(vm, vm.constant(o.b())));
    call_value(vm, s, Site::new(o, o.a(), o.c(), FrameFlags::NONE))
}

#[inline(always)]
pub(super) fn call_named_multiple<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), named_function(vm, vm.constant(o.b())));
    call_value(vm, s, Site::new(o, o.a(), o.c(), FrameFlags::MULTIPLE))
}

#[inline(always)]
pub(super) fn call_self<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    enter_self(vm, s, o)
}

/// Calls the running function with the last two arguments moved into their places: most calls pass variables on.
#[inline(always)]
pub(super) fn call_self_pair<O: Operands>(vm: &mut Vm, mut s: State, o: O) -> State {
    let last = o.a() + LINK_WORDS + o.b() - 1;
    let source = s.fetch() as usize;
    s.set_register(last - 1, s.register(o.c()));
    s.set_register(last, s.register(source));
    enter_self(vm, s, o)
}

#[inline(always)]
fn enter_self<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let site = Site::new(o, o.a(), o.b(), FrameFlags::NONE);
    // The same prototype: what is loaded before the stores into the frame need not be loaded again.
    let first = s.at(vm, 0);
    let packed_arity = vm.packed_arity();
    s.set_register(o.a(), s.function());
    let callee = site.linked_from(s, first, CallSite::ANY);
    start_with_arity(vm, first.with_frame(callee.fp), packed_arity, site.n_args())
}

/// Moves the arguments and the function down to the running frame, whose links stay, and enters the function.
#[inline(always)]
fn start_in_place(vm: &mut Vm, s: State, function: Value, site: Site) -> State {
    s.set_function(function);
    s.move_registers(site.window() + LINK_WORDS, 0, site.n_args());
    let callee = State::at_start_of(vm, CallSite::at(s.pc), function, s.fp);
    start(vm, callee, site.n_args())
}

#[inline(always)]
pub(super) fn tail_call_value(vm: &mut Vm, s: State, site: Site) -> State {
    let function = s.register(site.window());
    if vm.mutator.heap.is(function, TypeCode::Closure) {
        return start_in_place(vm, s, function, site);
    }
    tail_call_other(vm, s, site)
}

#[inline(always)]
pub(super) fn tail_call<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    tail_call_value(vm, s, Site::new(o, o.a(), o.b(), FrameFlags::MULTIPLE))
}

#[inline(always)]
pub(super) fn tail_call_named<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    s.set_register(o.a(), named_function(vm, vm.constant(o.b())));
    tail_call_value(vm, s, Site::new(o, o.a(), o.c(), FrameFlags::MULTIPLE))
}

/// What a function designator calls in the end.
pub(super) enum Callee {
    /// A closure.
    Closure(Value),
    /// A row of the builtin table.
    Builtin(usize),
    /// Nothing: the designator is none, or has no function.
    None(LispError),
}

/// Looks through symbols and funcallable instances.
#[inline(always)]
pub(super) fn resolve(vm: &Vm, designator: Value) -> Callee {
    let heap = &vm.mutator.heap;
    if heap.is(designator, TypeCode::Builtin) {
        return Callee::Builtin(heap.slot(designator, builtin::INDEX).fixnum_unchecked() as usize);
    }
    resolve_indirect(vm, designator)
}

#[inline(never)]
fn resolve_indirect(vm: &Vm, designator: Value) -> Callee {
    let heap = &vm.mutator.heap;
    let mut function = designator;
    loop {
        match heap.type_of(function) {
            Some(TypeCode::Closure) => return Callee::Closure(function),
            Some(TypeCode::Builtin) => {
                return Callee::Builtin(heap.slot(function, builtin::INDEX).fixnum_unchecked() as usize);
            }
            Some(TypeCode::FuncallableInstance) => function = heap.slot(function, funcallable::FUNCTION),
            _ if heap.is_symbol(function) => {
                let name = function;
                function = heap.symbol_slot(name, symbol::FUNCTION);
                if !function.is_function() {
                    return Callee::None(LispError::UndefinedFunction { name });
                }
            }
            _ => return Callee::None(LispError::Type { datum: function, expected: sym::FUNCTION }),
        }
    }
}

/// A call of anything but a closure.
#[inline(never)]
fn call_other(vm: &mut Vm, s: State, site: Site) -> State {
    match resolve(vm, s.register(site.window())) {
        Callee::Closure(function) => {
            s.set_register(site.window(), function);
            enter_closure(vm, s, function, site)
        }
        Callee::Builtin(index) => match builtins::invoke_from(vm, s, index, site) {
            (s, Ok(value)) => {
                s.set_register(site.window(), value);
                if site.flags.has(FrameFlags::MULTIPLE) && !vm.mutator.returned_values {
                    vm.mutator.set_single_value(value);
                }
                s
            }
            (s, Err(Failure::Trap(Trap::Error(error)))) => signal_in_window(vm, s, site, Some(index), *error),
            (s, Err(failure)) => call_failed(vm, s, site, failure),
        },
        Callee::None(error) => {
            let error = with_arguments(vm, s, site, error);
            signal_in_window(vm, s, site, None, error)
        }
    }
}

/// The error of a call without a function, with the arguments for the function that a restart may name.
#[cold]
fn with_arguments(vm: &mut Vm, s: State, site: Site, error: LispError) -> LispError {
    let LispError::UndefinedFunction { name } = error else { return error };
    let arguments = vm.mutator.heap.list(s.registers(site.window() + LINK_WORDS, site.n_args()));
    LispError::UndefinedCall { name, arguments }
}

/// As [`call_other`], the value going to the running frame's caller.
#[inline(never)]
fn tail_call_other(vm: &mut Vm, s: State, site: Site) -> State {
    match resolve(vm, s.register(site.window())) {
        Callee::Closure(function) => start_in_place(vm, s, function, site),
        Callee::Builtin(index) => match builtins::invoke_from(vm, s, index, site) {
            (s, Ok(value)) => {
                if !vm.mutator.returned_values {
                    vm.mutator.set_single_value(value);
                }
                return_value(vm, s, value)
            }
            (s, Err(Failure::Trap(Trap::Error(error)))) => {
                tail_call_signals(vm, s, site, Some(index), *error)
            }
            (s, Err(failure)) => call_failed(vm, s, site, failure),
        },
        Callee::None(error) => {
            let error = with_arguments(vm, s, site, error);
            tail_call_signals(vm, s, site, None, error)
        }
    }
}

/// Calls the handler of `error` in the place of the callee, a builtin if it has an index.
#[cold]
#[inline(never)]
pub(super) fn signal_in_window(
    vm: &mut Vm,
    s: State,
    site: Site,
    builtin: Option<usize>,
    error: LispError,
) -> State {
    let instruction = s.index_of(vm, site.instruction(s));
    let operator = operator_of(vm, s, instruction, builtin, &error);
    let callee = site.linked(vm, s);
    enter_handler(vm, callee, error, operator)
}

/// As [`signal_in_window`], for a call whose value the running frame returns. That frame stays, for backtraces.
#[cold]
#[inline(never)]
pub(super) fn tail_call_signals(
    vm: &mut Vm,
    s: State,
    site: Site,
    builtin: Option<usize>,
    error: LispError,
) -> State {
    let instruction = s.index_of(vm, site.instruction(s));
    fail(vm, s, instruction, builtin, error)
}

/// The builtin did not run to its end for a reason that is no error of its own.
#[cold]
fn call_failed(vm: &mut Vm, s: State, site: Site, failure: Failure) -> State {
    match failure {
        Failure::Trap(cause) => {
            restore_list(s, site);
            trap(vm, s, site.instruction(s), cause)
        }
        Failure::Unwind(unwind) => unwinding::proceed(vm, s, unwind),
    }
}

/// Calls a builtin on registers, without a window.
#[inline(always)]
pub(super) fn call_builtin<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let mut next = s;
    let index = next.fetch() as usize;
    if let Some(leaf) = builtins::filled_leaf(vm, index, o.b()) {
        return match leaf(&mut vm.mutator, s.registers(o.a(), o.b())) {
            Ok(value) => {
                s.set_register(o.a(), value);
                next
            }
            Err(cause) => trap(vm, s, s.start(o), cause),
        };
    }
    call_builtin_of_any_shape(vm, s, o)
}

#[inline(never)]
fn call_builtin_of_any_shape<O: Operands>(vm: &mut Vm, mut s: State, o: O) -> State {
    let start = s.index_of(vm, s.start(o));
    let index = s.fetch() as usize;
    let args = s.fp.wrapping_add(o.a());
    match builtins::invoke(vm, s, index, args, o.b()) {
        (s, Ok(value)) => {
            s.set_register(o.a(), value);
            s
        }
        (s, Err(Failure::Trap(cause))) => {
            let instruction = s.at(vm, start).pc;
            trap(vm, s, instruction, cause)
        }
        (s, Err(Failure::Unwind(unwind))) => unwinding::proceed(vm, s, unwind),
    }
}

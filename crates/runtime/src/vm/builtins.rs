//! Running builtins: the arity check, missing optional arguments, leaf functions and clients of nested calls.

#![expect(unsafe_code, reason = "arguments are passed as a slice of the Lisp stack")]

use super::calls::Site;
use super::state::{LINK_WORDS, State};
use super::{Unwind, Vm};
use crate::error::{LispError, PrimitiveResult, Trap};
use crate::mutator::Mutator;
use crate::primitives::{Invoke, Primitive};
use heapfmt::Value;
use heapfmt::statics::root;

/// Why a builtin gave no value.
pub(super) enum Failure {
    /// Its own reason.
    Trap(Trap),
    /// Lisp that it ran did not return to it.
    Unwind(Unwind),
}

/// Most parameters that a builtin with optional ones, or one that runs Lisp, can have.
const MAX_PARAMETERS: usize = 16;

type Leaf = fn(&mut Mutator, &[Value]) -> PrimitiveResult;

/// The builtin's function, when it is a leaf whose frame `n_args` arguments fill.
#[inline(always)]
pub(super) fn filled_leaf(vm: &Vm, index: usize, n_args: usize) -> Option<Leaf> {
    let primitive = vm.mutator.builtins[index];
    let n_parameters = primitive.required + primitive.optional;
    match primitive.invoke {
        Invoke::Leaf(leaf) if n_args == n_parameters || (primitive.rest && n_args > n_parameters) => {
            Some(leaf)
        }
        _ => None,
    }
}

/// Runs the builtin on the arguments in a call window.
#[inline(always)]
pub(super) fn invoke_from(
    vm: &mut Vm,
    s: State,
    index: usize,
    site: Site,
) -> (State, Result<Value, Failure>) {
    let (first, n_args) = (site.window() + LINK_WORDS, site.n_args());
    if let Some(leaf) = filled_leaf(vm, index, n_args) {
        vm.mutator.returned_values = false;
        return (s, leaf(&mut vm.mutator, s.registers(first, n_args)).map_err(Failure::Trap));
    }
    invoke(vm, s, index, s.fp.wrapping_add(first), n_args)
}

/// Runs the builtin on `n_args` arguments at `args`; the state returned is valid even when code has moved.
pub(super) fn invoke(
    vm: &mut Vm,
    s: State,
    index: usize,
    args: *const Value,
    n_args: usize,
) -> (State, Result<Value, Failure>) {
    // SAFETY: the arguments lie in the Lisp stack, which primitives cannot reach otherwise and which never moves.
    let args = unsafe { std::slice::from_raw_parts(args, n_args) };
    let primitive = vm.mutator.builtins[index];
    if let Invoke::Leaf(_) = primitive.invoke {
        return (s, call(vm, index, primitive, args));
    }
    let at = s.index(vm);
    let caller = vm.suspend(s.fp, s.frame_end(vm), at);
    let result = call(vm, index, primitive, args);
    vm.suspended = caller;
    (s.reloaded(vm, at), result)
}

/// Runs the builtin without looking at the interpreter's state.
pub(super) fn call(
    vm: &mut Vm,
    index: usize,
    primitive: &Primitive,
    args: &[Value],
) -> Result<Value, Failure> {
    let n_parameters = primitive.required + primitive.optional;
    if args.len() < primitive.required || (args.len() > n_parameters && !primitive.rest) {
        let function = vm.builtin_object(index);
        return Err(Failure::Trap(LispError::ArgumentCount { function, count: args.len() }.into()));
    }
    vm.mutator.returned_values = false;
    match primitive.invoke {
        Invoke::Leaf(leaf) if args.len() >= n_parameters => {
            leaf(&mut vm.mutator, args).map_err(Failure::Trap)
        }
        Invoke::Leaf(leaf) => {
            let frame = filled(args);
            leaf(&mut vm.mutator, &frame[..n_parameters]).map_err(Failure::Trap)
        }
        Invoke::Nested(nested) => {
            let frame = filled(args);
            nested(vm, &frame[..n_parameters]).map_err(|unwind| match unwind {
                Unwind::Error { error } => Failure::Trap(Trap::Error(error)),
                unwind => Failure::Unwind(unwind),
            })
        }
    }
}

/// A copy of the arguments with UNSUPPLIED for those that are missing.
fn filled(args: &[Value]) -> [Value; MAX_PARAMETERS] {
    let mut frame = [Value::UNSUPPLIED; MAX_PARAMETERS];
    frame[..args.len()].copy_from_slice(args);
    frame
}

impl Vm {
    /// The function object of row `index`.
    fn builtin_object(&self, index: usize) -> Value {
        let heap = &self.mutator.heap;
        heap.element(heap.root(root::BUILTINS), index)
    }
}

const _: () = {
    let table = &crate::primitives::PRIMITIVES;
    let mut row = 0;
    while row < table.len() {
        let n_parameters = table[row].required + table[row].optional;
        assert!(n_parameters <= MAX_PARAMETERS, "a primitive has too many parameters for its frame");
        row += 1;
    }
};

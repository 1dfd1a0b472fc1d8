//! Hand-assembled functions, run through [`Vm::call_nested`](super::Vm::call_nested).

mod assembler;
mod calls;
mod collection;
mod control;
mod data;
mod errors;
mod parameters;
mod variables;

use super::{Unwind, Vm};
use crate::bootstrap::fresh_vm;
use assembler::{fixed, function};
use heapfmt::Value;

/// Fixnums as values.
fn fixnums(numbers: &[i64]) -> Vec<Value> {
    numbers.iter().map(|&n| Value::fixnum(n)).collect()
}

/// Runs `code` as a function of `args` with 64 registers and `constants`.
fn run(vm: &mut Vm, constants: &[Value], args: &[Value], code: &str) -> Result<Value, Unwind> {
    let function = function(vm, "test", fixed(args.len() as u16, 64), constants, code);
    vm.call_nested(function, args)
}

/// The value of `code` run on fixnum arguments in a fresh machine.
fn value_of(code: &str, args: &[i64]) -> Value {
    let mut vm = fresh_vm();
    run(&mut vm, &[], &fixnums(args), code).unwrap()
}

/// The elements of a proper list.
fn list_items(vm: &Vm, list: Value) -> Vec<Value> {
    let mut items = Vec::new();
    let mut rest = list;
    while rest.is_cons() {
        items.push(vm.mutator.heap.car(rest));
        rest = vm.mutator.heap.cdr(rest);
    }
    assert!(rest.is_nil());
    items
}

/// The message of a run that ended before Lisp could signal conditions.
fn fatal_message(result: Result<Value, Unwind>) -> String {
    match result {
        Err(Unwind::Fatal { message }) => message,
        other => panic!("expected a fatal error, not {other:?}"),
    }
}

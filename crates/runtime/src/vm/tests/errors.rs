//! Errors signalled in Lisp: what the handler gets, and where its value goes.

use super::assembler::{define, fixed, function};
use super::{fatal_message, fixnums, list_items, run};
use crate::bootstrap::fresh_vm;
use crate::error::LispError;
use crate::vm::Vm;
use heapfmt::Value;
use heapfmt::statics::sym;

/// Makes errors return `value`.
fn handle_with(vm: &mut Vm, value: Value) {
    let handler = function(vm, "handler", fixed(3, 4), &[value], "load-constant 2 0\nreturn 2");
    define(vm, sym::SIGNAL_PRIMITIVE_ERROR, handler);
}

/// Makes errors throw the list of condition type and initargs to the tag T.
fn handle_by_throwing(vm: &mut Vm) {
    let handler =
        function(vm, "handler", fixed(3, 6), &[], "cons 2 0 1\nset-values 2 1\nload-true 3\nthrow 3");
    define(vm, sym::SIGNAL_PRIMITIVE_ERROR, handler);
}

#[test]
fn the_handlers_value_is_the_instructions_result() {
    let mut vm = fresh_vm();
    let name = super::assembler::symbol_named(&mut vm, "nothing");
    handle_with(&mut vm, Value::fixnum(77));
    let wrong = vm.mutator.heap.string("wrong");
    for code in [
        "car 1 0\nreturn 1",
        "add 1 0 0\nreturn 1",
        "add-integer 1 0 3\nreturn 1",
        "load-special 1 0\nreturn 1",
        "load-function 1 0\nreturn 1",
        "call-named 1 0 0\nreturn 1",
        "tail-call-named 1 0 0",
        "call 0 0\nreturn 0",
        "load-integer 1 0\nload-element 300 0 1\nmove 1 300\nreturn 1",
        "jump-if-less 0 0 yes\nreturn-nil\nyes:\nload-integer 1 77\nreturn 1",
        "jump-if-not-less 0 0 no\nload-integer 1 77\nreturn 1\nno:\nreturn-nil",
        "jump-if-equal-integer 0 3 yes\nreturn-nil\nyes:\nload-integer 1 77\nreturn 1",
        "call-multiple 0 0\nvalues-to-list 1\ncar 1 1\nreturn 1",
    ] {
        let function = function(&mut vm, "test", fixed(1, 320), &[name], code);
        assert_eq!(vm.call_nested(function, &[wrong]).unwrap(), Value::fixnum(77), "{code}");
    }
    let nil_handler = Value::NIL;
    handle_with(&mut vm, nil_handler);
    for (code, jumps) in [("jump-if-less 0 0 yes", false), ("jump-if-not-less 0 0 yes", true)] {
        let code = format!("{code}\nreturn-nil\nyes:\nload-true 1\nreturn 1");
        assert_eq!(run(&mut vm, &[], &[wrong], &code).unwrap(), Value::boolean(jumps), "{code}");
    }
}

#[test]
fn wrong_calls_return_what_the_handler_returns() {
    let mut vm = fresh_vm();
    handle_with(&mut vm, Value::fixnum(77));
    let two = function(&mut vm, "two", fixed(2, 2), &[], "return 0");
    let index = crate::primitives::PRIMITIVES.iter().position(|row| row.name == "COMMON-LISP:CAR").unwrap();
    let code = format!("load-integer 1 5\ncall-builtin 1 1 {index}\nreturn 1");
    for code in [
        "move 1 0\ncall 1 0\nreturn 1",
        "move 1 0\ntail-call 1 0",
        "move 1 0\nload-integer 4 5\napply 1 1\nreturn 1",
        "move 1 0\nload-integer 4 5\ntail-apply 1 1",
        &code,
    ] {
        assert_eq!(run(&mut vm, &[], &[two], code).unwrap(), Value::fixnum(77), "{code}");
    }
    assert_eq!(vm.call_nested(two, &[]).unwrap(), Value::fixnum(77));
    assert_eq!(vm.call_nested(Value::fixnum(3), &[]).unwrap(), Value::fixnum(77));
    assert_eq!(vm.signal_error(LispError::UserInterrupt).unwrap(), Value::fixnum(77));
}

#[test]
fn handlers_leave_by_throwing() {
    let mut vm = fresh_vm();
    handle_by_throwing(&mut vm);
    let code = "load-true 1\nenter-catch 1 caught\ncar 2 0\nreturn-nil\ncaught:\nreturn 1";
    let condition = run(&mut vm, &[], &fixnums(&[5]), code).unwrap();
    let expected = [sym::TYPE_ERROR, sym::KEY_DATUM, Value::fixnum(5), sym::KEY_EXPECTED_TYPE, sym::LIST];
    assert_eq!(list_items(&vm, condition), expected);
}

#[test]
fn an_exhausted_stack_is_a_condition_every_time() {
    let mut vm = Vm::with_stack(crate::bootstrap::fresh_heap(), 1 << 20);
    handle_by_throwing(&mut vm);
    let endless = function(&mut vm, "endless", fixed(0, 6), &[], "call-self 1 0\nreturn 1");
    let code = "load-true 1\nenter-catch 1 caught\nmove 2 0\ncall 2 0\nreturn-nil\ncaught:\nreturn 1";
    for _ in 0..3 {
        let condition = run(&mut vm, &[], &[endless], code).unwrap();
        assert_eq!(list_items(&vm, condition)[0], sym::STORAGE_CONDITION);
    }
    let round = circular_list(&mut vm);
    let list = vm.mutator.heap.symbol_slot(sym::LIST, heapfmt::layout::symbol::FUNCTION);
    let code =
        "load-true 2\nenter-catch 2 caught\nmove 3 0\nmove 6 1\napply 3 1\nreturn-nil\ncaught:\nreturn 2";
    let condition = run(&mut vm, &[], &[list, round], code).unwrap();
    assert_eq!(list_items(&vm, condition)[0], sym::STORAGE_CONDITION);
}

fn circular_list(vm: &mut Vm) -> Value {
    let list = vm.mutator.heap.list(&fixnums(&[1, 2]));
    let last = vm.mutator.heap.cdr(list);
    vm.mutator.heap.set_slot(last, heapfmt::layout::cons::CDR, list);
    list
}

#[test]
fn errors_in_the_handler_itself_end_the_run() {
    let mut vm = Vm::with_stack(crate::bootstrap::fresh_heap(), 1 << 16);
    let handler = function(&mut vm, "handler", fixed(3, 4), &[], "car 2 0\nreturn 2");
    define(&mut vm, sym::SIGNAL_PRIMITIVE_ERROR, handler);
    let message = fatal_message(run(&mut vm, &[], &fixnums(&[5]), "car 1 0\nreturn 1"));
    assert_eq!(message, "the Lisp stack is exhausted, and its reserve too");
}

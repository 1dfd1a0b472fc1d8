//! Catch, block, tagbody, unwind-protect, and exits across calls from Rust.

use super::assembler::{define, fixed, function, prototype, symbol_named};
use super::{fatal_message, fixnums, list_items, run};
use crate::bootstrap::fresh_vm;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::statics::sym;

/// A function of no arguments that throws the values 1 and 2 to `tag`.
fn thrower(vm: &mut Vm, tag: Value) -> Value {
    function(
        vm,
        "thrower",
        fixed(0, 4),
        &[tag],
        "
        load-integer 1 1
        load-integer 2 2
        set-values 1 2
        load-constant 0 0
        throw 0",
    )
}

#[test]
fn throws_deliver_all_values_to_the_innermost_catch() {
    let mut vm = fresh_vm();
    let throw = thrower(&mut vm, sym::T);
    let catch = "
        load-true 1
        enter-catch 1 caught
        load-true 2
        enter-catch 2 inner
        move 3 0
        call 3 0
        return-nil
      inner:
        values-to-list 3
        cons 2 2 3
        leave 1
        return 2
      caught:
        return-nil";
    let list = run(&mut vm, &[], &[throw], catch).unwrap();
    assert_eq!(list_items(&vm, list), fixnums(&[1, 1, 2]));
    assert_eq!(fatal_message(vm.call_nested(throw, &[])), "there is no CATCH for the tag: T");
}

#[test]
fn throws_undo_bindings() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "*v*");
    vm.mutator.heap.set_symbol_slot(name, symbol::VALUE, Value::fixnum(1));
    let throw = thrower(&mut vm, sym::T);
    let code = "
        load-true 1
        enter-catch 1 caught
        bind 0 0
        move 2 0
        call 2 0
      caught:
        load-special 2 0
        return 2";
    assert_eq!(run(&mut vm, &[name], &[throw], code).unwrap(), Value::fixnum(1));
}

#[test]
fn closures_exit_from_blocks_that_are_there() {
    let mut vm = fresh_vm();
    let exit = prototype(
        &mut vm,
        "exit",
        fixed(1, 4),
        &[],
        &[],
        "
        load-captured 1 0
        set-values 0 1
        exit-to 1",
    );
    let block = "
        enter-block 2 out
        move 1 2
        move 4 1
        make-closure 3 0 1
        jump-if-nil 0 escape
        move 4 3
        load-integer 7 5
        call 4 1
        load-integer 4 -1
        return 4
      escape:
        leave 1
        return 3
      out:
        add-integer 2 2 1
        return 2";
    assert_eq!(run(&mut vm, &[exit], &[sym::T], block).unwrap(), Value::fixnum(6));
    let dead = run(&mut vm, &[exit], &[Value::NIL], block).unwrap();
    let message = fatal_message(vm.call_nested(dead, &[Value::NIL]));
    assert_eq!(message, "the BLOCK has been left already: NIL");
}

#[test]
fn closures_jump_to_labels_repeatedly() {
    let mut vm = fresh_vm();
    // The closure jumps to label 1 while the counter in its cell is below 5, then to label 2.
    let jump = prototype(
        &mut vm,
        "jump",
        fixed(0, 4),
        &[],
        &[],
        "
        load-captured 0 0
        load-captured-cell 1 1
        add-integer 1 1 1
        store-captured-cell 1 1
        load-integer 2 1
        jump-if-less-integer 1 5 go
        load-integer 2 2
      go:
        go-to 0 2",
    );
    let code = "
        load-integer 0 0
        make-cell 0 0
        enter-tagbody 1 dispatch
        move 4 1
        move 5 0
        make-closure 3 0 2
      again:
        move 5 3
        call 5 0
      dispatch:
        jump-if-equal-integer 2 1 again-far
        leave 1
        load-cell 0 0
        return 0
      again-far:
        loop again";
    assert_eq!(run(&mut vm, &[jump], &[], code).unwrap(), Value::fixnum(5));
    assert_eq!(vm.control.height(), 0);
}

/// Calls R[0] under protection; the cleanup forms add 1 to the cell R[1].
const PROTECT: &str = "
    enter-protect 2 cleanup
    move 3 0
    call-multiple 3 0
    values-to-list 3
    leave 1
    load-nil 2
  cleanup:
    load-cell 4 1
    add-integer 4 4 1
    store-cell 1 4
    end-protect 2
    list-to-values 3
    return-multiple";

#[test]
fn cleanup_forms_run_however_the_form_is_left() {
    let mut vm = fresh_vm();
    let throw = thrower(&mut vm, sym::T);
    let plain =
        function(&mut vm, "plain", fixed(0, 2), &[], "load-integer 0 8\nload-integer 1 9\nreturn-values 0 2");
    let protect = function(&mut vm, "protect", fixed(2, 8), &[], PROTECT);
    let code = "
        load-integer 2 10
        make-cell 2 2
        load-true 3
        enter-catch 3 caught
        move 4 0
        move 7 1
        move 8 2
        call-multiple 4 2
        leave 1
      caught:
        values-to-list 4
        load-cell 5 2
        cons 4 5 4
        return 4";
    for (callee, expected) in [(plain, [11, 8, 9]), (throw, [11, 1, 2])] {
        let list = run(&mut vm, &[], &[protect, callee], code).unwrap();
        assert_eq!(list_items(&vm, list), fixnums(&expected));
    }
}

/// As a nested primitive does: calls its argument from Rust.
fn call_from_rust(vm: &mut Vm, function: Value) -> Result<Value, Unwind> {
    vm.call_nested(function, &[])
}

#[test]
fn unwinding_stops_at_calls_from_rust() {
    let mut vm = fresh_vm();
    let throw = thrower(&mut vm, sym::T);
    let protect = function(&mut vm, "protect", fixed(2, 8), &[], PROTECT);
    let name = symbol_named(&mut vm, "outer");
    define(&mut vm, name, throw);
    // A catch without an interpreter of its own above it is not found.
    assert_eq!(fatal_message(call_from_rust(&mut vm, throw)), "there is no CATCH for the tag: T");
    let cell = run(&mut vm, &[], &fixnums(&[0]), "make-cell 0 0\nreturn 0").unwrap();
    let message = fatal_message(vm.call_nested(protect, &[throw, cell]));
    assert_eq!(message, "there is no CATCH for the tag: T");
    assert_eq!(vm.control.height(), 0);
}

#[test]
fn deep_recursion_completes() {
    let mut vm = fresh_vm();
    let count = function(
        &mut vm,
        "count",
        fixed(1, 6),
        &[],
        "
        jump-if-equal-integer 0 0 done
        add-integer 4 0 -1
        call-self 1 1
        add-integer 1 1 1
        return 1
      done:
        load-integer 1 0
        return 1",
    );
    let n = Value::fixnum(1_000_000);
    assert_eq!(vm.call_nested(count, &[n]).unwrap(), n);
}

//! Special variables: global values and dynamic bindings.

use super::assembler::symbol_named;
use super::{fatal_message, fixnums, list_items, run};
use crate::bootstrap::fresh_vm;
use heapfmt::Value;
use heapfmt::layout::symbol;

#[test]
fn bindings_hide_and_come_back() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "*v*");
    vm.mutator.heap.set_symbol_slot(name, symbol::VALUE, Value::fixnum(1));
    let code = "
        load-special 1 0
        bind 0 0
        load-special 2 0
        load-integer 8 3
        store-special 8 0
        load-special 3 0
        load-integer 8 4
        bind 8 0
        load-special 4 0
        load-global 5 0
        unbind 2
        load-special 6 0
        load-integer 8 7
        store-special 8 0
        load-special 7 0
        list 1 7
        return 1";
    let list = run(&mut vm, &[name], &fixnums(&[2]), code).unwrap();
    assert_eq!(list_items(&vm, list), fixnums(&[1, 2, 3, 4, 1, 1, 7]));
    assert_eq!(vm.mutator.variable_value(name), Value::fixnum(7));
    assert_eq!(vm.mutator.binding_stack.len(), 0);
}

#[test]
fn progv_binds_lists() {
    let mut vm = fresh_vm();
    let (a, b) = (symbol_named(&mut vm, "*a*"), symbol_named(&mut vm, "*b*"));
    vm.mutator.heap.set_symbol_slot(b, symbol::VALUE, Value::fixnum(5));
    let names = vm.mutator.heap.list(&[a, b]);
    let both = vm.mutator.heap.list(&fixnums(&[1, 2]));
    let one = vm.mutator.heap.list(&fixnums(&[1]));
    let code =
        "enter-progv 0 1\nload-special 2 0\nload-special 3 1\nleave 1\nload-special 4 1\nlist 2 3\nreturn 2";
    let list = run(&mut vm, &[a, b], &[names, both], code).unwrap();
    assert_eq!(list_items(&vm, list), fixnums(&[1, 2, 5]));
    // A symbol without value is unbound, even if it has a global value.
    assert_eq!(fatal_message(run(&mut vm, &[a, b], &[names, one], code)), "variable *b* has no value");
    assert_eq!(vm.mutator.variable_value(b), Value::fixnum(5));
    let wrong = vm.mutator.heap.list(&fixnums(&[1]));
    assert_eq!(fatal_message(run(&mut vm, &[a, b], &[wrong, one], code)), "1 is not of type SYMBOL");
}

#[test]
fn unbound_variables_and_undefined_functions_are_errors() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "nothing");
    for (code, message) in [
        ("load-special 0 0\nreturn 0", "variable nothing has no value"),
        ("load-global 0 0\nreturn 0", "variable nothing has no value"),
        ("load-function 0 0\nreturn 0", "undefined function nothing"),
        ("call-named 0 0 0\nreturn 0", "undefined function nothing"),
        ("tail-call-named 0 0 0", "undefined function nothing"),
        ("load-constant 0 0\ncall 0 0\nreturn 0", "undefined function nothing"),
        ("load-integer 0 5\ncall 0 0\nreturn 0", "5 is not of type FUNCTION"),
    ] {
        assert_eq!(fatal_message(run(&mut vm, &[name], &[], code)), message, "{code}");
    }
}

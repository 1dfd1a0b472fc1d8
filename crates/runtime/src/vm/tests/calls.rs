//! Calls, returns and multiple values.

use super::assembler::{define, fixed, function, prototype, symbol_named};
use super::{fixnums, list_items, run, value_of};
use crate::bootstrap::fresh_vm;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, funcallable};
use heapfmt::statics::sym;

const FIB: &str = "
    jump-if-not-less-integer 0 2 recurse
    return 0
  recurse:
    add-integer 4 0 -1
    call-self 1 1
    add-integer 5 0 -2
    call-self 2 1
    add 0 1 2
    return 0";

#[test]
fn functions_call_themselves() {
    let mut vm = fresh_vm();
    let fib = function(&mut vm, "fib", fixed(1, 6), &[], FIB);
    assert_eq!(vm.call_nested(fib, &fixnums(&[20])).unwrap(), Value::fixnum(6765));
}

#[test]
fn named_calls_find_the_function_at_the_time_of_the_call() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "callee");
    let caller = function(
        &mut vm,
        "caller",
        fixed(1, 8),
        &[name],
        "
        move 4 0
        call-named 1 0 1
        add-integer 1 1 100
        return 1",
    );
    for (code, expected) in [("add-integer 0 0 1\nreturn 0", 108), ("add-integer 0 0 -1\nreturn 0", 106)] {
        let callee = function(&mut vm, "callee", fixed(1, 1), &[], code);
        define(&mut vm, name, callee);
        assert_eq!(vm.call_nested(caller, &fixnums(&[7])).unwrap(), Value::fixnum(expected));
    }
}

#[test]
fn values_are_called_whatever_designates_a_function() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "increment");
    let increment = function(&mut vm, "increment", fixed(1, 1), &[], "add-integer 0 0 1\nreturn 0");
    define(&mut vm, name, increment);
    let instance = vm.mutator.heap.allocate(Header::new(TypeCode::FuncallableInstance));
    vm.mutator.heap.set_slot(instance, funcallable::FUNCTION, increment);
    for (designator, expect_list) in [(increment, false), (name, false), (instance, false), (sym::LIST, true)]
    {
        let plain = "move 2 0\nmove 5 1\ncall 2 1\nreturn 2";
        let tail = "move 2 0\nmove 5 1\ntail-call 2 1";
        let multiple = "move 2 0\nmove 5 1\ncall-multiple 2 1\nvalues-to-list 3\ncar 3 3\nreturn 3";
        for code in [plain, tail, multiple] {
            let value = run(&mut vm, &[], &[designator, Value::fixnum(4)], code).unwrap();
            if expect_list {
                assert_eq!(list_items(&vm, value), fixnums(&[4]));
            } else {
                assert_eq!(value, Value::fixnum(5));
            }
        }
    }
}

#[test]
fn tail_calls_take_no_stack() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "down");
    let down = function(
        &mut vm,
        "down",
        fixed(1, 8),
        &[name],
        "
        jump-if-equal-integer 0 0 done
        add-integer 5 0 -1
        tail-call-named 2 0 1
      done:
        load-true 0
        return 0",
    );
    define(&mut vm, name, down);
    // Far more calls than the stack has room for frames.
    let n = Value::fixnum(20_000_000);
    assert_eq!(vm.call_nested(down, &[n]).unwrap(), sym::T);
}

#[test]
fn apply_spreads_lists_of_any_length() {
    let mut vm = fresh_vm();
    let rest = heapfmt::layout::Arity { rest: true, ..fixed(0, 2) };
    let collect = function(&mut vm, "collect", rest, &[], "return 0");
    let add = function(&mut vm, "add", fixed(2, 2), &[], "add 0 0 1\nreturn 0");
    let long: Vec<Value> = (0..100_000).map(Value::fixnum).collect();
    let long_list = vm.mutator.heap.list(&long);
    // The long lists make collections due.
    let [collect, add, long_list] = [collect, add, long_list].map(|value| vm.mutator.roots.push(value));
    for code in [
        "move 2 0\nload-integer 5 -1\nmove 6 1\napply 2 2\nreturn 2",
        "move 2 0\nload-integer 5 -1\nmove 6 1\ntail-apply 2 2",
        "move 2 0\nload-integer 5 -1\nmove 6 1\napply-multiple 2 2\nfirst-value 3\nreturn 3",
    ] {
        let args = [collect, long_list].map(|root| vm.mutator.roots.get(root));
        let value = run(&mut vm, &[], &args, code).unwrap();
        let items = list_items(&vm, value);
        assert_eq!((items[0], &items[1..]), (Value::fixnum(-1), long.as_slice()));
        let one = vm.mutator.heap.list(&fixnums(&[5]));
        let args = [vm.mutator.roots.get(add), one];
        assert_eq!(run(&mut vm, &[], &args, code).unwrap(), Value::fixnum(4));
    }
    let args = [sym::LIST, vm.mutator.roots.get(long_list)];
    let value = run(&mut vm, &[], &args, "move 2 0\nmove 5 1\napply 2 1\nreturn 2").unwrap();
    assert_eq!(list_items(&vm, value), long);
}

#[test]
fn closures_share_cells() {
    let mut vm = fresh_vm();
    let count = prototype(
        &mut vm,
        "count",
        fixed(0, 2),
        &[],
        &[],
        "
        load-captured-cell 0 0
        add-integer 0 0 1
        store-captured-cell 0 0
        return 0",
    );
    let value = run(
        &mut vm,
        &[count],
        &[],
        "
        load-integer 0 10
        make-cell 0 0
        move 2 0
        make-closure 1 0 1
        move 2 1
        call 2 0
        move 2 1
        call 2 0
        load-cell 3 0
        list 2 2
        load-integer 4 70
        store-cell 0 4
        move 5 1
        call 5 0
        move 3 5
        cons 2 3 2
        return 2",
    );
    let value = value.unwrap();
    assert_eq!(list_items(&vm, value), fixnums(&[71, 12, 12]));
}

#[test]
fn multiple_values_go_to_callers_that_ask() {
    let mut vm = fresh_vm();
    let three = function(
        &mut vm,
        "three",
        fixed(0, 4),
        &[],
        "
        load-integer 0 1
        load-integer 1 2
        load-integer 2 3
        return-values 0 3",
    );
    let none = function(&mut vm, "none", fixed(0, 1), &[], "return-values 0 0");
    let one = function(&mut vm, "one", fixed(0, 1), &[], "load-integer 0 9\nreturn 0");
    let through = function(&mut vm, "through", fixed(1, 8), &[], "move 1 0\ntail-call 1 0");
    let again = function(&mut vm, "again", fixed(1, 8), &[], "move 1 0\ncall-multiple 1 0\nreturn-multiple");
    let rows = [(three, vec![1, 2, 3]), (none, vec![]), (one, vec![9])];
    for (callee, expected) in rows {
        for code in [
            "move 1 0\ncall-multiple 1 0\nvalues-to-list 1\nreturn 1",
            "move 1 0\ncall-multiple 1 0\nvalues-to-list 2\nlist-to-values 2\nvalues-to-list 1\nreturn 1",
        ] {
            let list = run(&mut vm, &[], &[callee], code).unwrap();
            assert_eq!(list_items(&vm, list), fixnums(&expected));
        }
        for wrapper in [through, again] {
            let code = "move 2 0\nmove 5 1\ncall-multiple 2 1\nvalues-to-list 1\nreturn 1";
            let list = run(&mut vm, &[], &[wrapper, callee], code).unwrap();
            assert_eq!(list_items(&vm, list), fixnums(&expected));
        }
        let first = run(&mut vm, &[], &[callee], "move 1 0\ncall 1 0\nreturn 1").unwrap();
        assert_eq!(first, expected.first().map_or(Value::NIL, |&n| Value::fixnum(n)));
        vm.call_nested(callee, &[]).unwrap();
        assert_eq!(vm.mutator.values, fixnums(&expected));
    }
    let code = "move 1 0\ncall-multiple 1 0\ntake-values 2 4\nlist 2 4\nreturn 2";
    let list = run(&mut vm, &[], &[three], code).unwrap();
    assert_eq!(list_items(&vm, list)[3], Value::NIL);
    assert_eq!(list_items(&vm, list)[..3], fixnums(&[1, 2, 3]));
}

#[test]
fn set_values_and_first_value_use_the_buffer() {
    let code = "set-values 0 2\nfirst-value 2\nset-values 0 0\nfirst-value 3\ncons 0 2 3\nreturn 0";
    let mut vm = fresh_vm();
    let pair = run(&mut vm, &[], &fixnums(&[1, 2]), code).unwrap();
    assert_eq!((vm.mutator.heap.car(pair), vm.mutator.heap.cdr(pair)), (Value::fixnum(1), Value::NIL));
}

#[test]
fn wide_operands_reach_far_registers() {
    let mut vm = fresh_vm();
    let far = function(
        &mut vm,
        "far",
        fixed(1, 1000),
        &[],
        "
        move 900 0
        add-integer 901 900 1000
        load-integer 902 100000
        add 903 901 902
        jump-if-less-integer 903 10000 small
        return 903
      small:
        return-nil",
    );
    assert_eq!(vm.call_nested(far, &fixnums(&[5])).unwrap(), Value::fixnum(101_005));
}

#[test]
fn builtins_are_called_without_a_frame() {
    let index = |name: &str| {
        crate::primitives::PRIMITIVES.iter().position(|row| row.name == name).expect("the table has the row")
    };
    let (cons, list) = (index("COMMON-LISP:CONS"), index("COMMON-LISP:LIST"));
    let mut vm = fresh_vm();
    let code = format!("call-builtin 0 2 {cons}\nmove 1 0\nmove 2 0\ncall-builtin 0 3 {list}\nreturn 0");
    let value = run(&mut vm, &[], &fixnums(&[1, 2]), &code).unwrap();
    let items = list_items(&vm, value);
    assert_eq!((items.len(), items[0] == items[2]), (3, true));
    assert_eq!(vm.mutator.heap.cdr(items[0]), Value::fixnum(2));
}

#[test]
fn loops_jump_backward() {
    let sum = "
        load-integer 1 0
      next:
        jump-if-equal-integer 0 0 done
        add 1 1 0
        add-integer 0 0 -1
        loop next
      done:
        return 1";
    assert_eq!(value_of(sum, &[1000]), Value::fixnum(500_500));
}

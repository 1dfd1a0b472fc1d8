//! Arithmetic, comparisons, conses, vectors, structures.

use super::{fatal_message, fixnums, list_items, run, value_of};
use crate::bootstrap::fresh_vm;
use crate::primitives::structures;
use crate::vm::Vm;
use heapfmt::Value;
use heapfmt::layout::{Header, MOST_NEGATIVE_FIXNUM, MOST_POSITIVE_FIXNUM, TypeCode};
use heapfmt::statics::sym;

#[test]
fn fixnum_arithmetic() {
    for (operation, a, b, expected) in [
        ("add", 40, 2, 42),
        ("subtract", 40, 42, -2),
        ("multiply", -6, 7, -42),
        ("multiply", 1 << 30, 1 << 30, 1 << 60),
        ("logand", 12, 10, 8),
        ("logior", 12, 10, 14),
        ("logxor", 12, -1, !12),
    ] {
        let code = format!("{operation} 2 0 1\nreturn 2");
        assert_eq!(value_of(&code, &[a, b]), Value::fixnum(expected), "{operation} {a} {b}");
    }
    assert_eq!(value_of("add-integer 1 0 -128\nreturn 1", &[28]), Value::fixnum(-100));
}

#[test]
fn arithmetic_beyond_fixnums_comes_back_to_them() {
    for (there, back, start) in [
        ("add 2 0 1", "subtract 2 2 1", MOST_POSITIVE_FIXNUM),
        ("subtract 2 0 1", "add 2 2 1", MOST_NEGATIVE_FIXNUM),
    ] {
        let mut vm = fresh_vm();
        let code = format!("{there}\nreturn 2");
        let big = run(&mut vm, &[], &fixnums(&[start, 1]), &code).unwrap();
        assert!(vm.mutator.heap.is(big, TypeCode::Bignum));
        let code = format!("{there}\n{back}\nreturn 2");
        assert_eq!(run(&mut vm, &[], &fixnums(&[start, 1]), &code).unwrap(), Value::fixnum(start));
    }
}

/// Whether the jump `jump` with operands 0 and `second` is taken for the arguments.
fn jumps(vm: &mut Vm, jump: &str, args: &[Value], second: &str) -> bool {
    let code = format!("{jump} 0 {second} taken\nreturn-nil\ntaken:\nload-true 0\nreturn 0");
    run(vm, &[], args, &code).unwrap() == sym::T
}

#[test]
fn comparisons_jump_on_their_outcome() {
    let mut vm = fresh_vm();
    let half = vm_ratio(&mut vm, 1, 2);
    let values = [Value::fixnum(-1), half, Value::fixnum(3)];
    for (i, &x) in values.iter().enumerate() {
        for (j, &y) in values.iter().enumerate() {
            for (jump, expected) in [
                ("jump-if-less", i < j),
                ("jump-if-not-less", i >= j),
                ("jump-if-less-or-equal", i <= j),
                ("jump-if-not-less-or-equal", i > j),
                ("jump-if-number-equal", i == j),
                ("jump-if-not-number-equal", i != j),
            ] {
                assert_eq!(jumps(&mut vm, jump, &[x, y], "1"), expected, "{jump} {x:?} {y:?}");
            }
        }
        for (jump, expected) in [
            ("jump-if-less-integer", i < 2),
            ("jump-if-not-less-integer", i >= 2),
            ("jump-if-greater-integer", false),
            ("jump-if-not-greater-integer", true),
            ("jump-if-equal-integer", i == 2),
            ("jump-if-not-equal-integer", i != 2),
        ] {
            assert_eq!(jumps(&mut vm, jump, &[x], "3"), expected, "{jump} {x:?} 3");
        }
        assert_eq!(jumps(&mut vm, "jump-if-greater-integer", &[x], "-1"), i > 0);
    }
}

fn vm_ratio(vm: &mut Vm, numerator: i64, denominator: i64) -> Value {
    crate::numbers::divide(&mut vm.mutator, Value::fixnum(numerator), Value::fixnum(denominator)).unwrap()
}

#[test]
fn identity_jumps() {
    let mut vm = fresh_vm();
    let (big, same_big) = (vm.mutator.heap.allocate(Header::new(TypeCode::Double)), {
        vm.mutator.heap.allocate(Header::new(TypeCode::Double))
    });
    for object in [big, same_big] {
        vm.mutator.heap.set_raw(object, 1, f64::MAX.to_bits());
    }
    let one = Value::fixnum(1);
    for (x, y, eq, eql) in [
        (one, one, true, true),
        (one, Value::NIL, false, false),
        (big, same_big, false, true),
        (big, sym::T, false, false),
        (Value::NIL, Value::NIL, true, true),
    ] {
        for (jump, expected) in
            [("jump-if-eq", eq), ("jump-if-not-eq", !eq), ("jump-if-eql", eql), ("jump-if-not-eql", !eql)]
        {
            assert_eq!(jumps(&mut vm, jump, &[x, y], "1"), expected, "{jump} {x:?} {y:?}");
        }
    }
}

#[test]
fn type_jumps() {
    let mut vm = fresh_vm();
    let pair = vm.mutator.heap.cons(Value::NIL, Value::NIL);
    for (value, nil, cons, supplied) in [
        (Value::NIL, true, false, true),
        (pair, false, true, true),
        (Value::fixnum(0), false, false, true),
        (Value::UNSUPPLIED, false, false, false),
    ] {
        for (jump, expected) in [
            ("jump-if-nil", nil),
            ("jump-if-true", !nil),
            ("jump-if-cons", cons),
            ("jump-if-atom", !cons),
            ("jump-if-supplied", supplied),
        ] {
            assert_eq!(jumps(&mut vm, jump, &[value], ""), expected, "{jump} {value:?}");
        }
    }
}

#[test]
fn conses_and_lists() {
    let mut vm = fresh_vm();
    let code = "cons 2 0 1\nset-car 2 1\nset-cdr 2 0\ncar 3 2\ncdr 4 2\nlist 3 2\nreturn 3";
    let value = run(&mut vm, &[], &fixnums(&[1, 2]), code).unwrap();
    assert_eq!(list_items(&vm, value), fixnums(&[2, 1]));
    let ends =
        run(&mut vm, &[], &[Value::NIL], "car 1 0\ncdr 2 0\neq 3 1 2\nnot 4 3\nlist 1 4\nreturn 1").unwrap();
    assert_eq!(list_items(&vm, ends), [Value::NIL, Value::NIL, sym::T, Value::NIL]);
}

#[test]
fn vectors_check_type_and_bounds() {
    let mut vm = fresh_vm();
    let vector = vm.mutator.heap.simple_vector_of(&fixnums(&[10, 20, 30]));
    let swap = "
        load-integer 1 0
        load-integer 2 2
        load-element 3 0 1
        load-element 4 0 2
        store-element 0 1 4
        store-element 0 2 3
        return 0";
    run(&mut vm, &[], &[vector], swap).unwrap();
    assert_eq!(vm.mutator.heap.elements(vector), fixnums(&[30, 20, 10]));
    for (object, index, message) in [
        (vector, Value::fixnum(3), "3 is no index below 3"),
        (vector, Value::fixnum(-1), "-1 is no index below 3"),
        (vector, Value::NIL, "NIL is not of type FIXNUM"),
        (Value::fixnum(7), Value::fixnum(0), "7 is not of type SIMPLE-VECTOR"),
    ] {
        for code in ["load-element 2 0 1\nreturn 2", "store-element 0 1 1\nreturn 0"] {
            assert_eq!(fatal_message(run(&mut vm, &[], &[object, index], code)), message);
        }
    }
}

#[test]
fn structure_slots() {
    let mut vm = fresh_vm();
    let layout_of = |vm: &mut Vm, parent: Value| {
        let slots = vm.mutator.heap.simple_vector(2, Value::NIL);
        structures::make_layout(&mut vm.mutator, [sym::T, parent, slots]).unwrap()
    };
    let general = layout_of(&mut vm, Value::NIL);
    let special = layout_of(&mut vm, general);
    let code = "store-slot 0 1 2 1\nload-slot 3 0 1 1\nload-slot 4 0 1 0\ncons 3 3 4\nreturn 3";
    for (layout, asked, is_right) in
        [(general, general, true), (special, general, true), (general, special, false)]
    {
        let values = [Value::fixnum(5), Value::fixnum(6)];
        let structure = structures::make_structure(&mut vm.mutator, [layout], &values).unwrap();
        let result = run(&mut vm, &[], &[structure, asked, Value::fixnum(8)], code);
        assert_eq!(result.is_ok(), is_right);
        if let Ok(pair) = result {
            let heap = &vm.mutator.heap;
            assert_eq!((heap.car(pair), heap.cdr(pair)), (Value::fixnum(8), Value::fixnum(5)));
        }
    }
    for (object, asked) in
        [(Value::fixnum(1), general), (Value::NIL, general), (general, general), (special, Value::NIL)]
    {
        assert!(run(&mut vm, &[], &[object, asked, Value::NIL], code).is_err());
    }
    let structure = structures::make_structure(&mut vm.mutator, [general], &[Value::NIL; 2]).unwrap();
    assert!(run(&mut vm, &[], &[structure, general, Value::NIL], "load-slot 3 0 1 2\nreturn 3").is_err());
}

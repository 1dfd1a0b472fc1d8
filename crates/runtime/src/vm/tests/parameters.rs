//! Optional, rest and keyword parameters, and wrong arguments.

use super::assembler::{fixed, keyword_function};
use super::{fatal_message, fixnums, list_items};
use crate::bootstrap::fresh_vm;
use crate::packages::keyword;
use crate::vm::Vm;
use heapfmt::Value;
use heapfmt::layout::Arity;
use heapfmt::statics::sym;

/// A function that returns the list of its `n` parameters, with the symbol T for those not supplied.
fn lister(vm: &mut Vm, arity: Arity, keywords: &[Value], n: usize) -> Value {
    let mut code = String::new();
    for register in 0..n {
        let label = format!("supplied{register}");
        code += &format!("jump-if-supplied {register} {label}\nload-true {register}\n{label}:\n");
    }
    code += &format!("list 0 {n}\nreturn 0");
    keyword_function(vm, "lister", arity, keywords, &[], &code)
}

#[test]
fn optional_and_rest_parameters() {
    let mut vm = fresh_vm();
    let optional = Arity { optional: 2, ..fixed(1, 4) };
    let optional = lister(&mut vm, optional, &[], 3);
    let rest = Arity { optional: 1, rest: true, ..fixed(1, 4) };
    let rest = lister(&mut vm, rest, &[], 3);
    for n_args in 1..=3 {
        let args: Vec<Value> = (0..n_args).map(Value::fixnum).collect();
        let list = vm.call_nested(optional, &args).unwrap();
        let items = list_items(&vm, list);
        assert_eq!(items[..args.len()], args);
        assert!(items[args.len()..].iter().all(|&item| item == sym::T));
    }
    for n_args in 1..=5usize {
        let args: Vec<Value> = (0..n_args as i64).map(Value::fixnum).collect();
        let list = vm.call_nested(rest, &args).unwrap();
        let items = list_items(&vm, list);
        assert_eq!(items.len(), 3);
        assert_eq!(items[1], if n_args > 1 { Value::fixnum(1) } else { sym::T });
        assert_eq!(list_items(&vm, items[2]), args[n_args.min(2)..]);
    }
    for (callee, args, message) in [
        (optional, fixnums(&[]), "0 is a wrong number of arguments for #<Closure lister>"),
        (optional, fixnums(&[1, 2, 3, 4]), "4 is a wrong number of arguments for #<Closure lister>"),
        (rest, fixnums(&[]), "0 is a wrong number of arguments for #<Closure lister>"),
    ] {
        assert_eq!(fatal_message(vm.call_nested(callee, &args)), message);
    }
}

#[test]
fn keyword_parameters() {
    let mut vm = fresh_vm();
    let heap = &mut vm.mutator.heap;
    let (a, b, other) = (keyword(heap, "A"), keyword(heap, "B"), keyword(heap, "OTHER"));
    let allow = sym::KEY_ALLOW_OTHER_KEYS;
    let n = Value::fixnum;
    let arity = Arity { keys: true, ..fixed(1, 8) };
    let strict = lister(&mut vm, arity, &[a, b], 4);
    let lenient = lister(&mut vm, Arity { allow_other_keys: true, ..arity }, &[a, b], 4);
    let with_rest = lister(&mut vm, Arity { rest: true, ..arity }, &[a, b], 4);
    let t = sym::T;
    let rows: &[(Value, Vec<Value>, [Value; 2])] = &[
        (strict, vec![n(0)], [t, t]),
        (strict, vec![n(0), a, n(1)], [n(1), t]),
        (strict, vec![n(0), b, n(2), a, n(1)], [n(1), n(2)]),
        (strict, vec![n(0), a, n(1), a, n(2)], [n(1), t]),
        (strict, vec![n(0), other, n(9), allow, t, b, n(2)], [t, n(2)]),
        (strict, vec![n(0), allow, t, allow, Value::NIL, other, n(9)], [t, t]),
        (lenient, vec![n(0), other, n(9), b, n(3)], [t, n(3)]),
        (with_rest, vec![n(0), a, n(1), b, n(2)], [n(1), n(2)]),
    ];
    for (callee, args, expected) in rows {
        let list = vm.call_nested(*callee, args).unwrap();
        let items = list_items(&vm, list);
        assert_eq!(items[2..], *expected, "{args:?}");
        if *callee == with_rest {
            assert_eq!(list_items(&vm, items[1]), args[1..]);
        }
    }
    const UNKNOWN: &str = "OTHER is no keyword that #<Closure lister> takes";
    for (callee, args, message) in [
        (strict, vec![n(0), a], "there is no value behind keyword A in a call of #<Closure lister>"),
        (strict, vec![n(0), other, n(1)], UNKNOWN),
        (strict, vec![n(0), other, n(1), allow, Value::NIL], UNKNOWN),
        (strict, vec![n(0), allow, Value::NIL, allow, t, other, n(1)], UNKNOWN),
        (
            lenient,
            vec![n(0), a, n(1), b],
            "there is no value behind keyword B in a call of #<Closure lister>",
        ),
    ] {
        assert_eq!(fatal_message(vm.call_nested(callee, &args)), message);
    }
}

#[test]
fn fixed_arity_is_checked() {
    let mut vm = fresh_vm();
    let two = lister(&mut vm, fixed(2, 4), &[], 2);
    for count in [0, 1, 3, 4] {
        let args = vec![Value::NIL; count];
        let message = format!("{count} is a wrong number of arguments for #<Closure lister>");
        assert_eq!(fatal_message(vm.call_nested(two, &args)), message);
    }
}

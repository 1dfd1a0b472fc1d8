//! Safepoints: collections under way, interrupts, finalizers, exhaustion; backtraces.

use super::assembler::{define, fixed, function, symbol_named};
use super::{fatal_message, fixnums, list_items, run};
use crate::bootstrap::fresh_vm;
use crate::heap::{Collection, poll};
use crate::primitives::PRIMITIVES;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::{ElementType, closure, prototype, symbol};
use heapfmt::statics::sym;
use std::sync::atomic::Ordering;

fn builtin_index(name: &str) -> usize {
    PRIMITIVES.iter().position(|row| row.name == name).expect("the table has the row")
}

#[test]
fn every_kind_of_root_survives_collections_at_every_safepoint() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "*list*");
    vm.mutator.heap.set_symbol_slot(name, symbol::VALUE, Value::NIL);
    // Conses n .. 1 recursively: on the stack, in a dynamic binding, and as values thrown through a cleanup form.
    let build = function(
        &mut vm,
        "build",
        fixed(1, 12),
        &[name],
        "
        jump-if-equal-integer 0 0 done
        load-special 1 0
        cons 1 0 1
        bind 1 0
        add-integer 6 0 -1
        call-self 3 1
        unbind 1
        cons 3 0 3
        return 3
      done:
        load-special 1 0
        load-nil 2
        cons 2 1 2
        enter-protect 3 cleanup
        set-values 1 2
        load-true 4
        throw 4
      cleanup:
        load-integer 8 3
      next:
        jump-if-equal-integer 8 0 finished
        add-integer 8 8 -1
        loop next
      finished:
        end-protect 3
        return-nil",
    );
    let symbol = symbol_named(&mut vm, "build");
    define(&mut vm, symbol, build);
    let code = "
        load-true 1
        enter-catch 1 caught
        move 5 0
        call-named 2 0 1
        return-nil
      caught:
        values-to-list 2
        return 2";
    let caller = function(&mut vm, "caller", fixed(1, 8), &[symbol], code);
    vm.mutator.heap.set_verify(true);
    vm.set_gc_stress(1);
    let list = vm.call_nested(caller, &fixnums(&[60])).unwrap();
    vm.set_gc_stress(0);
    let values = list_items(&vm, list);
    let expected: Vec<i64> = (1..=60).collect();
    assert_eq!(list_items(&vm, values[0]), fixnums(&expected));
    assert_eq!(list_items(&vm, values[1]), [values[0]]);
    let (minor, full) = vm.mutator.heap.collections();
    assert!(minor + full > 60, "every call collected: {minor} + {full}");
}

#[test]
fn interrupts_are_errors_in_the_loop_they_stop() {
    let mut vm = fresh_vm();
    let handler = function(&mut vm, "handler", fixed(3, 6), &[], "set-values 0 1\nload-true 3\nthrow 3");
    define(&mut vm, sym::SIGNAL_PRIMITIVE_ERROR, handler);
    let poll_word = vm.mutator.heap.shared_poll_word();
    let user = std::thread::spawn(move || {
        // The handler throws, so the catch must have been entered by then.
        std::thread::sleep(std::time::Duration::from_millis(50));
        poll_word.fetch_or(poll::INTERRUPT, Ordering::Relaxed);
    });
    let code = "load-true 1\nenter-catch 1 caught\nagain:\nload-nil 2\nloop again\ncaught:\nreturn 1";
    assert_eq!(run(&mut vm, &[], &[], code).unwrap(), sym::INTERRUPT_CONDITION);
    user.join().unwrap();
    let handler = function(&mut vm, "handler", fixed(3, 3), &[], "return 0");
    define(&mut vm, sym::SIGNAL_PRIMITIVE_ERROR, handler);
    vm.mutator.heap.poll_word().fetch_or(poll::INTERRUPT, Ordering::Relaxed);
    assert_eq!(run(&mut vm, &[], &[], "load-integer 0 3\nreturn 0").unwrap(), Value::fixnum(3));
}

#[test]
fn finalizers_run_at_safepoints() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "*died*");
    vm.mutator.heap.set_symbol_slot(name, symbol::VALUE, Value::NIL);
    let code = "car 0 0\nload-special 1 0\ncons 0 0 1\nstore-special 0 0\nreturn 0";
    let finalizer = function(&mut vm, "finalizer", fixed(1, 2), &[name], code);
    let root = vm.mutator.roots.push(name);
    let (kept, dropped) = (fixnum_list(&mut vm, 1), fixnum_list(&mut vm, 2));
    let kept = vm.mutator.roots.push(kept);
    let finalize = builtin_index("EXT:FINALIZE");
    let code = format!(
        "move 3 0\nmove 4 2\ncall-builtin 3 2 {finalize}\nmove 3 1\nmove 4 2\ncall-builtin 3 2 {finalize}\nreturn-nil"
    );
    let args = [vm.mutator.roots.get(kept), dropped, finalizer];
    run(&mut vm, &[], &args, &code).unwrap();
    vm.collect(Collection::Full);
    let nothing = function(&mut vm, "nothing", fixed(0, 1), &[], "return-nil");
    vm.mutator.heap.poll_word().fetch_or(poll::COLLECT, Ordering::Relaxed);
    vm.call_nested(nothing, &[]).unwrap();
    let died = vm.mutator.variable_value(vm.mutator.roots.get(root));
    assert_eq!(list_items(&vm, died), fixnums(&[2]));
}

fn fixnum_list(vm: &mut Vm, n: i64) -> Value {
    vm.mutator.heap.list(&[Value::fixnum(n)])
}

#[test]
fn a_full_heap_is_a_condition() {
    let mut vm = fresh_vm();
    let handler = function(&mut vm, "handler", fixed(3, 6), &[], "set-values 0 1\nload-true 3\nthrow 3");
    define(&mut vm, sym::SIGNAL_PRIMITIVE_ERROR, handler);
    vm.mutator.heap.set_memory_limit(8 << 20);
    let code = "
        load-true 1
        enter-catch 1 caught
        load-nil 2
      again:
        cons 2 2 2
        loop again
      caught:
        return 1";
    for _ in 0..3 {
        assert_eq!(run(&mut vm, &[], &[], code).unwrap(), sym::STORAGE_CONDITION);
    }
}

#[test]
fn backtraces_name_functions_arguments_and_lines() {
    let mut vm = fresh_vm();
    let backtrace = builtin_index("SYSTEM:%BACKTRACE");
    let code = format!("load-unsupplied 1\ncall-builtin 1 1 {backtrace}\nreturn 1");
    let inner = function(&mut vm, "inner", fixed(1, 4), &[], &code);
    let outer =
        function(&mut vm, "outer", fixed(2, 8), &[inner], "load-constant 2 0\nmove 5 1\ncall 2 1\nreturn 2");
    let heap = &mut vm.mutator.heap;
    let table = heap.raw_vector(ElementType::U32, 4);
    heap.words32_mut(table).copy_from_slice(&[0, 10, 2, 11]);
    let file = heap.string("f.lisp");
    let debug = heap.simple_vector_of(&[file, table]);
    for (function, debug) in [(outer, debug), (inner, sym::T)] {
        let prototype = heap.slot(function, closure::PROTOTYPE);
        heap.set_slot(prototype, prototype::DEBUG, debug);
    }
    let frames = vm.call_nested(outer, &fixnums(&[1, 2])).unwrap();
    let frames: Vec<Vec<Value>> =
        list_items(&vm, frames).iter().map(|&frame| list_items(&vm, frame)).collect();
    assert_eq!(frames.len(), 2);
    assert_eq!(vm.mutator.heap.symbol_name(frames[0][0]), "inner");
    assert_eq!(list_items(&vm, frames[0][1]), fixnums(&[2]));
    assert_eq!(frames[0][2..], [Value::NIL, Value::NIL, sym::T]);
    assert_eq!(vm.mutator.heap.symbol_name(frames[1][0]), "outer");
    assert_eq!(list_items(&vm, frames[1][1]), fixnums(&[1, 2]));
    assert_eq!(frames[1][2], Value::fixnum(11));
    assert_eq!(frames[1][4], Value::NIL);
}

#[test]
fn exit_unwinds_through_cleanup_forms() {
    let mut vm = fresh_vm();
    let exit = builtin_index("SYSTEM:%EXIT");
    let cell = run(&mut vm, &[], &fixnums(&[0]), "make-cell 0 0\nreturn 0").unwrap();
    let code = format!(
        "
        enter-protect 1 cleanup
        load-integer 2 7
        call-builtin 2 1 {exit}
        leave 1
        load-nil 1
      cleanup:
        load-integer 2 1
        store-cell 0 2
        end-protect 1
        return-nil"
    );
    assert!(matches!(run(&mut vm, &[], &[cell], &code), Err(Unwind::Quit { code: 7 })));
    assert_eq!(run(&mut vm, &[], &[cell], "load-cell 0 0\nreturn 0").unwrap(), Value::fixnum(1));
    let message = fatal_message(run(
        &mut vm,
        &[],
        &[],
        &format!("load-integer 0 256\ncall-builtin 0 1 {exit}\nreturn 0"),
    ));
    assert_eq!(message, "256 is no index below 256");
}

#[test]
fn variables_primitives_honour_dynamic_bindings() {
    let mut vm = fresh_vm();
    let name = symbol_named(&mut vm, "*v*");
    let index = |name| builtin_index(name);
    let code = format!(
        "
        load-constant 1 0
        call-builtin 1 1 {boundp}
        load-integer 2 1
        bind 2 0
        load-constant 2 0
        load-integer 3 5
        call-builtin 2 2 {set}
        load-constant 3 0
        call-builtin 3 1 {symbol_value}
        load-constant 4 0
        call-builtin 4 1 {makunbound}
        load-constant 4 0
        call-builtin 4 1 {boundp}
        unbind 1
        load-constant 5 0
        call-builtin 5 1 {boundp}
        list 1 5
        return 1",
        boundp = index("COMMON-LISP:BOUNDP"),
        set = index("COMMON-LISP:SET"),
        symbol_value = index("COMMON-LISP:SYMBOL-VALUE"),
        makunbound = index("COMMON-LISP:MAKUNBOUND")
    );
    let list = run(&mut vm, &[name], &[], &code).unwrap();
    let (nil, five) = (Value::NIL, Value::fixnum(5));
    assert_eq!(list_items(&vm, list), [nil, five, five, nil, nil]);
    let constant =
        format!("load-constant 0 0\nload-nil 1\ncall-builtin 0 2 {}\nreturn 0", index("COMMON-LISP:SET"));
    let message = fatal_message(run(&mut vm, &[sym::T], &[], &constant));
    assert_eq!(message, "the value of a constant cannot be changed: T");
}

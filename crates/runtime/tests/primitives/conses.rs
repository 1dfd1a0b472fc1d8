//! Conses and lists.

use crate::rows::{call, check, mutator};
use heapfmt::Value;

#[test]
fn lists() {
    check(&[
        ("car (a b)", "a"),
        ("car nil", "nil"),
        ("car 5", "! 5 is no list"),
        ("cdr a", "! a is no list"),
        ("cadr (a b c)", "b"),
        ("cddr (a b c)", "(c)"),
        ("caar (a)", "! a is no list"),
        ("cdadr (a (b c) d)", "(c)"),
        ("caddr (a b c)", "c"),
        ("cadddr (1 2 3 4)", "4"),
        ("cdaddr (1 2 (3 . 4))", "4"),
        ("third (1 2 3)", "3"),
        ("tenth (1 2 3)", "nil"),
        ("rest (1 2 3)", "(2 3)"),
        ("nth 0 (a b)", "a"),
        ("nth 2 (a b)", "nil"),
        ("nth -1 (a b)", "! -1 is no unsigned-byte"),
        ("nth 1 (a . b)", "! b is no list"),
        ("nthcdr 1 (a . b)", "b"),
        ("nthcdr 3 (a)", "nil"),
        ("rplaca nil 1", "! nil is no cons"),
        ("rplacd (a b) c", "(a . c)"),
        ("list* 1", "1"),
        ("list* 1 2 (3)", "(1 2 3)"),
        ("endp 1", "! 1 is no list"),
        ("endp nil", "t"),
        ("%make-list 3 x", "(x x x)"),
        ("%make-list x x", "! x is no unsigned-byte"),
        ("list-length (1 2 3)", "3"),
        ("list-length (1 2 . 3)", "! 3 is no list"),
        ("last (1 2 3)", "(3)"),
        ("last (1 2 . 3)", "(2 . 3)"),
        ("last (1 2 3) 2", "(2 3)"),
        ("last (1 2 . 3) 0", "3"),
        ("last (1 2) 9", "(1 2)"),
        ("butlast (1 2 3)", "(1 2)"),
        ("butlast (1 2 . 3)", "(1)"),
        ("butlast (1 2 3) 5", "nil"),
        ("nbutlast (1 2 3) 2", "(1)"),
        ("nbutlast (1) 1", "nil"),
        ("append", "nil"),
        ("append a", "a"),
        ("append (1) nil (2 3) 4", "(1 2 3 . 4)"),
        ("append (1 . 2) (3)", "! 2 is no list"),
        ("nconc (1) nil (2) (3)", "(1 2 3)"),
        ("nconc nil nil", "nil"),
        ("nconc (1 . 2) (3)", "(1 3)"),
        ("nconc 1 (3)", "! 1 is no list"),
        ("revappend (1 2) (3)", "(2 1 3)"),
        ("nreconc (1 2) 3", "(2 1 . 3)"),
        ("copy-list (1 2 . 3)", "(1 2 . 3)"),
        ("copy-list 1", "! 1 is no list"),
        ("copy-tree ((1 . 2) (3 (4)) . 5)", "((1 . 2) (3 (4)) . 5)"),
        ("copy-tree 1", "1"),
        ("ldiff (1 2 . 3) 3", "(1 2)"),
        ("ldiff (1 2 . 3) 4", "(1 2 . 3)"),
        ("tailp nil (1 2)", "t"),
        ("tailp 3 (1 2 . 3)", "t"),
        ("tailp 4 (1 2 . 3)", "nil"),
    ]);
}

#[test]
fn searches() {
    check(&[
        ("%member b (a b c) 0", "(b c)"),
        ("%member d (a b c) 0", "nil"),
        ("%member d (a . c) 0", "! c is no list"),
        ("%member 1.5 (1 1.5 2) 1", "(1.5 2)"),
        ("%member 100000000000000000000 (1 100000000000000000000) 1", "(100000000000000000000)"),
        ("%member (1) ((1)) 1", "nil"),
        ("%member (1 \"a\") (2 (1 w\"a\")) 2", "((1 \"a\"))"),
        ("%assoc b ((a . 1) nil (b . 2)) 0", "(b . 2)"),
        ("%assoc 1 ((a . 1) 7) 1", "! 7 is no list"),
        ("%assoc \"x\" ((w\"x\" . 2)) 2", "(\"x\" . 2)"),
        ("%rassoc 2 ((a . 1) (b . 2)) 1", "(b . 2)"),
        ("%remove a (a b a c d) 0 0 nil nil nil", "(b c d)"),
        ("%remove 1 (2 3) 1 0 nil nil nil", "(2 3)"),
        ("getf (a 1 b 2) b", "2"),
        ("getf (a 1 b 2) c", "nil"),
        ("getf (a 1 b 2) c 9", "9"),
        ("getf (a 1 b) c", "! (a 1 b) is no list"),
        ("get-properties (a 1 b 2) (x b)", "b | 2 | (b 2)"),
        ("get-properties (a 1) (x)", "nil | nil | nil"),
    ]);
}

#[test]
fn circular_lists_are_noticed() {
    let mut m = mutator();
    let list = m.heap.list(&[Value::fixnum(1), Value::fixnum(2), Value::fixnum(3)]);
    let last = call(&mut m, "last", &[list]).expect("a list");
    call(&mut m, "rplacd", &[last, list]).expect("a cons");
    assert_eq!(call(&mut m, "list-length", &[list]).expect("a list"), Value::NIL);
    for name in ["last", "copy-list", "butlast"] {
        assert!(call(&mut m, name, &[list]).is_err(), "{name} refuses a circular list");
    }
    let sixty = call(&mut m, "nth", &[Value::fixnum(61), list]).expect("NTH goes round");
    assert_eq!(sixty, Value::fixnum(2));
}

#[test]
fn remove_shares_the_tail_behind_the_last_removed_element() {
    let mut m = mutator();
    let items: Vec<Value> = [1, 7, 2, 3].into_iter().map(Value::fixnum).collect();
    let list = m.heap.list(&items);
    let tail = call(&mut m, "cddr", &[list]).expect("a list");
    let removed = call(
        &mut m,
        "%remove",
        &[Value::fixnum(7), list, Value::fixnum(1), Value::fixnum(0), Value::NIL, Value::NIL, Value::NIL],
    )
    .expect("a list");
    assert_eq!(m.heap.cdr(removed), tail);
    let same = call(
        &mut m,
        "%remove",
        &[Value::fixnum(9), list, Value::fixnum(1), Value::fixnum(0), Value::NIL, Value::NIL, Value::NIL],
    )
    .expect("a list");
    assert_eq!(same, list);
}

#[test]
fn deep_trees_are_copied_and_compared() {
    let mut m = mutator();
    let mut tree = Value::NIL;
    for n in 0..300_000 {
        tree = m.heap.cons(tree, Value::fixnum(n));
    }
    let copy = call(&mut m, "copy-tree", &[tree]).expect("memory suffices");
    assert_ne!(copy, tree);
    assert!(runtime::equality::equal(&m.heap, tree, copy));
}

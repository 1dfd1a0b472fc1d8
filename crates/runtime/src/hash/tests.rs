//! Tables while the collector moves and drops their keys.

use super::key::Test;
use super::{count, get, make, next, put, remove};
use crate::bootstrap::fresh_vm;
use crate::heap::Heap;
use crate::heap::collect::Collection;
use crate::vm::safepoint::SafepointPermit;
use heapfmt::Value;

fn collect(heap: &mut Heap, collection: Collection, roots: &mut [Value]) {
    heap.collect(SafepointPermit::for_test(), collection, &mut [roots]);
}

#[test]
fn keys_are_found_after_they_have_moved() {
    let mut m = fresh_vm().mutator;
    let heap = &mut m.heap;
    for test in [Test::Eq, Test::Eql, Test::Equal, Test::Equalp] {
        let table = make(heap, test, 0, 0).expect("memory suffices");
        let mut roots = vec![table];
        for n in 0..200 {
            let key = match n % 4 {
                0 => heap.cons(Value::fixnum(n), Value::NIL),
                1 => heap.simple_vector(1, Value::fixnum(n)),
                2 => heap.mutable_string(&n.to_string().chars().collect::<Vec<_>>()),
                _ => Value::fixnum(n),
            };
            put(heap, table, key, Value::fixnum(n)).expect("memory suffices");
            roots.push(key);
        }
        for collection in [Collection::Minor, Collection::Minor, Collection::Full] {
            collect(heap, collection, &mut roots);
            for (n, &key) in roots[1..].iter().enumerate() {
                assert_eq!(get(heap, roots[0], key), Some(Value::fixnum(n as i64)), "{test:?} {n}");
            }
            let lost = roots.pop().expect("a key is left");
            assert!(remove(heap, roots[0], lost));
            assert_eq!(count(heap, roots[0]), roots.len() - 1);
        }
        let order: Vec<i64> =
            std::iter::successors(next(heap, roots[0], 0), |entry| next(heap, roots[0], entry.0))
                .map(|(_, _, value)| value.fixnum_unchecked())
                .collect();
        assert!(order.is_sorted(), "moving keys does not change the order of entries");
    }
}

#[test]
fn dead_keys_leave_weak_tables() {
    let mut m = fresh_vm().mutator;
    let heap = &mut m.heap;
    let table = make(heap, Test::Eq, 0, 1).expect("memory suffices");
    let mut roots = vec![table];
    for n in 0..100 {
        let key = heap.cons(Value::fixnum(n), Value::NIL);
        put(heap, table, key, Value::fixnum(n)).expect("memory suffices");
        if n % 10 == 0 {
            roots.push(key);
        }
    }
    collect(heap, Collection::Full, &mut roots);
    assert_eq!(count(heap, roots[0]), 10);
    for n in 0..1000 {
        put(heap, roots[0], Value::fixnum(n), Value::NIL).expect("memory suffices");
    }
    assert_eq!(count(heap, roots[0]), 1010, "growing counts what is left");
    for (n, &key) in roots[1..].iter().enumerate() {
        assert_eq!(get(heap, roots[0], key), Some(Value::fixnum(10 * n as i64)));
    }
}

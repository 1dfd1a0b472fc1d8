//! Structures and the names of types.

use crate::notation::read_all;
use crate::rows::{call, check, mutator};
use heapfmt::Value;
use runtime::mutator::Mutator;

fn layout(m: &mut Mutator, name: &str, parent: Value, slots: &str) -> Value {
    let name = read_all(m, name)[0];
    let slots = read_all(m, slots)[0];
    call(m, "%make-layout", &[name, parent, slots]).expect("a layout")
}

#[test]
fn slots_belong_to_a_structure_and_its_ancestors() {
    let mut m = mutator();
    let base = layout(&mut m, "sys:base", Value::NIL, "#(a)");
    let middle = layout(&mut m, "sys:middle", base, "#(a b)");
    let leaf = layout(&mut m, "sys:leaf", middle, "#(a b c)");
    let other = layout(&mut m, "sys:other", base, "#(a x)");
    let values = [1, 2, 3].map(Value::fixnum);
    let object =
        call(&mut m, "%make-structure", &[leaf, values[0], values[1], values[2]]).expect("three slots");
    for (of, is_one) in [(base, true), (middle, true), (leaf, true), (other, false)] {
        let answer = call(&mut m, "%instance-of-p", &[object, of]).expect("a layout");
        assert_eq!(answer, Value::boolean(is_one));
        let first = call(&mut m, "%structure-ref", &[object, of, Value::fixnum(0)]);
        assert_eq!(first.is_ok(), is_one, "access is checked");
    }
    let outside = call(&mut m, "%structure-ref", &[object, leaf, Value::fixnum(3)]);
    assert!(outside.is_err());
    assert!(call(&mut m, "%make-structure", &[leaf, values[0]]).is_err(), "all slots have values");
    let copy = call(&mut m, "copy-structure", &[object]).expect("a structure");
    call(&mut m, "%structure-set", &[copy, middle, values[1], Value::NIL]).expect("slot two");
    let kept = call(&mut m, "%structure-ref", &[object, leaf, values[1]]).expect("slot two");
    assert_eq!(kept, values[2], "a copy has its own slots");
    assert!(runtime::equality::equalp(&m.heap, object, object));
    assert!(!runtime::equality::equalp(&m.heap, object, copy));
    assert_eq!(m.heap.header(object).layout_id(), m.heap.header(copy).layout_id());
}

#[test]
fn wrong_objects_are_refused_by_name() {
    check(&[
        ("%layout-of (1)", "! (1) is no structure-object"),
        ("%layout-name 1", "! 1 is no layout"),
        ("copy-structure \"a\"", "! \"a\" is no structure-object"),
        ("%structurep nil", "nil"),
        ("%make-layout a nil (1)", "! (1) is no simple-vector"),
        ("functionp car", "nil"),
        ("eq a a", "t"),
        ("eql 1 1.0", "nil"),
        ("equal (1) (1)", "t"),
        ("equalp \"A\" \"a\"", "t"),
    ]);
}

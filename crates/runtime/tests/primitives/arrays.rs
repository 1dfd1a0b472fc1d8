//! Vectors and arrays.

use crate::notation::print;
use crate::rows::{call, check, mutator};
use heapfmt::Value;
use heapfmt::statics::sym;
use runtime::mutator::Mutator;

#[test]
fn vectors() {
    check(&[
        ("vector 1 a", "#(1 a)"),
        ("svref #(a b) 1", "b"),
        ("svref #(a b) 2", "! 2 is not below 2"),
        ("svref #(a b) -1", "! -1 is not below 2"),
        ("svref \"ab\" 1", "! \"ab\" is no simple-vector"),
        ("%svset #(a b) 0 x", "x"),
        ("aref #(a b) 0", "a"),
        ("aref \"ab\" 0", "#\\a"),
        ("aref #*01 1", "1"),
        ("aref #(a b)", "! an array of rank 1 takes 1 subscripts, not 0"),
        ("aref (1) 0", "! (1) is no array"),
        ("row-major-aref #u8(5 6) 1", "6"),
        ("array-rank \"abc\"", "1"),
        ("array-dimensions #(1 2)", "(2)"),
        ("array-dimension #(1 2) 1", "! 1 is not below 1"),
        ("array-in-bounds-p #(1 2) 2", "nil"),
        ("array-in-bounds-p #(1 2) 100000000000000000000", "nil"),
        ("array-in-bounds-p #(1 2) a", "! a is no integer"),
        ("array-element-type \"a\"", "character"),
        ("array-element-type #u8(1)", "(unsigned-byte 8)"),
        ("array-element-type #*1", "bit"),
        ("array-element-type #(1)", "t"),
        ("simple-vector-p #(1)", "t"),
        ("simple-vector-p #*1", "nil"),
        ("simple-bit-vector-p #*1", "t"),
        ("vectorp nil", "nil"),
        ("arrayp #u8(1)", "t"),
        ("array-displacement #(1)", "nil | 0"),
        ("fill-pointer #(1)", "! the vector has no fill pointer"),
        ("vector-push 1 (2)", "! (2) is no vector"),
    ]);
}

struct Array {
    dimensions: &'static [i64],
    element_type: Value,
    adjustable: bool,
    fill_pointer: Value,
    initial_element: Value,
}

const PLAIN: Array = Array {
    dimensions: &[],
    element_type: sym::T,
    adjustable: false,
    fill_pointer: Value::NIL,
    initial_element: Value::UNSUPPLIED,
};

fn make(m: &mut Mutator, array: &Array) -> Value {
    let dimensions: Vec<Value> = array.dimensions.iter().map(|&n| Value::fixnum(n)).collect();
    let dimensions = m.heap.list(&dimensions);
    let arguments = [
        dimensions,
        array.element_type,
        Value::boolean(array.adjustable),
        array.fill_pointer,
        Value::NIL,
        Value::NIL,
        array.initial_element,
    ];
    call(m, "%make-array", &arguments).expect("a valid array")
}

fn shown(m: &mut Mutator, array: Value) -> String {
    let total = call(m, "array-total-size", &[array]).expect("an array").fixnum_unchecked();
    let items: Vec<String> = (0..total)
        .map(|at| {
            let item = call(m, "row-major-aref", &[array, Value::fixnum(at)]).expect("an index");
            print(&mut m.heap, item)
        })
        .collect();
    items.join(" ")
}

#[test]
fn matrices_are_indexed_by_row_and_column_and_keep_elements_when_adjusted() {
    let mut m = mutator();
    let matrix = make(&mut m, &Array { dimensions: &[2, 3], adjustable: true, ..PLAIN });
    for row in 0..2 {
        for column in 0..3 {
            let subscripts = [Value::fixnum(row), Value::fixnum(column)];
            let value = Value::fixnum(10 * row + column);
            call(&mut m, "%set-aref", &[value, matrix, subscripts[0], subscripts[1]]).expect("inside");
        }
    }
    assert_eq!(shown(&mut m, matrix), "0 1 2 10 11 12");
    let outside = call(&mut m, "aref", &[matrix, Value::fixnum(0), Value::fixnum(3)]);
    assert!(outside.is_err(), "a column outside does not wrap into the next row");
    let index = call(&mut m, "array-row-major-index", &[matrix, Value::fixnum(1), Value::fixnum(2)]);
    assert_eq!(index.expect("inside"), Value::fixnum(5));
    let dimensions = m.heap.list(&[Value::fixnum(3), Value::fixnum(2)]);
    let zero = Value::fixnum(0);
    let adjusted =
        call(&mut m, "%adjust-array", &[matrix, dimensions, Value::NIL, Value::NIL, Value::NIL, zero]);
    assert_eq!(adjusted.expect("the rank is the same"), matrix);
    assert_eq!(shown(&mut m, matrix), "0 1 10 11 0 0");
    let rank_0 = make(&mut m, &Array { initial_element: Value::fixnum(7), ..PLAIN });
    assert_eq!(call(&mut m, "aref", &[rank_0]).expect("rank 0"), Value::fixnum(7));
}

#[test]
fn nested_contents_fill_arrays_of_any_rank() {
    let mut m = mutator();
    let matrix = make(&mut m, &Array { dimensions: &[2, 2], ..PLAIN });
    let contents = crate::notation::read_all(&mut m, "((1 2) #(3 4))")[0];
    call(&mut m, "%set-array-contents", &[matrix, contents]).expect("they fit");
    assert_eq!(shown(&mut m, matrix), "1 2 3 4");
    let contents = crate::notation::read_all(&mut m, "((1 2) (3))")[0];
    assert!(call(&mut m, "%set-array-contents", &[matrix, contents]).is_err());
}

#[test]
fn vectors_with_fill_pointers_grow() {
    let mut m = mutator();
    let array = Array { dimensions: &[2], adjustable: true, fill_pointer: Value::fixnum(0), ..PLAIN };
    let vector = make(&mut m, &array);
    assert_eq!(call(&mut m, "length", &[vector]).expect("a vector"), Value::fixnum(0));
    assert!(call(&mut m, "vector-pop", &[vector]).is_err());
    for n in 0..3 {
        let pushed = call(&mut m, "vector-push", &[Value::fixnum(n), vector]).expect("a vector");
        assert_eq!(pushed, if n < 2 { Value::fixnum(n) } else { Value::NIL });
    }
    for n in 2..1000 {
        let index = call(&mut m, "vector-push-extend", &[Value::fixnum(n), vector]).expect("it grows");
        assert_eq!(index, Value::fixnum(n));
    }
    assert_eq!(call(&mut m, "vector-pop", &[vector]).expect("not empty"), Value::fixnum(999));
    assert_eq!(call(&mut m, "elt", &[vector, Value::fixnum(998)]).expect("active"), Value::fixnum(998));
    assert!(call(&mut m, "elt", &[vector, Value::fixnum(999)]).is_err(), "ELT ends at the fill pointer");
    assert!(call(&mut m, "aref", &[vector, Value::fixnum(999)]).is_ok(), "AREF does not");
    let too_far = call(&mut m, "%set-fill-pointer", &[vector, Value::fixnum(1_000_000)]);
    assert!(too_far.is_err());
    let string = Array { element_type: sym::CHARACTER, ..array };
    let string = make(&mut m, &string);
    for c in "grown text".chars() {
        call(&mut m, "vector-push-extend", &[Value::character(c), string]).expect("it grows");
    }
    assert_eq!(print(&mut m.heap, string), "\"grown text\"");
    let fixed = make(&mut m, &Array { dimensions: &[0], fill_pointer: Value::fixnum(0), ..PLAIN });
    assert!(call(&mut m, "vector-push-extend", &[Value::NIL, fixed]).is_err(), "it is not adjustable");
}

#[test]
fn displaced_arrays_share_elements_and_never_reach_beyond_them() {
    let mut m = mutator();
    let target = make(&mut m, &Array { dimensions: &[6], adjustable: true, ..PLAIN });
    let two_by_two = m.heap.list(&[Value::fixnum(2), Value::fixnum(2)]);
    let arguments = |m: &mut Mutator, dimensions, offset| {
        call(m, "%make-array", &[dimensions, sym::T, Value::NIL, Value::NIL, target, Value::fixnum(offset)])
    };
    assert!(arguments(&mut m, two_by_two, 3).is_err(), "too few elements behind the offset");
    let view = arguments(&mut m, two_by_two, 2).expect("it fits");
    call(&mut m, "%set-aref", &[sym::T, view, Value::fixnum(1), Value::fixnum(0)]).expect("inside");
    assert_eq!(call(&mut m, "aref", &[target, Value::fixnum(4)]).expect("inside"), sym::T);
    let displacement = call(&mut m, "array-displacement", &[view]).expect("an array");
    assert_eq!((displacement, m.values[1]), (target, Value::fixnum(2)));
    let three = m.heap.list(&[Value::fixnum(3)]);
    call(&mut m, "%adjust-array", &[target, three, Value::NIL, Value::NIL, Value::NIL]).expect("adjustable");
    assert!(
        call(&mut m, "aref", &[view, Value::fixnum(1), Value::fixnum(0)]).is_err(),
        "the element is gone"
    );
    let circle = call(&mut m, "%adjust-array", &[target, three, Value::NIL, target, Value::NIL]);
    assert!(circle.is_err(), "no array is displaced to itself");
}

#[test]
fn specialised_vectors_hold_their_whole_range() {
    let mut m = mutator();
    let cases = [
        ("(unsigned-byte 2)", "0 3", "4"),
        ("(unsigned-byte 4)", "0 15", "-1"),
        ("(unsigned-byte 16)", "0 65535", "65536"),
        ("(unsigned-byte 32)", "0 4294967295", "4294967296"),
        ("(unsigned-byte 64)", "0 18446744073709551615", "18446744073709551616"),
        ("(signed-byte 8)", "-128 127", "128"),
        ("(signed-byte 16)", "-32768 32767", "-32769"),
        ("(signed-byte 32)", "-2147483648 2147483647", "2147483648"),
        ("(signed-byte 64)", "-9223372036854775808 9223372036854775807", "9223372036854775808"),
        ("single-float", "1.5 -0.25", "1.5d0"),
        ("double-float", "1.5d0 1.0d-320", "1.5"),
    ];
    for (element_type, items, bad) in cases {
        let element_type = crate::notation::read_all(&mut m, element_type)[0];
        let items = crate::notation::read_all(&mut m, items);
        let bad = crate::notation::read_all(&mut m, bad)[0];
        let vector = make(&mut m, &Array { dimensions: &[5], element_type, ..PLAIN });
        for (index, &item) in items.iter().enumerate() {
            let index = Value::fixnum(index as i64 + 3);
            call(&mut m, "%set-aref", &[item, vector, index]).expect("in range");
            let back = call(&mut m, "aref", &[vector, index]).expect("inside");
            assert!(runtime::equality::eql(&m.heap, back, item));
        }
        assert!(call(&mut m, "%set-aref", &[bad, vector, Value::fixnum(0)]).is_err());
        let last = call(&mut m, "aref", &[vector, Value::fixnum(4)]).expect("inside");
        assert!(runtime::equality::eql(&m.heap, last, items[1]), "neighbours are left alone");
    }
}

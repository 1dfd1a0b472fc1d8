//! EQL, EQUAL, EQUALP and the hashes that go with them.

use crate::notation::read_all;
use crate::rows::mutator;
use runtime::equality::{eql, equal, equalp};
use runtime::hash::key::similarity_hash;

/// Pairs, and how alike they are: 0 not at all, 1 EQUALP, 2 EQUAL, 3 EQL.
const PAIRS: &[(&str, &str, u8)] = &[
    ("1", "1", 3),
    ("1", "1.0", 1),
    ("1", "2", 0),
    ("1.0", "1.0d0", 1),
    ("0.0", "-0.0", 1),
    ("1/2", "1/2", 3),
    ("1/2", "0.5", 1),
    ("100000000000000000000", "100000000000000000000", 3),
    ("1.0d300", "1.0d300", 3),
    ("1.0d-320", "1.0d-320", 3),
    ("#\\a", "#\\a", 3),
    ("#\\a", "#\\A", 1),
    ("a", "a", 3),
    ("a", "b", 0),
    ("nil", "()", 3),
    ("\"abc\"", "w\"abc\"", 2),
    ("\"abc\"", "\"ABC\"", 1),
    ("\"abc\"", "abc", 0),
    ("\"\"", "#*", 1),
    ("\"ab\"", "#(#\\a #\\B)", 1),
    ("\"ab\"", "#(#\\a 1)", 0),
    ("#*011", "#*011", 2),
    ("#*011", "#*010", 0),
    ("#*011", "#(0 1 1.0)", 1),
    ("#u8(1 2)", "#(1 2)", 1),
    ("#u8(1 2)", "#u8(1 2)", 1),
    ("#(1 (2))", "#(1 (2))", 1),
    ("#(1 (2))", "#(1 (3))", 0),
    ("(1 (2 . \"x\") 3)", "(1 (2 . w\"x\") 3)", 2),
    ("(1 (2 . \"x\") 3)", "(1 (2 . \"X\") 3)", 1),
    ("(1 2)", "(1 2 3)", 0),
    ("(1 . 2)", "(1 2)", 0),
    ("(#(1))", "(#(1))", 1),
];

#[test]
fn objects_are_as_alike_as_the_standard_says() {
    let mut m = mutator();
    for &(a, b, expected) in PAIRS {
        let pair = format!("{a} and {b}");
        let objects = (read_all(&mut m, a)[0], read_all(&mut m, b)[0]);
        for (a, b) in [objects, (objects.1, objects.0)] {
            let alike = [equalp(&m.heap, a, b), equal(&m.heap, a, b), eql(&m.heap, a, b)];
            let expected = [expected >= 1, expected >= 2, expected >= 3];
            assert_eq!(alike, expected, "EQUALP, EQUAL, EQL of {pair}");
            if alike[1] {
                assert_eq!(similarity_hash(&m.heap, a), similarity_hash(&m.heap, b));
            }
        }
    }
}

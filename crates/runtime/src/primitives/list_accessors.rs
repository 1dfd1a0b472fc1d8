//! The accessors of list structure (CLHS 14): CAAR to CDDDDR, FIRST to TENTH, NTH.

use super::arguments::{list_tail, steps};
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::cons::{CAR, CDR};
use heapfmt::statics::sym;

primitives! {
    pub(super) static LIST_ACCESSORS = {
        /// Returns the car of the car of LIST.
        pure "COMMON-LISP:CAAR" "list" => caar;
        /// Returns the car of the cdr of LIST.
        pure "COMMON-LISP:CADR" "list" => cadr;
        /// Returns the cdr of the car of LIST.
        pure "COMMON-LISP:CDAR" "list" => cdar;
        /// Returns the cdr of the cdr of LIST.
        pure "COMMON-LISP:CDDR" "list" => cddr;
        /// Returns the car of the car of the car of LIST.
        pure "COMMON-LISP:CAAAR" "list" => caaar;
        /// Returns the car of the car of the cdr of LIST.
        pure "COMMON-LISP:CAADR" "list" => caadr;
        /// Returns the car of the cdr of the car of LIST.
        pure "COMMON-LISP:CADAR" "list" => cadar;
        /// Returns the car of the cdr of the cdr of LIST.
        pure "COMMON-LISP:CADDR" "list" => caddr;
        /// Returns the cdr of the car of the car of LIST.
        pure "COMMON-LISP:CDAAR" "list" => cdaar;
        /// Returns the cdr of the car of the cdr of LIST.
        pure "COMMON-LISP:CDADR" "list" => cdadr;
        /// Returns the cdr of the cdr of the car of LIST.
        pure "COMMON-LISP:CDDAR" "list" => cddar;
        /// Returns the cdr of the cdr of the cdr of LIST.
        pure "COMMON-LISP:CDDDR" "list" => cdddr;
        /// Returns the car of the car of the car of the car of LIST.
        pure "COMMON-LISP:CAAAAR" "list" => caaaar;
        /// Returns the car of the car of the car of the cdr of LIST.
        pure "COMMON-LISP:CAAADR" "list" => caaadr;
        /// Returns the car of the car of the cdr of the car of LIST.
        pure "COMMON-LISP:CAADAR" "list" => caadar;
        /// Returns the car of the car of the cdr of the cdr of LIST.
        pure "COMMON-LISP:CAADDR" "list" => caaddr;
        /// Returns the car of the cdr of the car of the car of LIST.
        pure "COMMON-LISP:CADAAR" "list" => cadaar;
        /// Returns the car of the cdr of the car of the cdr of LIST.
        pure "COMMON-LISP:CADADR" "list" => cadadr;
        /// Returns the car of the cdr of the cdr of the car of LIST.
        pure "COMMON-LISP:CADDAR" "list" => caddar;
        /// Returns the car of the cdr of the cdr of the cdr of LIST.
        pure "COMMON-LISP:CADDDR" "list" => cadddr;
        /// Returns the cdr of the car of the car of the car of LIST.
        pure "COMMON-LISP:CDAAAR" "list" => cdaaar;
        /// Returns the cdr of the car of the car of the cdr of LIST.
        pure "COMMON-LISP:CDAADR" "list" => cdaadr;
        /// Returns the cdr of the car of the cdr of the car of LIST.
        pure "COMMON-LISP:CDADAR" "list" => cdadar;
        /// Returns the cdr of the car of the cdr of the cdr of LIST.
        pure "COMMON-LISP:CDADDR" "list" => cdaddr;
        /// Returns the cdr of the cdr of the car of the car of LIST.
        pure "COMMON-LISP:CDDAAR" "list" => cddaar;
        /// Returns the cdr of the cdr of the car of the cdr of LIST.
        pure "COMMON-LISP:CDDADR" "list" => cddadr;
        /// Returns the cdr of the cdr of the cdr of the car of LIST.
        pure "COMMON-LISP:CDDDAR" "list" => cdddar;
        /// Returns the cdr of the cdr of the cdr of the cdr of LIST.
        pure "COMMON-LISP:CDDDDR" "list" => cddddr;
        /// Returns the first element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:FIRST" "list" => first;
        /// Returns the second element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:SECOND" "list" => second;
        /// Returns the third element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:THIRD" "list" => third;
        /// Returns the fourth element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:FOURTH" "list" => fourth;
        /// Returns the fifth element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:FIFTH" "list" => fifth;
        /// Returns the sixth element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:SIXTH" "list" => sixth;
        /// Returns the seventh element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:SEVENTH" "list" => seventh;
        /// Returns the eighth element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:EIGHTH" "list" => eighth;
        /// Returns the ninth element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:NINTH" "list" => ninth;
        /// Returns the tenth element of LIST, or NIL when it is shorter.
        pure "COMMON-LISP:TENTH" "list" => tenth;
        /// Returns the cdr of LIST.
        pure "COMMON-LISP:REST" "list" => rest;
        /// Returns element N of LIST, counted from 0, or NIL when LIST is shorter.
        pure "COMMON-LISP:NTH" "n list" => nth;
        /// Returns what is left of LIST after N conses.
        pure "COMMON-LISP:NTHCDR" "n list" => nthcdr;
    }
}

#[inline]
fn part(m: &Mutator, list: Value, word: usize) -> PrimitiveResult {
    if list.is_list() { Ok(m.heap.slot(list, word)) } else { Err(type_error(list, sym::LIST)) }
}

/// Defines an accessor by the slots it follows, the innermost first.
macro_rules! paths {
    ($($name:ident $($word:ident)+;)*) => {$(
        fn $name(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
            $(let list = part(m, list, $word)?;)+
            Ok(list)
        }
    )*};
}

paths! {
    rest CDR;
    caar CAR CAR;
    cadr CDR CAR;
    cdar CAR CDR;
    cddr CDR CDR;
    caaar CAR CAR CAR;
    caadr CDR CAR CAR;
    cadar CAR CDR CAR;
    caddr CDR CDR CAR;
    cdaar CAR CAR CDR;
    cdadr CDR CAR CDR;
    cddar CAR CDR CDR;
    cdddr CDR CDR CDR;
    caaaar CAR CAR CAR CAR;
    caaadr CDR CAR CAR CAR;
    caadar CAR CDR CAR CAR;
    caaddr CDR CDR CAR CAR;
    cadaar CAR CAR CDR CAR;
    cadadr CDR CAR CDR CAR;
    caddar CAR CDR CDR CAR;
    cadddr CDR CDR CDR CAR;
    cdaaar CAR CAR CAR CDR;
    cdaadr CDR CAR CAR CDR;
    cdadar CAR CDR CAR CDR;
    cdaddr CDR CDR CAR CDR;
    cddaar CAR CAR CDR CDR;
    cddadr CDR CAR CDR CDR;
    cdddar CAR CDR CDR CDR;
    cddddr CDR CDR CDR CDR;
}

/// Defines an accessor by the index of its element.
macro_rules! positions {
    ($($name:ident $position:literal;)*) => {$(
        fn $name(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
            part(m, list_tail(&m.heap, $position, list)?, CAR)
        }
    )*};
}

positions! {
    first 0;
    second 1;
    third 2;
    fourth 3;
    fifth 4;
    sixth 5;
    seventh 6;
    eighth 7;
    ninth 8;
    tenth 9;
}

fn nth(m: &Mutator, [n, list]: [Value; 2]) -> PrimitiveResult {
    part(m, list_tail(&m.heap, steps(&m.heap, n)?, list)?, CAR)
}

fn nthcdr(m: &Mutator, [n, list]: [Value; 2]) -> PrimitiveResult {
    list_tail(&m.heap, steps(&m.heap, n)?, list)
}

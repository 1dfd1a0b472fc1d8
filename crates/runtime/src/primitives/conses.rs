//! Conses and lists (CLHS chapter 14): what does not call functions.

use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout;
use heapfmt::statics::sym;

primitives! {
    pub(super) static CONSES = {
        /// Returns the car of LIST, or NIL when LIST is NIL.
        pure "COMMON-LISP:CAR" "list" => car;
        /// Returns the cdr of LIST, or NIL when LIST is NIL.
        pure "COMMON-LISP:CDR" "list" => cdr;
        /// Returns a new cons of CAR and CDR.
        alloc "COMMON-LISP:CONS" "car cdr" => cons;
        /// Returns a new list of ARGS.
        alloc "COMMON-LISP:LIST" "&rest args" => rest list;
        /// Replaces the car of CONS by OBJECT and returns CONS.
        effect "COMMON-LISP:RPLACA" "cons object" => rplaca;
    }
}

fn car(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    if list.is_list() { Ok(m.heap.car(list)) } else { Err(type_error(list, sym::LIST)) }
}

fn cdr(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    if list.is_list() { Ok(m.heap.cdr(list)) } else { Err(type_error(list, sym::LIST)) }
}

fn cons(m: &mut Mutator, [car, cdr]: [Value; 2]) -> PrimitiveResult {
    Ok(m.heap.cons(car, cdr))
}

fn list(m: &mut Mutator, []: [Value; 0], rest: &[Value]) -> PrimitiveResult {
    Ok(m.heap.list(rest))
}

fn rplaca(m: &mut Mutator, [cons, object]: [Value; 2]) -> PrimitiveResult {
    if !cons.is_cons() {
        return Err(type_error(cons, sym::CONS));
    }
    m.heap.set_slot(cons, layout::cons::CAR, object);
    Ok(cons)
}

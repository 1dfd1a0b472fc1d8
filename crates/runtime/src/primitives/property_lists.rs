//! Property lists (CLHS 14.2): GETF, GET-PROPERTIES.

use super::arguments::{list_elements, list_to_vec, poll, supplied};
use crate::cycles::{CycleWatch, Step};
use crate::error::{LispError, PrimitiveResult, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static PROPERTY_LISTS = {
        /// Returns the value of INDICATOR in PLIST, or DEFAULT.
        pure "COMMON-LISP:GETF" "plist indicator &optional default" => getf;
        /// Returns the first indicator of PLIST that is in INDICATOR-LIST, its value, and the tail of PLIST there.
        effect "COMMON-LISP:GET-PROPERTIES" "plist indicator-list" => get_properties;
    }
}

fn getf(m: &Mutator, [plist, indicator, default]: [Value; 3]) -> PrimitiveResult {
    let (mut rest, mut cycle) = (plist, CycleWatch::default());
    while rest.is_cons() {
        match cycle.step(rest) {
            Step::Onward => {}
            Step::Pause => poll(&m.heap)?,
            Step::Closed => return Err(LispError::CircularList { datum: plist }.into()),
        }
        let tail = m.heap.cdr(rest);
        if !tail.is_cons() {
            return Err(type_error(if tail.is_nil() { plist } else { tail }, sym::LIST));
        }
        if m.heap.car(rest) == indicator {
            return Ok(m.heap.car(tail));
        }
        rest = m.heap.cdr(tail);
    }
    if rest.is_nil() { Ok(supplied(default).unwrap_or(Value::NIL)) } else { Err(type_error(rest, sym::LIST)) }
}

fn get_properties(m: &mut Mutator, [plist, indicator_list]: [Value; 2]) -> PrimitiveResult {
    let indicators = list_to_vec(&m.heap, indicator_list)?;
    let mut tail = plist;
    let mut walk = list_elements(&m.heap, plist);
    while let Some(key) = walk.next() {
        let Some(value) = walk.next() else {
            walk.end()?;
            return Err(type_error(plist, sym::LIST));
        };
        if indicators.contains(&key) {
            return Ok(m.return_values(&[key, value, tail]));
        }
        tail = walk.rest();
    }
    walk.end()?;
    Ok(m.return_values(&[Value::NIL; 3]))
}

//! Searching and editing lists with the default tests (CLHS 14): the loops under MEMBER, ASSOC, REMOVE, GETF.

use super::arguments::{list_elements, list_to_vec, proper_length, supplied};
use crate::equality::{eql, equal};
use crate::error::{PrimitiveResult, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::cons::CDR;
use heapfmt::statics::sym;

primitives! {
    pub(super) static LIST_SEARCH = {
        /// Returns the tail of LIST whose car is EQ to ITEM, or NIL.
        pure "SYSTEM:%MEMBER-EQ" "item list" => member_eq;
        /// Returns the tail of LIST whose car is EQL to ITEM, or NIL.
        pure "SYSTEM:%MEMBER-EQL" "item list" => member_eql;
        /// Returns the tail of LIST whose car is EQUAL to ITEM, or NIL.
        pure "SYSTEM:%MEMBER-EQUAL" "item list" => member_equal;
        /// Returns the pair of ALIST whose car is EQ to ITEM, or NIL.
        pure "SYSTEM:%ASSOC-EQ" "item alist" => assoc_eq;
        /// Returns the pair of ALIST whose car is EQL to ITEM, or NIL.
        pure "SYSTEM:%ASSOC-EQL" "item alist" => assoc_eql;
        /// Returns the pair of ALIST whose car is EQUAL to ITEM, or NIL.
        pure "SYSTEM:%ASSOC-EQUAL" "item alist" => assoc_equal;
        /// Returns the pair of ALIST whose cdr is EQ to ITEM, or NIL.
        pure "SYSTEM:%RASSOC-EQ" "item alist" => rassoc_eq;
        /// Returns the pair of ALIST whose cdr is EQL to ITEM, or NIL.
        pure "SYSTEM:%RASSOC-EQL" "item alist" => rassoc_eql;
        /// Returns the pair of ALIST whose cdr is EQUAL to ITEM, or NIL.
        pure "SYSTEM:%RASSOC-EQUAL" "item alist" => rassoc_equal;
        /// Returns a copy of LIST without elements EQ to ITEM; it may share a tail with LIST.
        alloc "SYSTEM:%REMOVE-EQ" "item list" => remove_eq;
        /// Returns a copy of LIST without elements EQL to ITEM; it may share a tail with LIST.
        alloc "SYSTEM:%REMOVE-EQL" "item list" => remove_eql;
        /// Returns a copy of LIST without elements EQUAL to ITEM; it may share a tail with LIST.
        alloc "SYSTEM:%REMOVE-EQUAL" "item list" => remove_equal;
        /// Returns LIST after taking out the conses whose car is EQ to ITEM.
        effect "SYSTEM:%DELETE-EQ" "item list" => delete_eq;
        /// Returns LIST after taking out the conses whose car is EQL to ITEM.
        effect "SYSTEM:%DELETE-EQL" "item list" => delete_eql;
        /// Returns LIST after taking out the conses whose car is EQUAL to ITEM.
        effect "SYSTEM:%DELETE-EQUAL" "item list" => delete_equal;
        /// Returns the value of INDICATOR in PLIST, or DEFAULT.
        pure "COMMON-LISP:GETF" "plist indicator &optional default" => getf;
        /// Returns the first indicator of PLIST that is in INDICATOR-LIST, its value, and the tail of PLIST there.
        effect "COMMON-LISP:GET-PROPERTIES" "plist indicator-list" => get_properties;
    }
}

#[inline]
fn eq(_: &Heap, a: Value, b: Value) -> bool {
    a == b
}

/// Defines the loops for one test.
macro_rules! loops {
    ($($test:ident: $member:ident $assoc:ident $rassoc:ident $remove:ident $delete:ident;)*) => {$(
        fn $member(m: &Mutator, [item, list]: [Value; 2]) -> PrimitiveResult {
            let mut tail = list;
            let mut walk = list_elements(&m.heap, list);
            while let Some(element) = walk.next() {
                if $test(&m.heap, item, element?) {
                    return Ok(tail);
                }
                tail = walk.rest();
            }
            Ok(Value::NIL)
        }

        fn $assoc(m: &Mutator, [item, alist]: [Value; 2]) -> PrimitiveResult {
            for pair in list_elements(&m.heap, alist) {
                let pair = pair_argument(pair?)?;
                if !pair.is_nil() && $test(&m.heap, item, m.heap.car(pair)) {
                    return Ok(pair);
                }
            }
            Ok(Value::NIL)
        }

        fn $rassoc(m: &Mutator, [item, alist]: [Value; 2]) -> PrimitiveResult {
            for pair in list_elements(&m.heap, alist) {
                let pair = pair_argument(pair?)?;
                if !pair.is_nil() && $test(&m.heap, item, m.heap.cdr(pair)) {
                    return Ok(pair);
                }
            }
            Ok(Value::NIL)
        }

        fn $remove(m: &mut Mutator, [item, list]: [Value; 2]) -> PrimitiveResult {
            remove_if(m, list, |heap, element| $test(heap, item, element))
        }

        fn $delete(m: &mut Mutator, [item, list]: [Value; 2]) -> PrimitiveResult {
            delete_if(m, list, |heap, element| $test(heap, item, element))
        }
    )*};
}

loops! {
    eq: member_eq assoc_eq rassoc_eq remove_eq delete_eq;
    eql: member_eql assoc_eql rassoc_eql remove_eql delete_eql;
    equal: member_equal assoc_equal rassoc_equal remove_equal delete_equal;
}

/// An element of an association list: a cons, or NIL, which is skipped.
#[inline]
fn pair_argument(pair: Value) -> PrimitiveResult {
    if pair.is_list() { Ok(pair) } else { Err(type_error(pair, sym::LIST)) }
}

/// The longest tail without a removed element is shared.
fn remove_if(m: &mut Mutator, list: Value, removed: impl Fn(&Heap, Value) -> bool) -> PrimitiveResult {
    let (mut kept, mut n_kept_before_tail, mut tail) = (Vec::new(), 0, list);
    let mut walk = list_elements(&m.heap, list);
    while let Some(element) = walk.next() {
        let element = element?;
        if removed(&m.heap, element) {
            n_kept_before_tail = kept.len();
            tail = walk.rest();
        } else {
            kept.push(element);
        }
    }
    m.heap.reserve(n_kept_before_tail * 16)?;
    Ok(m.heap.list_with_tail(&kept[..n_kept_before_tail], tail))
}

fn delete_if(m: &mut Mutator, list: Value, removed: impl Fn(&Heap, Value) -> bool) -> PrimitiveResult {
    proper_length(&m.heap, list)?;
    let (mut first, mut previous, mut rest) = (list, Value::NIL, list);
    while rest.is_cons() {
        let next = m.heap.cdr(rest);
        if !removed(&m.heap, m.heap.car(rest)) {
            previous = rest;
        } else if previous.is_nil() {
            first = next;
        } else {
            m.heap.set_slot(previous, CDR, next);
        }
        rest = next;
    }
    Ok(first)
}

fn getf(m: &Mutator, [plist, indicator, default]: [Value; 3]) -> PrimitiveResult {
    let mut walk = list_elements(&m.heap, plist);
    while let Some(key) = walk.next() {
        let key = key?;
        let value = walk.next().ok_or_else(|| type_error(plist, sym::LIST))??;
        if key == indicator {
            return Ok(value);
        }
    }
    Ok(supplied(default).unwrap_or(Value::NIL))
}

fn get_properties(m: &mut Mutator, [plist, indicator_list]: [Value; 2]) -> PrimitiveResult {
    let indicators = list_to_vec(&m.heap, indicator_list)?;
    let mut tail = plist;
    let mut walk = list_elements(&m.heap, plist);
    while let Some(key) = walk.next() {
        let key = key?;
        let value = walk.next().ok_or_else(|| type_error(plist, sym::LIST))??;
        if indicators.contains(&key) {
            return Ok(m.return_values(&[key, value, tail]));
        }
        tail = walk.rest();
    }
    Ok(m.return_values(&[Value::NIL; 3]))
}

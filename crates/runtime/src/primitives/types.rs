//! Types of objects and equality (CLHS chapters 4 and 5): what needs no type specifiers.

use super::arguments::list_elements;
use crate::arrays::elements::{element_type_specifier, upgraded_elements};
use crate::arrays::{Elements, Vector};
use crate::equality;
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, TypeCode, layout, structure};
use heapfmt::statics::sym;

/// The codes of element types before those of specialised arrays.
const FIRST_RAW_CODE: i64 = 2;

primitives! {
    pub(super) static TYPES = {
        /// Returns whether A and B are the same object.
        pure "COMMON-LISP:EQ" "a b" => eq;
        /// Returns whether A and B are the same object, or numbers of the same type and value.
        pure "COMMON-LISP:EQL" "a b" => eql;
        /// Returns whether A and B are EQL, or conses, strings or bit vectors with equal contents.
        pure "COMMON-LISP:EQUAL" "a b" => equal;
        /// Returns whether A and B are equal when case, number types and representations do not count.
        pure "COMMON-LISP:EQUALP" "a b" => equalp;
        /// Returns whether OBJECT is a function.
        pure "COMMON-LISP:FUNCTIONP" "object" => functionp;
        /// Returns a number that tells OBJECT from others of its type. That of a cons changes when the cons is moved.
        effect "SYSTEM:%IDENTITY-NUMBER" "object" => identity_number;
        /// Returns the name of OBJECT's type.
        pure "SYSTEM:%TYPE-NAME" "object" => type_name;
        /// Returns the number of the element type of ARRAY: 0 for T, 1 for CHARACTER, then the
        /// specialised ones, and last NIL.
        pure "SYSTEM:%ARRAY-ELEMENT-CODE" "array" => array_element_code;
        /// Returns the number of the element type of arrays for elements of TYPE, one of the standard's integer types
        /// or NIL.
        pure "SYSTEM:%INTEGER-TYPE-ELEMENT-CODE" "type" => integer_type_element_code;
        /// Returns the element type of that number, or NIL when there is none.
        alloc "SYSTEM:%ELEMENT-CODE-TYPE" "code" => element_code_type;
        /// Returns VALUES as multiple values.
        effect "SYSTEM:%RETURN-VALUES" "&rest values" => rest return_values;
        /// Returns the elements of LIST as values.
        effect "COMMON-LISP:VALUES-LIST" "list" => values_list;
    }
}

fn eq(_: &Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(a == b))
}

fn identity_number(m: &mut Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    // That of an object without a place in the heap is its whole word, which may not fit.
    let number = m.heap.identity_hash(object) & ((1 << 60) - 1);
    Ok(Value::fixnum(number as i64))
}

fn eql(m: &Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(equality::eql(&m.heap, a, b)))
}

fn equal(m: &Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(equality::equal(&m.heap, a, b)))
}

fn equalp(m: &Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(equality::equalp(&m.heap, a, b)))
}

fn functionp(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.is_function()))
}

/// The most specific name without arguments: TYPE-OF adds what further arguments its result has.
fn type_name(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    if object.is_nil() {
        return Ok(sym::NULL);
    }
    if object.is_cons() {
        return Ok(sym::CONS);
    }
    if object.is_fixnum() {
        return Ok(sym::FIXNUM);
    }
    if object.as_character().is_some() {
        return Ok(sym::CHARACTER);
    }
    if object.as_single().is_some() {
        return Ok(sym::SINGLE_FLOAT);
    }
    if object.as_immediate_double().is_some() {
        return Ok(sym::DOUBLE_FLOAT);
    }
    Ok(match m.heap.type_of(object) {
        Some(TypeCode::Symbol) => sym::SYMBOL,
        Some(TypeCode::Closure | TypeCode::Builtin | TypeCode::FuncallableInstance) => sym::FUNCTION,
        Some(TypeCode::SimpleVector) => sym::SIMPLE_VECTOR,
        Some(TypeCode::NarrowString | TypeCode::WideString) => sym::STRING,
        Some(TypeCode::RawVector | TypeCode::Array) => sym::ARRAY,
        Some(TypeCode::Bignum) => sym::INTEGER,
        Some(TypeCode::Ratio) => sym::RATIO,
        Some(TypeCode::Double) => sym::DOUBLE_FLOAT,
        Some(TypeCode::Structure) => m.heap.slot(m.heap.slot(object, structure::LAYOUT), layout::NAME),
        Some(TypeCode::HashTable) => sym::HASH_TABLE,
        Some(TypeCode::Stream) => sym::STREAM,
        Some(TypeCode::Package) => sym::PACKAGE_TYPE,
        Some(TypeCode::Readtable) => sym::READTABLE_TYPE,
        Some(TypeCode::WeakPointer) => sym::WEAK_POINTER,
        _ => sym::T,
    })
}

fn element_code(elements: Elements) -> Value {
    Value::fixnum(match elements {
        Elements::General => 0,
        Elements::Narrow | Elements::Wide => 1,
        Elements::Raw(element_type) => FIRST_RAW_CODE + element_type as i64,
        Elements::Nothing => FIRST_RAW_CODE + ELEMENT_TYPES.len() as i64,
    })
}

fn array_element_code(m: &Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    let whole = Vector::whole(&m.heap, array).ok_or_else(|| type_error(array, sym::ARRAY))?;
    Ok(element_code(whole.elements))
}

fn integer_type_element_code(m: &Mutator, [specifier]: [Value; 1]) -> PrimitiveResult {
    Ok(element_code(upgraded_elements(&m.heap, specifier)))
}

fn element_code_type(m: &mut Mutator, [code]: [Value; 1]) -> PrimitiveResult {
    let elements = match code.as_fixnum() {
        Some(0) => Elements::General,
        Some(1) => Elements::Wide,
        code => {
            let row = code
                .and_then(|code| usize::try_from(code - FIRST_RAW_CODE).ok())
                .and_then(|index| ELEMENT_TYPES.get(index));
            match row {
                Some(&(element_type, _)) => Elements::Raw(element_type),
                None => return Ok(Value::NIL),
            }
        }
    };
    Ok(element_type_specifier(&mut m.heap, elements))
}

fn values_list(m: &mut Mutator, [list]: [Value; 1]) -> PrimitiveResult {
    let mut values = std::mem::take(&mut m.values);
    let mut elements = list_elements(&m.heap, list);
    values.clear();
    values.extend(elements.by_ref());
    let end = elements.end();
    m.values = values;
    end?;
    Ok(m.return_buffer())
}

fn return_values(m: &mut Mutator, []: [Value; 0], values: &[Value]) -> PrimitiveResult {
    Ok(m.return_values(values))
}

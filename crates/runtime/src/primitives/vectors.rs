//! Elements of vectors and arrays (CLHS chapter 15): access by index and subscripts, kinds of arrays.

use super::arguments::{index, index_error};
use crate::arrays::elements::element_type_specifier;
use crate::arrays::{self, Elements, Vector, dimension, rank};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{ElementType, TypeCode};
use heapfmt::statics::sym;

primitives! {
    pub(super) static VECTORS = {
        /// Returns a new simple vector of ARGS.
        alloc "COMMON-LISP:VECTOR" "&rest args" => rest vector_of;
        /// Returns element INDEX of simple vector VECTOR.
        pure "COMMON-LISP:SVREF" "vector index" => svref;
        /// Replaces element INDEX of simple vector VECTOR by VALUE and returns VALUE.
        effect "SYSTEM:%SVSET" "vector index value" => svset;
        /// Returns the element of ARRAY at SUBSCRIPTS.
        alloc "COMMON-LISP:AREF" "array &rest subscripts" => rest aref;
        /// Replaces the element of ARRAY at SUBSCRIPTS by VALUE and returns VALUE.
        effect "SYSTEM:%SET-AREF" "value array &rest subscripts" => rest set_aref;
        /// Replaces element INDEX of VECTOR by VALUE and returns VALUE.
        effect "SYSTEM:%SET-VECTOR-ELEMENT" "vector index value" => set_vector_element;
        /// Returns the bit of ARRAY at SUBSCRIPTS.
        alloc "COMMON-LISP:BIT" "array &rest subscripts" => rest bit;
        /// Returns the bit of simple ARRAY at SUBSCRIPTS.
        alloc "COMMON-LISP:SBIT" "array &rest subscripts" => rest bit;
        /// Replaces the bit of ARRAY at SUBSCRIPTS by VALUE and returns VALUE.
        effect "SYSTEM:%SET-BIT" "value array &rest subscripts" => rest set_bit;
        /// Returns element INDEX of ARRAY in row-major order.
        alloc "COMMON-LISP:ROW-MAJOR-AREF" "array index" => row_major_aref;
        /// Replaces element INDEX of ARRAY in row-major order by VALUE and returns VALUE.
        effect "SYSTEM:%SET-ROW-MAJOR-AREF" "array index value" => set_row_major_aref;
        /// Returns the row-major index of SUBSCRIPTS.
        pure "COMMON-LISP:ARRAY-ROW-MAJOR-INDEX" "array &rest subscripts" => rest array_row_major_index;
        /// Returns true when SUBSCRIPTS are valid for ARRAY.
        pure "COMMON-LISP:ARRAY-IN-BOUNDS-P" "array &rest subscripts" => rest array_in_bounds_p;
        /// Returns true when OBJECT is an array.
        pure "COMMON-LISP:ARRAYP" "object" => arrayp;
        /// Returns true when OBJECT is a vector.
        pure "COMMON-LISP:VECTORP" "object" => vectorp;
        /// Returns true when OBJECT is a simple vector of any objects.
        pure "COMMON-LISP:SIMPLE-VECTOR-P" "object" => simple_vector_p;
        /// Returns true when OBJECT is a vector of bits.
        pure "COMMON-LISP:BIT-VECTOR-P" "object" => bit_vector_p;
        /// Returns true when OBJECT is a simple vector of bits.
        pure "COMMON-LISP:SIMPLE-BIT-VECTOR-P" "object" => simple_bit_vector_p;
        /// Returns true when OBJECT is an array that is not displaced, adjustable or with a fill pointer.
        pure "SYSTEM:%SIMPLE-ARRAY-P" "object" => simple_array_p;
        /// Returns the number of dimensions of ARRAY.
        pure "COMMON-LISP:ARRAY-RANK" "array" => array_rank;
        /// Returns dimension AXIS of ARRAY.
        pure "COMMON-LISP:ARRAY-DIMENSION" "array axis" => array_dimension;
        /// Returns the dimensions of ARRAY, a list.
        alloc "COMMON-LISP:ARRAY-DIMENSIONS" "array" => array_dimensions;
        /// Returns the number of elements of ARRAY.
        pure "COMMON-LISP:ARRAY-TOTAL-SIZE" "array" => array_total_size;
        /// Returns the type of what ARRAY can hold.
        alloc "COMMON-LISP:ARRAY-ELEMENT-TYPE" "array" => array_element_type;
    }
}

fn vector_of(m: &mut Mutator, []: [Value; 0], args: &[Value]) -> PrimitiveResult {
    Ok(m.heap.simple_vector_of(args))
}

#[inline]
fn simple_vector(heap: &Heap, value: Value) -> PrimitiveResult {
    if heap.is(value, TypeCode::SimpleVector) {
        Ok(value)
    } else {
        Err(type_error(value, sym::SIMPLE_VECTOR))
    }
}

fn svref(m: &Mutator, [vector, position]: [Value; 2]) -> PrimitiveResult {
    let vector = simple_vector(&m.heap, vector)?;
    let n = index(position, m.heap.count(vector))?;
    Ok(m.heap.element(vector, n))
}

fn svset(m: &mut Mutator, [vector, position, value]: [Value; 3]) -> PrimitiveResult {
    let vector = simple_vector(&m.heap, vector)?;
    let n = index(position, m.heap.count(vector))?;
    m.heap.set_element(vector, n, value);
    Ok(value)
}

/// All elements of an array.
#[inline]
pub(super) fn whole(heap: &Heap, array: Value) -> Result<Vector, Trap> {
    Vector::whole(heap, array).ok_or_else(|| type_error(array, sym::ARRAY))
}

/// The elements of an array and the row-major index of the one at `subscripts`.
#[inline]
fn locate(heap: &Heap, array: Value, subscripts: &[Value]) -> Result<(Vector, usize), Trap> {
    let elements = Vector::unbounded(heap, array).ok_or_else(|| type_error(array, sym::ARRAY))?;
    let n_axes = rank(heap, array);
    if subscripts.len() != n_axes {
        return Err(wrong_subscript_count(array, n_axes, subscripts.len()));
    }
    let mut at = 0;
    for (axis, &subscript) in subscripts.iter().enumerate() {
        let size = dimension(heap, array, axis);
        at = at * size + index(subscript, size)?;
    }
    if at < elements.length {
        Ok((elements, at))
    } else {
        // The target of a displaced array has been adjusted to a smaller size.
        Err(index_error(Value::fixnum(at as i64), elements.length))
    }
}

#[cold]
fn wrong_subscript_count(array: Value, n_axes: usize, n_subscripts: usize) -> Trap {
    let message = format!("an array of rank {n_axes} takes {n_axes} subscripts, not {n_subscripts}");
    LispError::Program { message, datum: array }.into()
}

fn aref(m: &mut Mutator, [array]: [Value; 1], subscripts: &[Value]) -> PrimitiveResult {
    let (elements, at) = locate(&m.heap, array, subscripts)?;
    Ok(elements.get(&mut m.heap, at))
}

fn bit(m: &mut Mutator, [array]: [Value; 1], subscripts: &[Value]) -> PrimitiveResult {
    check_bits(m, array)?;
    match subscripts {
        [subscript] => vector_element(m, array, *subscript),
        _ => aref(m, [array], subscripts),
    }
}

fn check_bits(m: &mut Mutator, array: Value) -> Result<(), Trap> {
    let bits = Some(Elements::Raw(ElementType::Bit));
    if arrays::elements_of(&m.heap, array) == bits || whole(&m.heap, array)?.is_bits() {
        return Ok(());
    }
    let expected = m.heap.list(&[sym::ARRAY, sym::BIT]);
    Err(type_error(array, expected))
}

fn set_bit(m: &mut Mutator, [value, array]: [Value; 2], subscripts: &[Value]) -> PrimitiveResult {
    check_bits(m, array)?;
    match subscripts {
        [subscript] => set_vector_element(m, [array, *subscript, value]),
        _ => set_aref(m, [value, array], subscripts),
    }
}

/// The elements of `vector` and the index `position` of one of them, where they lie in the object itself.
#[inline(always)]
pub(super) fn own_element(heap: &Heap, vector: Value, position: Value) -> Option<(Vector, usize)> {
    let elements = arrays::elements_of(heap, vector)?;
    let (length, at) = (heap.count(vector), usize::try_from(position.as_fixnum()?).ok()?);
    (at < length).then_some((Vector { data: vector, start: 0, length, elements }, at))
}

/// What AREF with one subscript returns.
pub(crate) fn vector_element(m: &mut Mutator, vector: Value, index: Value) -> PrimitiveResult {
    match own_element(&m.heap, vector, index) {
        Some((elements, at)) => Ok(elements.get(&mut m.heap, at)),
        None => aref(m, [vector], &[index]),
    }
}

/// What SETF of AREF with one subscript does.
pub(crate) fn set_vector_element(m: &mut Mutator, [vector, index, value]: [Value; 3]) -> PrimitiveResult {
    match own_element(&m.heap, vector, index) {
        Some((elements, at)) => elements.set(&mut m.heap, at, value)?,
        None => return set_aref(m, [value, vector], &[index]),
    }
    Ok(value)
}

fn set_aref(m: &mut Mutator, [value, array]: [Value; 2], subscripts: &[Value]) -> PrimitiveResult {
    let (elements, at) = locate(&m.heap, array, subscripts)?;
    elements.set(&mut m.heap, at, value)?;
    Ok(value)
}

fn row_major_aref(m: &mut Mutator, [array, position]: [Value; 2]) -> PrimitiveResult {
    let elements = whole(&m.heap, array)?;
    let n = index(position, elements.length)?;
    Ok(elements.get(&mut m.heap, n))
}

fn set_row_major_aref(m: &mut Mutator, [array, position, value]: [Value; 3]) -> PrimitiveResult {
    let elements = whole(&m.heap, array)?;
    let n = index(position, elements.length)?;
    elements.set(&mut m.heap, n, value)?;
    Ok(value)
}

fn array_row_major_index(m: &Mutator, [array]: [Value; 1], subscripts: &[Value]) -> PrimitiveResult {
    Ok(Value::fixnum(locate(&m.heap, array, subscripts)?.1 as i64))
}

fn array_in_bounds_p(m: &Mutator, [array]: [Value; 1], subscripts: &[Value]) -> PrimitiveResult {
    array_argument(&m.heap, array)?;
    let n_axes = rank(&m.heap, array);
    if subscripts.len() != n_axes {
        return Err(wrong_subscript_count(array, n_axes, subscripts.len()));
    }
    let mut inside = true;
    for (axis, &subscript) in subscripts.iter().enumerate() {
        match subscript.as_fixnum() {
            Some(n) => inside &= usize::try_from(n).is_ok_and(|n| n < dimension(&m.heap, array, axis)),
            None if crate::numbers::integer::is_integer(&m.heap, subscript) => inside = false,
            None => return Err(type_error(subscript, sym::INTEGER)),
        }
    }
    Ok(Value::boolean(inside))
}

fn arrayp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(arrays::is_array(&m.heap, object)))
}

fn vectorp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(Vector::of(&m.heap, object).is_some()))
}

fn simple_vector_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::SimpleVector)))
}

fn bit_vector_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(Vector::of(&m.heap, object).is_some_and(|vector| vector.is_bits())))
}

fn simple_bit_vector_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    let bits = Some(Elements::Raw(ElementType::Bit));
    Ok(Value::boolean(arrays::elements_of(&m.heap, object) == bits))
}

fn simple_array_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(arrays::is_array(&m.heap, object) && arrays::array_flags(&m.heap, object) == 0))
}

/// An array.
#[inline]
fn array_argument(heap: &Heap, array: Value) -> PrimitiveResult {
    if arrays::is_array(heap, array) { Ok(array) } else { Err(type_error(array, sym::ARRAY)) }
}

fn array_rank(m: &Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    array_argument(&m.heap, array)?;
    Ok(Value::fixnum(rank(&m.heap, array) as i64))
}

fn array_dimension(m: &Mutator, [array, axis]: [Value; 2]) -> PrimitiveResult {
    array_argument(&m.heap, array)?;
    let axis = index(axis, rank(&m.heap, array))?;
    Ok(Value::fixnum(dimension(&m.heap, array, axis) as i64))
}

fn array_dimensions(m: &mut Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    array_argument(&m.heap, array)?;
    let sizes = (0..rank(&m.heap, array)).map(|axis| Value::fixnum(dimension(&m.heap, array, axis) as i64));
    let sizes: Vec<Value> = sizes.collect();
    Ok(m.heap.list(&sizes))
}

fn array_total_size(m: &Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    array_argument(&m.heap, array)?;
    let total: usize = (0..rank(&m.heap, array)).map(|axis| dimension(&m.heap, array, axis)).product();
    Ok(Value::fixnum(total as i64))
}

fn array_element_type(m: &mut Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    let elements = whole(&m.heap, array)?.elements;
    Ok(element_type_specifier(&mut m.heap, elements))
}

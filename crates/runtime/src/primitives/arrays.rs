//! Making and changing arrays (CLHS chapter 15): dimensions, fill pointers, displacement, adjustment.

use super::arguments::{index, list_to_vec, non_nil, size, supplied, vector};
use super::vectors::whole;
use crate::arrays::{
    self, ADJUSTABLE, Contents, DIMENSION_LIMIT, DISPLACED, HAS_FILL_POINTER, Vector, array_flags, dimension,
};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, array};
use heapfmt::statics::sym;

primitives! {
    pub(super) static ARRAYS = {
        /// Returns a new array. FILL-POINTER may be T for the dimension; NIL arguments but the element are as if not
        /// given, and so is an INITIAL-ELEMENT that is not supplied.
        alloc "SYSTEM:%MAKE-ARRAY" "dimensions element-type adjustable fill-pointer displaced-to offset &optional initial-element" => make_array;
        /// Gives ARRAY new dimensions; returns it when it is adjustable, else a new array.
        effect "SYSTEM:%ADJUST-ARRAY" "array dimensions fill-pointer displaced-to offset &optional initial-element" => adjust_array;
        /// Sets the elements of ARRAY to those of CONTENTS, a sequence nested as deep as ARRAY has dimensions.
        effect "SYSTEM:%SET-ARRAY-CONTENTS" "array contents" => set_array_contents;
        /// Returns true when ARRAY-ADJUST changes ARRAY itself.
        pure "COMMON-LISP:ADJUSTABLE-ARRAY-P" "array" => adjustable_array_p;
        /// Returns the array whose elements ARRAY shares, and the index of the first, or NIL and 0.
        effect "COMMON-LISP:ARRAY-DISPLACEMENT" "array" => array_displacement;
        /// Returns true when ARRAY has a fill pointer.
        pure "COMMON-LISP:ARRAY-HAS-FILL-POINTER-P" "array" => array_has_fill_pointer_p;
        /// Returns the fill pointer of VECTOR.
        pure "COMMON-LISP:FILL-POINTER" "vector" => fill_pointer;
        /// Sets the fill pointer of VECTOR and returns it.
        effect "SYSTEM:%SET-FILL-POINTER" "vector fill-pointer" => set_fill_pointer;
        /// Stores ITEM behind the last element of VECTOR and returns its index, or NIL when VECTOR is full.
        effect "COMMON-LISP:VECTOR-PUSH" "item vector" => vector_push;
        /// Stores ITEM behind the last element of VECTOR, which grows by EXTENSION elements when it must, and
        /// returns its index.
        effect "COMMON-LISP:VECTOR-PUSH-EXTEND" "item vector &optional extension" => vector_push_extend;
        /// Removes the last element of VECTOR and returns it.
        effect "COMMON-LISP:VECTOR-POP" "vector" => vector_pop;
    }
}

/// Dimensions: a list of sizes or one size.
fn dimensions_argument(heap: &Heap, dimensions: Value) -> Result<Vec<usize>, Trap> {
    let items = if dimensions.is_list() { list_to_vec(heap, dimensions)? } else { vec![dimensions] };
    items.into_iter().map(|item| size(item).map(|n| n.min(DIMENSION_LIMIT))).collect()
}

fn fill_pointer_argument(fill_pointer: Value, dimensions: &[usize]) -> Result<Option<usize>, Trap> {
    let Some(fill_pointer) = non_nil(fill_pointer) else {
        return Ok(None);
    };
    let &[length] = dimensions else {
        let message = "only a vector can have a fill pointer".to_owned();
        return Err(LispError::Simple { message, datum: Value::UNSUPPLIED }.into());
    };
    if fill_pointer == sym::T {
        Ok(Some(length))
    } else {
        index(fill_pointer, length.saturating_add(1)).map(Some)
    }
}

fn contents_argument(displaced_to: Value, offset: Value, initial_element: Value) -> Result<Contents, Trap> {
    let displaced_to = match non_nil(displaced_to) {
        Some(target) => Some((target, non_nil(offset).map_or(Ok(0), size)?)),
        None => None,
    };
    Ok(Contents { displaced_to, initial_element: supplied(initial_element) })
}

fn make_array(m: &mut Mutator, args: [Value; 7]) -> PrimitiveResult {
    let [dimensions, element_type, adjustable, fill_pointer, displaced_to, offset, initial_element] = args;
    let dimensions = dimensions_argument(&m.heap, dimensions)?;
    let fill_pointer = fill_pointer_argument(fill_pointer, &dimensions)?;
    let contents = contents_argument(displaced_to, offset, initial_element)?;
    let adjustable = non_nil(adjustable).is_some();
    arrays::make_array(&mut m.heap, &dimensions, element_type, adjustable, fill_pointer, &contents)
}

fn adjust_array(m: &mut Mutator, args: [Value; 6]) -> PrimitiveResult {
    let [array, dimensions, fill_pointer, displaced_to, offset, initial_element] = args;
    let dimensions = dimensions_argument(&m.heap, dimensions)?;
    let fill_pointer = fill_pointer_argument(fill_pointer, &dimensions)?;
    let contents = contents_argument(displaced_to, offset, initial_element)?;
    arrays::adjust(&mut m.heap, array, &dimensions, fill_pointer, &contents)
}

fn set_array_contents(m: &mut Mutator, [array, contents]: [Value; 2]) -> PrimitiveResult {
    let elements = whole(&m.heap, array)?;
    // One level of nesting is taken apart per dimension, so the items are in row-major order at the end.
    let mut items = vec![contents];
    for axis in 0..arrays::rank(&m.heap, array) {
        let size = dimension(&m.heap, array, axis);
        let mut inner = Vec::with_capacity(items.len() * size);
        for sequence in items {
            let before = inner.len();
            if sequence.is_list() {
                inner.extend(list_to_vec(&m.heap, sequence)?);
            } else {
                let vector =
                    Vector::of(&m.heap, sequence).ok_or_else(|| type_error(sequence, sym::SEQUENCE))?;
                inner.extend((0..vector.length).map(|at| vector.get(&mut m.heap, at)));
            }
            let length = inner.len() - before;
            if length != size {
                let message =
                    format!("the initial contents have {length} elements where the array has {size}");
                return Err(LispError::Simple { message, datum: sequence }.into());
            }
        }
        items = inner;
    }
    for (at, &item) in items.iter().enumerate().take(elements.length) {
        elements.set(&mut m.heap, at, item)?;
    }
    Ok(array)
}

fn adjustable_array_p(m: &Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    whole(&m.heap, array)?;
    Ok(Value::boolean(array_flags(&m.heap, array) & ADJUSTABLE != 0))
}

fn array_displacement(m: &mut Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    whole(&m.heap, array)?;
    if array_flags(&m.heap, array) & DISPLACED == 0 {
        return Ok(m.return_values(&[Value::NIL, Value::fixnum(0)]));
    }
    let values = [m.heap.slot(array, array::DATA), m.heap.slot(array, array::DISPLACEMENT)];
    Ok(m.return_values(&values))
}

fn array_has_fill_pointer_p(m: &Mutator, [array]: [Value; 1]) -> PrimitiveResult {
    whole(&m.heap, array)?;
    Ok(Value::boolean(array_flags(&m.heap, array) & HAS_FILL_POINTER != 0))
}

/// A vector with a fill pointer.
fn filled(heap: &Heap, value: Value) -> PrimitiveResult {
    if heap.is(value, TypeCode::Array) && array_flags(heap, value) & HAS_FILL_POINTER != 0 {
        return Ok(value);
    }
    vector(heap, value)?;
    Err(LispError::FillPointer { datum: value }.into())
}

fn fill_pointer(m: &Mutator, [vector]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.slot(filled(&m.heap, vector)?, array::FILL_POINTER))
}

fn set_fill_pointer(m: &mut Mutator, [vector, fill_pointer]: [Value; 2]) -> PrimitiveResult {
    filled(&m.heap, vector)?;
    index(fill_pointer, dimension(&m.heap, vector, 0) + 1)?;
    m.heap.set_slot(vector, array::FILL_POINTER, fill_pointer);
    Ok(fill_pointer)
}

fn vector_push(m: &mut Mutator, [item, vector]: [Value; 2]) -> PrimitiveResult {
    filled(&m.heap, vector)?;
    if m.heap.slot(vector, array::FILL_POINTER) == Value::fixnum(dimension(&m.heap, vector, 0) as i64) {
        return Ok(Value::NIL);
    }
    Ok(Value::fixnum(arrays::push_extend(&mut m.heap, vector, item, 0)? as i64))
}

fn vector_push_extend(m: &mut Mutator, [item, vector, extension]: [Value; 3]) -> PrimitiveResult {
    filled(&m.heap, vector)?;
    if extension == Value::fixnum(0) {
        let expected = m.heap.list(&[sym::INTEGER, Value::fixnum(1)]);
        return Err(type_error(extension, expected));
    }
    let extension = supplied(extension).map_or(Ok(0), size)?;
    Ok(Value::fixnum(arrays::push_extend(&mut m.heap, vector, item, extension)? as i64))
}

fn vector_pop(m: &mut Mutator, [vector]: [Value; 1]) -> PrimitiveResult {
    filled(&m.heap, vector)?;
    let active = Vector::of(&m.heap, vector).ok_or_else(|| type_error(vector, sym::VECTOR))?;
    let Some(last) = active.length.checked_sub(1) else {
        let message = "the vector is empty".to_owned();
        return Err(LispError::Simple { message, datum: vector }.into());
    };
    m.heap.set_slot(vector, array::FILL_POINTER, Value::fixnum(last as i64));
    Ok(active.get(&mut m.heap, last))
}

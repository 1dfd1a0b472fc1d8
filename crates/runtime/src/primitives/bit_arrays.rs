//! Logical operations on bit arrays (CLHS 15.2): BIT-AND and its relatives, byte by byte where arrays lie alike.

use super::arguments::non_nil;
use crate::arrays::{self, Contents, Vector, dimension, rank};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static BIT_ARRAYS = {
        /// Returns the bits of ARRAY1 and ARRAY2. RESULT is NIL for a new array, T for ARRAY1, or an array.
        effect "COMMON-LISP:BIT-AND" "array1 array2 &optional result" => bit_and;
        /// Returns the bits of ARRAY1 or ARRAY2; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-IOR" "array1 array2 &optional result" => bit_ior;
        /// Returns the bits of either ARRAY1 or ARRAY2 but not both; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-XOR" "array1 array2 &optional result" => bit_xor;
        /// Returns the bits in which ARRAY1 and ARRAY2 are the same; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-EQV" "array1 array2 &optional result" => bit_eqv;
        /// Returns the complement of BIT-AND; RESULT as there.
        effect "COMMON-LISP:BIT-NAND" "array1 array2 &optional result" => bit_nand;
        /// Returns the complement of BIT-IOR; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-NOR" "array1 array2 &optional result" => bit_nor;
        /// Returns the bits of ARRAY2 that are not in ARRAY1; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-ANDC1" "array1 array2 &optional result" => bit_andc1;
        /// Returns the bits of ARRAY1 that are not in ARRAY2; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-ANDC2" "array1 array2 &optional result" => bit_andc2;
        /// Returns the bits not in ARRAY1, or in ARRAY2; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-ORC1" "array1 array2 &optional result" => bit_orc1;
        /// Returns the bits in ARRAY1, or not in ARRAY2; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-ORC2" "array1 array2 &optional result" => bit_orc2;
        /// Returns the bits not in ARRAY; RESULT as in BIT-AND.
        effect "COMMON-LISP:BIT-NOT" "array &optional result" => bit_not;
    }
}

/// All bits of a bit array of any rank.
fn bits(heap: &Heap, array: Value) -> Result<Vector, Trap> {
    Vector::whole(heap, array).filter(Vector::is_bits).ok_or_else(|| type_error(array, sym::BIT_VECTOR))
}

fn dimensions(heap: &Heap, array: Value) -> Vec<usize> {
    (0..rank(heap, array)).map(|axis| dimension(heap, array, axis)).collect()
}

/// The bits of `array`, which must have the dimensions of the first operand.
fn alike(heap: &Heap, array: Value, sizes: &[usize]) -> Result<Vector, Trap> {
    let elements = bits(heap, array)?;
    if dimensions(heap, array) == sizes {
        return Ok(elements);
    }
    let message = format!("a bit array of dimensions {sizes:?} is needed");
    Err(LispError::Simple { message, datum: array }.into())
}

/// Applies `operation` to the bits of two arrays, many at a time.
#[inline(always)]
fn combine(
    m: &mut Mutator,
    [first, second, result]: [Value; 3],
    operation: impl Fn(u8, u8) -> u8,
) -> PrimitiveResult {
    let one = bits(&m.heap, first)?;
    let sizes = dimensions(&m.heap, first);
    let two = alike(&m.heap, second, &sizes)?;
    let result = match non_nil(result) {
        None => {
            let contents = Contents { displaced_to: None, initial_element: None };
            arrays::make_array(&mut m.heap, &sizes, sym::BIT, false, None, &contents)?
        }
        Some(sym::T) => first,
        Some(given) => given,
    };
    let target = alike(&m.heap, result, &sizes)?;
    let length = target.length.min(one.length).min(two.length);
    let starts_with_byte = [one, two, target].iter().all(|vector| vector.start % 8 == 0);
    let shifted = [one, two].iter().any(|vector| vector.data == target.data && vector.start != target.start);
    let in_bytes = if starts_with_byte && !shifted { length / 8 * 8 } else { 0 };
    let operand = |vector: &Vector| {
        let first = vector.start / 8;
        &m.heap.bytes(vector.data, first + in_bytes / 8)[first..]
    };
    let combined: Vec<u8> = operand(&one).iter().zip(operand(&two)).map(|(&a, &b)| operation(a, b)).collect();
    let first = target.start / 8;
    m.heap.bytes_mut(target.data, first + in_bytes / 8)[first..].copy_from_slice(&combined);
    // Arrays that share elements at different places are read before they are written.
    let bit = |vector: &Vector, index| u8::from(vector.bit(&m.heap, index));
    let rest: Vec<u8> =
        (in_bytes..length).map(|index| operation(bit(&one, index), bit(&two, index)) & 1).collect();
    for (index, bit) in (in_bytes..length).zip(rest) {
        target.set(&mut m.heap, index, Value::fixnum(i64::from(bit)))?;
    }
    Ok(result)
}

/// Defines the operations of two arrays.
macro_rules! operations {
    ($($name:ident $operation:expr;)*) => {$(
        fn $name(m: &mut Mutator, arguments: [Value; 3]) -> PrimitiveResult {
            combine(m, arguments, $operation)
        }
    )*};
}

operations! {
    bit_and |a, b| a & b;
    bit_ior |a, b| a | b;
    bit_xor |a, b| a ^ b;
    bit_eqv |a, b| !(a ^ b);
    bit_nand |a, b| !(a & b);
    bit_nor |a, b| !(a | b);
    bit_andc1 |a, b| !a & b;
    bit_andc2 |a, b| a & !b;
    bit_orc1 |a, b| !a | b;
    bit_orc2 |a, b| a | !b;
}

fn bit_not(m: &mut Mutator, [array, result]: [Value; 2]) -> PrimitiveResult {
    combine(m, [array, array, result], |a, _| !a)
}

//! Byte specifiers (CLHS 12.8): fields of the bits of an integer. A specifier is a cons of size and position.

use super::arguments::size;
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::numbers::{add, bits, subtract};
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static BIT_FIELDS = {
        /// Returns a specifier of a field of SIZE bits whose lowest is bit POSITION.
        alloc "COMMON-LISP:BYTE" "size position" => byte;
        /// Returns the size of a byte specifier.
        pure "COMMON-LISP:BYTE-SIZE" "byte" => byte_size;
        /// Returns the position of a byte specifier.
        pure "COMMON-LISP:BYTE-POSITION" "byte" => byte_position;
        /// Returns the field BYTE of INTEGER, shifted to the lowest bits.
        alloc "COMMON-LISP:LDB" "byte integer" => ldb;
        /// Returns true when a bit of the field BYTE of INTEGER is one.
        alloc "COMMON-LISP:LDB-TEST" "byte integer" => ldb_test;
        /// Returns INTEGER with all bits outside of the field BYTE zero.
        alloc "COMMON-LISP:MASK-FIELD" "byte integer" => mask_field;
        /// Returns INTEGER with the lowest bits of NEW as its field BYTE.
        alloc "COMMON-LISP:DPB" "new byte integer" => dpb;
        /// Returns INTEGER with the field BYTE of NEW as its field BYTE.
        alloc "COMMON-LISP:DEPOSIT-FIELD" "new byte integer" => deposit_field;
    }
}

fn byte(m: &mut Mutator, [n_bits, position]: [Value; 2]) -> PrimitiveResult {
    size(n_bits)?;
    size(position)?;
    Ok(m.heap.cons(n_bits, position))
}

/// Size and position of a specifier.
fn field(m: &Mutator, byte: Value) -> Result<(Value, Value), Trap> {
    if !byte.is_cons() {
        return Err(type_error(byte, sym::CONS));
    }
    let (n_bits, position) = (m.heap.car(byte), m.heap.cdr(byte));
    size(n_bits)?;
    size(position)?;
    Ok((n_bits, position))
}

fn byte_size(m: &Mutator, [byte]: [Value; 1]) -> PrimitiveResult {
    Ok(field(m, byte)?.0)
}

fn byte_position(m: &Mutator, [byte]: [Value; 1]) -> PrimitiveResult {
    Ok(field(m, byte)?.1)
}

/// An integer of `n_bits` ones.
fn ones(m: &mut Mutator, n_bits: Value) -> PrimitiveResult {
    let power = bits::shift(m, Value::fixnum(1), n_bits)?;
    subtract(m, power, Value::fixnum(1))
}

fn ldb(m: &mut Mutator, [byte, integer]: [Value; 2]) -> PrimitiveResult {
    let (n_bits, position) = field(m, byte)?;
    let right = subtract(m, Value::fixnum(0), position)?;
    let shifted = bits::shift(m, integer, right)?;
    // A field that reaches beyond a natural number takes all of what is left.
    let length = Value::fixnum(bits::length(&m.heap, shifted)? as i64);
    if n_bits.fixnum_unchecked() >= length.fixnum_unchecked()
        && crate::numbers::sign(&m.heap, shifted, sym::INTEGER)?.is_ge()
    {
        return Ok(shifted);
    }
    let mask = ones(m, n_bits)?;
    bits::logand(m, shifted, mask)
}

fn ldb_test(m: &mut Mutator, [byte, integer]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(ldb(m, [byte, integer])? != Value::fixnum(0)))
}

fn mask_field(m: &mut Mutator, [byte, integer]: [Value; 2]) -> PrimitiveResult {
    let (_, position) = field(m, byte)?;
    let low = ldb(m, [byte, integer])?;
    bits::shift(m, low, position)
}

fn dpb(m: &mut Mutator, [new, byte, integer]: [Value; 3]) -> PrimitiveResult {
    let (n_bits, position) = field(m, byte)?;
    let mask = ones(m, n_bits)?;
    let low = bits::logand(m, new, mask)?;
    let value = bits::shift(m, low, position)?;
    let old = mask_field(m, [byte, integer])?;
    let without = subtract(m, integer, old)?;
    add(m, without, value)
}

fn deposit_field(m: &mut Mutator, [new, byte, integer]: [Value; 3]) -> PrimitiveResult {
    let (_, position) = field(m, byte)?;
    let right = subtract(m, Value::fixnum(0), position)?;
    let shifted = bits::shift(m, new, right)?;
    dpb(m, [shifted, byte, integer])
}

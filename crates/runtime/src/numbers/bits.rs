//! Integers as infinite two's-complement bit strings.

use super::integer::{self, integer_argument};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::IBig;
use dashu_int::ops::{BitTest, UnsignedAbs};
use heapfmt::Value;
use heapfmt::statics::sym;

macro_rules! bitwise {
    ($($(#[$doc:meta])* $name:ident $operator:tt;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
            if a.is_fixnum() && b.is_fixnum() {
                // The tag bits are zero in both words, and stay so.
                return Ok(Value::from_bits(a.bits() $operator b.bits()));
            }
            let (x, y) = (integer_argument(&m.heap, a)?, integer_argument(&m.heap, b)?);
            integer::from_big(&mut m.heap, &(x $operator y))
        }
    )*};
}

bitwise! {
    /// Bitwise and of two integers.
    logand &;
    /// Bitwise inclusive or of two integers.
    logior |;
    /// Bitwise exclusive or of two integers.
    logxor ^;
}

/// Bitwise complement.
pub fn lognot(m: &mut Mutator, a: Value) -> PrimitiveResult {
    if let Some(n) = a.as_fixnum() {
        return Ok(Value::fixnum(!n));
    }
    let n = integer_argument(&m.heap, a)?;
    integer::from_big(&mut m.heap, &!n)
}

/// `a` shifted left by `count` bits, or right when it is negative.
pub fn shift(m: &mut Mutator, a: Value, count: Value) -> PrimitiveResult {
    let n_bits = match count.as_fixnum() {
        Some(n_bits) => n_bits,
        None if !integer::is_integer(&m.heap, count) => return Err(type_error(count, sym::INTEGER)),
        // A bignum: further than any number reaches.
        None if super::sign(&m.heap, count, sym::INTEGER)?.is_lt() => i64::MIN,
        None => i64::MAX,
    };
    if let Some(n) = a.as_fixnum() {
        match n_bits {
            ..=0 => return Ok(Value::fixnum(n >> n_bits.unsigned_abs().min(63))),
            1..=62 => return Ok(integer::from_i128(&mut m.heap, i128::from(n) << n_bits)),
            _ if n == 0 => return Ok(a),
            _ => {}
        }
    }
    let n = integer_argument(&m.heap, a)?;
    let result = if n_bits >= 0 {
        integer::reserve_bits(&mut m.heap, n.bit_len() as u128 + n_bits as u128, integer::WORK_SPACE)?;
        n << n_bits as usize
    } else {
        // Beyond the length only the sign is left.
        n >> (n_bits.unsigned_abs().min(1 << 48) as usize).min(length(&m.heap, a)? + 1)
    };
    integer::from_big(&mut m.heap, &result)
}

/// Number of bits of an integer's two's-complement form without its sign.
pub fn length(heap: &Heap, a: Value) -> Result<usize, Trap> {
    if let Some(n) = a.as_fixnum() {
        return Ok(64 - (n ^ n >> 63).leading_zeros() as usize);
    }
    let n = integer_argument(heap, a)?;
    Ok(complement_of_negative(n).bit_len())
}

/// Number of ones of a non-negative integer, of zeros of a negative one.
pub fn count(heap: &Heap, a: Value) -> Result<usize, Trap> {
    if let Some(n) = a.as_fixnum() {
        return Ok((n ^ n >> 63).count_ones() as usize);
    }
    let n = integer_argument(heap, a)?;
    Ok(complement_of_negative(n).unsigned_abs().count_ones())
}

fn complement_of_negative(n: IBig) -> IBig {
    if n < IBig::ZERO { !n } else { n }
}

/// Whether bit `index` of an integer is one.
pub fn test(heap: &Heap, index: Value, a: Value) -> Result<bool, Trap> {
    if !integer::is_integer(heap, index) || super::sign(heap, index, sym::INTEGER)?.is_lt() {
        return Err(type_error(index, sym::UNSIGNED_BYTE));
    }
    let position = index.as_fixnum().unwrap_or(i64::MAX);
    if let Some(n) = a.as_fixnum() {
        return Ok(n >> position.min(63) & 1 == 1);
    }
    Ok(integer_argument(heap, a)?.bit(position as usize))
}

//! Greatest common divisors, powers and roots of integers.

use super::integer::{self, integer_argument};
use super::{Real, division_by_zero, multiply};
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use dashu_int::ops::{BitTest, Gcd, SquareRoot, UnsignedAbs};
use dashu_int::{IBig, Sign};
use heapfmt::Value;
use heapfmt::statics::sym;

/// Greatest common divisor, not negative.
pub(crate) fn gcd(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        let (mut x, mut y) = (x.unsigned_abs(), y.unsigned_abs());
        while y != 0 {
            (x, y) = (y, x % y);
        }
        return Ok(integer::from_u64(&mut m.heap, x));
    }
    let x = integer_argument(&m.heap, a)?.unsigned_abs();
    let y = integer_argument(&m.heap, b)?.unsigned_abs();
    let divisor = if x.is_zero() {
        y
    } else if y.is_zero() {
        x
    } else {
        x.gcd(y)
    };
    integer::from_big(&mut m.heap, &IBig::from(divisor))
}

/// Least common multiple, not negative.
pub(crate) fn lcm(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    let x = integer_argument(&m.heap, a)?;
    let y = integer_argument(&m.heap, b)?;
    if x.is_zero() || y.is_zero() {
        return Ok(Value::fixnum(0));
    }
    let (x, y) = (x.unsigned_abs(), y.unsigned_abs());
    let divisor = (&x).gcd(&y);
    integer::from_big(&mut m.heap, &IBig::from(x / divisor * y))
}

/// Greatest integer whose square is at most `a`.
pub(crate) fn isqrt(m: &mut Mutator, a: Value) -> PrimitiveResult {
    let n = integer_argument(&m.heap, a)?;
    if n.sign() == Sign::Negative {
        return Err(type_error(a, sym::UNSIGNED_BYTE));
    }
    integer::from_big(&mut m.heap, &IBig::from(n.unsigned_abs().sqrt()))
}

/// `base` to the power of an integer, by repeated squaring; exact for rationals.
pub(crate) fn power(m: &mut Mutator, base: Value, exponent: Value) -> PrimitiveResult {
    let number = Real::read(&m.heap, base, sym::NUMBER)?;
    let exponent_number = integer_argument(&m.heap, exponent)?;
    if exponent_number.sign() == Sign::Negative {
        if super::is_zero(&m.heap, base)? {
            return Err(division_by_zero(m, sym::EXPT, base, exponent));
        }
        let reciprocal = super::divide(m, Value::fixnum(1), base)?;
        let positive = super::negate(m, exponent)?;
        return power(m, reciprocal, positive);
    }
    if let Real::Integer(n) = &number {
        match n.bit_len() {
            0 if !exponent_number.is_zero() => return Ok(base),
            0 | 1 => {
                let odd = (&exponent_number & IBig::ONE).is_one();
                return Ok(if n.sign() == Sign::Negative && odd { base } else { Value::fixnum(1) });
            }
            n_bits => {
                let times = u64::try_from(&exponent_number).unwrap_or(u64::MAX);
                integer::reserve_bits(&mut m.heap, n_bits as u128 * u128::from(times))?;
                return integer::from_big(&mut m.heap, &n.pow(times as usize));
            }
        }
    }
    let mut result = match number {
        Real::Single(_) => Value::single(1.0),
        Real::Double(_) => super::float::double(&mut m.heap, 1.0),
        _ => Value::fixnum(1),
    };
    let mut square = base;
    let n_bits = exponent_number.bit_len();
    for bit in 0..n_bits {
        if exponent_number.bit(bit) {
            result = multiply(m, result, square)?;
        }
        if bit + 1 < n_bits {
            square = multiply(m, square, square)?;
        }
    }
    Ok(result)
}

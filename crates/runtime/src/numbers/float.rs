//! Floats: where they lie, exact conversion to rationals and back, and their shortest text.
//!
//! A single-float is immediate; a double-float is immediate unless its exponent is extreme. No operation returns
//! an infinity or a NaN: the dialect signals instead.

use super::rational::Rational;
use crate::error::{LispError, PrimitiveResult, Trap};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::ops::{BitTest, DivRem, UnsignedAbs};
use dashu_int::{IBig, Sign, UBig};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode};
use heapfmt::statics::sym;

/// The double-float `f`, any bit pattern.
#[inline]
pub fn double(heap: &mut Heap, f: f64) -> Value {
    if let Some(value) = Value::try_double(f) {
        return value;
    }
    let boxed = heap.allocate(Header::new(TypeCode::Double));
    heap.set_raw(boxed, 1, f.to_bits());
    boxed
}

/// The double, if `value` is a double-float.
#[inline]
pub fn as_double(heap: &Heap, value: Value) -> Option<f64> {
    match value.as_immediate_double() {
        Some(f) => Some(f),
        None if heap.is(value, TypeCode::Double) => Some(f64::from_bits(heap.raw(value, 1))),
        None => None,
    }
}

/// A computed double-float; an infinity or NaN is an error.
#[inline]
pub(crate) fn computed_double(heap: &mut Heap, f: f64) -> PrimitiveResult {
    if f.is_finite() { Ok(double(heap, f)) } else { Err(not_finite(f.is_nan())) }
}

/// A computed single-float; an infinity or NaN is an error.
#[inline]
pub(crate) fn computed_single(f: f32) -> PrimitiveResult {
    if f.is_finite() { Ok(Value::single(f)) } else { Err(not_finite(f.is_nan())) }
}

#[cold]
fn not_finite(nan: bool) -> Trap {
    let condition = if nan { sym::FLOATING_POINT_INVALID_OPERATION } else { sym::FLOATING_POINT_OVERFLOW };
    LispError::Arithmetic { condition, operation: Value::NIL, operands: Value::NIL }.into()
}

/// The value of a float of either format.
#[inline]
pub(crate) fn to_f64(heap: &Heap, value: Value) -> Option<f64> {
    match value.as_single() {
        Some(f) => Some(f64::from(f)),
        None => as_double(heap, value),
    }
}

/// `result`; the error of a float that is not finite gets the name of the operation, a symbol of COMMON-LISP.
#[inline]
pub(crate) fn naming_operation(
    m: &mut Mutator,
    result: PrimitiveResult,
    name: &str,
    arguments: &[Value],
) -> PrimitiveResult {
    match result {
        Err(Trap::Error(error)) => Err(Trap::Error(named(m, error, name, arguments))),
        result => result,
    }
}

#[cold]
fn named(m: &mut Mutator, mut error: Box<LispError>, name: &str, arguments: &[Value]) -> Box<LispError> {
    if let LispError::Arithmetic { operation, operands, .. } = &mut *error
        && operation.is_nil()
    {
        *operation = crate::packages::standard_symbol(&mut m.heap, name);
        *operands = m.heap.list(arguments);
    }
    error
}

/// The exact value of a finite double, or `None`.
pub(crate) fn exact(f: f64) -> Option<Rational> {
    if !f.is_finite() {
        return None;
    }
    let bits = f.to_bits();
    let biased = (bits >> 52 & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    let sign = if f.is_sign_negative() { Sign::Negative } else { Sign::Positive };
    let numerator = IBig::from_parts(sign, UBig::from(mantissa));
    Some(if exponent >= 0 {
        Rational::from(numerator << exponent as usize)
    } else {
        Rational::new(numerator, IBig::ONE << exponent.unsigned_abs() as usize)
    })
}

/// Mantissa bits and exponent range of a float format.
struct Format {
    precision: i64,
    /// Exponent of the lowest bit of a denormal number.
    min_exponent: i64,
}

const SINGLE: Format = Format { precision: 24, min_exponent: -149 };
const DOUBLE: Format = Format { precision: 53, min_exponent: -1074 };

/// The double nearest to a rational, ties to even; infinite when it is too large.
pub(crate) fn nearest_double(r: &Rational) -> f64 {
    let (mantissa, exponent) = round(r, &DOUBLE);
    // Both factors and the product are exact; two steps keep the power of two in range.
    let half = exponent / 2;
    let magnitude = mantissa as f64 * 2f64.powi(half as i32) * 2f64.powi((exponent - half) as i32);
    if r.numerator().sign() == Sign::Negative { -magnitude } else { magnitude }
}

/// The single nearest to a rational, ties to even; infinite when it is too large.
pub(crate) fn nearest_single(r: &Rational) -> f32 {
    let (mantissa, exponent) = round(r, &SINGLE);
    let magnitude = (mantissa as f64 * 2f64.powi(exponent.clamp(-1000, 1000) as i32)) as f32;
    if r.numerator().sign() == Sign::Negative { -magnitude } else { magnitude }
}

/// The absolute value of a rational as mantissa times two to an exponent, rounded once to what `format` holds.
fn round(r: &Rational, format: &Format) -> (u64, i64) {
    if r.numerator().is_zero() {
        return (0, 0);
    }
    let numerator = r.numerator().unsigned_abs();
    let denominator = r.denominator().unsigned_abs();
    // One of two possible values of the quotient's binary exponent; the quotient gets one bit too many then.
    let magnitude = numerator.bit_len() as i64 - denominator.bit_len() as i64;
    let exponent = (magnitude - format.precision).max(format.min_exponent);
    let (quotient, remainder) = if exponent >= 0 {
        numerator.div_rem(denominator << exponent as usize)
    } else {
        (numerator << exponent.unsigned_abs() as usize).div_rem(denominator.clone())
    };
    let scaled_denominator =
        if exponent >= 0 { r.denominator() << exponent as usize } else { r.denominator().clone() };
    let quotient = u64::try_from(quotient).expect("the quotient has at most precision + 1 bits");
    let excess = (64 - i64::from(quotient.leading_zeros())) - format.precision;
    if excess > 0 {
        let low = quotient & 1;
        let kept = quotient >> 1;
        let up = low == 1 && (!remainder.is_zero() || kept & 1 == 1);
        return (kept + u64::from(up), exponent + 1);
    }
    let twice = IBig::from(remainder) << 1;
    let up = match twice.cmp(&scaled_denominator) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => quotient & 1 == 1,
        std::cmp::Ordering::Less => false,
    };
    (quotient + u64::from(up), exponent)
}

/// Shortest text that reads back as the float, with `marker` before the exponent; `None` for other objects.
///
/// Numbers from 1e-3 up to 1e7 are written without exponent unless `always_marked`, as a float that is not of the
/// reader's default format must be.
pub fn to_text(heap: &Heap, value: Value, marker: char, always_marked: bool) -> Option<String> {
    let scientific = match value.as_single() {
        Some(f) => format!("{f:e}"),
        None => format!("{:e}", as_double(heap, value)?),
    };
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return Some(scientific);
    };
    let exponent: i32 = exponent.parse().expect("Rust writes a decimal exponent");
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let is_zero = digits == "0";
    if is_zero || (-3..7).contains(&exponent) {
        let plain = point(&digits, if is_zero { 0 } else { exponent });
        let tail = if always_marked { format!("{marker}0") } else { String::new() };
        return Some(format!("{sign}{plain}{tail}"));
    }
    Some(format!("{sign}{}{marker}{exponent}", point(&digits, 0)))
}

/// `digits` with a point so that the first digit counts ten to `exponent`; a digit stands on both its sides.
fn point(digits: &str, exponent: i32) -> String {
    if exponent < 0 {
        return format!("0.{}{digits}", "0".repeat(exponent.unsigned_abs() as usize - 1));
    }
    let before = exponent as usize + 1;
    if digits.len() <= before {
        return format!("{digits}{}.0", "0".repeat(before - digits.len()));
    }
    format!("{}.{}", &digits[..before], &digits[before..])
}

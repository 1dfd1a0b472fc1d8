//! What floats consist of (CLHS 12.2: DECODE-FLOAT and its relatives), and the simplest rational near one.

use super::complex::FloatFormat;
use super::rational::Rational;
use super::{Real, float, integer};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::IBig;
use dashu_int::ops::{DivRem, UnsignedAbs};
use heapfmt::Value;
use heapfmt::statics::sym;
use std::cmp::Ordering;

/// A float as sign, integer mantissa and exponent of two.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parts {
    pub(crate) format: FloatFormat,
    pub(crate) is_negative: bool,
    /// Below two to the precision; 0 for zero.
    pub(crate) mantissa: u64,
    pub(crate) exponent: i64,
}

impl Parts {
    /// The parts of `value`; anything but a float is a type-error.
    pub(crate) fn of(heap: &Heap, value: Value) -> Result<Parts, Trap> {
        if let Some(f) = value.as_single() {
            return Ok(Parts::from_bits(FloatFormat::Single, u64::from(f.to_bits())));
        }
        match float::as_double(heap, value) {
            Some(f) => Ok(Parts::from_bits(FloatFormat::Double, f.to_bits())),
            None => Err(type_error(value, sym::FLOAT)),
        }
    }

    /// IEEE 754-2008, section 3.4.
    fn from_bits(format: FloatFormat, bits: u64) -> Parts {
        let (stored_bits, exponent_bits) = match format {
            FloatFormat::Single => (23, 8),
            FloatFormat::Double => (52, 11),
        };
        let biased = (bits >> stored_bits & ((1 << exponent_bits) - 1)) as i64;
        let fraction = bits & ((1 << stored_bits) - 1);
        let least = 2 - (1 << (exponent_bits - 1)) - stored_bits;
        let (mantissa, exponent) =
            if biased == 0 { (fraction, least) } else { (fraction | 1 << stored_bits, least + biased - 1) };
        Parts { format, is_negative: bits >> (stored_bits + exponent_bits) != 0, mantissa, exponent }
    }

    /// Number of bits of a mantissa.
    pub(crate) fn digits(&self) -> i64 {
        match self.format {
            FloatFormat::Single => 24,
            FloatFormat::Double => 53,
        }
    }

    /// Number of significant bits; fewer than digits for denormal numbers, 0 for zero.
    pub(crate) fn precision(&self) -> i64 {
        64 - i64::from(self.mantissa.leading_zeros())
    }

    /// One with the float's sign.
    pub(crate) fn sign(&self) -> f64 {
        if self.is_negative { -1.0 } else { 1.0 }
    }
}

/// Mantissa from 1/2 to below 1, exponent, and sign.
pub(crate) fn decode(m: &mut Mutator, value: Value) -> Result<[Value; 3], Trap> {
    let parts = Parts::of(&m.heap, value)?;
    let precision = parts.precision();
    let mantissa = parts.mantissa as f64 / 2f64.powi(precision as i32);
    let mut write = |f: f64| parts.format.round(f).write(&mut m.heap);
    let (mantissa, sign) = (write(mantissa)?, write(parts.sign())?);
    let exponent = if parts.mantissa == 0 { 0 } else { parts.exponent + precision };
    Ok([mantissa, Value::fixnum(exponent), sign])
}

/// `value` times two to `exponent`.
pub(crate) fn scale(m: &mut Mutator, value: Value, exponent: Value) -> PrimitiveResult {
    let parts = Parts::of(&m.heap, value)?;
    if !integer::is_integer(&m.heap, exponent) {
        return Err(type_error(exponent, sym::INTEGER));
    }
    // Beyond this every float has become zero or too large.
    let limit = 5000;
    let shift = match integer::to_i64(&m.heap, exponent) {
        Some(n) => n.clamp(-limit, limit),
        None if super::sign(&m.heap, exponent, sym::INTEGER)? == Ordering::Less => -limit,
        None => limit,
    };
    if parts.mantissa == 0 {
        return Ok(value);
    }
    let total = parts.exponent + shift;
    let mantissa = IBig::from(parts.mantissa);
    let exact = if total >= 0 {
        Rational::from(mantissa << total as usize)
    } else {
        Rational::new(mantissa, IBig::ONE << total.unsigned_abs() as usize)
    };
    let magnitude = match parts.format {
        FloatFormat::Single => Real::Single(float::nearest_single(&exact) * parts.sign() as f32),
        FloatFormat::Double => Real::Double(float::nearest_double(&exact) * parts.sign()),
    };
    let result = magnitude.write(&mut m.heap);
    float::naming_operation(m, result, "SCALE-FLOAT", &[value, exponent])
}

/// The rational with the smallest denominator that is read as the float again; a rational itself.
pub(crate) fn rationalize(m: &mut Mutator, value: Value) -> PrimitiveResult {
    let number = Real::read(&m.heap, value, sym::REAL)?;
    if !number.is_float() {
        return Ok(value);
    }
    let parts = Parts::of(&m.heap, value)?;
    if parts.mantissa == 0 || parts.exponent >= 0 {
        return number.exact().ok_or_else(|| type_error(value, sym::RATIONAL))?.into_value(&mut m.heap);
    }
    // Half a unit to each side: what lies between is rounded to the float.
    let denominator = IBig::ONE << (parts.exponent.unsigned_abs() as usize + 1);
    let twice = IBig::from(parts.mantissa) << 1;
    let low = Rational::new(&twice - IBig::ONE, denominator.clone());
    let high = Rational::new(&twice + IBig::ONE, denominator);
    let simplest = simplest_between(&low, &high);
    let signed = if parts.is_negative { simplest.negated() } else { simplest };
    signed.into_value(&mut m.heap)
}

/// The rational with the smallest denominator between two positive ones, by their continued fractions.
fn simplest_between(low: &Rational, high: &Rational) -> Rational {
    let (mut low, mut high) = (low.clone(), high.clone());
    let mut quotients = Vec::new();
    let last = loop {
        let (whole, remainder) = low.numerator().unsigned_abs().div_rem(low.denominator().unsigned_abs());
        let whole = IBig::from(whole);
        if remainder.is_zero() {
            break whole;
        }
        let next = &whole + IBig::ONE;
        if Rational::from(next.clone()).compare(&high).is_le() {
            break next;
        }
        let reciprocal = |r: &Rational| {
            let rest = r.clone().subtract(whole.clone().into());
            Rational::from(IBig::ONE).divide(rest)
        };
        (low, high) = (reciprocal(&high), reciprocal(&low));
        quotients.push(whole);
    };
    quotients.into_iter().rev().fold(last.into(), |rest: Rational, quotient| {
        Rational::from(quotient).add(Rational::from(IBig::ONE).divide(rest))
    })
}

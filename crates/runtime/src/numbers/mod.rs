//! Numbers: arithmetic and comparison over fixnums, bignums, ratios and floats.
//!
//! The fixnum cases are first and short, because the interpreter calls these functions when its inline case
//! overflows or sees another type. Everything else takes its operands off the heap as a [`Real`], computes, and
//! puts the result back.

pub mod bits;
pub mod division;
pub mod float;
pub mod integer;
pub(crate) mod powers;
pub(crate) mod rational;

use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::IBig;
use dashu_int::ops::BitTest;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;
use rational::Rational;
use std::cmp::Ordering;

pub use bits::{logand, logior, logxor};

/// A real number off the heap.
#[derive(Clone, Debug)]
pub(crate) enum Real {
    /// An integer.
    Integer(IBig),
    /// A ratio.
    Ratio(Rational),
    /// A single-float.
    Single(f32),
    /// A double-float.
    Double(f64),
}

impl Real {
    /// Takes `value` off the heap; anything but a real number is a type-error.
    pub(crate) fn read(heap: &Heap, value: Value, expected: Value) -> Result<Real, Trap> {
        if let Some(n) = integer::to_big(heap, value) {
            return Ok(Real::Integer(n));
        }
        if let Some(f) = value.as_single() {
            return Ok(Real::Single(f));
        }
        if let Some(f) = float::as_double(heap, value) {
            return Ok(Real::Double(f));
        }
        match rational::read(heap, value) {
            Some(ratio) => Ok(Real::Ratio(ratio)),
            None if heap.is(value, TypeCode::Complex) => Err(type_error(value, sym::REAL)),
            None => Err(type_error(value, expected)),
        }
    }

    /// Puts the number into the heap; a float that is not finite is an error.
    pub(crate) fn write(self, heap: &mut Heap) -> PrimitiveResult {
        match self {
            Real::Integer(n) => integer::from_big(heap, &n),
            Real::Ratio(r) => r.into_value(heap),
            Real::Single(f) => float::computed_single(f),
            Real::Double(f) => float::computed_double(heap, f),
        }
    }

    /// The exact value; `None` for infinities and NaNs.
    pub(crate) fn exact(&self) -> Option<Rational> {
        match self {
            Real::Integer(n) => Some(n.clone().into()),
            Real::Ratio(r) => Some(r.clone()),
            Real::Single(f) => float::exact(f64::from(*f)),
            Real::Double(f) => float::exact(*f),
        }
    }

    fn to_single(&self) -> f32 {
        match self {
            Real::Integer(n) => n.to_f32().value(),
            Real::Ratio(r) => float::nearest_single(r),
            Real::Single(f) => *f,
            Real::Double(f) => *f as f32,
        }
    }

    pub(crate) fn to_double(&self) -> f64 {
        match self {
            Real::Integer(n) => n.to_f64().value(),
            Real::Ratio(r) => float::nearest_double(r),
            Real::Single(f) => f64::from(*f),
            Real::Double(f) => *f,
        }
    }

    fn is_float(&self) -> bool {
        matches!(self, Real::Single(_) | Real::Double(_))
    }

    /// This number in the float format that arithmetic with `other` has, when one of them is a float.
    pub(crate) fn contagion(self, other: &Real) -> Real {
        match (&self, other) {
            (Real::Double(_), _) | (_, Real::Double(_)) => Real::Double(self.to_double()),
            (Real::Single(_), _) | (_, Real::Single(_)) => Real::Single(self.to_single()),
            _ => self,
        }
    }
}

/// One of the four operations, over each representation.
struct Operation {
    integer: fn(IBig, IBig) -> Real,
    rational: fn(&Rational, &Rational) -> Rational,
    single: fn(f32, f32) -> f32,
    double: fn(f64, f64) -> f64,
}

static ADD: Operation = Operation {
    integer: |a, b| Real::Integer(a + b),
    rational: Rational::add,
    single: |a, b| a + b,
    double: |a, b| a + b,
};
static SUBTRACT: Operation = Operation {
    integer: |a, b| Real::Integer(a - b),
    rational: Rational::subtract,
    single: |a, b| a - b,
    double: |a, b| a - b,
};
static MULTIPLY: Operation = Operation {
    integer: |a, b| Real::Integer(a * b),
    rational: Rational::multiply,
    single: |a, b| a * b,
    double: |a, b| a * b,
};
static DIVIDE: Operation = Operation {
    integer: |a, b| Real::Ratio(Rational::from(a).divide(&b.into())),
    rational: Rational::divide,
    single: |a, b| a / b,
    double: |a, b| a / b,
};

#[cold]
fn operate(m: &mut Mutator, operation: &Operation, a: Value, b: Value) -> PrimitiveResult {
    let x = Real::read(&m.heap, a, sym::NUMBER)?;
    let y = Real::read(&m.heap, b, sym::NUMBER)?;
    if let (Real::Integer(x), Real::Integer(y)) = (&x, &y) {
        integer::reserve_bits(&mut m.heap, x.bit_len() as u128 + y.bit_len() as u128)?;
    }
    let result = if x.is_float() || y.is_float() {
        match (x.clone().contagion(&y), y.contagion(&x)) {
            (Real::Double(x), Real::Double(y)) => Real::Double((operation.double)(x, y)),
            (x, y) => Real::Single((operation.single)(x.to_single(), y.to_single())),
        }
    } else {
        match (x, y) {
            (Real::Integer(x), Real::Integer(y)) => (operation.integer)(x, y),
            (x, y) => {
                let parts = x.exact().zip(y.exact()).expect("neither number is a float");
                Real::Ratio((operation.rational)(&parts.0, &parts.1))
            }
        }
    };
    result.write(&mut m.heap)
}

/// `a + b`
#[inline]
pub fn add(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Ok(integer::from_i64(&mut m.heap, x + y));
    }
    if let (Some(x), Some(y)) = (a.as_immediate_double(), b.as_immediate_double()) {
        return float::computed_double(&mut m.heap, x + y);
    }
    operate(m, &ADD, a, b)
}

/// `a - b`
#[inline]
pub fn subtract(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Ok(integer::from_i64(&mut m.heap, x - y));
    }
    if let (Some(x), Some(y)) = (a.as_immediate_double(), b.as_immediate_double()) {
        return float::computed_double(&mut m.heap, x - y);
    }
    operate(m, &SUBTRACT, a, b)
}

/// `a * b`
#[inline]
pub fn multiply(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Ok(integer::from_i128(&mut m.heap, i128::from(x) * i128::from(y)));
    }
    if let (Some(x), Some(y)) = (a.as_immediate_double(), b.as_immediate_double()) {
        return float::computed_double(&mut m.heap, x * y);
    }
    operate(m, &MULTIPLY, a, b)
}

/// `a / b`, a ratio when both are integers and `b` does not divide `a`.
pub fn divide(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    if is_zero(&m.heap, b)? {
        Real::read(&m.heap, a, sym::NUMBER)?;
        return Err(division_by_zero(m, sym::SLASH, a, b));
    }
    operate(m, &DIVIDE, a, b)
}

/// `-a`
pub fn negate(m: &mut Mutator, a: Value) -> PrimitiveResult {
    match Real::read(&m.heap, a, sym::NUMBER)? {
        Real::Single(f) => Ok(Value::single(-f)),
        Real::Double(f) => Ok(float::double(&mut m.heap, -f)),
        _ => subtract(m, Value::fixnum(0), a),
    }
}

#[cold]
pub(crate) fn division_by_zero(m: &mut Mutator, operation: Value, a: Value, b: Value) -> Trap {
    let operands = m.heap.list(&[a, b]);
    LispError::DivisionByZero { operation, operands }.into()
}

/// Order of two real numbers, by their exact values.
#[inline]
pub fn compare(m: &Mutator, a: Value, b: Value) -> Result<Ordering, Trap> {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Ok(x.cmp(&y));
    }
    compare_reals(&m.heap, a, b, sym::REAL)?.ok_or_else(|| {
        let message = "a float that is not a number has no order".to_owned();
        LispError::Simple { message, datum: Value::UNSUPPLIED }.into()
    })
}

/// Whether two numbers are equal in value.
#[inline]
pub fn number_equal(m: &Mutator, a: Value, b: Value) -> Result<bool, Trap> {
    if a.is_fixnum() && b.is_fixnum() {
        return Ok(a == b);
    }
    Ok(compare_reals(&m.heap, a, b, sym::NUMBER)? == Some(Ordering::Equal))
}

/// `None` when one of them is a NaN.
pub(crate) fn compare_reals(
    heap: &Heap,
    a: Value,
    b: Value,
    expected: Value,
) -> Result<Option<Ordering>, Trap> {
    if let Some(order) = integer::compare_integers(heap, a, b) {
        return Ok(Some(order));
    }
    Ok(order(&Real::read(heap, a, expected)?, &Real::read(heap, b, expected)?))
}

/// Order of two real numbers by their exact values; `None` when one of them is a NaN.
pub(crate) fn order(x: &Real, y: &Real) -> Option<Ordering> {
    // Two floats, or an infinity and anything, compare as doubles; a rational and a finite float exactly.
    match (x.is_float() && y.is_float(), x.exact(), y.exact()) {
        (false, Some(p), Some(q)) => Some(p.compare(&q)),
        (_, Some(_), None) if !x.is_float() => 0f64.partial_cmp(&y.to_double()),
        (_, None, Some(_)) if !y.is_float() => x.to_double().partial_cmp(&0f64),
        _ => x.to_double().partial_cmp(&y.to_double()),
    }
}

/// Sign of a real number; a NaN counts as zero.
pub fn sign(heap: &Heap, a: Value, expected: Value) -> Result<Ordering, Trap> {
    if let Some(limbs) = integer::limbs(heap, a) {
        return Ok(match limbs.magnitude() {
            [] => Ordering::Equal,
            _ if limbs.is_negative() => Ordering::Less,
            _ => Ordering::Greater,
        });
    }
    match Real::read(heap, a, expected)? {
        Real::Ratio(r) => Ok(r.numerator().cmp(&IBig::ZERO)),
        x => Ok(x.to_double().partial_cmp(&0.0).unwrap_or(Ordering::Equal)),
    }
}

/// Whether a number is zero.
pub fn is_zero(heap: &Heap, a: Value) -> Result<bool, Trap> {
    Ok(sign(heap, a, sym::NUMBER)? == Ordering::Equal)
}

/// Whether `value` is a real number (what this module computes with).
pub fn is_real(heap: &Heap, value: Value) -> bool {
    value.is_fixnum()
        || value.as_single().is_some()
        || value.as_immediate_double().is_some()
        || matches!(heap.type_of(value), Some(TypeCode::Bignum | TypeCode::Ratio | TypeCode::Double))
}

/// The ratio of two integers, in lowest terms, for readers of `n/d`; `denominator` is not zero.
pub fn make_rational(m: &mut Mutator, numerator: Value, denominator: Value) -> PrimitiveResult {
    let n = integer::integer_argument(&m.heap, numerator)?;
    let d = integer::integer_argument(&m.heap, denominator)?;
    Rational::new(n, d).into_value(&mut m.heap)
}

/// A number as a double-float's value, rounded to nearest.
pub fn to_f64(heap: &Heap, value: Value) -> Result<f64, Trap> {
    Ok(Real::read(heap, value, sym::REAL)?.to_double())
}

/// A number as a single-float's value, rounded to nearest once.
pub fn to_f32(heap: &Heap, value: Value) -> Result<f32, Trap> {
    Ok(Real::read(heap, value, sym::REAL)?.to_single())
}

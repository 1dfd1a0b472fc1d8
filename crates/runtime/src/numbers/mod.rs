//! Numbers: arithmetic and comparison over fixnums, bignums, ratios, floats and complex numbers.
//!
//! The fixnum cases are first and short, because the interpreter calls these functions when its inline case
//! overflows or sees another type. Everything else takes its operands off the heap as a [`Real`], computes, and
//! puts the result back.

pub mod bits;
pub(crate) mod complex;
mod convolution;
pub mod division;
pub(crate) mod elementary;
pub mod float;
pub(crate) mod float_parts;
mod gcd;
pub mod integer;
mod limbs;
mod long_division;
pub(crate) mod powers;
mod products;
mod radix;
pub(crate) mod random;
pub(crate) mod rational;
mod transform;

use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::IBig;
use dashu_int::ops::BitTest;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number};
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
            None if heap.is(value, TypeCode::Complex) => Err(complex::not_real(value)),
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
        self.clone().into_exact()
    }

    fn into_exact(self) -> Option<Rational> {
        match self {
            Real::Integer(n) => Some(n.into()),
            Real::Ratio(r) => Some(r),
            Real::Single(f) => float::exact(f64::from(f)),
            Real::Double(f) => float::exact(f),
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

    /// This number as a float of a format, rounded once.
    pub(crate) fn in_format(&self, format: complex::FloatFormat) -> Real {
        match format {
            complex::FloatFormat::Single => Real::Single(self.to_single()),
            complex::FloatFormat::Double => Real::Double(self.to_double()),
        }
    }

    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Real::Integer(n) => n.is_zero(),
            Real::Ratio(r) => r.numerator().is_zero(),
            Real::Single(f) => *f == 0.0,
            Real::Double(f) => *f == 0.0,
        }
    }

    pub(crate) fn negated(self) -> Real {
        match self {
            Real::Integer(n) => Real::Integer(-n),
            Real::Ratio(r) => Real::Ratio(r.negated()),
            Real::Single(f) => Real::Single(-f),
            Real::Double(f) => Real::Double(-f),
        }
    }

    pub(crate) fn is_float(&self) -> bool {
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
    /// The function's name, a symbol of COMMON-LISP.
    name: &'static str,
    /// The operation on short integers and ratios; `None` when it has to be done by the other functions.
    short: fn(&mut Heap, Value, Value) -> Option<Value>,
    integer: fn(IBig, IBig) -> Real,
    rational: fn(Rational, Rational) -> Rational,
    single: fn(f32, f32) -> f32,
    double: fn(f64, f64) -> f64,
}

static ADD: Operation = Operation {
    name: "+",
    short: limbs::add,
    integer: |a, b| Real::Integer(a + b),
    rational: Rational::add,
    single: |a, b| a + b,
    double: |a, b| a + b,
};
static SUBTRACT: Operation = Operation {
    name: "-",
    short: limbs::subtract,
    integer: |a, b| Real::Integer(a - b),
    rational: Rational::subtract,
    single: |a, b| a - b,
    double: |a, b| a - b,
};
static MULTIPLY: Operation = Operation {
    name: "*",
    short: limbs::multiply,
    integer: |a, b| Real::Integer(products::product(&a, &b)),
    rational: Rational::multiply,
    single: |a, b| a * b,
    double: |a, b| a * b,
};
static DIVIDE: Operation = Operation {
    name: "/",
    short: limbs::divide,
    integer: |a, b| Real::Ratio(Rational::from(a).divide(b.into())),
    rational: Rational::divide,
    single: |a, b| a / b,
    double: |a, b| a / b,
};

impl Operation {
    fn apply(&self, x: Real, y: Real) -> Real {
        if x.is_float() || y.is_float() {
            return match (x.clone().contagion(&y), y.contagion(&x)) {
                (Real::Double(x), Real::Double(y)) => Real::Double((self.double)(x, y)),
                (x, y) => Real::Single((self.single)(x.to_single(), y.to_single())),
            };
        }
        match (x, y) {
            (Real::Integer(x), Real::Integer(y)) => (self.integer)(x, y),
            (x, y) => {
                let parts = x.into_exact().zip(y.into_exact()).expect("neither number is a float");
                Real::Ratio((self.rational)(parts.0, parts.1))
            }
        }
    }
}

/// A fixnum or float, which need not leave the heap as a [`Real`].
#[derive(Clone, Copy)]
enum Small {
    Fixnum(i64),
    Single(f32),
    Double(f64),
}

impl Small {
    fn read(heap: &Heap, value: Value) -> Option<Small> {
        if let Some(n) = value.as_fixnum() {
            return Some(Small::Fixnum(n));
        }
        match value.as_single() {
            Some(f) => Some(Small::Single(f)),
            None => float::as_double(heap, value).map(Small::Double),
        }
    }
}

/// The operation on two fixnums or floats, at least one of them a float; `None` when the result is not finite.
fn operate_on_floats(m: &mut Mutator, operation: &Operation, a: Value, b: Value) -> Option<Value> {
    use Small::{Double, Fixnum, Single};
    let (x, y) = match (Small::read(&m.heap, a)?, Small::read(&m.heap, b)?) {
        (Fixnum(_), Fixnum(_)) => return None,
        (Double(x), Double(y)) => (x, y),
        (Double(x), Single(y)) => (x, f64::from(y)),
        (Single(x), Double(y)) => (f64::from(x), y),
        (Double(x), Fixnum(y)) => (x, y as f64),
        (Fixnum(x), Double(y)) => (x as f64, y),
        (x, y) => {
            let single = |number| match number {
                Fixnum(n) => n as f32,
                Single(f) => f,
                Double(f) => f as f32,
            };
            let result = (operation.single)(single(x), single(y));
            return if result.is_finite() { Some(Value::single(result)) } else { None };
        }
    };
    let result = (operation.double)(x, y);
    if result.is_finite() { Some(float::double(&mut m.heap, result)) } else { None }
}

#[cold]
fn operate(m: &mut Mutator, operation: &Operation, a: Value, b: Value) -> PrimitiveResult {
    if let Some(result) = operate_on_floats(m, operation, a, b) {
        return Ok(result);
    }
    if let Some(result) = (operation.short)(&mut m.heap, a, b) {
        return Ok(result);
    }
    if m.heap.is(a, TypeCode::Complex) || m.heap.is(b, TypeCode::Complex) {
        return complex::operate(m, operation, a, b);
    }
    let x = Real::read(&m.heap, a, sym::NUMBER)?;
    let y = Real::read(&m.heap, b, sym::NUMBER)?;
    if let (Real::Integer(x), Real::Integer(y)) = (&x, &y) {
        let is_product = std::ptr::eq(operation, &MULTIPLY);
        let work_space = if is_product { products::WORK_SPACE } else { integer::WORK_SPACE };
        integer::reserve_bits(&mut m.heap, x.bit_len() as u128 + y.bit_len() as u128, work_space)?;
    }
    let result = operation.apply(x, y).write(&mut m.heap);
    float::naming_operation(m, result, operation.name, &[a, b])
}

/// `a + b`
#[inline]
pub fn add(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum()) {
        return Ok(integer::from_i64(&mut m.heap, x + y));
    }
    if let (Some(x), Some(y)) = (a.as_immediate_double(), b.as_immediate_double()) {
        let result = x + y;
        if result.is_finite() {
            return Ok(float::double(&mut m.heap, result));
        }
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
        let result = x - y;
        if result.is_finite() {
            return Ok(float::double(&mut m.heap, result));
        }
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
        let result = x * y;
        if result.is_finite() {
            return Ok(float::double(&mut m.heap, result));
        }
    }
    operate(m, &MULTIPLY, a, b)
}

/// `a / b`, a ratio when both are integers and `b` does not divide `a`.
#[inline]
pub fn divide(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    // Division by zero gives no immediate double.
    if let Some(quotient) = Value::double_operation(a, b, |x, y| x / y) {
        return Ok(quotient);
    }
    if let (Some(n), Some(d)) = (a.as_fixnum(), b.as_fixnum())
        && d != 0
        && n % d == 0
    {
        return Ok(integer::from_i64(&mut m.heap, n / d));
    }
    if is_zero(&m.heap, b)? {
        complex::Number::read(&m.heap, a)?;
        return Err(division_by_zero(m, sym::SLASH, &[a, b]));
    }
    if integer::is_integer(&m.heap, a) && integer::is_integer(&m.heap, b) {
        return make_rational(m, a, b);
    }
    operate(m, &DIVIDE, a, b)
}

/// `-a`
pub fn negate(m: &mut Mutator, a: Value) -> PrimitiveResult {
    if m.heap.is(a, TypeCode::Complex) {
        return complex::negate(m, a);
    }
    match Real::read(&m.heap, a, sym::NUMBER)? {
        Real::Single(f) => Ok(Value::single(-f)),
        Real::Double(f) => Ok(float::double(&mut m.heap, -f)),
        _ => subtract(m, Value::fixnum(0), a),
    }
}

#[cold]
pub(crate) fn division_by_zero(m: &mut Mutator, operation: Value, operands: &[Value]) -> Trap {
    let operands = m.heap.list(operands);
    LispError::Arithmetic { condition: sym::DIVISION_BY_ZERO, operation, operands }.into()
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
    if m.heap.is(a, TypeCode::Complex) || m.heap.is(b, TypeCode::Complex) {
        return complex::equal(&m.heap, a, b);
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
    if let (Some(x), Some(y)) = (float::to_f64(heap, a), float::to_f64(heap, b)) {
        return Ok(x.partial_cmp(&y));
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
    if let Some(f) = float::to_f64(heap, a) {
        return Ok(f.partial_cmp(&0.0).unwrap_or(Ordering::Equal));
    }
    match Real::read(heap, a, expected)? {
        Real::Ratio(r) => Ok(r.numerator().cmp(&IBig::ZERO)),
        x => Ok(x.to_double().partial_cmp(&0.0).unwrap_or(Ordering::Equal)),
    }
}

/// Whether a number is zero.
pub fn is_zero(heap: &Heap, a: Value) -> Result<bool, Trap> {
    if heap.is(a, TypeCode::Complex) {
        return Ok(complex::is_zero(heap, a));
    }
    Ok(sign(heap, a, sym::NUMBER)? == Ordering::Equal)
}

/// The real number to which `value` is =: itself, or the real part of a complex number whose other part is zero.
pub(crate) fn real_equal_to(heap: &Heap, value: Value) -> Option<Real> {
    if !heap.is(value, TypeCode::Complex) {
        return Real::read(heap, value, sym::REAL).ok();
    }
    let [real, imaginary] = [pair_number::FIRST, pair_number::SECOND]
        .map(|word| Real::read(heap, heap.slot(value, word), sym::REAL).ok());
    real.filter(|_| imaginary.is_some_and(|part| part.is_zero()))
}

/// Whether `value` is a real number (what this module computes with).
pub fn is_real(heap: &Heap, value: Value) -> bool {
    value.is_fixnum()
        || value.as_single().is_some()
        || value.as_immediate_double().is_some()
        || matches!(heap.type_of(value), Some(TypeCode::Bignum | TypeCode::Ratio | TypeCode::Double))
}

/// Looks for an interrupt between the steps of a long computation and ends it by an error. There is nothing to look for
/// where no error is possible.
type Poll<'p, E> = &'p dyn Fn() -> Result<(), E>;

/// The ratio of two integers, in lowest terms, for readers of `n/d`; `denominator` is not zero.
pub fn make_rational(m: &mut Mutator, numerator: Value, denominator: Value) -> PrimitiveResult {
    let n = integer::integer_argument(&m.heap, numerator)?;
    let d = integer::integer_argument(&m.heap, denominator)?;
    integer::reserve_bits(&mut m.heap, n.bit_len() as u128 + d.bit_len() as u128, integer::WORK_SPACE)?;
    Rational::reduced(n, d, &|| m.heap.poll_interrupt())?.into_value(&mut m.heap)
}

/// A number as a double-float's value, rounded to nearest.
pub fn to_f64(heap: &Heap, value: Value) -> Result<f64, Trap> {
    Ok(Real::read(heap, value, sym::REAL)?.to_double())
}

/// A number as a single-float's value, rounded to nearest once.
pub fn to_f32(heap: &Heap, value: Value) -> Result<f32, Trap> {
    Ok(Real::read(heap, value, sym::REAL)?.to_single())
}

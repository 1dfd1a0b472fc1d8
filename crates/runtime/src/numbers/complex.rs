//! Complex numbers: two rationals, the second of which is not zero, or two floats of one format.

use super::{ADD, DIVIDE, MULTIPLY, Operation, Real, SUBTRACT, float};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use dashu_int::IBig;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number};
use heapfmt::statics::sym;

/// A number off the heap.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    pub(crate) real: Real,
    /// `None` for real numbers.
    pub(crate) imaginary: Option<Real>,
}

impl Number {
    /// Takes `value` off the heap; anything but a number is a type-error.
    pub(crate) fn read(heap: &Heap, value: Value) -> Result<Number, Trap> {
        if !heap.is(value, TypeCode::Complex) {
            return Ok(Number { real: Real::read(heap, value, sym::NUMBER)?, imaginary: None });
        }
        let part = |slot| Real::read(heap, heap.slot(value, slot), sym::REAL);
        Ok(Number { real: part(pair_number::FIRST)?, imaginary: Some(part(pair_number::SECOND)?) })
    }

    /// Puts the number into the heap. It is real when its imaginary part is a rational zero.
    pub(crate) fn write(self, heap: &mut Heap) -> PrimitiveResult {
        let Some(imaginary) = self.imaginary else { return self.real.write(heap) };
        let imaginary = imaginary.contagion(&self.real);
        let real = self.real.contagion(&imaginary);
        if !imaginary.is_float() && imaginary.is_zero() {
            return real.write(heap);
        }
        let parts = [real.write(heap)?, imaginary.write(heap)?];
        Ok(heap.allocate_slots(TypeCode::Complex, parts))
    }

    /// Whether a part is a double-float, else whether one is a single-float.
    pub(crate) fn float_format(&self) -> Option<FloatFormat> {
        let format = |part: &Real| match part {
            Real::Double(_) => Some(FloatFormat::Double),
            Real::Single(_) => Some(FloatFormat::Single),
            _ => None,
        };
        format(&self.real).max(self.imaginary.as_ref().and_then(format))
    }
}

/// The two formats of floats; the greater one wins where they meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum FloatFormat {
    Single,
    Double,
}

impl FloatFormat {
    /// `f` in this format.
    pub(crate) fn round(self, f: f64) -> Real {
        match self {
            FloatFormat::Single => Real::Single(f as f32),
            FloatFormat::Double => Real::Double(f),
        }
    }
}

/// One of the four operations on two numbers, at least one of which is complex.
pub(super) fn operate(m: &mut Mutator, operation: &Operation, a: Value, b: Value) -> PrimitiveResult {
    let (x, y) = (Number::read(&m.heap, a)?, Number::read(&m.heap, b)?);
    let result = match operation.name {
        "+" | "-" => combine(operation, x, y),
        "*" => multiply(x, y),
        _ => quotient(x, y),
    };
    let written = result.write(&mut m.heap);
    float::naming_operation(m, written, operation.name, &[a, b])
}

/// Sum or difference.
fn combine(operation: &Operation, x: Number, y: Number) -> Number {
    let zero = || Real::Integer(IBig::ZERO);
    let imaginary = match (x.imaginary, y.imaginary) {
        (imaginary, None) => imaginary,
        (imaginary, Some(y)) => Some(operation.apply(imaginary.unwrap_or_else(zero), y)),
    };
    Number { real: operation.apply(x.real, y.real), imaginary }
}

// A real factor or divisor is no complex number with a zero: floats keep their signed zeros and infinitesimal parts.

fn multiply(x: Number, y: Number) -> Number {
    let times = |a: &Real, b: &Real| MULTIPLY.apply(a.clone(), b.clone());
    match (&x.imaginary, &y.imaginary) {
        (Some(b), Some(d)) => Number {
            real: SUBTRACT.apply(times(&x.real, &y.real), times(b, d)),
            imaginary: Some(ADD.apply(times(&x.real, d), times(b, &y.real))),
        },
        (None, Some(part)) => Number { real: times(&x.real, &y.real), imaginary: Some(times(&x.real, part)) },
        (part, None) => Number {
            real: times(&x.real, &y.real),
            imaginary: part.as_ref().map(|part| times(part, &y.real)),
        },
    }
}

/// The quotient by a number that is not zero.
pub(super) fn quotient(x: Number, y: Number) -> Number {
    let over = |a: Real, b: &Real| DIVIDE.apply(a, b.clone());
    let Some(d) = y.imaginary else {
        return Number {
            real: over(x.real, &y.real),
            imaginary: x.imaginary.map(|part| over(part, &y.real)),
        };
    };
    let (c, a, b) = (y.real, x.real, x.imaginary.unwrap_or(Real::Integer(IBig::ZERO)));
    let times = |a: &Real, b: &Real| MULTIPLY.apply(a.clone(), b.clone());
    // Smith's way: no square of a part, which may overflow where the quotient does not.
    if c.to_double().abs() >= d.to_double().abs() {
        let ratio = over(d.clone(), &c);
        let divisor = ADD.apply(c, times(&d, &ratio));
        Number {
            real: over(ADD.apply(a.clone(), times(&b, &ratio)), &divisor),
            imaginary: Some(over(SUBTRACT.apply(b, times(&a, &ratio)), &divisor)),
        }
    } else {
        let ratio = over(c.clone(), &d);
        let divisor = ADD.apply(d, times(&c, &ratio));
        Number {
            real: over(ADD.apply(times(&a, &ratio), b.clone()), &divisor),
            imaginary: Some(over(SUBTRACT.apply(times(&b, &ratio), a), &divisor)),
        }
    }
}

/// `-a` of a complex number.
pub(super) fn negate(m: &mut Mutator, a: Value) -> PrimitiveResult {
    let Number { real, imaginary } = Number::read(&m.heap, a)?;
    Number { real: real.negated(), imaginary: imaginary.map(Real::negated) }.write(&mut m.heap)
}

/// Whether two numbers, one of them complex, are equal in value.
pub(super) fn equal(heap: &Heap, a: Value, b: Value) -> Result<bool, Trap> {
    let (x, y) = (Number::read(heap, a)?, Number::read(heap, b)?);
    let imaginary = |part: Option<Real>| part.unwrap_or(Real::Integer(IBig::ZERO));
    let same = |x: &Real, y: &Real| super::order(x, y) == Some(std::cmp::Ordering::Equal);
    Ok(same(&x.real, &y.real) && same(&imaginary(x.imaginary), &imaginary(y.imaginary)))
}

/// The number with these parts, which are real.
pub(crate) fn from_parts(m: &mut Mutator, real: Value, imaginary: Value) -> PrimitiveResult {
    let real = Real::read(&m.heap, real, sym::REAL)?;
    let imaginary = Real::read(&m.heap, imaginary, sym::REAL)?;
    Number { real, imaginary: Some(imaginary) }.write(&mut m.heap)
}

/// A part of a number: its real part, or its imaginary part, which for a real number is zero in its own format.
pub(crate) fn part(m: &mut Mutator, number: Value, slot: usize) -> PrimitiveResult {
    if m.heap.is(number, TypeCode::Complex) {
        return Ok(m.heap.slot(number, slot));
    }
    match (slot, Real::read(&m.heap, number, sym::NUMBER)?) {
        (pair_number::FIRST, _) => Ok(number),
        // The standard's (* 0 NUMBER) has a sign.
        (_, Real::Single(f)) => Ok(Value::single(0.0 * f)),
        (_, Real::Double(f)) => Ok(float::double(&mut m.heap, 0.0 * f)),
        _ => Ok(Value::fixnum(0)),
    }
}

/// Whether a complex number is zero; its parts are floats then.
pub(super) fn is_zero(heap: &Heap, a: Value) -> bool {
    let is_zero =
        |slot| matches!(Real::read(heap, heap.slot(a, slot), sym::REAL), Ok(part) if part.is_zero());
    is_zero(pair_number::FIRST) && is_zero(pair_number::SECOND)
}

/// The error for a number that should have been real.
pub(super) fn not_real(value: Value) -> Trap {
    type_error(value, sym::REAL)
}

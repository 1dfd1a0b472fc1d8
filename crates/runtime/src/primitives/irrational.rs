//! Irrational functions and complex numbers (CLHS 12.1.4, 12.1.5).

use super::arguments::supplied;
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use crate::numbers::complex::{self, FloatFormat, Number};
use crate::numbers::elementary::{self, Elementary};
use crate::numbers::{Real, division_by_zero, is_real, powers};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number};
use heapfmt::statics::sym;

primitives! {
    pub(super) static IRRATIONAL = {
        /// Returns e to the power of NUMBER.
        alloc "COMMON-LISP:EXP" "number" => exp;
        /// Returns BASE to the power of POWER.
        alloc "COMMON-LISP:EXPT" "base power" => expt;
        /// Returns the logarithm of NUMBER to BASE, which is e by default.
        alloc "COMMON-LISP:LOG" "number &optional base" => log;
        /// Returns the principal square root of NUMBER.
        alloc "COMMON-LISP:SQRT" "number" => sqrt;
        /// Returns the sine of RADIANS.
        alloc "COMMON-LISP:SIN" "radians" => sin;
        /// Returns the cosine of RADIANS.
        alloc "COMMON-LISP:COS" "radians" => cos;
        /// Returns the tangent of RADIANS.
        alloc "COMMON-LISP:TAN" "radians" => tan;
        /// Returns the arc sine of NUMBER.
        alloc "COMMON-LISP:ASIN" "number" => asin;
        /// Returns the arc cosine of NUMBER.
        alloc "COMMON-LISP:ACOS" "number" => acos;
        /// Returns the arc tangent of NUMBER, or the angle of the point (X, NUMBER).
        alloc "COMMON-LISP:ATAN" "number &optional x" => atan;
        /// Returns the hyperbolic sine of NUMBER.
        alloc "COMMON-LISP:SINH" "number" => sinh;
        /// Returns the hyperbolic cosine of NUMBER.
        alloc "COMMON-LISP:COSH" "number" => cosh;
        /// Returns the hyperbolic tangent of NUMBER.
        alloc "COMMON-LISP:TANH" "number" => tanh;
        /// Returns the inverse hyperbolic sine of NUMBER.
        alloc "COMMON-LISP:ASINH" "number" => asinh;
        /// Returns the inverse hyperbolic cosine of NUMBER.
        alloc "COMMON-LISP:ACOSH" "number" => acosh;
        /// Returns the inverse hyperbolic tangent of NUMBER.
        alloc "COMMON-LISP:ATANH" "number" => atanh;
        /// Returns the number with these parts.
        alloc "COMMON-LISP:COMPLEX" "realpart &optional imagpart" => complex_of;
        /// Returns the real part of NUMBER.
        alloc "COMMON-LISP:REALPART" "number" => realpart;
        /// Returns the imaginary part of NUMBER.
        alloc "COMMON-LISP:IMAGPART" "number" => imagpart;
        /// Returns NUMBER with the sign of its imaginary part changed.
        alloc "COMMON-LISP:CONJUGATE" "number" => conjugate;
        /// Returns the angle of NUMBER.
        alloc "COMMON-LISP:PHASE" "number" => phase;
        /// Returns the complex number of size 1 at the angle RADIANS.
        alloc "COMMON-LISP:CIS" "radians" => cis;
    }
}

/// Defines the functions that are nothing but an elementary function.
macro_rules! elementary_functions {
    ($($name:ident $function:ident;)*) => {$(
        fn $name(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
            elementary::apply(m, &elementary::$function, number)
        }
    )*};
}

elementary_functions! {
    exp EXP;
    sin SIN;
    cos COS;
    tan TAN;
    asin ASIN;
    acos ACOS;
    sinh SINH;
    cosh COSH;
    tanh TANH;
    asinh ASINH;
    acosh ACOSH;
    atanh ATANH;
}

fn expt(m: &mut Mutator, [base, power]: [Value; 2]) -> PrimitiveResult {
    powers::power(m, base, power)
}

fn log(m: &mut Mutator, [number, base]: [Value; 2]) -> PrimitiveResult {
    match supplied(base) {
        Some(base) => powers::logarithm(m, number, base),
        None => elementary::apply(m, &elementary::LOG, number),
    }
}

fn sqrt(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    powers::square_root(m, number)
}

fn atan(m: &mut Mutator, [number, x]: [Value; 2]) -> PrimitiveResult {
    match supplied(x) {
        Some(x) => angle(m, number, x),
        None => elementary::apply(m, &elementary::ATAN, number),
    }
}

/// The angle of the point (x, y), exact where it is zero.
fn angle(m: &mut Mutator, y: Value, x: Value) -> PrimitiveResult {
    let (ordinate, abscissa) = (Real::read(&m.heap, y, sym::REAL)?, Real::read(&m.heap, x, sym::REAL)?);
    if ordinate.is_zero() && !ordinate.is_float() && !abscissa.is_float() {
        if abscissa.is_zero() {
            return Err(division_by_zero(m, sym::ATAN, &[y, x]));
        }
        if abscissa.to_double() > 0.0 {
            return Ok(Value::fixnum(0));
        }
    }
    let format = Number { real: ordinate.clone(), imaginary: Some(abscissa.clone()) }.float_format();
    let angle = libm::atan2(ordinate.to_double(), abscissa.to_double());
    format.unwrap_or(FloatFormat::Single).round(angle).write(&mut m.heap)
}

fn complex_of(m: &mut Mutator, [real, imaginary]: [Value; 2]) -> PrimitiveResult {
    match supplied(imaginary) {
        Some(imaginary) => complex::from_parts(m, real, imaginary),
        None => complex::from_parts(m, real, Value::fixnum(0)),
    }
}

fn realpart(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    complex::part(m, number, pair_number::FIRST)
}

fn imagpart(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    complex::part(m, number, pair_number::SECOND)
}

fn conjugate(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    if is_real(&m.heap, number) {
        return Ok(number);
    }
    let Number { real, imaginary } = Number::read(&m.heap, number)?;
    Number { real, imaginary: imaginary.map(Real::negated) }.write(&mut m.heap)
}

fn phase(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    let parts = [pair_number::FIRST, pair_number::SECOND];
    if m.heap.is(number, TypeCode::Complex) {
        let [x, y] = parts.map(|slot| m.heap.slot(number, slot));
        return angle(m, y, x);
    }
    let real = Number { real: Real::read(&m.heap, number, sym::NUMBER)?, imaginary: None };
    let angle =
        if crate::numbers::sign(&m.heap, number, sym::NUMBER)?.is_lt() { std::f64::consts::PI } else { 0.0 };
    real.float_format().unwrap_or(FloatFormat::Single).round(angle).write(&mut m.heap)
}

fn cis(m: &mut Mutator, [radians]: [Value; 1]) -> PrimitiveResult {
    if !is_real(&m.heap, radians) {
        return Err(type_error(radians, sym::REAL));
    }
    let part = |m: &mut Mutator, function: &Elementary| elementary::apply(m, function, radians);
    let cosine = part(m, &elementary::COS)?;
    let sine = part(m, &elementary::SIN)?;
    complex::from_parts(m, cosine, sine)
}

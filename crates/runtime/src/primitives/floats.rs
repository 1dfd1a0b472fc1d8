//! Floats and what they consist of, and division with a float for its quotient (CLHS 12.2); random numbers.

use super::arguments::supplied;
use crate::error::PrimitiveResult;
use crate::mutator::Mutator;
use crate::numbers::complex::{FloatFormat, Number};
use crate::numbers::division::{Rounding, divide};
use crate::numbers::float_parts::{self, Parts};
use crate::numbers::{Real, float, integer, random};
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static FLOATS = {
        /// Returns FLOAT's mantissa from 1/2 to below 1, its exponent, and 1 with its sign.
        alloc "COMMON-LISP:DECODE-FLOAT" "float" => decode_float;
        /// Returns FLOAT's mantissa as an integer, its exponent, and its sign.
        alloc "COMMON-LISP:INTEGER-DECODE-FLOAT" "float" => integer_decode_float;
        /// Returns FLOAT times two to the power of EXPONENT.
        alloc "COMMON-LISP:SCALE-FLOAT" "float exponent" => scale_float;
        /// Returns the radix of FLOAT.
        pure "COMMON-LISP:FLOAT-RADIX" "float" => float_radix;
        /// Returns a number of the size of SIZE, which is 1 by default, with the sign of FLOAT.
        alloc "COMMON-LISP:FLOAT-SIGN" "float &optional size" => float_sign;
        /// Returns the number of bits of a mantissa in FLOAT's format.
        pure "COMMON-LISP:FLOAT-DIGITS" "float" => float_digits;
        /// Returns the number of significant bits of FLOAT.
        pure "COMMON-LISP:FLOAT-PRECISION" "float" => float_precision;
        /// Returns the rational with the smallest denominator that is as near to NUMBER as its format can tell.
        alloc "COMMON-LISP:RATIONALIZE" "number" => rationalize;
        /// Returns NUMBER / DIVISOR rounded down, as a float, and the remainder.
        alloc "COMMON-LISP:FFLOOR" "number &optional divisor" => ffloor;
        /// Returns NUMBER / DIVISOR rounded up, as a float, and the remainder.
        alloc "COMMON-LISP:FCEILING" "number &optional divisor" => fceiling;
        /// Returns NUMBER / DIVISOR rounded toward zero, as a float, and the remainder.
        alloc "COMMON-LISP:FTRUNCATE" "number &optional divisor" => ftruncate;
        /// Returns NUMBER / DIVISOR rounded to nearest, as a float, and the remainder.
        alloc "COMMON-LISP:FROUND" "number &optional divisor" => fround;
        /// Returns a random number from 0 to below LIMIT; WORDS is the state.
        effect "SYSTEM:%RANDOM" "limit words" => random_below;
        /// Seeds a random state from the system.
        effect "SYSTEM:%SEED-RANDOM" "words" => seed_random;
    }
}

fn decode_float(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    let values = float_parts::decode(m, number)?;
    Ok(m.return_values(&values))
}

fn integer_decode_float(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    let parts = Parts::of(&m.heap, number)?;
    let mantissa = integer::from_u64(&mut m.heap, parts.mantissa);
    let exponent = if parts.mantissa == 0 { 0 } else { parts.exponent };
    let sign = Value::fixnum(parts.sign() as i64);
    Ok(m.return_values(&[mantissa, Value::fixnum(exponent), sign]))
}

fn scale_float(m: &mut Mutator, [number, exponent]: [Value; 2]) -> PrimitiveResult {
    float_parts::scale(m, number, exponent)
}

fn float_radix(m: &Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    Parts::of(&m.heap, number).map(|_| Value::fixnum(2))
}

fn float_sign(m: &mut Mutator, [number, size]: [Value; 2]) -> PrimitiveResult {
    let parts = Parts::of(&m.heap, number)?;
    match supplied(size) {
        None => parts.format.round(parts.sign()).write(&mut m.heap),
        Some(size) => {
            let size = Parts::of(&m.heap, size).and_then(|_| Real::read(&m.heap, size, sym::FLOAT))?;
            match size {
                Real::Single(f) => Ok(Value::single(f.abs() * parts.sign() as f32)),
                size => Ok(float::double(&mut m.heap, size.to_double().abs() * parts.sign())),
            }
        }
    }
}

fn float_digits(m: &Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::fixnum(Parts::of(&m.heap, number)?.digits()))
}

fn float_precision(m: &Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::fixnum(Parts::of(&m.heap, number)?.precision()))
}

fn rationalize(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    float_parts::rationalize(m, number)
}

/// Quotient as a float, and remainder.
fn divide_to_float(
    m: &mut Mutator,
    rounding: Rounding,
    name: &str,
    number: Value,
    divisor: Value,
) -> PrimitiveResult {
    let divisor = supplied(divisor).unwrap_or(Value::fixnum(1));
    let (quotient, remainder) = divide(m, rounding, number, divisor)?;
    let (dividend, by) = (Number::read(&m.heap, number)?, Number::read(&m.heap, divisor)?);
    let format = dividend.float_format().max(by.float_format()).unwrap_or(FloatFormat::Single);
    let written = Real::read(&m.heap, quotient, sym::INTEGER)?.in_format(format).write(&mut m.heap);
    let quotient = float::naming_operation(m, written, name, &[number, divisor])?;
    Ok(m.return_values(&[quotient, remainder]))
}

/// Defines the functions that are nothing but a division with rounding.
macro_rules! divisions {
    ($($name:ident $rounding:ident $symbol:literal;)*) => {$(
        fn $name(m: &mut Mutator, [number, divisor]: [Value; 2]) -> PrimitiveResult {
            divide_to_float(m, Rounding::$rounding, $symbol, number, divisor)
        }
    )*};
}

divisions! {
    ffloor Floor "FFLOOR";
    fceiling Ceiling "FCEILING";
    ftruncate Truncate "FTRUNCATE";
    fround Round "FROUND";
}

fn random_below(m: &mut Mutator, [limit, words]: [Value; 2]) -> PrimitiveResult {
    random::below(m, limit, words)
}

fn seed_random(m: &mut Mutator, [words]: [Value; 1]) -> PrimitiveResult {
    random::seed(&mut m.heap, words).map(|()| words)
}

//! Numbers (CLHS chapter 12): division, bits, kinds of numbers, and numbers as text.

use super::arguments::{bounds, non_nil, string, supplied};
use crate::characters::is_whitespace;
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use crate::numbers::division::{Rounding, divide};
use crate::numbers::{self, Real, bits, division_by_zero, float, integer, is_real};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, pair_number};
use heapfmt::statics::sym;

primitives! {
    pub(super) static NUMBERS = {
        /// Returns NUMBER / DIVISOR rounded down, and the remainder.
        alloc "COMMON-LISP:FLOOR" "number &optional divisor" => floor;
        /// Returns NUMBER / DIVISOR rounded up, and the remainder.
        alloc "COMMON-LISP:CEILING" "number &optional divisor" => ceiling;
        /// Returns NUMBER / DIVISOR rounded toward zero, and the remainder.
        alloc "COMMON-LISP:TRUNCATE" "number &optional divisor" => truncate;
        /// Returns NUMBER / DIVISOR rounded to the nearest integer, to the even one of two, and the remainder.
        alloc "COMMON-LISP:ROUND" "number &optional divisor" => round;
        /// Returns the remainder of NUMBER / DIVISOR rounded down.
        alloc "COMMON-LISP:MOD" "number divisor" => modulus;
        /// Returns the remainder of NUMBER / DIVISOR rounded toward zero.
        alloc "COMMON-LISP:REM" "number divisor" => rem;
        /// Returns true when INTEGER is even.
        pure "COMMON-LISP:EVENP" "integer" => evenp;
        /// Returns true when INTEGER is odd.
        pure "COMMON-LISP:ODDP" "integer" => oddp;
        /// Returns INTEGER shifted left by COUNT bits, right when COUNT is negative.
        alloc "COMMON-LISP:ASH" "integer count" => ash;
        /// Returns the number of bits of INTEGER in two's complement without its sign.
        pure "COMMON-LISP:INTEGER-LENGTH" "integer" => integer_length;
        /// Returns the number of one bits of INTEGER, of zero bits when it is negative.
        pure "COMMON-LISP:LOGCOUNT" "integer" => logcount;
        /// Returns true when bit INDEX of INTEGER is one.
        pure "COMMON-LISP:LOGBITP" "index integer" => logbitp;
        /// Returns the bitwise complement of INTEGER.
        alloc "COMMON-LISP:LOGNOT" "integer" => lognot;
        /// Returns the bitwise and of INTEGERS.
        alloc "COMMON-LISP:LOGAND" "&rest integers" => rest logand;
        /// Returns the bitwise inclusive or of INTEGERS.
        alloc "COMMON-LISP:LOGIOR" "&rest integers" => rest logior;
        /// Returns the bitwise exclusive or of INTEGERS.
        alloc "COMMON-LISP:LOGXOR" "&rest integers" => rest logxor;
        /// Returns the bitwise equivalence of INTEGERS.
        alloc "COMMON-LISP:LOGEQV" "&rest integers" => rest logeqv;
        /// Returns the complement of the bitwise and.
        alloc "COMMON-LISP:LOGNAND" "integer-1 integer-2" => lognand;
        /// Returns the complement of the bitwise inclusive or.
        alloc "COMMON-LISP:LOGNOR" "integer-1 integer-2" => lognor;
        /// Returns the bitwise and of INTEGER-1's complement and INTEGER-2.
        alloc "COMMON-LISP:LOGANDC1" "integer-1 integer-2" => logandc1;
        /// Returns the bitwise and of INTEGER-1 and INTEGER-2's complement.
        alloc "COMMON-LISP:LOGANDC2" "integer-1 integer-2" => logandc2;
        /// Returns the bitwise or of INTEGER-1's complement and INTEGER-2.
        alloc "COMMON-LISP:LOGORC1" "integer-1 integer-2" => logorc1;
        /// Returns the bitwise or of INTEGER-1 and INTEGER-2's complement.
        alloc "COMMON-LISP:LOGORC2" "integer-1 integer-2" => logorc2;
        /// Returns true when the integers have a one bit in common.
        alloc "COMMON-LISP:LOGTEST" "integer-1 integer-2" => logtest;
        /// Returns true when OBJECT is a number.
        pure "COMMON-LISP:NUMBERP" "object" => numberp;
        /// Returns true when OBJECT is a real number.
        pure "COMMON-LISP:REALP" "object" => realp;
        /// Returns true when OBJECT is an integer or a ratio.
        pure "COMMON-LISP:RATIONALP" "object" => rationalp;
        /// Returns true when OBJECT is an integer.
        pure "COMMON-LISP:INTEGERP" "object" => integerp;
        /// Returns true when OBJECT is a float.
        pure "COMMON-LISP:FLOATP" "object" => floatp;
        /// Returns true when OBJECT is a complex number.
        pure "COMMON-LISP:COMPLEXP" "object" => complexp;
        /// Returns true when OBJECT is a fixnum.
        pure "SYSTEM:%FIXNUMP" "object" => fixnump;
        /// Returns true when OBJECT is an integer but not a fixnum.
        pure "SYSTEM:%BIGNUMP" "object" => bignump;
        /// Returns true when OBJECT is a ratio.
        pure "SYSTEM:%RATIOP" "object" => ratiop;
        /// Returns true when OBJECT is a single-float.
        pure "SYSTEM:%SINGLE-FLOAT-P" "object" => single_float_p;
        /// Returns true when OBJECT is a double-float.
        pure "SYSTEM:%DOUBLE-FLOAT-P" "object" => double_float_p;
        /// Returns the numerator of RATIONAL.
        pure "COMMON-LISP:NUMERATOR" "rational" => numerator;
        /// Returns the denominator of RATIONAL.
        pure "COMMON-LISP:DENOMINATOR" "rational" => denominator;
        /// Returns NUMBER as a float: of the format of PROTOTYPE, or a single-float when NUMBER is rational.
        alloc "COMMON-LISP:FLOAT" "number &optional prototype" => float_of;
        /// Returns the rational whose value is exactly that of NUMBER.
        alloc "COMMON-LISP:RATIONAL" "number" => rational;
        /// Returns the digits of INTEGER in radix BASE as a new string.
        alloc "SYSTEM:%INTEGER-TO-STRING" "integer base" => integer_to_string;
        /// Reads an integer in RADIX, with a sign and whitespace around it, from the part of STRING from START to
        /// END. Returns it, or NIL when there is none, and the index where reading stopped.
        alloc "SYSTEM:%PARSE-INTEGER" "string start end radix" => parse_integer;
        /// Returns the shortest text of FLOAT. Its exponent marker says its format unless that is
        /// DEFAULT-FORMAT, a symbol (SINGLE-FLOAT by default).
        alloc "SYSTEM:%FLOAT-TO-STRING" "float &optional default-format" => float_to_string;
    }
}

/// Defines the two-value division functions.
macro_rules! divisions {
    ($($name:ident $rounding:ident;)*) => {$(
        fn $name(m: &mut Mutator, [number, divisor]: [Value; 2]) -> PrimitiveResult {
            let divisor = supplied(divisor).unwrap_or(Value::fixnum(1));
            let (quotient, remainder) = divide(m, Rounding::$rounding, number, divisor)?;
            Ok(m.return_values(&[quotient, remainder]))
        }
    )*};
}

divisions! {
    floor Floor;
    ceiling Ceiling;
    truncate Truncate;
    round Round;
}

fn remainder(
    m: &mut Mutator,
    rounding: Rounding,
    operation: Value,
    number: Value,
    divisor: Value,
) -> PrimitiveResult {
    if divisor == Value::fixnum(0) && is_real(&m.heap, number) {
        return Err(division_by_zero(m, operation, &[number, divisor]));
    }
    if let (Some(x), Some(y)) = (number.as_immediate_double(), divisor.as_immediate_double())
        && y != 0.0
    {
        // Exact, and brought to the divisor's sign by one rounded addition.
        let rest = x % y;
        let is_other_sign = rounding == Rounding::Floor && (rest < 0.0) != (y < 0.0);
        let rest = match rest {
            0.0 => 0.0,
            rest if is_other_sign => rest + y,
            rest => rest,
        };
        return Ok(float::double(&mut m.heap, rest));
    }
    Ok(divide(m, rounding, number, divisor)?.1)
}

fn modulus(m: &mut Mutator, [number, divisor]: [Value; 2]) -> PrimitiveResult {
    remainder(m, Rounding::Floor, sym::MOD, number, divisor)
}

fn rem(m: &mut Mutator, [number, divisor]: [Value; 2]) -> PrimitiveResult {
    remainder(m, Rounding::Truncate, sym::REM, number, divisor)
}

fn oddp(m: &Mutator, [integer]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(bits::test(&m.heap, Value::fixnum(0), integer)?))
}

fn evenp(m: &Mutator, [integer]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(!bits::test(&m.heap, Value::fixnum(0), integer)?))
}

fn ash(m: &mut Mutator, [integer, count]: [Value; 2]) -> PrimitiveResult {
    bits::shift(m, integer, count)
}

fn integer_length(m: &Mutator, [integer]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::fixnum(bits::length(&m.heap, integer)? as i64))
}

fn logcount(m: &Mutator, [integer]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::fixnum(bits::count(&m.heap, integer)? as i64))
}

fn logbitp(m: &Mutator, [index, integer]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(bits::test(&m.heap, index, integer)?))
}

fn lognot(m: &mut Mutator, [integer]: [Value; 1]) -> PrimitiveResult {
    bits::lognot(m, integer)
}

/// Minus one, all of whose bits are one.
const ALL_ONES: Value = Value::fixnum(-1);

fn logand(m: &mut Mutator, []: [Value; 0], integers: &[Value]) -> PrimitiveResult {
    integers.iter().try_fold(ALL_ONES, |result, &n| bits::logand(m, result, n))
}

fn logior(m: &mut Mutator, []: [Value; 0], integers: &[Value]) -> PrimitiveResult {
    integers.iter().try_fold(Value::fixnum(0), |result, &n| bits::logior(m, result, n))
}

fn logxor(m: &mut Mutator, []: [Value; 0], integers: &[Value]) -> PrimitiveResult {
    integers.iter().try_fold(Value::fixnum(0), |result, &n| bits::logxor(m, result, n))
}

fn logeqv(m: &mut Mutator, []: [Value; 0], integers: &[Value]) -> PrimitiveResult {
    integers.iter().try_fold(ALL_ONES, |result, &n| {
        let different = bits::logxor(m, result, n)?;
        bits::lognot(m, different)
    })
}

fn lognand(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    let and = bits::logand(m, a, b)?;
    bits::lognot(m, and)
}

fn lognor(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    let or = bits::logior(m, a, b)?;
    bits::lognot(m, or)
}

fn logandc1(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    let not_a = bits::lognot(m, a)?;
    bits::logand(m, not_a, b)
}

fn logandc2(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    logandc1(m, [b, a])
}

fn logorc1(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    let not_a = bits::lognot(m, a)?;
    bits::logior(m, not_a, b)
}

fn logorc2(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    logorc1(m, [b, a])
}

fn logtest(m: &mut Mutator, [a, b]: [Value; 2]) -> PrimitiveResult {
    Ok(Value::boolean(bits::logand(m, a, b)? != Value::fixnum(0)))
}

fn numberp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_real(&m.heap, object) || m.heap.is(object, TypeCode::Complex)))
}

fn realp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_real(&m.heap, object)))
}

fn rationalp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(integer::is_integer(&m.heap, object) || m.heap.is(object, TypeCode::Ratio)))
}

fn integerp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(integer::is_integer(&m.heap, object)))
}

fn is_float(m: &Mutator, object: Value) -> bool {
    object.as_single().is_some() || float::as_double(&m.heap, object).is_some()
}

fn floatp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_float(m, object)))
}

fn complexp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Complex)))
}

fn fixnump(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.is_fixnum()))
}

fn bignump(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Bignum)))
}

fn ratiop(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Ratio)))
}

fn single_float_p(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.as_single().is_some()))
}

fn double_float_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(float::as_double(&m.heap, object).is_some()))
}

fn part(m: &Mutator, rational: Value, word: usize, of_integer: Value) -> PrimitiveResult {
    if integer::is_integer(&m.heap, rational) {
        Ok(of_integer)
    } else if m.heap.is(rational, TypeCode::Ratio) {
        Ok(m.heap.slot(rational, word))
    } else {
        Err(type_error(rational, sym::RATIONAL))
    }
}

fn numerator(m: &Mutator, [rational]: [Value; 1]) -> PrimitiveResult {
    part(m, rational, pair_number::FIRST, rational)
}

fn denominator(m: &Mutator, [rational]: [Value; 1]) -> PrimitiveResult {
    part(m, rational, pair_number::SECOND, Value::fixnum(1))
}

fn float_of(m: &mut Mutator, [number, prototype]: [Value; 2]) -> PrimitiveResult {
    match supplied(prototype) {
        Some(prototype) if !is_float(m, prototype) => Err(type_error(prototype, sym::FLOAT)),
        None if is_float(m, number) => Ok(number),
        Some(prototype) if prototype.as_single().is_none() => {
            let f = numbers::to_f64(&m.heap, number)?;
            let result = float::computed_double(&mut m.heap, f);
            float::naming_operation(m, result, "FLOAT", &[number, prototype])
        }
        _ => {
            let result = float::computed_single(numbers::to_f32(&m.heap, number)?);
            float::naming_operation(m, result, "FLOAT", &[number])
        }
    }
}

fn rational(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    match Real::read(&m.heap, number, sym::REAL)?.exact() {
        Some(exact) => exact.into_value(&mut m.heap),
        None => Err(type_error(number, sym::RATIONAL)),
    }
}

/// A radix between 2 and 36.
fn radix(value: Value) -> Result<u32, crate::error::Trap> {
    match value.as_fixnum() {
        Some(n @ 2..=36) => Ok(n as u32),
        Some(_) => Err(super::arguments::index_error(value, 37)),
        None => Err(type_error(value, sym::INTEGER)),
    }
}

fn integer_to_string(m: &mut Mutator, [n, base]: [Value; 2]) -> PrimitiveResult {
    let base = radix(base)?;
    integer::reserve_text(&mut m.heap, n)?;
    let text = integer::to_text_or_interrupt(&m.heap, n, base)?.ok_or_else(|| type_error(n, sym::INTEGER))?;
    m.heap.reserve(text.len() * 4 + 32)?;
    Ok(m.heap.mutable_string(&text.chars().collect::<Vec<char>>()))
}

fn parse_integer(m: &mut Mutator, [text, start, end, base]: [Value; 4]) -> PrimitiveResult {
    let base = radix(non_nil(base).unwrap_or(Value::fixnum(10)))?;
    let vector = string(&m.heap, text)?;
    let (start, end) = bounds(start, end, vector.length)?;
    let part = vector.part(start, end);
    let at = |index: usize| m.heap.string_char(part.data, part.start + index);
    let mut first = 0;
    while first < part.length && is_whitespace(at(first)) {
        first += 1;
    }
    let sign = if first < part.length { at(first) } else { ' ' };
    let negative = sign == '-';
    let digits = first + usize::from(negative || sign == '+');
    let (mut stop, mut small) = (digits, Some(0i64));
    while stop < part.length
        && let Some(weight) = at(stop).to_digit(base)
    {
        small = small.and_then(|n| n.checked_mul(i64::from(base))?.checked_add(i64::from(weight)));
        stop += 1;
    }
    let value = match small {
        _ if stop == digits => None,
        Some(n) => Some(integer::from_i64(&mut m.heap, if negative { -n } else { n })),
        None => {
            let spelled: String = part.part(first, stop).chars(&m.heap).collect();
            integer::parse(&mut m.heap, &spelled, base)?
        }
    };
    Ok(m.return_values(&[value.unwrap_or(Value::NIL), Value::fixnum((start + stop) as i64)]))
}

fn float_to_string(m: &mut Mutator, [number, default_format]: [Value; 2]) -> PrimitiveResult {
    let default_format = supplied(default_format).unwrap_or(sym::SINGLE_FLOAT);
    let (format, marker) =
        if number.as_single().is_some() { (sym::SINGLE_FLOAT, 'f') } else { (sym::DOUBLE_FLOAT, 'd') };
    let is_default = format == default_format;
    let text = float::to_text(&m.heap, number, if is_default { 'E' } else { marker }, !is_default);
    let text = text.ok_or_else(|| type_error(number, sym::FLOAT))?;
    Ok(m.heap.mutable_string(&text.chars().collect::<Vec<char>>()))
}

//! Arithmetic and comparison (CLHS chapter 12): the functions of any number of arguments over their binary cores.

use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use crate::numbers::{self, is_real, powers};
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;
use std::cmp::Ordering;

primitives! {
    pub(super) static ARITHMETIC = {
        /// Returns the sum of NUMBERS.
        alloc "COMMON-LISP:+" "&rest numbers" => rest sum;
        /// Returns NUMBER minus all NUMBERS, or its negation when there are none.
        alloc "COMMON-LISP:-" "number &rest numbers" => rest difference;
        /// Returns the product of NUMBERS.
        alloc "COMMON-LISP:*" "&rest numbers" => rest product;
        /// Returns NUMBER divided by all NUMBERS, or its reciprocal when there are none.
        alloc "COMMON-LISP:/" "number &rest numbers" => rest quotient;
        /// Returns NUMBER plus 1.
        alloc "COMMON-LISP:1+" "number" => increment;
        /// Returns NUMBER minus 1.
        alloc "COMMON-LISP:1-" "number" => decrement;
        /// Returns true when all are equal in value.
        pure "COMMON-LISP:=" "number &rest numbers" => rest equal;
        /// Returns true when no two are equal in value.
        pure "COMMON-LISP:/=" "number &rest numbers" => rest all_different;
        /// Returns true when each is less than the next.
        pure "COMMON-LISP:<" "number &rest numbers" => rest increasing;
        /// Returns true when each is greater than the next.
        pure "COMMON-LISP:>" "number &rest numbers" => rest decreasing;
        /// Returns true when none is greater than the next.
        pure "COMMON-LISP:<=" "number &rest numbers" => rest not_decreasing;
        /// Returns true when none is less than the next.
        pure "COMMON-LISP:>=" "number &rest numbers" => rest not_increasing;
        /// Returns the greatest argument.
        pure "COMMON-LISP:MAX" "number &rest numbers" => rest max;
        /// Returns the least argument.
        pure "COMMON-LISP:MIN" "number &rest numbers" => rest min;
        /// Returns the absolute value of NUMBER.
        alloc "COMMON-LISP:ABS" "number" => abs;
        /// Returns -1, 0 or 1 as NUMBER is below, at or above zero, as a float when NUMBER is one; a complex number of size 1
        /// at the angle of a complex one.
        alloc "COMMON-LISP:SIGNUM" "number" => signum;
        /// Returns true when NUMBER is zero.
        pure "COMMON-LISP:ZEROP" "number" => zerop;
        /// Returns true when NUMBER is above zero.
        pure "COMMON-LISP:PLUSP" "number" => plusp;
        /// Returns true when NUMBER is below zero.
        pure "COMMON-LISP:MINUSP" "number" => minusp;
        /// Returns the greatest common divisor of INTEGERS, 0 when there are none.
        alloc "COMMON-LISP:GCD" "&rest integers" => rest gcd;
        /// Returns the least common multiple of INTEGERS, 1 when there are none.
        alloc "COMMON-LISP:LCM" "&rest integers" => rest lcm;
        /// Returns the greatest integer whose square is at most NATURAL.
        alloc "COMMON-LISP:ISQRT" "natural" => isqrt;
    }
}

/// A number, which an operation of one argument returns as it is.
fn number(m: &Mutator, value: Value) -> PrimitiveResult {
    if is_real(&m.heap, value) || m.heap.is(value, TypeCode::Complex) {
        Ok(value)
    } else {
        Err(type_error(value, sym::NUMBER))
    }
}

fn real(m: &Mutator, value: Value) -> PrimitiveResult {
    if is_real(&m.heap, value) { Ok(value) } else { Err(type_error(value, sym::REAL)) }
}

fn sum(m: &mut Mutator, []: [Value; 0], numbers: &[Value]) -> PrimitiveResult {
    match numbers {
        [] => Ok(Value::fixnum(0)),
        &[first] => number(m, first),
        &[first, ref rest @ ..] => rest.iter().try_fold(first, |sum, &n| numbers::add(m, sum, n)),
    }
}

fn difference(m: &mut Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    match rest {
        [] => numbers::negate(m, first),
        rest => rest.iter().try_fold(first, |difference, &n| numbers::subtract(m, difference, n)),
    }
}

fn product(m: &mut Mutator, []: [Value; 0], numbers: &[Value]) -> PrimitiveResult {
    match numbers {
        [] => Ok(Value::fixnum(1)),
        &[first] => number(m, first),
        &[first, ref rest @ ..] => {
            rest.iter().try_fold(first, |product, &n| numbers::multiply(m, product, n))
        }
    }
}

fn quotient(m: &mut Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    match rest {
        [] => numbers::divide(m, Value::fixnum(1), first),
        rest => rest.iter().try_fold(first, |quotient, &n| numbers::divide(m, quotient, n)),
    }
}

fn increment(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    numbers::add(m, number, Value::fixnum(1))
}

fn decrement(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    numbers::subtract(m, number, Value::fixnum(1))
}

fn equal(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    number(m, first)?;
    let mut all = true;
    for &n in rest {
        all &= numbers::number_equal(m, first, n)?;
    }
    Ok(Value::boolean(all))
}

fn all_different(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    number(m, first)?;
    let mut different = true;
    for (position, &a) in rest.iter().enumerate() {
        different &= !numbers::number_equal(m, first, a)?;
        for &b in &rest[position + 1..] {
            different &= !numbers::number_equal(m, a, b)?;
        }
    }
    Ok(Value::boolean(different))
}

/// Whether `holds` is true of each argument and its successor. All arguments are checked.
fn chain(m: &Mutator, first: Value, rest: &[Value], holds: fn(Ordering) -> bool) -> PrimitiveResult {
    real(m, first)?;
    let (mut previous, mut all) = (first, true);
    for &n in rest {
        all &= holds(numbers::compare(m, previous, n)?);
        previous = n;
    }
    Ok(Value::boolean(all))
}

fn increasing(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    chain(m, first, rest, Ordering::is_lt)
}

fn decreasing(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    chain(m, first, rest, Ordering::is_gt)
}

fn not_decreasing(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    chain(m, first, rest, Ordering::is_le)
}

fn not_increasing(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    chain(m, first, rest, Ordering::is_ge)
}

fn extreme(m: &Mutator, first: Value, rest: &[Value], better: Ordering) -> PrimitiveResult {
    real(m, first)?;
    let mut best = first;
    for &n in rest {
        if numbers::compare(m, n, best)? == better {
            best = n;
        }
    }
    Ok(best)
}

fn max(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    extreme(m, first, rest, Ordering::Greater)
}

fn min(m: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    extreme(m, first, rest, Ordering::Less)
}

fn abs(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    if let Some(n) = number.as_fixnum() {
        return Ok(numbers::integer::from_i64(&mut m.heap, n.abs()));
    }
    if m.heap.is(number, TypeCode::Complex) {
        return powers::magnitude(m, number);
    }
    if let Some(f) = number.as_single() {
        return Ok(Value::single(f.abs()));
    }
    if let Some(f) = numbers::float::as_double(&m.heap, number) {
        return Ok(numbers::float::double(&mut m.heap, f.abs()));
    }
    if numbers::sign(&m.heap, number, sym::NUMBER)?.is_lt() { numbers::negate(m, number) } else { Ok(number) }
}

fn signum(m: &mut Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    if m.heap.is(number, TypeCode::Complex) {
        if numbers::is_zero(&m.heap, number)? {
            return Ok(number);
        }
        let size = powers::magnitude(m, number)?;
        return numbers::divide(m, number, size);
    }
    let sign = numbers::sign(&m.heap, number, sym::NUMBER)? as i64;
    if sign != 0 && number.as_single().is_some() {
        return Ok(Value::single(sign as f32));
    }
    if sign != 0 && numbers::float::as_double(&m.heap, number).is_some() {
        return Ok(numbers::float::double(&mut m.heap, sign as f64));
    }
    Ok(if sign == 0 { number } else { Value::fixnum(sign) })
}

fn zerop(m: &Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(numbers::is_zero(&m.heap, number)?))
}

fn plusp(m: &Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(numbers::sign(&m.heap, number, sym::REAL)?.is_gt()))
}

fn minusp(m: &Mutator, [number]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(numbers::sign(&m.heap, number, sym::REAL)?.is_lt()))
}

fn gcd(m: &mut Mutator, []: [Value; 0], integers: &[Value]) -> PrimitiveResult {
    integers.iter().try_fold(Value::fixnum(0), |divisor, &n| powers::gcd(m, divisor, n))
}

fn lcm(m: &mut Mutator, []: [Value; 0], integers: &[Value]) -> PrimitiveResult {
    integers.iter().try_fold(Value::fixnum(1), |multiple, &n| powers::lcm(m, multiple, n))
}

fn isqrt(m: &mut Mutator, [natural]: [Value; 1]) -> PrimitiveResult {
    powers::isqrt(m, natural)
}

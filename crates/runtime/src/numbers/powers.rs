//! Greatest common divisors, powers, roots and logarithms to a base; exact where the mathematical result is rational.

use super::complex::{FloatFormat, Number};
use super::elementary::{Complex64, log_of_magnitude};
use super::gcd::polled_gcd;
use super::integer::{self, integer_argument};
use super::rational::Rational;
use super::{Real, division_by_zero, float, long_division, multiply, products};
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use dashu_int::ops::{BitTest, SquareRoot, UnsignedAbs};
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
    let x = integer_argument(&m.heap, a)?;
    let y = integer_argument(&m.heap, b)?;
    let divisor = polled_gcd(&x, &y, &|| m.heap.poll_interrupt())?;
    integer::from_big(&mut m.heap, &divisor)
}

/// Least common multiple, not negative.
pub(crate) fn lcm(m: &mut Mutator, a: Value, b: Value) -> PrimitiveResult {
    let x = integer_argument(&m.heap, a)?;
    let y = integer_argument(&m.heap, b)?;
    if x.is_zero() || y.is_zero() {
        return Ok(Value::fixnum(0));
    }
    let divisor = polled_gcd(&x, &y, &|| m.heap.poll_interrupt())?;
    let multiple = products::product(&long_division::divide(&x, &divisor).0, &y);
    integer::from_big(&mut m.heap, &IBig::from(multiple.unsigned_abs()))
}

/// A fixnum that is not negative.
fn short_natural(value: Value) -> Option<u64> {
    value.as_fixnum().and_then(|n| u64::try_from(n).ok())
}

/// Greatest integer whose square is at most `a`.
pub(crate) fn isqrt(m: &mut Mutator, a: Value) -> PrimitiveResult {
    if let Some(n) = short_natural(a) {
        return Ok(integer::from_u64(&mut m.heap, n.isqrt()));
    }
    let n = integer_argument(&m.heap, a)?;
    if n.sign() == Sign::Negative {
        return Err(type_error(a, sym::UNSIGNED_BYTE));
    }
    integer::from_big(&mut m.heap, &IBig::from(n.unsigned_abs().sqrt()))
}

/// The exponents that doubles hold exactly.
const MAX_TIMES_IN_DOUBLES: i64 = 1 << f64::MANTISSA_DIGITS;
const MIN_TIMES_IN_DOUBLES: i64 = -MAX_TIMES_IN_DOUBLES;

/// `base` to the power of an integer, by repeated squaring unless it is a real float; exact for rationals.
pub(crate) fn integer_power(m: &mut Mutator, base: Value, exponent: Value) -> PrimitiveResult {
    if let (Some(n), Some(times)) = (base.as_fixnum(), short_natural(exponent))
        && let Ok(times) = u32::try_from(times)
        && let Some(power) = n.checked_pow(times)
    {
        return Ok(integer::from_i64(&mut m.heap, power));
    }
    let number = Number::read(&m.heap, base)?;
    let exponent_number = integer_argument(&m.heap, exponent)?;
    if let (Some(format), None, Some(times)) =
        (number.float_format(), &number.imaginary, exponent.as_fixnum())
        && (MIN_TIMES_IN_DOUBLES..=MAX_TIMES_IN_DOUBLES).contains(&times)
        && !(times < 0 && number.real.is_zero())
    {
        // Each multiplication would round once more.
        let power = libm::pow(number.real.to_double(), times as f64);
        return Number { real: format.round(power), imaginary: None }.write(&mut m.heap);
    }
    if exponent_number.sign() == Sign::Negative {
        if super::is_zero(&m.heap, base)? {
            return Err(division_by_zero(m, sym::EXPT, &[base, exponent]));
        }
        let positive = super::negate(m, exponent)?;
        let power = integer_power(m, base, positive)?;
        return super::divide(m, Value::fixnum(1), power);
    }
    if let Number { real: Real::Integer(n), imaginary: None } = &number {
        match n.bit_len() {
            0 if !exponent_number.is_zero() => return Ok(base),
            0 | 1 => {
                let odd = (&exponent_number & IBig::ONE).is_one();
                return Ok(if n.sign() == Sign::Negative && odd { base } else { Value::fixnum(1) });
            }
            n_bits => {
                let times = u64::try_from(&exponent_number).unwrap_or(u64::MAX);
                integer::reserve_bits(&mut m.heap, n_bits as u128 * u128::from(times), products::WORK_SPACE)?;
                return integer::from_big(&mut m.heap, &products::power(n, times as usize));
            }
        }
    }
    let mut result = one_like(&number).write(&mut m.heap)?;
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

/// One in the format of a number.
fn one_like(number: &Number) -> Number {
    let one = number.float_format().map_or(Real::Integer(IBig::ONE), |format| format.round(1.0));
    Number { real: one, imaginary: number.imaginary.as_ref().map(|_| Real::Integer(IBig::ZERO)) }
}

/// `base` to any power. A rational base with a ratio for its exponent has an exact power where there is one.
pub(crate) fn power(m: &mut Mutator, base: Value, exponent: Value) -> PrimitiveResult {
    if integer::is_integer(&m.heap, exponent) {
        let result = integer_power(m, base, exponent);
        return float::naming_operation(m, result, "EXPT", &[base, exponent]);
    }
    let (b, e) = (Number::read(&m.heap, base)?, Number::read(&m.heap, exponent)?);
    let format = b.float_format().max(e.float_format());
    if super::is_zero(&m.heap, base)? {
        if e.real.to_double() > 0.0 {
            let zero = format.map_or(Real::Integer(IBig::ZERO), |format| format.round(0.0));
            return zero.write(&mut m.heap);
        }
        return Err(division_by_zero(m, sym::EXPT, &[base, exponent]));
    }
    if let (None, None, Real::Ratio(ratio)) = (&b.imaginary, format, &e.real)
        && let Some(base) = b.real.exact()
        && let Some(root) = exact_root(&base, ratio.denominator())
    {
        let root = root.into_value(&mut m.heap)?;
        let times = integer::from_big(&mut m.heap, ratio.numerator())?;
        return integer_power(m, root, times);
    }
    let format = format.unwrap_or(FloatFormat::Single);
    let result = match (&b.imaginary, &e.imaginary) {
        (None, None) => {
            let (x, y) = (b.real.to_double(), e.real.to_double());
            if x > 0.0 || libm::trunc(y) == y {
                Number { real: format.round(libm::pow(x, y)), imaginary: None }
            } else {
                general_power(&b, &e).number(format)
            }
        }
        _ => general_power(&b, &e).number(format),
    };
    let written = result.write(&mut m.heap);
    float::naming_operation(m, written, "EXPT", &[base, exponent])
}

/// exp(e * log(b)), as the standard defines it.
fn general_power(b: &Number, e: &Number) -> Complex64 {
    Complex64::of(e).times(Complex64::of(b).log()).exp()
}

/// The root of that degree of a rational that is not negative, if it is a rational.
fn exact_root(r: &Rational, degree: &IBig) -> Option<Rational> {
    let degree = usize::try_from(degree).ok()?;
    let root = |n: &IBig| {
        if n.sign() == Sign::Negative || degree > n.bit_len().max(1) && !n.is_one() && !n.is_zero() {
            return None;
        }
        let root = n.unsigned_abs().nth_root(degree);
        (root.pow(degree) == n.unsigned_abs()).then(|| IBig::from(root))
    };
    Some(Rational::new(root(r.numerator())?, root(r.denominator())?))
}

/// The principal square root, exact where it is rational.
pub(crate) fn square_root(m: &mut Mutator, value: Value) -> PrimitiveResult {
    if let Some(n) = short_natural(value) {
        let root = n.isqrt();
        return if root * root == n {
            Ok(integer::from_u64(&mut m.heap, root))
        } else {
            root_of_real(n as f64, FloatFormat::Single).write(&mut m.heap)
        };
    }
    let number = Number::read(&m.heap, value)?;
    let format = number.float_format();
    let result = match (&number.imaginary, format) {
        (None, None) => {
            let exact = number.real.exact().expect("a number without format is rational");
            root_of_rational(&exact)
        }
        (None, Some(format)) => {
            let x = number.real.to_double();
            root_of_real(x, format)
        }
        (Some(imaginary), None) => {
            let (a, b) = number.real.exact().zip(imaginary.exact()).expect("the parts are rational");
            exact_complex_root(&a, &b)
                .unwrap_or_else(|| Complex64::of(&number).sqrt().number(FloatFormat::Single))
        }
        (Some(_), Some(format)) => Complex64::of(&number).sqrt().number(format),
    };
    let written = result.write(&mut m.heap);
    float::naming_operation(m, written, "SQRT", &[value])
}

fn root_of_real(x: f64, format: FloatFormat) -> Number {
    let root = format.round(libm::sqrt(x.abs()));
    if x < 0.0 {
        return Number { real: format.round(0.0), imaginary: Some(root) };
    }
    let root = if x == 0.0 { format.round(x) } else { root };
    Number { real: root, imaginary: None }
}

fn root_of_rational(r: &Rational) -> Number {
    let is_negative = r.numerator().sign() == Sign::Negative;
    let magnitude = if is_negative { r.clone().negated() } else { r.clone() };
    match exact_root(&magnitude, &IBig::from(2)) {
        Some(root) if is_negative => {
            Number { real: Real::Integer(IBig::ZERO), imaginary: Some(Real::Ratio(root)) }
        }
        Some(root) => Number { real: Real::Ratio(root), imaginary: None },
        None => root_of_real(float::nearest_double(r), FloatFormat::Single),
    }
}

/// The root of a + bi when it is rational: its real part is the root of (|a + bi| + a) / 2.
fn exact_complex_root(a: &Rational, b: &Rational) -> Option<Number> {
    let two = IBig::from(2);
    let size = exact_root(&square_of_size(a, b), &two)?;
    let real = exact_root(&size.add(a.clone()).divide(two.clone().into()), &two)?;
    if real.numerator().is_zero() {
        return None;
    }
    let imaginary = b.clone().divide(real.clone().multiply(two.into()));
    Some(Number { real: Real::Ratio(real), imaginary: Some(Real::Ratio(imaginary)) })
}

/// |a + bi| squared.
fn square_of_size(a: &Rational, b: &Rational) -> Rational {
    let square = |x: &Rational| x.clone().multiply(x.clone());
    square(a).add(square(b))
}

/// The absolute value of a complex number, exact where it is rational.
pub(crate) fn magnitude(m: &mut Mutator, value: Value) -> PrimitiveResult {
    let number = Number::read(&m.heap, value)?;
    let imaginary = number.imaginary.clone().unwrap_or(Real::Integer(IBig::ZERO));
    let result = match number.float_format() {
        None => {
            let (a, b) = number.real.exact().zip(imaginary.exact()).expect("the parts are rational");
            root_of_rational(&square_of_size(&a, &b))
        }
        Some(format) => {
            let size = libm::hypot(number.real.to_double(), imaginary.to_double());
            Number { real: format.round(size), imaginary: None }
        }
    };
    let written = result.write(&mut m.heap);
    float::naming_operation(m, written, "ABS", &[value])
}

/// Greatest denominator of a ratio that [`logarithm`] tries as an exact result.
const MAX_EXACT_DENOMINATOR: i64 = 64;
/// Numbers longer than this are not raised to powers to see whether a logarithm is exact.
const MAX_EXACT_BITS: usize = 1 << 20;

/// The logarithm of `number` to `base`, exact where both are rational and it is a simple ratio.
pub(crate) fn logarithm(m: &mut Mutator, number: Value, base: Value) -> PrimitiveResult {
    let (n, b) = (Number::read(&m.heap, number)?, Number::read(&m.heap, base)?);
    if super::is_zero(&m.heap, number)? || super::is_zero(&m.heap, base)? {
        return Err(division_by_zero(m, sym::LOG, &[number, base]));
    }
    let is_positive = |x: &Number| x.imaginary.is_none() && x.real.to_double() >= 0.0;
    let format = n.float_format().max(b.float_format());
    let result = if is_positive(&n) && is_positive(&b) {
        let divisor = log_of_magnitude(&b.real);
        if divisor == 0.0 {
            return Err(division_by_zero(m, sym::LOG, &[number, base]));
        }
        let estimate = log_of_magnitude(&n.real) / divisor;
        if let (None, Some(n), Some(b)) = (format, n.real.exact(), b.real.exact())
            && let Some(exact) = exact_logarithm(&n, &b, estimate)
        {
            return exact.into_value(&mut m.heap);
        }
        Number { real: format.unwrap_or(FloatFormat::Single).round(estimate), imaginary: None }
    } else {
        let (n, b) = (Complex64::of(&n).log(), Complex64::of(&b).log());
        let format = format.unwrap_or(FloatFormat::Single);
        let (n, b) = (n.number(FloatFormat::Double), b.number(FloatFormat::Double));
        let quotient = super::complex::quotient(n, b);
        Complex64::of(&quotient).number(format)
    };
    let written = result.write(&mut m.heap);
    float::naming_operation(m, written, "LOG", &[number, base])
}

/// p/q near `estimate` with n^q = b^p.
fn exact_logarithm(n: &Rational, b: &Rational, estimate: f64) -> Option<Rational> {
    let bits = |r: &Rational| r.numerator().bit_len() + r.denominator().bit_len();
    (1..=MAX_EXACT_DENOMINATOR).find_map(|q| {
        let p = (estimate * q as f64).round();
        if (estimate * q as f64 - p).abs() > 1e-9 * p.abs().max(1.0)
            || p.abs() * bits(b) as f64 > MAX_EXACT_BITS as f64
        {
            return None;
        }
        let power = |r: &Rational, times: usize| (r.numerator().pow(times), r.denominator().pow(times));
        let (n_top, n_bottom) = power(n, q as usize);
        let (b_top, b_bottom) = power(b, p.abs() as usize);
        let is_equal = if p >= 0.0 {
            n_top == b_top && n_bottom == b_bottom
        } else {
            n_top == b_bottom && n_bottom == b_top
        };
        is_equal.then(|| Rational::new(IBig::from(p as i64), IBig::from(q)))
    })
}

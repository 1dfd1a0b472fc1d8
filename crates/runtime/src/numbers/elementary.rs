//! Exponential, logarithmic, trigonometric and hyperbolic functions (CLHS 12.1.4, 12.2).
//!
//! Everything is computed in double-floats by the crate `libm`, which gives the same bits on every platform, and is
//! rounded once to the format of the argument. A rational argument gives an exact result where there is one at zero or
//! one, else a single-float. Outside the interval where a function is real its value is complex; branch cuts are
//! those of the standard, whose formulas for a real argument take the imaginary part as positive zero.

use super::complex::{FloatFormat, Number};
use super::{Real, division_by_zero, float};
use crate::error::PrimitiveResult;
use crate::mutator::Mutator;
use crate::packages::standard_symbol;
use dashu_int::IBig;
use dashu_int::ops::{BitTest, UnsignedAbs};
use heapfmt::Value;
use std::f64::consts::{FRAC_PI_2, LN_2};

/// A complex number of doubles.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Complex64 {
    re: f64,
    im: f64,
}

/// A function of one argument.
pub(crate) struct Elementary {
    /// The function's name, a symbol of COMMON-LISP.
    name: &'static str,
    real: fn(f64) -> f64,
    /// Whether the value at a real number is real.
    is_real_at: fn(f64) -> bool,
    complex: fn(Complex64) -> Complex64,
    /// An integer at which the value is an integer too, and that value.
    exact: Option<(i64, i64)>,
    /// Whether a real number is a pole.
    is_pole: fn(f64) -> bool,
}

macro_rules! elementary {
    ($($constant:ident = $name:literal $real:expr, $is_real:expr, $complex:expr, $exact:expr, $is_pole:expr;)*) => {
        $(pub(crate) static $constant: Elementary = Elementary {
            name: $name, real: $real, is_real_at: $is_real, complex: $complex, exact: $exact, is_pole: $is_pole,
        };)*
    };
}

const EVERYWHERE: fn(f64) -> bool = |_| true;
const NOWHERE: fn(f64) -> bool = |_| false;

elementary! {
    EXP = "EXP" exponential, EVERYWHERE, Complex64::exp, Some((0, 1)), NOWHERE;
    LOG = "LOG" libm::log, |x| x >= 0.0, Complex64::log, Some((1, 0)), |x| x == 0.0;
    SIN = "SIN" libm::sin, EVERYWHERE, Complex64::sin, Some((0, 0)), NOWHERE;
    COS = "COS" libm::cos, EVERYWHERE, Complex64::cos, Some((0, 1)), NOWHERE;
    TAN = "TAN" libm::tan, EVERYWHERE, Complex64::tan, Some((0, 0)), NOWHERE;
    ASIN = "ASIN" libm::asin, |x| x.abs() <= 1.0, Complex64::asin, Some((0, 0)), NOWHERE;
    ACOS = "ACOS" libm::acos, |x| x.abs() <= 1.0, Complex64::acos, Some((1, 0)), NOWHERE;
    ATAN = "ATAN" libm::atan, EVERYWHERE, Complex64::atan, Some((0, 0)), NOWHERE;
    SINH = "SINH" libm::sinh, EVERYWHERE, Complex64::sinh, Some((0, 0)), NOWHERE;
    COSH = "COSH" libm::cosh, EVERYWHERE, Complex64::cosh, Some((0, 1)), NOWHERE;
    TANH = "TANH" libm::tanh, EVERYWHERE, Complex64::tanh, Some((0, 0)), NOWHERE;
    ASINH = "ASINH" libm::asinh, EVERYWHERE, Complex64::asinh, Some((0, 0)), NOWHERE;
    ACOSH = "ACOSH" libm::acosh, |x| x >= 1.0, Complex64::acosh, Some((1, 0)), NOWHERE;
    ATANH = "ATANH" libm::atanh, |x| x.abs() < 1.0, Complex64::atanh, Some((0, 0)), |x| x.abs() == 1.0;
}

/// The value of `function` at `argument`.
pub(crate) fn apply(m: &mut Mutator, function: &Elementary, argument: Value) -> PrimitiveResult {
    if let Some((point, value)) = function.exact
        && argument == Value::fixnum(point)
    {
        return Ok(Value::fixnum(value));
    }
    let number = Number::read(&m.heap, argument)?;
    let format = number.float_format().unwrap_or(FloatFormat::Single);
    let result = match &number.imaginary {
        None => {
            let x = number.real.to_double();
            // A tiny ratio is no pole though it is zero as a double.
            if (function.is_pole)(x) && (x != 0.0 || number.real.is_zero()) {
                let operation = standard_symbol(&mut m.heap, function.name);
                return Err(division_by_zero(m, operation, &[argument]));
            }
            if function.name == "LOG" {
                return log_of_real(m, &number.real, format);
            }
            if (function.is_real_at)(x) {
                Number { real: format.round((function.real)(x)), imaginary: None }
            } else {
                (function.complex)(Complex64 { re: x, im: 0.0 }).number(format)
            }
        }
        Some(imaginary) => {
            let z = Complex64 { re: number.real.to_double(), im: imaginary.to_double() };
            let is_pole = match function.name {
                "LOG" => z == ZERO,
                "ATAN" => z.re == 0.0 && z.im.abs() == 1.0,
                "ATANH" => z.im == 0.0 && z.re.abs() == 1.0,
                _ => false,
            };
            if is_pole {
                let operation = standard_symbol(&mut m.heap, function.name);
                return Err(division_by_zero(m, operation, &[argument]));
            }
            (function.complex)(z).number(format)
        }
    };
    let written = result.write(&mut m.heap);
    float::naming_operation(m, written, function.name, &[argument])
}

/// Logarithm of a real number that is not zero; integers and ratios may be beyond the range of floats.
fn log_of_real(m: &mut Mutator, x: &Real, format: FloatFormat) -> PrimitiveResult {
    let magnitude = log_of_magnitude(x);
    let is_negative = match x {
        Real::Integer(n) => *n < IBig::ZERO,
        Real::Ratio(r) => *r.numerator() < IBig::ZERO,
        x => x.to_double() < 0.0,
    };
    let imaginary = is_negative.then(|| format.round(std::f64::consts::PI));
    Number { real: format.round(magnitude), imaginary }.write(&mut m.heap)
}

/// Natural logarithm of the absolute value.
pub(super) fn log_of_magnitude(x: &Real) -> f64 {
    let of_integer = |n: &IBig| {
        let excess = n.bit_len().saturating_sub(1000);
        let leading = IBig::from(n.unsigned_abs() >> excess);
        libm::log(leading.to_f64().value()) + excess as f64 * LN_2
    };
    match x {
        Real::Integer(n) => of_integer(n),
        Real::Ratio(r) => {
            let near = float::nearest_double(r).abs();
            if near.is_normal() {
                libm::log(near)
            } else {
                of_integer(r.numerator()) - of_integer(r.denominator())
            }
        }
        x => libm::log(x.to_double().abs()),
    }
}

/// The leading 33 bits of the logarithm of two, whose product with any exponent of a double is exact, and the rest.
const LN_2_PARTS: (f64, f64) = (f64::from_bits(0x3fe6_2e42_fee0_0000), f64::from_bits(0x3dea_39ef_3579_3c76));

/// e to the power of `x`, but for about one argument in fifty the double nearest to it: `libm` computes with one
/// double, which may be off by one in the last place, as it is at 1.
fn exponential(x: f64) -> f64 {
    const LARGEST_WITH_NORMAL_POWERS: f64 = 708.0;
    const TERMS: [f64; 12] = {
        // 1/3!, 1/4! ...
        let (mut terms, mut n, mut term) = ([0.0; 12], 0, 0.5);
        while n < terms.len() {
            term /= (n + 3) as f64;
            terms[n] = term;
            n += 1;
        }
        terms
    };
    // Not a number, too large, or with a power below the normal ones.
    if x.is_nan() || x.abs() > LARGEST_WITH_NORMAL_POWERS {
        return libm::exp(x);
    }
    // x = scale * ln 2 + r + r_rest, and the power is 1 + r + r^2 / 2 + ... times two to the scale.
    let scale = libm::round(x / LN_2);
    let (above, below) = (x - scale * LN_2_PARTS.0, scale * LN_2_PARTS.1);
    let r = above - below;
    let r_rest = (above - r) - below;
    let half_square = 0.5 * r * r;
    let half_square_rest = libm::fma(0.5 * r, r, -half_square) + r * r_rest;
    let tail = r * r * r * TERMS.iter().rev().fold(0.0, |sum, term| sum * r + term);
    // The largest terms are added with what their sums lose.
    let first = 1.0 + r;
    let first_rest = (1.0 - first) + r;
    let second = first + half_square;
    let second_rest = (first - second) + half_square;
    let power = second + (first_rest + second_rest + half_square_rest + r_rest + tail);
    libm::scalbn(power, scale as i32)
}

const ZERO: Complex64 = Complex64 { re: 0.0, im: 0.0 };

impl Complex64 {
    /// The number with doubles for its parts.
    pub(super) fn of(number: &Number) -> Complex64 {
        let im = number.imaginary.as_ref().map_or(0.0, Real::to_double);
        Complex64 { re: number.real.to_double(), im }
    }

    /// The number in a float format.
    pub(super) fn number(self, format: FloatFormat) -> Number {
        Number { real: format.round(self.re), imaginary: Some(format.round(self.im)) }
    }

    pub(super) fn times(self, other: Complex64) -> Complex64 {
        Complex64 { re: self.re * other.re - self.im * other.im, im: self.re * other.im + self.im * other.re }
    }

    pub(super) fn exp(self) -> Complex64 {
        let (sin, cos) = libm::sincos(self.im);
        let size = exponential(self.re);
        Complex64 { re: size * cos, im: size * sin }
    }

    pub(super) fn log(self) -> Complex64 {
        Complex64 { re: libm::log(libm::hypot(self.re, self.im)), im: libm::atan2(self.im, self.re) }
    }

    pub(super) fn sqrt(self) -> Complex64 {
        if self.re == 0.0 && self.im == 0.0 {
            return Complex64 { re: 0.0, im: self.im };
        }
        let t = libm::sqrt((self.re.abs() / 2.0) + libm::hypot(self.re, self.im) / 2.0);
        if self.re >= 0.0 {
            Complex64 { re: t, im: self.im / (2.0 * t) }
        } else {
            Complex64 { re: self.im.abs() / (2.0 * t), im: t.copysign(self.im) }
        }
    }

    fn sin(self) -> Complex64 {
        let (sin, cos) = libm::sincos(self.re);
        Complex64 { re: sin * libm::cosh(self.im), im: cos * libm::sinh(self.im) }
    }

    fn cos(self) -> Complex64 {
        let (sin, cos) = libm::sincos(self.re);
        Complex64 { re: cos * libm::cosh(self.im), im: -(sin * libm::sinh(self.im)) }
    }

    fn tan(self) -> Complex64 {
        self.times_i().tanh().times_minus_i()
    }

    fn sinh(self) -> Complex64 {
        let (sin, cos) = libm::sincos(self.im);
        Complex64 { re: libm::sinh(self.re) * cos, im: libm::cosh(self.re) * sin }
    }

    fn cosh(self) -> Complex64 {
        let (sin, cos) = libm::sincos(self.im);
        Complex64 { re: libm::cosh(self.re) * cos, im: libm::sinh(self.re) * sin }
    }

    fn tanh(self) -> Complex64 {
        // Beyond this the hyperbolic functions overflow, and the value is 1 or -1.
        if self.re.abs() > 300.0 {
            return Complex64 { re: 1f64.copysign(self.re), im: 0f64.copysign(self.im) };
        }
        let (sin, cos) = libm::sincos(2.0 * self.im);
        let divisor = libm::cosh(2.0 * self.re) + cos;
        Complex64 { re: libm::sinh(2.0 * self.re) / divisor, im: sin / divisor }
    }

    fn times_i(self) -> Complex64 {
        Complex64 { re: -self.im, im: self.re }
    }

    fn times_minus_i(self) -> Complex64 {
        Complex64 { re: self.im, im: -self.re }
    }

    fn conjugate(self) -> Complex64 {
        Complex64 { re: self.re, im: -self.im }
    }

    /// 1 + self
    fn one_plus(self) -> Complex64 {
        Complex64 { re: 1.0 + self.re, im: self.im }
    }

    /// 1 - self; a zero imaginary part stays positive.
    fn one_minus(self) -> Complex64 {
        Complex64 { re: 1.0 - self.re, im: 0.0 - self.im }
    }

    // The inverse functions as in W. Kahan, Branch Cuts for Complex Elementary Functions.

    fn asin(self) -> Complex64 {
        let (minus, plus) = (self.one_minus().sqrt(), self.one_plus().sqrt());
        Complex64 {
            re: libm::atan2(self.re, minus.times(plus).re),
            im: libm::asinh(minus.conjugate().times(plus).im),
        }
    }

    fn acos(self) -> Complex64 {
        let asin = self.asin();
        Complex64 { re: FRAC_PI_2 - asin.re, im: -asin.im }
    }

    fn acosh(self) -> Complex64 {
        let minus = Complex64 { re: self.re - 1.0, im: self.im }.sqrt();
        let plus = self.one_plus().sqrt();
        Complex64 {
            re: libm::asinh(minus.conjugate().times(plus).re),
            im: 2.0 * libm::atan2(minus.im, plus.re),
        }
    }

    fn asinh(self) -> Complex64 {
        self.times_i().asin().times_minus_i()
    }

    fn atanh(self) -> Complex64 {
        let (plus, minus) = (self.one_plus().log(), self.one_minus().log());
        // On the cuts the imaginary part has the sign of the real part.
        let on_cut = self.im == 0.0 && self.re.abs() > 1.0;
        let im = if on_cut { FRAC_PI_2.copysign(self.re) } else { (plus.im - minus.im) / 2.0 };
        Complex64 { re: (plus.re - minus.re) / 2.0, im }
    }

    fn atan(self) -> Complex64 {
        self.times_i().atanh().times_minus_i()
    }
}

//! Division with a rounded quotient: FLOOR, CEILING, TRUNCATE and ROUND.

use super::{Real, division_by_zero, float, integer, long_division, products};
use crate::error::Trap;
use crate::mutator::Mutator;
use dashu_int::ops::{BitTest, UnsignedAbs};
use dashu_int::{IBig, Sign};
use heapfmt::Value;
use heapfmt::statics::sym;

/// Which integer next to the exact quotient is taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rounding {
    /// The lower one.
    Floor,
    /// The upper one.
    Ceiling,
    /// The one nearer to zero.
    Truncate,
    /// The nearer one, the even one of two equally near.
    Round,
}

impl Rounding {
    /// `x`, below [`LARGEST_EXACT`], without its fraction.
    fn whole(self, x: f64) -> f64 {
        match self {
            Rounding::Floor => x.floor(),
            Rounding::Ceiling => x.ceil(),
            Rounding::Truncate => x.trunc(),
            Rounding::Round => x.round_ties_even(),
        }
    }

    fn operation(self) -> Value {
        match self {
            Rounding::Floor => sym::FLOOR,
            Rounding::Ceiling => sym::CEILING,
            Rounding::Truncate => sym::TRUNCATE,
            Rounding::Round => sym::ROUND,
        }
    }

    /// What to add to the truncated quotient. `half` orders twice the remainder's size against the divisor's.
    fn adjustment(
        self,
        remainder: std::cmp::Ordering,
        divisor_negative: bool,
        quotient_odd: bool,
        half: impl FnOnce() -> std::cmp::Ordering,
    ) -> i64 {
        use std::cmp::Ordering::{Equal, Greater, Less};
        if remainder == Equal {
            return 0;
        }
        let exact_is_negative = (remainder == Less) != divisor_negative;
        match self {
            Rounding::Truncate => 0,
            Rounding::Floor => -i64::from(exact_is_negative),
            Rounding::Ceiling => i64::from(!exact_is_negative),
            Rounding::Round => {
                let away = match half() {
                    Greater => true,
                    Equal => quotient_odd,
                    Less => false,
                };
                match (away, exact_is_negative) {
                    (false, _) => 0,
                    (true, true) => -1,
                    (true, false) => 1,
                }
            }
        }
    }
}

/// Doubles below this have exact integer and fractional parts.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// Quotient and remainder of two real numbers. The quotient is an integer; the remainder is a float when one of
/// the numbers is.
pub fn divide(m: &mut Mutator, rounding: Rounding, a: Value, b: Value) -> Result<(Value, Value), Trap> {
    if let (Some(x), Some(y)) = (a.as_fixnum(), b.as_fixnum())
        && y != 0
    {
        let (quotient, remainder) = (x / y, x % y);
        let adjustment = rounding.adjustment(remainder.cmp(&0), y < 0, quotient & 1 == 1, || {
            (2 * remainder.unsigned_abs()).cmp(&y.unsigned_abs())
        });
        let quotient = integer::from_i64(&mut m.heap, quotient + adjustment);
        return Ok((quotient, Value::fixnum(remainder - adjustment * y)));
    }
    if b == Value::fixnum(1)
        && let Some(x) = float::to_f64(&m.heap, a)
        && x.abs() < LARGEST_EXACT
    {
        let quotient = rounding.whole(x);
        let remainder = x - quotient;
        let remainder = match a.as_single() {
            Some(_) => Value::single(remainder as f32),
            None => float::double(&mut m.heap, remainder),
        };
        return Ok((integer::from_i64(&mut m.heap, quotient as i64), remainder));
    }
    let x = Real::read(&m.heap, a, sym::REAL)?;
    let y = Real::read(&m.heap, b, sym::REAL)?;
    if super::is_zero(&m.heap, b)? {
        return Err(division_by_zero(m, rounding.operation(), &[a, b]));
    }
    if let (Real::Integer(n), Real::Integer(d)) = (&x, &y) {
        integer::reserve_bits(&mut m.heap, n.bit_len() as u128, products::WORK_SPACE)?;
        let (quotient, remainder) = divide_integers(rounding, n, d);
        let quotient = integer::from_big(&mut m.heap, &quotient)?;
        return Ok((quotient, integer::from_big(&mut m.heap, &remainder)?));
    }
    let (Some(dividend), Some(divisor)) = (x.exact(), y.exact()) else {
        return Err(float::computed_double(&mut m.heap, f64::NAN).expect_err("a NaN is refused"));
    };
    let exact = dividend.clone().divide(divisor.clone());
    let quotient = divide_integers(rounding, exact.numerator(), exact.denominator()).0;
    let remainder = dividend.subtract(divisor.multiply(quotient.clone().into()));
    let remainder = match Real::Integer(IBig::ZERO).contagion(&x).contagion(&y) {
        Real::Single(_) => Real::Single(float::nearest_single(&remainder)),
        Real::Double(_) => Real::Double(float::nearest_double(&remainder)),
        _ => Real::Ratio(remainder),
    };
    let quotient = integer::from_big(&mut m.heap, &quotient)?;
    Ok((quotient, remainder.write(&mut m.heap)?))
}

/// Quotient and remainder of two integers, the second of which is not zero.
fn divide_integers(rounding: Rounding, n: &IBig, d: &IBig) -> (IBig, IBig) {
    let (quotient, remainder) = long_division::divide(n, d);
    let odd = (&quotient & IBig::ONE).is_one();
    let magnitude = |n: &IBig| n.unsigned_abs();
    let adjustment = rounding.adjustment(remainder.cmp(&IBig::ZERO), d.sign() == Sign::Negative, odd, || {
        (magnitude(&remainder) << 1).cmp(&magnitude(d))
    });
    if adjustment == 0 {
        return (quotient, remainder);
    }
    let adjustment = IBig::from(adjustment);
    (quotient + &adjustment, remainder - adjustment * d)
}

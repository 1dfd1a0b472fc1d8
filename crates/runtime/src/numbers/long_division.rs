//! Division of very long integers, by multiplication with an approximate reciprocal of the divisor.
//!
//! The reciprocal comes from Newton's iteration, which doubles its length each time. A quotient that is not much
//! shorter than the divisor is computed in several long digits, so that the reciprocal needs the length of a digit
//! only. All in all a division costs as much as a few products of the same length. Reciprocal and digits may be a few
//! units wrong: each digit is corrected by the remainder, which is exact.

use super::products::natural_product;
use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{IBig, Sign, UBig};

/// Limbs of the quotient from which on the library's division is slower.
const MIN_QUOTIENT: usize = 1600;
/// Limbs of the longest reciprocal that the library's division computes.
const MAX_DIRECT_RECIPROCAL: usize = 400;

const LIMB_BITS: usize = 64;

/// Quotient, rounded towards zero, and remainder. The divisor is not zero.
pub(crate) fn divide(dividend: &IBig, divisor: &IBig) -> (IBig, IBig) {
    let ((sign, n), (divisor_sign, d)) = (dividend.as_sign_words(), divisor.as_sign_words());
    let n_quotient = (n.len() + 1).saturating_sub(d.len());
    if d.len().min(n_quotient) < MIN_QUOTIENT {
        return dividend.div_rem(divisor);
    }
    // Digits of equal length, at most as long as the divisor. Half of it takes half of the reciprocal's time.
    let n_digits = if n_quotient > d.len() {
        n_quotient.div_ceil(d.len())
    } else if 3 * n_quotient > d.len() {
        2
    } else {
        1
    };
    let divisor = Divisor::new(UBig::from_words(d), n_quotient.div_ceil(n_digits));
    let (quotient, remainder) = divisor.divide(UBig::from_words(n));
    let quotient_sign = if sign == divisor_sign { Sign::Positive } else { Sign::Negative };
    (IBig::from_parts(quotient_sign, quotient), IBig::from_parts(sign, remainder))
}

/// A divisor with its reciprocal.
pub(super) struct Divisor {
    divisor: UBig,
    reciprocal: UBig,
    /// Length of the reciprocal and of the digits of quotients.
    digit_bits: usize,
}

impl Divisor {
    /// The digits of quotients are to have `n_limbs`, not more than the divisor.
    pub(super) fn new(divisor: UBig, n_limbs: usize) -> Divisor {
        let (n_bits, digit_bits) = (divisor.bit_len(), n_limbs * LIMB_BITS);
        let upper_part = if n_bits >= digit_bits {
            &divisor >> (n_bits - digit_bits)
        } else {
            &divisor << (digit_bits - n_bits)
        };
        Divisor { reciprocal: reciprocal(&upper_part, digit_bits), divisor, digit_bits }
    }

    /// Quotient and remainder.
    pub(super) fn divide(&self, dividend: UBig) -> (UBig, UBig) {
        let Divisor { divisor, reciprocal, digit_bits } = self;
        let (n_bits, digit_bits) = (divisor.bit_len(), *digit_bits);
        // The part of the dividend before the digits is below the divisor.
        let n_digits = (dividend.bit_len() + 1).saturating_sub(n_bits).div_ceil(digit_bits);
        let (low, mut remainder) = dividend.split_bits(n_digits * digit_bits);
        let chunks = low.to_chunks(digit_bits);
        let mut digits = Vec::with_capacity(n_digits);
        for index in (0..n_digits).rev() {
            remainder <<= digit_bits;
            // Chunks that are zero are not there when they are the highest.
            if let Some(chunk) = chunks.get(index) {
                remainder += chunk;
            }
            let quotient = natural_product(&(&remainder >> n_bits), reciprocal) >> digit_bits;
            let (quotient, rest) = corrected(quotient, remainder, divisor);
            digits.push(quotient);
            remainder = rest;
        }
        digits.reverse();
        (UBig::from_chunks(digits.iter(), digit_bits), remainder)
    }
}

/// The quotient and the remainder, from an estimate of the quotient that is wrong by a few units.
fn corrected(mut quotient: UBig, dividend: UBig, divisor: &UBig) -> (UBig, UBig) {
    let mut remainder = IBig::from(dividend) - IBig::from(natural_product(&quotient, divisor));
    while remainder.sign() == Sign::Negative {
        remainder += divisor;
        quotient -= 1u8;
    }
    let mut remainder = UBig::try_from(remainder).expect("it is not negative");
    while &remainder >= divisor {
        remainder -= divisor;
        quotient += 1u8;
    }
    (quotient, remainder)
}

/// About 2^2n / `divisor`, for a divisor of n bits.
fn reciprocal(divisor: &UBig, n_bits: usize) -> UBig {
    if n_bits <= MAX_DIRECT_RECIPROCAL * LIMB_BITS {
        return (UBig::ONE << (2 * n_bits)) / divisor;
    }
    // A limb more than half of them, so that the errors that are squared vanish.
    let n_half = n_bits.div_ceil(2 * LIMB_BITS) * LIMB_BITS + LIMB_BITS;
    let half = reciprocal(&(divisor >> (n_bits - n_half)), n_half);
    // With e = 1 - divisor * half, the next approximation is half + half * e.
    let error = (IBig::ONE << (n_bits + n_half)) - IBig::from(natural_product(divisor, &half));
    let (sign, error) = (error >> (n_bits - n_half)).into_parts();
    let change = IBig::from_parts(sign, natural_product(&half, &error) >> (3 * n_half - n_bits));
    let sum = IBig::from(half << (n_bits - n_half)) + change;
    UBig::try_from(sum).expect("the approximation is positive")
}

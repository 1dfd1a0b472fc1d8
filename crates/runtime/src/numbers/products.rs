//! Products and powers of integers: the library's kernels for most lengths, the transform for long factors.

use super::convolution;
use dashu_int::ops::BitTest;
use dashu_int::{IBig, Sign, UBig};

/// Limbs of the shorter factor from which on the transform is faster.
const MIN_TRANSFORMED: usize = 500;

/// Memory outside the heap that computing a product takes, as a multiple of its length: copies of the factors, the
/// product itself, and three vectors of coefficients for the transform.
pub(crate) const WORK_SPACE: usize = 8;

/// `a * b`
pub(crate) fn product(a: &IBig, b: &IBig) -> IBig {
    let ((a_sign, a_limbs), (b_sign, b_limbs)) = (a.as_sign_words(), b.as_sign_words());
    if !is_transformed(a_limbs.len(), b_limbs.len()) {
        return a * b;
    }
    let sign = if a_sign == b_sign { Sign::Positive } else { Sign::Negative };
    IBig::from_sign_words(sign, &convolution::product(a_limbs, b_limbs))
}

/// `a * b`
pub(super) fn natural_product(a: &UBig, b: &UBig) -> UBig {
    if is_transformed(a.as_words().len(), b.as_words().len()) {
        UBig::from_words(&convolution::product(a.as_words(), b.as_words()))
    } else {
        a * b
    }
}

/// Whether factors of these many limbs are multiplied by the transform.
pub(super) fn is_transformed(a: usize, b: usize) -> bool {
    a.min(b) >= MIN_TRANSFORMED
}

/// `base` to a power.
pub(super) fn power(base: &IBig, exponent: usize) -> IBig {
    let (sign, magnitude) = base.clone().into_parts();
    let sign = if exponent % 2 == 1 { sign } else { Sign::Positive };
    IBig::from_parts(sign, natural_power(&magnitude, exponent))
}

/// `base` to a power, by repeated squaring from the exponent's highest bit. The factors of two are shifted in last.
pub(super) fn natural_power(base: &UBig, exponent: usize) -> UBig {
    let n_twos = base.trailing_zeros().unwrap_or(0);
    let odd = base >> n_twos;
    // The library raises to the power that it is fastest for.
    let mut n_squarings = 0;
    while (exponent >> n_squarings) > MIN_TRANSFORMED * 64 / odd.bit_len().max(1) {
        n_squarings += 1;
    }
    let mut power = odd.pow(exponent >> n_squarings);
    for bit in (0..n_squarings).rev() {
        power = natural_square(&power);
        if exponent >> bit & 1 == 1 {
            power = natural_product(&power, &odd);
        }
    }
    power << (n_twos * exponent)
}

fn natural_square(n: &UBig) -> UBig {
    if is_transformed(n.as_words().len(), n.as_words().len()) { natural_product(n, n) } else { n.sqr() }
}

#[cfg(test)]
mod tests {
    use super::power;
    use dashu_int::{IBig, UBig};

    #[test]
    fn powers_agree_with_the_library() {
        let long = UBig::ones(64 * 90);
        for base in
            [0, 1, 2, 3, -3, 7, -10, 96, i64::MIN + 1].map(IBig::from).into_iter().chain([IBig::from(long)])
        {
            for exponent in [0, 1, 2, 3, 5, 63, 64, 500, 1023, 1025] {
                assert!(power(&base, exponent) == base.pow(exponent), "{base} to the power {exponent}");
            }
        }
        for exponent in [40_000, 65_535, 65_536, 120_001] {
            assert!(power(&IBig::from(-3), exponent) == IBig::from(-3).pow(exponent), "{exponent}");
        }
    }
}

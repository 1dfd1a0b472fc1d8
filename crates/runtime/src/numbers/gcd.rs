//! Greatest common divisors of long integers, by Lehmer's and Schönhage's methods.
//!
//! The quotients of Euclid's algorithm depend on the leading halves of the two numbers for half of the way. So a step
//! computes from those, recursively, a matrix that reduces them, and applies it to the whole numbers by multiplication.
//! Any matrix of determinant 1 leaves the divisor as it is, so one that is a little wrong for the whole numbers, which
//! makes one of them negative, costs nothing: the sign is turned.

use super::products::product;
use super::{Poll, long_division};
use dashu_int::ops::{BitTest, Gcd};
use dashu_int::{IBig, Sign};
use std::convert::Infallible;
use std::mem;

/// Bits of the shorter number from which on the library's method is slower.
const MIN_BITS: usize = 64 * 3000;
/// Bits of numbers whose matrix is computed from 62 bits at a time.
const MAX_DIRECT_BITS: usize = 64 * 120;
/// Leading bits that are worked with in machine words.
const LEADING: usize = 62;

/// The greatest common divisor, not negative.
pub(super) fn gcd(a: &IBig, b: &IBig) -> IBig {
    let Ok(divisor) = polled_gcd::<Infallible>(a, b, &|| Ok(()));
    divisor
}

/// As [`gcd`], with looks for an interrupt.
pub(super) fn polled_gcd<E>(a: &IBig, b: &IBig, poll: Poll<'_, E>) -> Result<IBig, E> {
    if a.is_zero() || b.is_zero() {
        return Ok(magnitude(if a.is_zero() { b } else { a }));
    }
    if n_bits(a, b).0 < MIN_BITS {
        return Ok(IBig::from(a.gcd(b)));
    }
    let (mut a, mut b) = (magnitude(a), magnitude(b));
    while n_bits(&a, &b).0 >= MIN_BITS {
        poll()?;
        let n_low = n_bits(&a, &b).1 / 2;
        reduce(&mut a, &mut b, n_low, poll)?;
        if a < b {
            mem::swap(&mut a, &mut b);
        }
        // A step of Euclid's own, so that there is progress whatever the matrix was worth.
        if !b.is_zero() {
            let remainder = long_division::divide(&a, &b).1;
            a = mem::replace(&mut b, remainder);
        }
    }
    polled_gcd(&a, &b, poll)
}

fn magnitude(n: &IBig) -> IBig {
    if n.sign() == Sign::Negative { -n } else { n.clone() }
}

/// Two rows by two columns, of determinant 1 or -1.
struct Matrix([IBig; 4]);

impl Matrix {
    fn identity() -> Matrix {
        Matrix([IBig::ONE, IBig::ZERO, IBig::ZERO, IBig::ONE])
    }

    /// What `first` does and then this one.
    fn after(&self, first: &Matrix) -> Matrix {
        let ([a, b, c, d], [e, f, g, h]) = (&self.0, &first.0);
        let sum = |p, q, r, s| product(p, q) + product(r, s);
        Matrix([sum(a, e, b, g), sum(a, f, b, h), sum(c, e, d, g), sum(c, f, d, h)])
    }
}

/// Reduces two natural numbers by what their bits from `n_low` on come to; returns the matrix that does it.
fn reduce<E>(a: &mut IBig, b: &mut IBig, n_low: usize, poll: Poll<'_, E>) -> Result<Matrix, E> {
    let (upper_a, upper_b, Matrix([mut m0, mut m1, mut m2, mut m3])) =
        half_gcd(&*a >> n_low, &*b >> n_low, poll)?;
    let low = |n: &IBig| n & ((IBig::ONE << n_low) - IBig::ONE);
    let (low_a, low_b) = (low(a), low(b));
    *a = (upper_a << n_low) + product(&m0, &low_a) + product(&m1, &low_b);
    *b = (upper_b << n_low) + product(&m2, &low_a) + product(&m3, &low_b);
    if a.sign() == Sign::Negative {
        *a = -mem::take(a);
        (m0, m1) = (-m0, -m1);
    }
    if b.sign() == Sign::Negative {
        *b = -mem::take(b);
        (m2, m3) = (-m2, -m3);
    }
    Ok(Matrix([m0, m1, m2, m3]))
}

fn n_bits(a: &IBig, b: &IBig) -> (usize, usize) {
    let (a, b) = (a.bit_len(), b.bit_len());
    (a.min(b), a.max(b))
}

/// Reduces two natural numbers of up to n bits until the smaller one has about n/2; returns them and the matrix.
fn half_gcd<E>(a: IBig, b: IBig, poll: Poll<'_, E>) -> Result<(IBig, IBig, Matrix), E> {
    let (shorter, n) = n_bits(&a, &b);
    let least = n / 2 + 1;
    if shorter <= least {
        return Ok((a, b, Matrix::identity()));
    }
    if n <= MAX_DIRECT_BITS {
        return Ok(half_gcd_directly(a, b, least));
    }
    poll()?;
    let (mut a, mut b) = (a, b);
    let mut matrix = reduce(&mut a, &mut b, n / 2, poll)?;
    if n_bits(&a, &b).0 > least {
        divide(&mut a, &mut b, &mut matrix);
    }
    let (shorter, longer) = n_bits(&a, &b);
    if shorter > least {
        let n_low = (2 * least).saturating_sub(longer).max(n / 4);
        matrix = reduce(&mut a, &mut b, n_low, poll)?.after(&matrix);
    }
    Ok((a, b, matrix))
}

/// Replaces the larger number by its remainder by the other.
fn divide(a: &mut IBig, b: &mut IBig, matrix: &mut Matrix) {
    let [m0, m1, m2, m3] = &mut matrix.0;
    if a > b {
        let (quotient, remainder) = long_division::divide(a, b);
        *a = remainder;
        *m0 -= product(&quotient, m2);
        *m1 -= product(&quotient, m3);
    } else {
        let (quotient, remainder) = long_division::divide(b, a);
        *b = remainder;
        *m2 -= product(&quotient, m0);
        *m3 -= product(&quotient, m1);
    }
}

/// As [`half_gcd`], by leading bits that fit into machine words again and again.
fn half_gcd_directly(a: IBig, b: IBig, least: usize) -> (IBig, IBig, Matrix) {
    let (mut a, mut b, mut matrix) = (a, b, Matrix::identity());
    loop {
        let (shorter, n) = n_bits(&a, &b);
        if shorter <= least {
            return (a, b, matrix);
        }
        let small = if n < least + LEADING / 2 || shorter + LEADING / 2 <= n {
            None
        } else {
            small_matrix(leading(&a, n - LEADING), leading(&b, n - LEADING))
        };
        // None near to the end, and for a quotient of many bits.
        let Some([m0, m1, m2, m3]) = small else {
            divide(&mut a, &mut b, &mut matrix);
            continue;
        };
        (a, b) = (&a * m3 - &b * m1, &b * m0 - &a * m2);
        let [p, q, r, s] = matrix.0;
        matrix = Matrix([&p * m3 - &r * m1, &q * m3 - &s * m1, r * m0 - p * m2, s * m0 - q * m2]);
    }
}

fn leading(n: &IBig, n_low: usize) -> u64 {
    (n >> n_low).try_into().expect("the leading bits fit")
}

/// The matrix that takes reduced numbers back to `a` and `b`, as far as it is right for all numbers that begin with their
/// bits: N. Möller, On Schönhage's algorithm and subquadratic integer gcd computation. None when it changes nothing.
fn small_matrix(a: u64, b: u64) -> Option<[u64; 4]> {
    const LEAST: u64 = 1 << (LEADING / 2 + 1);
    let (mut a, mut b, mut m) = (a, b, [1, 0, 0, 1]);
    if a.min(b) < LEAST {
        return None;
    }
    while a.abs_diff(b) >= LEAST {
        if a > b {
            let q = quotient(&mut a, b, LEAST);
            m[1] += q * m[0];
            m[3] += q * m[2];
        } else {
            let q = quotient(&mut b, a, LEAST);
            m[0] += q * m[1];
            m[2] += q * m[3];
        }
    }
    (m[1] != 0 || m[2] != 0).then_some(m)
}

/// Replaces `n` by its remainder by `d`, or by one more `d` when that is too small.
fn quotient(n: &mut u64, d: u64, least: u64) -> u64 {
    let (mut quotient, mut rest) = (*n / d, *n % d);
    if rest < least {
        rest += d;
        quotient -= 1;
    }
    *n = rest;
    quotient
}

#[cfg(test)]
mod tests {
    use super::{MIN_BITS, gcd, polled_gcd};
    use dashu_int::IBig;
    use dashu_int::ops::Gcd;

    /// A number of `n_limbs` limbs, another one for each `seed`.
    fn number(n_limbs: usize, seed: u64) -> IBig {
        let mut state = seed | 1;
        let limbs = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state ^ state >> 33
        });
        IBig::from(dashu_int::UBig::from_words(&limbs.take(n_limbs).collect::<Vec<u64>>()))
    }

    #[test]
    fn long_divisors_agree_with_the_library() {
        let least = MIN_BITS / 64;
        for (seed, common) in [(1, 1), (2, 500), (3, least), (4, 2 * least)] {
            let common = number(common, seed);
            let (a, b) = (number(least + 100, seed + 10) * &common, number(least + 300, seed + 20) * &common);
            assert!(gcd(&a, &-&b) == IBig::from((&a).gcd(&b)), "{seed}");
        }
    }

    #[test]
    fn near_and_multiple_numbers() {
        let a = number(2 * MIN_BITS / 64, 5);
        assert!(gcd(&a, &a) == a && gcd(&a, &IBig::ZERO) == a && gcd(&IBig::ZERO, &-&a) == a);
        assert!(gcd(&a, &(&a + IBig::ONE)).is_one());
        assert!(gcd(&a, &(&a * number(MIN_BITS / 64, 6))) == a);
        let power = IBig::ONE << (2 * MIN_BITS);
        assert!(gcd(&power, &(&power - IBig::ONE)).is_one());
        assert!(gcd(&power, &(IBig::ONE << MIN_BITS)) == IBig::ONE << MIN_BITS);
        // All quotients are one.
        let (mut a, mut b) = (IBig::ONE, IBig::ONE);
        for _ in 0..MIN_BITS * 2 {
            a += &b;
            std::mem::swap(&mut a, &mut b);
        }
        assert!(gcd(&a, &b).is_one());
    }

    #[test]
    fn an_interrupt_ends_it() {
        let (a, b) = (number(MIN_BITS / 32, 7), number(MIN_BITS / 32, 8));
        assert_eq!(polled_gcd(&a, &b, &|| Err("interrupted")), Err("interrupted"));
    }
}

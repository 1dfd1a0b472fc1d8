//! Number-theoretic transforms, for products of polynomials modulo `x^n - 1` and modulo a prime.
//!
//! The transform is incomplete: `x^n - 1` is split by halves into polynomials `x^m - r`, and these small leaves are
//! multiplied as schools teach it. That saves the layers of the transform that would cost more than they spare,
//! keeps the table of roots to n/2m entries, and, with m from 5 to 9, lets n follow the length of the product
//! instead of jumping from one power of two to the next.
//!
//! The primes are c * 2^40 + 1, so there are roots for every length that memory can hold, and below 2^62, so that
//! sums of up to four residues need no reduction. Factors that are known beforehand carry their quotient by the
//! prime, which makes a modular product three machine multiplications (V. Shoup); the layers leave their results
//! within a few multiples of the prime (D. Harvey, Faster arithmetic for number-theoretic transforms).

use std::ops::RangeInclusive;

/// A factor that many residues are multiplied by.
#[derive(Clone, Copy)]
pub(super) struct Factor {
    value: u64,
    /// `value * 2^64 / p`, rounded down.
    quotient: u64,
}

/// The integers modulo a prime between 2^61 and 2^62.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) p: u64,
    /// An element of order 2^[`ORDER`].
    root: u64,
    /// `-1/p` modulo 2^64.
    negated_inverse: u64,
    /// 2^125 / p, rounded down.
    reciprocal: u64,
}

/// Logarithm of the largest power of two that divides `p - 1` for both primes.
const ORDER: u32 = 40;

pub(super) const FIELDS: [Field; 2] =
    [Field::new(0x3fffc0 << ORDER | 1, 7), Field::new(0x3fffbe << ORDER | 1, 3)];

impl Field {
    /// `nonresidue` is no square modulo `p`.
    const fn new(p: u64, nonresidue: u64) -> Field {
        assert!(p >> 61 == 1, "sums of four residues fit a word, and the reciprocal does too");
        let mut inverse = p;
        let mut n_correct_bits = 3;
        while n_correct_bits < 64 {
            inverse = inverse.wrapping_mul(2u64.wrapping_sub(p.wrapping_mul(inverse)));
            n_correct_bits *= 2;
        }
        let reciprocal = ((1u128 << 125) / p as u128) as u64;
        let mut field = Field { p, root: 0, negated_inverse: inverse.wrapping_neg(), reciprocal };
        field.root = field.power(nonresidue, (p - 1) >> ORDER);
        field
    }

    pub(super) const fn product(&self, x: u64, y: u64) -> u64 {
        (x as u128 * y as u128 % self.p as u128) as u64
    }

    pub(super) const fn power(&self, base: u64, exponent: u64) -> u64 {
        let (mut result, mut square, mut rest) = (1, base, exponent);
        while rest != 0 {
            if rest & 1 == 1 {
                result = self.product(result, square);
            }
            square = self.product(square, square);
            rest >>= 1;
        }
        result
    }

    /// `value` is below p.
    #[inline]
    pub(super) fn factor(&self, value: u64) -> Factor {
        // Since p is above 2^61, the estimate is at most three too small, and the rest is below 4p.
        let mut quotient = ((u128::from(value) * u128::from(self.reciprocal)) >> 61) as u64;
        let mut rest = quotient.wrapping_mul(self.p).wrapping_neg();
        while rest >= self.p {
            rest -= self.p;
            quotient += 1;
        }
        Factor { value, quotient }
    }

    /// `x * factor` below 2p, for any `x`.
    #[inline(always)]
    pub(super) fn scaled(&self, x: u64, factor: Factor) -> u64 {
        let quotient = ((u128::from(x) * u128::from(factor.quotient)) >> 64) as u64;
        x.wrapping_mul(factor.value).wrapping_sub(quotient.wrapping_mul(self.p))
    }

    /// `x` less `multiple`, a multiple of p, if it is not below it.
    #[inline(always)]
    fn reduced(&self, x: u64, multiple: u64) -> u64 {
        x.min(x.wrapping_sub(multiple))
    }

    /// `x` below p, for `x` below 4p.
    #[inline(always)]
    pub(super) fn residue(&self, x: u64) -> u64 {
        self.reduced(self.reduced(x, 2 * self.p), self.p)
    }

    /// `x / 2^64` below p + x / 2^64, for `x` below 3p * 2^64.
    #[inline(always)]
    fn divided_by_word(&self, x: u128) -> u64 {
        let multiple = (x as u64).wrapping_mul(self.negated_inverse);
        ((x + u128::from(multiple) * u128::from(self.p)) >> 64) as u64
    }
}

/// The roots that split the blocks of each layer: block `j` of a layer is a polynomial modulo `x^h - r^2`, and its
/// halves are modulo `x^(h/2) - r` and `x^(h/2) + r` where `r` is entry `j`. The exponents are in the order of the
/// reversed bits of `j`, so that one table serves all layers.
pub(super) fn roots(field: &Field, n_blocks: usize) -> Vec<Factor> {
    let mut roots = Vec::with_capacity(n_blocks);
    roots.push(field.factor(1));
    let mut order = 1;
    while roots.len() < n_blocks {
        order += 1;
        let root = field.factor(field.power(field.root, 1 << (ORDER - order)));
        for j in 0..roots.len() {
            roots.push(field.factor(field.residue(field.scaled(roots[j].value, root))));
        }
    }
    roots
}

/// Four equal parts.
fn quarters(values: &mut [u64]) -> [&mut [u64]; 4] {
    let (low, high) = values.split_at_mut(values.len() / 2);
    let (first, second) = low.split_at_mut(low.len() / 2);
    let (third, fourth) = high.split_at_mut(high.len() / 2);
    [first, second, third, fourth]
}

/// Lengths of the leaves.
pub(super) const LEAVES: RangeInclusive<usize> = 5..=9;

/// A convolution's transforms modulo one of the primes.
pub(super) struct Transform<'r> {
    pub(super) field: Field,
    pub(super) roots: &'r [Factor],
    /// Length of the leaves.
    pub(super) leaf: usize,
}

impl Transform<'_> {
    /// Splits `block` of a layer down to the leaves. Values are below 4p, before and after.
    pub(super) fn forward(&self, values: &mut [u64], block: usize) {
        let Transform { field, roots, leaf } = self;
        let double = 2 * field.p;
        let butterfly = |x: u64, y: u64, root: Factor| {
            let (x, y) = (field.reduced(x, double), field.scaled(y, root));
            (x + y, x + (double - y))
        };
        if values.len() == 2 * leaf {
            let (low, high) = values.split_at_mut(*leaf);
            for (x, y) in low.iter_mut().zip(high) {
                (*x, *y) = butterfly(*x, *y, roots[block]);
            }
        }
        if values.len() <= 2 * leaf {
            return;
        }
        // Two layers at once.
        let (root, left, right) = (roots[block], roots[2 * block], roots[2 * block + 1]);
        let quarter = values.len() / 4;
        let [first, second, third, fourth] = quarters(values);
        for (((a, b), c), d) in first.iter_mut().zip(second).zip(third).zip(fourth) {
            let (x, z) = butterfly(*a, *c, root);
            let (y, w) = butterfly(*b, *d, root);
            (*a, *b) = butterfly(x, y, left);
            (*c, *d) = butterfly(z, w, right);
        }
        if quarter > *leaf {
            for (part, values) in values.chunks_exact_mut(quarter).enumerate() {
                self.forward(values, 4 * block + part);
            }
        }
    }

    /// Joins the leaves of `block` of a layer; the values come out multiplied by the number of leaves. Values are
    /// below 2p, before and after.
    pub(super) fn backward(&self, values: &mut [u64], block: usize) {
        let Transform { field, roots, leaf } = self;
        let double = 2 * field.p;
        let butterfly = |x: u64, y: u64, root: Factor| {
            (field.reduced(x + y, double), field.scaled(y + (double - x), root))
        };
        // The inverse of a root is another root of the same layer, negated.
        let inverse = |block: usize| match block {
            0 => field.factor(field.p - 1),
            _ => roots[(3 << block.ilog2()) - 1 - block],
        };
        if values.len() == 2 * leaf {
            let root = inverse(block);
            let (low, high) = values.split_at_mut(*leaf);
            for (x, y) in low.iter_mut().zip(high) {
                (*x, *y) = butterfly(*x, *y, root);
            }
        }
        if values.len() <= 2 * leaf {
            return;
        }
        let quarter = values.len() / 4;
        if quarter > *leaf {
            for (part, values) in values.chunks_exact_mut(quarter).enumerate() {
                self.backward(values, 4 * block + part);
            }
        }
        let (root, left, right) = (inverse(block), inverse(2 * block), inverse(2 * block + 1));
        let [first, second, third, fourth] = quarters(values);
        for (((a, b), c), d) in first.iter_mut().zip(second).zip(third).zip(fourth) {
            let (x, y) = butterfly(*a, *b, left);
            let (z, w) = butterfly(*c, *d, right);
            (*a, *c) = butterfly(x, z, root);
            (*b, *d) = butterfly(y, w, root);
        }
    }

    /// Multiplies the leaves of `values` by those of `other`; the products come out divided by 2^64, below 2p.
    pub(super) fn multiply_leaves(&self, values: &mut [u64], other: Option<&[u64]>) {
        match self.leaf {
            5 => self.multiply_leaves_of::<5>(values, other),
            6 => self.multiply_leaves_of::<6>(values, other),
            7 => self.multiply_leaves_of::<7>(values, other),
            8 => self.multiply_leaves_of::<8>(values, other),
            _ => self.multiply_leaves_of::<9>(values, other),
        }
    }

    fn multiply_leaves_of<const M: usize>(&self, values: &mut [u64], other: Option<&[u64]>) {
        let field = &self.field;
        for (leaf, x) in values.as_chunks_mut::<M>().0.iter_mut().enumerate() {
            let other = other.map_or(*x, |other| other.as_chunks::<M>().0[leaf]);
            let root = self.roots[leaf / 2];
            // The second factor as it stands, and before it multiplied by the r of the leaf's x^m - r, which is
            // what products beyond the leaf's length are to be multiplied by.
            let mut y = [0; 2 * *LEAVES.end()];
            for (j, other) in other.into_iter().enumerate() {
                y[M + j] = field.residue(other);
                let turned = field.residue(field.scaled(other, root));
                y[j] = if leaf % 2 == 0 { turned } else { field.p - turned };
            }
            let factor = x.map(|x| field.residue(x));
            for (i, x) in x.iter_mut().enumerate() {
                let mut sum = 0u128;
                for (j, factor) in factor.iter().enumerate() {
                    sum += u128::from(*factor) * u128::from(y[M + i - j]);
                }
                // Up to 9 products of residues: below 9p^2, which is below 9/4 p * 2^64.
                *x = field.reduced(field.divided_by_word(sum), 2 * field.p);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, ORDER};

    /// By Proth's theorem c * 2^k + 1 with c < 2^k is prime if some power by c * 2^(k-1) is -1, and the root has the
    /// order that it should have.
    #[test]
    fn moduli_are_prime() {
        for field in FIELDS {
            assert!((field.p - 1).is_multiple_of(1 << ORDER) && (field.p - 1) >> ORDER < 1 << ORDER);
            assert_eq!(field.power(field.root, 1 << (ORDER - 1)), field.p - 1);
        }
    }
}

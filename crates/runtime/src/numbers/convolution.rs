//! Products of very long integers, by convolution modulo two primes.
//!
//! Both factors are cut into coefficients of B bits; the product of the two polynomials is computed modulo each of
//! two primes, and is carried out again. It is exact: a coefficient of the product is a sum of at most L terms below
//! 2^2B, L being the number of the shorter factor's coefficients, and B is chosen so that L * 2^2B is at most 2^123,
//! while the product of the primes is above that. So the two residues determine every coefficient.

use super::transform::{FIELDS, Factor, Field, LEAVES, Transform, roots};

/// The first prime's inverse modulo the second.
const INVERSE_OF_FIRST: u64 = FIELDS[1].power(FIELDS[0].p % FIELDS[1].p, FIELDS[1].p - 2);

/// No coefficient of a product has more bits.
const PRODUCT_BITS: u32 = 123;
const _: () = assert!((FIELDS[0].p as u128 * FIELDS[1].p as u128) >> PRODUCT_BITS != 0);

/// How a product is cut into coefficients and transformed.
#[derive(Clone, Copy, Debug)]
struct Plan {
    coefficient_bits: u32,
    /// Coefficients of the product.
    n_coefficients: usize,
    leaf: usize,
    n_leaves: usize,
}

impl Plan {
    /// For factors of these many limbs, the second one not longer.
    fn new(long: usize, short: usize) -> Plan {
        // Coefficients have more than 32 bits, so a limb gives at most two.
        let n_terms_log2 = (2 * short).ilog2() + 1;
        let coefficient_bits = (PRODUCT_BITS - n_terms_log2) / 2;
        assert!(coefficient_bits > 32, "no memory holds such factors");
        let count = |n_limbs: usize| {
            n_limbs + n_limbs * (64 - coefficient_bits as usize) / coefficient_bits as usize + 1
        };
        // One more than the product of the polynomials has, for the last carry.
        let n_coefficients = count(long) + count(short);
        let (leaf, n_leaves) = LEAVES
            .map(|leaf| (leaf, n_coefficients.div_ceil(leaf).next_power_of_two()))
            .min_by_key(|(leaf, n_leaves)| leaf * n_leaves)
            .expect("there are lengths of leaves");
        Plan { coefficient_bits, n_coefficients, leaf, n_leaves: n_leaves.max(2) }
    }

    /// Puts the coefficients of an integer into `values`, and zeros behind them.
    fn cut(&self, limbs: &[u64], values: &mut Vec<u64>) {
        let (n_values, bits) = (self.leaf * self.n_leaves, self.coefficient_bits);
        values.clear();
        values.reserve_exact(n_values);
        let (mut buffer, mut n_buffered) = (0u128, 0);
        for &limb in limbs {
            buffer |= u128::from(limb) << n_buffered;
            n_buffered += 64;
            while n_buffered >= bits {
                values.push(buffer as u64 & ((1 << bits) - 1));
                buffer >>= bits;
                n_buffered -= bits;
            }
        }
        values.push(buffer as u64);
        values.resize(n_values, 0);
    }

    /// The integer whose coefficients, transformed and back, have these residues.
    fn carry_out(&self, residues: &[Vec<u64>; 2], n_limbs: usize) -> Vec<u64> {
        let [first, second] = &FIELDS;
        // The transforms left the values multiplied by the inverse of this.
        let scale = |field: &Field| {
            let n_leaves = field.power(self.n_leaves as u64, field.p - 2);
            field.product(n_leaves, ((1u128 << 64) % u128::from(field.p)) as u64)
        };
        let first_scale = first.factor(scale(first));
        let second_scale = second.factor(second.product(scale(second), INVERSE_OF_FIRST));
        let inverse = second.factor(INVERSE_OF_FIRST);
        let bits = self.coefficient_bits;
        let mut limbs = Vec::with_capacity(n_limbs);
        let (mut carry, mut buffer, mut n_buffered) = (0u128, 0u128, 0);
        for (x, y) in residues[0].iter().zip(&residues[1]).take(self.n_coefficients) {
            // With x modulo p and y modulo q the coefficient is x + p * ((y - x) / p modulo q).
            let x = first.residue(first.scaled(*x, first_scale));
            let quotient = second.scaled(*y, second_scale) + 2 * second.p - second.scaled(x, inverse);
            let value = u128::from(x) + u128::from(second.residue(quotient)) * u128::from(first.p);
            // What is carried has fewer bits than the coefficients, so their sum fits, too.
            carry += value;
            buffer |= (carry & ((1 << bits) - 1)) << n_buffered;
            carry >>= bits;
            n_buffered += bits;
            if n_buffered >= 64 {
                if limbs.len() == n_limbs {
                    break;
                }
                limbs.push(buffer as u64);
                buffer >>= 64;
                n_buffered -= 64;
            }
        }
        assert_eq!(limbs.len(), n_limbs, "the coefficients have at least as many bits as the limbs");
        limbs
    }
}

/// The two transforms of one factor, or of a product.
type Transforms = [Vec<u64>; 2];

/// A product of factors that are both transformed for it.
fn balanced_product(long: &[u64], short: &[u64]) -> Vec<u64> {
    let plan = Plan::new(long.len(), short.len());
    let mut other = Vec::new();
    let residues = [0, 1].map(|prime| {
        let roots = roots(&FIELDS[prime], plan.n_leaves / 2);
        let transform = Transform { field: FIELDS[prime], roots: &roots, leaf: plan.leaf };
        let mut values = Vec::new();
        plan.cut(long, &mut values);
        transform.forward(&mut values, 0);
        if long == short {
            transform.multiply_leaves(&mut values, None);
        } else {
            plan.cut(short, &mut other);
            transform.forward(&mut other, 0);
            transform.multiply_leaves(&mut values, Some(&other));
        }
        transform.backward(&mut values, 0);
        values
    });
    drop(other);
    plan.carry_out(&residues, long.len() + short.len())
}

/// A factor this many times as long as the other is multiplied in pieces.
const UNBALANCED: usize = 6;
/// Length of these pieces, as a multiple of the shorter factor's.
const PIECE: usize = 3;

/// A product of factors the shorter of which is transformed only once, for all pieces of the longer one.
fn unbalanced_product(long: &[u64], short: &[u64]) -> Vec<u64> {
    let n_piece = PIECE * short.len();
    let plan = Plan::new(n_piece, short.len());
    let roots: [Vec<Factor>; 2] = FIELDS.map(|field| roots(&field, plan.n_leaves / 2));
    let transforms =
        [0, 1].map(|prime| Transform { field: FIELDS[prime], roots: &roots[prime], leaf: plan.leaf });
    let mut factor: Transforms = [const { Vec::new() }; 2];
    for (transform, values) in transforms.iter().zip(&mut factor) {
        plan.cut(short, values);
        transform.forward(values, 0);
    }
    let mut product = vec![0u64; long.len() + short.len()];
    let mut residues: Transforms = [const { Vec::new() }; 2];
    for (index, piece) in long.chunks(n_piece).enumerate() {
        for ((transform, factor), values) in transforms.iter().zip(&factor).zip(&mut residues) {
            plan.cut(piece, values);
            transform.forward(values, 0);
            transform.multiply_leaves(values, Some(factor));
            transform.backward(values, 0);
        }
        let part = plan.carry_out(&residues, piece.len() + short.len());
        let mut carry = false;
        for (limb, addend) in product[index * n_piece..].iter_mut().zip(part) {
            let (sum, first_carry) = limb.overflowing_add(addend);
            let (sum, second_carry) = sum.overflowing_add(u64::from(carry));
            (*limb, carry) = (sum, first_carry || second_carry);
        }
        assert!(!carry, "above the part no limbs have been set");
    }
    product
}

/// The product of two integers, least significant limbs first, as long as both together.
pub(super) fn product(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if long.len() < UNBALANCED * short.len() {
        balanced_product(long, short)
    } else {
        unbalanced_product(long, short)
    }
}

#[cfg(test)]
mod tests {
    use super::product;
    use dashu_int::UBig;

    fn check(a: &[u64], b: &[u64]) {
        let expected = UBig::from_words(a) * UBig::from_words(b);
        let product = product(a, b);
        assert_eq!(product.len(), a.len() + b.len());
        assert_eq!(UBig::from_words(&product), expected, "{} by {} limbs", a.len(), b.len());
    }

    /// The largest coefficients that there are, for all plans of small products and some of large ones.
    #[test]
    fn products_of_ones() {
        let ones = vec![u64::MAX; 20_000];
        for a in 1..=40 {
            for b in 1..=a {
                check(&ones[..a], &ones[..b]);
            }
        }
        for (a, b) in [
            (255, 255),
            (256, 256),
            (257, 256),
            (700, 300),
            (1000, 1),
            (1024, 170),
            (4000, 4000),
            (20_000, 600),
        ] {
            check(&ones[..a], &ones[..b]);
        }
    }

    /// Coefficients that are mostly zero, and those whose transforms are constant.
    #[test]
    fn products_of_single_bits() {
        for n_limbs in [3, 17, 64, 500] {
            for bit in [0, 1, 54, 63, 64, 65, 64 * n_limbs - 1] {
                let mut power = vec![0; n_limbs];
                power[bit / 64] = 1 << (bit % 64);
                let below = UBig::from_words(&power) - 1u8;
                let above = UBig::from_words(&power) + 1u8;
                check(&power, &power);
                check(above.as_words(), &power);
                if !below.is_zero() {
                    check(below.as_words(), above.as_words());
                }
            }
        }
    }
}

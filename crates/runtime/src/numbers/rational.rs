//! Ratios: two coprime integers, the denominator above one.

use super::products::product;
use super::{Poll, integer, long_division};
use crate::error::PrimitiveResult;
use crate::heap::Heap;
use dashu_int::{IBig, Sign};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, pair_number};
use std::cmp::Ordering;
use std::convert::Infallible;

/// A rational off the heap, in lowest terms; the denominator is positive.
#[derive(Clone, Debug)]
pub(crate) struct Rational {
    numerator: IBig,
    denominator: IBig,
}

impl From<IBig> for Rational {
    fn from(numerator: IBig) -> Rational {
        Rational { numerator, denominator: IBig::ONE }
    }
}

fn gcd(a: &IBig, b: &IBig) -> IBig {
    if a.is_one() || b.is_one() { IBig::ONE } else { super::gcd::gcd(a, b) }
}

/// `n / divisor`, which is an integer.
fn exact_quotient(n: IBig, divisor: &IBig) -> IBig {
    if divisor.is_one() { n } else { long_division::divide(&n, divisor).0 }
}

/// `a * b`. Many of the factors here are one.
fn times(a: IBig, b: IBig) -> IBig {
    if b.is_one() {
        a
    } else if a.is_one() {
        b
    } else {
        product(&a, &b)
    }
}

// Sums and products cancel common factors before the large multiplications: Knuth, The Art of Computer Programming,
// volume 2, section 4.5.1.
impl Rational {
    /// The quotient of two integers, the second of which is not zero.
    pub(crate) fn new(numerator: IBig, denominator: IBig) -> Rational {
        let Ok(quotient) = Rational::reduced::<Infallible>(numerator, denominator, &|| Ok(()));
        quotient
    }

    /// As [`Rational::new`], with looks for an interrupt.
    pub(super) fn reduced<E>(numerator: IBig, denominator: IBig, poll: Poll<'_, E>) -> Result<Rational, E> {
        let divisor = super::gcd::polled_gcd(&numerator, &denominator, poll)?;
        let (n, d) = (exact_quotient(numerator, &divisor), exact_quotient(denominator, &divisor));
        Ok(Rational { numerator: n, denominator: d }.with_positive_denominator())
    }

    fn with_positive_denominator(self) -> Rational {
        if self.denominator.sign() == Sign::Negative {
            Rational { numerator: -self.numerator, denominator: -self.denominator }
        } else {
            self
        }
    }

    pub(crate) fn numerator(&self) -> &IBig {
        &self.numerator
    }

    pub(crate) fn denominator(&self) -> &IBig {
        &self.denominator
    }

    /// The number with the other sign.
    pub(crate) fn negated(self) -> Rational {
        Rational { numerator: -self.numerator, denominator: self.denominator }
    }

    /// The sum.
    pub(crate) fn add(self, other: Rational) -> Rational {
        self.combine(other, |a, b| a + b)
    }

    /// The difference.
    pub(crate) fn subtract(self, other: Rational) -> Rational {
        self.combine(other, |a, b| a - b)
    }

    fn combine(self, other: Rational, operation: impl Fn(IBig, IBig) -> IBig) -> Rational {
        let (a, c) = (self.numerator, other.numerator);
        let (b, d) = (self.denominator, other.denominator);
        let common = gcd(&b, &d);
        if common.is_one() {
            return Rational {
                numerator: operation(times(a, d.clone()), times(c, b.clone())),
                denominator: times(b, d),
            };
        }
        let (ours, theirs) = (exact_quotient(b, &common), exact_quotient(d.clone(), &common));
        let sum = operation(times(a, theirs), times(c, ours.clone()));
        if sum.is_zero() {
            return sum.into();
        }
        let factor = gcd(&sum, &common);
        Rational {
            numerator: exact_quotient(sum, &factor),
            denominator: times(ours, exact_quotient(d, &factor)),
        }
    }

    /// The product.
    pub(crate) fn multiply(self, other: Rational) -> Rational {
        self.scale(other.numerator, other.denominator)
    }

    /// The quotient by a rational that is not zero.
    pub(crate) fn divide(self, other: Rational) -> Rational {
        self.scale(other.denominator, other.numerator).with_positive_denominator()
    }

    /// `self * n / d` for coprime `n` and `d`; the denominator has the sign of `d`.
    fn scale(self, n: IBig, d: IBig) -> Rational {
        if self.numerator.is_zero() || n.is_zero() {
            return IBig::ZERO.into();
        }
        let (first, second) = (gcd(&self.numerator, &d), gcd(&n, &self.denominator));
        Rational {
            numerator: times(exact_quotient(self.numerator, &first), exact_quotient(n, &second)),
            denominator: times(exact_quotient(self.denominator, &second), exact_quotient(d, &first)),
        }
    }

    /// Order by value.
    pub(crate) fn compare(&self, other: &Rational) -> Ordering {
        let theirs = product(&other.numerator, &self.denominator);
        product(&self.numerator, &other.denominator).cmp(&theirs)
    }

    /// The rational in the heap: an integer when the denominator is one.
    pub(crate) fn into_value(self, heap: &mut Heap) -> PrimitiveResult {
        let numerator = integer::from_big(heap, &self.numerator)?;
        if self.denominator.is_one() {
            return Ok(numerator);
        }
        let denominator = integer::from_big(heap, &self.denominator)?;
        Ok(allocate_ratio(heap, numerator, denominator))
    }
}

/// A ratio of coprime integers, the denominator above one.
pub(super) fn allocate_ratio(heap: &mut Heap, numerator: Value, denominator: Value) -> Value {
    let ratio = heap.allocate(Header::new(TypeCode::Ratio));
    heap.initialize_slot(ratio, pair_number::FIRST, numerator);
    heap.initialize_slot(ratio, pair_number::SECOND, denominator);
    ratio
}

/// Numerator and denominator of an integer or ratio, or `None` for other objects.
pub(crate) fn read(heap: &Heap, value: Value) -> Option<Rational> {
    if let Some(numerator) = integer::to_big(heap, value) {
        return Some(numerator.into());
    }
    if !heap.is(value, TypeCode::Ratio) {
        return None;
    }
    let part = |word| integer::to_big(heap, heap.slot(value, word)).expect("a ratio holds integers");
    Some(Rational { numerator: part(pair_number::FIRST), denominator: part(pair_number::SECOND) })
}

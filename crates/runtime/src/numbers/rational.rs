//! Ratios: two coprime integers, the denominator above one.

use super::integer;
use crate::error::PrimitiveResult;
use crate::heap::Heap;
use dashu_int::ops::{Gcd, UnsignedAbs};
use dashu_int::{IBig, Sign};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, pair_number};
use std::cmp::Ordering;

/// A rational off the heap. The denominator is positive; lowest terms are made when it goes back.
#[derive(Clone, Debug)]
pub(crate) struct Rational {
    pub(crate) numerator: IBig,
    pub(crate) denominator: IBig,
}

impl From<IBig> for Rational {
    fn from(numerator: IBig) -> Rational {
        Rational { numerator, denominator: IBig::ONE }
    }
}

impl Rational {
    /// The sum, not reduced.
    pub(crate) fn add(&self, other: &Rational) -> Rational {
        Rational {
            numerator: &self.numerator * &other.denominator + &other.numerator * &self.denominator,
            denominator: &self.denominator * &other.denominator,
        }
    }

    /// The difference, not reduced.
    pub(crate) fn subtract(&self, other: &Rational) -> Rational {
        Rational {
            numerator: &self.numerator * &other.denominator - &other.numerator * &self.denominator,
            denominator: &self.denominator * &other.denominator,
        }
    }

    /// The product, not reduced.
    pub(crate) fn multiply(&self, other: &Rational) -> Rational {
        Rational {
            numerator: &self.numerator * &other.numerator,
            denominator: &self.denominator * &other.denominator,
        }
    }

    /// The quotient by a rational that is not zero, not reduced.
    pub(crate) fn divide(&self, other: &Rational) -> Rational {
        let numerator = &self.numerator * &other.denominator;
        let denominator = &self.denominator * &other.numerator;
        if denominator.sign() == Sign::Negative {
            Rational { numerator: -numerator, denominator: -denominator }
        } else {
            Rational { numerator, denominator }
        }
    }

    /// Order by value.
    pub(crate) fn compare(&self, other: &Rational) -> Ordering {
        (&self.numerator * &other.denominator).cmp(&(&other.numerator * &self.denominator))
    }

    /// The rational in the heap, in lowest terms: an integer when the denominator becomes one.
    pub(crate) fn into_value(self, heap: &mut Heap) -> PrimitiveResult {
        if self.denominator.is_one() {
            return integer::from_big(heap, &self.numerator);
        }
        if self.numerator.is_zero() {
            return Ok(Value::fixnum(0));
        }
        let divisor = IBig::from((&self.numerator).unsigned_abs().gcd((&self.denominator).unsigned_abs()));
        let numerator = integer::from_big(heap, &(self.numerator / &divisor))?;
        let denominator = integer::from_big(heap, &(self.denominator / &divisor))?;
        if denominator == Value::fixnum(1) {
            return Ok(numerator);
        }
        let ratio = heap.allocate(Header::new(TypeCode::Ratio));
        heap.initialize_slot(ratio, pair_number::FIRST, numerator);
        heap.initialize_slot(ratio, pair_number::SECOND, denominator);
        Ok(ratio)
    }
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

//! Digits of long integers in any radix.
//!
//! The integer is divided by a power of the radix of about half its length, quotient and remainder again by the power
//! of half that length, and so on until the library converts what is left. The powers' reciprocals are computed only
//! once, so each division is two products.

use super::long_division::Divisor;
use super::products::natural_power;
use dashu_int::UBig;
use dashu_int::ops::{BitTest, DivRem};

/// Limbs from which on the library's conversion is slower.
const MIN_LIMBS: usize = 1000;
/// Limbs of a power from which on division by its reciprocal is faster than the library's division.
const MIN_RECIPROCAL: usize = 700;

/// The digits of `n` in `radix` (2 to 36), letters in upper case.
pub(super) fn digits(n: &UBig, radix: u8) -> String {
    let n_limbs = n.as_words().len();
    if n_limbs < MIN_LIMBS || radix.is_power_of_two() {
        return library_digits(n, radix);
    }
    // Not less than there are.
    let n_digits = (n.bit_len() as f64 / f64::from(radix).log2() * (1.0 + f64::EPSILON)) as usize + 1;
    let n_halvings = (2 * n_limbs / MIN_LIMBS).ilog2() as usize + 1;
    let part_digits = n_digits.div_ceil(1 << n_halvings);
    let mut powers = Vec::with_capacity(n_halvings);
    let mut power = natural_power(&UBig::from(radix), part_digits);
    for _ in 1..n_halvings {
        let square = natural_power(&power, 2);
        powers.push(Power::new(power, false));
        power = square;
    }
    powers.push(Power::new(power, true));
    let mut conversion =
        Conversion { radix, part_digits, powers: &powers, text: String::with_capacity(n_digits) };
    conversion.write(n.clone(), n_halvings);
    conversion.text
}

fn library_digits(n: &UBig, radix: u8) -> String {
    let mut digits = n.in_radix(radix).to_string();
    digits.make_ascii_uppercase();
    digits
}

/// A power of the radix to divide by.
enum Power {
    Short(UBig),
    Long(Divisor),
}

impl Power {
    /// The reciprocal of a power that one number only is divided by is worth no more than half its length.
    fn new(power: UBig, is_used_once: bool) -> Power {
        match power.as_words().len() {
            ..MIN_RECIPROCAL => Power::Short(power),
            n_limbs if is_used_once => Power::Long(Divisor::new(power, n_limbs.div_ceil(2))),
            n_limbs => Power::Long(Divisor::new(power, n_limbs)),
        }
    }

    fn divide(&self, n: UBig) -> (UBig, UBig) {
        match self {
            Power::Short(power) => n.div_rem(power),
            Power::Long(power) => power.divide(n),
        }
    }
}

struct Conversion<'p> {
    radix: u8,
    /// Digits of the parts that the library converts.
    part_digits: usize,
    /// The radix to the power of `part_digits` times 1, 2, 4, ...
    powers: &'p [Power],
    text: String,
}

impl Conversion<'_> {
    /// Writes a number of `part_digits << n_halvings` digits, without leading zeros when there is nothing before it.
    fn write(&mut self, n: UBig, n_halvings: usize) {
        if n_halvings > 0 {
            let (high, low) = self.powers[n_halvings - 1].divide(n);
            self.write(high, n_halvings - 1);
            self.write(low, n_halvings - 1);
        } else if !self.text.is_empty() {
            let part = library_digits(&n, self.radix);
            self.text.extend(std::iter::repeat_n('0', self.part_digits - part.len()));
            self.text.push_str(&part);
        } else if !n.is_zero() {
            self.text = library_digits(&n, self.radix);
        }
    }
}

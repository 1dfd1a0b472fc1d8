//! Long integers to digits in any radix and back.
//!
//! The integer is divided by a power of the radix of about half its length, quotient and remainder again by the power
//! of half that length, and so on until what is left is short. The powers' reciprocals are computed only once, so each
//! division is two products. Digits are put together the same way.

use super::Poll;
use super::long_division::Divisor;
use super::products::{natural_power, natural_product};
use dashu_int::UBig;
use dashu_int::ops::{BitTest, DivRem};

/// Limbs from which on halving is faster than the library's conversion.
const MIN_LIMBS: usize = 1000;
/// Limbs from which on halving is faster than [`decimal_digits`].
const MIN_DECIMAL_LIMBS: usize = 64;
/// Digits from which on putting halves together is faster than the library's conversion.
const MIN_DIGITS: usize = 20_000;
/// Limbs of a power from which on division by its reciprocal is faster than the library's division.
const MIN_RECIPROCAL: usize = 700;

/// The digits of `n` in `radix` (2 to 36), letters in upper case.
pub(super) fn digits<E>(n: &UBig, radix: u8, poll: Poll<'_, E>) -> Result<String, E> {
    let n_limbs = n.as_words().len();
    let min_limbs = if radix == 10 { MIN_DECIMAL_LIMBS } else { MIN_LIMBS };
    if n_limbs < min_limbs || radix.is_power_of_two() {
        return Ok(short_digits(n, radix));
    }
    // Not less than there are.
    let n_digits = (n.bit_len() as f64 / f64::from(radix).log2() * (1.0 + f64::EPSILON)) as usize + 1;
    let n_halvings = (2 * n_limbs / min_limbs).ilog2() as usize + 1;
    let part_digits = n_digits.div_ceil(1 << n_halvings);
    let mut powers = Vec::with_capacity(n_halvings);
    let mut power = natural_power(&UBig::from(radix), part_digits);
    for _ in 1..n_halvings {
        poll()?;
        let square = natural_power(&power, 2);
        powers.push(Power::new(power, false));
        power = square;
    }
    powers.push(Power::new(power, true));
    let mut conversion =
        Conversion { radix, part_digits, powers: &powers, text: String::with_capacity(n_digits) };
    conversion.write(n.clone(), n_halvings, poll)?;
    Ok(conversion.text)
}

/// The digits of a number of moderate length, the letters in upper case.
fn short_digits(n: &UBig, radix: u8) -> String {
    if radix == 10 && n.as_words().len() > 1 {
        return decimal_digits(n);
    }
    let mut digits = n.in_radix(radix).to_string();
    digits.make_ascii_uppercase();
    digits
}

/// The largest power of ten in a limb, and 2^128 - 1 divided by it, without the highest bit.
const CHUNK: u64 = 10_000_000_000_000_000_000;
const CHUNK_RECIPROCAL: u64 = (u128::MAX / CHUNK as u128) as u64;
const CHUNK_DIGITS: usize = 19;

/// Decimal digits, nineteen at a time.
fn decimal_digits(n: &UBig) -> String {
    let mut limbs = n.as_words().to_vec();
    let mut chunks = Vec::with_capacity(limbs.len() * 65 / 63 + 1);
    while let Some(&highest) = limbs.last() {
        if highest == 0 {
            limbs.pop();
            continue;
        }
        let remainder = limbs.iter_mut().rev().fold(0, |remainder, limb| {
            let (quotient, remainder) = divide_by_chunk(remainder, *limb);
            *limb = quotient;
            remainder
        });
        chunks.push(remainder);
    }
    let mut text = String::with_capacity(chunks.len() * CHUNK_DIGITS);
    let mut highest_first = chunks.into_iter().rev();
    text.push_str(&highest_first.next().unwrap_or(0).to_string());
    for mut chunk in highest_first {
        let mut digits = [b'0'; CHUNK_DIGITS];
        for digit in digits.iter_mut().rev() {
            *digit += (chunk % 10) as u8;
            chunk /= 10;
        }
        text.extend(digits.map(char::from));
    }
    text
}

/// `high * 2^64 + low` divided by [`CHUNK`], with `high` below it: N. Moeller and T. Granlund, Improved division by
/// invariant integers, algorithm 4.
#[inline(always)]
fn divide_by_chunk(high: u64, low: u64) -> (u64, u64) {
    let estimate =
        u128::from(CHUNK_RECIPROCAL) * u128::from(high) + (u128::from(high) << 64 | u128::from(low));
    let mut quotient = ((estimate >> 64) as u64).wrapping_add(1);
    let mut remainder = low.wrapping_sub(quotient.wrapping_mul(CHUNK));
    if remainder > estimate as u64 {
        quotient = quotient.wrapping_sub(1);
        remainder = remainder.wrapping_add(CHUNK);
    }
    if remainder >= CHUNK {
        quotient += 1;
        remainder -= CHUNK;
    }
    (quotient, remainder)
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
    fn write<E>(&mut self, n: UBig, n_halvings: usize, poll: Poll<'_, E>) -> Result<(), E> {
        if n_halvings > 0 {
            poll()?;
            let (high, low) = self.powers[n_halvings - 1].divide(n);
            self.write(high, n_halvings - 1, poll)?;
            self.write(low, n_halvings - 1, poll)?;
        } else if !self.text.is_empty() {
            let part = short_digits(&n, self.radix);
            self.text.extend(std::iter::repeat_n('0', self.part_digits - part.len()));
            self.text.push_str(&part);
        } else if !n.is_zero() {
            self.text = short_digits(&n, self.radix);
        }
        Ok(())
    }
}

/// The natural number that `digits` of `radix` stand for; there is at least one.
pub(super) fn number<E>(digits: &str, radix: u8, poll: Poll<'_, E>) -> Result<UBig, E> {
    if digits.len() < MIN_DIGITS || radix.is_power_of_two() {
        return Ok(short_number(digits, radix));
    }
    let n_halvings = (2 * digits.len() / MIN_DIGITS).ilog2() as usize;
    let part_digits = digits.len().div_ceil(1 << n_halvings);
    let mut powers = vec![natural_power(&UBig::from(radix), part_digits)];
    for index in 1..n_halvings {
        poll()?;
        powers.push(natural_power(&powers[index - 1], 2));
    }
    number_by_parts(digits, radix, part_digits, &powers, poll)
}

fn short_number(digits: &str, radix: u8) -> UBig {
    UBig::from_str_radix(digits, u32::from(radix)).expect("the digits are of that radix")
}

/// As [`number`], by the radix to the power of `part_digits` times 1, 2, 4, ...
fn number_by_parts<E>(
    digits: &str,
    radix: u8,
    part_digits: usize,
    powers: &[UBig],
    poll: Poll<'_, E>,
) -> Result<UBig, E> {
    let Some((power, lower_powers)) = powers.split_last() else { return Ok(short_number(digits, radix)) };
    let by_parts = |digits| number_by_parts(digits, radix, part_digits, lower_powers, poll);
    let n_low = part_digits << lower_powers.len();
    if digits.len() <= n_low {
        return by_parts(digits);
    }
    poll()?;
    let (high, low) = digits.split_at(digits.len() - n_low);
    Ok(natural_product(&by_parts(high)?, power) + by_parts(low)?)
}

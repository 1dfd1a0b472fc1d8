//! The syntax of numbers (CLHS 2.3.1): from the characters of a token to a number, or nothing.

use crate::error::{PrimitiveResult, Trap};
use crate::mutator::Mutator;
use crate::numbers::{float, integer, make_rational};
use heapfmt::Value;

/// Which float an exponent marker asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FloatFormat {
    Single,
    Double,
}

/// Why a token that has the syntax of a number is none.
#[derive(Debug)]
pub(super) enum NumberError {
    /// A sentence.
    Unrepresentable(&'static str),
    /// The heap is full.
    Trap(Trap),
}

impl From<Trap> for NumberError {
    fn from(trap: Trap) -> NumberError {
        NumberError::Trap(trap)
    }
}

/// The number that `text` is in base `radix`; `None` when it has not the syntax of one.
pub(super) fn parse_number(
    m: &mut Mutator,
    text: &str,
    radix: u32,
    default_format: FloatFormat,
) -> Result<Option<Value>, NumberError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    // Most tokens are names: they are told apart by their first character.
    if !unsigned.starts_with(|c: char| c.is_digit(radix) || c.is_ascii_digit() || c == '.') {
        return Ok(None);
    }
    if let Some(rational) = parse_rational(m, text, unsigned, radix)? {
        return Ok(Some(rational));
    }
    if let Some(decimal) = unsigned.strip_suffix('.')
        && is_digits(decimal, 10)
    {
        let signed = &text[..text.len() - 1];
        return Ok(Some(parse_integer(m, signed, 10)?));
    }
    parse_float(m, text, unsigned, default_format)
}

/// The rational that `text` is in base `radix`; `None` when it has not the syntax of one.
pub(super) fn parse_radix(m: &mut Mutator, text: &str, radix: u32) -> Result<Option<Value>, NumberError> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    parse_rational(m, text, unsigned, radix)
}

fn is_digits(text: &str, radix: u32) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_digit(radix))
}

fn parse_integer(m: &mut Mutator, text: &str, radix: u32) -> PrimitiveResult {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let parsed = integer::parse(&mut m.heap, unsigned, radix)?;
    Ok(parsed.expect("the digits have been checked"))
}

fn parse_rational(
    m: &mut Mutator,
    text: &str,
    unsigned: &str,
    radix: u32,
) -> Result<Option<Value>, NumberError> {
    if is_digits(unsigned, radix) {
        return Ok(Some(parse_integer(m, text, radix)?));
    }
    let Some((numerator, denominator)) = unsigned.split_once('/') else { return Ok(None) };
    if !is_digits(numerator, radix) || !is_digits(denominator, radix) {
        return Ok(None);
    }
    let signed_numerator = &text[..text.len() - denominator.len() - 1];
    let numerator = parse_integer(m, signed_numerator, radix)?;
    let denominator = parse_integer(m, denominator, radix)?;
    if denominator == Value::fixnum(0) {
        return Err(NumberError::Unrepresentable("a ratio has denominator 0"));
    }
    Ok(Some(make_rational(m, numerator, denominator)?))
}

/// Splits `digits.digits` and an exponent with its marker; `None` when `unsigned` is no float.
fn split_float(unsigned: &str) -> Option<(&str, Option<(char, &str)>)> {
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
    let (mantissa, rest) = unsigned.split_at(end);
    let exponent = match rest.chars().next() {
        None => None,
        Some(marker) if "esfdlESFDL".contains(marker) => {
            let digits = &rest[1..];
            if !is_digits(digits.strip_prefix(['+', '-']).unwrap_or(digits), 10) {
                return None;
            }
            Some((marker.to_ascii_lowercase(), digits))
        }
        Some(_) => return None,
    };
    let is_mantissa = match mantissa.split_once('.') {
        Some((before, after)) => {
            let has_digits = !after.is_empty() || exponent.is_some() && !before.is_empty();
            has_digits && !after.contains('.')
        }
        None => exponent.is_some() && !mantissa.is_empty(),
    };
    if is_mantissa { Some((mantissa, exponent)) } else { None }
}

fn parse_float(
    m: &mut Mutator,
    text: &str,
    unsigned: &str,
    default_format: FloatFormat,
) -> Result<Option<Value>, NumberError> {
    let Some((mantissa, exponent)) = split_float(unsigned) else { return Ok(None) };
    let format = match exponent {
        Some(('s' | 'f', _)) => FloatFormat::Single,
        Some(('d' | 'l', _)) => FloatFormat::Double,
        _ => default_format,
    };
    let sign = if text.starts_with('-') { "-" } else { "" };
    let exponent_digits = exponent.map_or("0", |(_, digits)| digits);
    let decimal = format!("{sign}{mantissa}e{exponent_digits}");
    let is_zero = !mantissa.contains(|c: char| c.is_ascii_digit() && c != '0');
    let check = |magnitude: f64| {
        if magnitude.is_infinite() {
            Err(NumberError::Unrepresentable("a float is too large"))
        } else if magnitude == 0.0 && !is_zero {
            Err(NumberError::Unrepresentable("a float is too small"))
        } else {
            Ok(())
        }
    };
    match format {
        FloatFormat::Single => {
            let number: f32 = decimal.parse().expect("the syntax has been checked");
            check(f64::from(number.abs()))?;
            Ok(Some(Value::single(number)))
        }
        FloatFormat::Double => {
            let number: f64 = decimal.parse().expect("the syntax has been checked");
            check(number.abs())?;
            Ok(Some(float::double(&mut m.heap, number)))
        }
    }
}

//! Characters (CLHS chapter 13): codes, case, kinds, order and names.

use super::arguments::{character, non_nil, string_designator, supplied};
use crate::characters::{
    by_name, digit_weight, downcase, is_alphanumeric, is_graphic, is_letter, is_whitespace, name_of, upcase,
};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::numbers::integer;
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static CHARACTERS = {
        /// Returns true when OBJECT is a character.
        pure "COMMON-LISP:CHARACTERP" "object" => characterp;
        /// Returns the code of CHARACTER.
        pure "COMMON-LISP:CHAR-CODE" "character" => char_code;
        /// Returns the code of CHARACTER.
        pure "COMMON-LISP:CHAR-INT" "character" => char_code;
        /// Returns the character with CODE, or NIL when there is none.
        pure "COMMON-LISP:CODE-CHAR" "code" => code_char;
        /// Returns the character that a character, or a string or symbol of one character, designates.
        alloc "COMMON-LISP:CHARACTER" "designator" => character_of;
        /// Returns CHARACTER in upper case.
        pure "COMMON-LISP:CHAR-UPCASE" "character" => char_upcase;
        /// Returns CHARACTER in lower case.
        pure "COMMON-LISP:CHAR-DOWNCASE" "character" => char_downcase;
        /// Returns true when CHARACTER is a letter.
        pure "COMMON-LISP:ALPHA-CHAR-P" "character" => alpha_char_p;
        /// Returns true when CHARACTER is a letter or digit.
        pure "COMMON-LISP:ALPHANUMERICP" "character" => alphanumericp;
        /// Returns the weight of CHARACTER as a digit in RADIX (10 by default), or NIL.
        pure "COMMON-LISP:DIGIT-CHAR-P" "character &optional radix" => digit_char_p;
        /// Returns the digit of WEIGHT in RADIX (10 by default), or NIL.
        pure "COMMON-LISP:DIGIT-CHAR" "weight &optional radix" => digit_char;
        /// Returns true when CHARACTER prints as itself.
        pure "COMMON-LISP:GRAPHIC-CHAR-P" "character" => graphic_char_p;
        /// Returns true when CHARACTER is one of the 96 standard characters.
        pure "COMMON-LISP:STANDARD-CHAR-P" "character" => standard_char_p;
        /// Returns true when OBJECT is one of the 96 standard characters.
        pure "SYSTEM:%STANDARD-CHAR-P" "object" => is_standard_char;
        /// Returns true when CHARACTER is an upper-case letter with a lower-case partner.
        pure "COMMON-LISP:UPPER-CASE-P" "character" => upper_case_p;
        /// Returns true when CHARACTER is a lower-case letter with an upper-case partner.
        pure "COMMON-LISP:LOWER-CASE-P" "character" => lower_case_p;
        /// Returns true when CHARACTER has a partner of the other case.
        pure "COMMON-LISP:BOTH-CASE-P" "character" => both_case_p;
        /// Returns true when CHARACTER separates words: space, tab, newline and their kin.
        pure "SYSTEM:%WHITESPACE-CHAR-P" "character" => whitespace_char_p;
        /// Returns true when all are the same.
        pure "COMMON-LISP:CHAR=" "character &rest characters" => rest char_equal;
        /// Returns true when no two are the same.
        pure "COMMON-LISP:CHAR/=" "character &rest characters" => rest char_different;
        /// Returns true when each code is below the next.
        pure "COMMON-LISP:CHAR<" "character &rest characters" => rest char_increasing;
        /// Returns true when each code is above the next.
        pure "COMMON-LISP:CHAR>" "character &rest characters" => rest char_decreasing;
        /// Returns true when no code is above the next.
        pure "COMMON-LISP:CHAR<=" "character &rest characters" => rest char_not_decreasing;
        /// Returns true when no code is below the next.
        pure "COMMON-LISP:CHAR>=" "character &rest characters" => rest char_not_increasing;
        /// As CHAR=, ignoring case.
        pure "COMMON-LISP:CHAR-EQUAL" "character &rest characters" => rest folded_equal;
        /// As CHAR/=, ignoring case.
        pure "COMMON-LISP:CHAR-NOT-EQUAL" "character &rest characters" => rest folded_different;
        /// As CHAR<, ignoring case.
        pure "COMMON-LISP:CHAR-LESSP" "character &rest characters" => rest folded_increasing;
        /// As CHAR>, ignoring case.
        pure "COMMON-LISP:CHAR-GREATERP" "character &rest characters" => rest folded_decreasing;
        /// As CHAR<=, ignoring case.
        pure "COMMON-LISP:CHAR-NOT-GREATERP" "character &rest characters" => rest folded_not_decreasing;
        /// As CHAR>=, ignoring case.
        pure "COMMON-LISP:CHAR-NOT-LESSP" "character &rest characters" => rest folded_not_increasing;
        /// Returns the name of CHARACTER, which every one has.
        alloc "COMMON-LISP:CHAR-NAME" "character" => char_name;
        /// Returns the character that NAME names, or NIL.
        alloc "COMMON-LISP:NAME-CHAR" "name" => name_char;
    }
}

fn characterp(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(object.as_character().is_some()))
}

fn char_code(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::fixnum(i64::from(character(c)? as u32)))
}

/// A natural number; `None` when it is larger than any code or weight.
fn small_natural(m: &Mutator, value: Value) -> Result<Option<u32>, Trap> {
    match value.as_fixnum() {
        Some(n) if n >= 0 => Ok(u32::try_from(n).ok()),
        None if integer::limbs(&m.heap, value).is_some_and(|limbs| !limbs.is_negative()) => Ok(None),
        _ => Err(type_error(value, sym::UNSIGNED_BYTE)),
    }
}

fn code_char(m: &Mutator, [code]: [Value; 1]) -> PrimitiveResult {
    let c = small_natural(m, code)?.and_then(char::from_u32);
    Ok(c.map_or(Value::NIL, Value::character))
}

fn character_of(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    if designator.as_character().is_some() {
        return Ok(designator);
    }
    let not_one = || type_error(designator, sym::CHARACTER);
    let text = string_designator(&mut m.heap, designator).map_err(|_| not_one())?;
    if text.length == 1 { Ok(text.get(&mut m.heap, 0)) } else { Err(not_one()) }
}

fn char_upcase(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::character(upcase(character(c)?)))
}

fn char_downcase(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::character(downcase(character(c)?)))
}

fn alpha_char_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_letter(character(c)?)))
}

fn alphanumericp(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_alphanumeric(character(c)?)))
}

fn radix(value: Value) -> Result<u32, Trap> {
    match non_nil(value).map(|value| (value, value.as_fixnum())) {
        None => Ok(10),
        Some((_, Some(n @ 2..=36))) => Ok(n as u32),
        Some((value, _)) => Err(type_error(value, sym::UNSIGNED_BYTE)),
    }
}

fn digit_char_p(_: &Mutator, [c, base]: [Value; 2]) -> PrimitiveResult {
    let weight = digit_weight(character(c)?, radix(base)?);
    Ok(weight.map_or(Value::NIL, |weight| Value::fixnum(i64::from(weight))))
}

fn digit_char(m: &Mutator, [weight, base]: [Value; 2]) -> PrimitiveResult {
    let weight = small_natural(m, weight)?;
    let base = radix(supplied(base).unwrap_or(Value::NIL))?;
    let digit = weight.filter(|&w| w < base).and_then(|w| char::from_digit(w, base));
    Ok(digit.map_or(Value::NIL, |c| Value::character(c.to_ascii_uppercase())))
}

fn graphic_char_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_graphic(character(c)?)))
}

fn standard_char_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(matches!(character(c)?, ' '..='~' | '\n')))
}

fn is_standard_char(_: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(matches!(object.as_character(), Some(' '..='~' | '\n'))))
}

fn upper_case_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    let c = character(c)?;
    Ok(Value::boolean(downcase(c) != c))
}

fn lower_case_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    let c = character(c)?;
    Ok(Value::boolean(upcase(c) != c))
}

fn both_case_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    let c = character(c)?;
    Ok(Value::boolean(upcase(c) != c || downcase(c) != c))
}

fn whitespace_char_p(_: &Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_whitespace(character(c)?)))
}

/// Whether `holds` is true of each character and its successor, in their order by `key`. All are checked.
fn chain(
    first: Value,
    rest: &[Value],
    key: fn(char) -> char,
    holds: fn(&char, &char) -> bool,
) -> PrimitiveResult {
    let (mut previous, mut all) = (key(character(first)?), true);
    for &c in rest {
        let c = key(character(c)?);
        all &= holds(&previous, &c);
        previous = c;
    }
    Ok(Value::boolean(all))
}

fn distinct(first: Value, rest: &[Value], key: fn(char) -> char) -> PrimitiveResult {
    let mut seen = vec![key(character(first)?)];
    let mut all = true;
    for &c in rest {
        let c = key(character(c)?);
        all &= !seen.contains(&c);
        seen.push(c);
    }
    Ok(Value::boolean(all))
}

/// Defines a comparison of characters in a chain, as they are or folded to one case.
macro_rules! comparisons {
    ($($name:ident $key:expr, $holds:expr;)*) => {$(
        fn $name(_: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
            chain(first, rest, $key, $holds)
        }
    )*};
}

comparisons! {
    char_equal |c| c, char::eq;
    char_increasing |c| c, char::lt;
    char_decreasing |c| c, char::gt;
    char_not_decreasing |c| c, char::le;
    char_not_increasing |c| c, char::ge;
    folded_equal upcase, char::eq;
    folded_increasing upcase, char::lt;
    folded_decreasing upcase, char::gt;
    folded_not_decreasing upcase, char::le;
    folded_not_increasing upcase, char::ge;
}

fn char_different(_: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    distinct(first, rest, |c| c)
}

fn folded_different(_: &Mutator, [first]: [Value; 1], rest: &[Value]) -> PrimitiveResult {
    distinct(first, rest, upcase)
}

fn char_name(m: &mut Mutator, [c]: [Value; 1]) -> PrimitiveResult {
    let name: Vec<char> = name_of(character(c)?).chars().collect();
    Ok(m.heap.mutable_string(&name))
}

fn name_char(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = string_designator(&mut m.heap, name)?.text(&m.heap);
    Ok(by_name(&name).map_or(Value::NIL, Value::character))
}

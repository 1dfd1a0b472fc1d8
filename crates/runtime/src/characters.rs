//! Properties of characters: case, kind and name.
//!
//! Case mappings are Unicode's single-character ones; a character whose mapping is longer maps to itself, as
//! does one whose mapping does not lead back, so that a both-case character has exactly one partner. Kinds and names
//! come from Unicode's own tables.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The upper-case partner of a lower-case character; any other character itself.
pub(crate) fn upcase(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_uppercase();
    }
    single(c.to_uppercase()).filter(|&upper| single(upper.to_lowercase()) == Some(c)).unwrap_or(c)
}

/// The lower-case partner of an upper-case character; any other character itself.
pub(crate) fn downcase(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    single(c.to_lowercase()).filter(|&lower| single(lower.to_uppercase()) == Some(c)).unwrap_or(c)
}

fn single(mut mapping: impl Iterator<Item = char>) -> Option<char> {
    let first = mapping.next()?;
    if mapping.next().is_none() { Some(first) } else { None }
}

/// Whether the reader and PARSE-INTEGER skip the character.
pub(crate) fn is_whitespace(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{a0}')
        || !c.is_ascii() && c.is_whitespace()
}

/// Whether the character prints as itself.
pub(crate) fn is_graphic(c: char) -> bool {
    use GeneralCategory::{Control, LineSeparator, ParagraphSeparator, Unassigned};
    match c {
        ' '..='~' => true,
        _ => match get_general_category(c) {
            Control | LineSeparator | ParagraphSeparator => false,
            Unassigned => has_partner(c),
            _ => true,
        },
    }
}

/// Whether there is a partner of the other case. The table of cases knows letters that that of categories does not.
fn has_partner(c: char) -> bool {
    upcase(c) != c || downcase(c) != c
}

/// Whether the character is a letter of some script.
pub(crate) fn is_letter(c: char) -> bool {
    use GeneralCategory::{
        LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, Unassigned, UppercaseLetter,
    };
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    match get_general_category(c) {
        LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter => true,
        Unassigned => has_partner(c),
        _ => false,
    }
}

/// The weight of a digit in `radix`: decimal digits of all scripts, and the Latin letters.
pub(crate) fn digit_weight(c: char, radix: u32) -> Option<u32> {
    if c.is_ascii() { c.to_digit(radix) } else { decimal_value(c).filter(|&weight| weight < radix) }
}

/// Whether the character is a letter or a decimal digit of some script.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_letter(c) || decimal_value(c).is_some() }
}

/// The value of a decimal digit beyond ASCII. Unicode has them in runs of ten that begin with the zero.
fn decimal_value(c: char) -> Option<u32> {
    let is_decimal = |code: u32| {
        char::from_u32(code).is_some_and(|c| get_general_category(c) == GeneralCategory::DecimalNumber)
    };
    let code = c as u32;
    is_decimal(code).then(|| (1..).take_while(|n| is_decimal(code - n)).count() as u32 % 10)
}

/// Names that are printed in place of Unicode's.
static NAMES: &[(&str, u32)] = &[
    ("Null", 0),
    ("Soh", 1),
    ("Stx", 2),
    ("Etx", 3),
    ("Eot", 4),
    ("Enq", 5),
    ("Ack", 6),
    ("Bell", 7),
    ("Backspace", 8),
    ("Tab", 9),
    ("Newline", 10),
    ("Vt", 11),
    ("Page", 12),
    ("Return", 13),
    ("So", 14),
    ("Si", 15),
    ("Dle", 16),
    ("Dc1", 17),
    ("Dc2", 18),
    ("Dc3", 19),
    ("Dc4", 20),
    ("Nak", 21),
    ("Syn", 22),
    ("Etb", 23),
    ("Can", 24),
    ("Em", 25),
    ("Sub", 26),
    ("Escape", 27),
    ("Fs", 28),
    ("Gs", 29),
    ("Rs", 30),
    ("Us", 31),
    ("Space", 32),
    ("Rubout", 127),
];

/// Further names that are understood.
static ALIASES: &[(&str, u32)] = &[
    ("Nul", 0),
    ("Bel", 7),
    ("Bs", 8),
    ("Ht", 9),
    ("Linefeed", 10),
    ("Lf", 10),
    ("Nl", 10),
    ("Ff", 12),
    ("Cr", 13),
    ("Altmode", 27),
    ("Esc", 27),
    ("Sp", 32),
    ("Delete", 127),
    ("Del", 127),
    ("Nbsp", 160),
];

/// Name of a character: from the table, Unicode's with underscores for spaces, or `U` and its code in hexadecimal.
pub(crate) fn name_of(c: char) -> String {
    if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == c as u32) {
        return (*name).to_owned();
    }
    match (unicode_names2::name(c).map(|name| name.to_string()), c as u32) {
        // The name of an ideograph is its code, which is said shorter.
        (Some(name), _) if !name.starts_with("CJK UNIFIED") => name.replace(' ', "_"),
        (_, code @ 0..0x1_0000) => format!("U{code:04X}"),
        (_, code) => format!("U{code:08X}"),
    }
}

/// The character of a name, in any case: of the table, of Unicode, `U` with hexadecimal digits, or `Code` with decimal
/// ones.
pub(crate) fn by_name(name: &str) -> Option<char> {
    if let Some((_, code)) = NAMES.iter().chain(ALIASES).find(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return char::from_u32(*code);
    }
    let behind = |prefix: &str| {
        let (head, digits) = name.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then_some(digits)
    };
    let parse = |digits: &str, radix: u32| {
        let all_digits = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
        all_digits.then(|| u32::from_str_radix(digits, radix).ok()).flatten().and_then(char::from_u32)
    };
    behind("Code")
        .and_then(|digits| parse(digits, 10))
        .or_else(|| behind("U+").and_then(|digits| parse(digits, 16)))
        .or_else(|| behind("U").filter(|digits| digits.len() >= 4).and_then(|digits| parse(digits, 16)))
        .or_else(|| unicode_names2::character(&name.replace('_', " ")))
}

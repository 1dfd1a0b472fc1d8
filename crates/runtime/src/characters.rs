//! Properties of characters: case, kind and name.
//!
//! Case mappings are Unicode's single-character ones; a character whose mapping is longer maps to itself, as
//! does one whose mapping does not lead back, so that a both-case character has exactly one partner.

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
    let code = c as u32;
    let private_or_not_a_character =
        (0xe000..0xf900).contains(&code) || code & 0xfffe == 0xfffe || code >= 0xf_0000;
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}') && !private_or_not_a_character
}

/// Names of characters without a shape, the preferred name of each first.
static NAMES: &[(&str, u32)] = &[
    ("Null", 0),
    ("Bell", 7),
    ("Backspace", 8),
    ("Tab", 9),
    ("Newline", 10),
    ("Code11", 11),
    ("Page", 12),
    ("Return", 13),
    ("Escape", 27),
    ("Space", 32),
    ("Rubout", 127),
    ("Nul", 0),
    ("Linefeed", 10),
    ("Vt", 11),
    ("Altmode", 27),
    ("Esc", 27),
    ("Delete", 127),
    ("Nbsp", 160),
    ("No-Break_space", 160),
];

/// Name of a character: from the table, or `U` and its code in hexadecimal when it does not print as itself.
pub(crate) fn name_of(c: char) -> Option<String> {
    if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == c as u32) {
        return Some((*name).to_owned());
    }
    match c as u32 {
        _ if is_graphic(c) => None,
        code @ 0..0x1_0000 => Some(format!("U{code:04X}")),
        code => Some(format!("U{code:08X}")),
    }
}

/// The character of a name, in any case: of the table, `U` with hexadecimal digits, or `Code` with decimal ones.
pub(crate) fn by_name(name: &str) -> Option<char> {
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
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
}

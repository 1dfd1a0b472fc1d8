//! How names are written (CLHS 22.1.3.3): the reverse of what [`super::token`] does. It stands beside the reader because
//! the text depends on the readtable in the same way: its case, and which characters end tokens.

use super::readtable::{self, Case, Class, Syntax};
use crate::characters::{downcase, is_alphanumeric, is_graphic, is_letter, upcase};
use crate::heap::Heap;
use heapfmt::Value;

/// What `*PRINT-CASE*` asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PrintCase {
    Upcase,
    Downcase,
    Capitalize,
}

/// The text of a name without escapes, in the case that `table_case` and `print_case` ask for.
pub(crate) fn cased(name: &str, table_case: Case, print_case: PrintCase) -> String {
    match (table_case, print_case) {
        (Case::Preserve, _) | (Case::Upcase, PrintCase::Upcase) | (Case::Downcase, PrintCase::Downcase) => {
            name.to_owned()
        }
        (Case::Upcase, PrintCase::Downcase) => name.chars().map(downcase).collect(),
        (Case::Downcase, PrintCase::Upcase) => name.chars().map(upcase).collect(),
        (Case::Upcase, PrintCase::Capitalize) => {
            by_word(name, |c, is_first| if is_first { c } else { downcase(c) })
        }
        (Case::Downcase, PrintCase::Capitalize) => {
            by_word(name, |c, is_first| if is_first { upcase(c) } else { c })
        }
        (Case::Invert, _) => {
            let has_upper = name.chars().any(|c| downcase(c) != c);
            let has_lower = name.chars().any(|c| upcase(c) != c);
            match (has_upper, has_lower) {
                (true, false) => name.chars().map(downcase).collect(),
                (false, true) => name.chars().map(upcase).collect(),
                _ => name.to_owned(),
            }
        }
    }
}

/// Converts each character, given whether it is the first one of a word.
fn by_word(name: &str, convert: impl Fn(char, bool) -> char) -> String {
    let mut in_word = false;
    let convert_next = |c| {
        let converted = convert(c, !in_word);
        in_word = is_alphanumeric(c);
        converted
    };
    name.chars().map(convert_next).collect()
}

/// The text of a name between `|`.
pub(crate) fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 2);
    text.push('|');
    for c in name.chars() {
        if matches!(c, '|' | '\\') {
            text.push('\\');
        }
        text.push(c);
    }
    text.push('|');
    text
}

/// Whether the text of the name, without escapes, would be read as anything else in base `base`.
pub(crate) fn needs_escape(heap: &Heap, table: Value, name: &str, base: u32) -> bool {
    let case = readtable::case(heap, table);
    let is_changed = |c: char| match case {
        Case::Upcase => upcase(c) != c,
        Case::Downcase => downcase(c) != c,
        Case::Preserve | Case::Invert => false,
    };
    let is_special = |(index, c): (usize, char)| {
        let is_constituent = match readtable::syntax(heap, table, c) {
            Syntax::Plain(class) => class == Class::Constituent,
            macro_character => index > 0 && !macro_character.is_terminating(),
        };
        // A space that is a constituent is possible, but nobody could tell where the name ends.
        !is_constituent || matches!(c, ':' | ' ') || is_changed(c) || !is_graphic(c)
    };
    name.chars().all(|c| c == '.') || name.char_indices().any(is_special) || is_potential_number(name, base)
}

/// Whether the name has the syntax that is reserved for numbers (CLHS 2.3.1.1). Decimal digits count in every base, since
/// floats and integers with a point at the end have them.
fn is_potential_number(name: &str, base: u32) -> bool {
    let has_point = name.contains('.');
    let is_digit = |c: char| c.is_ascii_digit() || !has_point && c.is_digit(base);
    if !name.starts_with(|c| is_digit(c) || matches!(c, '+' | '-' | '.' | '^' | '_'))
        || name.ends_with(['+', '-'])
    {
        return false;
    }
    let mut has_digit = false;
    let mut after_marker = false;
    for c in name.chars() {
        let is_marker = !is_digit(c) && is_letter(c);
        if is_digit(c) {
            has_digit = true;
        } else if is_marker && after_marker || !is_marker && !matches!(c, '+' | '-' | '/' | '.' | '^' | '_') {
            return false;
        }
        after_marker = is_marker;
    }
    has_digit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn potential_numbers_are_those_of_the_standard() {
        for name in ["1", "1E", "1.5E", "+1", "-1/2", "1/2/3", "_1", "1^2", "3D-4X", "+.E2", "1B5000"] {
            assert!(is_potential_number(name, 10), "{name}");
        }
        for name in ["", "+", "1+", "1-", "A", "7TH", "12EE", "/5", "E+1", "1'", "^", "1E+", "FF"] {
            assert!(!is_potential_number(name, 10), "{name}");
        }
        for (name, base, expected) in
            [("FF", 16, true), ("BAD-1", 16, true), ("F.F1", 16, false), ("7TH", 36, true), ("19", 8, true)]
        {
            assert_eq!(is_potential_number(name, base), expected, "{name}");
        }
    }

    #[test]
    fn invert_swaps_the_case_of_names_of_one_case() {
        for (name, expected) in [("FOO-1", "foo-1"), ("foo", "FOO"), ("Foo", "Foo"), ("+", "+")] {
            assert_eq!(cased(name, Case::Invert, PrintCase::Upcase), expected);
        }
    }
}

//! Tokens: characters with escapes, and which symbol or number they are (CLHS 2.2 and 2.3).

use super::readtable::Case;
use crate::characters::{downcase, upcase};

/// The characters of a token, each with whether it was escaped.
#[derive(Default)]
pub(super) struct Token {
    chars: Vec<(char, bool)>,
    /// Whether there was an escape character, even around nothing, as in `||`.
    pub(super) has_escape: bool,
}

/// A token that is no number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SymbolToken {
    /// A name without package marker.
    Plain(String),
    /// `:NAME`
    Keyword(String),
    /// `PACKAGE:NAME` or `PACKAGE::NAME`
    Qualified {
        /// The package's name.
        package: String,
        /// The symbol's name.
        name: String,
        /// Whether the symbol may be internal.
        internal: bool,
    },
    /// What is wrong, a sentence.
    Malformed(&'static str),
}

impl Token {
    pub(super) fn push(&mut self, c: char, escaped: bool) {
        self.chars.push((c, escaped));
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether the token is dots only, and how many.
    pub(super) fn dots(&self) -> Option<usize> {
        let is_dots = !self.has_escape && !self.chars.is_empty() && self.chars.iter().all(|&(c, _)| c == '.');
        if is_dots { Some(self.chars.len()) } else { None }
    }

    /// The characters as written, when none is escaped: what may be a number.
    pub(super) fn unescaped_text(&self) -> Option<String> {
        if self.has_escape { None } else { Some(self.chars.iter().map(|&(c, _)| c).collect()) }
    }

    /// The characters as written, escapes without effect.
    pub(super) fn literal_text(&self) -> String {
        self.chars.iter().map(|&(c, _)| c).collect()
    }

    /// Takes the token apart at its package markers.
    pub(super) fn into_symbol(self, case: Case) -> SymbolToken {
        let markers: Vec<usize> = self
            .chars
            .iter()
            .enumerate()
            .filter(|&(_, &(c, escaped))| c == ':' && !escaped)
            .map(|(index, _)| index)
            .collect();
        let name = |range: std::ops::Range<usize>| convert_case(&self.chars[range], case);
        let end = self.chars.len();
        match markers[..] {
            [] => SymbolToken::Plain(name(0..end)),
            [0] if end == 1 && !self.has_escape => {
                SymbolToken::Malformed("a name is missing behind the colon")
            }
            [0] => SymbolToken::Keyword(name(1..end)),
            [marker] if marker + 1 == end && !self.has_escape => {
                SymbolToken::Malformed("a name is missing behind the package marker")
            }
            [marker] => SymbolToken::Qualified {
                package: name(0..marker),
                name: name(marker + 1..end),
                internal: false,
            },
            [0, 1] => SymbolToken::Malformed("a package is missing before the package marker"),
            [first, second] if second == first + 1 => {
                if second + 1 == end && !self.has_escape {
                    return SymbolToken::Malformed("a name is missing behind the package marker");
                }
                SymbolToken::Qualified {
                    package: name(0..first),
                    name: name(second + 1..end),
                    internal: true,
                }
            }
            _ => SymbolToken::Malformed("too many colons"),
        }
    }
}

/// Applies the readtable's case to the characters that are not escaped.
fn convert_case(chars: &[(char, bool)], case: Case) -> String {
    let case = match case {
        // Inverting changes a name only when all its letters are of one case.
        Case::Invert => {
            let letters = || chars.iter().filter(|&&(_, escaped)| !escaped).map(|&(c, _)| c);
            let has_upper = letters().any(|c| downcase(c) != c);
            let has_lower = letters().any(|c| upcase(c) != c);
            match (has_upper, has_lower) {
                (true, false) => Case::Downcase,
                (false, true) => Case::Upcase,
                _ => Case::Preserve,
            }
        }
        other => other,
    };
    let convert = |&(c, escaped): &(char, bool)| match case {
        _ if escaped => c,
        Case::Upcase => upcase(c),
        Case::Downcase => downcase(c),
        Case::Preserve | Case::Invert => c,
    };
    chars.iter().map(convert).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> Token {
        let mut token = Token::default();
        for c in text.chars() {
            token.push(c, false);
        }
        token
    }

    #[test]
    fn the_readtable_case_converts_names() {
        for (case, text, expected) in [
            (Case::Upcase, "fooBar", "FOOBAR"),
            (Case::Downcase, "fooBAR", "foobar"),
            (Case::Preserve, "fooBar", "fooBar"),
            (Case::Invert, "foo", "FOO"),
            (Case::Invert, "FOO", "foo"),
            (Case::Invert, "Foo", "Foo"),
            (Case::Upcase, "straße", "STRAßE"),
        ] {
            assert_eq!(token(text).into_symbol(case), SymbolToken::Plain(expected.to_owned()));
        }
    }
}

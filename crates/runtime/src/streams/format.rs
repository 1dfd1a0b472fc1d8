//! External formats: a character set, a form of line ends, and what to do about what has no form.
//!
//! Input takes every form of line end for a newline, whatever the format says; the format says what is written.

use super::charset::Charset;

/// How a newline is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineEnd {
    /// As a line feed.
    Unix,
    /// As a return and a line feed.
    Dos,
    /// As a return.
    Mac,
}

/// What to do about bytes that are no character, or a character that has no bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OnError {
    /// Signal an error.
    Signal,
    /// Pass over it.
    Ignore,
    /// Take this character instead.
    Char(char),
    /// Write this byte instead.
    Byte(u8),
}

/// An external format.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Format {
    /// How characters are bytes.
    pub(crate) charset: Charset,
    /// How newlines are written.
    pub(crate) line_end: LineEnd,
    /// What to do about bytes that are no character.
    pub(crate) on_undecodable: OnError,
    /// What to do about a character that has no bytes.
    pub(crate) on_unencodable: OnError,
}

/// UTF-8 with line feeds; what has no form is an error.
pub(crate) const UTF8: Format = Format {
    charset: Charset::Utf8,
    line_end: LineEnd::Unix,
    on_undecodable: OnError::Signal,
    on_unencodable: OnError::Signal,
};

impl Format {
    /// Appends the bytes of `c`; a newline in the format's form. False, without effect, when it has none.
    #[inline]
    pub(crate) fn encode(&self, c: char, bytes: &mut Vec<u8>) -> bool {
        if c == '\n' && self.line_end != LineEnd::Unix {
            return self.charset.encode('\r', bytes)
                && (self.line_end == LineEnd::Mac || self.charset.encode('\n', bytes));
        }
        self.charset.encode(c, bytes) || self.encode_substitute(bytes)
    }

    #[cold]
    fn encode_substitute(&self, bytes: &mut Vec<u8>) -> bool {
        match self.on_unencodable {
            OnError::Signal => false,
            OnError::Ignore => true,
            OnError::Char(c) => self.charset.encode(c, bytes),
            OnError::Byte(byte) => {
                bytes.push(byte);
                true
            }
        }
    }

    /// Whether ASCII characters are bytes as they are, newlines included.
    #[inline]
    pub(crate) fn is_plain_ascii(&self) -> bool {
        self.line_end == LineEnd::Unix && self.charset.contains_ascii()
    }
}

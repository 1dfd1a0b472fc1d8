//! Readtables: what each character means to the reader.
//!
//! A syntax entry is one of
//!
//! * a fixnum below [`STANDARD_MACRO`]: a [`Class`];
//! * a fixnum from there on: terminating macro character whose function is row `n - STANDARD_MACRO` of
//!   [`MACROS`], run without a call;
//! * a function or symbol: terminating macro character;
//! * a cons of a function or such a fixnum, and NIL: non-terminating macro character;
//! * a simple vector: dispatching macro character, see [`dispatch`].
//!
//! Characters from 128 on are constituents unless the alist in EXTENDED has an entry for them.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, readtable};

/// Syntax type of a character that is no macro character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Class {
    /// Part of a token.
    Constituent = 0,
    /// Separates tokens.
    Whitespace = 1,
    /// Takes the next character as it is.
    SingleEscape = 2,
    /// Takes the characters up to the next one as they are.
    MultipleEscape = 3,
    /// May not occur.
    Invalid = 4,
}

/// First number that means a standard macro.
pub const STANDARD_MACRO: i64 = 8;

/// A reader macro of the standard syntax.
pub struct StandardMacro {
    /// The character, or the sub-character behind `#`.
    pub character: char,
    /// Primitive in SYSTEM that stands for it where Lisp asks for its function.
    pub function: &'static str,
}

macro_rules! standard_macros {
    ($table:ident: $($character:literal $function:literal,)*) => {
        &[$(StandardMacro { character: $character, function: $function },)*]
    };
}

/// Macro characters.
pub static MACROS: &[StandardMacro] = standard_macros! { MACROS:
    '(' "%READ-LEFT-PAREN",
    ')' "%READ-RIGHT-PAREN",
    '\'' "%READ-QUOTE",
    '"' "%READ-DOUBLE-QUOTE",
    ';' "%READ-SEMICOLON",
    '`' "%READ-BACKQUOTE",
    ',' "%READ-COMMA",
};

/// Macros of the dispatching macro character `#`.
pub static DISPATCH_MACROS: &[StandardMacro] = standard_macros! { DISPATCH_MACROS:
    '\\' "%READ-SHARP-BACKSLASH",
    '\'' "%READ-SHARP-QUOTE",
    '(' "%READ-SHARP-LEFT-PAREN",
    '*' "%READ-SHARP-STAR",
    ':' "%READ-SHARP-COLON",
    '.' "%READ-SHARP-DOT",
    'B' "%READ-SHARP-B",
    'O' "%READ-SHARP-O",
    'X' "%READ-SHARP-X",
    'R' "%READ-SHARP-R",
    'C' "%READ-SHARP-C",
    'A' "%READ-SHARP-A",
    'S' "%READ-SHARP-S",
    'P' "%READ-SHARP-P",
    '=' "%READ-SHARP-EQUAL",
    '#' "%READ-SHARP-SHARP",
    '+' "%READ-SHARP-PLUS",
    '-' "%READ-SHARP-MINUS",
    '|' "%READ-SHARP-BAR",
};

/// Elements of the entry of a dispatching macro character.
pub mod dispatch {
    /// T when it terminates a token.
    pub const TERMINATING: usize = 0;
    /// Alist of further sub-characters.
    pub const EXTENDED: usize = 1;
    /// First of 128 elements, one for each ASCII sub-character, letters in upper case: a fixnum for the row of
    /// [`super::DISPATCH_MACROS`], a function or symbol, or NIL.
    pub const SUBS: usize = 2;
    /// Number of elements.
    pub const LENGTH: usize = 130;
}

/// A new entry for a dispatching macro character without sub-characters.
pub fn create_dispatch(heap: &mut Heap, terminating: bool) -> Value {
    let entry = heap.simple_vector(dispatch::LENGTH, Value::NIL);
    heap.set_element(entry, dispatch::TERMINATING, Value::boolean(terminating));
    entry
}

/// A new readtable with standard syntax.
pub fn create_standard(heap: &mut Heap) -> Value {
    let syntax = heap.simple_vector(128, Value::fixnum(Class::Constituent as i64));
    let class = |heap: &mut Heap, code: usize, class: Class| {
        heap.set_element(syntax, code, Value::fixnum(class as i64));
    };
    for code in 0..32 {
        class(heap, code, Class::Invalid);
    }
    for c in ['\t', '\n', '\x0c', '\r', ' '] {
        class(heap, c as usize, Class::Whitespace);
    }
    class(heap, '\x08' as usize, Class::Constituent);
    class(heap, '\x7f' as usize, Class::Whitespace);
    class(heap, '\\' as usize, Class::SingleEscape);
    class(heap, '|' as usize, Class::MultipleEscape);
    for (row, standard) in MACROS.iter().enumerate() {
        heap.set_element(syntax, standard.character as usize, Value::fixnum(STANDARD_MACRO + row as i64));
    }
    let sharp = create_dispatch(heap, false);
    for (row, standard) in DISPATCH_MACROS.iter().enumerate() {
        let sub = dispatch::SUBS + standard.character as usize;
        heap.set_element(sharp, sub, Value::fixnum(STANDARD_MACRO + row as i64));
    }
    heap.set_element(syntax, '#' as usize, sharp);
    let table = heap.allocate(Header::new(TypeCode::Readtable));
    heap.set_slot(table, readtable::SYNTAX, syntax);
    heap.set_slot(table, readtable::CASE, Value::fixnum(0));
    table
}

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

use crate::characters::upcase;
use crate::heap::Heap;
use crate::packages::list_items;
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

/// What is done to the letters of symbols.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Case {
    /// To upper case.
    Upcase = 0,
    /// To lower case.
    Downcase = 1,
    /// Nothing.
    Preserve = 2,
    /// To the other case, when all letters have the same.
    Invert = 3,
}

const CASES: [Case; 4] = [Case::Upcase, Case::Downcase, Case::Preserve, Case::Invert];

const CLASSES: [Class; 5] =
    [Class::Constituent, Class::Whitespace, Class::SingleEscape, Class::MultipleEscape, Class::Invalid];

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

/// What a character means in a readtable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Syntax {
    /// No macro character.
    Plain(Class),
    /// Row of [`MACROS`].
    Standard {
        /// The row.
        row: usize,
        /// Whether it ends a token.
        terminating: bool,
    },
    /// A function or symbol to call.
    Function {
        /// The function.
        function: Value,
        /// Whether it ends a token.
        terminating: bool,
    },
    /// A dispatching macro character.
    Dispatching {
        /// The vector described at [`dispatch`].
        entry: Value,
        /// Whether it ends a token.
        terminating: bool,
    },
}

impl Syntax {
    /// Whether the character ends a token.
    pub fn is_terminating(self) -> bool {
        match self {
            Syntax::Plain(class) => class == Class::Whitespace,
            Syntax::Standard { terminating, .. }
            | Syntax::Function { terminating, .. }
            | Syntax::Dispatching { terminating, .. } => terminating,
        }
    }
}

/// The raw entry of a character.
pub fn entry(heap: &Heap, table: Value, c: char) -> Value {
    if c.is_ascii() {
        return heap.element(heap.slot(table, readtable::SYNTAX), c as usize);
    }
    association(heap, heap.slot(table, readtable::EXTENDED), c)
        .map_or(Value::fixnum(Class::Constituent as i64), |pair| heap.cdr(pair))
}

/// Sets the raw entry of a character.
pub fn set_entry(heap: &mut Heap, table: Value, c: char, entry: Value) {
    if c.is_ascii() {
        let syntax = heap.slot(table, readtable::SYNTAX);
        heap.set_element(syntax, c as usize, entry);
        return;
    }
    let extended = heap.slot(table, readtable::EXTENDED);
    if let Some(extended) = with_association(heap, extended, c, entry) {
        heap.set_slot(table, readtable::EXTENDED, extended);
    }
}

/// The pair of an alist whose key is the character `c`.
fn association(heap: &Heap, alist: Value, c: char) -> Option<Value> {
    let mut rest = alist;
    while rest.is_cons() {
        let pair = heap.car(rest);
        if heap.car(pair) == Value::character(c) {
            return Some(pair);
        }
        rest = heap.cdr(rest);
    }
    None
}

/// Sets the association of `c`; returns the longer alist when there was none.
fn with_association(heap: &mut Heap, alist: Value, c: char, value: Value) -> Option<Value> {
    match association(heap, alist, c) {
        Some(pair) => {
            heap.set_slot(pair, heapfmt::layout::cons::CDR, value);
            None
        }
        None => {
            let pair = heap.cons(Value::character(c), value);
            Some(heap.cons(pair, alist))
        }
    }
}

/// What `c` means in the readtable `table`.
#[inline]
pub fn syntax(heap: &Heap, table: Value, c: char) -> Syntax {
    let entry = entry(heap, table, c);
    let (action, terminating) = if entry.is_cons() { (heap.car(entry), false) } else { (entry, true) };
    match action.as_fixnum() {
        Some(number) if number >= STANDARD_MACRO => {
            Syntax::Standard { row: (number - STANDARD_MACRO) as usize, terminating }
        }
        Some(number) => Syntax::Plain(CLASSES[number as usize]),
        None if heap.is(action, TypeCode::SimpleVector) => {
            let terminating = !heap.element(action, dispatch::TERMINATING).is_nil();
            Syntax::Dispatching { entry: action, terminating }
        }
        None => Syntax::Function { function: action, terminating },
    }
}

/// What a dispatching macro character does with a sub-character: a fixnum, a function or symbol, or NIL.
pub fn dispatch_action(heap: &Heap, entry: Value, sub: char) -> Value {
    let sub = upcase(sub);
    if sub.is_ascii() {
        return heap.element(entry, dispatch::SUBS + sub as usize);
    }
    association(heap, heap.element(entry, dispatch::EXTENDED), sub).map_or(Value::NIL, |pair| heap.cdr(pair))
}

/// Sets what [`dispatch_action`] returns.
pub fn set_dispatch_action(heap: &mut Heap, entry: Value, sub: char, action: Value) {
    let sub = upcase(sub);
    if sub.is_ascii() {
        heap.set_element(entry, dispatch::SUBS + sub as usize, action);
        return;
    }
    let extended = heap.element(entry, dispatch::EXTENDED);
    if let Some(extended) = with_association(heap, extended, sub, action) {
        heap.set_element(entry, dispatch::EXTENDED, extended);
    }
}

/// The readtable's case.
pub fn case(heap: &Heap, table: Value) -> Case {
    CASES[heap.slot(table, readtable::CASE).as_fixnum().expect("CASE is a fixnum") as usize]
}

/// Sets the readtable's case.
pub fn set_case(heap: &mut Heap, table: Value, case: Case) {
    heap.set_slot(table, readtable::CASE, Value::fixnum(case as i64));
}

/// A copy of `entry` that shares nothing that can be changed.
pub fn copy_entry(heap: &mut Heap, entry: Value) -> Value {
    if !heap.is(entry, TypeCode::SimpleVector) {
        return entry;
    }
    let elements = heap.elements(entry).to_vec();
    let copy = heap.simple_vector_of(&elements);
    let extended = copy_alist(heap, elements[dispatch::EXTENDED]);
    heap.set_element(copy, dispatch::EXTENDED, extended);
    copy
}

fn copy_alist(heap: &mut Heap, alist: Value) -> Value {
    let pairs: Vec<Value> = list_items(heap, alist)
        .into_iter()
        .map(|pair| {
            let entry = heap.cdr(pair);
            let entry = copy_entry(heap, entry);
            let key = heap.car(pair);
            heap.cons(key, entry)
        })
        .collect();
    heap.list(&pairs)
}

/// Makes `to` have the syntax of `from`.
pub fn copy_into(heap: &mut Heap, from: Value, to: Value) {
    let entries = heap.elements(heap.slot(from, readtable::SYNTAX)).to_vec();
    let entries: Vec<Value> = entries.into_iter().map(|entry| copy_entry(heap, entry)).collect();
    let syntax = heap.simple_vector_of(&entries);
    heap.set_slot(to, readtable::SYNTAX, syntax);
    let extended = heap.slot(from, readtable::EXTENDED);
    let extended = copy_alist(heap, extended);
    heap.set_slot(to, readtable::EXTENDED, extended);
    let case = heap.slot(from, readtable::CASE);
    heap.set_slot(to, readtable::CASE, case);
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

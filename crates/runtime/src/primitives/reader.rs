//! The reader's functions (CLHS chapter 23). Keywords and stream designators are added in Lisp.

use super::arguments::{character, index, non_nil, string};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::packages;
use crate::reader::readtable::{self, Case, DISPATCH_MACROS, MACROS, STANDARD_MACRO, Syntax};
use crate::reader::symbol_text::{self, PrintCase};
use crate::reader::{self, ReadMode};
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, builtin, symbol};
use heapfmt::statics::{root, sym};

primitives! {
    pub(super) static READER = {
        /// Reads an object from STREAM.
        nested "SYSTEM:%READ" "stream eof-error-p eof-value recursive-p" => read;
        /// As %READ; white space behind a token stays in the stream.
        nested "SYSTEM:%READ-PRESERVING-WHITESPACE" "stream eof-error-p eof-value recursive-p"
            => read_preserving_whitespace;
        /// Reads objects up to CHARACTER, as a list.
        nested "SYSTEM:%READ-DELIMITED-LIST" "character stream recursive-p" => read_delimited_list;
        /// Reads an object, NIL at the end; the second value is an alist of its conses and their lines, or :EOF.
        nested "SYSTEM:%READ-WITH-LINES" "stream" => read_with_lines;
        /// Returns true if OBJECT is a readtable.
        pure "COMMON-LISP:READTABLEP" "object" => readtablep;
        /// Copies FROM, the current readtable or NIL for standard syntax, to TO or a new readtable.
        effect "COMMON-LISP:COPY-READTABLE" "&optional from to" => copy_readtable;
        /// Returns the case of READTABLE, a keyword.
        effect "COMMON-LISP:READTABLE-CASE" "readtable" => readtable_case;
        /// Sets the case of READTABLE.
        effect "SYSTEM:%SET-READTABLE-CASE" "readtable case" => set_readtable_case;
        /// Returns the text of the symbol name NAME for the current readtable, PRINT-CASE and BASE, with the escapes that
        /// reading it back takes when ESCAPE is true. When READABLY is true, standard syntax reads it back too.
        alloc "SYSTEM:%SYMBOL-TEXT" "name escape readably print-case base" => symbol_text;
        /// Returns the function of a macro character or NIL, and whether it is part of tokens.
        effect "COMMON-LISP:GET-MACRO-CHARACTER" "character &optional readtable" => get_macro_character;
        /// Makes CHARACTER a macro character.
        effect "COMMON-LISP:SET-MACRO-CHARACTER" "character function &optional non-terminating-p readtable"
            => set_macro_character;
        /// Makes CHARACTER a dispatching macro character without sub-characters.
        effect "COMMON-LISP:MAKE-DISPATCH-MACRO-CHARACTER" "character &optional non-terminating-p readtable"
            => make_dispatch_macro_character;
        /// Returns the function of a sub-character of a dispatching macro character, or NIL.
        effect "COMMON-LISP:GET-DISPATCH-MACRO-CHARACTER" "character sub-character &optional readtable"
            => get_dispatch_macro_character;
        /// Sets the function of a sub-character of a dispatching macro character.
        effect "COMMON-LISP:SET-DISPATCH-MACRO-CHARACTER"
            "character sub-character function &optional readtable" => set_dispatch_macro_character;
        /// Gives TO-CHARACTER the syntax that FROM-CHARACTER has.
        effect "COMMON-LISP:SET-SYNTAX-FROM-CHAR"
            "to-character from-character &optional to-readtable from-readtable" => set_syntax_from_char;
    }
}

fn read_in_mode(
    vm: &mut Vm,
    [stream, eof_error_p, eof_value, recursive_p]: [Value; 4],
    preserve_whitespace: bool,
) -> Result<Value, Unwind> {
    let mark = vm.mutator.roots.mark();
    let eof_value = vm.mutator.roots.push(eof_value);
    let kept_stream = vm.mutator.roots.push(stream);
    let recursive = !recursive_p.is_nil();
    let result =
        reader::read_with_mode(vm, stream, ReadMode { recursive, preserve_whitespace, literals: false });
    let (eof_value, stream) = (vm.mutator.roots.get(eof_value), vm.mutator.roots.get(kept_stream));
    vm.mutator.roots.truncate(mark);
    match result? {
        // The end inside of an object is an error whatever the caller says.
        Value::EOF if recursive || !eof_error_p.is_nil() => {
            Err(LispError::EndOfFile { stream, form_line: None }.into())
        }
        Value::EOF => Ok(eof_value),
        object => Ok(object),
    }
}

fn read(vm: &mut Vm, arguments: [Value; 4]) -> Result<Value, Unwind> {
    read_in_mode(vm, arguments, false)
}

fn read_preserving_whitespace(vm: &mut Vm, arguments: [Value; 4]) -> Result<Value, Unwind> {
    read_in_mode(vm, arguments, true)
}

fn read_delimited_list(vm: &mut Vm, [close, stream, recursive_p]: [Value; 3]) -> Result<Value, Unwind> {
    let Some(close) = close.as_character() else {
        return Err(LispError::Type { datum: close, expected: sym::CHARACTER }.into());
    };
    let mode = ReadMode { recursive: !recursive_p.is_nil(), preserve_whitespace: true, literals: false };
    reader::read_delimited_list(vm, stream, close, mode)
}

fn read_with_lines(vm: &mut Vm, [stream]: [Value; 1]) -> Result<Value, Unwind> {
    match reader::read_with_lines(vm, stream)? {
        (Value::EOF, _) => {
            let at_end = packages::keyword(&mut vm.mutator.heap, "EOF");
            Ok(vm.mutator.return_values(&[Value::NIL, at_end]))
        }
        (object, lines) => Ok(vm.mutator.return_values(&[object, lines])),
    }
}

/// A readtable designator: NIL means standard syntax, a missing one the current readtable.
fn table_of(m: &Mutator, designator: Value) -> PrimitiveResult {
    let table = match designator {
        Value::UNSUPPLIED => m.variable_value(sym::READTABLE),
        Value::NIL => m.heap.root(root::STANDARD_READTABLE),
        given => given,
    };
    if m.heap.is(table, TypeCode::Readtable) { Ok(table) } else { Err(expected_readtable(table)) }
}

/// As [`table_of`], for changing it: standard syntax stays as it is.
fn table_to_change(m: &Mutator, designator: Value) -> PrimitiveResult {
    let table = table_of(m, designator)?;
    if table == m.heap.root(root::STANDARD_READTABLE) {
        let message = "the standard readtable cannot be changed".to_owned();
        return Err(LispError::Simple { message, datum: Value::UNSUPPLIED }.into());
    }
    Ok(table)
}

fn expected_readtable(datum: Value) -> Trap {
    type_error(datum, sym::READTABLE_TYPE)
}

fn readtablep(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Readtable)))
}

fn copy_readtable(m: &mut Mutator, [from, to]: [Value; 2]) -> PrimitiveResult {
    let from = table_of(m, from)?;
    let to = match non_nil(to) {
        Some(to) => table_to_change(m, to)?,
        None => m.heap.allocate(Header::new(TypeCode::Readtable)),
    };
    readtable::copy_into(&mut m.heap, from, to);
    Ok(to)
}

fn symbol_text(m: &mut Mutator, [name, escape, readably, print_case, base]: [Value; 5]) -> PrimitiveResult {
    let text = string(&m.heap, name)?.chars(&m.heap).collect::<String>();
    let base = index(base, 37)?.max(2) as u32;
    let current = m.variable_value(sym::READTABLE);
    // A message that says what *READTABLE* is bound to can be printed.
    let standard = m.heap.root(root::STANDARD_READTABLE);
    let table = if m.heap.is(current, TypeCode::Readtable) { current } else { standard };
    let must_escape = if escape.is_nil() {
        false
    } else if readably.is_nil() || table == standard {
        symbol_text::needs_escape(&m.heap, table, &text, base)
    } else {
        readtable::case(&m.heap, table) != Case::Upcase
            || [table, standard].iter().any(|&table| symbol_text::needs_escape(&m.heap, table, &text, base))
    };
    let written = if must_escape {
        symbol_text::escaped(&text)
    } else {
        let wanted =
            if m.heap.is_symbol(print_case) { m.heap.symbol_name(print_case) } else { String::new() };
        let print_case = match wanted.as_str() {
            "DOWNCASE" => PrintCase::Downcase,
            "CAPITALIZE" => PrintCase::Capitalize,
            _ => PrintCase::Upcase,
        };
        symbol_text::cased(&text, readtable::case(&m.heap, table), print_case)
    };
    if written == text {
        return Ok(name);
    }
    m.heap.reserve(4 * written.chars().count())?;
    Ok(m.heap.string(&written))
}

const CASE_NAMES: [(&str, Case); 4] = [
    ("UPCASE", Case::Upcase),
    ("DOWNCASE", Case::Downcase),
    ("PRESERVE", Case::Preserve),
    ("INVERT", Case::Invert),
];

fn readtable_case(m: &mut Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    if !m.heap.is(table, TypeCode::Readtable) {
        return Err(expected_readtable(table));
    }
    let case = readtable::case(&m.heap, table);
    let (name, _) = CASE_NAMES[case as usize];
    Ok(packages::keyword(&mut m.heap, name))
}

fn set_readtable_case(m: &mut Mutator, [table, case]: [Value; 2]) -> PrimitiveResult {
    if !m.heap.is(table, TypeCode::Readtable) {
        return Err(expected_readtable(table));
    }
    let table = table_to_change(m, table)?;
    let name = if m.heap.is_symbol(case) { m.heap.symbol_name(case) } else { String::new() };
    match CASE_NAMES.iter().find(|row| row.0 == name) {
        Some(&(_, found)) => readtable::set_case(&mut m.heap, table, found),
        None => {
            let mut expected = vec![sym::MEMBER];
            expected.extend(CASE_NAMES.map(|(name, _)| packages::keyword(&mut m.heap, name)));
            let expected = m.heap.list(&expected);
            return Err(type_error(case, expected));
        }
    }
    Ok(case)
}

/// The function object of a primitive of SYSTEM.
fn system_function(m: &mut Mutator, name: &str) -> Value {
    let package = packages::find_package(&m.heap, "SYSTEM").expect("the packages of the system stay");
    let name = packages::intern(&mut m.heap, name, package);
    m.heap.symbol_slot(name, symbol::FUNCTION)
}

/// The row of a standard macro whose function object this is.
fn standard_row(m: &Mutator, function: Value, table: &[readtable::StandardMacro]) -> Option<i64> {
    if !m.heap.is(function, TypeCode::Builtin) {
        return None;
    }
    let name = m.heap.symbol_name(m.heap.slot(function, builtin::NAME));
    table.iter().position(|row| row.function == name).map(|row| STANDARD_MACRO + row as i64)
}

/// What a readtable holds for a function designator.
fn action_of(m: &Mutator, designator: Value, table: &[readtable::StandardMacro]) -> Result<Value, Trap> {
    if let Some(number) = standard_row(m, designator, table) {
        return Ok(Value::fixnum(number));
    }
    let is_designator = designator.is_function() || m.heap.is_symbol(designator) && !designator.is_nil();
    if is_designator { Ok(designator) } else { Err(type_error(designator, sym::FUNCTION)) }
}

fn get_macro_character(m: &mut Mutator, [c, table]: [Value; 2]) -> PrimitiveResult {
    let table = table_of(m, table)?;
    let (function, terminating) = match readtable::syntax(&m.heap, table, character(c)?) {
        Syntax::Plain(_) => (Value::NIL, true),
        Syntax::Standard { row, terminating } => (system_function(m, MACROS[row].function), terminating),
        Syntax::Function { function, terminating } => (function, terminating),
        Syntax::Dispatching { terminating, .. } => (system_function(m, "%READ-DISPATCHING"), terminating),
    };
    Ok(m.return_values(&[function, Value::boolean(!terminating)]))
}

fn set_macro_character(
    m: &mut Mutator,
    [c, function, non_terminating, table]: [Value; 4],
) -> PrimitiveResult {
    let table = table_to_change(m, table)?;
    let c = character(c)?;
    let action = action_of(m, function, MACROS)?;
    let entry = if non_nil(non_terminating).is_some() { m.heap.cons(action, Value::NIL) } else { action };
    readtable::set_entry(&mut m.heap, table, c, entry);
    Ok(sym::T)
}

fn make_dispatch_macro_character(
    m: &mut Mutator,
    [c, non_terminating, table]: [Value; 3],
) -> PrimitiveResult {
    let table = table_to_change(m, table)?;
    let c = character(c)?;
    let entry = readtable::create_dispatch(&mut m.heap, non_nil(non_terminating).is_none());
    readtable::set_entry(&mut m.heap, table, c, entry);
    Ok(sym::T)
}

/// The entry of a dispatching macro character, and a sub-character, which is no digit.
fn dispatch_entry(m: &Mutator, table: Value, c: Value, sub: Value) -> Result<(Value, char), Trap> {
    let sub = character(sub)?;
    match readtable::syntax(&m.heap, table, character(c)?) {
        Syntax::Dispatching { entry, .. } => Ok((entry, sub)),
        _ => {
            let message = "this is not a dispatching macro character".to_owned();
            Err(LispError::Simple { message, datum: c }.into())
        }
    }
}

fn get_dispatch_macro_character(m: &mut Mutator, [c, sub, table]: [Value; 3]) -> PrimitiveResult {
    let table = table_of(m, table)?;
    let (entry, sub) = dispatch_entry(m, table, c, sub)?;
    let action = readtable::dispatch_action(&m.heap, entry, sub);
    Ok(match action.as_fixnum() {
        Some(number) => system_function(m, DISPATCH_MACROS[(number - STANDARD_MACRO) as usize].function),
        None => action,
    })
}

fn set_dispatch_macro_character(m: &mut Mutator, [c, sub, function, table]: [Value; 4]) -> PrimitiveResult {
    let table = table_to_change(m, table)?;
    let (entry, sub_character) = dispatch_entry(m, table, c, sub)?;
    if sub_character.is_ascii_digit() {
        let message = "a digit cannot be a sub-character".to_owned();
        return Err(LispError::Simple { message, datum: sub }.into());
    }
    // NIL takes the meaning away.
    let action = if function.is_nil() { function } else { action_of(m, function, DISPATCH_MACROS)? };
    readtable::set_dispatch_action(&mut m.heap, entry, sub_character, action);
    Ok(sym::T)
}

fn set_syntax_from_char(m: &mut Mutator, [to, from, to_table, from_table]: [Value; 4]) -> PrimitiveResult {
    let to_table = table_to_change(m, to_table)?;
    let from_table = match non_nil(from_table) {
        Some(given) => table_of(m, given)?,
        None => m.heap.root(root::STANDARD_READTABLE),
    };
    let (to, from) = (character(to)?, character(from)?);
    let entry = readtable::entry(&m.heap, from_table, from);
    let entry = readtable::copy_entry(&mut m.heap, entry);
    readtable::set_entry(&mut m.heap, to_table, to, entry);
    Ok(sym::T)
}

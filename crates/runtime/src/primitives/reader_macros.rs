//! The functions of the standard macro characters, for programs that ask a readtable for them.
//!
//! The reader itself runs standard macros without calling a function.

use super::arguments::size;
use crate::error::{LispError, Trap};
use crate::reader;
use crate::reader::readtable::{self, DISPATCH_MACROS, MACROS, StandardMacro, Syntax};
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static READER_MACROS = {
        /// Reads a list, the macro character having been read.
        nested "SYSTEM:%READ-LEFT-PAREN" "stream character" => left_paren;
        /// Reads nothing: it signals an error, the macro character having been read.
        nested "SYSTEM:%READ-RIGHT-PAREN" "stream character" => right_paren;
        /// Reads a QUOTE form, the macro character having been read.
        nested "SYSTEM:%READ-QUOTE" "stream character" => quote;
        /// Reads a string, the macro character having been read.
        nested "SYSTEM:%READ-DOUBLE-QUOTE" "stream character" => double_quote;
        /// Reads nothing: it skips the line, the macro character having been read.
        nested "SYSTEM:%READ-SEMICOLON" "stream character" => semicolon;
        /// Reads a QUASIQUOTE form, the macro character having been read.
        nested "SYSTEM:%READ-BACKQUOTE" "stream character" => backquote;
        /// Reads an UNQUOTE form, the macro character having been read.
        nested "SYSTEM:%READ-COMMA" "stream character" => comma;
        /// Reads the number and sub-character behind a dispatching macro character, and does what they ask.
        nested "SYSTEM:%READ-DISPATCHING" "stream character" => dispatching;
        /// Reads a character, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-BACKSLASH" "stream sub-character argument" => sharp_backslash;
        /// Reads a FUNCTION form, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-QUOTE" "stream sub-character argument" => sharp_quote;
        /// Reads a vector, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-LEFT-PAREN" "stream sub-character argument" => sharp_left_paren;
        /// Reads a bit vector, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-STAR" "stream sub-character argument" => sharp_star;
        /// Reads an uninterned symbol, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-COLON" "stream sub-character argument" => sharp_colon;
        /// Reads the value of a form, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-DOT" "stream sub-character argument" => sharp_dot;
        /// Reads a binary rational, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-B" "stream sub-character argument" => sharp_b;
        /// Reads an octal rational, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-O" "stream sub-character argument" => sharp_o;
        /// Reads a hexadecimal rational, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-X" "stream sub-character argument" => sharp_x;
        /// Reads a rational in the base of the argument, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-R" "stream sub-character argument" => sharp_r;
        /// Reads a complex number, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-C" "stream sub-character argument" => sharp_c;
        /// Reads an array of the rank of the argument, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-A" "stream sub-character argument" => sharp_a;
        /// Reads a structure, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-S" "stream sub-character argument" => sharp_s;
        /// Reads a pathname, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-P" "stream sub-character argument" => sharp_p;
        /// Reads an object, named by the argument, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-EQUAL" "stream sub-character argument" => sharp_equal;
        /// Reads the object that the argument names, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-SHARP" "stream sub-character argument" => sharp_sharp;
        /// Reads an object if a feature expression holds, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-PLUS" "stream sub-character argument" => sharp_plus;
        /// Reads an object unless a feature expression holds, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-MINUS" "stream sub-character argument" => sharp_minus;
        /// Reads nothing: it skips a comment, the sub-character having been read.
        nested "SYSTEM:%READ-SHARP-BAR" "stream sub-character argument" => sharp_bar;
    }
}

/// What a macro character's function returns: the object, or no value.
fn object_or_no_value(vm: &mut Vm, object: Option<Value>) -> Value {
    match object {
        Some(object) => object,
        None => vm.mutator.return_values(&[]),
    }
}

fn row_of(table: &[StandardMacro], character: char) -> usize {
    table.iter().position(|row| row.character == character).expect("the macros below are rows of the table")
}

/// Defines the functions of the primitives.
macro_rules! macro_functions {
    ($($function:ident $character:literal,)*) => {
        $(fn $function(vm: &mut Vm, [stream, c]: [Value; 2]) -> Result<Value, Unwind> {
            let c = c.as_character().unwrap_or($character);
            let object = reader::run_standard_macro(vm, stream, row_of(MACROS, $character), c)?;
            Ok(object_or_no_value(vm, object))
        })*
    };
}

/// Defines the functions of the primitives for sub-characters.
macro_rules! dispatch_functions {
    ($($function:ident $character:literal,)*) => {
        $(fn $function(vm: &mut Vm, [stream, _, argument]: [Value; 3]) -> Result<Value, Unwind> {
            let argument = argument_number(argument)?;
            let row = row_of(DISPATCH_MACROS, $character);
            let object = reader::run_dispatch_macro(vm, stream, row, argument)?;
            Ok(object_or_no_value(vm, object))
        })*
    };
}

/// The number before a sub-character, or NIL.
fn argument_number(argument: Value) -> Result<Option<u64>, Unwind> {
    if argument.is_nil() {
        return Ok(None);
    }
    match size(argument) {
        Ok(number) => Ok(Some(number as u64)),
        Err(Trap::Error(error)) => Err(Unwind::Error { error }),
        Err(_) => Err(LispError::Type { datum: argument, expected: sym::UNSIGNED_BYTE }.into()),
    }
}

fn dispatching(vm: &mut Vm, [stream, character]: [Value; 2]) -> Result<Value, Unwind> {
    let Some(c) = character.as_character() else {
        return Err(LispError::Type { datum: character, expected: sym::CHARACTER }.into());
    };
    let table = vm.mutator.variable_value(sym::READTABLE);
    let heap = &vm.mutator.heap;
    let entry = match heap.type_of(table) {
        Some(heapfmt::layout::TypeCode::Readtable) => match readtable::syntax(heap, table, c) {
            Syntax::Dispatching { entry, .. } => Some(entry),
            _ => None,
        },
        _ => None,
    };
    let Some(entry) = entry else {
        let message = "this is not a dispatching macro character".to_owned();
        return Err(LispError::Simple { message, datum: character }.into());
    };
    let object = reader::run_dispatching(vm, stream, entry, c)?;
    Ok(object_or_no_value(vm, object))
}

macro_functions! {
    left_paren '(',
    right_paren ')',
    quote '\'',
    double_quote '"',
    semicolon ';',
    backquote '`',
    comma ',',
}

dispatch_functions! {
    sharp_backslash '\\',
    sharp_quote '\'',
    sharp_left_paren '(',
    sharp_star '*',
    sharp_colon ':',
    sharp_dot '.',
    sharp_b 'B',
    sharp_o 'O',
    sharp_x 'X',
    sharp_r 'R',
    sharp_c 'C',
    sharp_a 'A',
    sharp_s 'S',
    sharp_p 'P',
    sharp_equal '=',
    sharp_sharp '#',
    sharp_plus '+',
    sharp_minus '-',
    sharp_bar '|',
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standard_macro_has_its_function() {
        for row in MACROS.iter().chain(DISPATCH_MACROS) {
            let name = format!("SYSTEM:{}", row.function);
            assert!(READER_MACROS.iter().any(|primitive| primitive.name == name), "{name}");
        }
    }
}

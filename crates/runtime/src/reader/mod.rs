//! The reader: from characters to objects (CLHS chapters 2 and 23).
//!
//! There is one reader, for source files, programs and the making of the base image. It runs Lisp only for
//! macro characters that the user defined and for `#.`, and keeps its values in the root arena meanwhile.
//! Nested syntax takes no native stack: what has begun and not ended is in a vector of frames ([`parser`]).

mod atoms;
mod context;
mod features;
mod labels;
mod number;
mod parser;
pub mod readtable;
mod sharpsign;
pub(crate) mod symbol_text;
#[cfg(test)]
pub(crate) mod tests;
mod token;
#[cfg(test)]
mod user_macro_tests;

use crate::error::{LispError, Trap};
use crate::roots::Root;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::cons;
use heapfmt::statics::sym;
use parser::Parser;

/// What nested calls of the reader share: a macro character's function reads further objects of the same
/// outermost object.
#[derive(Default)]
pub struct SharedState {
    /// Alist of the labels of `#n=`; `None` outside of the reader.
    labels: Option<Root>,
    /// Backquotes less commas around the object being read.
    backquote_level: usize,
    /// As [`ReadMode::literals`] of the outermost object.
    literals: bool,
}

/// How a call of the reader begins and ends.
#[derive(Clone, Copy, Default, Debug)]
pub struct ReadMode {
    /// Called by a macro character's function, for a part of the object that is being read.
    pub recursive: bool,
    /// Whether white space behind a token stays in the stream.
    pub preserve_whitespace: bool,
    /// Whether the object is source text. Its strings are literals, which may not be changed and take less space; those
    /// that a program reads are its own. A recursive call does as the outermost one.
    pub literals: bool,
}

const SOURCE: ReadMode = ReadMode { recursive: false, preserve_whitespace: false, literals: true };

/// Reads an object of source text; [`Value::EOF`] at the end of the stream.
pub fn read(vm: &mut Vm, stream: Value) -> Result<Value, Unwind> {
    read_with_mode(vm, stream, SOURCE)
}

/// Reads an object; [`Value::EOF`] at the end of the stream.
pub fn read_with_mode(vm: &mut Vm, stream: Value, mode: ReadMode) -> Result<Value, Unwind> {
    let source_positions = vm.mutator.variable_value(sym::SOURCE_POSITIONS);
    if mode.recursive || !source_positions.is_cons() {
        return with_parser(vm, stream, mode, |parser| parser.read_object(mode.preserve_whitespace));
    }
    // A file is being loaded: the compiler looks for the lines of this form behind the file's name.
    let (object, lines) = with_parser(vm, stream, mode, |parser| {
        parser.record_lines();
        let object = parser.read_object(mode.preserve_whitespace)?;
        Ok((object, parser.recorded_lines()))
    })?;
    let source_positions = vm.mutator.variable_value(sym::SOURCE_POSITIONS);
    vm.mutator.heap.set_slot(source_positions, cons::CDR, lines);
    Ok(object)
}

/// Reads an object of source text and the lines where its lists begin: an alist of conses and line numbers, or NIL at the end
/// of the stream, where the object is [`Value::EOF`].
pub fn read_with_lines(vm: &mut Vm, stream: Value) -> Result<(Value, Value), Unwind> {
    with_parser(vm, stream, SOURCE, |parser| {
        parser.record_lines();
        let object = parser.read_object(false)?;
        Ok((object, parser.recorded_lines()))
    })
}

/// Reads objects up to the character `close`, as a list.
pub(crate) fn read_delimited_list(
    vm: &mut Vm,
    stream: Value,
    close: char,
    mode: ReadMode,
) -> Result<Value, Unwind> {
    with_parser(vm, stream, mode, |parser| parser.read_delimited_list(close))
}

/// Runs row `row` of [`readtable::MACROS`] for the character `c`, which has been read. `None`: it read no object.
pub(crate) fn run_standard_macro(
    vm: &mut Vm,
    stream: Value,
    row: usize,
    c: char,
) -> Result<Option<Value>, Unwind> {
    let mode = ReadMode { recursive: true, preserve_whitespace: true, literals: false };
    with_parser(vm, stream, mode, |parser| parser.run_macro(row, c))
}

/// Runs row `row` of [`readtable::DISPATCH_MACROS`], whose sub-character has been read.
pub(crate) fn run_dispatch_macro(
    vm: &mut Vm,
    stream: Value,
    row: usize,
    argument: Option<u64>,
) -> Result<Option<Value>, Unwind> {
    let mode = ReadMode { recursive: true, preserve_whitespace: true, literals: false };
    with_parser(vm, stream, mode, |parser| parser.run_dispatch_macro(row, argument))
}

/// Runs a dispatching macro character's entry, the character itself having been read.
pub(crate) fn run_dispatching(
    vm: &mut Vm,
    stream: Value,
    entry: Value,
    c: char,
) -> Result<Option<Value>, Unwind> {
    let mode = ReadMode { recursive: true, preserve_whitespace: true, literals: false };
    with_parser(vm, stream, mode, |parser| parser.run_dispatching(entry, c))
}

fn with_parser<T>(
    vm: &mut Vm,
    stream: Value,
    mode: ReadMode,
    act: impl FnOnce(&mut Parser<'_>) -> Result<T, Unwind>,
) -> Result<T, Unwind> {
    let mark = vm.mutator.roots.mark();
    let stream = vm.mutator.roots.push(stream);
    let is_outermost = !mode.recursive || vm.mutator.reading.labels.is_none();
    let shared = if is_outermost {
        let labels = Some(vm.mutator.roots.push(Value::NIL));
        let fresh = SharedState { labels, backquote_level: 0, literals: mode.literals };
        Some(std::mem::replace(&mut vm.mutator.reading, fresh))
    } else {
        None
    };
    let backquote_level = vm.mutator.reading.backquote_level;
    let result = act(&mut Parser::new(vm, stream));
    vm.mutator.reading.backquote_level = backquote_level;
    if let Some(shared) = shared {
        vm.mutator.reading = shared;
    }
    vm.mutator.roots.truncate(mark);
    result
}

/// A trap of a stream or number function, met by the reader. What it has consumed is gone, so the primitive that
/// called it cannot be run again.
fn unwind_of(trap: Trap) -> Unwind {
    match trap {
        Trap::Error(error) => Unwind::Error { error },
        Trap::NeedMemory { bytes } => LispError::HeapExhausted { bytes }.into(),
        Trap::Interrupted => LispError::UserInterrupt.into(),
        Trap::Exit { code } => Unwind::Quit { code },
    }
}

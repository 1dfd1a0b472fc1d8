//! Streams (CLHS chapter 21): reading and writing them. Keywords and designators are added in Lisp.

use super::arguments::{bounds, character, string, supplied, vector};
use crate::arrays::{self, Elements, Vector};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::streams::files::Readiness;
use crate::streams::input;
use crate::streams::lines;
use crate::streams::numbers;
use crate::streams::object::{self, Kind};
use crate::streams::output;
use crate::streams::single_bytes;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;

primitives! {
    pub(super) static STREAMS = {
        /// Reads a character.
        effect "SYSTEM:%READ-CHAR" "stream eof-error-p eof-value" => read_char;
        /// Returns the next character without reading it.
        effect "SYSTEM:%PEEK-CHAR" "stream eof-error-p eof-value" => peek_char;
        /// Puts back CHARACTER, the last one read.
        effect "SYSTEM:%UNREAD-CHAR" "character stream" => unread_char;
        /// Reads a line; returns it and whether its newline is missing.
        effect "SYSTEM:%READ-LINE" "stream eof-error-p eof-value" => read_line;
        /// Takes the rest of a line of a file that is blank and buffered with its newline; returns whether it is.
        effect "SYSTEM:%DISCARD-BLANK-LINE-END" "stream" => discard_blank_line_end;
        /// Reads an integer.
        effect "SYSTEM:%READ-BYTE" "stream eof-error-p eof-value" => read_byte;
        /// Fills part of a vector; returns the first index not filled.
        effect "SYSTEM:%READ-SEQUENCE" "sequence stream start end" => read_sequence;
        /// Returns whether an element can be read without waiting: T, NIL, or :EOF at the end.
        effect "SYSTEM:%INPUT-READY-P" "stream" => input_ready_p;
        /// Writes CHARACTER to a stream that OUTPUT-STREAM designates.
        effect "SYSTEM:%WRITE-CHAR" "character output-stream" => write_char;
        /// Writes CHARACTER to a stream that OUTPUT-STREAM designates and returns it.
        effect "COMMON-LISP:WRITE-CHAR" "character &optional output-stream" => write_char;
        /// Writes part of STRING to a stream that STREAM designates and returns it.
        effect "SYSTEM:%WRITE-STRING" "string stream &optional start end" => write_string;
        /// Writes an integer.
        effect "SYSTEM:%WRITE-BYTE" "byte stream" => write_byte;
        /// Writes part of a vector of characters or integers.
        effect "SYSTEM:%WRITE-SEQUENCE" "sequence stream start end" => write_sequence;
        /// Writes out what is buffered.
        effect "SYSTEM:%FINISH-OUTPUT" "stream" => finish_output;
        /// Writes out what can be written without waiting, and throws away the rest of what is buffered.
        effect "SYSTEM:%FINISH-READY-OUTPUT" "stream" => finish_ready_output;
        /// Returns true if STREAM is standard output and a pipe that nobody reads any more.
        effect "SYSTEM:%CUT-OFF-P" "stream" => is_cut_off;
        /// Throws away what is buffered.
        effect "SYSTEM:%CLEAR-OUTPUT" "stream" => clear_output;
        /// Returns the column of the next character written, or NIL.
        effect "SYSTEM:%STREAM-COLUMN" "stream" => stream_column;
    }
}

pub(super) fn check(m: &Mutator, value: Value) -> Result<Value, Trap> {
    if m.heap.is(value, TypeCode::Stream) { Ok(value) } else { Err(type_error(value, sym::STREAM)) }
}

/// What a reading function returns at the end of its stream.
pub(super) fn at_end(stream: Value, eof_error_p: Value, eof_value: Value) -> PrimitiveResult {
    if eof_error_p.is_nil() {
        Ok(eof_value)
    } else {
        Err(LispError::EndOfFile { stream, form_line: None }.into())
    }
}

/// Lets a restart of a coding error repeat the call.
fn repeatable<T>(
    m: &mut Mutator,
    result: Result<T, Trap>,
    name: &str,
    arguments: &[Value],
) -> Result<T, Trap> {
    match result {
        Err(Trap::Error(mut error)) => {
            if let LispError::Coding { retry, .. } = &mut *error {
                let function = crate::packages::system_symbol(&mut m.heap, name);
                let arguments = m.heap.list(arguments);
                *retry = m.heap.cons(function, arguments);
            }
            Err(Trap::Error(error))
        }
        result => result,
    }
}

pub(super) fn read_char(m: &mut Mutator, [stream, eof_error_p, eof_value]: [Value; 3]) -> PrimitiveResult {
    let result = input::read_char(m, stream);
    match repeatable(m, result, "%READ-CHAR", &[stream, eof_error_p, eof_value])? {
        Some(c) => Ok(Value::character(c)),
        None => at_end(stream, eof_error_p, eof_value),
    }
}

fn peek_char(m: &mut Mutator, [stream, eof_error_p, eof_value]: [Value; 3]) -> PrimitiveResult {
    match next_char(m, stream, [eof_error_p, eof_value])? {
        Some(c) => Ok(Value::character(c)),
        None => at_end(stream, eof_error_p, eof_value),
    }
}

/// The next character, not read; `None` at the end.
pub(super) fn next_char(m: &mut Mutator, stream: Value, end: [Value; 2]) -> Result<Option<char>, Trap> {
    let result = input::peek_char(m, stream);
    repeatable(m, result, "%PEEK-CHAR", &[stream, end[0], end[1]])
}

pub(super) fn unread_char(m: &mut Mutator, [c, stream]: [Value; 2]) -> PrimitiveResult {
    input::unread_char(m, stream, character(c)?)?;
    Ok(Value::NIL)
}

pub(super) fn read_line(m: &mut Mutator, [stream, eof_error_p, eof_value]: [Value; 3]) -> PrimitiveResult {
    let result = lines::read_line(m, stream);
    match repeatable(m, result, "%READ-LINE", &[stream, eof_error_p, eof_value])? {
        Some((line, missing_newline)) => Ok(m.return_values(&[line, Value::boolean(missing_newline)])),
        None => {
            let value = at_end(stream, eof_error_p, eof_value)?;
            Ok(m.return_values(&[value, sym::T]))
        }
    }
}

pub(super) fn read_byte(m: &mut Mutator, [stream, eof_error_p, eof_value]: [Value; 3]) -> PrimitiveResult {
    match numbers::read_element(m, stream)? {
        Some(number) => Ok(number),
        None => at_end(stream, eof_error_p, eof_value),
    }
}

fn read_sequence(m: &mut Mutator, [sequence, stream, start, end]: [Value; 4]) -> PrimitiveResult {
    check(m, stream)?;
    let target = vector(&m.heap, sequence)?;
    target.check_writable()?;
    let (start, end) = bounds(start, end, target.length)?;
    let part = target.part(start, end);
    let n_read = if part.is_string() {
        let result = input::read_chars(m, stream, &part);
        repeatable(m, result, "%READ-SEQUENCE", &[sequence, stream, start_value(start), start_value(end)])?
    } else {
        let result = read_into(m, stream, &part);
        repeatable(m, result, "%READ-SEQUENCE", &[sequence, stream, start_value(start), start_value(end)])?
    };
    Ok(start_value(start + n_read))
}

fn start_value(index: usize) -> Value {
    Value::fixnum(index as i64)
}

/// Fills a vector of numbers or of anything; returns how many elements there were.
fn read_into(m: &mut Mutator, stream: Value, part: &Vector) -> Result<usize, Trap> {
    let is_text = part.elements == Elements::General && input::is_text(m, stream)?;
    if !is_text && let Some(n_read) = numbers::read_elements(m, stream, part)? {
        return Ok(n_read);
    }
    if is_text {
        // All or nothing is read when an interrupt comes, so it is read into a string.
        let data = arrays::allocate(&mut m.heap, Elements::Wide, part.length)?;
        let text = Vector { data, start: 0, length: part.length, elements: Elements::Wide };
        let n_read = input::read_chars(m, stream, &text)?;
        part.part(0, n_read).copy_from(&mut m.heap, &text.part(0, n_read))?;
        return Ok(n_read);
    }
    let n_ahead = numbers::read_ahead(m, stream, part.length)?;
    for index in 0..n_ahead {
        match numbers::read_element(m, stream)? {
            Some(element) => part.set(&mut m.heap, index, element)?,
            None => return Ok(index),
        }
    }
    Ok(n_ahead)
}

fn discard_blank_line_end(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    lines::discard_blank_line_end(m, stream).map(Value::boolean)
}

fn input_ready_p(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    Ok(match input::readiness(m, stream)? {
        Readiness::Data => sym::T,
        Readiness::Wait => Value::NIL,
        Readiness::End => crate::packages::keyword(&mut m.heap, "EOF"),
    })
}

/// The stream that a designator of an output stream means.
#[inline]
fn designated_output(m: &Mutator, designator: Value) -> Value {
    match supplied(designator) {
        None | Some(Value::NIL) => m.variable_value(sym::STANDARD_OUTPUT),
        Some(sym::T) => m.variable_value(sym::TERMINAL_IO),
        Some(stream) => stream,
    }
}

pub(super) fn write_char(m: &mut Mutator, [c, stream]: [Value; 2]) -> PrimitiveResult {
    let stream = designated_output(m, stream);
    let plain = character(c)?;
    if single_bytes::write_char(m, stream, plain) {
        return Ok(c);
    }
    let result = output::write_char(m, stream, plain);
    repeatable(m, result, "%WRITE-CHAR", &[c, stream])?;
    Ok(c)
}

fn write_string(m: &mut Mutator, [text, stream, start, end]: [Value; 4]) -> PrimitiveResult {
    let stream = designated_output(m, stream);
    let vector = string(&m.heap, text)?;
    let (start, end) = bounds(start, end, vector.length)?;
    let result = output::write_string(m, stream, vector.data, vector.start + start, vector.start + end);
    repeatable(m, result, "%WRITE-STRING", &[text, stream, start_value(start), start_value(end)])?;
    Ok(text)
}

pub(super) fn write_byte(m: &mut Mutator, [byte, stream]: [Value; 2]) -> PrimitiveResult {
    numbers::write_element(m, stream, byte)?;
    Ok(byte)
}

fn write_sequence(m: &mut Mutator, [sequence, stream, start, end]: [Value; 4]) -> PrimitiveResult {
    let whole = vector(&m.heap, sequence)?;
    if whole.is_string() {
        return write_string(m, [sequence, stream, start, end]);
    }
    check(m, stream)?;
    let (start, end) = bounds(start, end, whole.length)?;
    let part = whole.part(start, end);
    if part.elements != Elements::General {
        numbers::write_elements(m, stream, &part)?;
        return Ok(sequence);
    }
    // Written as a whole: an interrupt in between would have the beginning written twice.
    let elements = m.heap.elements(part.data)[part.start..part.start + part.length].to_vec();
    let chars: Vec<char> = elements.iter().map_while(|element| element.as_character()).collect();
    if chars.len() == part.length {
        m.heap.reserve(chars.len() * 4)?;
        let text = m.heap.mutable_string(&chars);
        write_string(m, [text, stream, Value::UNSUPPLIED, Value::UNSUPPLIED])?;
        return Ok(sequence);
    }
    if !elements.iter().any(|element| element.as_character().is_some()) {
        numbers::write_elements(m, stream, &part)?;
        return Ok(sequence);
    }
    for element in elements {
        match element.as_character() {
            Some(c) => output::write_char(m, stream, c)?,
            None => numbers::write_element(m, stream, element)?,
        }
    }
    Ok(sequence)
}

fn finish_output(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    output::finish_output(m, stream)?;
    Ok(Value::NIL)
}

fn finish_ready_output(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    output::finish_ready_output(m, stream)?;
    Ok(Value::NIL)
}

fn is_cut_off(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    let is_file = object::kind(&m.heap, check(m, stream)?) == Kind::File;
    let number = if is_file { object::file_number(&m.heap, stream) } else { 0 };
    Ok(Value::boolean(number == 1 && m.files.get_mut(number).is_some_and(|file| file.is_cut_off())))
}

fn clear_output(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    output::clear_output(m, stream)?;
    Ok(Value::NIL)
}

fn stream_column(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    Ok(output::column(m, stream)?.map_or(Value::NIL, Value::fixnum))
}

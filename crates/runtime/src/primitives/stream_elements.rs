//! The standard's functions for single elements of streams (CLHS 21.2), with designators and optional arguments:
//! what programs call in their inner loops.

use super::arguments::{character, non_nil, supplied};
use super::streams::{self, at_end};
use crate::error::PrimitiveResult;
use crate::mutator::Mutator;
use crate::reader::readtable::{self, Class, Syntax};
use crate::streams::single_bytes;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;

primitives! {
    pub(super) static STREAM_ELEMENTS = {
        /// Reads a character.
        effect "COMMON-LISP:READ-CHAR" "&optional input-stream eof-error-p eof-value recursive-p" => read_char;
        /// Returns the next character without reading it; characters before it that PEEK-TYPE passes over are read.
        effect "COMMON-LISP:PEEK-CHAR" "&optional peek-type input-stream eof-error-p eof-value recursive-p"
            => peek_char;
        /// Puts back CHARACTER, the last one read.
        effect "COMMON-LISP:UNREAD-CHAR" "character &optional input-stream" => unread_char;
        /// Reads a line; returns it and whether its newline is missing.
        effect "COMMON-LISP:READ-LINE" "&optional input-stream eof-error-p eof-value recursive-p" => read_line;
        /// Writes a newline.
        effect "COMMON-LISP:TERPRI" "&optional output-stream" => terpri;
        /// Reads an integer.
        effect "COMMON-LISP:READ-BYTE" "stream &optional eof-error-p eof-value" => read_byte;
        /// Writes an integer.
        effect "COMMON-LISP:WRITE-BYTE" "byte stream" => write_byte;
    }
}

/// The input stream that a designator means: NIL is the standard one, T the terminal.
#[inline]
fn designated(m: &Mutator, designator: Value) -> Value {
    match designator {
        Value::UNSUPPLIED | Value::NIL => m.variable_value(sym::STANDARD_INPUT),
        sym::T => m.variable_value(sym::TERMINAL_IO),
        stream => stream,
    }
}

/// What to do at the end: EOF-ERROR-P is true when missing, EOF-VALUE is NIL.
fn end_arguments(eof_error_p: Value, eof_value: Value) -> [Value; 2] {
    [supplied(eof_error_p).unwrap_or(sym::T), supplied(eof_value).unwrap_or(Value::NIL)]
}

fn read_char(m: &mut Mutator, [stream, eof_error_p, eof_value, _]: [Value; 4]) -> PrimitiveResult {
    let stream = designated(m, stream);
    if let Some(c) = single_bytes::read_char(m, stream, true) {
        return Ok(Value::character(c));
    }
    let [eof_error_p, eof_value] = end_arguments(eof_error_p, eof_value);
    streams::read_char(m, [stream, eof_error_p, eof_value])
}

fn peek_char(m: &mut Mutator, [peek_type, stream, eof_error_p, eof_value, _]: [Value; 5]) -> PrimitiveResult {
    let stream = designated(m, stream);
    let wanted = non_nil(peek_type);
    if let Some(wanted) = wanted
        && wanted != sym::T
    {
        character(wanted)?;
    }
    let end = end_arguments(eof_error_p, eof_value);
    loop {
        let next = match single_bytes::read_char(m, stream, false) {
            Some(c) => Some(c),
            None => streams::next_char(m, stream, end)?,
        };
        let Some(c) = next else { return at_end(stream, end[0], end[1]) };
        let is_passed_over = match wanted {
            None => false,
            Some(sym::T) => is_whitespace(m, c),
            Some(wanted) => Value::character(c) != wanted,
        };
        if !is_passed_over {
            return Ok(Value::character(c));
        }
        if single_bytes::read_char(m, stream, true).is_none() {
            streams::read_char(m, [stream, sym::T, Value::NIL])?;
        }
    }
}

/// Whether the current readtable says that a character is whitespace.
fn is_whitespace(m: &Mutator, c: char) -> bool {
    let table = m.variable_value(sym::READTABLE);
    m.heap.is(table, TypeCode::Readtable)
        && matches!(readtable::syntax(&m.heap, table, c), Syntax::Plain(Class::Whitespace))
}

fn unread_char(m: &mut Mutator, [c, stream]: [Value; 2]) -> PrimitiveResult {
    let stream = designated(m, stream);
    streams::unread_char(m, [c, stream])
}

fn read_line(m: &mut Mutator, [stream, eof_error_p, eof_value, _]: [Value; 4]) -> PrimitiveResult {
    let stream = designated(m, stream);
    let [eof_error_p, eof_value] = end_arguments(eof_error_p, eof_value);
    streams::read_line(m, [stream, eof_error_p, eof_value])
}

fn terpri(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    streams::write_char(m, [Value::character('\n'), stream])?;
    Ok(Value::NIL)
}

fn read_byte(m: &mut Mutator, [stream, eof_error_p, eof_value]: [Value; 3]) -> PrimitiveResult {
    if let Some(byte) = single_bytes::read_byte(m, stream) {
        return Ok(Value::fixnum(i64::from(byte)));
    }
    let [eof_error_p, eof_value] = end_arguments(eof_error_p, eof_value);
    streams::read_byte(m, [stream, eof_error_p, eof_value])
}

fn write_byte(m: &mut Mutator, [byte, stream]: [Value; 2]) -> PrimitiveResult {
    if single_bytes::write_byte(m, stream, byte) {
        return Ok(byte);
    }
    streams::write_byte(m, [byte, stream])
}

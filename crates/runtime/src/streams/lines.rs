//! Reading lines from streams of every kind.
//!
//! A line of a file in UTF-8 or Latin-1 is taken out of the buffer at once; any other is put together of characters.

use super::charset::Charset;
use super::decoding::BYTES_PER_CHAR;
use super::files::BLOCK;
use super::input::{
    drop_component, echo_parts, first_component, input_error, input_source, put_back, set_line, show_prompt,
    string_bounds, take_unread, text_file,
};
use super::object::{self, Kind};
use super::{MAX_NESTING, nested_too_deeply, output};
use crate::error::Trap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, stream};

/// Reads a line as a fresh string, and whether its newline is missing; `None` at the end.
pub(crate) fn read_line(m: &mut Mutator, stream: Value) -> Result<Option<(Value, bool)>, Trap> {
    read_line_nested(m, stream, 0)
}

/// Takes what is left of the line in a file's buffer, if it is blank and ends there: never waits. Returns whether it did.
pub(crate) fn discard_blank_line_end(m: &mut Mutator, stream: Value) -> Result<bool, Trap> {
    let source = input_source(m, stream)?;
    if object::kind(&m.heap, source) != Kind::File {
        return Ok(false);
    }
    let file = text_file(&m.heap, &mut m.files, source)?;
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r');
    let n_blanks = file.available().iter().take_while(|byte| is_blank(byte)).count();
    let is_blank_line =
        file.format.charset.contains_ascii() && file.available().get(n_blanks) == Some(&b'\n');
    if is_blank_line {
        file.consume(n_blanks);
        file.consume_char('\n', 1);
        set_line(m, source, 1);
    }
    Ok(is_blank_line)
}

fn read_line_nested(m: &mut Mutator, stream: Value, depth: usize) -> Result<Option<(Value, bool)>, Trap> {
    if depth > MAX_NESTING {
        return Err(nested_too_deeply(stream));
    }
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::File => read_file_line(m, source),
        Kind::StringInput => {
            let (string, position, end) = string_bounds(m, source);
            if position >= end {
                return Ok(None);
            }
            let length = (position..end).position(|index| m.heap.string_char(string, index) == '\n');
            let line_end = length.map_or(end, |length| position + length);
            m.heap.reserve((line_end - position) * 4)?;
            let line =
                m.heap.allocate_counted(Header::new(TypeCode::WideString), line_end - position, Value::NIL);
            for index in position..line_end {
                let c = m.heap.string_char(string, index);
                m.heap.words32_mut(line)[index - position] = u32::from(c);
            }
            let next = line_end + usize::from(length.is_some());
            m.heap.set_slot(source, stream::POSITION, Value::fixnum(next as i64));
            set_line(m, source, i64::from(length.is_some()));
            Ok(Some((line, length.is_none())))
        }
        Kind::Echo => {
            let (input, output) = echo_parts(m, source);
            output::prepare(m, output)?;
            let line = read_line_nested(m, input, depth + 1)?;
            if let Some((text, missing_newline)) = line {
                let length = m.heap.count(text);
                let n_echoed_before = take_unread(m, source, length + usize::from(!missing_newline));
                output::write_string(m, output, text, n_echoed_before.min(length), length)?;
                if !missing_newline && n_echoed_before <= length {
                    output::write_char(m, output, '\n')?;
                }
            }
            Ok(line)
        }
        _ => read_joined_line(m, source, depth),
    }
}

/// A line of a concatenated stream, which may be made of the ends of several of its parts and the beginning of another.
fn read_joined_line(m: &mut Mutator, source: Value, depth: usize) -> Result<Option<(Value, bool)>, Trap> {
    let mut chars: Vec<char> = Vec::new();
    while let Some(component) = first_component(m, source) {
        match read_line_nested(m, component, depth + 1) {
            Ok(Some((text, false))) if chars.is_empty() => return Ok(Some((text, false))),
            Ok(Some((text, missing_newline))) => {
                chars.extend((0..m.heap.count(text)).map(|index| m.heap.string_char(text, index)));
                if !missing_newline {
                    return Ok(Some((m.heap.mutable_string(&chars), false)));
                }
                drop_component(m, source);
            }
            Ok(None) => drop_component(m, source),
            Err(trap) => {
                put_back(m, source, &chars)?;
                return Err(trap);
            }
        }
    }
    Ok((!chars.is_empty()).then(|| (m.heap.mutable_string(&chars), true)))
}

fn read_file_line(m: &mut Mutator, source: Value) -> Result<Option<(Value, bool)>, Trap> {
    let number = object::file_number(&m.heap, source);
    show_prompt(m, number)?;
    let file = text_file(&m.heap, &mut m.files, source)?;
    if !file.format.charset.contains_ascii() {
        return read_decoded_line(m, source);
    }
    let found = match file.find_line(&mut m.heap) {
        Ok(found) => found,
        Err(error) => return Err(input_error(m, source, error)),
    };
    let Some(line) = found else { return Ok(None) };
    m.heap.reserve(line.n_bytes * 4)?;
    let bytes = &file.available()[..line.n_bytes];
    let string = if file.format.charset == Charset::Latin1 || bytes.is_ascii() {
        let string = m.heap.allocate_counted(Header::new(TypeCode::WideString), line.n_bytes, Value::NIL);
        for (word, &byte) in m.heap.words32_mut(string).iter_mut().zip(bytes) {
            *word = u32::from(byte);
        }
        string
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) if file.format.charset == Charset::Utf8 => {
                let n_chars = text.chars().count();
                let string = m.heap.allocate_counted(Header::new(TypeCode::WideString), n_chars, Value::NIL);
                for (word, c) in m.heap.words32_mut(string).iter_mut().zip(text.chars()) {
                    *word = u32::from(c);
                }
                string
            }
            _ => return read_decoded_line(m, source),
        }
    };
    file.consume(line.n_bytes);
    if line.n_end_bytes > 0 {
        file.consume_char('\n', line.n_end_bytes);
        set_line(m, source, 1);
    }
    Ok(Some((string, line.n_end_bytes == 0)))
}

/// A line, character by character.
fn read_decoded_line(m: &mut Mutator, source: Value) -> Result<Option<(Value, bool)>, Trap> {
    let file = text_file(&m.heap, &mut m.files, source)?;
    let mut chars = Vec::new();
    let mut n_bytes = 0;
    let newline = loop {
        match file.char_at(n_bytes) {
            Ok(Some(('\n', n_end_bytes))) => break Some(n_end_bytes),
            Ok(Some((c, n_more))) => {
                chars.push(c);
                n_bytes += n_more;
                if chars.len().is_multiple_of(BLOCK) {
                    m.heap.reserve(chars.len() * BYTES_PER_CHAR)?;
                }
            }
            Ok(None) if chars.is_empty() => return Ok(None),
            Ok(None) => break None,
            Err(error) => return Err(input_error(m, source, error)),
        }
    };
    m.heap.reserve(chars.len() * 4)?;
    file.consume(n_bytes);
    if let Some(n_end_bytes) = newline {
        file.consume_char('\n', n_end_bytes);
        set_line(m, source, 1);
    }
    Ok(Some((m.heap.mutable_string(&chars), newline.is_none())))
}

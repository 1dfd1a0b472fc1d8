//! Reading lines from streams of every kind.
//!
//! A line of a file in UTF-8 or Latin-1 is taken out of the buffer at once; any other is put together of characters.

use super::charset::Charset;
use super::input::{input_error, input_source, read_char, set_line, show_prompt, string_bounds, text_file};
use super::object::{self, Kind};
use super::system_error;
use crate::error::Trap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, stream};

/// Reads a line as a fresh string, and whether its newline is missing; `None` at the end.
pub(crate) fn read_line(m: &mut Mutator, stream: Value) -> Result<Option<(Value, bool)>, Trap> {
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
        _ => {
            let mut chars = Vec::new();
            loop {
                match read_char(m, source)? {
                    Some('\n') => return Ok(Some((m.heap.mutable_string(&chars), false))),
                    Some(c) => chars.push(c),
                    None if chars.is_empty() => return Ok(None),
                    None => return Ok(Some((m.heap.mutable_string(&chars), true))),
                }
            }
        }
    }
}

fn read_file_line(m: &mut Mutator, source: Value) -> Result<Option<(Value, bool)>, Trap> {
    let number = object::file_number(&m.heap, source);
    show_prompt(m, number)?;
    let file = text_file(&m.heap, &mut m.files, source)?;
    if !file.format.charset.contains_ascii() {
        return read_decoded_line(m, source);
    }
    let found = file.find_line().map_err(|error| system_error("reading", source, &error))?;
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

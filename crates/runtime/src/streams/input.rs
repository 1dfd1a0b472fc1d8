//! Reading characters, lines and bytes from streams of every kind.

use super::files::{Encoding, InputError};
use super::object::{self, Kind, state};
use super::output::write_char;
use super::{MAX_NESTING, check_open, component_list, nested_too_deeply, no_file, system_error};
use crate::error::{LispError, Trap, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, stream};
use heapfmt::statics::sym;

/// Follows synonym and two-way streams to the stream that has characters to read.
fn input_source(m: &Mutator, stream: Value) -> Result<Value, Trap> {
    let mut source = stream;
    for _ in 0..MAX_NESTING {
        check_open(&m.heap, source)?;
        match object::kind(&m.heap, source) {
            Kind::Synonym => source = m.variable_value(m.heap.slot(source, stream::BUFFER)),
            Kind::TwoWay => source = m.heap.slot(source, stream::BUFFER),
            _ if object::state_bits(&m.heap, source) & state::INPUT == 0 => {
                return Err(LispError::Stream { message: "not an input stream".to_owned(), stream }.into());
            }
            _ => return Ok(source),
        }
    }
    Err(nested_too_deeply(stream))
}

fn input_error(stream: Value, error: InputError) -> Trap {
    match error {
        InputError::System(error) => system_error("reading", stream, &error),
        InputError::Undecodable { byte } => {
            let message = format!("the byte #x{byte:02X} begins no UTF-8 character");
            LispError::Stream { message, stream }.into()
        }
    }
}

/// Output that a person should see before being asked for input is written first.
fn show_prompt(m: &mut Mutator, number: u64) -> Result<(), Trap> {
    if number != 0 {
        return Ok(());
    }
    let is_empty = m.files.get_mut(0).is_some_and(|input| input.available().is_empty());
    if let Some(output) = m.files.get_mut(1)
        && is_empty
        && !output.output().is_empty()
        && output.is_terminal()
    {
        output.flush().map_err(|error| system_error("writing", Value::NIL, &error))?;
    }
    Ok(())
}

fn set_line(m: &mut Mutator, stream: Value, distance: i64) {
    let line = m.heap.slot(stream, stream::LINE).as_fixnum().unwrap_or(0);
    m.heap.set_slot(stream, stream::LINE, Value::fixnum(line + distance));
}

fn string_bounds(m: &Mutator, stream: Value) -> (Value, usize, usize) {
    let index = |slot| m.heap.slot(stream, slot).as_fixnum().expect("string streams have bounds") as usize;
    (m.heap.slot(stream, stream::BUFFER), index(stream::POSITION), index(stream::END))
}

/// Reads a character; `None` at the end.
pub fn read_char(m: &mut Mutator, stream: Value) -> Result<Option<char>, Trap> {
    read_nested(m, stream, true, 0)
}

/// The character that [`read_char`] will read.
pub fn peek_char(m: &mut Mutator, stream: Value) -> Result<Option<char>, Trap> {
    read_nested(m, stream, false, 0)
}

fn read_nested(m: &mut Mutator, stream: Value, consume: bool, depth: usize) -> Result<Option<char>, Trap> {
    if depth > MAX_NESTING {
        return Err(nested_too_deeply(stream));
    }
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::StringInput => {
            let (string, position, end) = string_bounds(m, source);
            if position >= end {
                return Ok(None);
            }
            let c = m.heap.string_char(string, position);
            if consume {
                m.heap.set_slot(source, stream::POSITION, Value::fixnum(position as i64 + 1));
                if c == '\n' {
                    set_line(m, source, 1);
                }
            }
            Ok(Some(c))
        }
        Kind::Echo => {
            let (input, output) =
                (m.heap.slot(source, stream::BUFFER), m.heap.slot(source, stream::POSITION));
            let c = read_nested(m, input, consume, depth + 1)?;
            let was_unread = object::state_bits(&m.heap, source) & state::UNREAD != 0;
            if let Some(c) = c
                && consume
            {
                object::clear_state(&mut m.heap, source, state::UNREAD);
                if !was_unread {
                    write_char(m, output, c)?;
                }
            }
            Ok(c)
        }
        Kind::Concatenated => loop {
            let components = m.heap.slot(source, stream::BUFFER);
            if !components.is_cons() {
                return Ok(None);
            }
            let first = m.heap.car(components);
            if let Some(c) = read_nested(m, first, consume, depth + 1)? {
                return Ok(Some(c));
            }
            let rest = m.heap.cdr(components);
            m.heap.set_slot(source, stream::BUFFER, rest);
        },
        _ => {
            let number = object::file_number(&m.heap, source);
            show_prompt(m, number)?;
            let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
            let Some((c, n_bytes)) = file.peek_char().map_err(|error| input_error(source, error))? else {
                return Ok(None);
            };
            if consume {
                file.consume(n_bytes);
                if c == '\n' {
                    set_line(m, source, 1);
                }
            }
            Ok(Some(c))
        }
    }
}

/// Puts back `c`, which is the last character read.
pub fn unread_char(m: &mut Mutator, stream: Value, c: char) -> Result<(), Trap> {
    let mut source = stream;
    for _ in 0..MAX_NESTING {
        source = input_source(m, source)?;
        let is_undone = match object::kind(&m.heap, source) {
            Kind::StringInput => {
                let (string, position, _) = string_bounds(m, source);
                let is_last = position > 0 && m.heap.string_char(string, position - 1) == c;
                if is_last {
                    m.heap.set_slot(source, stream::POSITION, Value::fixnum(position as i64 - 1));
                }
                is_last
            }
            Kind::Echo => {
                object::set_state(&mut m.heap, source, state::UNREAD);
                source = m.heap.slot(source, stream::BUFFER);
                continue;
            }
            Kind::Concatenated => {
                let components = m.heap.slot(source, stream::BUFFER);
                source = if components.is_cons() { m.heap.car(components) } else { Value::NIL };
                continue;
            }
            _ => {
                let number = object::file_number(&m.heap, source);
                m.files.get_mut(number).ok_or_else(|| no_file(source))?.unread_char(c)
            }
        };
        if !is_undone {
            let message = format!("{c:?} is not the last character read");
            return Err(LispError::Stream { message, stream }.into());
        }
        if c == '\n' {
            set_line(m, source, -1);
        }
        return Ok(());
    }
    Err(nested_too_deeply(stream))
}

/// Reads a line as a fresh string, and whether its newline is missing; `None` at the end.
pub fn read_line(m: &mut Mutator, stream: Value) -> Result<Option<(Value, bool)>, Trap> {
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
    let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
    let (n_bytes, has_newline) = file.find_line().map_err(|error| system_error("reading", source, &error))?;
    if n_bytes == 0 && !has_newline {
        return Ok(None);
    }
    m.heap.reserve(n_bytes * 4)?;
    let line = &file.available()[..n_bytes];
    let string = if file.encoding() == Encoding::Latin1 || line.is_ascii() {
        let string = m.heap.allocate_counted(Header::new(TypeCode::WideString), n_bytes, Value::NIL);
        for (word, &byte) in m.heap.words32_mut(string).iter_mut().zip(line) {
            *word = u32::from(byte);
        }
        string
    } else {
        match std::str::from_utf8(line) {
            Ok(text) => {
                let n_chars = text.chars().count();
                let string = m.heap.allocate_counted(Header::new(TypeCode::WideString), n_chars, Value::NIL);
                for (word, c) in m.heap.words32_mut(string).iter_mut().zip(text.chars()) {
                    *word = u32::from(c);
                }
                string
            }
            Err(error) => {
                let byte = line[error.valid_up_to()];
                let n_bad = error.error_len().unwrap_or(n_bytes - error.valid_up_to());
                file.consume(error.valid_up_to() + n_bad);
                return Err(input_error(source, InputError::Undecodable { byte }));
            }
        }
    };
    file.consume(n_bytes + usize::from(has_newline));
    set_line(m, source, i64::from(has_newline));
    Ok(Some((string, !has_newline)))
}

/// Reads a byte from a stream of bytes; `None` at the end.
pub fn read_byte(m: &mut Mutator, stream: Value) -> Result<Option<u8>, Trap> {
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::Concatenated => {
            for component in component_list(&m.heap, source) {
                if let Some(byte) = read_byte(m, component)? {
                    return Ok(Some(byte));
                }
                let components = m.heap.slot(source, stream::BUFFER);
                let rest = m.heap.cdr(components);
                m.heap.set_slot(source, stream::BUFFER, rest);
            }
            Ok(None)
        }
        Kind::File => {
            let number = object::file_number(&m.heap, source);
            let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
            file.read_byte().map_err(|error| system_error("reading", source, &error))
        }
        _ => Err(LispError::Stream { message: "not a stream of bytes".to_owned(), stream }.into()),
    }
}

/// Reads bytes into elements `start` to `end` of a byte vector. Returns the first index not filled.
pub fn read_bytes(
    m: &mut Mutator,
    stream: Value,
    vector: Value,
    start: usize,
    end: usize,
) -> Result<usize, Trap> {
    let source = input_source(m, stream)?;
    if object::kind(&m.heap, source) != Kind::File {
        return Err(LispError::Stream { message: "not a stream of bytes".to_owned(), stream }.into());
    }
    let number = object::file_number(&m.heap, source);
    let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
    while file.available().len() < end - start {
        if !file.fill().map_err(|error| system_error("reading", source, &error))? {
            break;
        }
    }
    let n_bytes = file.available().len().min(end - start);
    m.heap.bytes_mut(vector, end)[start..start + n_bytes].copy_from_slice(&file.available()[..n_bytes]);
    file.consume(n_bytes);
    Ok(start + n_bytes)
}

/// Line of the next character of `stream`, from 1; 0 when it has no lines of its own.
pub fn line_number(m: &Mutator, stream: Value) -> i64 {
    input_source(m, stream).map_or(0, |source| m.heap.slot(source, stream::LINE).as_fixnum().unwrap_or(0))
}

/// Whether a character can be read without waiting, and not the end.
pub fn listen(m: &mut Mutator, stream: Value) -> Result<bool, Trap> {
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::StringInput => {
            let (_, position, end) = string_bounds(m, source);
            Ok(position < end)
        }
        Kind::Echo => listen(m, m.heap.slot(source, stream::BUFFER)),
        Kind::Concatenated => Ok(peek_char(m, source)?.is_some()),
        _ => {
            let number = object::file_number(&m.heap, source);
            let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
            file.is_ready().map_err(|error| system_error("reading", source, &error))
        }
    }
}

/// A stream that reads `string` from `start` to `end`.
pub fn create_string_input(m: &mut Mutator, string: Value, start: usize, end: usize) -> Result<Value, Trap> {
    if !m.heap.is_simple_string(string) {
        return Err(type_error(string, sym::STRING));
    }
    let stream = object::create(&mut m.heap, Kind::StringInput, state::INPUT);
    m.heap.set_slot(stream, stream::BUFFER, string);
    m.heap.set_slot(stream, stream::POSITION, Value::fixnum(start as i64));
    m.heap.set_slot(stream, stream::END, Value::fixnum(end as i64));
    Ok(stream)
}

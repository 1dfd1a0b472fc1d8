//! Reading characters, lines and bytes from streams of every kind.

use super::decoding::InputError;
use super::files::{FileTable, OpenFile, Readiness};
use super::object::{self, Kind, state};
use super::output::{self, write_char, write_string};
use super::{MAX_NESTING, check_open, nested_too_deeply, no_file, system_error};
use crate::arrays::Vector;
use crate::error::{LispError, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::stream;
use heapfmt::statics::sym;

/// Follows synonym and two-way streams to the stream that has characters to read.
pub(super) fn input_source(m: &Mutator, stream: Value) -> Result<Value, Trap> {
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

pub(super) fn input_error(m: &mut Mutator, stream: Value, error: InputError) -> Trap {
    let (offset, n_bytes) = match error {
        InputError::System(error) => return system_error("reading", stream, &error),
        InputError::Memory { bytes } => return Trap::NeedMemory { bytes },
        InputError::Undecodable { offset, n_bytes } => (offset, n_bytes),
    };
    let number = object::file_number(&m.heap, stream);
    let (bytes, n_newlines) = match m.files.get_mut(number) {
        Some(file) => {
            let (before, rest) = file.available().split_at(offset);
            let bytes: String = rest[..n_bytes].iter().map(|byte| format!(" #x{byte:02X}")).collect();
            (bytes, before.iter().filter(|&&byte| byte == b'\n').count())
        }
        None => (String::new(), 0),
    };
    let culprit = m.heap.list(&[Value::fixnum(offset as i64), Value::fixnum(n_bytes as i64)]);
    let place = place(m, stream, n_newlines as i64);
    let message = format!("{place}: invalid byte sequence{bytes} in the stream's external format");
    LispError::Coding { message, stream, culprit, retry: Value::NIL }.into()
}

/// The open file of a stream of characters.
pub(super) fn text_file<'f>(
    heap: &Heap,
    files: &'f mut FileTable,
    source: Value,
) -> Result<&'f mut OpenFile, Trap> {
    if object::state_bits(heap, source) & state::BINARY != 0 {
        return Err(not_text(source));
    }
    files.get_mut(object::file_number(heap, source)).ok_or_else(|| no_file(source))
}

#[cold]
fn not_text(stream: Value) -> Trap {
    LispError::Stream { message: "not a stream of characters".to_owned(), stream }.into()
}

/// Output that a person should see before being asked for input is written first.
pub(super) fn show_prompt(m: &mut Mutator, number: u64) -> Result<(), Trap> {
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

pub(super) fn set_line(m: &mut Mutator, stream: Value, distance: i64) {
    let line = m.heap.slot(stream, stream::LINE).as_fixnum().unwrap_or(0);
    m.heap.set_slot(stream, stream::LINE, Value::fixnum(line + distance));
}

pub(super) fn string_bounds(m: &Mutator, stream: Value) -> (Value, usize, usize) {
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
            if consume {
                output::prepare(m, output)?;
            }
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
            let file = text_file(&m.heap, &mut m.files, source)?;
            match file.peek_char() {
                Ok(None) => Ok(None),
                Ok(Some((c, n_bytes))) => {
                    if consume {
                        file.consume_char(c, n_bytes);
                        if c == '\n' {
                            set_line(m, source, 1);
                        }
                    }
                    Ok(Some(c))
                }
                Err(error) => Err(input_error(m, source, error)),
            }
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

/// Reads characters into `target`, a part of a wide string. Returns how many there were.
pub fn read_chars(m: &mut Mutator, stream: Value, target: &Vector) -> Result<usize, Trap> {
    read_chars_nested(m, stream, target, 0)
}

fn read_chars_nested(m: &mut Mutator, stream: Value, target: &Vector, depth: usize) -> Result<usize, Trap> {
    if depth > MAX_NESTING {
        return Err(nested_too_deeply(stream));
    }
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::File => {
            let number = object::file_number(&m.heap, source);
            show_prompt(m, number)?;
            read_file_chars(m, source, target)
        }
        Kind::Echo => {
            let (input, output) = echo_parts(m, source);
            output::prepare(m, output)?;
            let n_chars = read_chars_nested(m, input, target, depth + 1)?;
            let n_echoed_before = take_unread(m, source, n_chars);
            let (start, end) = (target.start + n_echoed_before, target.start + n_chars);
            write_string(m, output, target.data, start, end)?;
            Ok(n_chars)
        }
        Kind::Concatenated => {
            let mut n_chars = 0;
            while n_chars < target.length
                && let Some(component) = first_component(m, source)
            {
                let part = target.part(n_chars, target.length);
                match read_chars_nested(m, component, &part, depth + 1) {
                    Ok(n_more) => {
                        n_chars += n_more;
                        if n_chars < target.length {
                            drop_component(m, source);
                        }
                    }
                    Err(trap) => {
                        let chars: Vec<char> = target.part(0, n_chars).chars(&m.heap).collect();
                        put_back(m, source, &chars)?;
                        return Err(trap);
                    }
                }
            }
            Ok(n_chars)
        }
        _ => {
            for index in 0..target.length {
                match read_char(m, source)? {
                    Some(c) => m.heap.words32_mut(target.data)[target.start + index] = u32::from(c),
                    None => return Ok(index),
                }
            }
            Ok(target.length)
        }
    }
}

/// Input and output of an echo stream.
pub(super) fn echo_parts(m: &Mutator, stream: Value) -> (Value, Value) {
    (m.heap.slot(stream, stream::BUFFER), m.heap.slot(stream, stream::POSITION))
}

/// How many of the `n_chars` characters that have been read from an echo stream it has echoed before, because the
/// first one had been put back.
pub(super) fn take_unread(m: &mut Mutator, stream: Value, n_chars: usize) -> usize {
    let was_unread = n_chars > 0 && object::state_bits(&m.heap, stream) & state::UNREAD != 0;
    if was_unread {
        object::clear_state(&mut m.heap, stream, state::UNREAD);
    }
    usize::from(was_unread)
}

/// The part of a concatenated stream that is being read.
pub(super) fn first_component(m: &Mutator, stream: Value) -> Option<Value> {
    let components = m.heap.slot(stream, stream::BUFFER);
    components.is_cons().then(|| m.heap.car(components))
}

/// Goes on to the next part of a concatenated stream.
pub(super) fn drop_component(m: &mut Mutator, stream: Value) {
    let rest = m.heap.cdr(m.heap.slot(stream, stream::BUFFER));
    m.heap.set_slot(stream, stream::BUFFER, rest);
}

/// Puts what an unfinished operation has read from a concatenated stream in front of it again, as a stream of its own.
pub(super) fn put_back(m: &mut Mutator, stream: Value, chars: &[char]) -> Result<(), Trap> {
    if chars.is_empty() {
        return Ok(());
    }
    let text = m.heap.mutable_string(chars);
    let front = create_string_input(m, text, 0, chars.len())?;
    let components = m.heap.slot(stream, stream::BUFFER);
    let components = m.heap.cons(front, components);
    m.heap.set_slot(stream, stream::BUFFER, components);
    Ok(())
}

fn read_file_chars(m: &mut Mutator, source: Value, target: &Vector) -> Result<usize, Trap> {
    let (mut n_chars, mut n_bytes, mut n_lines) = (0, 0, 0);
    let mut last = None;
    loop {
        let file = text_file(&m.heap, &mut m.files, source)?;
        let bytes = file.single_bytes(n_bytes, target.length - n_chars);
        let first = target.start + n_chars;
        for (word, &byte) in m.heap.words32_mut(target.data)[first..].iter_mut().zip(bytes) {
            *word = u32::from(byte);
        }
        n_chars += bytes.len();
        n_bytes += bytes.len();
        n_lines += bytes.iter().filter(|&&byte| byte == b'\n').count();
        last = bytes.last().map(|&byte| (char::from(byte), 1)).or(last);
        if n_chars == target.length {
            break;
        }
        match file.char_at(n_bytes) {
            Ok(Some((c, n_more))) => {
                m.heap.words32_mut(target.data)[target.start + n_chars] = u32::from(c);
                n_chars += 1;
                n_bytes += n_more;
                n_lines += usize::from(c == '\n');
                last = Some((c, n_more));
            }
            Ok(None) => break,
            Err(error) => return Err(input_error(m, source, error)),
        }
    }
    let file = text_file(&m.heap, &mut m.files, source)?;
    if let Some((c, n_last)) = last {
        file.consume(n_bytes - n_last);
        file.consume_char(c, n_last);
    }
    set_line(m, source, n_lines as i64);
    Ok(n_chars)
}

/// Puts `text` in the place of bytes that an error was about, and removes them.
pub fn substitute_undecodable(
    m: &mut Mutator,
    stream: Value,
    offset: usize,
    n_bytes: usize,
    text: &[char],
) -> Result<(), Trap> {
    let source = input_source(m, stream)?;
    if object::kind(&m.heap, source) == Kind::File {
        text_file(&m.heap, &mut m.files, source)?.substitute(offset, n_bytes, text);
    }
    Ok(())
}

/// Line of the next character of `stream`, from 1; 0 when it has no lines of its own.
pub fn line_number(m: &Mutator, stream: Value) -> i64 {
    input_source(m, stream).map_or(0, |source| m.heap.slot(source, stream::LINE).as_fixnum().unwrap_or(0))
}

/// Where `stream` has got to, or `n_lines` behind that, for a message: `FILE:LINE` if the file has a name.
pub(crate) fn place(m: &Mutator, stream: Value, n_lines: i64) -> String {
    let line = line_number(m, stream) + n_lines;
    let name = input_source(m, stream).ok().filter(|&source| object::kind(&m.heap, source) == Kind::File);
    match name.map(|source| m.heap.slot(source, stream::NAME)) {
        Some(name) if !name.is_nil() => format!("{}:{line}", m.heap.string_text(name)),
        _ => format!("line {line}"),
    }
}

/// Whether `stream` has characters to read, and not numbers only.
pub fn is_text(m: &Mutator, stream: Value) -> Result<bool, Trap> {
    let mut source = input_source(m, stream)?;
    for _ in 0..MAX_NESTING {
        source = match object::kind(&m.heap, source) {
            Kind::Echo => input_source(m, m.heap.slot(source, stream::BUFFER))?,
            Kind::Concatenated if m.heap.slot(source, stream::BUFFER).is_cons() => {
                input_source(m, m.heap.car(m.heap.slot(source, stream::BUFFER)))?
            }
            _ => return Ok(object::state_bits(&m.heap, source) & state::BINARY == 0),
        };
    }
    Err(nested_too_deeply(stream))
}

/// Whether an element can be read without waiting.
pub(crate) fn readiness(m: &mut Mutator, stream: Value) -> Result<Readiness, Trap> {
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::StringInput => {
            let (_, position, end) = string_bounds(m, source);
            Ok(if position < end { Readiness::Data } else { Readiness::End })
        }
        Kind::Echo => readiness(m, m.heap.slot(source, stream::BUFFER)),
        Kind::Concatenated => loop {
            let components = m.heap.slot(source, stream::BUFFER);
            if !components.is_cons() {
                return Ok(Readiness::End);
            }
            match readiness(m, m.heap.car(components))? {
                Readiness::End => {
                    let rest = m.heap.cdr(components);
                    m.heap.set_slot(source, stream::BUFFER, rest);
                }
                ready => return Ok(ready),
            }
        },
        _ => {
            let number = object::file_number(&m.heap, source);
            let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
            if let Some(packed) = &file.packed {
                let is_end = packed.position() >= packed.len();
                return Ok(if is_end { Readiness::End } else { Readiness::Data });
            }
            file.readiness().map_err(|error| system_error("reading", source, &error))
        }
    }
}

/// Throws away input that has been read from a stream's file and not consumed, when a person typed it.
pub fn clear_input(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    let source = input_source(m, stream)?;
    if object::kind(&m.heap, source) == Kind::File {
        let number = object::file_number(&m.heap, source);
        let file = m.files.get_mut(number).ok_or_else(|| no_file(source))?;
        if file.is_terminal() {
            file.discard_input();
        }
    }
    Ok(())
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
    m.heap.set_slot(stream, stream::COLUMN, Value::fixnum(start as i64));
    Ok(stream)
}

/// How many characters of a string input stream have been read.
pub fn n_chars_read(m: &Mutator, stream: Value) -> usize {
    let (_, position, _) = string_bounds(m, stream);
    position - m.heap.slot(stream, stream::COLUMN).as_fixnum().expect("COLUMN is the first index") as usize
}

/// Whether a person may sit at the other end of `stream`.
pub fn is_interactive(m: &mut Mutator, stream: Value) -> Result<bool, Trap> {
    let Ok(source) = input_source(m, stream) else { return Ok(false) };
    if object::kind(&m.heap, source) != Kind::File {
        return Ok(false);
    }
    let number = object::file_number(&m.heap, source);
    Ok(m.files.get_mut(number).is_some_and(|file| file.is_terminal()))
}

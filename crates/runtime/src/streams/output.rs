//! Writing characters, strings and bytes to streams of every kind, with the column kept.

use super::format::Format;
use super::object::{self, Kind, state};
use super::{MAX_NESTING, check_open, component_list, nested_too_deeply, no_file, system_error};
use crate::arrays::{self, Vector};
use crate::error::{LispError, Trap};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, stream};

/// Follows synonym, two-way and echo streams to the stream that takes characters.
pub(super) fn output_target(m: &Mutator, stream: Value) -> Result<Value, Trap> {
    let mut target = stream;
    for _ in 0..MAX_NESTING {
        check_open(&m.heap, target)?;
        match object::kind(&m.heap, target) {
            Kind::Synonym => target = m.variable_value(m.heap.slot(target, stream::BUFFER)),
            Kind::TwoWay | Kind::Echo => target = m.heap.slot(target, stream::POSITION),
            _ if object::state_bits(&m.heap, target) & state::OUTPUT == 0 => {
                return Err(LispError::Stream { message: "not an output stream".to_owned(), stream }.into());
            }
            _ => return Ok(target),
        }
    }
    Err(nested_too_deeply(stream))
}

/// Calls `act` for each stream that takes what is written to `stream`: for all components of broadcast streams, one
/// after the other. `depth` counts the broadcast streams around `stream`.
pub(super) fn for_each_target(
    m: &mut Mutator,
    stream: Value,
    depth: usize,
    act: &mut impl FnMut(&mut Mutator, Value) -> Result<(), Trap>,
) -> Result<(), Trap> {
    if depth > MAX_NESTING {
        return Err(nested_too_deeply(stream));
    }
    let target = output_target(m, stream)?;
    if object::kind(&m.heap, target) != Kind::Broadcast {
        return act(m, target);
    }
    for component in component_list(&m.heap, target) {
        for_each_target(m, component, depth + 1, act)?;
    }
    Ok(())
}

/// What is written: a character or a part of a simple string.
#[derive(Clone, Copy)]
enum Text {
    Char(char),
    Part { string: Value, start: usize, end: usize },
}

/// Writes a character.
pub fn write_char(m: &mut Mutator, stream: Value, c: char) -> Result<(), Trap> {
    write(m, stream, Text::Char(c))
}

/// Writes the characters of a simple string from `start` to `end`.
pub fn write_string(
    m: &mut Mutator,
    stream: Value,
    string: Value,
    start: usize,
    end: usize,
) -> Result<(), Trap> {
    write(m, stream, Text::Part { string, start, end })
}

fn write(m: &mut Mutator, stream: Value, text: Text) -> Result<(), Trap> {
    prepare_for_several(m, stream)?;
    for_each_target(m, stream, 0, &mut |m, target| match object::kind(&m.heap, target) {
        Kind::StringOutput => write_to_string(m, target, text),
        _ => write_to_file(m, target, text),
    })
}

/// Number of characters behind the last newline, and whether there is a newline.
fn last_line(heap: &Heap, text: Text) -> (usize, bool) {
    match text {
        Text::Char('\n') => (0, true),
        Text::Char(_) => (1, false),
        Text::Part { string, start, end } => {
            let newline = if heap.is(string, TypeCode::NarrowString) {
                heap.bytes(string, end)[start..].iter().rposition(|&byte| byte == b'\n')
            } else {
                heap.words32(string)[start..end].iter().rposition(|&code| code == u32::from('\n'))
            };
            newline.map_or((end - start, false), |index| (end - start - index - 1, true))
        }
    }
}

fn advance_column(heap: &mut Heap, stream: Value, n_chars: usize, ended_line: bool) {
    let column = heap.slot(stream, stream::COLUMN).as_fixnum();
    let before = if ended_line { Some(0) } else { column };
    let after = before.map_or(Value::NIL, |column| Value::fixnum(column + n_chars as i64));
    heap.set_slot(stream, stream::COLUMN, after);
}

fn write_to_file(m: &mut Mutator, stream: Value, text: Text) -> Result<(), Trap> {
    let number = object::file_number(&m.heap, stream);
    if object::state_bits(&m.heap, stream) & state::BINARY != 0 {
        return Err(LispError::Stream {
            message: "a stream of bytes takes no characters".to_owned(),
            stream,
        }
        .into());
    }
    let (n_last, ended_line) = last_line(&m.heap, text);
    let file = m.files.get_mut(number).ok_or_else(|| no_file(stream))?;
    let failed = |error: std::io::Error| system_error("writing", stream, &error);
    file.turn_to_output().map_err(failed)?;
    file.prepare_output().map_err(failed)?;
    file.settle_written_charset().map_err(failed)?;
    let format = file.format;
    if let Err(c) = append_encoded(&m.heap, text, &format, file.output()) {
        return Err(unencodable(stream, c));
    }
    file.settle_output(number == 2, ended_line).map_err(failed)?;
    advance_column(&mut m.heap, stream, n_last, ended_line);
    Ok(())
}

#[cold]
fn unencodable(stream: Value, c: char) -> Trap {
    let message = format!("the character {c:?} cannot be represented in the stream's external format");
    LispError::Coding { message, stream, culprit: Value::character(c), retry: Value::NIL }.into()
}

/// Appends the bytes of `text`, or nothing and the character that has none.
fn append_encoded(heap: &Heap, text: Text, format: &Format, bytes: &mut Vec<u8>) -> Result<(), char> {
    let n_before = bytes.len();
    let mut append = |c: char| if format.encode(c, bytes) { Ok(()) } else { Err(c) };
    let result = match text {
        Text::Char(c) => append(c),
        Text::Part { string, start, end } if heap.is(string, TypeCode::NarrowString) => {
            let part = &heap.bytes(string, end)[start..];
            if format.is_plain_ascii() && part.is_ascii() {
                bytes.extend_from_slice(part);
                return Ok(());
            }
            part.iter().try_for_each(|&byte| append(char::from(byte)))
        }
        Text::Part { string, start, end } => {
            let part = &heap.words32(string)[start..end];
            if format.is_plain_ascii() && part.iter().fold(0, |all, code| all | code) < 0x80 {
                bytes.extend(part.iter().map(|&code| code as u8));
                return Ok(());
            }
            part.iter()
                .try_for_each(|&code| append(char::from_u32(code).expect("strings hold valid characters")))
        }
    };
    if result.is_err() {
        bytes.truncate(n_before);
    }
    result
}

/// Number of bytes that the characters have in the external format of the file that `stream` writes to; `None` when
/// it writes to none.
pub fn encoded_length(m: &mut Mutator, stream: Value, text: &[char]) -> Result<Option<usize>, Trap> {
    let mut target = output_target(m, stream)?;
    while object::kind(&m.heap, target) == Kind::Broadcast {
        match component_list(&m.heap, target).last() {
            Some(&last) => target = output_target(m, last)?,
            None => return Ok(Some(1)),
        }
    }
    if object::kind(&m.heap, target) != Kind::File {
        return Ok(None);
    }
    let number = object::file_number(&m.heap, target);
    let file = m.files.get_mut(number).ok_or_else(|| no_file(target))?;
    let mut format = file.format;
    format.charset = format.charset.written();
    let mut bytes = Vec::new();
    Ok(text.iter().all(|&c| format.encode(c, &mut bytes)).then_some(bytes.len()))
}

/// A stream that collects what is written. BUFFER grows by doubling; END counts the characters in it.
pub fn create_string_output(m: &mut Mutator) -> Value {
    let stream = object::create(&mut m.heap, Kind::StringOutput, state::OUTPUT);
    let buffer = m.heap.allocate_counted(Header::new(TypeCode::WideString), 32, Value::NIL);
    m.heap.set_slot(stream, stream::BUFFER, buffer);
    m.heap.set_slot(stream, stream::END, Value::fixnum(0));
    stream
}

fn write_to_string(m: &mut Mutator, stream: Value, text: Text) -> Result<(), Trap> {
    let (n_last, ended_line) = last_line(&m.heap, text);
    let n_chars = match text {
        Text::Char(_) => 1,
        Text::Part { start, end, .. } => end - start,
    };
    let pushed_onto = m.heap.slot(stream, stream::HANDLE);
    if !pushed_onto.is_nil() {
        push_text(m, pushed_onto, text)?;
        advance_column(&mut m.heap, stream, n_last, ended_line);
        return Ok(());
    }
    let fill = m.heap.slot(stream, stream::END).as_fixnum().expect("END counts characters") as usize;
    let mut buffer = m.heap.slot(stream, stream::BUFFER);
    if fill + n_chars > m.heap.count(buffer) {
        let capacity = (fill + n_chars).next_power_of_two();
        m.heap.reserve(capacity * 4)?;
        let grown = m.heap.allocate_counted(Header::new(TypeCode::WideString), capacity, Value::NIL);
        copy_chars(&mut m.heap, buffer, 0, fill, grown, 0)?;
        m.heap.set_slot(stream, stream::BUFFER, grown);
        buffer = grown;
    }
    match text {
        Text::Char(c) => m.heap.words32_mut(buffer)[fill] = u32::from(c),
        Text::Part { string, start, end } => copy_chars(&mut m.heap, string, start, end, buffer, fill)?,
    }
    m.heap.set_slot(stream, stream::END, Value::fixnum((fill + n_chars) as i64));
    advance_column(&mut m.heap, stream, n_last, ended_line);
    Ok(())
}

/// A stream that pushes what is written onto `vector`, a string with a fill pointer.
pub fn create_string_push(m: &mut Mutator, vector: Value) -> Value {
    let stream = create_string_output(m);
    m.heap.set_slot(stream, stream::HANDLE, vector);
    stream
}

/// Pushes the characters of `text` onto a string with a fill pointer.
fn push_text(m: &mut Mutator, vector: Value, text: Text) -> Result<(), Trap> {
    let (string, start, end) = match text {
        Text::Char(c) => return arrays::push_extend(&mut m.heap, vector, Value::character(c), 0).map(drop),
        Text::Part { string, start, end } => (string, start, end),
    };
    // Room for the string as it may become, so that no character is pushed before memory runs out.
    m.heap.reserve((arrays::dimension(&m.heap, vector, 0) + end - start) * 16)?;
    for index in start..end {
        let c = m.heap.string_char(string, index);
        arrays::push_extend(&mut m.heap, vector, Value::character(c), end - index)?;
    }
    Ok(())
}

/// Copies characters of a simple string to another, wide one.
fn copy_chars(
    heap: &mut Heap,
    from: Value,
    start: usize,
    end: usize,
    to: Value,
    at: usize,
) -> Result<(), Trap> {
    let part = |data, start, length| {
        let elements = arrays::elements_of(heap, data).expect("it is a simple string");
        Vector { data, start, length, elements }
    };
    let (target, source) = (part(to, at, end - start), part(from, start, end - start));
    target.copy_from(heap, &source)
}

/// What a string output stream has collected since the last call.
pub fn take_collected(m: &mut Mutator, stream: Value) -> Result<Value, Trap> {
    let fill = m.heap.slot(stream, stream::END).as_fixnum().expect("END counts characters") as usize;
    m.heap.reserve(fill * 4)?;
    let buffer = m.heap.slot(stream, stream::BUFFER);
    let string = m.heap.allocate_counted(Header::new(TypeCode::WideString), fill, Value::NIL);
    copy_chars(&mut m.heap, buffer, 0, fill, string, 0)?;
    m.heap.set_slot(stream, stream::END, Value::fixnum(0));
    m.heap.set_slot(stream, stream::COLUMN, Value::fixnum(0));
    Ok(string)
}

/// Column of the next character written; `None` when unknown.
pub fn column(m: &Mutator, stream: Value) -> Result<Option<i64>, Trap> {
    let mut target = output_target(m, stream)?;
    for _ in 0..MAX_NESTING {
        if object::kind(&m.heap, target) != Kind::Broadcast {
            return Ok(m.heap.slot(target, stream::COLUMN).as_fixnum());
        }
        match component_list(&m.heap, target).last() {
            Some(&last) => target = output_target(m, last)?,
            None => return Ok(Some(0)),
        }
    }
    Err(nested_too_deeply(stream))
}

/// Calls `act` for the open file of each file stream that `stream` writes to.
fn for_each_file(
    m: &mut Mutator,
    stream: Value,
    act: fn(&mut super::files::OpenFile) -> std::io::Result<()>,
) -> Result<(), Trap> {
    for_each_target(m, stream, 0, &mut |m, target| {
        if object::kind(&m.heap, target) != Kind::File {
            return Ok(());
        }
        let number = object::file_number(&m.heap, target);
        let file = m.files.get_mut(number).ok_or_else(|| no_file(target))?;
        act(file).map_err(|error| system_error("writing", target, &error))
    })
}

/// Makes room in all files that `stream` writes to, which may have to wait: what is written next does not. An operation
/// that does more than write to one file calls this before it has any effect.
pub(super) fn prepare(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    for_each_file(m, stream, |file| {
        file.turn_to_output()?;
        file.prepare_output()
    })
}

/// As [`prepare`], when `stream` writes to several files.
pub(super) fn prepare_for_several(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    let target = output_target(m, stream)?;
    if object::kind(&m.heap, target) == Kind::Broadcast { prepare(m, target) } else { Ok(()) }
}

/// Writes everything out.
pub fn finish_output(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    for_each_file(m, stream, |file| file.flush())
}

/// Writes out what can be written without waiting, and throws away the rest.
pub fn finish_ready_output(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    for_each_file(m, stream, |file| file.flush_ready())
}

/// Throws away what has not been written out.
pub fn clear_output(m: &mut Mutator, stream: Value) -> Result<(), Trap> {
    for_each_file(m, stream, |file| {
        file.discard_output();
        Ok(())
    })
}

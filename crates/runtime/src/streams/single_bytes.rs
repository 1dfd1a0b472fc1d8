//! The common case of reading and writing one element: an open file whose next element is one byte in its buffer, or
//! a string. Any other case is `None` here and goes the general way, which has the same effect, so that only speed
//! depends on this file.

use super::files::{BLOCK, OpenFile};
use super::object::{self, Kind, state};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, stream};

/// A byte that is a character in every set that contains ASCII, and leaves lines and columns as simple as they are.
fn is_plain(code: u32) -> bool {
    (0x20..0x7f).contains(&code)
}

fn is_open(heap: &Heap, stream: Value, kind: Kind, required: i64, excluded: i64) -> bool {
    heap.is(stream, TypeCode::Stream)
        && heap.slot(stream, stream::KIND) == Value::fixnum(kind as i64)
        && object::state_bits(heap, stream) & (required | excluded) == required
}

/// The open file of a stream that has all of the state bits `required` and none of `excluded`.
fn open_file(m: &mut Mutator, stream: Value, required: i64, excluded: i64) -> Option<&mut OpenFile> {
    if !is_open(&m.heap, stream, Kind::File, required | state::OPEN, excluded) {
        return None;
    }
    m.files.get_mut(object::file_number(&m.heap, stream))
}

/// The next character of `stream`, consumed if `consume`.
#[inline]
pub(crate) fn read_char(m: &mut Mutator, stream: Value, consume: bool) -> Option<char> {
    let Some(file) = open_file(m, stream, state::INPUT, state::BINARY) else {
        return read_string_char(m, stream, consume);
    };
    let byte = *file.input.get(file.start)?;
    if !is_plain(u32::from(byte)) || !file.format.charset.contains_ascii() {
        return None;
    }
    let c = char::from(byte);
    if consume {
        file.consume_char(c, 1);
    }
    Some(c)
}

fn read_string_char(m: &mut Mutator, stream: Value, consume: bool) -> Option<char> {
    if !is_open(&m.heap, stream, Kind::StringInput, state::OPEN, 0) {
        return None;
    }
    let position = m.heap.slot(stream, stream::POSITION).as_fixnum()?;
    if position >= m.heap.slot(stream, stream::END).as_fixnum()? {
        return None;
    }
    let c = m.heap.string_char(m.heap.slot(stream, stream::BUFFER), position as usize);
    if consume {
        if c == '\n' {
            return None;
        }
        m.heap.set_slot(stream, stream::POSITION, Value::fixnum(position + 1));
    }
    Some(c)
}

/// Whether the elements of an open file are bytes, and it has the state bits `direction`.
fn has_bytes(heap: &Heap, stream: Value, direction: i64) -> bool {
    is_open(heap, stream, Kind::File, direction | state::BINARY | state::OPEN, 0)
        && heap.slot(stream, stream::END) == Value::fixnum(8)
}

/// Reads the next element of a stream of bytes.
#[inline]
pub(crate) fn read_byte(m: &mut Mutator, stream: Value) -> Option<u8> {
    if !has_bytes(&m.heap, stream, state::INPUT) {
        return None;
    }
    let file = m.files.get_mut(object::file_number(&m.heap, stream))?;
    let byte = *file.input.get(file.start)?;
    file.consume(1);
    Some(byte)
}

/// The output of a file that takes another byte without further ado.
fn room_for_byte(file: &mut OpenFile) -> Option<&mut Vec<u8>> {
    let has_room = file.writes_blocks() && file.available().is_empty() && file.output().len() + 1 < BLOCK;
    if has_room { Some(file.output()) } else { None }
}

/// Writes a character; false when that is left to the general way.
#[inline]
pub(crate) fn write_char(m: &mut Mutator, stream: Value, c: char) -> bool {
    if !is_plain(u32::from(c)) {
        return false;
    }
    let written = match open_file(m, stream, state::OUTPUT, state::BINARY) {
        Some(file) if file.format.charset.contains_ascii() => {
            room_for_byte(file).map(|output| output.push(c as u8))
        }
        Some(_) => None,
        None => write_string_char(m, stream, c),
    };
    let column = m.heap.is(stream, TypeCode::Stream).then(|| m.heap.slot(stream, stream::COLUMN));
    match (written, column.and_then(Value::as_fixnum)) {
        (Some(()), Some(column)) => m.heap.set_slot(stream, stream::COLUMN, Value::fixnum(column + 1)),
        (Some(()), None) => {}
        (None, _) => return false,
    }
    true
}

fn write_string_char(m: &mut Mutator, stream: Value, c: char) -> Option<()> {
    let collects = is_open(&m.heap, stream, Kind::StringOutput, state::OPEN, 0)
        && m.heap.slot(stream, stream::HANDLE).is_nil();
    if !collects {
        return None;
    }
    let fill = m.heap.slot(stream, stream::END).as_fixnum()?;
    let buffer = m.heap.slot(stream, stream::BUFFER);
    *m.heap.words32_mut(buffer).get_mut(fill as usize)? = u32::from(c);
    m.heap.set_slot(stream, stream::END, Value::fixnum(fill + 1));
    Some(())
}

/// Writes an element to a stream of bytes; false when that is left to the general way.
#[inline]
pub(crate) fn write_byte(m: &mut Mutator, stream: Value, byte: Value) -> bool {
    let Some(byte) = byte.as_fixnum().and_then(|n| u8::try_from(n).ok()) else { return false };
    if !has_bytes(&m.heap, stream, state::OUTPUT) {
        return false;
    }
    let Some(file) = m.files.get_mut(object::file_number(&m.heap, stream)) else { return false };
    room_for_byte(file).map(|output| output.push(byte)).is_some()
}

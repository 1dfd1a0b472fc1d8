//! Stream objects: kinds, state bits, and making them.
//!
//! How a kind uses the slots of [`heapfmt::layout::stream`]:
//!
//! | kind | HANDLE | BUFFER | POSITION | END |
//! |---|---|---|---|---|
//! | file | number in the process's file table | element type | external format | width of numbers, negative for signed ones |
//! | string input | - | simple string | next index | end index |
//! | string output | - or a vector to push onto | wide string | - | number of characters |
//! | synonym | - | symbol | - | - |
//! | two-way, echo | - | input stream | output stream | - |
//! | broadcast, concatenated | - | list of streams | - | - |
//!
//! LINE counts the lines read, COLUMN the characters written since the last newline; a string input stream holds
//! its first index there.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, stream};
use heapfmt::statics::root;

/// What a stream is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// A file, pipe or terminal.
    File = 0,
    /// Reads a string.
    StringInput = 1,
    /// Collects what is written.
    StringOutput = 2,
    /// Stands for the value of a variable.
    Synonym = 3,
    /// Reads from one stream and writes to another.
    TwoWay = 4,
    /// A two-way stream that writes what it reads.
    Echo = 5,
    /// Writes to several streams.
    Broadcast = 6,
    /// Reads several streams one after the other.
    Concatenated = 7,
}

const KINDS: [Kind; 8] = [
    Kind::File,
    Kind::StringInput,
    Kind::StringOutput,
    Kind::Synonym,
    Kind::TwoWay,
    Kind::Echo,
    Kind::Broadcast,
    Kind::Concatenated,
];

/// Bits of a stream's STATE.
pub mod state {
    /// Can be read.
    pub const INPUT: i64 = 1;
    /// Can be written.
    pub const OUTPUT: i64 = 2;
    /// Not closed.
    pub const OPEN: i64 = 4;
    /// Elements are numbers, not characters.
    pub const BINARY: i64 = 8;
    /// Echo stream: the next character has been echoed already.
    pub const UNREAD: i64 = 16;
    /// Elements are characters and bytes.
    pub const BIVALENT: i64 = 32;
}

/// A new open stream. Slots without meaning for its kind are NIL.
pub fn create(heap: &mut Heap, kind: Kind, state_bits: i64) -> Value {
    let stream = heap.allocate(Header::new(TypeCode::Stream));
    heap.set_slot(stream, stream::KIND, Value::fixnum(kind as i64));
    heap.set_slot(stream, stream::STATE, Value::fixnum(state_bits | state::OPEN));
    heap.set_slot(stream, stream::COLUMN, Value::fixnum(0));
    heap.set_slot(stream, stream::LINE, Value::fixnum(1));
    stream
}

/// A stream's kind.
pub fn kind(heap: &Heap, stream: Value) -> Kind {
    let number = heap.slot(stream, stream::KIND).as_fixnum().expect("KIND is a fixnum");
    KINDS[number as usize]
}

/// Bits of [`state`].
pub fn state_bits(heap: &Heap, stream: Value) -> i64 {
    heap.slot(stream, stream::STATE).as_fixnum().expect("STATE is a fixnum")
}

/// Sets bits of [`state`].
pub(crate) fn set_state(heap: &mut Heap, stream: Value, bits: i64) {
    let bits = state_bits(heap, stream) | bits;
    heap.set_slot(stream, stream::STATE, Value::fixnum(bits));
}

/// Clears bits of [`state`].
pub(crate) fn clear_state(heap: &mut Heap, stream: Value, bits: i64) {
    let bits = state_bits(heap, stream) & !bits;
    heap.set_slot(stream, stream::STATE, Value::fixnum(bits));
}

/// Number of a file stream's file.
pub(crate) fn file_number(heap: &Heap, stream: Value) -> u64 {
    heap.slot(stream, stream::HANDLE).as_fixnum().expect("file streams have a number") as u64
}

/// A stream on the file with that number.
pub fn create_file(heap: &mut Heap, number: u64, state_bits: i64) -> Value {
    let stream = create(heap, Kind::File, state_bits);
    heap.set_slot(stream, stream::HANDLE, Value::fixnum(number as i64));
    stream
}

/// A broadcast or concatenated stream.
pub fn create_compound(heap: &mut Heap, kind: Kind, components: &[Value]) -> Value {
    let bits = if kind == Kind::Broadcast { state::OUTPUT } else { state::INPUT };
    let stream = create(heap, kind, bits);
    let components = heap.list(components);
    heap.set_slot(stream, stream::BUFFER, components);
    stream
}

/// A stream that stands for the value of `symbol`.
pub fn create_synonym(heap: &mut Heap, symbol: Value) -> Value {
    let stream = create(heap, Kind::Synonym, 0);
    heap.set_slot(stream, stream::BUFFER, symbol);
    stream
}

/// A two-way or echo stream.
pub fn create_pair(heap: &mut Heap, kind: Kind, input: Value, output: Value) -> Value {
    let stream = create(heap, kind, state::INPUT | state::OUTPUT);
    heap.set_slot(stream, stream::BUFFER, input);
    heap.set_slot(stream, stream::POSITION, output);
    stream
}

/// Standard input, output and error: the files 0, 1 and 2, which every process has. Kept in the root vector.
pub(crate) fn create_standard(heap: &mut Heap) -> [Value; 3] {
    let streams = [(0, state::INPUT), (1, state::OUTPUT), (2, state::OUTPUT)]
        .map(|(number, state_bits)| create_file(heap, number, state_bits));
    let list = heap.list(&streams);
    heap.set_root(root::STANDARD_STREAMS, list);
    streams
}

/// What slot `word` of a stream holds in an image, when that differs from what it holds here: the next process has
/// standard files of its own, at their beginnings, and every other file is closed in it.
pub(crate) fn slot_in_image(heap: &Heap, stream: Value, word: usize) -> Option<Value> {
    if kind(heap, stream) != Kind::File {
        return None;
    }
    let is_standard = file_number(heap, stream) <= 2;
    match word {
        stream::HANDLE if !is_standard => Some(Value::fixnum(0)),
        stream::STATE if !is_standard => Some(Value::fixnum(state_bits(heap, stream) & !state::OPEN)),
        stream::STATE => Some(Value::fixnum(state_bits(heap, stream) & !(state::BINARY | state::BIVALENT))),
        stream::BUFFER | stream::POSITION | stream::END if is_standard => Some(Value::NIL),
        stream::COLUMN => Some(Value::fixnum(0)),
        stream::LINE => Some(Value::fixnum(1)),
        _ => None,
    }
}

//! Files of numbers: integers of any fixed width, signed or not, the lowest byte first.

use super::files::{BLOCK, FileTable, OpenFile};
use super::input::input_source;
use super::object::{self, Kind, state};
use super::output::{self, for_each_target};
use super::{MAX_NESTING, component_list, nested_too_deeply, no_file, system_error};
use crate::arrays::{Elements, Vector};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::numbers::integer;
use dashu_int::{IBig, UBig};
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, ElementType, stream};
use heapfmt::statics::sym;
use std::io;

/// What the elements of a stream of numbers are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Element {
    /// Width.
    pub n_bits: usize,
    /// Whether the highest bit is a sign.
    pub is_signed: bool,
}

/// The elements of streams that are both characters and numbers.
const BYTE: Element = Element { n_bits: 8, is_signed: false };

/// What the numbers on a file stream are; `None` when it has characters only.
pub fn element_of(heap: &Heap, stream: Value) -> Option<Element> {
    let bits = object::state_bits(heap, stream);
    if bits & state::BINARY == 0 {
        return if bits & state::BIVALENT == 0 { None } else { Some(BYTE) };
    }
    let width = heap.slot(stream, stream::END).as_fixnum().expect("streams of numbers have a width");
    Some(Element { n_bits: width.unsigned_abs() as usize, is_signed: width < 0 })
}

impl Element {
    fn specifier(self, heap: &mut Heap) -> Value {
        let name = if self.is_signed { "SIGNED-BYTE" } else { "UNSIGNED-BYTE" };
        let name = crate::packages::standard_symbol(heap, name);
        heap.list(&[name, Value::fixnum(self.n_bits as i64)])
    }

    /// The integer of these bytes, the lowest first.
    fn decode(self, heap: &mut Heap, bytes: &[u8]) -> PrimitiveResult {
        if let (8, false, &[byte]) = (self.n_bits, self.is_signed, bytes) {
            return Ok(Value::fixnum(i64::from(byte)));
        }
        if bytes.len() > 8 {
            let mut n = IBig::from(UBig::from_le_bytes(bytes));
            if self.is_signed && n >= IBig::ONE << (self.n_bits - 1) {
                n -= IBig::ONE << self.n_bits;
            }
            return integer::from_big(heap, &n);
        }
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        let n = u64::from_le_bytes(word);
        if self.is_signed {
            let n_unused = 64 - self.n_bits;
            Ok(integer::from_i64(heap, ((n << n_unused) as i64) >> n_unused))
        } else {
            Ok(integer::from_u64(heap, n))
        }
    }

    /// Appends the bytes of an integer; a type-error, without effect, when it is none or too large.
    fn encode(self, heap: &mut Heap, value: Value, bytes: &mut Vec<u8>) -> Result<(), Trap> {
        let n_bytes = self.n_bits.div_ceil(8);
        if n_bytes <= 8 {
            let word = if self.is_signed {
                integer::to_i64(heap, value).filter(|n| n >> (self.n_bits - 1) == n >> 63).map(|n| n as u64)
            } else {
                integer::to_u64(heap, value).filter(|n| n.checked_shr(self.n_bits as u32).unwrap_or(0) == 0)
            };
            return match word {
                Some(word) => {
                    bytes.extend_from_slice(&word.to_le_bytes()[..n_bytes]);
                    Ok(())
                }
                None => Err(type_error(value, self.specifier(heap))),
            };
        }
        let n_magnitude_bits = self.n_bits - usize::from(self.is_signed);
        let limit = IBig::ONE << n_magnitude_bits;
        let lowest = if self.is_signed { -limit.clone() } else { IBig::ZERO };
        match integer::to_big(heap, value) {
            Some(n) if n >= lowest && n < limit => {
                let n = if n < IBig::ZERO { n + (IBig::ONE << self.n_bits) } else { n };
                let digits = UBig::try_from(n).expect("it is not negative").to_le_bytes();
                let n_before = bytes.len();
                bytes.extend_from_slice(&digits);
                bytes.resize(n_before + n_bytes, 0);
                Ok(())
            }
            _ => Err(type_error(value, self.specifier(heap))),
        }
    }
}

#[cold]
fn no_numbers(stream: Value) -> Trap {
    LispError::Stream { message: "not a stream of numbers".to_owned(), stream }.into()
}

fn input_file<'f>(
    heap: &Heap,
    files: &'f mut FileTable,
    source: Value,
) -> Result<(Element, &'f mut OpenFile), Trap> {
    if object::kind(heap, source) != Kind::File {
        return Err(no_numbers(source));
    }
    let element = element_of(heap, source).ok_or_else(|| no_numbers(source))?;
    let file = files.get_mut(object::file_number(heap, source)).ok_or_else(|| no_file(source))?;
    Ok((element, file))
}

/// Reads an element of a stream of numbers; `None` at the end.
pub fn read_element(m: &mut Mutator, stream: Value) -> Result<Option<Value>, Trap> {
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::Concatenated => loop {
            let components = m.heap.slot(source, stream::BUFFER);
            if !components.is_cons() {
                return Ok(None);
            }
            let first = m.heap.car(components);
            if let Some(number) = read_element(m, first)? {
                return Ok(Some(number));
            }
            let rest = m.heap.cdr(components);
            m.heap.set_slot(source, stream::BUFFER, rest);
        },
        Kind::Echo => {
            let (input, output) =
                (m.heap.slot(source, stream::BUFFER), m.heap.slot(source, stream::POSITION));
            output::prepare(m, output)?;
            let number = read_element(m, input)?;
            if let Some(number) = number {
                write_element(m, output, number)?;
            }
            Ok(number)
        }
        _ => read_file_element(m, source),
    }
}

fn read_file_element(m: &mut Mutator, source: Value) -> Result<Option<Value>, Trap> {
    let (element, file) = input_file(&m.heap, &mut m.files, source)?;
    if let Some(packed) = &mut file.packed {
        let position = packed.position();
        let Some(bytes) = packed.read() else { return Ok(None) };
        let number = element.decode(&mut m.heap, &bytes);
        if number.is_err() {
            packed.seek(position);
        }
        return number.map(Some);
    }
    let n_bytes = element.n_bits / 8;
    if !file.require(n_bytes).map_err(|error| system_error("reading", source, &error))? {
        return Ok(None);
    }
    let bytes = &file.available()[..n_bytes];
    let number = element.decode(&mut m.heap, bytes)?;
    file.consume(n_bytes);
    Ok(Some(number))
}

/// Width and sign of the elements of a vector that holds them as files do.
fn stored_element(vector: &Vector) -> Option<Element> {
    let Elements::Raw(element_type) = vector.elements else { return None };
    let is_signed = match element_type {
        ElementType::U8 | ElementType::U16 | ElementType::U32 | ElementType::U64 => false,
        ElementType::S8 | ElementType::S16 | ElementType::S32 | ElementType::S64 => true,
        _ => return None,
    };
    Some(Element { n_bits: 1 << ELEMENT_TYPES[element_type as usize].1, is_signed })
}

/// Reads elements into `vector`, which is the part to fill. Returns how many were there; `None` when it has to be
/// done one by one.
pub fn read_elements(m: &mut Mutator, stream: Value, vector: &Vector) -> Result<Option<usize>, Trap> {
    let source = input_source(m, stream)?;
    if object::kind(&m.heap, source) != Kind::File {
        return Ok(None);
    }
    let (element, file) = input_file(&m.heap, &mut m.files, source)?;
    if stored_element(vector) != Some(element) || file.packed.is_some() {
        return Ok(None);
    }
    let n_bytes = element.n_bits / 8;
    let total = vector.length * n_bytes;
    let failed = |error: io::Error| system_error("reading", source, &error);
    let target = &mut m.heap.bytes_mut(vector.data, (vector.start + vector.length) * n_bytes)
        [vector.start * n_bytes..];
    if total >= BLOCK && file.available().is_empty() {
        let n_read = file.read_directly(target).map_err(failed)?;
        if n_read > 0 {
            return Ok(Some(n_read / n_bytes));
        }
    }
    file.require(total).map_err(failed)?;
    let n_elements = file.available().len().min(total) / n_bytes;
    target[..n_elements * n_bytes].copy_from_slice(&file.available()[..n_elements * n_bytes]);
    file.consume(n_elements * n_bytes);
    Ok(Some(n_elements))
}

/// Reads ahead, so that the next `n_wanted` elements can be read one by one without waiting. Returns how many there are
/// at most.
pub fn read_ahead(m: &mut Mutator, stream: Value, n_wanted: usize) -> Result<usize, Trap> {
    read_ahead_nested(m, stream, n_wanted, 0)
}

fn read_ahead_nested(m: &mut Mutator, stream: Value, n_wanted: usize, depth: usize) -> Result<usize, Trap> {
    if depth > MAX_NESTING {
        return Err(nested_too_deeply(stream));
    }
    let source = input_source(m, stream)?;
    match object::kind(&m.heap, source) {
        Kind::Concatenated => {
            let mut n_ahead = 0;
            for component in component_list(&m.heap, source) {
                if n_ahead == n_wanted {
                    break;
                }
                n_ahead += read_ahead_nested(m, component, n_wanted - n_ahead, depth + 1)?;
            }
            Ok(n_ahead)
        }
        Kind::Echo => {
            let input = m.heap.slot(source, stream::BUFFER);
            read_ahead_nested(m, input, n_wanted, depth + 1)
        }
        _ => {
            let (element, file) = input_file(&m.heap, &mut m.files, source)?;
            if file.packed.is_some() {
                return Ok(n_wanted);
            }
            let n_bytes = element.n_bits / 8;
            file.require(n_wanted.saturating_mul(n_bytes))
                .map_err(|error| system_error("reading", source, &error))?;
            Ok(n_wanted.min(file.available().len() / n_bytes))
        }
    }
}

/// What is written to a stream of numbers.
#[derive(Clone, Copy)]
enum Numbers<'v> {
    One(Value),
    Run(&'v Vector),
}

/// Writes an integer to a stream of numbers.
pub fn write_element(m: &mut Mutator, stream: Value, number: Value) -> Result<(), Trap> {
    write(m, stream, Numbers::One(number))
}

/// Writes the elements of `vector`.
pub fn write_elements(m: &mut Mutator, stream: Value, vector: &Vector) -> Result<(), Trap> {
    write(m, stream, Numbers::Run(vector))
}

fn write(m: &mut Mutator, stream: Value, numbers: Numbers<'_>) -> Result<(), Trap> {
    output::prepare_for_several(m, stream)?;
    for_each_target(m, stream, 0, &mut |m, target| match object::kind(&m.heap, target) {
        Kind::File => write_to_file(m, target, numbers),
        _ => Err(no_numbers(stream)),
    })
}

fn write_to_file(m: &mut Mutator, target: Value, numbers: Numbers<'_>) -> Result<(), Trap> {
    let element = element_of(&m.heap, target).ok_or_else(|| no_numbers(target))?;
    let mut bytes = Vec::new();
    match numbers {
        Numbers::One(number) => element.encode(&mut m.heap, number, &mut bytes)?,
        Numbers::Run(vector) if stored_element(vector) == Some(element) => {
            let n_bytes = element.n_bits / 8;
            let part = vector.start * n_bytes..(vector.start + vector.length) * n_bytes;
            return append_bytes(m, target, |heap, output| {
                output.extend_from_slice(&heap.bytes(vector.data, part.end)[part]);
            });
        }
        Numbers::Run(vector) => {
            for index in 0..vector.length {
                let number = vector.get(&mut m.heap, index);
                element.encode(&mut m.heap, number, &mut bytes)?;
            }
        }
    }
    let number = object::file_number(&m.heap, target);
    let file = m.files.get_mut(number).ok_or_else(|| no_file(target))?;
    if let Some(packed) = &mut file.packed {
        bytes.chunks_exact(element.n_bits.div_ceil(8)).for_each(|element| packed.write(element));
        return Ok(());
    }
    append_bytes(m, target, |_, output| output.extend_from_slice(&bytes))
}

fn append_bytes(
    m: &mut Mutator,
    target: Value,
    append: impl FnOnce(&Heap, &mut Vec<u8>),
) -> Result<(), Trap> {
    let number = object::file_number(&m.heap, target);
    let file = m.files.get_mut(number).ok_or_else(|| no_file(target))?;
    let failed = |error: io::Error| system_error("writing", target, &error);
    file.turn_to_output().map_err(failed)?;
    file.prepare_output().map_err(failed)?;
    append(&m.heap, file.output());
    file.settle_output(number == 2, false).map_err(failed)
}

/// The integer of these bytes, the lowest first, as a file of such elements has it.
pub fn integer_from_bytes(heap: &mut Heap, element: Element, bytes: &[u8]) -> PrimitiveResult {
    element.decode(heap, bytes)
}

/// Elements of a stream that is made of characters and numbers, by its specifier: NIL for characters, T for both,
/// a width that is negative for signed integers.
pub fn set_element(m: &mut Mutator, stream: Value, width: Value, specifier: Value) -> Result<(), Trap> {
    let number = object::file_number(&m.heap, stream);
    let n_bits = match width.as_fixnum() {
        Some(width) if width != 0 => width.unsigned_abs() as usize,
        Some(_) => return Err(type_error(width, sym::INTEGER)),
        None => 8,
    };
    let file = m.files.get_mut(number).ok_or_else(|| no_file(stream))?;
    file.set_element_bits(n_bits).map_err(|error| system_error("reading", stream, &error))?;
    object::clear_state(&mut m.heap, stream, state::BINARY | state::BIVALENT);
    if width.is_fixnum() {
        object::set_state(&mut m.heap, stream, state::BINARY);
    } else if !width.is_nil() {
        object::set_state(&mut m.heap, stream, state::BIVALENT);
    }
    m.heap.set_slot(stream, stream::END, width);
    m.heap.set_slot(stream, stream::BUFFER, specifier);
    Ok(())
}

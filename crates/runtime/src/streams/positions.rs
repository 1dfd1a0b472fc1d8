//! Positions and lengths of streams of every kind.
//!
//! A file of numbers counts elements, one of characters bytes; strings count characters.

use super::files::OpenFile;
use super::numbers::element_of;
use super::object::{self, Kind};
use super::{MAX_NESTING, check_open, component_list, nested_too_deeply, no_file, system_error};
use crate::error::{LispError, Trap, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::stream;
use std::io::{self, SeekFrom};

/// Where to move.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// To the first element.
    Start,
    /// Behind the last one.
    End,
    /// To that one.
    At(u64),
}

/// Follows synonym streams, and broadcast streams to their last component; `None` when there is none.
fn positioned(m: &Mutator, stream: Value) -> Result<Option<Value>, Trap> {
    let mut target = stream;
    for _ in 0..MAX_NESTING {
        check_open(&m.heap, target)?;
        match object::kind(&m.heap, target) {
            Kind::Synonym => target = m.variable_value(m.heap.slot(target, stream::BUFFER)),
            Kind::Broadcast => match component_list(&m.heap, target).last() {
                Some(&last) => target = last,
                None => return Ok(None),
            },
            _ => return Ok(Some(target)),
        }
    }
    Err(nested_too_deeply(stream))
}

fn file(m: &mut Mutator, stream: Value) -> Result<&mut OpenFile, Trap> {
    let number = object::file_number(&m.heap, stream);
    m.files.get_mut(number).ok_or_else(|| no_file(stream))
}

/// Bytes of an element; 1 for characters.
fn element_bytes(m: &Mutator, stream: Value) -> u64 {
    element_of(&m.heap, stream).map_or(1, |element| (element.n_bits / 8).max(1) as u64)
}

/// Number of elements of a stream's file.
pub fn file_length(m: &mut Mutator, stream: Value) -> Result<u64, Trap> {
    let Some(target) = positioned(m, stream)? else { return Ok(0) };
    if object::kind(&m.heap, target) != Kind::File {
        let expected = crate::packages::standard_symbol(&mut m.heap, "FILE-STREAM");
        return Err(type_error(stream, expected));
    }
    let n_bytes = element_bytes(m, target);
    let file = file(m, target)?;
    match &file.packed {
        Some(packed) => Ok(packed.len() as u64),
        None => match file.len() {
            Ok(length) => Ok(length / n_bytes),
            Err(error) => Err(system_error("asking for the length", target, &error)),
        },
    }
}

fn fixnum_slot(m: &Mutator, stream: Value, slot: usize) -> u64 {
    m.heap.slot(stream, slot).as_fixnum().expect("string streams have indices") as u64
}

/// Position in a stream; `None` when it has none, as a pipe.
pub fn file_position(m: &mut Mutator, stream: Value) -> Result<Option<u64>, Trap> {
    let Some(target) = positioned(m, stream)? else { return Ok(Some(0)) };
    match object::kind(&m.heap, target) {
        Kind::File => {
            let n_bytes = element_bytes(m, target);
            let file = file(m, target)?;
            Ok(match &file.packed {
                Some(packed) => Some(packed.position() as u64),
                None => file.position().ok().map(|position| position / n_bytes),
            })
        }
        Kind::StringInput => {
            Ok(Some(fixnum_slot(m, target, stream::POSITION) - fixnum_slot(m, target, stream::COLUMN)))
        }
        Kind::StringOutput => Ok(Some(fixnum_slot(m, target, stream::END))),
        _ => Ok(None),
    }
}

/// Moves to a position. Returns whether that was possible.
pub fn set_file_position(m: &mut Mutator, stream: Value, position: Target) -> Result<bool, Trap> {
    let Some(target) = positioned(m, stream)? else { return Ok(false) };
    match object::kind(&m.heap, target) {
        Kind::File => {
            let n_bytes = element_bytes(m, target);
            let file = file(m, target)?;
            if let Some(packed) = &mut file.packed {
                let index = match position {
                    Target::Start => 0,
                    Target::End => packed.len(),
                    Target::At(index) => usize::try_from(index).unwrap_or(usize::MAX),
                };
                return Ok(packed.seek(index));
            }
            let place = match position {
                Target::Start => SeekFrom::Start(0),
                Target::End => SeekFrom::End(0),
                Target::At(index) => SeekFrom::Start(index.saturating_mul(n_bytes)),
            };
            match file.seek(place) {
                Ok(_) => Ok(true),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(Trap::Interrupted),
                Err(_) => Ok(false),
            }
        }
        Kind::StringInput => {
            let (first, end) = (fixnum_slot(m, target, stream::COLUMN), fixnum_slot(m, target, stream::END));
            let index = match position {
                Target::Start => 0,
                Target::End => end - first,
                Target::At(index) if index <= end - first => index,
                Target::At(_) => {
                    let message = "the string is shorter than that position".to_owned();
                    return Err(LispError::Stream { message, stream }.into());
                }
            };
            m.heap.set_slot(target, stream::POSITION, Value::fixnum((first + index) as i64));
            Ok(true)
        }
        _ => Ok(false),
    }
}

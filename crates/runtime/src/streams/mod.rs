//! Streams: heap objects for what an image keeps, process memory for what it cannot.
//!
//! [`object`] says what a stream object holds, [`files`] is the process's side. [`input`], [`lines`], [`output`], [`numbers`]
//! and [`positions`] work on streams of every kind; [`opening`] opens and closes files. The upper half, with functions
//! as parts, is written in Lisp.

pub(crate) mod charset;
pub(crate) mod contents;
mod decoding;
pub mod files;
pub(crate) mod format;
pub mod input;
pub(crate) mod lines;
pub mod numbers;
pub mod object;
pub mod opening;
pub mod output;
mod packed;
pub mod positions;
mod replacement;
pub(crate) mod single_bytes;
#[cfg(test)]
mod tests;

use crate::error::{LispError, Trap, type_error};
use crate::heap::Heap;
use crate::os::describe_error;
use crate::packages::list_items;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, stream};
use heapfmt::statics::sym;
use object::state;

/// How deep streams may be made of streams: more is a stream that contains itself.
const MAX_NESTING: usize = 500;

/// Makes sure that `stream` is an open stream.
fn check_open(heap: &Heap, stream: Value) -> Result<(), Trap> {
    if !heap.is(stream, TypeCode::Stream) {
        return Err(type_error(stream, sym::STREAM));
    }
    if object::state_bits(heap, stream) & state::OPEN == 0 {
        return Err(LispError::Stream { message: "the stream is closed".to_owned(), stream }.into());
    }
    Ok(())
}

fn component_list(heap: &Heap, stream: Value) -> Vec<Value> {
    list_items(heap, heap.slot(stream, stream::BUFFER))
}

#[cold]
fn nested_too_deeply(stream: Value) -> Trap {
    LispError::Stream { message: "the stream contains itself, or too many streams".to_owned(), stream }.into()
}

/// What an open stream object without open file means: it was saved in an image.
#[cold]
fn no_file(stream: Value) -> Trap {
    LispError::Stream { message: "the stream's file was open in another process".to_owned(), stream }.into()
}

#[cold]
fn system_error(action: &str, stream: Value, error: &std::io::Error) -> Trap {
    if error.kind() == std::io::ErrorKind::Interrupted {
        return Trap::Interrupted;
    }
    LispError::Stream { message: format!("{action} failed: {}", describe_error(error)), stream }.into()
}

//! What a file holds as bytes, whatever its stream's elements are: LOAD has to see whether it is a compiled file.

use super::files::OpenFile;
use super::input::input_source;
use super::{no_file, object, system_error};
use crate::error::Trap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::ElementType;

/// The open file that `stream`, a file stream, reads.
fn input_file(m: &mut Mutator, stream: Value) -> Result<&mut OpenFile, Trap> {
    let source = input_source(m, stream)?;
    m.files.get_mut(object::file_number(&m.heap, source)).ok_or_else(|| no_file(source))
}

/// Whether what a file stream has to read begins with `bytes`. Waits for no more input than that takes.
pub(crate) fn begins_with(m: &mut Mutator, stream: Value, bytes: &[u8]) -> Result<bool, Trap> {
    let file = input_file(m, stream)?;
    loop {
        let n_compared = file.available().len().min(bytes.len());
        if file.available()[..n_compared] != bytes[..n_compared] {
            return Ok(false);
        }
        if n_compared == bytes.len() {
            return Ok(true);
        }
        if !file.fill().map_err(|error| system_error("reading", stream, &error))? {
            return Ok(false);
        }
    }
}

/// All that a file stream has to read.
pub(crate) fn read_remaining_bytes(m: &mut Mutator, stream: Value) -> Result<Value, Trap> {
    let file = input_file(m, stream)?;
    while file.fill().map_err(|error| system_error("reading", stream, &error))? {}
    let n_bytes = file.available().len();
    m.heap.reserve(n_bytes + 64)?;
    let vector = m.heap.raw_vector(ElementType::U8, n_bytes);
    let source = input_source(m, stream)?;
    let file = m.files.get_mut(object::file_number(&m.heap, source)).ok_or_else(|| no_file(source))?;
    m.heap.bytes_mut(vector, n_bytes).copy_from_slice(file.available());
    file.consume(n_bytes);
    Ok(vector)
}

//! Compiled files (CLHS 3.2, 24.1): the steps of COMPILE-FILE and LOAD that Lisp code puts together.

use super::files::path_text;
use crate::compiled_files::{encode, load};
use crate::error::{PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::os::{describe_error, text};
use crate::streams::contents;
use crate::streams::opening::file_error;
use bundler::{FileMode, write_atomically};
use heapfmt::Value;
use heapfmt::compiled::MAGIC;
use heapfmt::layout::{ElementType, TypeCode};
use heapfmt::statics::sym;
use std::path::PathBuf;

primitives! {
    pub(super) static COMPILED_FILES = {
        /// Returns the contents of a compiled file, a vector of bytes, that calls each of FUNCTIONS when it is loaded.
        /// LOAD-FORMS is a hash table of objects that are made by calling functions.
        effect "SYSTEM:%ENCODE-COMPILED-FILE" "functions load-forms" => encode_compiled_file;
        /// Returns a list of the objects that ROOT leads to which must be made by calling functions, and for which
        /// the hash table LOAD-FORMS has none yet.
        effect "SYSTEM:%OBJECTS-WITHOUT-LOAD-FORM" "root load-forms" => objects_without_load_form;
        /// Returns the state of loading a compiled file with these contents.
        effect "SYSTEM:%BEGIN-LOADING" "name bytes" => begin_loading;
        /// Goes on with loading until a function is to be called, and returns that function or its name, the list of its
        /// arguments and whether this is a top-level form; NIL at the end. VALUE is what the function before returned.
        effect "SYSTEM:%LOADING-STEP" "state value" => loading_step;
        /// Returns whether what there is to read from a file stream begins as a compiled file does; reads nothing.
        effect "SYSTEM:%COMPILED-INPUT-P" "stream" => is_compiled_input;
        /// Reads all that there is to read from a file stream, as a vector of bytes.
        effect "SYSTEM:%READ-REMAINING-BYTES" "stream" => read_remaining_bytes;
        /// Writes a vector of bytes to the file NAME, which changes as a whole or not at all.
        effect "SYSTEM:%WRITE-FILE-BYTES" "name bytes" => write_file_bytes;
    }
}

fn list_items(m: &Mutator, list: Value) -> Vec<Value> {
    crate::packages::list_items(&m.heap, list)
}

fn check_table(m: &Mutator, table: Value) -> Result<(), Trap> {
    if m.heap.is(table, TypeCode::HashTable) { Ok(()) } else { Err(type_error(table, sym::HASH_TABLE)) }
}

fn byte_vector(m: &mut Mutator, bytes: &[u8]) -> PrimitiveResult {
    m.heap.reserve(bytes.len() + 64)?;
    let vector = m.heap.raw_vector(ElementType::U8, bytes.len());
    m.heap.bytes_mut(vector, bytes.len()).copy_from_slice(bytes);
    Ok(vector)
}

fn check_bytes(m: &Mutator, vector: Value) -> Result<usize, Trap> {
    let is_bytes = m.heap.is(vector, TypeCode::RawVector)
        && m.heap.header(vector).element_type() == Some(ElementType::U8);
    if is_bytes { Ok(m.heap.count(vector)) } else { Err(type_error(vector, sym::VECTOR)) }
}

fn encode_compiled_file(m: &mut Mutator, [functions, load_forms]: [Value; 2]) -> PrimitiveResult {
    check_table(m, load_forms)?;
    let functions = list_items(m, functions);
    // Looking objects up needs an index that is true to their places.
    crate::hash::refresh(&mut m.heap, load_forms);
    let bytes = encode::encode(&m.heap, m.builtins, &functions, load_forms)?;
    byte_vector(m, &bytes)
}

fn objects_without_load_form(m: &mut Mutator, [root, load_forms]: [Value; 2]) -> PrimitiveResult {
    check_table(m, load_forms)?;
    crate::hash::refresh(&mut m.heap, load_forms);
    let objects = encode::instances(&m.heap, root, load_forms);
    Ok(m.heap.list(&objects))
}

fn begin_loading(m: &mut Mutator, [name, bytes]: [Value; 2]) -> PrimitiveResult {
    load::begin(&mut m.heap, name, bytes)
}

fn loading_step(m: &mut Mutator, [state, value]: [Value; 2]) -> PrimitiveResult {
    let values = match load::step(m, state, value)? {
        Some(call) => [call.function, call.arguments, Value::boolean(call.is_toplevel)],
        None => [Value::NIL; 3],
    };
    Ok(m.return_values(&values))
}

fn is_compiled_input(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    contents::begins_with(m, stream, &MAGIC).map(Value::boolean)
}

fn read_remaining_bytes(m: &mut Mutator, [stream]: [Value; 1]) -> PrimitiveResult {
    contents::read_remaining_bytes(m, stream)
}

fn write_file_bytes(m: &mut Mutator, [name, bytes]: [Value; 2]) -> PrimitiveResult {
    let path = path_text(m, name)?;
    let n_bytes = check_bytes(m, bytes)?;
    let written = write_atomically(&PathBuf::from(text::to_system(&path)), FileMode::Data, |out| {
        out.write_all(m.heap.bytes(bytes, n_bytes)).map_err(|source| bundler::Error::Io { source })
    });
    match written {
        Ok(()) => Ok(name),
        Err(error) => Err(file_error(m, &path, &describe_error(&error))),
    }
}

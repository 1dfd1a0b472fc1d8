//! Loading a unit: records to objects, group by group.
//!
//! The state of a loading is a simple vector ([`slot`]), so that Lisp code can run, and objects can move, between two
//! steps. A step changes it only at its end: when it asks for memory it is simply run again. Everything that the
//! virtual machine relies on is checked here, because the file may be foreign bytes.

use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::hash::{self, key::Test};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::numbers::{float, integer};
use crate::packages::{find_package, intern};
use crate::primitives::{BuiltinFunctions, Primitive};
use heapfmt::Value;
use heapfmt::builtins::{Binding, BuiltinRow, BuiltinTable};
use heapfmt::compiled::records::{ArrayHeader, PrototypeRecord, Record, RecordReader, first_group};
use heapfmt::compiled::{UnitError, open_unit};
use heapfmt::layout::{Arity, ElementType, Header, TypeCode, array, closure, prototype};
use heapfmt::statics::{root, sym};
use heapfmt::verify::code::{ArgumentCount, CodeContext, CodeFacts, ConstantKind, verify_code};

mod functions;
mod objects;

use objects::Loader;

/// Elements of the state.
mod slot {
    /// The file's name, for messages.
    pub(super) const NAME: usize = 0;
    /// The file's contents, a vector of bytes.
    pub(super) const BYTES: usize = 1;
    /// Where the next group starts.
    pub(super) const NEXT: usize = 2;
    /// Where the unit at hand ends.
    pub(super) const END: usize = 3;
    /// The unit's objects by number, a simple vector.
    pub(super) const OBJECTS: usize = 4;
    /// How many of them have been made.
    pub(super) const N_OBJECTS: usize = 5;
    /// For each prototype among them, the number of captured values that its closures must have: 32 bits each.
    pub(super) const CAPTURED: usize = 6;
    /// For each row of the unit's builtin table one more than the row here: 32 bits each.
    pub(super) const ROWS: usize = 7;
    /// Whether the value of the function that was called is the unit's next object.
    pub(super) const KEEPS_VALUE: usize = 8;
    /// Number of elements.
    pub(super) const COUNT: usize = 9;
}

/// The state before the first step. `bytes` is a vector of bytes.
pub(crate) fn begin(heap: &mut Heap, name: Value, bytes: Value) -> PrimitiveResult {
    let (objects, none) = (heap.simple_vector(0, Value::NIL), heap.raw_vector(ElementType::U32, 0));
    let state = heap.simple_vector(slot::COUNT, Value::fixnum(0));
    heap.set_element(state, slot::NAME, name);
    heap.set_element(state, slot::BYTES, bytes);
    heap.set_element(state, slot::OBJECTS, objects);
    heap.set_element(state, slot::CAPTURED, none);
    heap.set_element(state, slot::ROWS, none);
    heap.set_element(state, slot::KEEPS_VALUE, Value::NIL);
    check_state(heap, state).map(|()| state)
}

/// What a step ends with.
pub(crate) struct PendingCall {
    /// A function or the name of one.
    pub(crate) function: Value,
    /// A list.
    pub(crate) arguments: Value,
    /// Whether this is a top-level form.
    pub(crate) is_toplevel: bool,
}

/// Makes objects until a function is to be called, and returns the call; `None` at the end of the file. `value` is what
/// the function returned last time.
pub(crate) fn step(m: &mut Mutator, state: Value, value: Value) -> Result<Option<PendingCall>, Trap> {
    check_state(&m.heap, state)?;
    loop {
        let (next, end) = (position(&m.heap, state, slot::NEXT), position(&m.heap, state, slot::END));
        if next == end {
            if next == m.heap.count(m.heap.element(state, slot::BYTES)) {
                return Ok(None);
            }
            enter_unit(m, state, next)?;
        } else if let Some(call) = load_group(m, state, next, end, value)? {
            return Ok(Some(call));
        }
    }
}

/// That the vector is what [`begin`] made.
fn check_state(heap: &Heap, state: Value) -> Result<(), Trap> {
    let is_raw = |index, element_type| {
        let vector = heap.element(state, index);
        heap.is(vector, TypeCode::RawVector) && heap.header(vector).element_type() == Some(element_type)
    };
    let is_state = heap.is(state, TypeCode::SimpleVector)
        && heap.count(state) == slot::COUNT
        && is_raw(slot::BYTES, ElementType::U8)
        && is_raw(slot::CAPTURED, ElementType::U32)
        && is_raw(slot::ROWS, ElementType::U32)
        && heap.is(heap.element(state, slot::OBJECTS), TypeCode::SimpleVector)
        && heap.count(heap.element(state, slot::OBJECTS)) == heap.count(heap.element(state, slot::CAPTURED));
    if is_state { Ok(()) } else { Err(type_error(state, sym::VECTOR)) }
}

/// Carries out the records of the group at `next`.
fn load_group(
    m: &mut Mutator,
    state: Value,
    next: usize,
    end: usize,
    value: Value,
) -> Result<Option<PendingCall>, Trap> {
    let (group, behind) = {
        let records = file_bytes(&m.heap, state).get(next..end).unwrap_or(&[]);
        let (group, length) = first_group(records).map_err(|error| refused(&m.heap, state, &error))?;
        (group.to_vec(), next + length)
    };
    m.heap.reserve(group.len().saturating_mul(BYTES_PER_RECORD_BYTE))?;
    let mut loader = Loader {
        builtins: m.builtins,
        objects: m.heap.element(state, slot::OBJECTS),
        captured: m.heap.element(state, slot::CAPTURED),
        rows: m.heap.element(state, slot::ROWS),
        n_objects: position(&m.heap, state, slot::N_OBJECTS),
        keeps_value: false,
        state,
    };
    if !m.heap.element(state, slot::KEEPS_VALUE).is_nil() {
        m.heap.set_element(loader.objects, loader.n_objects, value);
        loader.n_objects += 1;
    }
    let call = loader.group(m, &group)?;
    for (index, word) in [
        (slot::NEXT, Value::fixnum(behind as i64)),
        (slot::N_OBJECTS, Value::fixnum(loader.n_objects as i64)),
        (slot::KEEPS_VALUE, Value::boolean(loader.keeps_value)),
    ] {
        m.heap.set_element(state, index, word);
    }
    Ok(call)
}

/// Upper bound of the memory that a byte of records asks for, hash tables excepted, which ask themselves.
const BYTES_PER_RECORD_BYTE: usize = 32;

fn position(heap: &Heap, state: Value, index: usize) -> usize {
    heap.element(state, index).as_fixnum().and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
}

fn file_bytes(heap: &Heap, state: Value) -> &[u8] {
    let bytes = heap.element(state, slot::BYTES);
    heap.bytes(bytes, heap.count(bytes))
}

/// The error that refuses the file.
#[cold]
fn refused(heap: &Heap, state: Value, reason: &impl std::fmt::Display) -> Trap {
    let pathname = heap.element(state, slot::NAME);
    let name = if heap.is_simple_string(pathname) { heap.string_text(pathname) } else { String::new() };
    let message = if name.is_empty() { reason.to_string() } else { format!("{name}: {reason}") };
    LispError::File { message, pathname }.into()
}

/// Checks the unit that starts at `offset` and makes tables for its objects.
fn enter_unit(m: &mut Mutator, state: Value, offset: usize) -> Result<(), Trap> {
    let opened = {
        let file = file_bytes(&m.heap, state);
        open_unit(file, offset).and_then(|unit| {
            let table =
                BuiltinTable::decode(&file[unit.builtins..unit.records]).map_err(UnitError::Builtins)?;
            Ok((unit, bind(&table, m.builtins)))
        })
    };
    let (unit, bound) = opened.map_err(|error| refused(&m.heap, state, &error))?;
    let rows = bound.map_err(|message| refused(&m.heap, state, &message))?;
    let n_objects = unit.n_objects as usize;
    m.heap.reserve(n_objects * 12 + rows.len() * 4 + 256)?;
    let objects = m.heap.simple_vector(n_objects, Value::NIL);
    let captured = m.heap.raw_vector(ElementType::U32, n_objects);
    let row_table = m.heap.raw_vector(ElementType::U32, rows.len());
    m.heap.words32_mut(row_table).copy_from_slice(&rows);
    for (index, word) in [
        (slot::NEXT, Value::fixnum(unit.records as i64)),
        (slot::END, Value::fixnum(unit.end as i64)),
        (slot::OBJECTS, objects),
        (slot::N_OBJECTS, Value::fixnum(0)),
        (slot::CAPTURED, captured),
        (slot::ROWS, row_table),
        (slot::KEEPS_VALUE, Value::NIL),
    ] {
        m.heap.set_element(state, index, word);
    }
    Ok(())
}

/// One more than the row here, for each row of the table.
fn bind(table: &BuiltinTable<'_>, builtins: BuiltinFunctions) -> Result<Vec<u32>, String> {
    let row = |primitive: &&'static Primitive| BuiltinRow {
        name: primitive.name,
        lambda_list: primitive.lambda_list,
        version: primitive.version,
    };
    let rows: Vec<BuiltinRow<'_>> = builtins.iter().map(row).collect();
    match table.bind(&rows) {
        Ok(Binding::Identical) => Ok((1..=rows.len() as u32).collect()),
        Ok(Binding::Mapped(numbers)) => {
            Ok(numbers.into_iter().map(|number| number.map_or(0, |number| number + 1)).collect())
        }
        Err(mismatch) => Err(mismatch.to_string().replace("the image", "the compiled file")),
    }
}

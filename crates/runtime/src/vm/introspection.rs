//! What functions say about themselves: names, lambda lists, source lines.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{ElementType, TypeCode, builtin, closure, funcallable, prototype};
use heapfmt::statics::sym;

/// The name of a function: a symbol, a list, a string, or NIL.
pub(crate) fn function_name(heap: &Heap, function: Value) -> Value {
    match heap.type_of(function) {
        Some(TypeCode::Closure) => heap.slot(heap.slot(function, closure::PROTOTYPE), prototype::NAME),
        Some(TypeCode::Builtin) => heap.slot(function, builtin::NAME),
        Some(TypeCode::FuncallableInstance) => {
            function_name(heap, heap.slot(function, funcallable::FUNCTION))
        }
        _ => Value::NIL,
    }
}

/// The lambda list of a function as written; a builtin's is a string.
pub(crate) fn function_lambda_list(heap: &Heap, function: Value) -> Value {
    match heap.type_of(function) {
        Some(TypeCode::Closure) => heap.slot(heap.slot(function, closure::PROTOTYPE), prototype::LAMBDA_LIST),
        Some(TypeCode::Builtin) => heap.slot(function, builtin::LAMBDA_LIST),
        Some(TypeCode::FuncallableInstance) => {
            function_lambda_list(heap, heap.slot(function, funcallable::FUNCTION))
        }
        _ => Value::NIL,
    }
}

/// Element of a prototype's DEBUG vector: the source file's name or NIL.
const DEBUG_FILE: usize = 0;
/// Element of a prototype's DEBUG vector: pairs of instruction index and line, ascending, in a U32 vector.
const DEBUG_LINES: usize = 1;

/// Whether the function is of the base image.
pub(crate) fn is_system(heap: &Heap, prototype: Value) -> bool {
    heap.slot(prototype, prototype::DEBUG) == sym::T
}

/// The source file and line of instruction `index`, as far as the compiler recorded them.
pub(crate) fn source_position(heap: &Heap, prototype: Value, index: usize) -> Option<(Value, u32)> {
    let debug = heap.slot(prototype, prototype::DEBUG);
    if !heap.is(debug, TypeCode::SimpleVector) || heap.count(debug) <= DEBUG_LINES {
        return None;
    }
    let table = heap.element(debug, DEBUG_LINES);
    let is_table =
        heap.is(table, TypeCode::RawVector) && heap.header(table).element_type() == Some(ElementType::U32);
    if !is_table {
        return None;
    }
    let (pairs, _) = heap.words32(table).as_chunks::<2>();
    let behind = pairs.partition_point(|&[at, _]| at as usize <= index);
    let [_, line] = pairs[behind.checked_sub(1)?];
    Some((heap.element(debug, DEBUG_FILE), line))
}

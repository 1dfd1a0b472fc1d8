//! One line about an error, for the time before Lisp can print conditions.

use crate::error::LispError;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::TypeCode;

/// Nesting and length at which data is cut.
const MAX_DEPTH: usize = 4;
const MAX_ITEMS: usize = 12;

/// What happened, in words.
pub(super) fn error_text(heap: &Heap, error: &LispError) -> String {
    let show = |value: Value| value_text(heap, value, 0);
    match error {
        LispError::Type { datum, expected } => format!("{} is not of type {}", show(*datum), show(*expected)),
        LispError::Index { datum, limit } => format!("{} is no index below {limit}", show(*datum)),
        LispError::CircularList { datum } => format!("the list is circular: {}", show(*datum)),
        LispError::FillPointer { datum } => format!("the vector has no fill pointer: {}", show(*datum)),
        LispError::UnboundVariable { name } => format!("variable {} has no value", show(*name)),
        LispError::UndefinedFunction { name } | LispError::UndefinedCall { name, .. } => {
            format!("undefined function {}", show(*name))
        }
        LispError::ArgumentCount { function, count } => {
            format!("{count} is a wrong number of arguments for {}", show(*function))
        }
        LispError::Keyword { function, datum } => {
            format!("{} is no keyword that {} takes", show(*datum), show(*function))
        }
        LispError::KeywordValue { function, datum } => {
            format!("there is no value behind keyword {} in a call of {}", show(*datum), show(*function))
        }
        LispError::Arithmetic { condition, operation, operands } => {
            format!("{} in {} of {}", show(*condition), show(*operation), show(*operands))
        }
        LispError::Control { message, datum }
        | LispError::Program { message, datum }
        | LispError::Nesting { message, datum } => {
            format!("{message}: {}", show(*datum))
        }
        LispError::Package { message, package: at }
        | LispError::Reader { message, stream: at, .. }
        | LispError::Stream { message, stream: at }
        | LispError::Coding { message, stream: at, .. }
        | LispError::File { message, pathname: at } => format!("{message} ({})", show(*at)),
        LispError::PackageLock { object, package, .. } => {
            format!("{} is locked: {}", show(*package), show(*object))
        }
        LispError::EndOfFile { stream, .. } => format!("end of file on {}", show(*stream)),
        LispError::Simple { message, datum } if *datum == Value::UNSUPPLIED => message.clone(),
        LispError::Simple { message, datum } => format!("{message}: {}", show(*datum)),
        LispError::StackExhausted => "Lisp stack exhausted".to_owned(),
        LispError::HeapExhausted { bytes: 0 } => "heap exhausted".to_owned(),
        LispError::HeapExhausted { bytes } => format!("heap exhausted: {bytes} bytes are not available"),
        LispError::UserInterrupt => "interrupted".to_owned(),
        LispError::CallInstead { function, .. } => {
            format!("the function {} is needed", show(*function))
        }
    }
}

/// A value, roughly as the printer would show it.
fn value_text(heap: &Heap, value: Value, depth: usize) -> String {
    if heap.is_symbol(value) {
        return heap.symbol_name(value);
    }
    if value.is_cons() {
        return if depth == MAX_DEPTH { "(...)".to_owned() } else { list_text(heap, value, depth) };
    }
    match heap.type_of(value) {
        Some(TypeCode::NarrowString | TypeCode::WideString) => format!("{:?}", heap.string_text(value)),
        Some(code @ (TypeCode::Closure | TypeCode::Builtin)) => {
            let name = super::introspection::function_name(heap, value);
            format!("#<{code:?} {}>", value_text(heap, name, depth))
        }
        Some(code) => format!("#<{code:?}>"),
        None => format!("{value:?}"),
    }
}

fn list_text(heap: &Heap, list: Value, depth: usize) -> String {
    let mut items = Vec::new();
    let mut rest = list;
    while rest.is_cons() && items.len() < MAX_ITEMS {
        items.push(value_text(heap, heap.car(rest), depth + 1));
        rest = heap.cdr(rest);
    }
    if rest.is_cons() {
        items.push("...".to_owned());
    } else if !rest.is_nil() {
        items.push(".".to_owned());
        items.push(value_text(heap, rest, depth + 1));
    }
    format!("({})", items.join(" "))
}

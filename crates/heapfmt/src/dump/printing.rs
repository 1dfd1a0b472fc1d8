//! Values in a word or two, as listings show them. It is no Lisp printer: names, numbers and short texts.
//!
//! The heap may be damaged: lengths and depths are bounded, and what cannot be read is shown by its offset.

use crate::layout::{self, TypeCode, Value, builtin, closure, package, prototype, symbol};
use crate::units::HeapOffset;
use crate::walk::{FoundObject, HeapBytes};

const MAX_CHARACTERS: usize = 60;
const MAX_ELEMENTS: usize = 8;
const MAX_DEPTH: usize = 3;

/// Describes a value of an image.
pub fn describe(heap: &HeapBytes<'_>, value: Value) -> String {
    describe_to_depth(heap, value, MAX_DEPTH)
}

fn describe_to_depth(heap: &HeapBytes<'_>, value: Value, depth: usize) -> String {
    if value.is_cons() {
        return if depth == 0 { "(...)".to_owned() } else { list(heap, value, depth - 1) };
    }
    if let Some(c) = value.as_character() {
        return format!("#\\{}", c.escape_debug());
    }
    if let Some(number) = value.as_single() {
        return format!("{number:?}f0");
    }
    if let Some(number) = value.as_immediate_double() {
        return format!("{number:?}d0");
    }
    let unreadable = || format!("{value:?}");
    let Some(object) = reference(heap, value) else {
        return unreadable();
    };
    let Some((_, code)) = object.header else {
        return unreadable();
    };
    let named_by = |slot: usize| {
        let name = match slot_value(heap, &object, slot) {
            Some(name) if depth > 0 => describe_to_depth(heap, name, depth - 1),
            _ => "...".to_owned(),
        };
        format!("#<{} {name}>", object.type_name())
    };
    match code {
        TypeCode::Symbol => symbol_name(heap, &object).unwrap_or_else(unreadable),
        TypeCode::NarrowString | TypeCode::WideString => {
            string(heap, &object).map_or_else(unreadable, |text| format!("{text:?}"))
        }
        TypeCode::Closure => named_by(closure::PROTOTYPE),
        TypeCode::Prototype => named_by(prototype::NAME),
        TypeCode::Builtin => named_by(builtin::NAME),
        TypeCode::Package => named_by(package::NAME),
        TypeCode::Layout => named_by(layout::layout::NAME),
        _ => format!("#<{} {:#x}>", object.type_name(), object.at.bytes()),
    }
}

fn reference(heap: &HeapBytes<'_>, value: Value) -> Option<FoundObject> {
    if !value.is_function() && !value.is_object() {
        return None;
    }
    heap.object_at(HeapOffset::new(value.offset())?).ok()
}

fn slot_value(heap: &HeapBytes<'_>, object: &FoundObject, slot: usize) -> Option<Value> {
    let inside = (slot as u64 + 1) * layout::WORD as u64 <= object.len.bytes();
    heap.object_word(object.at, slot).filter(|_| inside).map(Value::from_bits)
}

fn list(heap: &HeapBytes<'_>, mut rest: Value, depth: usize) -> String {
    let mut items = Vec::new();
    while rest.is_cons() {
        let words = HeapOffset::new(rest.offset())
            .and_then(|at| Some((heap.object_word(at, 0)?, heap.object_word(at, 1)?)));
        let Some((car, cdr)) = words.filter(|_| items.len() < MAX_ELEMENTS) else {
            items.push("...".to_owned());
            rest = Value::NIL;
            break;
        };
        items.push(describe_to_depth(heap, Value::from_bits(car), depth));
        rest = Value::from_bits(cdr);
    }
    if !rest.is_nil() {
        items.push(".".to_owned());
        items.push(describe_to_depth(heap, rest, depth));
    }
    format!("({})", items.join(" "))
}

/// "PACKAGE:NAME", or the name alone for symbols of COMMON-LISP.
fn symbol_name(heap: &HeapBytes<'_>, object: &FoundObject) -> Option<String> {
    let name = string(heap, &reference(heap, slot_value(heap, object, symbol::NAME)?)?)?;
    let home = slot_value(heap, object, symbol::PACKAGE)?;
    let home = reference(heap, home).and_then(|home| {
        let name = reference(heap, slot_value(heap, &home, package::NAME)?)?;
        string(heap, &name)
    });
    Some(match home.as_deref() {
        Some("COMMON-LISP") => name,
        Some("KEYWORD") => format!(":{name}"),
        Some(home) => format!("{home}:{name}"),
        None => format!("#:{name}"),
    })
}

/// The characters of a string object, cut when there are many.
fn string(heap: &HeapBytes<'_>, object: &FoundObject) -> Option<String> {
    let (_, code) = object.header?;
    let n_elements = usize::try_from(object.count).ok()?;
    let n_shown = n_elements.min(MAX_CHARACTERS);
    let mut text: String = match code {
        TypeCode::NarrowString => {
            heap.object_bytes(object.at, 16, n_shown)?.iter().map(|byte| char::from(*byte)).collect()
        }
        TypeCode::WideString => heap
            .object_bytes(object.at, 16, n_shown * 4)?
            .as_chunks()
            .0
            .iter()
            .map(|element| {
                char::from_u32(u32::from_le_bytes(*element)).unwrap_or(char::REPLACEMENT_CHARACTER)
            })
            .collect(),
        _ => return None,
    };
    if n_shown < n_elements {
        text.push_str("...");
    }
    Some(text)
}

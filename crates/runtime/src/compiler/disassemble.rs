//! Listings of compiled functions for DISASSEMBLE, and for tests of code quality.

use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::dump::disassembly::{self, Reference};
use heapfmt::layout::{TypeCode, builtin, closure, prototype};
use heapfmt::statics::root;

/// How deep constants are printed.
const PRINT_DEPTH: usize = 3;
/// How many elements of a list are printed.
const PRINT_LENGTH: usize = 8;

/// The listing of a closure or prototype and of the functions it makes; of a builtin its name. `None` for other
/// objects.
pub fn disassemble(heap: &Heap, function: Value) -> Option<String> {
    if heap.is(function, TypeCode::Builtin) {
        return Some(format!("builtin {}\n", print(heap, heap.slot(function, builtin::NAME), PRINT_DEPTH)));
    }
    let outermost =
        if heap.is(function, TypeCode::Closure) { heap.slot(function, closure::PROTOTYPE) } else { function };
    if !heap.is(outermost, TypeCode::Prototype) {
        return None;
    }
    let mut text = String::new();
    let mut seen = vec![outermost];
    let mut next = 0;
    while next < seen.len() {
        let object = seen[next];
        next += 1;
        list_prototype(heap, object, &mut text);
        for index in 0..n_constants(heap, object) {
            let inner = heap.slot(object, prototype::CONSTANTS + index);
            if heap.is(inner, TypeCode::Prototype) && !seen.contains(&inner) {
                seen.push(inner);
            }
        }
    }
    Some(text)
}

fn n_constants(heap: &Heap, object: Value) -> usize {
    heap.count(object) - prototype::FIXED
}

fn list_prototype(heap: &Heap, object: Value, text: &mut String) {
    let name = print(heap, heap.slot(object, prototype::NAME), PRINT_DEPTH);
    let lambda_list = print(heap, heap.slot(object, prototype::LAMBDA_LIST), PRINT_DEPTH);
    let arity = heap.slot(object, prototype::ARITY).as_fixnum().unwrap_or(0);
    let registers = heapfmt::layout::Arity::unpack(arity).registers;
    text.push_str(&format!("{name} {lambda_list}, {registers} registers\n"));
    let code = heap.slot(object, prototype::CODE);
    let lines = disassembly::disassemble(heap.words32(code), |reference| match reference {
        Reference::Constant(index) if (index as usize) < n_constants(heap, object) => {
            print(heap, heap.slot(object, prototype::CONSTANTS + index as usize), PRINT_DEPTH)
        }
        Reference::Builtin(index) => builtin_name(heap, index as usize),
        Reference::Constant(_) => "no such constant".to_owned(),
    });
    for line in lines {
        text.push_str(&format!("{line}\n"));
    }
}

fn builtin_name(heap: &Heap, index: usize) -> String {
    let table = heap.root(root::BUILTINS);
    if index >= heap.count(table) {
        return "no such builtin".to_owned();
    }
    print(heap, heap.slot(heap.element(table, index), builtin::NAME), PRINT_DEPTH)
}

/// A short printed form: enough to recognise a constant.
fn print(heap: &Heap, value: Value, depth: usize) -> String {
    if heap.is_symbol(value) {
        return heap.symbol_name(value);
    }
    if value.is_cons() {
        return print_list(heap, value, depth);
    }
    if heap.is_simple_string(value) {
        return format!("{:?}", heap.string_text(value));
    }
    match heap.type_of(value) {
        Some(TypeCode::Prototype) => {
            format!("#<prototype {}>", print(heap, heap.slot(value, prototype::NAME), depth))
        }
        Some(TypeCode::Closure) => {
            let inner = heap.slot(value, closure::PROTOTYPE);
            let name = if inner.is_nil() { Value::NIL } else { heap.slot(inner, prototype::NAME) };
            format!("#<function {}>", print(heap, name, depth))
        }
        Some(code) => format!("#<{}>", heapfmt::layout::TYPES[code as usize].name),
        None => format!("{value:?}"),
    }
}

fn print_list(heap: &Heap, list: Value, depth: usize) -> String {
    if depth == 0 {
        return "(...)".to_owned();
    }
    let mut items = Vec::new();
    let mut rest = list;
    while rest.is_cons() {
        if items.len() == PRINT_LENGTH {
            items.push("...".to_owned());
            rest = Value::NIL;
            break;
        }
        items.push(print(heap, heap.car(rest), depth - 1));
        rest = heap.cdr(rest);
    }
    if !rest.is_nil() {
        items.push(format!(". {}", print(heap, rest, depth - 1)));
    }
    format!("({})", items.join(" "))
}

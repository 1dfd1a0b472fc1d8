//! Heap objects of compiled functions: code, prototype, closure.

use super::assembler::Assembled;
use super::ast::Function;
use super::errors::LimitExceeded;
use super::source::SourceMap;
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{Arity, ElementType, Header, TypeCode, closure, prototype};
use heapfmt::statics::sym;

/// A closure that captures nothing; its prototype is set later.
pub(super) fn closure_without_captures(heap: &mut Heap) -> Value {
    let object = heap.allocate_counted(Header::new(TypeCode::Closure), 1, Value::NIL);
    debug_assert_eq!(heap.slot(object, closure::PROTOTYPE), Value::NIL);
    object
}

/// The prototype of a function.
pub(super) fn build(
    m: &mut Mutator,
    function: &Function,
    assembled: &Assembled,
    constants: &[Value],
    n_registers: u32,
    source: &SourceMap,
) -> Result<Value, LimitExceeded> {
    let registers = u16::try_from(n_registers).map_err(|_| LimitExceeded::Registers { n_registers })?;
    let parameters = &function.parameters;
    let arity = Arity {
        required: parameters.required.len() as u16,
        optional: parameters.optional.len() as u16,
        rest: parameters.rest.is_some(),
        keys: parameters.keys.is_some(),
        allow_other_keys: parameters.allow_other_keys,
        registers,
    };
    let code = m.heap.allocate_counted(Header::new(TypeCode::Code), assembled.words.len(), Value::NIL);
    m.heap.words32_mut(code).copy_from_slice(&assembled.words);
    let keywords = match &parameters.keys {
        Some(keys) => {
            let names: Vec<Value> = keys.iter().map(|(keyword, _)| m.roots.get(*keyword)).collect();
            m.heap.simple_vector_of(&names)
        }
        None => Value::NIL,
    };
    let debug = debug_vector(m, function, assembled, source);
    let n_slots = prototype::FIXED + constants.len();
    let object = m.heap.allocate_counted(Header::new(TypeCode::Prototype), n_slots, Value::NIL);
    let (name, lambda_list) = (m.roots.get(function.name), m.roots.get(function.lambda_list));
    for (slot, value) in [
        (prototype::CODE, code),
        (prototype::ARITY, Value::fixnum(arity.pack())),
        (prototype::NAME, name),
        (prototype::LAMBDA_LIST, lambda_list),
        (prototype::KEYWORDS, keywords),
        (prototype::DEBUG, debug),
    ] {
        m.heap.set_slot(object, slot, value);
    }
    for (index, &constant) in constants.iter().enumerate() {
        m.heap.set_slot(object, prototype::CONSTANTS + index, constant);
    }
    #[cfg(debug_assertions)]
    check(&m.heap, assembled, constants, n_registers);
    Ok(object)
}

/// #(file line-table), or NIL when no line is known. T for the sources of the base image, which have no name but that.
fn debug_vector(m: &mut Mutator, function: &Function, assembled: &Assembled, source: &SourceMap) -> Value {
    let file = source.file(m);
    if file == sym::T {
        return sym::T;
    }
    let mut pairs: Vec<u32> = Vec::with_capacity(2 * assembled.lines.len() + 2);
    if function.line != 0 && assembled.lines.first().is_none_or(|&(pc, _)| pc > 0) {
        pairs.extend([0, function.line]);
    }
    for &(pc, line) in &assembled.lines {
        pairs.extend([pc, line]);
    }
    if pairs.is_empty() {
        return Value::NIL;
    }
    let table = m.heap.raw_vector(ElementType::U32, pairs.len());
    m.heap.words32_mut(table).copy_from_slice(&pairs);
    m.heap.simple_vector_of(&[file, table])
}

/// The code verifier accepts everything that the compiler makes.
#[cfg(debug_assertions)]
fn check(heap: &Heap, assembled: &Assembled, constants: &[Value], n_registers: u32) {
    use heapfmt::layout::builtin;
    use heapfmt::statics::root;
    use heapfmt::verify::code::{ArgumentCount, CodeContext, ConstantKind, verify_code};
    let context = CodeContext {
        n_registers,
        n_constants: constants.len() as u32,
        constant_kind: &|index| {
            let constant = constants[index as usize];
            if heap.is_symbol(constant) {
                ConstantKind::Symbol
            } else if heap.is(constant, TypeCode::Prototype) {
                ConstantKind::Prototype
            } else {
                ConstantKind::Other
            }
        },
        builtin: &|index| {
            let table = heap.root(root::BUILTINS);
            if index as usize >= heap.count(table) {
                return None;
            }
            let lambda_list = heap.slot(heap.element(table, index as usize), builtin::LAMBDA_LIST);
            Some(ArgumentCount::of_lambda_list(&heap.string_text(lambda_list)))
        },
    };
    if let Err(error) = verify_code(&assembled.words, &context) {
        let listing: Vec<String> =
            heapfmt::dump::disassembly::disassemble(&assembled.words, |reference| format!("{reference:?}"))
                .iter()
                .map(ToString::to_string)
                .collect();
        panic!("the compiler made bad code: {error}\n{}", listing.join("\n"));
    }
}

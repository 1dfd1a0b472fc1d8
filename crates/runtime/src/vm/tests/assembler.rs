//! A tiny assembler: instructions by mnemonic, one per line, with labels. It knows operands by the opcode table.

use crate::vm::Vm;
use heapfmt::Value;
use heapfmt::layout::{Arity, Header, TypeCode, closure, prototype, symbol};
use heapfmt::ops::{Format, Instruction, OPS, Op, OpInfo, Operand};
use std::collections::HashMap;

/// A function of `required` parameters and `registers` registers.
pub(super) fn fixed(required: u16, registers: u16) -> Arity {
    Arity { required, optional: 0, rest: false, keys: false, allow_other_keys: false, registers }
}

/// A closure of `code` without captured values.
pub(super) fn function(vm: &mut Vm, name: &str, arity: Arity, constants: &[Value], code: &str) -> Value {
    keyword_function(vm, name, arity, &[], constants, code)
}

/// As [`function`], with keyword parameters.
pub(super) fn keyword_function(
    vm: &mut Vm,
    name: &str,
    arity: Arity,
    keywords: &[Value],
    constants: &[Value],
    code: &str,
) -> Value {
    let prototype = prototype(vm, name, arity, keywords, constants, code);
    let heap = &mut vm.mutator.heap;
    let function = heap.allocate_counted(Header::new(TypeCode::Closure), 1, Value::NIL);
    heap.set_slot(function, closure::PROTOTYPE, prototype);
    function
}

/// A prototype, for `make-closure`.
pub(super) fn prototype(
    vm: &mut Vm,
    name: &str,
    arity: Arity,
    keywords: &[Value],
    constants: &[Value],
    code: &str,
) -> Value {
    let words = assemble(code);
    let name = symbol_named(vm, name);
    let heap = &mut vm.mutator.heap;
    let code = heap.allocate_counted(Header::new(TypeCode::Code), words.len(), Value::NIL);
    heap.words32_mut(code).copy_from_slice(&words);
    let n_slots = prototype::FIXED + constants.len();
    let object = heap.allocate_counted(Header::new(TypeCode::Prototype), n_slots, Value::NIL);
    heap.set_slot(object, prototype::CODE, code);
    heap.set_slot(object, prototype::ARITY, Value::fixnum(arity.pack()));
    heap.set_slot(object, prototype::NAME, name);
    if !keywords.is_empty() {
        let keywords = heap.simple_vector_of(keywords);
        heap.set_slot(object, prototype::KEYWORDS, keywords);
    }
    for (index, &constant) in constants.iter().enumerate() {
        heap.set_slot(object, prototype::CONSTANTS + index, constant);
    }
    object
}

/// A fresh symbol.
pub(super) fn symbol_named(vm: &mut Vm, name: &str) -> Value {
    let name = vm.mutator.heap.string(name);
    vm.mutator.heap.uninterned_symbol(name)
}

/// Makes `function` the symbol's function.
pub(super) fn define(vm: &mut Vm, name: Value, function: Value) {
    vm.mutator.heap.set_symbol_slot(name, symbol::FUNCTION, function);
}

/// Assembles all lines: `label:` or `mnemonic operand ...`, where an operand is an integer or a label.
pub(super) fn assemble(text: &str) -> Vec<u32> {
    let mut labels = HashMap::new();
    let mut words = Vec::new();
    // The first pass finds out where labels lie: the length of an instruction does not depend on them.
    for pass in 0..2 {
        words.clear();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(label) = line.strip_suffix(':') {
                labels.insert(label.to_owned(), words.len());
                continue;
            }
            let mut parts = line.split_whitespace();
            let mnemonic = parts.next().unwrap();
            let info = OPS.iter().find(|info| info.mnemonic == mnemonic);
            let info = info.unwrap_or_else(|| panic!("no operation {mnemonic}"));
            let operands: Vec<&str> = parts.collect();
            emit(&mut words, info, &operands, &labels, pass == 0);
        }
    }
    words
}

fn emit(
    words: &mut Vec<u32>,
    info: &OpInfo,
    operands: &[&str],
    labels: &HashMap<String, usize>,
    labels_unknown: bool,
) {
    let (kinds, n_extension): (Vec<Operand>, usize) = match info.format {
        Format::Abc(a, b, c) => (vec![a, b, c], 0),
        Format::Abx(a, bx) => (vec![a, bx], 0),
        Format::Sax(a) => (vec![a], 0),
        Format::AbcExt(a, b, c, x) => (vec![a, b, c, x], 1),
    };
    let wide = operands.iter().zip(&kinds).any(|(text, kind)| {
        let limit = if matches!(info.format, Format::Abx(..)) && *kind != kinds[0] { 1 << 15 } else { 128 };
        let unsigned = !matches!(kind, Operand::Integer | Operand::Jump);
        let is_extension = matches!(info.format, Format::AbcExt(_, _, _, x) if x == *kind);
        let limit = if unsigned { 2 * limit } else { limit };
        !is_extension && text.parse::<i64>().is_ok_and(|n| n >= limit || n < -limit)
    });
    let end = words.len() + usize::from(wide) + 1 + n_extension;
    let mut given = operands.iter();
    let mut fields = Vec::new();
    for kind in &kinds {
        fields.push(if *kind == Operand::None {
            0
        } else {
            let text = given.next().unwrap_or_else(|| panic!("{} lacks an operand", info.mnemonic));
            match (text.parse::<i64>(), kind) {
                (Ok(n), _) => n as i32,
                (Err(_), Operand::Jump) if labels_unknown => 0,
                (Err(_), Operand::Jump) => labels[*text] as i32 - end as i32,
                (Err(_), _) => panic!("{text} is no operand of {}", info.mnemonic),
            }
        });
    }
    assert!(given.next().is_none(), "{} has too many operands", info.mnemonic);
    let byte = |n: i32, high: bool| if high { (n >> 8) as u8 } else { n as u8 };
    let encode = |op: Op, high: bool| match info.format {
        Format::Abc(..) | Format::AbcExt(..) => {
            Instruction::abc(op, byte(fields[0], high), byte(fields[1], high), byte(fields[2], high))
        }
        Format::Abx(..) if high => Instruction::abx(op, byte(fields[0], true), (fields[1] >> 16) as u16),
        Format::Abx(..) => Instruction::abx(op, fields[0] as u8, fields[1] as u16),
        Format::Sax(..) => Instruction::sax(op, fields[0]),
    };
    if wide {
        words.push(encode(Op::Wide, true).0);
    }
    words.push(encode(info.op, false).0);
    if n_extension == 1 {
        words.push(fields[3] as u32);
    }
}

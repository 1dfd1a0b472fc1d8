//! Which operator an error is of, as its report says in front.
//!
//! In the program's code that is the builtin which failed, or the operator that the failing instruction was compiled
//! from. Within the system's own code the program knows neither, but it knows what it called: the outermost function
//! that COMMON-LISP or EXT exports. What the system calls because the program handed it over, as MAPCAR does, counts as
//! the program's. Nothing is noted before an error happens; it is all found in the frames.

use super::state::{LINK_WORDS, Link, State};
use super::{Vm, introspection};
use crate::heap::Heap;
use crate::packages::{find_external, find_package, is_exported};
use heapfmt::Value;
use heapfmt::decode::decode;
use heapfmt::layout::{TypeCode, builtin, closure, prototype, symbol};
use heapfmt::ops::{EXCHANGE, Op};
use heapfmt::statics::{root, sym};

/// The operator, or NIL, of an error of instruction `index` of the frame at `s`, in a call of `callee` if that is a builtin.
#[cold]
pub(super) fn of_instruction(vm: &mut Vm, s: State, index: usize, callee: Option<usize>) -> Value {
    let code = vm.mutator.heap.words32(vm.prototype_slot(prototype::CODE));
    let instruction = decode(code, index).expect("the instruction ran before it failed");
    let callee = match instruction.op {
        Op::CallBuiltin => Some(instruction.fields[3].value as usize),
        _ => callee,
    };
    let is_handed_over = callee.is_some() && calls_a_value(instruction.op);
    let frame = vm.stack.index(s.fp);
    if vm.is_system_frame(frame) && !is_handed_over {
        return vm.enclosing_operator(frame, false);
    }
    match callee {
        Some(callee) => {
            let name = vm.builtin_name(callee);
            operator_of_builtin(&mut vm.mutator.heap, name).unwrap_or(Value::NIL)
        }
        None => {
            let name = match instruction.op.info().operators {
                [] => return Value::NIL,
                [written, exchanged] => {
                    if instruction.fields[EXCHANGE].value == 1 {
                        exchanged
                    } else {
                        written
                    }
                }
                [operator, ..] => operator,
            };
            standard_operator(&mut vm.mutator.heap, name)
        }
    }
}

/// Whether the instruction calls a function that was computed, not one that the code names.
fn calls_a_value(op: Op) -> bool {
    matches!(op, Op::Call | Op::CallMultiple | Op::TailCall | Op::Apply | Op::ApplyMultiple | Op::TailApply)
}

/// The operator that the table of instructions calls `name`.
fn standard_operator(heap: &mut Heap, name: &str) -> Value {
    let place = name.strip_prefix("(SETF ").and_then(|rest| rest.strip_suffix(')'));
    let package = common_lisp(heap);
    match (place.and_then(|place| find_external(heap, place, package)), find_external(heap, name, package)) {
        (Some(place), _) => heap.list(&[sym::SETF, place]),
        (None, operator) => operator.unwrap_or(Value::NIL),
    }
}

/// What a function or macro is called in reports: its name, if COMMON-LISP or EXT exports that.
fn operator_named(heap: &Heap, name: Value) -> Option<Value> {
    let tail = if name.is_cons() { heap.cdr(name) } else { Value::NIL };
    let is_place = tail.is_cons() && heap.car(name) == sym::SETF && is_exported(heap, heap.car(tail));
    (is_place || is_exported(heap, name)).then_some(name)
}

/// As [`operator_named`], for a builtin. Those that standard macros and compiler macros expand into are named after what
/// they do the work of: `%FIND` after FIND, `%SET-CHAR` after what writes the place CHAR.
fn operator_of_builtin(heap: &mut Heap, name: Value) -> Option<Value> {
    if let Some(operator) = operator_named(heap, name) {
        return Some(operator);
    }
    if let Some(place) = heap.symbol_info(name, sym::PLACE_WRITTEN) {
        return Some(heap.list(&[sym::SETF, place]));
    }
    let text = heap.symbol_name(name);
    let text = text.strip_prefix('%')?;
    let package = common_lisp(heap);
    match text.strip_prefix("SET-").and_then(|place| find_external(heap, place, package)) {
        Some(place) => Some(heap.list(&[sym::SETF, place])),
        None => find_external(heap, text, package),
    }
}

fn is_macro(heap: &Heap, name: Value) -> bool {
    heap.is_symbol(name) && heap.is(heap.symbol_slot(name, symbol::FUNCTION), TypeCode::Macro)
}

fn common_lisp(heap: &Heap) -> Value {
    find_package(heap, "COMMON-LISP").expect("every heap has COMMON-LISP")
}

impl Vm {
    fn builtin_name(&self, index: usize) -> Value {
        let heap = &self.mutator.heap;
        heap.slot(heap.element(heap.root(root::BUILTINS), index), builtin::NAME)
    }

    /// The prototype of the frame at stack index `frame`.
    fn frame_prototype(&self, frame: usize) -> Option<Value> {
        let function = self.stack.values()[frame - LINK_WORDS];
        let heap = &self.mutator.heap;
        heap.is(function, TypeCode::Closure).then(|| heap.slot(function, closure::PROTOTYPE))
    }

    /// Whether the frame at stack index `frame` is of the system's own code.
    fn is_system_frame(&self, frame: usize) -> bool {
        self.frame_prototype(frame)
            .is_some_and(|function| introspection::is_system(&self.mutator.heap, function))
    }

    /// The outermost exported function at or outside `frame` that the program has called: only the system's own code lies
    /// between. NIL when the program's comes first. A macro farther in is the operator if `prefers_macro`.
    fn enclosing_operator(&self, frame: usize, prefers_macro: bool) -> Value {
        let heap = &self.mutator.heap;
        let (mut frame, mut outermost) = (frame, Value::NIL);
        while frame != 0 && self.is_system_frame(frame) {
            let function = self.frame_prototype(frame);
            let name = function.map_or(Value::NIL, |function| heap.slot(function, prototype::NAME));
            match if heap.is_symbol(name) { heap.symbol_info(name, sym::FRAME_ROLE) } else { None } {
                // What it evaluates is the program's code.
                Some(sym::EVALUATION) => break,
                Some(_) => {}
                None => {
                    if let Some(operator) = operator_named(heap, name) {
                        outermost = operator;
                        if prefers_macro && is_macro(heap, operator) {
                            break;
                        }
                    }
                }
            }
            frame -= Link::from_value(self.stack.values()[frame - 1]).distance();
        }
        outermost
    }

    /// The operator, or NIL, of an error that the function which called the running primitive signals.
    pub(crate) fn signalling_operator(&self, prefers_macro: bool) -> Value {
        self.enclosing_operator(self.suspended.frame, prefers_macro)
    }
}

//! What EVAL asks about a form before it decides whether to compile it.

use crate::compiler::macros::global_expander;
use crate::error::{PrimitiveResult, type_error};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, flags, symbol};
use heapfmt::statics::sym;

primitives! {
    pub(super) static EVALUATION = {
        /// Returns what FORM, a cons, is in the global environment: the expander of a macro call, the operator of a
        /// special form, the number of arguments of a call by name. NIL when it is none of these, or a declaration, or no
        /// proper list.
        effect "SYSTEM:%FORM-KIND" "form" => form_kind;
        /// Returns true if SYMBOL is a global variable that SETQ assigns: neither a constant nor a symbol macro.
        effect "SYSTEM:%ASSIGNABLE-VARIABLE-P" "symbol" => assignable_variable_p;
    }
}

/// More arguments than any call has: what is longer may be circular.
const MAX_ARGUMENTS: i64 = 4096;

fn form_kind(m: &mut Mutator, [form]: [Value; 1]) -> PrimitiveResult {
    if !form.is_cons() {
        return Err(type_error(form, sym::CONS));
    }
    let operator = m.heap.car(form);
    if !m.heap.is_symbol(operator) || operator == sym::DECLARE {
        return Ok(Value::NIL);
    }
    if let Some(expander) = global_expander(&m.heap, operator) {
        return Ok(expander);
    }
    let mut n_arguments = 0;
    let mut rest = m.heap.cdr(form);
    while rest.is_cons() && n_arguments <= MAX_ARGUMENTS {
        n_arguments += 1;
        rest = m.heap.cdr(rest);
    }
    if !rest.is_nil() {
        return Ok(Value::NIL);
    }
    let is_special = m.heap.is(m.heap.symbol_slot(operator, symbol::FUNCTION), TypeCode::SpecialOperator);
    Ok(if is_special { operator } else { Value::fixnum(n_arguments) })
}

fn assignable_variable_p(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    if !m.heap.is_symbol(name) {
        return Ok(Value::NIL);
    }
    let bits = m.heap.header(m.heap.symbol_object(name)).flags();
    Ok(Value::boolean(bits & (flags::CONSTANT | flags::SYMBOL_MACRO) == 0))
}

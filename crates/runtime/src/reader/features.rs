//! Feature expressions of `#+` and `#-` (CLHS 24.1.2.1).

use crate::heap::Heap;
use crate::packages::list_items;
use heapfmt::Value;

/// How deep feature expressions may be nested.
const MAX_DEPTH: usize = 1000;

/// Whether `expression` holds for the list `features`, or what is wrong with it.
pub(super) fn holds(heap: &Heap, expression: Value, features: Value) -> Result<bool, &'static str> {
    evaluate(heap, expression, &list_items(heap, features), 0)
}

fn evaluate(heap: &Heap, expression: Value, features: &[Value], depth: usize) -> Result<bool, &'static str> {
    if depth > MAX_DEPTH {
        return Err("a feature expression is nested too deeply");
    }
    if heap.is_symbol(expression) && !expression.is_nil() {
        return Ok(features.contains(&expression));
    }
    if !expression.is_cons() || !heap.is_symbol(heap.car(expression)) {
        return Err("a feature expression is neither a symbol nor a list of an operator and expressions");
    }
    let operands = list_items(heap, heap.cdr(expression));
    let mut values = operands.iter().map(|&operand| evaluate(heap, operand, features, depth + 1));
    match heap.symbol_name(heap.car(expression)).as_str() {
        "AND" => values.try_fold(true, |all, value| Ok(all & value?)),
        "OR" => values.try_fold(false, |any, value| Ok(any | value?)),
        "NOT" => match (values.next(), values.next()) {
            (Some(value), None) => value.map(|value| !value),
            _ => Err("NOT in a feature expression takes one operand"),
        },
        _ => Err("the operator of a feature expression is not AND, OR or NOT"),
    }
}

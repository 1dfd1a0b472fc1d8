//! Runs table rows: a call as text and its expected values or error as text.

use crate::notation::{print, read_all};
use heapfmt::Value;
use runtime::error::{LispError, PrimitiveResult, Trap};
use runtime::mutator::Mutator;
use runtime::primitives::{Invoke, PRIMITIVES, Primitive};

/// A mutator on a fresh heap.
pub(crate) fn mutator() -> Mutator {
    runtime::bootstrap::fresh_vm().mutator
}

fn row(name: &str) -> &'static Primitive {
    let name = name.to_uppercase();
    PRIMITIVES
        .iter()
        .find(|row| row.name.split_once(':').is_some_and(|(_, symbol)| symbol == name))
        .unwrap_or_else(|| panic!("{name} is a primitive"))
}

/// Calls a primitive with its arguments; missing optional ones are marked.
pub(crate) fn call(m: &mut Mutator, name: &str, arguments: &[Value]) -> PrimitiveResult {
    let row = row(name);
    let mut frame = arguments.to_vec();
    assert!(row.required <= frame.len(), "{name} has its required arguments");
    assert!(row.rest || frame.len() <= row.required + row.optional, "{name} has no further parameters");
    while frame.len() < row.required + row.optional {
        frame.push(Value::UNSUPPLIED);
    }
    match row.invoke {
        Invoke::Leaf(function) => function(m, &frame),
        Invoke::Nested(_) => panic!("{name} is a leaf function"),
    }
}

/// Checks rows of `name arguments...` and the result, `a | b` for several values, or `! error`.
pub(crate) fn check(rows: &[(&str, &str)]) {
    let mut m = mutator();
    let mut failures = Vec::new();
    for (text, expected) in rows {
        let (name, arguments) = text.split_once(' ').unwrap_or((text, ""));
        let arguments = read_all(&mut m, arguments);
        m.values.clear();
        let result = call(&mut m, name, &arguments);
        let actual = match result {
            Ok(value) if expected.contains(" | ") => {
                let values = m.values.clone();
                assert_eq!(values.first(), Some(&value), "{name} returns its first value");
                values.iter().map(|&value| print(&mut m.heap, value)).collect::<Vec<_>>().join(" | ")
            }
            Ok(value) => print(&mut m.heap, value),
            Err(trap) => format!("! {}", describe(&mut m, trap)),
        };
        if actual != *expected {
            failures.push(format!("({text}) gives {actual}, expected {expected}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn describe(m: &mut Mutator, trap: Trap) -> String {
    match trap {
        Trap::Error(error) => match *error {
            LispError::Type { datum, expected } => {
                format!("{} is no {}", print(&mut m.heap, datum), print(&mut m.heap, expected))
            }
            LispError::Index { datum, limit } => {
                format!("{} is not below {limit}", print(&mut m.heap, datum))
            }
            LispError::Arithmetic { condition, operation, operands } => {
                let [condition, operation, operands] =
                    [condition, operation, operands].map(|value| print(&mut m.heap, value));
                format!("{condition} in {operation} of {operands}")
            }
            LispError::FillPointer { .. } => "the vector has no fill pointer".to_owned(),
            LispError::Simple { message, .. } => message,
            LispError::Program { message, .. } => message,
            LispError::HeapExhausted { .. } => "heap exhausted".to_owned(),
            other => format!("{other:?}"),
        },
        other => format!("{other:?}"),
    }
}

#[test]
fn names_are_unique() {
    let mut names: Vec<&str> = PRIMITIVES.iter().map(|row| row.name).collect();
    names.sort_unstable();
    let repeated: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(repeated.is_empty(), "{repeated:?}");
}

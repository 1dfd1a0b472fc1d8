//! Lisp text for the compiler's tests: a small reader and printer, and definitions at top level.

use heapfmt::Value;
use heapfmt::layout::{TypeCode, symbol};
use heapfmt::statics::sym;
use runtime::bootstrap::fresh_vm;
use runtime::compiler::{compile_lambda, compile_toplevel, disassemble};
use runtime::packages::{find_package, intern, keyword};
use runtime::vm::{Unwind, Vm};

/// A form that is being read.
enum Open {
    /// A list's items so far, and whether a dot came before the last one.
    List(Vec<Value>, bool),
    /// An operator that is put before the next form.
    Wrapper(Value),
}

/// A fresh system that evaluates text.
pub(crate) struct Lisp {
    pub(crate) vm: Vm,
}

impl Lisp {
    pub(crate) fn new() -> Lisp {
        Lisp { vm: fresh_vm() }
    }

    /// The printed values of the last form of `text`, or "error: ..." with the message of the first error.
    pub(crate) fn evaluate(&mut self, text: &str) -> String {
        let result = self.run(text);
        self.describe(result)
    }

    fn describe(&self, result: Result<(), Unwind>) -> String {
        match result {
            Ok(()) => {
                let values = self.vm.mutator.values.to_vec();
                values.iter().map(|&value| self.print(value)).collect::<Vec<_>>().join(" ; ")
            }
            Err(Unwind::Fatal { message }) => format!("error: {message}"),
            Err(Unwind::Error { error }) => format!("error: {error:?}"),
            Err(other) => format!("unwind: {other:?}"),
        }
    }

    fn run(&mut self, text: &str) -> Result<(), Unwind> {
        let mut chars = text.chars().collect::<Vec<_>>();
        chars.push(' ');
        let mut position = 0;
        while skip_blank(&chars, &mut position) {
            let form = self.read(&chars, &mut position);
            self.evaluate_form(form)?;
        }
        Ok(())
    }

    /// `(defun ...)` is understood here; everything else is compiled and called.
    fn evaluate_form(&mut self, form: Value) -> Result<(), Unwind> {
        let heap = &mut self.vm.mutator.heap;
        if form.is_cons() && heap.car(form) == sym::DEFUN {
            let tail = heap.cdr(form);
            let name = heap.car(tail);
            let (lambda_list, mut body) = (heap.car(heap.cdr(tail)), heap.cdr(heap.cdr(tail)));
            let mut lambda = vec![sym::LAMBDA, lambda_list];
            while heap.car(body).is_cons() && heap.car(heap.car(body)) == sym::DECLARE {
                lambda.push(heap.car(body));
                body = heap.cdr(body);
            }
            lambda.push(heap.list_with_tail(&[sym::BLOCK, name], body));
            let lambda = heap.list(&lambda);
            let mark = self.vm.mutator.roots.mark();
            let root = self.vm.mutator.roots.push(name);
            let function = compile_lambda(&mut self.vm, lambda, name)?;
            let name = self.vm.mutator.roots.get(root);
            self.vm.mutator.roots.truncate(mark);
            self.vm.mutator.heap.set_symbol_slot(name, symbol::FUNCTION, function);
            return Ok(());
        }
        let function = compile_toplevel(&mut self.vm, form)?;
        self.vm.call_nested(function, &[]).map(|_| ())
    }

    /// The instructions of a function of the global environment, without positions.
    pub(crate) fn listing(&mut self, name: &str) -> String {
        let name = self.symbol(name);
        let function = self.vm.mutator.heap.symbol_slot(name, symbol::FUNCTION);
        disassemble(&self.vm.mutator.heap, function).expect("a compiled function")
    }

    fn symbol(&mut self, token: &str) -> Value {
        let token = token.to_uppercase();
        let heap = &mut self.vm.mutator.heap;
        if let Some(name) = token.strip_prefix(':') {
            return keyword(heap, name);
        }
        let (package, name) = match token.split_once("::").or_else(|| token.split_once(':')) {
            Some((package, name)) => (package, name),
            None => ("COMMON-LISP-USER", token.as_str()),
        };
        let package = find_package(heap, package).expect("a package of a fresh system");
        intern(heap, name, package)
    }

    /// Reads one form; nesting takes no native stack.
    fn read(&mut self, chars: &[char], position: &mut usize) -> Value {
        let mut open: Vec<Open> = Vec::new();
        loop {
            assert!(skip_blank(chars, position), "the text ends within a form");
            let mut complete = match chars[*position] {
                '(' => {
                    *position += 1;
                    open.push(Open::List(Vec::new(), false));
                    continue;
                }
                '\'' => {
                    *position += 1;
                    open.push(Open::Wrapper(sym::QUOTE));
                    continue;
                }
                '#' if chars[*position + 1] == '\'' => {
                    *position += 2;
                    open.push(Open::Wrapper(sym::FUNCTION));
                    continue;
                }
                ')' => {
                    *position += 1;
                    let Some(Open::List(mut items, dotted)) = open.pop() else {
                        panic!("too many parentheses")
                    };
                    let tail = if dotted { items.pop().expect("an item behind the dot") } else { Value::NIL };
                    self.vm.mutator.heap.list_with_tail(&items, tail)
                }
                '.' if chars[*position + 1].is_whitespace() => {
                    *position += 1;
                    let Some(Open::List(_, dotted)) = open.last_mut() else {
                        panic!("a dot outside of a list")
                    };
                    *dotted = true;
                    continue;
                }
                '"' => {
                    let end = *position
                        + 1
                        + chars[*position + 1..].iter().position(|&c| c == '"').expect("a quote");
                    let text: String = chars[*position + 1..end].iter().collect();
                    *position = end + 1;
                    self.vm.mutator.heap.string(&text)
                }
                _ => {
                    let start = *position;
                    while !chars[*position].is_whitespace() && !"()'\"".contains(chars[*position]) {
                        *position += 1;
                    }
                    self.atom(&chars[start..*position].iter().collect::<String>())
                }
            };
            while let Some(&Open::Wrapper(operator)) = open.last() {
                open.pop();
                complete = self.vm.mutator.heap.list(&[operator, complete]);
            }
            match open.last_mut() {
                Some(Open::List(items, _)) => items.push(complete),
                _ => return complete,
            }
        }
    }

    fn atom(&mut self, token: &str) -> Value {
        if let Ok(n) = token.parse::<i64>() {
            return Value::fixnum(n);
        }
        if token.contains('.') && token.contains(|c: char| c.is_ascii_digit()) {
            return Value::single(token.parse().expect("a number"));
        }
        self.symbol(token)
    }

    pub(crate) fn print(&self, value: Value) -> String {
        let heap = &self.vm.mutator.heap;
        if heap.is_symbol(value) {
            let is_keyword =
                heap.symbol_slot(value, symbol::VALUE) == value && !value.is_nil() && value != sym::T;
            return format!("{}{}", if is_keyword { ":" } else { "" }, heap.symbol_name(value));
        }
        if value.is_cons() {
            let mut items = Vec::new();
            let mut rest = value;
            while rest.is_cons() {
                items.push(self.print(heap.car(rest)));
                rest = heap.cdr(rest);
            }
            if !rest.is_nil() {
                items.push(".".to_owned());
                items.push(self.print(rest));
            }
            return format!("({})", items.join(" "));
        }
        if heap.is_simple_string(value) {
            return format!("{:?}", heap.string_text(value));
        }
        if let Some(f) = value.as_single() {
            return format!("{f:?}");
        }
        match heap.type_of(value) {
            Some(TypeCode::Bignum) => "#<bignum>".to_owned(),
            Some(code) => format!("#<{code:?}>"),
            None => format!("{value:?}"),
        }
    }
}

/// Moves over blanks and comments. False at the end of the text.
fn skip_blank(chars: &[char], position: &mut usize) -> bool {
    while *position < chars.len() {
        if chars[*position] == ';' {
            while *position < chars.len() && chars[*position] != '\n' {
                *position += 1;
            }
        } else if chars[*position].is_whitespace() {
            *position += 1;
        } else {
            return true;
        }
    }
    false
}

/// Evaluates each row's text in a fresh system and compares what the last form prints.
pub(crate) fn check(rows: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for (text, expected) in rows {
        let found = Lisp::new().evaluate(text);
        let agrees = match expected.strip_prefix("error: ") {
            Some(part) => found.starts_with("error: ") && found.contains(part),
            None => found == *expected,
        };
        if !agrees {
            failures.push(format!("{text}\n    expected {expected}\n    found    {found}"));
        }
    }
    assert!(failures.is_empty(), "{} rows failed:\n{}", failures.len(), failures.join("\n"));
}

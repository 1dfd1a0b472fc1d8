//! The compiler's functions (CLHS chapter 3), and what the code it makes and the defining macros need.

use crate::compiler::macros::{environment_argument, expand_once, expander as macro_expander};
use crate::compiler::proclaim::{change_flags, function_symbol, proclaim as proclaim_specifier};
use crate::compiler::source::line_in;
use crate::compiler::{compile_lambda, compile_toplevel, disassemble, macro_lambda};
use crate::cycles::CycleWatch;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::packages::is_keyword_package;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, flags, macro_function, symbol};
use heapfmt::statics::sym;

primitives! {
    pub(super) static COMPILER = {
        /// Returns a function of no arguments that evaluates FORM in the global environment.
        nested "SYSTEM:%COMPILE-FORM" "form" => compile_form;
        /// Compiles a lambda expression in the global environment into a function called NAME.
        nested "SYSTEM:%COMPILE-LAMBDA" "lambda-expression name" => compile_lambda_expression;
        /// Expands FORM once if it is a macro form; the second value tells whether it was.
        nested "COMMON-LISP:MACROEXPAND-1" "form &optional environment" => macroexpand_1;
        /// Expands FORM until it is no macro form; the second value tells whether it was one.
        nested "COMMON-LISP:MACROEXPAND" "form &optional environment" => macroexpand;
        /// Returns the macro function of NAME, or NIL.
        nested "COMMON-LISP:MACRO-FUNCTION" "name &optional environment" => macro_function_of;
        /// Returns the compiler macro function of a function name, or NIL.
        effect "COMMON-LISP:COMPILER-MACRO-FUNCTION" "name &optional environment" => compiler_macro_function;
        /// Makes NAME a global macro that FUNCTION expands.
        effect "SYSTEM:%SET-MACRO-FUNCTION" "name function" => set_macro_function;
        /// Makes FUNCTION, or nothing when it is NIL, the compiler macro function of a function name.
        effect "SYSTEM:%SET-COMPILER-MACRO" "name function" => set_compiler_macro;
        /// Makes NAME a global symbol macro for EXPANSION.
        effect "SYSTEM:%SET-SYMBOL-MACRO" "name expansion" => set_symbol_macro;
        /// Carries out a declaration specifier globally.
        effect "SYSTEM:%PROCLAIM" "specifier" => proclaim;
        /// Keeps the lambda expression that inline calls of the named function expand to.
        effect "SYSTEM:%SET-INLINE-EXPANSION" "name lambda-expression" => set_inline_expansion;
        /// Returns the symbol in whose function slot the definition of a function name is.
        effect "SYSTEM:%FUNCTION-NAME-SYMBOL" "name" => function_name_symbol;
        /// Returns the lambda expression of the macro function that DEFMACRO defines with these parts.
        alloc "SYSTEM:%MACRO-LAMBDA" "name lambda-list body" => make_macro_lambda;
        /// Returns the lambda expression, of one list, that DESTRUCTURING-BIND with these parts calls.
        alloc "SYSTEM:%DESTRUCTURING-LAMBDA" "lambda-list body" => make_destructuring_lambda;
        /// Signals a program-error unless LIST is a list of at least LEAST and, if MOST is not NIL, at most MOST
        /// elements. NAME is the macro whose arguments they are.
        effect "SYSTEM:%CHECK-LIST-LENGTH" "name list least most" => check_list_length;
        /// Signals a program-error unless LIST is a property list whose keys are among KEYWORDS or others are allowed.
        effect "SYSTEM:%CHECK-KEYWORD-LIST" "name list keywords allow-other-keys" => check_keyword_list;
        /// Returns the tail of the property list that begins with the value of KEYWORD, or NIL.
        effect "SYSTEM:%FIND-KEYWORD-VALUE" "list keyword" => find_keyword_value;
        /// Returns the line where FORM, a cons that the reader has made, begins, or 0. POSITIONS is a value of
        /// SYSTEM::*SOURCE-POSITIONS*.
        effect "SYSTEM:%SOURCE-LINE" "form positions" => source_line;
        /// Returns a listing of a compiled function's instructions, a string.
        alloc "SYSTEM:%DISASSEMBLE" "function" => disassemble_function;
    }
}

fn compile_form(vm: &mut Vm, [form]: [Value; 1]) -> Result<Value, Unwind> {
    compile_toplevel(vm, form)
}

fn compile_lambda_expression(vm: &mut Vm, [lambda, name]: [Value; 2]) -> Result<Value, Unwind> {
    compile_lambda(vm, lambda, name)
}

fn macroexpand_1(vm: &mut Vm, [form, environment]: [Value; 2]) -> Result<Value, Unwind> {
    let mark = vm.mutator.roots.mark();
    let form = vm.mutator.roots.push(form);
    let result = environment_argument(vm, environment).and_then(|environment| {
        let form = vm.mutator.roots.get(form);
        expand_once(vm, form, &environment)
    });
    let values = result.map(|expansion| match expansion {
        Some(expansion) => [expansion, sym::T],
        None => [vm.mutator.roots.get(form), Value::NIL],
    });
    vm.mutator.roots.truncate(mark);
    Ok(vm.mutator.return_values(&values?))
}

fn macroexpand(vm: &mut Vm, [form, environment]: [Value; 2]) -> Result<Value, Unwind> {
    let environment = environment_argument(vm, environment)?;
    let mark = vm.mutator.roots.mark();
    let current = vm.mutator.roots.push(form);
    let mut expanded = false;
    let result = loop {
        // A symbol macro that expands into itself calls nothing that would look for interrupts.
        if let Err(unwind) = vm.handle_interrupt() {
            break Err(unwind);
        }
        let form = vm.mutator.roots.get(current);
        match expand_once(vm, form, &environment) {
            Ok(Some(expansion)) => {
                vm.mutator.roots.set(current, expansion);
                expanded = true;
            }
            Ok(None) => break Ok(vm.mutator.roots.get(current)),
            Err(unwind) => break Err(unwind),
        }
    };
    vm.mutator.roots.truncate(mark);
    Ok(vm.mutator.return_values(&[result?, Value::boolean(expanded)]))
}

fn macro_function_of(vm: &mut Vm, [name, environment]: [Value; 2]) -> Result<Value, Unwind> {
    if !vm.mutator.heap.is_symbol(name) {
        return Err(LispError::Type { datum: name, expected: sym::SYMBOL }.into());
    }
    let environment = environment_argument(vm, environment)?;
    Ok(macro_expander(vm, name, &environment).unwrap_or(Value::NIL))
}

fn compiler_macro_function(m: &mut Mutator, [name, _environment]: [Value; 2]) -> PrimitiveResult {
    let cell = super::symbols::cell_symbol(m, name)?;
    Ok(cell.and_then(|cell| m.heap.symbol_info(cell, sym::COMPILER_MACRO)).unwrap_or(Value::NIL))
}

fn check_symbol(heap: &Heap, name: Value) -> Result<(), Trap> {
    if heap.is_symbol(name) { Ok(()) } else { Err(type_error(name, sym::SYMBOL)) }
}

fn check_function(function: Value) -> Result<(), Trap> {
    if function.is_function() { Ok(()) } else { Err(type_error(function, sym::FUNCTION)) }
}

fn set_macro_function(m: &mut Mutator, [name, function]: [Value; 2]) -> PrimitiveResult {
    check_symbol(&m.heap, name)?;
    check_function(function)?;
    let object = m.heap.allocate(Header::new(TypeCode::Macro));
    m.heap.set_slot(object, macro_function::EXPANDER, function);
    m.heap.set_symbol_slot(name, symbol::FUNCTION, object);
    Ok(function)
}

fn set_compiler_macro(m: &mut Mutator, [name, function]: [Value; 2]) -> PrimitiveResult {
    if !function.is_nil() {
        check_function(function)?;
    }
    let name = function_symbol(&mut m.heap, name)?;
    m.heap.set_symbol_info(name, sym::COMPILER_MACRO, function);
    Ok(function)
}

fn set_symbol_macro(m: &mut Mutator, [name, expansion]: [Value; 2]) -> PrimitiveResult {
    check_symbol(&m.heap, name)?;
    let bits = m.heap.header(m.heap.symbol_object(name)).flags();
    if bits & (flags::SPECIAL | flags::CONSTANT | flags::GLOBAL) != 0 {
        let message = "A variable cannot be redefined as a symbol macro".to_owned();
        return Err(LispError::Program { message, datum: name }.into());
    }
    m.heap.set_symbol_info(name, sym::SYMBOL_MACRO_EXPANSION, expansion);
    change_flags(&mut m.heap, name, |bits| bits | flags::SYMBOL_MACRO);
    Ok(name)
}

fn proclaim(m: &mut Mutator, [specifier]: [Value; 1]) -> PrimitiveResult {
    proclaim_specifier(&mut m.heap, specifier)?;
    Ok(Value::NIL)
}

fn set_inline_expansion(m: &mut Mutator, [name, lambda]: [Value; 2]) -> PrimitiveResult {
    let name = function_symbol(&mut m.heap, name)?;
    m.heap.set_symbol_info(name, sym::INLINE_EXPANSION, lambda);
    Ok(lambda)
}

fn function_name_symbol(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    function_symbol(&mut m.heap, name)
}

fn make_macro_lambda(m: &mut Mutator, [name, lambda_list, body]: [Value; 3]) -> PrimitiveResult {
    Ok(macro_lambda::named_macro_lambda(&mut m.heap, name, lambda_list, body)?)
}

fn make_destructuring_lambda(m: &mut Mutator, [lambda_list, body]: [Value; 2]) -> PrimitiveResult {
    Ok(macro_lambda::destructuring_lambda(&mut m.heap, lambda_list, body)?)
}

fn check_list_length(m: &mut Mutator, [name, list, least, most]: [Value; 4]) -> PrimitiveResult {
    let limit = |value: Value| value.as_fixnum().and_then(|n| usize::try_from(n).ok());
    let (least, most) = (limit(least).unwrap_or(0), limit(most));
    let mut length = 0;
    let mut rest = list;
    while rest.is_cons() && most.is_none_or(|most| length <= most) {
        length += 1;
        rest = m.heap.cdr(rest);
        if most.is_none() && length >= least {
            // Any tail may follow; whether it is a list is for &REST and &KEY to find out.
            return Ok(Value::NIL);
        }
    }
    if length >= least && most.is_none_or(|most| length <= most && rest.is_nil()) {
        return Ok(Value::NIL);
    }
    let count = match most {
        Some(most) if most == least => format!("{least}"),
        Some(most) => format!("{least} to {most}"),
        None => format!("at least {least}"),
    };
    let plural = if most.unwrap_or(least) == 1 { "" } else { "s" };
    // A list of the name says that the list is not the arguments of a call; the name itself may be (SETF place).
    let is_part = name.is_cons() && m.heap.cdr(name).is_nil();
    if is_part {
        let name = m.heap.car(name);
        Err(misfit(&m.heap, name, &format!("takes a list of {count} element{plural}"), list))
    } else {
        let form = m.heap.cons(name, list);
        Err(misfit(&m.heap, name, &format!("takes {count} argument{plural}"), form))
    }
}

/// The error of `datum`, to which what `what` says of the macro `name` does not apply.
fn misfit(heap: &Heap, name: Value, what: &str, datum: Value) -> Trap {
    let operator = match name.is_cons() {
        true => format!("(SETF {})", heap.symbol_name(heap.car(heap.cdr(name)))),
        false => heap.symbol_name(name),
    };
    LispError::Program { message: format!("{operator} {what}"), datum }.into()
}

/// Pairs of a property list, or the message for what is wrong with it.
fn property_pairs(heap: &Heap, list: Value) -> Result<Vec<(Value, Value)>, &'static str> {
    let mut pairs = Vec::new();
    let (mut rest, mut cycle) = (list, CycleWatch::default());
    while rest.is_cons() {
        if cycle.closes_at(rest) {
            return Err("takes no circular list of keywords and values");
        }
        let tail = heap.cdr(rest);
        if !tail.is_cons() {
            return Err("takes keywords with a value each");
        }
        pairs.push((heap.car(rest), tail));
        rest = heap.cdr(tail);
    }
    if rest.is_nil() { Ok(pairs) } else { Err("takes keywords and values in a list that ends in NIL") }
}

/// What the name of a keyword argument, which may be any symbol, is called in a message.
fn keyword_text(heap: &Heap, name: Value) -> String {
    let package = heap.symbol_slot(name, symbol::PACKAGE);
    let is_keyword = !package.is_nil() && is_keyword_package(heap, package);
    let colon = if is_keyword { ":" } else { "" };
    format!("{colon}{}", heap.symbol_name(name))
}

fn check_keyword_list(m: &mut Mutator, [name, list, keywords, allow]: [Value; 4]) -> PrimitiveResult {
    let what = match property_pairs(&m.heap, list) {
        Err(what) => what.to_owned(),
        Ok(pairs) => {
            let allowed = pairs.iter().find(|(key, _)| *key == sym::KEY_ALLOW_OTHER_KEYS);
            let allows = !allow.is_nil() || allowed.is_some_and(|(_, tail)| !m.heap.car(*tail).is_nil());
            let is_known = |key: Value| {
                let mut rest = keywords;
                while rest.is_cons() && m.heap.car(rest) != key {
                    rest = m.heap.cdr(rest);
                }
                rest.is_cons() || key == sym::KEY_ALLOW_OTHER_KEYS
            };
            if allows || pairs.iter().all(|(key, _)| is_known(*key)) {
                return Ok(Value::NIL);
            }
            let known = crate::packages::list_items(&m.heap, keywords);
            let known: Vec<String> = known.iter().map(|&key| keyword_text(&m.heap, key)).collect();
            if known.is_empty() {
                "takes no keywords".to_owned()
            } else {
                format!("takes no other keywords than {}", known.join(", "))
            }
        }
    };
    let is_part = name.is_cons() && m.heap.cdr(name).is_nil();
    let name = if is_part { m.heap.car(name) } else { name };
    Err(misfit(&m.heap, name, &what, list))
}

fn find_keyword_value(m: &mut Mutator, [list, keyword]: [Value; 2]) -> PrimitiveResult {
    let (mut rest, mut cycle) = (list, CycleWatch::default());
    while rest.is_cons() && m.heap.cdr(rest).is_cons() {
        if cycle.closes_at(rest) {
            return Err(LispError::CircularList { datum: list }.into());
        }
        let tail = m.heap.cdr(rest);
        if m.heap.car(rest) == keyword {
            return Ok(tail);
        }
        rest = m.heap.cdr(tail);
    }
    Ok(Value::NIL)
}

fn source_line(m: &mut Mutator, [form, positions]: [Value; 2]) -> PrimitiveResult {
    let line = if positions.is_cons() { line_in(&mut m.heap, positions, form) } else { 0 };
    Ok(Value::fixnum(i64::from(line)))
}

fn disassemble_function(m: &mut Mutator, [function]: [Value; 1]) -> PrimitiveResult {
    match disassemble(&m.heap, function) {
        Some(text) => Ok(m.heap.string(&text)),
        None => Err(type_error(function, sym::FUNCTION)),
    }
}

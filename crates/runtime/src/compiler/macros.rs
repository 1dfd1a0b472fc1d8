//! Macros: expansion, MACROLET, compiler macros, and what MACROEXPAND and MACRO-FUNCTION do.

use super::Compiler;
use super::ast::Node;
use super::environment::{Entry, Environment};
use super::errors::program_error;
use super::macro_lambda::{macro_function_name, macro_lambda};
use crate::heap::Heap;
use crate::roots::Root;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, flags, macro_function, symbol};
use heapfmt::statics::sym;

/// The expander of the macro that symbol `name` names globally.
pub(crate) fn global_expander(heap: &Heap, name: Value) -> Option<Value> {
    let function = heap.symbol_slot(name, symbol::FUNCTION);
    heap.is(function, TypeCode::Macro).then(|| heap.slot(function, macro_function::EXPANDER))
}

/// The environment that an argument of MACROEXPAND and the like stands for.
pub(crate) fn environment_argument(vm: &Vm, object: Value) -> Result<Environment, Unwind> {
    vm.compiler
        .environments
        .find(&vm.mutator.heap, object)
        .ok_or_else(|| program_error("Not an environment, or its macro function has returned", object).into())
}

/// The expander of macro `name` in `environment`.
pub(crate) fn expander(vm: &Vm, name: Value, environment: &Environment) -> Option<Value> {
    match environment.function(&vm.mutator.roots, name) {
        Some(Entry::Macro { expander, .. }) => Some(vm.mutator.roots.get(*expander)),
        Some(_) => None,
        None => global_expander(&vm.mutator.heap, name),
    }
}

/// Calls a macro function through `*MACROEXPAND-HOOK*`. The values it got are stale afterwards.
///
/// `guard` is a function that makes the call instead, and what it gets behind the macro function's arguments.
pub(crate) fn call_expander(
    vm: &mut Vm,
    expander: Value,
    form: Value,
    environment: &Environment,
    guard: Option<[Value; 3]>,
) -> Result<Value, Unwind> {
    let mark = vm.compiler.environments.mark();
    let object = vm.compiler.environments.enter(&mut vm.mutator.heap, environment);
    let hook = vm.mutator.variable_value(sym::MACROEXPAND_HOOK);
    let funcall = vm.mutator.heap.symbol_slot(sym::FUNCALL, symbol::FUNCTION);
    let result = if let Some([guard, line, in_function]) = guard {
        vm.call_nested(guard, &[expander, form, object, line, in_function])
    } else if hook == sym::FUNCALL || hook == Value::UNBOUND || hook == funcall {
        vm.call_nested(expander, &[form, object])
    } else {
        vm.call_nested(hook, &[expander, form, object])
    };
    vm.compiler.environments.leave(mark);
    result
}

/// Expands a macro or symbol macro once. `None` when the form is neither.
pub(crate) fn expand_once(
    vm: &mut Vm,
    form: Value,
    environment: &Environment,
) -> Result<Option<Value>, Unwind> {
    let heap = &vm.mutator.heap;
    if heap.is_symbol(form) {
        return Ok(symbol_macro_expansion(vm, form, environment));
    }
    if !form.is_cons() || !heap.is_symbol(heap.car(form)) {
        return Ok(None);
    }
    let operator = heap.car(form);
    match expander(vm, operator, environment) {
        Some(expander) => call_expander(vm, expander, form, environment, None).map(Some),
        None => Ok(None),
    }
}

fn symbol_macro_expansion(vm: &Vm, name: Value, environment: &Environment) -> Option<Value> {
    let heap = &vm.mutator.heap;
    match environment.variable(&vm.mutator.roots, name) {
        Some(Entry::SymbolMacro { expansion, .. }) => Some(vm.mutator.roots.get(*expansion)),
        Some(_) => None,
        None if heap.header(heap.symbol_object(name)).flags() & flags::SYMBOL_MACRO != 0 => {
            heap.symbol_info(name, sym::SYMBOL_MACRO_EXPANSION)
        }
        None => None,
    }
}

/// The compiler macro of global function `name`, unless the function is declared NOTINLINE.
fn compiler_macro(vm: &Vm, name: Value, environment: &Environment) -> Option<Value> {
    if is_notinline(vm, name, environment) {
        return None;
    }
    vm.mutator.heap.symbol_info(name, sym::COMPILER_MACRO).filter(|expander| expander.is_function())
}

/// Whether calls of global function `name` must be left as they are.
pub(super) fn is_notinline(vm: &Vm, name: Value, environment: &Environment) -> bool {
    let heap = &vm.mutator.heap;
    match environment.inline_declaration(&vm.mutator.roots, name) {
        Some(inline) => !inline,
        None => heap.header(heap.symbol_object(name)).flags() & flags::NOTINLINE != 0,
    }
}

impl Compiler<'_> {
    /// Expands a form whose operator is a symbol: by its compiler macro, or as a macro call. `None` when it is a
    /// function call.
    pub(super) fn expand_call(
        &mut self,
        form: Root,
        environment: &Environment,
    ) -> Result<Option<Root>, Unwind> {
        let value = self.value(form);
        let operator = self.car(value);
        if environment.function(self.roots(), operator).is_none()
            && let Some(expander) = compiler_macro(self.vm, operator, environment)
        {
            let expansion = self.guarded_expansion(expander, form, environment)?;
            // A compiler macro declines by returning the form itself.
            if expansion != self.value(form) {
                return Ok(Some(self.root(expansion)));
            }
        }
        let value = self.value(form);
        let operator = self.car(value);
        match expander(self.vm, operator, environment) {
            Some(expander) => {
                let expansion = self.guarded_expansion(expander, form, environment)?;
                Ok(Some(self.root(expansion)))
            }
            None => Ok(None),
        }
    }

    pub(super) fn analyze_macrolet(&mut self, form: Root, environment: &Environment) -> Result<Node, Unwind> {
        let operands = self.operands(form, 1, None)?;
        let definitions = self.value(operands[0]);
        let visible = environment.macros_only();
        let mut inner = environment.clone();
        for definition in self.proper_list_of("local macros", definitions, form)? {
            let parts = self.value(definition);
            let parts = self.proper_list(parts, definition)?;
            if parts.len() < 2 || !self.is_symbol(self.value(parts[0])) {
                return self.fail("A local macro needs a name and a lambda list", definition);
            }
            let name = parts[0];
            let tail = self.cdr(self.value(definition));
            let (lambda_list, body) = (self.car(tail), self.cdr(tail));
            let symbol = self.value(name);
            let lambda = macro_lambda(&mut self.vm.mutator.heap, symbol, lambda_list, body)?;
            let function_name = macro_function_name(&mut self.vm.mutator.heap, symbol);
            let expander = super::compile_lambda_in(self.vm, lambda, function_name, &visible)?;
            let expander = self.root(expander);
            inner = inner.with(Entry::Macro { name, expander });
        }
        let body = self.operands_behind(form, 1);
        self.analyze_body(body, &inner)
    }
}

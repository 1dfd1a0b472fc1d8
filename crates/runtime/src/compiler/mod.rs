//! The compiler: from Lisp forms to register bytecode, in passes.
//!
//! ```text
//!  form ──analyze──▶ ast ──closures──▶ ast with captures ──codegen──▶ instructions ──assembler──▶ prototype
//! ```
//!
//! * [`analyze`] and its neighbours expand macros, resolve names, process declarations and recognise what can be
//!   compiled better than as a call ([`inline`]). Only this pass runs Lisp, so only it keeps values as roots.
//! * [`closures`] finds what each function captures, which variables live in cells, and which blocks and tagbodies
//!   need exit points.
//! * [`codegen`] assigns registers and chooses instructions; the [`assembler`] resolves labels and packs words.
//!
//! EVAL evaluates calls and decisions itself and has all else compiled, so there is one implementation of everything that is
//! lexical.

mod analyze;
mod assembler;
pub(crate) mod ast;
mod closures;
mod codegen;
mod control_forms;
mod declarations;
mod disassemble;
pub(crate) mod environment;
mod errors;
mod function_forms;
mod inline;
mod lambda_list;
pub(crate) mod macro_lambda;
pub(crate) mod macros;
mod notes;
pub(crate) mod proclaim;
mod prototype;
pub(crate) mod source;
mod variables;

pub use disassemble::disassemble;
pub(crate) use function_forms::setf_function_symbol;

use crate::error::LispError;
use crate::roots::{Root, RootArena};
use crate::vm::{Unwind, Vm};
use ast::Unit;
use environment::{ActiveEnvironments, Environment};
use heapfmt::Value;
use heapfmt::statics::sym;
use source::SourceMap;

/// What the compiler keeps in a thread between and during compilations.
#[derive(Default)]
pub struct CompilerState {
    /// Environments that running macro functions were given.
    pub(crate) environments: ActiveEnvironments,
    /// Nesting depth of the forms being analysed, over all compilations under way.
    depth: usize,
}

/// How deeply forms may nest, macro expansions included: what a native stack of two megabytes surely holds.
const MAX_DEPTH: usize = 1000;

/// The first pass over one unit.
pub(crate) struct Compiler<'vm> {
    pub(crate) vm: &'vm mut Vm,
    pub(crate) unit: Unit,
    source: SourceMap,
    /// Line of the innermost form that has one, among those being analysed. Kept while notes are taken.
    innermost_line: u32,
    /// How many inline expansions are being expanded inside each other.
    inline_depth: usize,
    /// How many lambda expressions are around the form being analysed.
    function_depth: usize,
}

impl Compiler<'_> {
    /// Keeps a value as long as this compilation lasts.
    pub(crate) fn root(&mut self, value: Value) -> Root {
        self.vm.mutator.roots.push(value)
    }

    pub(crate) fn value(&self, root: Root) -> Value {
        self.vm.mutator.roots.get(root)
    }

    pub(crate) fn roots(&self) -> &RootArena {
        &self.vm.mutator.roots
    }

    /// CAR of a list that has been checked to be one.
    pub(crate) fn car(&self, list: Value) -> Value {
        self.vm.mutator.heap.car(list)
    }

    /// CDR of a list that has been checked to be one.
    pub(crate) fn cdr(&self, list: Value) -> Value {
        self.vm.mutator.heap.cdr(list)
    }

    fn is_symbol(&self, value: Value) -> bool {
        self.vm.mutator.heap.is_symbol(value)
    }

    /// Runs `body` one level deeper, or reports that forms nest too deeply.
    fn deeper<T>(
        &mut self,
        form: Root,
        body: impl FnOnce(&mut Self) -> Result<T, Unwind>,
    ) -> Result<T, Unwind> {
        if self.vm.compiler.depth >= MAX_DEPTH {
            // The form itself would make a message of any length.
            let form = self.value(form);
            let operator = if form.is_cons() { self.car(form) } else { form };
            let message = "Forms are nested too deeply to be compiled, innermost one of".to_owned();
            return Err(LispError::Nesting { message, datum: operator }.into());
        }
        self.vm.compiler.depth += 1;
        let result = body(self);
        self.vm.compiler.depth -= 1;
        result
    }
}

/// Compiles `form` in the global environment into a function of no arguments.
pub fn compile_toplevel(vm: &mut Vm, form: Value) -> Result<Value, Unwind> {
    compile_unit(vm, form, |compiler, form| compiler.analyze_toplevel(form))
}

/// Compiles a lambda expression in the global environment into a function that has `name`. While somebody takes
/// notes, one that is wrong as a whole becomes a function that says so when it is called.
pub fn compile_lambda(vm: &mut Vm, lambda: Value, name: Value) -> Result<Value, Unwind> {
    let mark = vm.mutator.roots.mark();
    let name = vm.mutator.roots.push(name);
    let is_lambda = lambda.is_cons() && vm.mutator.heap.car(lambda) == sym::LAMBDA;
    let environment = Environment::default();
    let kept_name = vm.mutator.roots.get(name);
    let mut result = compile_lambda_in(vm, lambda, kept_name, &environment);
    if let Err(unwind) = result {
        let takes_notes = vm.mutator.variable_value(sym::COMPILER_NOTES).is_cons();
        result = if is_lambda && takes_notes {
            errors::form_for_error(vm, unwind, 0, true).and_then(|form| {
                let heap = &mut vm.mutator.heap;
                let arguments = heap.string("ARGUMENTS");
                let arguments = heap.uninterned_symbol(arguments);
                let lambda_list = heap.list(&[sym::AND_REST, arguments]);
                let lambda = heap.list(&[sym::LAMBDA, lambda_list, form]);
                let name = vm.mutator.roots.get(name);
                compile_lambda_in(vm, lambda, name, &environment)
            })
        } else {
            Err(unwind)
        };
    }
    vm.mutator.roots.truncate(mark);
    result
}

/// As [`compile_lambda`], in an environment of macros.
pub(crate) fn compile_lambda_in(
    vm: &mut Vm,
    lambda: Value,
    name: Value,
    environment: &Environment,
) -> Result<Value, Unwind> {
    let name = vm.mutator.roots.push(name);
    compile_unit(vm, lambda, |compiler, lambda| {
        let expression = compiler.value(lambda);
        if !expression.is_cons() || compiler.car(expression) != sym::LAMBDA {
            return compiler.fail("Not a lambda expression", lambda);
        }
        let parts = compiler.cdr(expression);
        let parts = compiler.root(parts);
        let function = compiler.analyze_lambda(parts, lambda, name, environment)?;
        compiler.name_for_itself(function, environment)?;
        Ok(function)
    })
}

/// Runs all passes: `analyze` makes the unit's outermost function.
fn compile_unit(
    vm: &mut Vm,
    form: Value,
    analyze: impl FnOnce(&mut Compiler<'_>, Root) -> Result<ast::FunctionId, Unwind>,
) -> Result<Value, Unwind> {
    let mark = vm.mutator.roots.mark();
    let environments = vm.compiler.environments.mark();
    let depth = vm.compiler.depth;
    let form = vm.mutator.roots.push(form);
    let source = SourceMap::current(&mut vm.mutator);
    let unit = Unit::default();
    let mut compiler = Compiler { vm, unit, source, innermost_line: 0, inline_depth: 0, function_depth: 0 };
    let result = analyze(&mut compiler, form);
    let Compiler { unit, source, .. } = compiler;
    let result = result.and_then(|main| {
        let mut unit = unit;
        closures::analyze(&mut unit, main);
        codegen::generate(&mut vm.mutator, &unit, main, &source).map_err(|limit| {
            let form = vm.mutator.roots.get(form);
            errors::program_error(limit.to_string(), form).into()
        })
    });
    vm.compiler.depth = depth;
    vm.compiler.environments.leave(environments);
    vm.mutator.roots.truncate(mark);
    result
}

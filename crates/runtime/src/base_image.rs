//! Building the base image's heap from the Lisp sources.
//!
//! The sources are loaded form by form in the order of `build-order.sexp`, on a heap made from nothing. The result
//! depends on the sources and the runtime only, so two builds give the same image, on every platform.

use crate::bootstrap::fresh_vm;
use crate::packages::find_package;
use crate::reader;
use crate::roots::Root;
use crate::streams::input::create_string_input;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::statics::sym;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why the base image cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A source cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A form failed.
    #[error("{} line {line}: {message}", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Line on which reading had arrived.
        line: u64,
        /// What happened.
        message: String,
    },
    /// The build order is not a list of (file reason) pairs.
    #[error("{} is not a list of (\"file\" \"reason\") pairs", path.display())]
    Order {
        /// The file.
        path: PathBuf,
    },
}

/// Loads the Lisp sources in `folder` on a fresh heap.
pub fn build(folder: &Path) -> Result<Vm, BuildError> {
    let mut vm = fresh_vm();
    let system = find_package(&vm.mutator.heap, "SYSTEM").expect("a fresh heap has the package SYSTEM");
    vm.mutator.heap.set_symbol_slot(sym::PACKAGE, symbol::VALUE, system);
    // Marks the functions as the system's own.
    let positions = vm.mutator.heap.list(&[sym::T]);
    vm.mutator.heap.set_symbol_slot(sym::SOURCE_POSITIONS, symbol::VALUE, positions);
    for file in build_order(&mut vm, folder)? {
        load(&mut vm, &folder.join(file).with_extension("lisp"))?;
    }
    vm.mutator.heap.set_symbol_slot(sym::SOURCE_POSITIONS, symbol::VALUE, Value::NIL);
    let user = find_package(&vm.mutator.heap, "COMMON-LISP-USER").expect("a fresh heap has CL-USER");
    vm.mutator.heap.set_symbol_slot(sym::PACKAGE, symbol::VALUE, user);
    Ok(vm)
}

/// The files of the build order, without their type.
fn build_order(vm: &mut Vm, folder: &Path) -> Result<Vec<String>, BuildError> {
    let path = folder.join("build-order.sexp");
    let stream = open(vm, &path)?;
    let failed = |line, unwind: Unwind| form_error(&path, line, &unwind);
    let mut rows = reader::read(vm, stream).map_err(|unwind| failed(1, unwind))?;
    let heap = &vm.mutator.heap;
    let mut files = Vec::new();
    while rows.is_cons() {
        let row = heap.car(rows);
        let file = if row.is_cons() { heap.car(row) } else { row };
        if !heap.is_simple_string(file) {
            return Err(BuildError::Order { path });
        }
        files.push(heap.string_text(file));
        rows = heap.cdr(rows);
    }
    Ok(files)
}

fn open(vm: &mut Vm, path: &Path) -> Result<Value, BuildError> {
    let text =
        fs::read_to_string(path).map_err(|source| BuildError::Read { path: path.to_owned(), source })?;
    let string = vm.mutator.heap.string(&text);
    Ok(create_string_input(&mut vm.mutator, string, 0, text.chars().count())
        .expect("the range is the whole string"))
}

fn form_error(path: &Path, line: u64, unwind: &Unwind) -> BuildError {
    BuildError::Form { path: path.to_owned(), line, message: format!("{unwind:?}") }
}

fn load(vm: &mut Vm, path: &Path) -> Result<(), BuildError> {
    let stream = open(vm, path)?;
    let mark = vm.mutator.roots.mark();
    let stream = vm.mutator.roots.push(stream);
    loop {
        let result = read_and_evaluate(vm, stream);
        let line = {
            let m = &vm.mutator;
            m.heap.slot(m.roots.get(stream), heapfmt::layout::stream::LINE).as_fixnum().unwrap_or(0) as u64
        };
        if !result.map_err(|unwind| form_error(path, line, &unwind))? {
            break;
        }
    }
    vm.mutator.roots.truncate(mark);
    Ok(())
}

/// Reads one form and evaluates it; false at the end.
fn read_and_evaluate(vm: &mut Vm, stream: Root) -> Result<bool, Unwind> {
    let source = vm.mutator.roots.get(stream);
    let form = reader::read(vm, source)?;
    if form == Value::EOF {
        return Ok(false);
    }
    evaluate(vm, form)?;
    Ok(true)
}

/// Evaluates a top-level form: macros are expanded and PROGNs split, so that what one subform defines is there when
/// the next is compiled.
pub fn evaluate(vm: &mut Vm, form: Value) -> Result<Value, Unwind> {
    let mut form = form;
    while form.is_cons() {
        // Fetched anew each time: expanding may move it.
        let macroexpand_1 = vm.mutator.heap.symbol_slot(sym::MACROEXPAND_1, symbol::FUNCTION);
        form = vm.call_nested(macroexpand_1, &[form])?;
        if vm.mutator.values.get(1).is_none_or(|expanded| expanded.is_nil()) {
            break;
        }
    }
    if !form.is_cons() || vm.mutator.heap.car(form) != sym::PROGN {
        let thunk = crate::compiler::compile_toplevel(vm, form)?;
        return vm.call_nested(thunk, &[]);
    }
    let mark = vm.mutator.roots.mark();
    let rest = vm.mutator.heap.cdr(form);
    let rest = vm.mutator.roots.push(rest);
    let mut value = Value::NIL;
    while vm.mutator.roots.get(rest).is_cons() {
        let forms = vm.mutator.roots.get(rest);
        let (form, behind) = (vm.mutator.heap.car(forms), vm.mutator.heap.cdr(forms));
        vm.mutator.roots.set(rest, behind);
        value = evaluate(vm, form)?;
    }
    vm.mutator.roots.truncate(mark);
    Ok(value)
}

//! Notes: what the compiler finds in forms that are correct and still worth a warning.
//!
//! Warnings are signalled by Lisp code when the compiler is done, because a handler may do anything. While somebody
//! wants notes, the special variable `SYS:*COMPILER-NOTES*` holds a cons; notes, lists of kind, subject and line, are
//! put on its CDR, last one first. The line is that of the innermost form which has one, 0 when none has.

use super::Compiler;
use crate::primitives::Primitive;
use crate::roots::Root;
use heapfmt::Value;
use heapfmt::layout::{Arity, TypeCode, builtin, closure, cons, prototype, symbol};
use heapfmt::statics::sym;

impl Compiler<'_> {
    /// Whether somebody wants notes.
    pub(super) fn takes_notes(&self) -> bool {
        self.vm.mutator.variable_value(sym::COMPILER_NOTES).is_cons()
    }

    fn note(&mut self, kind: Value, subject: Value) {
        let line = self.innermost_line;
        let notes = self.vm.mutator.variable_value(sym::COMPILER_NOTES);
        if !notes.is_cons() {
            return;
        }
        let heap = &mut self.vm.mutator.heap;
        let note = heap.list(&[kind, subject, Value::fixnum(i64::from(line))]);
        let list = heap.cons(note, heap.cdr(notes));
        heap.set_slot(notes, cons::CDR, list);
    }

    /// A variable that is neither bound nor declared in any way is used.
    pub(super) fn note_free_variable(&mut self, name: Root) {
        let symbol = self.value(name);
        if self.takes_notes() && self.vm.mutator.heap.symbol_slot(symbol, symbol::VALUE) == Value::UNBOUND {
            self.note(sym::UNBOUND_VARIABLE, symbol);
        }
    }

    /// Global function `name` is used.
    pub(super) fn note_use_of_function(&mut self, name: Value) {
        if self.vm.mutator.heap.symbol_slot(name, symbol::FUNCTION) == Value::UNBOUND {
            self.note(sym::UNDEFINED_FUNCTION, name);
        }
    }

    /// The form is a call of `%DEFINE-FUNCTION`, into which DEFUN expands, wherever it stands.
    pub(super) fn note_definition(&mut self, form: Root) {
        let heap = &self.vm.mutator.heap;
        let quoted = heap.car(heap.cdr(self.value(form)));
        // A name that is checked first is the last form of a PROGN.
        let quoted = if quoted.is_cons() && heap.car(quoted) == sym::PROGN {
            crate::packages::list_items(heap, quoted).last().copied().unwrap_or(Value::NIL)
        } else {
            quoted
        };
        if quoted.is_cons() && heap.car(quoted) == sym::QUOTE && heap.cdr(quoted).is_cons() {
            let name = heap.car(heap.cdr(quoted));
            self.note(sym::DEFUN, name);
        }
    }

    /// Global function `name` is called with `n_arguments`; notes when it does not take so many.
    pub(super) fn note_argument_count(&mut self, name: Value, n_arguments: usize) {
        if !self.takes_notes() {
            return;
        }
        let Some((least, most)) = self.argument_counts(name) else { return };
        if n_arguments < least || most.is_some_and(|most| n_arguments > most) {
            let heap = &mut self.vm.mutator.heap;
            let subject = heap.cons(name, Value::fixnum(n_arguments as i64));
            self.note(sym::PROGRAM_ERROR, subject);
        }
    }

    /// How many arguments the global function `name` takes at least and at most, if it is defined.
    fn argument_counts(&self, name: Value) -> Option<(usize, Option<usize>)> {
        let heap = &self.vm.mutator.heap;
        let function = heap.symbol_slot(name, symbol::FUNCTION);
        if heap.is(function, TypeCode::Builtin) {
            let row = heap.slot(function, builtin::INDEX).as_fixnum()?;
            let row: &Primitive = self.vm.mutator.builtins.get(usize::try_from(row).ok()?)?;
            return Some((row.required, (!row.rest).then_some(row.required + row.optional)));
        }
        if !heap.is(function, TypeCode::Closure) {
            return None;
        }
        let arity = heap.slot(heap.slot(function, closure::PROTOTYPE), prototype::ARITY);
        let arity = Arity::unpack(arity.as_fixnum()?);
        let positional = usize::from(arity.required) + usize::from(arity.optional);
        Some((usize::from(arity.required), (!arity.rest && !arity.keys).then_some(positional)))
    }
}

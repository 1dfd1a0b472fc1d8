//! Global declarations: what PROCLAIM and the defining macros tell the compiler.

use super::errors::program_error;
use super::function_forms::setf_function_symbol;
use crate::cycles::CycleWatch;
use crate::error::{LispError, Trap, type_error};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::flags;
use heapfmt::statics::sym;

/// Carries out a declaration specifier for the global environment.
pub(crate) fn proclaim(heap: &mut Heap, specifier: Value) -> Result<(), Trap> {
    if !specifier.is_cons() {
        return Err(program_error("A declaration specifier must be a list", specifier).into());
    }
    let kind = heap.car(specifier);
    let mut names = Vec::new();
    let (mut rest, mut cycle) = (heap.cdr(specifier), CycleWatch::default());
    while rest.is_cons() {
        if cycle.closes_at(rest) {
            return Err(LispError::CircularList { datum: specifier }.into());
        }
        names.push(heap.car(rest));
        rest = heap.cdr(rest);
    }
    if !rest.is_nil() {
        return Err(type_error(rest, sym::LIST));
    }
    match kind {
        sym::SPECIAL => {
            for &name in &names {
                proclaim_special(heap, name)?;
            }
        }
        sym::CONSTANT_DECLARATION => {
            for &name in &names {
                proclaim_special(heap, name)?;
                change_flags(heap, name, |bits| bits | flags::CONSTANT);
            }
        }
        sym::INLINE | sym::NOTINLINE => {
            for &name in &names {
                let symbol = function_symbol(heap, name)?;
                heap.set_symbol_info(symbol, sym::INLINE, Value::boolean(kind == sym::INLINE));
                change_flags(heap, symbol, |bits| {
                    if kind == sym::INLINE { bits & !flags::NOTINLINE } else { bits | flags::NOTINLINE }
                });
            }
        }
        // Types are not trusted, and qualities of optimization make no difference.
        _ => {}
    }
    Ok(())
}

fn proclaim_special(heap: &mut Heap, name: Value) -> Result<(), Trap> {
    if !heap.is_symbol(name) {
        return Err(program_error("Only symbols can be declared special", name).into());
    }
    let bits = heap.header(heap.symbol_object(name)).flags();
    if bits & (flags::GLOBAL | flags::SYMBOL_MACRO) != 0 {
        let message = "A global variable or symbol macro cannot be proclaimed special";
        return Err(program_error(message, name).into());
    }
    change_flags(heap, name, |bits| bits | flags::SPECIAL);
    Ok(())
}

/// Replaces the flags of a symbol.
pub(crate) fn change_flags(heap: &mut Heap, name: Value, change: impl FnOnce(u8) -> u8) {
    let object = heap.symbol_object(name);
    let header = heap.header(object);
    heap.set_header(object, header.with_flags(change(header.flags())));
}

/// The symbol whose function slot belongs to a function name.
pub(crate) fn function_symbol(heap: &mut Heap, name: Value) -> Result<Value, Trap> {
    if heap.is_symbol(name) {
        return Ok(name);
    }
    if name.is_cons() && heap.car(name) == sym::SETF && heap.cdr(name).is_cons() {
        let tail = heap.cdr(name);
        let place = heap.car(tail);
        if heap.cdr(tail).is_nil() && heap.is_symbol(place) {
            return Ok(setf_function_symbol(heap, place));
        }
    }
    Err(program_error("A function's name must be a symbol or (SETF symbol)", name).into())
}

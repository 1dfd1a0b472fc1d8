//! The virtual machine as Lisp sees it: values of variables, collection, backtraces, the end of the program.
//!
//! The variables' functions are no `pure` ones although they only read: their result changes with the program.

use super::arguments::non_nil;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Collection;
use crate::mutator::Mutator;
use crate::vm::{Unwind, Vm, introspection};
use heapfmt::Value;
use heapfmt::layout::{self, Header, TypeCode, flags, weak_pointer};
use heapfmt::statics::{root, sym};

primitives! {
    pub(super) static VM = {
        /// Returns the value of the variable SYMBOL: its innermost dynamic binding, or its global value.
        effect "COMMON-LISP:SYMBOL-VALUE" "symbol" => symbol_value;
        /// Sets the innermost dynamic binding, or the global value, of the variable SYMBOL to VALUE.
        effect "COMMON-LISP:SET" "symbol value" => set;
        /// Returns T if the variable SYMBOL has a value.
        effect "COMMON-LISP:BOUNDP" "symbol" => boundp;
        /// Takes the value of the variable SYMBOL away.
        effect "COMMON-LISP:MAKUNBOUND" "symbol" => makunbound;
        /// Returns the global value of the variable SYMBOL, which no dynamic binding hides.
        effect "SYSTEM:%SYMBOL-VALUE-GLOBAL" "symbol" => global_value;
        /// Sets the global value of the variable SYMBOL.
        effect "SYSTEM:%SET-SYMBOL-VALUE-GLOBAL" "symbol value" => set_global_value;
        /// Collects garbage: young objects, or everything but the image when FULL is true. Returns the number of bytes
        /// in use.
        nested "SYSTEM:%GC" "&optional full" => collect_garbage;
        /// Returns, in bytes, microseconds and numbers: the size of all objects outside the image, what can be allocated
        /// before the next collection, the size of the image, the number of collections, what they freed and how long
        /// they took, and what has been allocated so far.
        effect "SYSTEM:%HEAP-STATISTICS" "" => heap_statistics;
        /// Lets the heap grow to BYTES bytes beyond its image. Returns the limit before.
        effect "SYSTEM:%SET-HEAP-LIMIT" "bytes" => set_heap_limit;
        /// Lets the stack grow to WORDS words. Returns the limit before.
        nested "SYSTEM:%SET-STACK-LIMIT" "words" => set_stack_limit;
        /// Makes every Nth safepoint collect; NIL or 0 ends it.
        nested "SYSTEM:%SET-GC-STRESS" "n" => set_gc_stress;
        /// Returns a list of the innermost LIMIT frames, each (NAME ARGUMENTS LINE FILE SYSTEM).
        nested "SYSTEM:%BACKTRACE" "&optional limit" => backtrace;
        /// Returns the name of the operator that an error signalled by the calling function is of, or NIL: that of the
        /// outermost function which COMMON-LISP or EXT exports, where only the system's own code lies between. With MACRO
        /// that of the innermost macro, if there is one.
        nested "SYSTEM:%SIGNALLING-OPERATOR" "&optional macro" => signalling_operator;
        /// Ends the program with exit code CODE, after the cleanup forms of everything that is under way.
        effect "SYSTEM:%EXIT" "code" => exit;
        /// Returns the name of FUNCTION: a symbol, a list, a string, or NIL.
        effect "SYSTEM:%FUNCTION-NAME" "function" => function_name;
        /// Returns the lambda list of FUNCTION, that of a builtin as a string.
        effect "SYSTEM:%FUNCTION-LAMBDA-LIST" "function" => function_lambda_list;
        /// Has FUNCTION called with OBJECT once nothing else refers to OBJECT.
        effect "EXT:FINALIZE" "object function" => finalize;
        /// Asks for a collection of the whole dynamic heap at the next function entry.
        effect "SYSTEM:%REQUEST-COLLECTION" "" => request_collection;
        /// Returns a weak pointer to OBJECT.
        alloc "EXT:MAKE-WEAK-POINTER" "object" => make_weak_pointer;
        /// Returns T if OBJECT is a weak pointer.
        pure "EXT:WEAK-POINTER-P" "object" => weak_pointer_p;
        /// Returns the object that POINTER refers to and T, or NIL and NIL when it is gone.
        effect "EXT:WEAK-POINTER-VALUE" "pointer" => weak_pointer_value;
    }
}

fn set_heap_limit(m: &mut Mutator, [bytes]: [Value; 1]) -> PrimitiveResult {
    let limit = bytes.as_fixnum().and_then(|bytes| usize::try_from(bytes).ok());
    let limit = limit.ok_or_else(|| non_limit(bytes))?;
    let before = m.heap.memory_limit();
    m.heap.set_memory_limit(limit);
    Ok(Value::fixnum(before as i64))
}

fn set_stack_limit(vm: &mut Vm, [words]: [Value; 1]) -> Result<Value, Unwind> {
    let limit = words.as_fixnum().and_then(|words| usize::try_from(words).ok());
    let limit = limit.ok_or_else(|| non_limit(words))?;
    Ok(Value::fixnum(vm.set_stack_limit(limit) as i64))
}

/// The error of a limit that is no small non-negative integer.
fn non_limit(value: Value) -> LispError {
    LispError::Type { datum: value, expected: sym::UNSIGNED_BYTE }
}

fn symbol(m: &Mutator, value: Value) -> PrimitiveResult {
    if m.heap.is_symbol(value) { Ok(value) } else { Err(type_error(value, sym::SYMBOL)) }
}

fn symbol_value(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = symbol(m, name)?;
    match m.variable_value(name) {
        Value::UNBOUND => Err(LispError::UnboundVariable { name }.into()),
        value => Ok(value),
    }
}

/// The symbol, if it is a variable that may be changed.
fn assignable(m: &Mutator, name: Value) -> Result<Value, Trap> {
    let name = symbol(m, name)?;
    if m.heap.header(m.heap.symbol_object(name)).flags() & flags::CONSTANT != 0 {
        let message = "the value of a constant cannot be changed".to_owned();
        return Err(LispError::Program { message, datum: name }.into());
    }
    Ok(name)
}

fn set(m: &mut Mutator, [name, value]: [Value; 2]) -> PrimitiveResult {
    let name = assignable(m, name)?;
    m.set_variable_value(name, value);
    Ok(value)
}

fn boundp(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = symbol(m, name)?;
    Ok(Value::boolean(m.variable_value(name) != Value::UNBOUND))
}

fn makunbound(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = assignable(m, name)?;
    m.set_variable_value(name, Value::UNBOUND);
    Ok(name)
}

fn global_value(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = symbol(m, name)?;
    match m.heap.symbol_slot(name, layout::symbol::VALUE) {
        Value::UNBOUND => Err(LispError::UnboundVariable { name }.into()),
        value => Ok(value),
    }
}

fn set_global_value(m: &mut Mutator, [name, value]: [Value; 2]) -> PrimitiveResult {
    let name = assignable(m, name)?;
    m.heap.set_symbol_slot(name, layout::symbol::VALUE, value);
    Ok(value)
}

fn collect_garbage(vm: &mut Vm, [full]: [Value; 1]) -> Result<Value, Unwind> {
    let collection = if non_nil(full).is_some() { Collection::Full } else { Collection::Minor };
    let outcome = vm.collect(collection);
    Ok(Value::fixnum(outcome.bytes_in_use as i64))
}

fn set_gc_stress(vm: &mut Vm, [n]: [Value; 1]) -> Result<Value, Unwind> {
    let n = n.as_fixnum().and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    vm.set_gc_stress(n);
    Ok(Value::NIL)
}

fn backtrace(vm: &mut Vm, [limit]: [Value; 1]) -> Result<Value, Unwind> {
    let limit = limit.as_fixnum().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    Ok(vm.backtrace(limit))
}

fn signalling_operator(vm: &mut Vm, [prefers_macro]: [Value; 1]) -> Result<Value, Unwind> {
    Ok(vm.signalling_operator(non_nil(prefers_macro).is_some()))
}

fn exit(_m: &mut Mutator, [code]: [Value; 1]) -> PrimitiveResult {
    match code.as_fixnum().map(u8::try_from) {
        Some(Ok(code)) => Err(Trap::Exit { code }),
        Some(Err(_)) => Err(LispError::Index { datum: code, limit: 256 }.into()),
        None => Err(type_error(code, sym::INTEGER)),
    }
}

fn function_name(m: &mut Mutator, [function]: [Value; 1]) -> PrimitiveResult {
    if !function.is_function() {
        return Err(type_error(function, sym::FUNCTION));
    }
    Ok(introspection::function_name(&m.heap, function))
}

fn function_lambda_list(m: &mut Mutator, [function]: [Value; 1]) -> PrimitiveResult {
    if !function.is_function() {
        return Err(type_error(function, sym::FUNCTION));
    }
    Ok(introspection::function_lambda_list(&m.heap, function))
}

fn finalize(m: &mut Mutator, [object, function]: [Value; 2]) -> PrimitiveResult {
    let pair = m.heap.cons(object, function);
    let list = m.heap.cons(pair, m.heap.root(root::FINALIZERS));
    m.heap.set_root(root::FINALIZERS, list);
    Ok(Value::NIL)
}

fn request_collection(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    m.heap.request_full_collection();
    Ok(Value::NIL)
}

fn make_weak_pointer(m: &mut Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    let pointer = m.heap.allocate(Header::new(TypeCode::WeakPointer));
    m.heap.initialize_slot(pointer, weak_pointer::TARGET, object);
    Ok(pointer)
}

fn weak_pointer_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::WeakPointer)))
}

fn weak_pointer_value(m: &mut Mutator, [pointer]: [Value; 1]) -> PrimitiveResult {
    if !m.heap.is(pointer, TypeCode::WeakPointer) {
        return Err(type_error(pointer, sym::WEAK_POINTER));
    }
    Ok(match m.heap.slot(pointer, weak_pointer::TARGET) {
        Value::EMPTY => m.return_values(&[Value::NIL, Value::NIL]),
        target => m.return_values(&[target, sym::T]),
    })
}

fn heap_statistics(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let statistics = m.heap.statistics();
    let values = [
        statistics.bytes_of_objects,
        statistics.bytes_until_collection,
        statistics.image_bytes,
        statistics.n_collections,
        statistics.bytes_freed,
        u64::try_from(statistics.duration.as_micros()).unwrap_or(u64::MAX),
        statistics.bytes_allocated,
    ]
    .map(|number| crate::numbers::integer::from_u64(&mut m.heap, number));
    Ok(m.return_values(&values))
}

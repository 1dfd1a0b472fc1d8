//! Symbols (CLHS chapter 10): names, property lists, function cells, and what the system knows about them.
//!
//! Values and bindings of variables are the virtual machine's, macros the compiler's.

use super::arguments::{non_nil, string, string_designator};
use crate::cycles::CycleWatch;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::packages;
use heapfmt::Value;
use heapfmt::layout::{TypeCode, cons, flags, symbol};
use heapfmt::statics::{root, sym};

primitives! {
    pub(super) static SYMBOLS = {
        /// Returns true if OBJECT is a symbol.
        pure "COMMON-LISP:SYMBOLP" "object" => symbolp;
        /// Returns true if OBJECT is a keyword.
        pure "COMMON-LISP:KEYWORDP" "object" => keywordp;
        /// Returns the name of SYMBOL.
        pure "COMMON-LISP:SYMBOL-NAME" "symbol" => symbol_name;
        /// Returns the home package of SYMBOL, or NIL.
        pure "COMMON-LISP:SYMBOL-PACKAGE" "symbol" => symbol_package;
        /// Returns a new symbol without home package.
        alloc "COMMON-LISP:MAKE-SYMBOL" "name" => make_symbol;
        /// Returns a new symbol of the name of SYMBOL, with its value, function and properties if COPY-PROPERTIES.
        alloc "COMMON-LISP:COPY-SYMBOL" "symbol &optional copy-properties" => copy_symbol;
        /// Returns a new symbol whose name is PREFIX and a number; PREFIX may be that number.
        effect "COMMON-LISP:GENSYM" "&optional prefix" => gensym;
        /// Returns a symbol whose name is PREFIX and a number, fresh in PACKAGE.
        effect "COMMON-LISP:GENTEMP" "&optional prefix package" => gentemp;
        /// Returns the property list of SYMBOL.
        pure "COMMON-LISP:SYMBOL-PLIST" "symbol" => symbol_plist;
        /// Replaces the property list of SYMBOL and returns it.
        effect "SYSTEM:%SET-SYMBOL-PLIST" "symbol plist" => set_symbol_plist;
        /// Returns a property of SYMBOL, or DEFAULT.
        pure "COMMON-LISP:GET" "symbol indicator &optional default" => get;
        /// Sets a property of SYMBOL and returns its value.
        effect "SYSTEM:%PUT" "symbol indicator value" => put;
        /// Removes a property of SYMBOL and returns true if there was one.
        effect "COMMON-LISP:REMPROP" "symbol indicator" => remprop;
        /// Returns what the system knows about SYMBOL under KEY, or NIL.
        pure "SYSTEM:%SYMBOL-INFO" "symbol key" => symbol_info;
        /// Sets what the system knows about SYMBOL under KEY.
        effect "SYSTEM:%SET-SYMBOL-INFO" "symbol key value" => set_symbol_info;
        /// Returns true if SYMBOL names a constant.
        pure "SYSTEM:%CONSTANT-SYMBOL-P" "symbol" => constant_symbol_p;
        /// Returns true if SYMBOL is proclaimed special.
        pure "SYSTEM:%SPECIAL-SYMBOL-P" "symbol" => special_symbol_p;
        /// Returns what the function cell of SYMBOL holds; an error when it is empty.
        effect "COMMON-LISP:SYMBOL-FUNCTION" "symbol" => symbol_function;
        /// Stores FUNCTION in the function cell of SYMBOL.
        effect "SYSTEM:%SET-SYMBOL-FUNCTION" "symbol function" => set_symbol_function;
        /// Returns true if NAME, a symbol or a list (SETF symbol), has a function, macro or special operator.
        pure "COMMON-LISP:FBOUNDP" "name" => fboundp;
        /// Makes NAME have no function.
        effect "SYSTEM:%FMAKUNBOUND" "name" => fmakunbound;
        /// Returns the function of NAME, a symbol or a list (SETF symbol).
        effect "COMMON-LISP:FDEFINITION" "name" => fdefinition;
        /// Sets the function of NAME, a symbol or a list (SETF symbol).
        effect "SYSTEM:%SET-FDEFINITION" "name function" => set_fdefinition;
        /// Returns true if SYMBOL names a special operator.
        pure "COMMON-LISP:SPECIAL-OPERATOR-P" "symbol" => special_operator_p;
    }
}

fn check(m: &Mutator, value: Value) -> Result<Value, Trap> {
    if m.heap.is_symbol(value) { Ok(value) } else { Err(type_error(value, sym::SYMBOL)) }
}

fn symbolp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is_symbol(object)))
}

fn keywordp(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    let is_keyword = m.heap.is_symbol(object) && {
        let package = m.heap.symbol_slot(object, symbol::PACKAGE);
        !package.is_nil() && packages::is_keyword_package(&m.heap, package)
    };
    Ok(Value::boolean(is_keyword))
}

fn symbol_name(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.symbol_slot(check(m, name)?, symbol::NAME))
}

fn symbol_package(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.symbol_slot(check(m, name)?, symbol::PACKAGE))
}

fn make_symbol(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let text = string(&m.heap, name)?.text(&m.heap);
    let name = m.heap.string(&text);
    Ok(m.heap.uninterned_symbol(name))
}

fn copy_symbol(m: &mut Mutator, [original, copy_properties]: [Value; 2]) -> PrimitiveResult {
    let name = m.heap.symbol_slot(check(m, original)?, symbol::NAME);
    let copy = m.heap.uninterned_symbol(name);
    if non_nil(copy_properties).is_some() {
        let value = m.variable_value(original);
        m.heap.set_slot(copy, symbol::VALUE, value);
        let function = m.heap.symbol_slot(original, symbol::FUNCTION);
        m.heap.set_slot(copy, symbol::FUNCTION, function);
        let plist = packages::list_items(&m.heap, m.heap.symbol_slot(original, symbol::PLIST));
        let plist = m.heap.list(&plist);
        m.heap.set_slot(copy, symbol::PLIST, plist);
    }
    Ok(copy)
}

/// The value of *GENSYM-COUNTER* as decimal digits; it is counted on.
fn count_on(m: &mut Mutator) -> Result<String, Trap> {
    let value = m.variable_value(sym::GENSYM_COUNTER);
    let text = digits(&m.heap, value)?;
    let next = crate::numbers::add(m, value, Value::fixnum(1))?;
    m.set_variable_value(sym::GENSYM_COUNTER, next);
    Ok(text)
}

/// The digits of an integer that is not negative.
fn digits(heap: &Heap, value: Value) -> Result<String, Trap> {
    crate::numbers::integer::to_text(heap, value, 10)
        .filter(|text| !text.starts_with('-'))
        .ok_or_else(|| type_error(value, sym::UNSIGNED_BYTE))
}

fn gensym(m: &mut Mutator, [prefix]: [Value; 1]) -> PrimitiveResult {
    let name = if prefix == Value::UNSUPPLIED {
        format!("G{}", count_on(m)?)
    } else if crate::numbers::integer::is_integer(&m.heap, prefix) {
        format!("G{}", digits(&m.heap, prefix)?)
    } else {
        let prefix = string(&m.heap, prefix)?.text(&m.heap);
        format!("{prefix}{}", count_on(m)?)
    };
    let name = m.heap.string(&name);
    Ok(m.heap.uninterned_symbol(name))
}

fn gentemp(m: &mut Mutator, [prefix, package]: [Value; 2]) -> PrimitiveResult {
    let prefix = match prefix {
        Value::UNSUPPLIED => "T".to_owned(),
        prefix => string(&m.heap, prefix)?.text(&m.heap),
    };
    let package = super::packages::optional_package(m, package)?;
    loop {
        let number = m.heap.root(root::NEXT_GENTEMP_NUMBER).as_fixnum().expect("the root counts names");
        m.heap.set_root(root::NEXT_GENTEMP_NUMBER, Value::fixnum(number + 1));
        let name = format!("{prefix}{number}");
        if packages::find_symbol(&m.heap, &name, package).is_none() {
            return Ok(packages::intern(&mut m.heap, &name, package));
        }
    }
}

fn symbol_plist(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.symbol_slot(check(m, name)?, symbol::PLIST))
}

fn set_symbol_plist(m: &mut Mutator, [name, plist]: [Value; 2]) -> PrimitiveResult {
    check(m, name)?;
    if !plist.is_list() {
        return Err(type_error(plist, sym::LIST));
    }
    m.heap.set_symbol_slot(name, symbol::PLIST, plist);
    Ok(plist)
}

/// The cons whose car is the value of a property.
fn find_property(m: &Mutator, name: Value, indicator: Value) -> Result<Option<Value>, Trap> {
    let plist = m.heap.symbol_slot(name, symbol::PLIST);
    let (mut rest, mut cycle) = (plist, CycleWatch::default());
    while rest.is_cons() {
        if cycle.closes_at(rest) {
            return Err(LispError::CircularList { datum: plist }.into());
        }
        let place = m.heap.cdr(rest);
        if !place.is_cons() {
            return Ok(None);
        }
        if m.heap.car(rest) == indicator {
            return Ok(Some(place));
        }
        rest = m.heap.cdr(place);
    }
    Ok(None)
}

fn get(m: &Mutator, [name, indicator, default]: [Value; 3]) -> PrimitiveResult {
    let missing = if default == Value::UNSUPPLIED { Value::NIL } else { default };
    Ok(find_property(m, check(m, name)?, indicator)?.map_or(missing, |place| m.heap.car(place)))
}

fn put(m: &mut Mutator, [name, indicator, value]: [Value; 3]) -> PrimitiveResult {
    if let Some(place) = find_property(m, check(m, name)?, indicator)? {
        m.heap.set_slot(place, cons::CAR, value);
    } else {
        let plist = m.heap.symbol_slot(name, symbol::PLIST);
        let plist = m.heap.list_with_tail(&[indicator, value], plist);
        m.heap.set_symbol_slot(name, symbol::PLIST, plist);
    }
    Ok(value)
}

fn remprop(m: &mut Mutator, [name, indicator]: [Value; 2]) -> PrimitiveResult {
    check(m, name)?;
    if find_property(m, name, indicator)?.is_none() {
        return Ok(Value::NIL);
    }
    let mut before = Value::NIL;
    let mut rest = m.heap.symbol_slot(name, symbol::PLIST);
    while rest.is_cons() {
        let place = m.heap.cdr(rest);
        if !place.is_cons() {
            break;
        }
        let next = m.heap.cdr(place);
        if m.heap.car(rest) == indicator {
            if before.is_nil() {
                m.heap.set_symbol_slot(name, symbol::PLIST, next);
            } else {
                m.heap.set_slot(before, cons::CDR, next);
            }
            return Ok(sym::T);
        }
        before = place;
        rest = next;
    }
    Ok(Value::NIL)
}

fn symbol_info(m: &Mutator, [name, key]: [Value; 2]) -> PrimitiveResult {
    Ok(m.heap.symbol_info(check(m, name)?, key).unwrap_or(Value::NIL))
}

fn set_symbol_info(m: &mut Mutator, [name, key, value]: [Value; 3]) -> PrimitiveResult {
    check(m, name)?;
    m.heap.set_symbol_info(name, key, value);
    Ok(value)
}

fn has_flag(m: &Mutator, name: Value, flag: u8) -> PrimitiveResult {
    let object = m.heap.symbol_object(check(m, name)?);
    Ok(Value::boolean(m.heap.header(object).flags() & flag != 0))
}

fn constant_symbol_p(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    has_flag(m, name, flags::CONSTANT)
}

fn special_symbol_p(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    has_flag(m, name, flags::SPECIAL)
}

fn symbol_function(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    match m.heap.symbol_slot(check(m, name)?, symbol::FUNCTION) {
        Value::UNBOUND => Err(LispError::UndefinedFunction { name }.into()),
        function => Ok(function),
    }
}

fn set_symbol_function(m: &mut Mutator, [name, function]: [Value; 2]) -> PrimitiveResult {
    check(m, name)?;
    if !function.is_function() && !m.heap.is(function, TypeCode::Macro) {
        return Err(type_error(function, sym::FUNCTION));
    }
    if m.heap.is(m.heap.symbol_slot(name, symbol::FUNCTION), TypeCode::SpecialOperator) {
        let message = "a special operator cannot be redefined".to_owned();
        return Err(LispError::Program { message, datum: name }.into());
    }
    m.heap.set_symbol_slot(name, symbol::FUNCTION, function);
    Ok(function)
}

/// The symbol whose function cell belongs to a function name; `None` for a (SETF x) that has none yet.
pub(super) fn cell_symbol(m: &Mutator, name: Value) -> Result<Option<Value>, Trap> {
    if m.heap.is_symbol(name) {
        return Ok(Some(name));
    }
    Ok(m.heap.symbol_info(setf_target(m, name)?, sym::SETF_FUNCTION))
}

/// The x of (SETF x).
fn setf_target(m: &Mutator, name: Value) -> Result<Value, Trap> {
    let heap = &m.heap;
    let is_setf = name.is_cons()
        && heap.car(name) == sym::SETF
        && heap.cdr(name).is_cons()
        && heap.cdr(heap.cdr(name)).is_nil()
        && heap.is_symbol(heap.car(heap.cdr(name)));
    if is_setf { Ok(heap.car(heap.cdr(name))) } else { Err(type_error(name, sym::SYMBOL)) }
}

/// As [`cell_symbol`]; the symbol is made when there is none.
fn cell_symbol_made(m: &mut Mutator, name: Value) -> PrimitiveResult {
    if m.heap.is_symbol(name) {
        return Ok(name);
    }
    let target = setf_target(m, name)?;
    setf_symbol(m, [target])
}

fn setf_symbol(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    if let Some(found) = m.heap.symbol_info(check(m, name)?, sym::SETF_FUNCTION) {
        return Ok(found);
    }
    let text = format!("(SETF {})", m.heap.symbol_name(name));
    let text = m.heap.string(&text);
    let holder = m.heap.uninterned_symbol(text);
    m.heap.set_symbol_info(name, sym::SETF_FUNCTION, holder);
    Ok(holder)
}

fn fboundp(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let is_bound = cell_symbol(m, name)?
        .is_some_and(|cell| m.heap.symbol_slot(cell, symbol::FUNCTION) != Value::UNBOUND);
    Ok(Value::boolean(is_bound))
}

fn fmakunbound(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    if let Some(cell) = cell_symbol(m, name)? {
        if m.heap.is(m.heap.symbol_slot(cell, symbol::FUNCTION), TypeCode::SpecialOperator) {
            let message = "a special operator cannot be removed".to_owned();
            return Err(LispError::Program { message, datum: name }.into());
        }
        m.heap.set_symbol_slot(cell, symbol::FUNCTION, Value::UNBOUND);
    }
    Ok(name)
}

fn fdefinition(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    match cell_symbol(m, name)?.map(|cell| m.heap.symbol_slot(cell, symbol::FUNCTION)) {
        None | Some(Value::UNBOUND) => Err(LispError::UndefinedFunction { name }.into()),
        Some(function) => Ok(function),
    }
}

fn set_fdefinition(m: &mut Mutator, [name, function]: [Value; 2]) -> PrimitiveResult {
    let cell = cell_symbol_made(m, name)?;
    set_symbol_function(m, [cell, function])
}

fn special_operator_p(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let function = m.heap.symbol_slot(check(m, name)?, symbol::FUNCTION);
    Ok(Value::boolean(m.heap.is(function, TypeCode::SpecialOperator)))
}

/// The name that a string designator means, as Rust text.
pub(super) fn designated_name(m: &mut Mutator, designator: Value) -> Result<String, Trap> {
    Ok(string_designator(&mut m.heap, designator)?.text(&m.heap))
}

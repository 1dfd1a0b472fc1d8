//! The keyword arguments of `ext:saveinitmem` as an application's properties.
//!
//! Which keywords there are, and their types, is [`heapfmt::meta`]'s table; this file only turns Lisp values into
//! its values.

use crate::error::{LispError, Trap, type_error};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::meta::{Application, ExecutableMode, Property, PropertyType, PropertyValue, Scope};
use heapfmt::statics::sym;

/// Reads a property list whose keys are saveinitmem's keywords. NIL stands for "not given", except for
/// booleans.
pub(super) fn application(heap: &mut Heap, properties: Value) -> Result<Application, Trap> {
    let mut application = Application::default();
    let mut rest = properties;
    while rest.is_cons() {
        let (key, value) = (heap.car(rest), heap.car(heap.cdr(rest)));
        rest = heap.cdr(heap.cdr(rest));
        if !heap.is_symbol(key) {
            return Err(type_error(key, sym::SYMBOL));
        }
        let Some(property) = Property::from_keyword(&heap.symbol_name(key)) else {
            return Err(
                LispError::Program { message: "SAVEINITMEM has no such keyword".into(), datum: key }.into()
            );
        };
        // The first of several equal keywords counts.
        if property.info().scope == Scope::Saving || application.get(property).is_some() {
            continue;
        }
        if let Some(value) = property_value(heap, property, value)? {
            application.set(property, value).expect("the value was made for the property's type");
        }
    }
    Ok(application)
}

fn property_value(heap: &Heap, property: Property, value: Value) -> Result<Option<PropertyValue>, Trap> {
    Ok(Some(match property.info().value_type {
        PropertyType::Boolean => PropertyValue::Boolean(!value.is_nil()),
        PropertyType::Executable => PropertyValue::Executable(match value {
            Value::NIL => ExecutableMode::None,
            _ if value.as_fixnum() == Some(0) => ExecutableMode::Delegating,
            _ => ExecutableMode::RuntimeOptions,
        }),
        _ if value.is_nil() => return Ok(None),
        PropertyType::Text => match name(heap, value) {
            Some(text) => PropertyValue::Text(text),
            // A function without a name starts the program all the same; META has nothing to tell about it.
            None if property == Property::InitFunction && value.is_function() => return Ok(None),
            None => return Err(type_error(value, sym::STRING)),
        },
        PropertyType::TextList => {
            let mut texts = Vec::new();
            let mut rest = value;
            while rest.is_cons() {
                let item = heap.car(rest);
                texts.push(name(heap, item).ok_or_else(|| type_error(item, sym::STRING))?);
                rest = heap.cdr(rest);
            }
            PropertyValue::TextList(texts)
        }
    }))
}

/// The text of a string, or the name of a symbol or package.
fn name(heap: &Heap, value: Value) -> Option<String> {
    if heap.is_simple_string(value) {
        Some(heap.string_text(value))
    } else if heap.is_symbol(value) {
        Some(heap.symbol_name(value))
    } else if heap.is(value, TypeCode::Package) {
        Some(heap.string_text(heap.slot(value, heapfmt::layout::package::NAME)))
    } else {
        None
    }
}

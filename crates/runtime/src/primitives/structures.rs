//! Structures and their layouts (CLHS chapter 8): what DEFSTRUCT expands into.
//!
//! A layout lists its ancestors by depth, so whether an object is of a type is one comparison, whatever the depth of
//! the hierarchy.

use crate::error::{LispError, PrimitiveResult, type_error};
use crate::heap::Heap;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, flags, layout, structure};
use heapfmt::statics::{root, sym};

primitives! {
    pub(super) static STRUCTURES = {
        /// Returns a new layout named NAME, whose instances are instances of PARENT, a layout or NIL, too. SLOTS is a
        /// simple vector with a description for each slot, inherited ones first.
        effect "SYSTEM:%MAKE-LAYOUT" "name parent slots" => make_layout;
        /// Makes EQUAL compare the structures of LAYOUT by their slots.
        effect "SYSTEM:%COMPARE-BY-SLOTS" "layout" => compare_by_slots;
        /// Makes the structures of LAYOUT objects of a built-in class, no objects of type STRUCTURE-OBJECT.
        effect "SYSTEM:%MAKE-BUILT-IN-CLASS" "layout" => make_built_in_class;
        /// Returns whether the structures of LAYOUT are objects of a built-in class.
        pure "SYSTEM:%BUILT-IN-CLASS-P" "layout" => built_in_class_p;
        /// Returns the layout of a structure.
        pure "SYSTEM:%LAYOUT-OF" "structure" => layout_of;
        /// Returns the name of a layout.
        pure "SYSTEM:%LAYOUT-NAME" "layout" => layout_name;
        /// Returns the layout that a layout includes, or NIL.
        pure "SYSTEM:%LAYOUT-PARENT" "layout" => layout_parent;
        /// Returns the simple vector of a layout's slot descriptions.
        pure "SYSTEM:%LAYOUT-SLOTS" "layout" => layout_slots;
        /// Gives a layout other descriptions of as many slots.
        effect "SYSTEM:%SET-LAYOUT-SLOTS" "layout slots" => set_layout_slots;
        /// Returns whether the structures of LAYOUT are structures of ANCESTOR too.
        pure "SYSTEM:%LAYOUT-INCLUDES-P" "layout ancestor" => layout_includes_p;
        /// Returns a new structure with the values of all its slots.
        alloc "SYSTEM:%MAKE-STRUCTURE" "layout &rest values" => rest make_structure;
        /// Returns whether OBJECT is a structure.
        pure "SYSTEM:%STRUCTUREP" "object" => structurep;
        /// Returns whether OBJECT is a structure and of no built-in class.
        pure "SYSTEM:%STRUCTURE-OBJECT-P" "object" => structure_object_p;
        /// Returns whether OBJECT is a structure of LAYOUT or of one below it.
        pure "SYSTEM:%INSTANCE-OF-P" "object layout" => instance_of_p;
        /// Returns slot INDEX of STRUCTURE, which must be of LAYOUT.
        pure "SYSTEM:%STRUCTURE-REF" "structure layout index" => structure_ref;
        /// Stores VALUE in slot INDEX of STRUCTURE, which must be of LAYOUT, and returns it.
        effect "SYSTEM:%STRUCTURE-SET" "structure layout index value" => structure_set;
        /// Returns a copy of STRUCTURE with the same slot values.
        alloc "COMMON-LISP:COPY-STRUCTURE" "structure" => copy_structure;
    }
}

fn check_layout(heap: &Heap, value: Value) -> Result<Value, crate::error::Trap> {
    if heap.is(value, TypeCode::Layout) { Ok(value) } else { Err(type_error(value, sym::LAYOUT)) }
}

fn check_structure(heap: &Heap, value: Value) -> Result<Value, crate::error::Trap> {
    if heap.is(value, TypeCode::Structure) {
        Ok(value)
    } else {
        Err(type_error(value, sym::STRUCTURE_OBJECT))
    }
}

/// Whether `object` is a structure whose layout is `of` or has it as an ancestor.
fn is_instance(heap: &Heap, object: Value, of: Value) -> bool {
    if !heap.is(object, TypeCode::Structure) {
        return false;
    }
    let own = heap.slot(object, structure::LAYOUT);
    if own == of {
        return true;
    }
    let ancestors = heap.slot(own, layout::ANCESTORS);
    let depth = heap.slot(of, layout::DEPTH).fixnum_unchecked() as usize;
    depth < heap.count(ancestors) && heap.element(ancestors, depth) == of
}

fn layout_includes_p(m: &Mutator, [of, ancestor]: [Value; 2]) -> PrimitiveResult {
    let ancestors = m.heap.slot(check_layout(&m.heap, of)?, layout::ANCESTORS);
    let depth = m.heap.slot(check_layout(&m.heap, ancestor)?, layout::DEPTH).fixnum_unchecked() as usize;
    Ok(Value::boolean(depth < m.heap.count(ancestors) && m.heap.element(ancestors, depth) == ancestor))
}

pub(crate) fn make_layout(m: &mut Mutator, [name, parent, slots]: [Value; 3]) -> PrimitiveResult {
    if !m.heap.is(slots, TypeCode::SimpleVector) {
        return Err(type_error(slots, sym::SIMPLE_VECTOR));
    }
    let mut ancestors = Vec::new();
    if !parent.is_nil() {
        check_layout(&m.heap, parent)?;
        ancestors.extend_from_slice(m.heap.elements(m.heap.slot(parent, layout::ANCESTORS)));
    }
    let heap = &mut m.heap;
    let object = heap.allocate(Header::new(TypeCode::Layout));
    let depth = ancestors.len();
    ancestors.push(object);
    let ancestors = heap.simple_vector_of(&ancestors);
    let id = register(heap, object);
    heap.set_slot(object, layout::NAME, name);
    heap.set_slot(object, layout::ANCESTORS, ancestors);
    heap.set_slot(object, layout::SLOTS, slots);
    heap.set_slot(object, layout::ID, Value::fixnum(id as i64));
    heap.set_slot(object, layout::DEPTH, Value::fixnum(depth as i64));
    Ok(object)
}

/// Enters a layout in the root table, which doubles when it is full, and returns its id. Slot 0 of the table counts the
/// ids given so far.
fn register(heap: &mut Heap, object: Value) -> usize {
    let mut table = heap.root(root::LAYOUTS);
    if table.is_nil() {
        table = heap.simple_vector(64, Value::NIL);
        heap.set_element(table, 0, Value::fixnum(0));
        heap.set_root(root::LAYOUTS, table);
    }
    let id = heap.element(table, 0).fixnum_unchecked() as usize + 1;
    if id == heap.count(table) {
        let larger = heap.simple_vector(2 * id, Value::NIL);
        for index in 0..id {
            let layout = heap.element(table, index);
            heap.set_element(larger, index, layout);
        }
        heap.set_root(root::LAYOUTS, larger);
        table = larger;
    }
    heap.set_element(table, 0, Value::fixnum(id as i64));
    heap.set_element(table, id, object);
    id
}

fn set_layout_flag(m: &mut Mutator, of: Value, flag: u8) -> PrimitiveResult {
    check_layout(&m.heap, of)?;
    let header = m.heap.header(of);
    m.heap.set_header(of, header.with_flags(header.flags() | flag));
    Ok(of)
}

fn compare_by_slots(m: &mut Mutator, [of]: [Value; 1]) -> PrimitiveResult {
    set_layout_flag(m, of, flags::COMPARED_BY_SLOTS)
}

fn make_built_in_class(m: &mut Mutator, [of]: [Value; 1]) -> PrimitiveResult {
    set_layout_flag(m, of, flags::BUILT_IN_CLASS)
}

fn is_built_in_class(heap: &Heap, layout: Value) -> bool {
    heap.header(layout).flags() & flags::BUILT_IN_CLASS != 0
}

fn built_in_class_p(m: &Mutator, [of]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_built_in_class(&m.heap, check_layout(&m.heap, of)?)))
}

/// Whether `object` is of type STRUCTURE-OBJECT.
fn is_structure_object(heap: &Heap, object: Value) -> bool {
    heap.is(object, TypeCode::Structure) && !is_built_in_class(heap, heap.slot(object, structure::LAYOUT))
}

fn layout_of(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.slot(check_structure(&m.heap, object)?, structure::LAYOUT))
}

fn layout_name(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.slot(check_layout(&m.heap, object)?, layout::NAME))
}

fn layout_parent(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    let ancestors = m.heap.slot(check_layout(&m.heap, object)?, layout::ANCESTORS);
    let depth = m.heap.count(ancestors) - 1;
    Ok(if depth == 0 { Value::NIL } else { m.heap.element(ancestors, depth - 1) })
}

fn layout_slots(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(m.heap.slot(check_layout(&m.heap, object)?, layout::SLOTS))
}

fn set_layout_slots(m: &mut Mutator, [of, slots]: [Value; 2]) -> PrimitiveResult {
    let old = m.heap.slot(check_layout(&m.heap, of)?, layout::SLOTS);
    if !m.heap.is(slots, TypeCode::SimpleVector) || m.heap.count(slots) != m.heap.count(old) {
        return Err(type_error(slots, sym::SIMPLE_VECTOR));
    }
    m.heap.set_slot(of, layout::SLOTS, slots);
    Ok(slots)
}

fn new_structure(heap: &mut Heap, of: Value, values: &[Value]) -> Value {
    let id = heap.slot(of, layout::ID).fixnum_unchecked() as u32;
    let header = Header::new(TypeCode::Structure).with_layout_id(id);
    let object = heap.allocate_counted(header, values.len() + 1, Value::NIL);
    heap.set_slot(object, structure::LAYOUT, of);
    for (index, &value) in values.iter().enumerate() {
        heap.set_slot(object, structure::SLOTS + index, value);
    }
    object
}

pub(crate) fn make_structure(m: &mut Mutator, [of]: [Value; 1], values: &[Value]) -> PrimitiveResult {
    check_layout(&m.heap, of)?;
    let n_slots = m.heap.count(m.heap.slot(of, layout::SLOTS));
    if values.len() != n_slots {
        let message = format!("a structure of this type has {n_slots} slots, not {}", values.len());
        return Err(LispError::Program { message, datum: m.heap.slot(of, layout::NAME) }.into());
    }
    Ok(new_structure(&mut m.heap, of, values))
}

fn structurep(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Structure)))
}

fn structure_object_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(is_structure_object(&m.heap, object)))
}

fn instance_of_p(m: &Mutator, [object, of]: [Value; 2]) -> PrimitiveResult {
    check_layout(&m.heap, of)?;
    Ok(Value::boolean(is_instance(&m.heap, object, of)))
}

/// Word position of slot `index` of a structure of layout `of`.
fn slot_position(heap: &Heap, object: Value, of: Value, index: Value) -> Result<usize, crate::error::Trap> {
    check_layout(heap, of)?;
    if !is_instance(heap, object, of) {
        return Err(type_error(object, heap.slot(of, layout::NAME)));
    }
    let n_slots = heap.count(object) - 1;
    match index.as_fixnum().and_then(|index| usize::try_from(index).ok()) {
        Some(index) if index < n_slots => Ok(structure::SLOTS + index),
        _ => Err(LispError::Index { datum: index, limit: n_slots }.into()),
    }
}

pub(crate) fn structure_ref(m: &Mutator, [object, of, index]: [Value; 3]) -> PrimitiveResult {
    let position = slot_position(&m.heap, object, of, index)?;
    Ok(m.heap.slot(object, position))
}

pub(crate) fn structure_set(m: &mut Mutator, [object, of, index, value]: [Value; 4]) -> PrimitiveResult {
    let position = slot_position(&m.heap, object, of, index)?;
    m.heap.set_slot(object, position, value);
    Ok(value)
}

fn copy_structure(m: &mut Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    if !is_structure_object(&m.heap, object) {
        return Err(type_error(object, sym::STRUCTURE_OBJECT));
    }
    let of = m.heap.slot(object, structure::LAYOUT);
    let values: Vec<Value> =
        (0..m.heap.count(object) - 1).map(|index| m.heap.slot(object, structure::SLOTS + index)).collect();
    Ok(new_structure(&mut m.heap, of, &values))
}

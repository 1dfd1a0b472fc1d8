//! Array headers: arrays that are not simple vectors, and changing their size.

use super::elements::upgraded_elements;
use super::{
    ADJUSTABLE, DIMENSION_LIMIT, DISPLACED, Elements, HAS_FILL_POINTER, Vector, allocate, array_flags,
    dimension, rank,
};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, array};
use heapfmt::statics::sym;

/// Where an array's elements come from.
pub struct Contents {
    /// The array whose elements it shares, and the index of the first.
    pub displaced_to: Option<(Value, usize)>,
    /// What each element is at first.
    pub initial_element: Option<Value>,
}

/// A new array. One of rank 1 that is not adjustable, displaced or with a fill pointer is a simple vector.
pub fn make_array(
    heap: &mut Heap,
    dimensions: &[usize],
    element_type: Value,
    adjustable: bool,
    fill_pointer: Option<usize>,
    contents: &Contents,
) -> PrimitiveResult {
    let total = total_size(dimensions)?;
    let elements = upgraded_elements(heap, element_type);
    let (data, displacement) = match contents.displaced_to {
        Some((target, offset)) => (displacement_target(heap, target, offset, total, elements)?, offset),
        None => (initialized(heap, elements, total, contents.initial_element)?, 0),
    };
    if dimensions.len() == 1 && !adjustable && fill_pointer.is_none() && contents.displaced_to.is_none() {
        return Ok(data);
    }
    let mut flags = 0;
    for (flag, set) in [
        (ADJUSTABLE, adjustable),
        (HAS_FILL_POINTER, fill_pointer.is_some()),
        (DISPLACED, contents.displaced_to.is_some()),
    ] {
        flags |= if set { flag } else { 0 };
    }
    let n_slots = array::FIXED + dimensions.len();
    let header = heap.allocate_counted(Header::new(TypeCode::Array), n_slots, Value::fixnum(0));
    heap.initialize_slot(header, array::FLAGS, Value::fixnum(flags));
    fill_header(heap, header, data, displacement, fill_pointer.unwrap_or(total), dimensions);
    Ok(header)
}

fn fill_header(
    heap: &mut Heap,
    header: Value,
    data: Value,
    displacement: usize,
    fill_pointer: usize,
    dimensions: &[usize],
) {
    heap.set_slot(header, array::DATA, data);
    heap.set_slot(header, array::DISPLACEMENT, Value::fixnum(displacement as i64));
    heap.set_slot(header, array::FILL_POINTER, Value::fixnum(fill_pointer as i64));
    for (axis, &dimension) in dimensions.iter().enumerate() {
        heap.set_slot(header, array::DIMENSIONS + axis, Value::fixnum(dimension as i64));
    }
}

fn total_size(dimensions: &[usize]) -> Result<usize, Trap> {
    let total = dimensions.iter().try_fold(1usize, |total, &dimension| total.checked_mul(dimension));
    match total {
        Some(total) if total < DIMENSION_LIMIT => Ok(total),
        _ => Err(LispError::HeapExhausted { bytes: total.unwrap_or(usize::MAX).saturating_mul(8) }.into()),
    }
}

fn initialized(heap: &mut Heap, elements: Elements, total: usize, initial: Option<Value>) -> PrimitiveResult {
    let data = allocate(heap, elements, total)?;
    if let Some(item) = initial {
        Vector { data, start: 0, length: total, elements }.fill(heap, item)?;
    }
    Ok(data)
}

/// Checks that `target` has the elements that a displaced array shows.
fn displacement_target(
    heap: &Heap,
    target: Value,
    offset: usize,
    total: usize,
    elements: Elements,
) -> PrimitiveResult {
    let whole = Vector::whole(heap, target).ok_or_else(|| type_error(target, sym::ARRAY))?;
    let same = whole.elements == elements || whole.is_string() && elements == Elements::Wide;
    let fits = offset.checked_add(total).is_some_and(|end| end <= whole.length);
    if same && fits {
        return Ok(target);
    }
    let reason = if same { "the array has too few elements" } else { "the array has another element type" };
    let message = format!("cannot displace an array to this one: {reason}");
    Err(LispError::Simple { message, datum: target }.into())
}

/// Whether the chain of displacements from `from` leads to `other`.
fn reaches(heap: &Heap, from: Value, other: Value) -> bool {
    let mut target = from;
    while heap.is(target, TypeCode::Array) && target != other {
        target = heap.slot(target, array::DATA);
    }
    target == other
}

/// Gives an array new dimensions, keeping elements whose subscripts remain valid. An adjustable array is changed;
/// another one is left as it is and the result is new.
pub fn adjust(
    heap: &mut Heap,
    old: Value,
    dimensions: &[usize],
    fill_pointer: Option<usize>,
    contents: &Contents,
) -> PrimitiveResult {
    let whole = Vector::whole(heap, old).ok_or_else(|| type_error(old, sym::ARRAY))?;
    if dimensions.len() != rank(heap, old) {
        let message = format!("an array of rank {} cannot get rank {}", rank(heap, old), dimensions.len());
        return Err(LispError::Simple { message, datum: old }.into());
    }
    let flags = array_flags(heap, old);
    let has_fill_pointer = flags & HAS_FILL_POINTER != 0;
    if fill_pointer.is_some() && !has_fill_pointer {
        return Err(type_error(old, sym::VECTOR));
    }
    let total = total_size(dimensions)?;
    let old_dimensions: Vec<usize> = (0..dimensions.len()).map(|axis| dimension(heap, old, axis)).collect();
    let elements = if whole.elements == Elements::Narrow { Elements::Wide } else { whole.elements };
    let (data, displacement) = match contents.displaced_to {
        Some((target, _)) if reaches(heap, target, old) => {
            let message = "cannot displace an array to itself".to_owned();
            return Err(LispError::Simple { message, datum: old }.into());
        }
        Some((target, offset)) => (displacement_target(heap, target, offset, total, elements)?, offset),
        None => {
            let data = initialized(heap, elements, total, contents.initial_element)?;
            let target = Vector { data, start: 0, length: total, elements };
            copy_overlap(heap, &whole, &old_dimensions, &target, dimensions)?;
            (data, 0)
        }
    };
    let old_fill =
        if has_fill_pointer { Vector::of(heap, old).map_or(total, |active| active.length) } else { total };
    let fill = fill_pointer.unwrap_or(old_fill);
    if fill > total {
        return Err(LispError::Index { datum: Value::fixnum(fill as i64), limit: total + 1 }.into());
    }
    let displaced = if contents.displaced_to.is_some() { DISPLACED } else { 0 };
    let header = if flags & ADJUSTABLE != 0 {
        old
    } else if dimensions.len() == 1 && !has_fill_pointer && displaced == 0 {
        return Ok(data);
    } else {
        heap.allocate_counted(Header::new(TypeCode::Array), array::FIXED + dimensions.len(), Value::fixnum(0))
    };
    heap.set_slot(header, array::FLAGS, Value::fixnum(flags & !DISPLACED | displaced));
    fill_header(heap, header, data, displacement, fill, dimensions);
    Ok(header)
}

/// Copies the elements whose subscripts are valid in both arrays, row by row.
fn copy_overlap(
    heap: &mut Heap,
    source: &Vector,
    old: &[usize],
    target: &Vector,
    new: &[usize],
) -> Result<(), Trap> {
    let common: Vec<usize> = old.iter().zip(new).map(|(&a, &b)| a.min(b)).collect();
    let Some((&row, outer)) = common.split_last() else {
        return target.copy_from(heap, source);
    };
    if common.contains(&0) {
        return Ok(());
    }
    let position = |subscripts: &[usize], dimensions: &[usize]| {
        let rows = subscripts.iter().zip(dimensions).fold(0, |at, (&subscript, &size)| at * size + subscript);
        rows * dimensions[dimensions.len() - 1]
    };
    let mut subscripts = vec![0; outer.len()];
    loop {
        let (from, to) = (position(&subscripts, old), position(&subscripts, new));
        if from + row <= source.length {
            target.part(to, to + row).copy_from(heap, &source.part(from, from + row))?;
        }
        let Some(axis) = (0..outer.len()).rev().find(|&axis| subscripts[axis] + 1 < outer[axis]) else {
            return Ok(());
        };
        subscripts[axis] += 1;
        subscripts[axis + 1..].fill(0);
    }
}

/// Appends `item` to a vector with a fill pointer and returns its index. A full vector grows by at least
/// `extension` elements if it is adjustable; 0 leaves it to us how many.
pub fn push_extend(heap: &mut Heap, vector: Value, item: Value, extension: usize) -> Result<usize, Trap> {
    let active = Vector::of(heap, vector).ok_or_else(|| type_error(vector, sym::VECTOR))?;
    let size = dimension(heap, vector, 0);
    if active.length < size && active.start + active.length < heap.count(active.data) {
        let place = Vector { length: active.length + 1, ..active };
        place.set(heap, active.length, item)?;
        heap.set_slot(vector, array::FILL_POINTER, Value::fixnum(active.length as i64 + 1));
        return Ok(active.length);
    }
    if active.length == size {
        if array_flags(heap, vector) & ADJUSTABLE == 0 {
            let message = "the vector is full and not adjustable".to_owned();
            return Err(LispError::Simple { message, datum: vector }.into());
        }
        // Doubling, so that pushing again and again takes linear time whatever the extension.
        let least = if extension == 0 { 8 } else { extension };
        let larger = size.saturating_add(size.max(least));
        let contents = Contents { displaced_to: None, initial_element: None };
        adjust(heap, vector, &[larger], Some(active.length), &contents)?;
    }
    let whole = Vector::whole(heap, vector).expect("it is a vector");
    if active.length >= whole.length {
        // The target of a displaced vector has been adjusted to a smaller size.
        return Err(
            LispError::Index { datum: Value::fixnum(active.length as i64), limit: whole.length }.into()
        );
    }
    whole.set(heap, active.length, item)?;
    heap.set_slot(vector, array::FILL_POINTER, Value::fixnum(active.length as i64 + 1));
    Ok(active.length)
}

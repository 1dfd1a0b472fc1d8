//! Elements of specialised vectors, and the storage that element types get.

use super::Elements;
use crate::error::{Trap, type_error};
use crate::heap::Heap;
use crate::numbers::{float, integer};
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, ElementType};
use heapfmt::statics::sym;

/// The storage that a type specifier's elements get: the smallest that holds them all.
///
/// Knows the standard's own specifiers; defined types are expanded before.
pub fn upgraded_elements(heap: &Heap, specifier: Value) -> Elements {
    let arguments = |list: Value| {
        let first = heap.car(heap.cdr(list));
        let second = heap.cdr(heap.cdr(list));
        (first, if second.is_cons() { heap.car(second) } else { Value::NIL })
    };
    if specifier.is_cons() {
        if !heap.cdr(specifier).is_cons() {
            return upgraded_elements(heap, heap.car(specifier));
        }
        let (low, high) = arguments(specifier);
        let head = heap.car(specifier);
        let bits = low.as_fixnum();
        return if head == sym::UNSIGNED_BYTE {
            bits.map_or(Elements::General, |bits| unsigned_of_bits(bits, Elements::General))
        } else if head == sym::SIGNED_BYTE {
            bits.map_or(Elements::General, signed_of_bits)
        } else if head == sym::MOD {
            match integer::to_u64(heap, low) {
                Some(n @ 1..) => unsigned_of_bits(i64::from((n - 1).max(1).ilog2()) + 1, Elements::General),
                _ => Elements::General,
            }
        } else if head == sym::INTEGER {
            integers_between(heap, low, high)
        } else if head == sym::SINGLE_FLOAT || head == sym::DOUBLE_FLOAT {
            upgraded_elements(heap, head)
        } else {
            Elements::General
        };
    }
    match specifier {
        Value::NIL => Elements::Nothing,
        sym::CHARACTER | sym::BASE_CHAR | sym::STANDARD_CHAR | sym::EXTENDED_CHAR => Elements::Wide,
        sym::BIT => Elements::Raw(ElementType::Bit),
        sym::SINGLE_FLOAT => Elements::Raw(ElementType::F32),
        sym::DOUBLE_FLOAT => Elements::Raw(ElementType::F64),
        _ => Elements::General,
    }
}

fn unsigned_of_bits(bits: i64, otherwise: Elements) -> Elements {
    match bits {
        ..=0 => otherwise,
        1 => Elements::Raw(ElementType::Bit),
        2 => Elements::Raw(ElementType::U2),
        3..=4 => Elements::Raw(ElementType::U4),
        5..=7 => Elements::Raw(ElementType::U7),
        8 => Elements::Raw(ElementType::U8),
        9..=15 => Elements::Raw(ElementType::U15),
        16 => Elements::Raw(ElementType::U16),
        17..=31 => Elements::Raw(ElementType::U31),
        32 => Elements::Raw(ElementType::U32),
        33..=63 => Elements::Raw(ElementType::U63),
        64 => Elements::Raw(ElementType::U64),
        _ => otherwise,
    }
}

fn signed_of_bits(bits: i64) -> Elements {
    match bits {
        1..=8 => Elements::Raw(ElementType::S8),
        9..=16 => Elements::Raw(ElementType::S16),
        17..=32 => Elements::Raw(ElementType::S32),
        33..=64 => Elements::Raw(ElementType::S64),
        _ => Elements::General,
    }
}

fn integers_between(heap: &Heap, low: Value, high: Value) -> Elements {
    let bits_of = |n: i128| 128 - (n ^ n >> 127).leading_zeros();
    let bound = |value: Value| {
        let exclusive = value.is_cons();
        let value = if exclusive { heap.car(value) } else { value };
        let n = integer::to_i64(heap, value)
            .map(i128::from)
            .or_else(|| integer::to_u64(heap, value).map(i128::from));
        n.map(|n| (n, i128::from(exclusive)))
    };
    let (Some((low, above)), Some((high, below))) = (bound(low), bound(high)) else {
        return Elements::General;
    };
    let (low, high) = (low + above, high - below);
    if low > high {
        return Elements::Nothing;
    }
    let bits = i64::from(bits_of(low).max(bits_of(high)));
    if low >= 0 { unsigned_of_bits(bits.max(1), Elements::General) } else { signed_of_bits(bits + 1) }
}

/// Whether an element type's integers have a sign, and how many bits they have. `None` for floats.
fn integer_format(element_type: ElementType) -> Option<(bool, u32)> {
    Some(match element_type {
        ElementType::Bit => (false, 1),
        ElementType::U2 => (false, 2),
        ElementType::U4 => (false, 4),
        ElementType::U7 => (false, 7),
        ElementType::U8 => (false, 8),
        ElementType::U15 => (false, 15),
        ElementType::U16 => (false, 16),
        ElementType::U31 => (false, 31),
        ElementType::U32 => (false, 32),
        ElementType::U63 => (false, 63),
        ElementType::U64 => (false, 64),
        ElementType::S8 => (true, 8),
        ElementType::S16 => (true, 16),
        ElementType::S32 => (true, 32),
        ElementType::S64 => (true, 64),
        ElementType::F32 | ElementType::F64 => return None,
    })
}

/// The type specifier of what a data vector holds.
pub fn element_type_specifier(heap: &mut Heap, elements: Elements) -> Value {
    let element_type = match elements {
        Elements::General => return sym::T,
        Elements::Narrow | Elements::Wide => return sym::CHARACTER,
        Elements::Nothing => return Value::NIL,
        Elements::Raw(ElementType::Bit) => return sym::BIT,
        Elements::Raw(element_type) => element_type,
    };
    match integer_format(element_type) {
        Some((signed, bits)) => {
            let head = if signed { sym::SIGNED_BYTE } else { sym::UNSIGNED_BYTE };
            heap.list(&[head, Value::fixnum(i64::from(bits))])
        }
        None if element_type == ElementType::F32 => sym::SINGLE_FLOAT,
        None => sym::DOUBLE_FLOAT,
    }
}

/// An element of a specialised vector, off the heap.
pub(super) enum RawNumber {
    Signed(i64),
    Unsigned(u64),
    Single(f32),
    Double(f64),
}

#[inline]
pub(super) fn raw_number(heap: &Heap, data: Value, element_type: ElementType, at: usize) -> RawNumber {
    use RawNumber::{Double, Signed, Single, Unsigned};
    match element_type {
        ElementType::Bit | ElementType::U2 | ElementType::U4 => {
            let (byte, shift, mask) = packed_position(ELEMENT_TYPES[element_type as usize].1, at);
            Signed(i64::from(heap.bytes(data, byte + 1)[byte] >> shift & mask))
        }
        ElementType::U7 | ElementType::U8 => Signed(i64::from(heap.bytes(data, at + 1)[at])),
        ElementType::S8 => Signed(i64::from(heap.bytes(data, at + 1)[at] as i8)),
        ElementType::U15 | ElementType::U16 => {
            Signed(i64::from(u16::from_le_bytes(byte_pair(heap, data, at))))
        }
        ElementType::S16 => Signed(i64::from(i16::from_le_bytes(byte_pair(heap, data, at)))),
        ElementType::U31 | ElementType::U32 => Signed(i64::from(heap.words32(data)[at])),
        ElementType::S32 => Signed(i64::from(heap.words32(data)[at] as i32)),
        ElementType::F32 => Single(f32::from_bits(heap.words32(data)[at])),
        ElementType::U63 | ElementType::U64 => Unsigned(heap.words64(data)[at]),
        ElementType::S64 => Signed(heap.words64(data)[at] as i64),
        ElementType::F64 => Double(f64::from_bits(heap.words64(data)[at])),
    }
}

#[inline]
pub(super) fn raw_element(heap: &mut Heap, data: Value, element_type: ElementType, at: usize) -> Value {
    match raw_number(heap, data, element_type, at) {
        RawNumber::Signed(n) => integer::from_i64(heap, n),
        RawNumber::Unsigned(n) => integer::from_u64(heap, n),
        RawNumber::Single(f) => Value::single(f),
        RawNumber::Double(f) => float::double(heap, f),
    }
}

/// Byte, shift and mask of an element smaller than a byte.
fn packed_position(log2_bits: u8, at: usize) -> (usize, usize, u8) {
    let bit = at << log2_bits;
    (bit / 8, bit % 8, (1u16 << (1 << log2_bits)).wrapping_sub(1) as u8)
}

fn byte_pair(heap: &Heap, data: Value, at: usize) -> [u8; 2] {
    let bytes = heap.bytes(data, 2 * at + 2);
    [bytes[2 * at], bytes[2 * at + 1]]
}

pub(super) fn set_raw_element(
    heap: &mut Heap,
    data: Value,
    element_type: ElementType,
    at: usize,
    value: Value,
) -> Result<(), Trap> {
    let bits = raw_bits(heap, element_type, value)?;
    match ELEMENT_TYPES[element_type as usize].1 {
        log2_bits @ 0..=2 => {
            let (byte, shift, mask) = packed_position(log2_bits, at);
            let byte = &mut heap.bytes_mut(data, byte + 1)[byte];
            *byte = *byte & !(mask << shift) | (bits as u8) << shift;
        }
        3 => heap.bytes_mut(data, at + 1)[at] = bits as u8,
        4 => heap.bytes_mut(data, 2 * at + 2)[2 * at..].copy_from_slice(&(bits as u16).to_le_bytes()),
        5 => heap.words32_mut(data)[at] = bits as u32,
        _ => heap.words64_mut(data)[at] = bits,
    }
    Ok(())
}

/// The bits that stand for `value` in a vector of `element_type`, or a type-error.
fn raw_bits(heap: &mut Heap, element_type: ElementType, value: Value) -> Result<u64, Trap> {
    let bits = match integer_format(element_type) {
        Some((true, bits)) => {
            let n = integer::to_i64(heap, value);
            n.filter(|n| n >> (bits - 1) == n >> 63).map(|n| n as u64)
        }
        Some((false, bits)) => {
            let n = integer::to_u64(heap, value);
            n.filter(|n| n.checked_shr(bits).unwrap_or(0) == 0)
        }
        None if element_type == ElementType::F32 => value.as_single().map(|f| u64::from(f.to_bits())),
        None => float::as_double(heap, value).map(f64::to_bits),
    };
    bits.ok_or_else(|| {
        let expected = element_type_specifier(heap, Elements::Raw(element_type));
        type_error(value, expected)
    })
}

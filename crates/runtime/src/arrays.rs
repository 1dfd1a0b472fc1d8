//! Vectors and arrays of every representation, seen as one run of elements.
//!
//! A simple vector, string or specialised vector holds its elements itself. An array header (any rank, fill
//! pointer, displacement, adjustability) points to a vector or to another header. [`Vector`] resolves both to the
//! data and a range in it. A range never reaches beyond its data, even when a displaced array's target has been
//! adjusted to a smaller size.

use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::numbers::{Real, float, integer};
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, ElementType, Header, TypeCode, array};
use heapfmt::statics::sym;

/// Array flag: made adjustable.
pub const ADJUSTABLE: i64 = 1;
/// Array flag: has a fill pointer.
pub const HAS_FILL_POINTER: i64 = 2;
/// Array flag: shares the elements of another array.
pub const DISPLACED: i64 = 4;
/// First invalid dimension and total size.
pub const DIMENSION_LIMIT: usize = 1 << 40;

/// How the elements of a data vector are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Elements {
    /// Values.
    General,
    /// Characters below 256, not writable.
    Narrow,
    /// Characters.
    Wide,
    /// Numbers of one type.
    Raw(ElementType),
}

/// Elements `start .. start + length` of a data vector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Vector {
    /// A simple vector, simple string or specialised vector.
    pub data: Value,
    /// Index of the first element in `data`.
    pub start: usize,
    /// Number of elements.
    pub length: usize,
    /// How `data` stores them.
    pub elements: Elements,
}

/// How `value` stores its elements if it is a data vector.
#[inline]
pub fn elements_of(heap: &Heap, value: Value) -> Option<Elements> {
    match heap.type_of(value)? {
        TypeCode::SimpleVector => Some(Elements::General),
        TypeCode::NarrowString => Some(Elements::Narrow),
        TypeCode::WideString => Some(Elements::Wide),
        TypeCode::RawVector => heap.header(value).element_type().map(Elements::Raw),
        _ => None,
    }
}

impl Vector {
    /// A vector's elements up to its fill pointer; `None` for other objects, arrays of other ranks among them.
    #[inline]
    pub fn of(heap: &Heap, value: Value) -> Option<Vector> {
        if let Some(elements) = elements_of(heap, value) {
            return Some(Vector { data: value, start: 0, length: heap.count(value), elements });
        }
        if !heap.is(value, TypeCode::Array) || rank(heap, value) != 1 {
            return None;
        }
        Some(Vector::resolve(heap, value, small(heap, value, array::FILL_POINTER)))
    }

    /// All elements of an array of any rank in row-major order, fill pointers ignored.
    #[inline]
    pub fn whole(heap: &Heap, value: Value) -> Option<Vector> {
        if let Some(elements) = elements_of(heap, value) {
            return Some(Vector { data: value, start: 0, length: heap.count(value), elements });
        }
        if !heap.is(value, TypeCode::Array) {
            return None;
        }
        let total = (0..rank(heap, value)).map(|axis| dimension(heap, value, axis)).product();
        Some(Vector::resolve(heap, value, total))
    }

    fn resolve(heap: &Heap, header: Value, length: usize) -> Vector {
        let (mut data, mut start) = (header, 0);
        let elements = loop {
            if let Some(elements) = elements_of(heap, data) {
                break elements;
            }
            start += small(heap, data, array::DISPLACEMENT);
            data = heap.slot(data, array::DATA);
        };
        let length = length.min(heap.count(data).saturating_sub(start));
        Vector { data, start, length, elements }
    }

    /// Whether the elements are characters.
    pub fn is_string(&self) -> bool {
        matches!(self.elements, Elements::Narrow | Elements::Wide)
    }

    /// Whether the elements are bits.
    pub fn is_bits(&self) -> bool {
        self.elements == Elements::Raw(ElementType::Bit)
    }

    /// Elements `start .. end` of this vector; the range is inside.
    pub fn part(&self, start: usize, end: usize) -> Vector {
        debug_assert!(start <= end && end <= self.length);
        Vector { start: self.start + start, length: end - start, ..*self }
    }

    /// Element `index`, which is below the length. Wide integers and doubles may allocate.
    #[inline]
    pub fn get(&self, heap: &mut Heap, index: usize) -> Value {
        debug_assert!(index < self.length);
        let at = self.start + index;
        match self.elements {
            Elements::General => heap.element(self.data, at),
            Elements::Narrow | Elements::Wide => Value::character(heap.string_char(self.data, at)),
            Elements::Raw(element_type) => raw_element(heap, self.data, element_type, at),
        }
    }

    /// Stores element `index`, which is below the length. An error, without effect, when the vector cannot hold
    /// `value` or is a literal string.
    #[inline]
    pub fn set(&self, heap: &mut Heap, index: usize, value: Value) -> Result<(), Trap> {
        debug_assert!(index < self.length);
        let at = self.start + index;
        match self.elements {
            Elements::General => heap.set_element(self.data, at, value),
            Elements::Narrow => return Err(read_only(self.data)),
            Elements::Wide => {
                let c = value.as_character().ok_or_else(|| type_error(value, sym::CHARACTER))?;
                heap.words32_mut(self.data)[at] = c as u32;
            }
            Elements::Raw(element_type) => set_raw_element(heap, self.data, element_type, at, value)?,
        }
        Ok(())
    }

    /// Element `index` if it is a real number, off the heap.
    pub(crate) fn number(&self, heap: &Heap, index: usize) -> Option<Real> {
        let at = self.start + index;
        match self.elements {
            Elements::General => Real::read(heap, heap.element(self.data, at), sym::REAL).ok(),
            Elements::Narrow | Elements::Wide => None,
            Elements::Raw(element_type) => Some(match raw_number(heap, self.data, element_type, at) {
                RawNumber::Signed(n) => Real::Integer(n.into()),
                RawNumber::Unsigned(n) => Real::Integer(n.into()),
                RawNumber::Single(f) => Real::Single(f),
                RawNumber::Double(f) => Real::Double(f),
            }),
        }
    }

    /// Element `index` if it is a character.
    pub(crate) fn character(&self, heap: &Heap, index: usize) -> Option<char> {
        let at = self.start + index;
        match self.elements {
            Elements::General => heap.element(self.data, at).as_character(),
            Elements::Narrow | Elements::Wide => Some(heap.string_char(self.data, at)),
            Elements::Raw(_) => None,
        }
    }

    /// Refuses vectors that cannot be written.
    pub fn check_writable(&self) -> Result<(), Trap> {
        if self.elements == Elements::Narrow { Err(read_only(self.data)) } else { Ok(()) }
    }

    /// Bit `index` of a bit vector.
    #[inline]
    pub fn bit(&self, heap: &Heap, index: usize) -> bool {
        let at = self.start + index;
        heap.bytes(self.data, at / 8 + 1)[at / 8] >> (at % 8) & 1 == 1
    }

    /// The characters of a string.
    pub fn chars<'h>(
        &self,
        heap: &'h Heap,
    ) -> impl DoubleEndedIterator<Item = char> + ExactSizeIterator + use<'h> {
        let (data, start) = (self.data, self.start);
        (start..start + self.length).map(move |at| heap.string_char(data, at))
    }

    /// The characters of a string as Rust text.
    pub fn text(&self, heap: &Heap) -> String {
        self.chars(heap).collect()
    }

    /// Whether two strings have the same characters.
    pub fn equal_characters(&self, heap: &Heap, other: &Vector) -> bool {
        if self.length != other.length {
            return false;
        }
        match (self.elements, other.elements) {
            (Elements::Narrow, Elements::Narrow) => self.byte_slice(heap) == other.byte_slice(heap),
            (Elements::Wide, Elements::Wide) => self.word_slice(heap) == other.word_slice(heap),
            (Elements::Narrow, _) => same_characters(self.byte_slice(heap), other.word_slice(heap)),
            _ => same_characters(other.byte_slice(heap), self.word_slice(heap)),
        }
    }

    /// The characters of a narrow string.
    pub(crate) fn byte_slice<'h>(&self, heap: &'h Heap) -> &'h [u8] {
        &heap.bytes(self.data, self.start + self.length)[self.start..]
    }

    /// The characters of a wide string.
    pub(crate) fn word_slice<'h>(&self, heap: &'h Heap) -> &'h [u32] {
        &heap.words32(self.data)[self.start..self.start + self.length]
    }
}

fn same_characters(narrow: &[u8], wide: &[u32]) -> bool {
    narrow.iter().zip(wide).all(|(&a, &b)| u32::from(a) == b)
}

#[cold]
fn read_only(string: Value) -> Trap {
    let message = "attempt to modify a read-only string".to_owned();
    LispError::Simple { message, datum: string }.into()
}

fn small(heap: &Heap, object: Value, word: usize) -> usize {
    heap.slot(object, word)
        .as_fixnum()
        .and_then(|n| usize::try_from(n).ok())
        .expect("array sizes are indices")
}

/// Whether `value` is an array.
pub fn is_array(heap: &Heap, value: Value) -> bool {
    elements_of(heap, value).is_some() || heap.is(value, TypeCode::Array)
}

/// Number of dimensions of an array.
pub fn rank(heap: &Heap, value: Value) -> usize {
    if heap.is(value, TypeCode::Array) { heap.count(value) - array::FIXED } else { 1 }
}

/// Dimension `axis`, which is below the rank.
pub fn dimension(heap: &Heap, value: Value, axis: usize) -> usize {
    if heap.is(value, TypeCode::Array) {
        small(heap, value, array::DIMENSIONS + axis)
    } else {
        heap.count(value)
    }
}

/// Flags of an array header; 0 for a simple vector.
pub fn array_flags(heap: &Heap, value: Value) -> i64 {
    if heap.is(value, TypeCode::Array) { small(heap, value, array::FLAGS) as i64 } else { 0 }
}

/// A new data vector of `length` elements: zeros, NILs or null characters.
pub fn allocate(heap: &mut Heap, elements: Elements, length: usize) -> PrimitiveResult {
    let log2_bits = match elements {
        Elements::General => 6,
        Elements::Narrow | Elements::Wide => 5,
        Elements::Raw(element_type) => ELEMENT_TYPES[element_type as usize].1,
    };
    if length >= DIMENSION_LIMIT {
        return Err(LispError::HeapExhausted { bytes: length.saturating_mul(8) }.into());
    }
    heap.reserve((length << log2_bits) / 8 + 32)?;
    Ok(match elements {
        Elements::General => heap.simple_vector(length, Value::NIL),
        Elements::Narrow | Elements::Wide => {
            heap.allocate_counted(Header::new(TypeCode::WideString), length, Value::NIL)
        }
        Elements::Raw(element_type) => heap.raw_vector(element_type, length),
    })
}

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
            integers_between(heap, Value::fixnum(0), low)
        } else if head == sym::INTEGER {
            integers_between(heap, low, high)
        } else if head == sym::SINGLE_FLOAT || head == sym::DOUBLE_FLOAT {
            upgraded_elements(heap, head)
        } else {
            Elements::General
        };
    }
    match specifier {
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
        5..=8 => Elements::Raw(ElementType::U8),
        9..=16 => Elements::Raw(ElementType::U16),
        17..=32 => Elements::Raw(ElementType::U32),
        33..=64 => Elements::Raw(ElementType::U64),
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
    let bits = i64::from(bits_of(low).max(bits_of(high)));
    if low >= 0 { unsigned_of_bits(bits.max(1), Elements::General) } else { signed_of_bits(bits + 1) }
}

/// The type specifier of what a data vector holds.
pub fn element_type_specifier(heap: &mut Heap, elements: Elements) -> Value {
    let (head, bits) = match elements {
        Elements::General => return sym::T,
        Elements::Narrow | Elements::Wide => return sym::CHARACTER,
        Elements::Raw(ElementType::Bit) => return sym::BIT,
        Elements::Raw(ElementType::F32) => return sym::SINGLE_FLOAT,
        Elements::Raw(ElementType::F64) => return sym::DOUBLE_FLOAT,
        Elements::Raw(element_type) => {
            let signed = matches!(
                element_type,
                ElementType::S8 | ElementType::S16 | ElementType::S32 | ElementType::S64
            );
            let head = if signed { sym::SIGNED_BYTE } else { sym::UNSIGNED_BYTE };
            (head, 1 << ELEMENT_TYPES[element_type as usize].1)
        }
    };
    heap.list(&[head, Value::fixnum(bits)])
}

/// An element of a specialised vector, off the heap.
enum RawNumber {
    Signed(i64),
    Unsigned(u64),
    Single(f32),
    Double(f64),
}

#[inline]
fn raw_number(heap: &Heap, data: Value, element_type: ElementType, at: usize) -> RawNumber {
    use RawNumber::{Double, Signed, Single, Unsigned};
    match element_type {
        ElementType::Bit | ElementType::U2 | ElementType::U4 => {
            let (byte, shift, mask) = packed_position(ELEMENT_TYPES[element_type as usize].1, at);
            Signed(i64::from(heap.bytes(data, byte + 1)[byte] >> shift & mask))
        }
        ElementType::U8 => Signed(i64::from(heap.bytes(data, at + 1)[at])),
        ElementType::S8 => Signed(i64::from(heap.bytes(data, at + 1)[at] as i8)),
        ElementType::U16 => Signed(i64::from(u16::from_le_bytes(byte_pair(heap, data, at)))),
        ElementType::S16 => Signed(i64::from(i16::from_le_bytes(byte_pair(heap, data, at)))),
        ElementType::U32 => Signed(i64::from(heap.words32(data)[at])),
        ElementType::S32 => Signed(i64::from(heap.words32(data)[at] as i32)),
        ElementType::F32 => Single(f32::from_bits(heap.words32(data)[at])),
        ElementType::U64 => Unsigned(heap.words64(data)[at]),
        ElementType::S64 => Signed(heap.words64(data)[at] as i64),
        ElementType::F64 => Double(f64::from_bits(heap.words64(data)[at])),
    }
}

#[inline]
fn raw_element(heap: &mut Heap, data: Value, element_type: ElementType, at: usize) -> Value {
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

fn set_raw_element(
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
    let signed = |heap: &Heap, bits: u32| {
        let n = integer::to_i64(heap, value)?;
        (n >> (bits - 1) == n >> 63).then_some(n as u64)
    };
    let unsigned = |heap: &Heap, bits: u32| {
        let n = integer::to_u64(heap, value)?;
        (n.checked_shr(bits).unwrap_or(0) == 0).then_some(n)
    };
    let bits = match element_type {
        ElementType::Bit => unsigned(heap, 1),
        ElementType::U2 => unsigned(heap, 2),
        ElementType::U4 => unsigned(heap, 4),
        ElementType::U8 => unsigned(heap, 8),
        ElementType::U16 => unsigned(heap, 16),
        ElementType::U32 => unsigned(heap, 32),
        ElementType::U64 => unsigned(heap, 64),
        ElementType::S8 => signed(heap, 8),
        ElementType::S16 => signed(heap, 16),
        ElementType::S32 => signed(heap, 32),
        ElementType::S64 => signed(heap, 64),
        ElementType::F32 => value.as_single().map(|f| u64::from(f.to_bits())),
        ElementType::F64 => float::as_double(heap, value).map(f64::to_bits),
    };
    bits.ok_or_else(|| {
        let expected = element_type_specifier(heap, Elements::Raw(element_type));
        type_error(value, expected)
    })
}

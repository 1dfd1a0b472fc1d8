//! Vectors and arrays of every representation, seen as one run of elements.
//!
//! A simple vector, string or specialised vector holds its elements itself. An array header (any rank, fill
//! pointer, displacement, adjustability) points to a vector or to another header. [`Vector`] resolves both to the
//! data and a range in it. A range never reaches beyond its data, even when a displaced array's target has been
//! adjusted to a smaller size.

mod comparison;
mod copy;
pub mod elements;
mod header;

pub use header::{Contents, adjust, make_array, push_extend};

use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::heap::Heap;
use crate::numbers::{self, Real};
use elements::{RawNumber, raw_element, raw_number, set_raw_element};
use heapfmt::Value;
use heapfmt::layout::{ELEMENT_TYPES, ElementType, Header, TypeCode, array, flags};
use heapfmt::statics::sym;
use std::borrow::Cow;

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
    /// No objects at all: vectors of element type NIL, which are strings.
    Nothing,
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
        TypeCode::WideString if heap.header(value).flags() & flags::NO_ELEMENTS != 0 => {
            Some(Elements::Nothing)
        }
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

    /// The elements from an array's first on, as many as lie in its data: for subscripts that are checked one by one.
    #[inline]
    pub fn unbounded(heap: &Heap, value: Value) -> Option<Vector> {
        if let Some(elements) = elements_of(heap, value) {
            return Some(Vector { data: value, start: 0, length: heap.count(value), elements });
        }
        heap.is(value, TypeCode::Array).then(|| Vector::resolve(heap, value, usize::MAX))
    }

    #[inline]
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
        matches!(self.elements, Elements::Narrow | Elements::Wide | Elements::Nothing)
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
            Elements::Narrow | Elements::Wide | Elements::Nothing => {
                Value::character(heap.string_char(self.data, at))
            }
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
            Elements::Nothing => return Err(type_error(value, Value::NIL)),
            Elements::Raw(element_type) => set_raw_element(heap, self.data, element_type, at, value)?,
        }
        Ok(())
    }

    /// The real number to which element `index` is =, if there is one, off the heap.
    pub(crate) fn number(&self, heap: &Heap, index: usize) -> Option<Real> {
        let at = self.start + index;
        match self.elements {
            Elements::General => numbers::real_equal_to(heap, heap.element(self.data, at)),
            Elements::Narrow | Elements::Wide | Elements::Nothing => None,
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
            Elements::Narrow | Elements::Wide | Elements::Nothing => Some(heap.string_char(self.data, at)),
            Elements::Raw(_) => None,
        }
    }

    /// Refuses vectors that have elements and cannot be written.
    pub fn check_writable(&self) -> Result<(), Trap> {
        if self.elements == Elements::Narrow && self.length > 0 { Err(read_only(self.data)) } else { Ok(()) }
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

    /// The characters of a string as Rust text: where they lie, if they are stored as Rust stores them.
    pub(crate) fn text_in<'h>(&self, heap: &'h Heap) -> Cow<'h, str> {
        if self.elements == Elements::Narrow
            && let bytes = self.byte_slice(heap)
            && bytes.is_ascii()
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return Cow::Borrowed(text);
        }
        Cow::Owned(self.chars(heap).collect())
    }

    /// The characters of a string as Rust text.
    pub fn text(&self, heap: &Heap) -> String {
        self.text_in(heap).into_owned()
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
        Elements::Narrow | Elements::Wide | Elements::Nothing => 5,
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
        Elements::Nothing => {
            let header = Header::new(TypeCode::WideString).with_flags(flags::NO_ELEMENTS);
            heap.allocate_counted(header, length, Value::NIL)
        }
        Elements::Raw(element_type) => heap.raw_vector(element_type, length),
    })
}

//! Values: tagged words, and what they hold without an object.

use super::{OBJECT_ALIGN, TypeCode};
use std::fmt;
use std::hint::cold_path;

pub(super) const TAG_MASK: u64 = 0b111;

/// The low three bits of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Tag {
    /// Fixnum with an even value.
    FixnumEven = 0b000,
    /// Two words without a header.
    Cons = 0b001,
    /// Character, single-float or marker.
    Immediate = 0b010,
    /// A double-float within the immediate exponent range.
    Double = 0b011,
    /// Fixnum with an odd value.
    FixnumOdd = 0b100,
    /// Callable object with a header.
    Function = 0b101,
    /// Any other object with a header.
    Object = 0b110,
    /// Header or forwarding word.
    Header = 0b111,
}

/// One tagged word. Plain data: what it means depends on the heap whose base its offsets count from.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Value(u64);

const IMMEDIATE_CHARACTER: u64 = 0;
const IMMEDIATE_SINGLE: u64 = 1;
const IMMEDIATE_MARKER: u64 = 2;
const IMMEDIATE_KIND_SHIFT: u32 = 3;
const IMMEDIATE_KIND_MASK: u64 = 0x1f << IMMEDIATE_KIND_SHIFT;
const IMMEDIATE_PAYLOAD_SHIFT: u32 = 32;

const fn immediate(kind: u64, payload: u32) -> Value {
    Value((payload as u64) << IMMEDIATE_PAYLOAD_SHIFT | kind << IMMEDIATE_KIND_SHIFT | Tag::Immediate as u64)
}

/// Smallest fixnum: -2^61.
pub const MOST_NEGATIVE_FIXNUM: i64 = -(1 << 61);
/// Largest fixnum: 2^61 - 1.
pub const MOST_POSITIVE_FIXNUM: i64 = (1 << 61) - 1;
/// Left shift of an integer in a fixnum word.
pub const FIXNUM_SHIFT: u32 = 2;

impl Value {
    /// The empty list, false, and the symbol NIL: a cons-tagged constant whose two words are NIL themselves, so
    /// that CAR and CDR test one tag.
    pub const NIL: Value = Value(crate::statics::NIL_CONS_OFFSET | Tag::Cons as u64);
    /// What an unbound variable, an undefined function or an empty binding holds.
    pub const UNBOUND: Value = immediate(IMMEDIATE_MARKER, 0);
    /// What an optional or keyword parameter holds that the caller did not supply.
    pub const UNSUPPLIED: Value = immediate(IMMEDIATE_MARKER, 1);
    /// Key of a removed hash-table entry; target of a broken weak pointer.
    pub const EMPTY: Value = immediate(IMMEDIATE_MARKER, 2);
    /// Symbol value that says: look for the binding elsewhere (a thread's slot without binding).
    pub const NO_BINDING: Value = immediate(IMMEDIATE_MARKER, 3);
    /// What the reader returns at the end of its input.
    pub const EOF: Value = immediate(IMMEDIATE_MARKER, 4);

    /// Takes any word as a value. The caller knows that it is one.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Value {
        Value(bits)
    }

    /// The word itself.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The tag in the low three bits.
    #[inline(always)]
    pub const fn tag(self) -> Tag {
        match self.0 & TAG_MASK {
            0b000 => Tag::FixnumEven,
            0b001 => Tag::Cons,
            0b010 => Tag::Immediate,
            0b011 => Tag::Double,
            0b100 => Tag::FixnumOdd,
            0b101 => Tag::Function,
            0b110 => Tag::Object,
            _ => Tag::Header,
        }
    }

    /// The fixnum `n`.
    ///
    /// # Panics
    /// In debug builds, when `n` is outside 62 bits. Use [`Value::try_fixnum`] when that can happen.
    #[inline(always)]
    pub const fn fixnum(n: i64) -> Value {
        debug_assert!(MOST_NEGATIVE_FIXNUM <= n && n <= MOST_POSITIVE_FIXNUM);
        Value((n as u64) << FIXNUM_SHIFT)
    }

    /// The fixnum `n`, or `None` when it needs a bignum.
    #[inline(always)]
    pub const fn try_fixnum(n: i64) -> Option<Value> {
        if MOST_NEGATIVE_FIXNUM <= n && n <= MOST_POSITIVE_FIXNUM {
            Some(Value((n as u64) << FIXNUM_SHIFT))
        } else {
            None
        }
    }

    /// True for fixnums.
    #[inline(always)]
    pub const fn is_fixnum(self) -> bool {
        self.0 & 0b11 == 0
    }

    /// The integer of a fixnum.
    #[inline(always)]
    pub const fn as_fixnum(self) -> Option<i64> {
        if self.is_fixnum() { Some(self.0 as i64 >> FIXNUM_SHIFT) } else { None }
    }

    /// The integer of a word already known to be a fixnum.
    #[inline(always)]
    pub const fn fixnum_unchecked(self) -> i64 {
        debug_assert!(self.is_fixnum());
        self.0 as i64 >> FIXNUM_SHIFT
    }

    /// Four times the integer of a word already known to be a fixnum: the word itself, as the tag has two bits.
    #[inline(always)]
    pub const fn fixnum_quadruple(self) -> i64 {
        debug_assert!(self.is_fixnum());
        self.0 as i64
    }

    /// The fixnum that is a fourth of `quadruple`, a multiple of four.
    #[inline(always)]
    pub const fn fixnum_of_quadruple(quadruple: i64) -> Value {
        debug_assert!(quadruple & 3 == 0);
        Value(quadruple as u64)
    }

    /// True when both words are fixnums.
    #[inline(always)]
    pub const fn both_fixnums(x: Value, y: Value) -> bool {
        (x.0 | y.0) & 0b11 == 0
    }

    /// The sum of two fixnums, or `None` when a word is no fixnum or the sum is none.
    #[inline(always)]
    pub const fn fixnum_sum(x: Value, y: Value) -> Option<Value> {
        if !Value::both_fixnums(x, y) {
            cold_path();
            return None;
        }
        match (x.0 as i64).checked_add(y.0 as i64) {
            Some(sum) => Some(Value(sum as u64)),
            None => {
                cold_path();
                None
            }
        }
    }

    /// The difference of two fixnums, or `None` when a word is no fixnum or the difference is none.
    #[inline(always)]
    pub const fn fixnum_difference(x: Value, y: Value) -> Option<Value> {
        if !Value::both_fixnums(x, y) {
            cold_path();
            return None;
        }
        match (x.0 as i64).checked_sub(y.0 as i64) {
            Some(difference) => Some(Value(difference as u64)),
            None => {
                cold_path();
                None
            }
        }
    }

    /// The product of two fixnums, or `None` when a word is no fixnum or the product is none.
    #[inline(always)]
    pub const fn fixnum_product(x: Value, y: Value) -> Option<Value> {
        if !Value::both_fixnums(x, y) {
            cold_path();
            return None;
        }
        match (x.0 as i64 >> FIXNUM_SHIFT).checked_mul(y.0 as i64) {
            Some(product) => Some(Value(product as u64)),
            None => {
                cold_path();
                None
            }
        }
    }

    /// Bitwise operation on two fixnums, where `operation` keeps zero bits zero.
    #[inline(always)]
    pub fn fixnum_bitwise(x: Value, y: Value, operation: impl Fn(u64, u64) -> u64) -> Option<Value> {
        if Value::both_fixnums(x, y) { Some(Value(operation(x.0, y.0))) } else { None }
    }

    /// The order of two words already known to be fixnums.
    #[inline(always)]
    pub const fn fixnum_less(x: Value, y: Value) -> bool {
        debug_assert!(Value::both_fixnums(x, y));
        (x.0 as i64) < y.0 as i64
    }

    /// A character.
    #[inline(always)]
    pub const fn character(c: char) -> Value {
        immediate(IMMEDIATE_CHARACTER, c as u32)
    }

    /// The character, if this is one.
    #[inline(always)]
    pub const fn as_character(self) -> Option<char> {
        if self.0 & (TAG_MASK | IMMEDIATE_KIND_MASK)
            == Tag::Immediate as u64 | IMMEDIATE_CHARACTER << IMMEDIATE_KIND_SHIFT
        {
            char::from_u32((self.0 >> IMMEDIATE_PAYLOAD_SHIFT) as u32)
        } else {
            None
        }
    }

    /// A single-float.
    #[inline(always)]
    pub const fn single(f: f32) -> Value {
        immediate(IMMEDIATE_SINGLE, f.to_bits())
    }

    /// The single-float, if this is one.
    #[inline(always)]
    pub const fn as_single(self) -> Option<f32> {
        if self.0 & (TAG_MASK | IMMEDIATE_KIND_MASK)
            == Tag::Immediate as u64 | IMMEDIATE_SINGLE << IMMEDIATE_KIND_SHIFT
        {
            Some(f32::from_bits((self.0 >> IMMEDIATE_PAYLOAD_SHIFT) as u32))
        } else {
            None
        }
    }

    /// The double as an immediate, or `None` when its exponent is outside the immediate range (then it is boxed).
    ///
    /// The encoding is Spur's: rotate left by one so that the sign is lowest, subtract the exponent offset, and
    /// shift the tag in. Both zeros are immediate.
    #[inline(always)]
    pub const fn try_double(f: f64) -> Option<Value> {
        let rotated = f.to_bits().rotate_left(1);
        if rotated <= 1 {
            return Some(Value(rotated << 3 | Tag::Double as u64));
        }
        let shifted = rotated.wrapping_sub(DOUBLE_EXPONENT_OFFSET << DOUBLE_EXPONENT_SHIFT);
        // The two smallest patterns are taken by the zeros.
        if shifted >> 61 == 0 && shifted > 1 { Some(Value(shifted << 3 | Tag::Double as u64)) } else { None }
    }

    /// The double, if this is an immediate one.
    #[inline(always)]
    pub const fn as_immediate_double(self) -> Option<f64> {
        if self.0 & TAG_MASK != Tag::Double as u64 {
            return None;
        }
        let payload = self.0 >> 3;
        let rotated =
            if payload <= 1 { payload } else { payload + (DOUBLE_EXPONENT_OFFSET << DOUBLE_EXPONENT_SHIFT) };
        Some(f64::from_bits(rotated.rotate_right(1)))
    }

    /// The result of an operation on two immediate doubles, when it is one itself: neither infinite nor extreme.
    #[inline(always)]
    pub fn double_operation(x: Value, y: Value, operation: impl Fn(f64, f64) -> f64) -> Option<Value> {
        match (x.as_immediate_double(), y.as_immediate_double()) {
            (Some(x), Some(y)) => Value::try_double(operation(x, y)),
            _ => None,
        }
    }

    /// A reference to the cons at `offset` (a multiple of [`OBJECT_ALIGN`]).
    #[inline(always)]
    pub const fn cons_at(offset: u64) -> Value {
        debug_assert!(offset.is_multiple_of(OBJECT_ALIGN as u64));
        Value(offset | Tag::Cons as u64)
    }

    /// A reference to the callable object at `offset`.
    #[inline(always)]
    pub const fn function_at(offset: u64) -> Value {
        debug_assert!(offset.is_multiple_of(OBJECT_ALIGN as u64));
        Value(offset | Tag::Function as u64)
    }

    /// A reference to the headered, not callable, object at `offset`.
    #[inline(always)]
    pub const fn object_at(offset: u64) -> Value {
        debug_assert!(offset.is_multiple_of(OBJECT_ALIGN as u64));
        Value(offset | Tag::Object as u64)
    }

    /// A reference to the headered object of type `code` at `offset`, with the tag that type takes.
    #[inline(always)]
    pub const fn reference_at(offset: u64, code: TypeCode) -> Value {
        if code.is_function() { Value::function_at(offset) } else { Value::object_at(offset) }
    }

    /// The offset of a reference. Meaningless for other words.
    #[inline(always)]
    pub const fn offset(self) -> u64 {
        self.0 & !(TAG_MASK)
    }

    /// The offset of a cons or of NIL: as [`Value::offset`], but address arithmetic takes the known tag off for nothing.
    #[inline(always)]
    pub const fn cons_offset(self) -> u64 {
        debug_assert!(self.is_list());
        self.0.wrapping_sub(Tag::Cons as u64)
    }

    /// This reference, to an object that has moved to `offset`.
    #[inline(always)]
    pub const fn moved_to(self, offset: u64) -> Value {
        debug_assert!(offset.is_multiple_of(OBJECT_ALIGN as u64));
        Value(offset | self.0 & TAG_MASK)
    }

    /// True for words that refer to an object in memory, NIL included.
    #[inline(always)]
    pub const fn is_reference(self) -> bool {
        matches!(self.tag(), Tag::Cons | Tag::Function | Tag::Object)
    }

    /// True for a reference to a cons, **and for NIL**.
    #[inline(always)]
    pub const fn is_list(self) -> bool {
        self.0 & TAG_MASK == Tag::Cons as u64
    }

    /// True for a reference to a cons (not NIL).
    #[inline(always)]
    pub const fn is_cons(self) -> bool {
        self.is_list() && self.0 != Value::NIL.0
    }

    /// True for the empty list.
    #[inline(always)]
    pub const fn is_nil(self) -> bool {
        self.0 == Value::NIL.0
    }

    /// True for a callable object.
    #[inline(always)]
    pub const fn is_function(self) -> bool {
        self.0 & TAG_MASK == Tag::Function as u64
    }

    /// True for a headered object that is not callable.
    #[inline(always)]
    pub const fn is_object(self) -> bool {
        self.0 & TAG_MASK == Tag::Object as u64
    }

    /// T or NIL.
    #[inline(always)]
    pub const fn boolean(b: bool) -> Value {
        if b { crate::statics::sym::T } else { Value::NIL }
    }
}

const DOUBLE_EXPONENT_OFFSET: u64 = 896;
const DOUBLE_EXPONENT_SHIFT: u32 = 53;

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_nil() {
            return f.write_str("NIL");
        }
        match self.tag() {
            Tag::FixnumEven | Tag::FixnumOdd => write!(f, "{}", self.fixnum_unchecked()),
            Tag::Cons => write!(f, "cons@{:#x}", self.offset()),
            Tag::Function => write!(f, "function@{:#x}", self.offset()),
            Tag::Object => write!(f, "object@{:#x}", self.offset()),
            Tag::Immediate => match self.as_character() {
                Some(c) => write!(f, "{c:?}"),
                None => write!(f, "immediate:{:#x}", self.0),
            },
            Tag::Double => write!(f, "{:?}", self.as_immediate_double()),
            Tag::Header => write!(f, "header:{:#x}", self.0),
        }
    }
}

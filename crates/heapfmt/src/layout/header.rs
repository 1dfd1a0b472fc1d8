//! Headers and forwarding words, and how long an object is.

use super::constants::listed_constants;
use super::value::TAG_MASK;
use super::{ELEMENT_TYPES, ElementType, Shape, TYPES, Tag, TypeCode};
use std::fmt;

listed_constants! {
    /// Header flag bits, by the type that uses them.
    pub mod flags {
        /// Bignum: the number is negative.
        pub const NEGATIVE: u8 = 1;
        /// Symbol: the variable is special.
        pub const SPECIAL: u8 = 1;
        /// Symbol: the variable is a constant.
        pub const CONSTANT: u8 = 2;
        /// Symbol: a global symbol macro; its expansion is on the info list.
        pub const SYMBOL_MACRO: u8 = 4;
        /// Symbol: the variable is always global and never bound dynamically.
        pub const GLOBAL: u8 = 8;
        /// Symbol: not to be compiled inline or called directly.
        pub const NOTINLINE: u8 = 16;
        /// Simple vector: it holds the entries of a weak hash table, and the number in these bits is the table's
        /// WEAKNESS. The collector replaces the keys and values of dead entries by EMPTY.
        pub const WEAKNESS: u8 = 7;
        /// Wide string: its element type is NIL, so nothing can be stored in it.
        pub const NO_ELEMENTS: u8 = 1;
        /// Layout: EQUAL, and so EQUALP and the hashes, compares its structures by their slots.
        pub const COMPARED_BY_SLOTS: u8 = 1;
        /// Layout: its structures represent a built-in class and are no structures to programs.
        pub const BUILT_IN_CLASS: u8 = 2;
        /// Hash table: some key's hash depends on where the key lies in memory.
        pub const ADDRESS_SENSITIVE: u8 = 1;
    }
}

/// The first word of every object but conses.
///
/// ```text
///  63           40 39           16 15    8 7    3 2 0
/// |   layout id   | identity hash |  flags | type |111|
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub struct Header(u64);

const TYPE_SHIFT: u32 = 3;
const TYPE_MASK: u64 = 0x1f;
const FORWARDED: u64 = 0xff;
const FLAGS_SHIFT: u32 = 8;
const HASH_SHIFT: u32 = 16;
const LAYOUT_SHIFT: u32 = 40;
const FIELD24: u64 = 0xff_ffff;

impl Header {
    /// A header with no flags, no hash and layout 0.
    #[inline(always)]
    pub const fn new(code: TypeCode) -> Header {
        Header((code as u64) << TYPE_SHIFT | Tag::Header as u64)
    }

    /// Takes a word that [`is_header`] accepts.
    #[inline(always)]
    pub const fn from_bits(bits: u64) -> Header {
        Header(bits)
    }

    /// The word itself.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The number in the type field; 31 in a forwarding word.
    #[inline(always)]
    pub const fn type_number(self) -> u8 {
        (self.0 >> TYPE_SHIFT & TYPE_MASK) as u8
    }

    /// Whether the object is of type `code`.
    #[inline(always)]
    pub const fn is(self, code: TypeCode) -> bool {
        self.0 & 0xff == Header::new(code).0
    }

    /// The type, or `None` for numbers that no type has.
    #[inline(always)]
    pub fn type_code(self) -> Option<TypeCode> {
        TypeCode::from_number(self.type_number())
    }

    /// The flag byte. What a bit means depends on the type; see [`flags`] and [`ElementType`].
    #[inline(always)]
    pub const fn flags(self) -> u8 {
        (self.0 >> FLAGS_SHIFT) as u8
    }

    /// This header with other flags.
    #[inline(always)]
    pub const fn with_flags(self, flags: u8) -> Header {
        Header(self.0 & !(0xff << FLAGS_SHIFT) | (flags as u64) << FLAGS_SHIFT)
    }

    /// The identity hash; 0 stands for none: an object gets one when it is first asked for.
    #[inline(always)]
    pub const fn identity_hash(self) -> u32 {
        (self.0 >> HASH_SHIFT & FIELD24) as u32
    }

    /// This header with an identity hash below 2^24.
    #[inline(always)]
    pub const fn with_identity_hash(self, hash: u32) -> Header {
        Header(self.0 & !(FIELD24 << HASH_SHIFT) | (hash as u64 & FIELD24) << HASH_SHIFT)
    }

    /// The layout id of structures and instances; 0 for other types.
    #[inline(always)]
    pub const fn layout_id(self) -> u32 {
        (self.0 >> LAYOUT_SHIFT) as u32
    }

    /// This header with a layout id below 2^24.
    #[inline(always)]
    pub const fn with_layout_id(self, id: u32) -> Header {
        Header(self.0 & !(FIELD24 << LAYOUT_SHIFT) | (id as u64 & FIELD24) << LAYOUT_SHIFT)
    }

    /// The element type of a raw vector, or `None` when the flags name none.
    #[inline(always)]
    pub fn element_type(self) -> Option<ElementType> {
        ELEMENT_TYPES.get(usize::from(self.flags())).map(|row| row.0)
    }

    /// How to read the object's words, or `None` for an impossible header.
    #[inline]
    pub fn shape(self) -> Option<Shape> {
        let info = TYPES.get(usize::from(self.type_number()))?;
        if let TypeCode::RawVector = info.code {
            let log2_bits = ELEMENT_TYPES.get(usize::from(self.flags()))?.1;
            return Some(Shape::Raw { log2_bits });
        }
        Some(info.shape)
    }
}

impl fmt::Debug for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} flags={:#x} hash={}", self.type_code(), self.flags(), self.identity_hash())
    }
}

/// Whether a word is a header or a forwarding word, not a value.
#[inline(always)]
pub const fn is_header(word: u64) -> bool {
    word & TAG_MASK == Tag::Header as u64
}

/// The word that replaces the first word of an object that the collector has moved to `offset`.
#[inline(always)]
pub const fn forwarding_word(offset: u64) -> u64 {
    offset << 8 | FORWARDED
}

/// Where the object went, if `word` is a forwarding word.
#[inline(always)]
pub const fn forwarded_to(word: u64) -> Option<u64> {
    // The shift is arithmetic: offsets are differences of 47-bit addresses and may be negative.
    if word & 0xff == FORWARDED { Some((word as i64 >> 8) as u64) } else { None }
}

/// Length of an object in words, header included, rounded up to the alignment, given its shape and its count
/// word (ignored for shapes without one). `None` when the size is beyond memory.
#[inline]
pub fn object_words(shape: Shape, count: u64) -> Option<u64> {
    let words = match shape {
        Shape::Slots(n) | Shape::RawWords(n) => 1 + u64::from(n),
        Shape::Weak(n) => 2 + u64::from(n),
        Shape::Counted => count.checked_add(2)?,
        Shape::Raw { log2_bits } => {
            if count > MAX_RAW_ELEMENTS {
                return None;
            }
            2 + (count << log2_bits).div_ceil(64)
        }
    };
    if words > MAX_OBJECT_WORDS { None } else { Some((words + 1) & !1) }
}

/// Upper bound of an object's length in words: 2^44 bytes.
pub const MAX_OBJECT_WORDS: u64 = 1 << 41;
const MAX_RAW_ELEMENTS: u64 = 1 << 47;

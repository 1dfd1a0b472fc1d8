//! Words, tags, object headers and object shapes: the only file that knows bit positions.
//!
//! A heap is a sequence of 64-bit words. A word is a [`Value`] (tagged), a [`Header`], or raw data that belongs
//! to an object whose shape says so. Objects start at multiples of 16 bytes. A reference holds the *offset* of
//! its target from the heap's base, a wrapping 64-bit difference, so objects outside the image are reachable by
//! the same arithmetic and nothing is relocated when the image lies elsewhere.
//!
//! ```text
//!  tag   value                         bits
//!  x00   fixnum                        62-bit integer << 2  (low two bits 00: add and compare untagged)
//!  001   cons                          offset | 1           (two words, no header)
//!  010   immediate                     payload << 32 | kind << 3 | 2   (character, single-float, marker)
//!  011   immediate double              rotated; doubles outside the exponent range are boxed
//!  101   function                      offset | 5           (closure, builtin, funcallable instance)
//!  110   headered object               offset | 6           (everything else)
//!  111   header or forwarding word     never a value
//! ```
//!
//! Because a header's low three bits are 111 and no value's are, a heap can be walked word by word: an aligned
//! word with tag 111 starts a headered object, any other starts a cons.

use std::fmt;
use std::hint::cold_path;

/// Object alignment in bytes.
pub const OBJECT_ALIGN: usize = 16;
/// Bytes in a word.
pub const WORD: usize = 8;

const TAG_MASK: u64 = 0b111;

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

/// What a headered object is. The code stands in bits 3-7 of its header.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum TypeCode {
    /// See [`symbol`].
    Symbol = 0,
    /// Prototype and captured values; see [`closure`]. Function tag.
    Closure = 1,
    /// A primitive of the runtime; see [`builtin`]. Function tag.
    Builtin = 2,
    /// An instance that can be called; see [`funcallable`]. Function tag.
    FuncallableInstance = 3,
    /// Code, constants and lambda list of a function; see [`prototype`].
    Prototype = 4,
    /// Instructions, 32 bits each; see [`crate::ops`].
    Code = 5,
    /// Vector of values.
    SimpleVector = 6,
    /// String whose characters are all below 256, one byte each. Literals and symbol names; not writable.
    NarrowString = 7,
    /// String of 32-bit characters.
    WideString = 8,
    /// Vector of numbers or bits; the header's flags hold its [`ElementType`].
    RawVector = 9,
    /// Array with rank other than one, fill pointer, displacement or adjustability; see [`array`].
    Array = 10,
    /// Integer outside the fixnum range: magnitude in 64-bit limbs, least significant first, no leading zero
    /// limb; flag [`flags::NEGATIVE`] holds the sign.
    Bignum = 11,
    /// Numerator and denominator.
    Ratio = 12,
    /// Double outside the immediate range: one raw word of IEEE bits.
    Double = 13,
    /// Real and imaginary part.
    Complex = 14,
    /// A captured variable that is assigned.
    ValueCell = 15,
    /// Slots inline behind their layout; see [`structure`].
    Structure = 16,
    /// Layout and slot vector; see [`instance`].
    Instance = 17,
    /// See [`hash_table`].
    HashTable = 18,
    /// See [`package`].
    Package = 19,
    /// A reference that does not keep its target alive; see [`weak_pointer`].
    WeakPointer = 20,
    /// What a symbol's function slot holds when it names a macro; see [`macro_function`].
    Macro = 21,
    /// See [`stream`].
    Stream = 22,
    /// Target of a non-local exit; see [`exit_point`].
    ExitPoint = 23,
    /// See [`readtable`].
    Readtable = 24,
    /// What an unwinding in progress will do next; see [`unwind_state`].
    UnwindState = 25,
    /// Description of a structure or instance type; see [`layout`].
    Layout = 26,
    /// A compiler environment that a macro function was given; see [`environment`].
    Environment = 27,
    /// Dead space of any even number of words, so that a heap stays walkable.
    Filler = 28,
    /// What a symbol's function slot holds when it names a special operator.
    SpecialOperator = 29,
}

/// How the words behind a header are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A fixed number of values.
    Slots(u8),
    /// A raw count word, then that many values.
    Counted,
    /// A raw count word, then that many elements of `1 << log2_bits` bits.
    Raw {
        /// Binary logarithm of the element size in bits: 0 for bits, 3 for bytes, 6 for words.
        log2_bits: u8,
    },
    /// A fixed number of raw words.
    RawWords(u8),
    /// One weak value, then a fixed number of ordinary values.
    Weak(u8),
}

/// Table row of a [`TypeCode`]: its name, shape and tag.
pub struct TypeInfo {
    /// The code.
    pub code: TypeCode,
    /// Name for dumps.
    pub name: &'static str,
    /// Shape, for all element types but those of a raw vector, which its flags decide.
    pub shape: Shape,
    /// Whether references carry the function tag.
    pub function: bool,
}

macro_rules! type_table {
    ($($code:ident $shape:expr, $function:expr;)*) => {
        /// All object types, indexed by code.
        pub static TYPES: &[TypeInfo] = &[
            $(TypeInfo { code: TypeCode::$code, name: stringify!($code), shape: $shape, function: $function },)*
        ];
    };
}

type_table! {
    Symbol Shape::Slots(7), false;
    Closure Shape::Counted, true;
    Builtin Shape::Slots(3), true;
    FuncallableInstance Shape::Slots(3), true;
    Prototype Shape::Counted, false;
    Code Shape::Raw { log2_bits: 5 }, false;
    SimpleVector Shape::Counted, false;
    NarrowString Shape::Raw { log2_bits: 3 }, false;
    WideString Shape::Raw { log2_bits: 5 }, false;
    RawVector Shape::Raw { log2_bits: 6 }, false;
    Array Shape::Counted, false;
    Bignum Shape::Raw { log2_bits: 6 }, false;
    Ratio Shape::Slots(2), false;
    Double Shape::RawWords(1), false;
    Complex Shape::Slots(2), false;
    ValueCell Shape::Slots(1), false;
    Structure Shape::Counted, false;
    Instance Shape::Slots(2), false;
    HashTable Shape::Slots(9), false;
    Package Shape::Slots(9), false;
    WeakPointer Shape::Weak(0), false;
    Macro Shape::Slots(2), false;
    Stream Shape::Slots(9), false;
    ExitPoint Shape::Slots(2), false;
    Readtable Shape::Slots(3), false;
    UnwindState Shape::Slots(4), false;
    Layout Shape::Slots(7), false;
    Environment Shape::RawWords(1), false;
    Filler Shape::Raw { log2_bits: 6 }, false;
    SpecialOperator Shape::Slots(1), false;
}

impl TypeCode {
    /// The type with number `code`, or `None`.
    #[inline]
    pub fn from_number(code: u8) -> Option<TypeCode> {
        TYPES.get(usize::from(code)).map(|info| info.code)
    }

    /// Whether references to such objects carry the function tag.
    #[inline(always)]
    pub const fn is_function(self) -> bool {
        matches!(self, TypeCode::Closure | TypeCode::Builtin | TypeCode::FuncallableInstance)
    }
}

/// What the elements of a [`TypeCode::RawVector`] are. Stands in the header's flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum ElementType {
    /// `bit`
    Bit = 0,
    /// `(unsigned-byte 2)`
    U2 = 1,
    /// `(unsigned-byte 4)`
    U4 = 2,
    /// `(unsigned-byte 8)`
    U8 = 3,
    /// `(unsigned-byte 16)`
    U16 = 4,
    /// `(unsigned-byte 32)`
    U32 = 5,
    /// `(unsigned-byte 64)`
    U64 = 6,
    /// `(signed-byte 8)`
    S8 = 7,
    /// `(signed-byte 16)`
    S16 = 8,
    /// `(signed-byte 32)`
    S32 = 9,
    /// `(signed-byte 64)`
    S64 = 10,
    /// `single-float`
    F32 = 11,
    /// `double-float`
    F64 = 12,
}

/// Element types by number, with the binary logarithm of their size in bits.
pub const ELEMENT_TYPES: &[(ElementType, u8)] = &[
    (ElementType::Bit, 0),
    (ElementType::U2, 1),
    (ElementType::U4, 2),
    (ElementType::U8, 3),
    (ElementType::U16, 4),
    (ElementType::U32, 5),
    (ElementType::U64, 6),
    (ElementType::S8, 3),
    (ElementType::S16, 4),
    (ElementType::S32, 5),
    (ElementType::S64, 6),
    (ElementType::F32, 5),
    (ElementType::F64, 6),
];

/// Declares a module of constants, and lists their names and values in its TABLE, which is part of the format
/// digest.
macro_rules! listed_constants {
    ($(#[$doc:meta])* pub mod $module:ident {
        $($(#[$constant_doc:meta])* pub const $name:ident: $type:ty = $value:expr;)*
    }) => {
        $(#[$doc])*
        pub mod $module {
            $($(#[$constant_doc])* pub const $name: $type = $value;)*
            pub(crate) const TABLE: &[(&str, u64)] = &[$((stringify!($name), $name as u64),)*];
        }
    };
}
pub(crate) use listed_constants;

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
        /// Layout: EQUAL, and so EQUALP and the hashes, compares its structures by their slots.
        pub const COMPARED_BY_SLOTS: u8 = 1;
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

    /// The identity hash; 0 means: not yet given.
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

/// Declares the word positions of a type's slots, counted from the header (which is word 0).
macro_rules! slots {
    ($(#[$doc:meta])* $name:ident { $($(#[$slot_doc:meta])* $slot:ident = $index:expr;)* }) => {
        listed_constants! {
            $(#[$doc])*
            pub mod $name { $($(#[$slot_doc])* pub const $slot: usize = $index;)* }
        }
    };
}

slots! {
    /// Words of a cons.
    cons {
        /// CAR
        CAR = 0;
        /// CDR
        CDR = 1;
    }
}
slots! {
    /// Slots of a symbol. NIL's symbol object lies at [`crate::statics::NIL_SYMBOL_OFFSET`].
    symbol {
        /// Global value, or UNBOUND.
        VALUE = 1;
        /// A function, a macro, a special operator, or UNBOUND.
        FUNCTION = 2;
        /// Property list.
        PLIST = 3;
        /// A string.
        NAME = 4;
        /// Home package or NIL.
        PACKAGE = 5;
        /// Fixnum index into every thread's binding vector; 0 when never bound dynamically.
        BINDING_INDEX = 6;
        /// Property list of what the system knows: setf function, compiler macro, inline expansion, ...
        INFO = 7;
    }
}
slots! {
    /// Slots of a closure. Word 1 is the count: one more than the number of captured values.
    closure {
        /// The prototype.
        PROTOTYPE = 2;
        /// First captured value.
        CAPTURED = 3;
    }
}
slots! {
    /// Slots of a builtin.
    builtin {
        /// Fixnum: row of the image's builtin table.
        INDEX = 1;
        /// Symbol that names it.
        NAME = 2;
        /// The lambda list it was bound with, a string.
        LAMBDA_LIST = 3;
    }
}
slots! {
    /// Slots of a funcallable instance.
    funcallable {
        /// Layout.
        LAYOUT = 1;
        /// The function that a call runs; replaceable.
        FUNCTION = 2;
        /// Simple vector of slot values.
        SLOTS = 3;
    }
}
slots! {
    /// Slots of a function prototype. Word 1 is the count: number of constants plus [`prototype::FIXED`].
    prototype {
        /// Number of slots before the constants.
        FIXED = 6;
        /// The code object.
        CODE = 2;
        /// Fixnum: see [`super::Arity`].
        ARITY = 3;
        /// Name: a symbol, (SETF x), (LABELS x in y), a string, or NIL.
        NAME = 4;
        /// The lambda list as written, for describe and backtraces.
        LAMBDA_LIST = 5;
        /// Simple vector of keyword names, in order, when the function takes keywords; else NIL.
        KEYWORDS = 6;
        /// Source positions, local names: a vector made by the compiler, or NIL.
        DEBUG = 7;
        /// First constant.
        CONSTANTS = 8;
    }
}
slots! {
    /// Slots of an array header. Word 1 is the count: 4 + rank.
    array {
        /// Number of slots before the dimensions.
        FIXED = 4;
        /// Fixnum of array flags: bit 0 adjustable, bit 1 has a fill pointer, bit 2 displaced.
        FLAGS = 2;
        /// The vector or array that holds the elements.
        DATA = 3;
        /// Fixnum: index of the first element in DATA.
        DISPLACEMENT = 4;
        /// Fixnum: fill pointer; the dimension when there is none.
        FILL_POINTER = 5;
        /// First dimension, a fixnum.
        DIMENSIONS = 6;
    }
}
slots! {
    /// Slots of ratio and complex.
    pair_number {
        /// Numerator or real part.
        FIRST = 1;
        /// Denominator or imaginary part.
        SECOND = 2;
    }
}
slots! {
    /// Slot of a value cell.
    value_cell {
        /// The value.
        VALUE = 1;
    }
}
slots! {
    /// Slots of a structure. Word 1 is the count: number of slots plus one.
    structure {
        /// Layout.
        LAYOUT = 2;
        /// First slot.
        SLOTS = 3;
    }
}
slots! {
    /// Slots of a standard instance.
    instance {
        /// Layout.
        LAYOUT = 1;
        /// Simple vector of slot values.
        SLOTS = 2;
    }
}
slots! {
    /// Slots of a layout.
    layout {
        /// Symbol that names the type.
        NAME = 1;
        /// Simple vector: this layout's ancestors, most general first, then the layout itself.
        ANCESTORS = 2;
        /// Simple vector of slot descriptions.
        SLOTS = 3;
        /// Fixnum: the layout id in headers of its instances.
        ID = 4;
        /// Class metaobject, or NIL.
        CLASS = 5;
        /// Property list for definers (printer, constructor, documentation ...).
        INFO = 6;
        /// Fixnum number of ancestors.
        DEPTH = 7;
    }
}
slots! {
    /// Slots of a hash table. Iteration order is insertion order.
    hash_table {
        /// Fixnum: 0 EQ, 1 EQL, 2 EQUAL, 3 EQUALP, 4 user-defined.
        TEST = 1;
        /// Fixnum: 0 strong, 1 key, 2 value, 3 key-and-value, 4 key-or-value.
        WEAKNESS = 2;
        /// Fixnum: number of live entries.
        COUNT = 3;
        /// Fixnum: number of entries ever appended, removed ones included.
        FILL = 4;
        /// Simple vector of key, value, key, value ...; a removed key is EMPTY.
        ENTRIES = 5;
        /// Raw U32 vector, a power of two long, of words that [`crate::hash_index`] describes.
        INDEX = 6;
        /// Fixnum: collection count at which an address-sensitive index was built.
        EPOCH = 7;
        /// User-defined functions, a cons of test and hash function, or NIL.
        FUNCTIONS = 8;
        /// Raw U32 vector of the entries' hashes when they come from a user-defined function, or NIL.
        HASHES = 9;
    }
}
slots! {
    /// Slots of a package.
    package {
        /// Name, a string.
        NAME = 1;
        /// List of nicknames.
        NICKNAMES = 2;
        /// Name table of internal symbols: a simple vector with their number, then buckets of open addressing,
        /// each a symbol or 0.
        INTERNAL = 3;
        /// Name table of external symbols.
        EXTERNAL = 4;
        /// List of packages used.
        USES = 5;
        /// List of packages using this one.
        USED_BY = 6;
        /// List of shadowing symbols.
        SHADOWING = 7;
        /// T when locked.
        LOCKED = 8;
        /// Documentation string or NIL.
        DOCUMENTATION = 9;
    }
}
slots! {
    /// Slot of a weak pointer.
    weak_pointer {
        /// Target, or EMPTY when it has died.
        TARGET = 1;
    }
}
slots! {
    /// Slots of a macro.
    macro_function {
        /// Function of two arguments: the form and the environment.
        EXPANDER = 1;
        /// The lambda list as written.
        LAMBDA_LIST = 2;
    }
}
slots! {
    /// Slot of a special operator.
    special_operator {
        /// Symbol that names it.
        NAME = 1;
    }
}
slots! {
    /// Slots of a stream.
    stream {
        /// Fixnum: the kind of stream, which says how the other slots are used.
        KIND = 1;
        /// Fixnum number of the process's file table, or NIL. Numbers 0, 1 and 2 are the standard files.
        HANDLE = 2;
        /// Fixnum bits: input, output, open, end of file seen, ...
        STATE = 3;
        /// String or vector that buffers or holds the contents, or the first component stream.
        BUFFER = 4;
        /// Fixnum position in BUFFER, or the second component stream.
        POSITION = 5;
        /// Fixnum end of the valid part of BUFFER.
        END = 6;
        /// Fixnum column of the next character written, or NIL when unknown.
        COLUMN = 7;
        /// Fixnum line number of the next character read.
        LINE = 8;
        /// Name of the file, or NIL.
        NAME = 9;
    }
}
slots! {
    /// Slots of an exit point.
    exit_point {
        /// Fixnum: serial number of the control stack entry it belongs to, or NIL when that is gone.
        SERIAL = 1;
        /// The block's name or NIL, for messages.
        NAME = 2;
    }
}
slots! {
    /// Slots of a readtable.
    readtable {
        /// Simple vector of 128 syntax entries for ASCII: a fixnum class or standard macro, a macro function, a
        /// vector of dispatching sub-characters.
        SYNTAX = 1;
        /// Alist of the syntax entries of further characters.
        EXTENDED = 2;
        /// Fixnum: 0 upcase, 1 downcase, 2 preserve, 3 invert.
        CASE = 3;
    }
}
slots! {
    /// Slots of the state of an unwinding that runs cleanup forms.
    unwind_state {
        /// Fixnum: what kind of exit is under way.
        KIND = 1;
        /// The catch tag or exit point.
        TARGET = 2;
        /// List of the values being delivered.
        VALUES = 3;
        /// Fixnum: control stack serial of the target.
        SERIAL = 4;
    }
}
slots! {
    /// Word of a compiler environment.
    environment {
        /// Raw number of an environment that the compiler holds; valid while the macro function runs.
        NUMBER = 1;
    }
}

/// How many arguments a function takes and how many registers it needs, packed in a fixnum of its prototype.
///
/// On entry the registers hold: required parameters, optional parameters (or UNSUPPLIED), then one register with
/// the rest list when `rest` or `keys` is set (NIL unless `rest` is), then one register per keyword parameter (or UNSUPPLIED).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arity {
    /// Number of required parameters, at most 4095.
    pub required: u16,
    /// Number of optional parameters, at most 4095.
    pub optional: u16,
    /// Takes &rest.
    pub rest: bool,
    /// Takes &key; their names are in the prototype's KEYWORDS, which also says how many they are.
    pub keys: bool,
    /// Takes &allow-other-keys.
    pub allow_other_keys: bool,
    /// Number of registers of a frame, parameters included, at most 65535.
    pub registers: u16,
}

impl Arity {
    const FIELD12: u64 = 0xfff;

    /// The packed form: registers in bits 0-15, required 16-27, optional 28-39, rest 40, keys 41, allow 42.
    ///
    /// A function of required parameters only is one whose packed form is below 2^28.
    pub const fn pack(self) -> i64 {
        (self.registers as u64
            | (self.required as u64 & Self::FIELD12) << 16
            | (self.optional as u64 & Self::FIELD12) << 28
            | (self.rest as u64) << 40
            | (self.keys as u64) << 41
            | (self.allow_other_keys as u64) << 42) as i64
    }

    /// The reverse of [`Arity::pack`].
    pub const fn unpack(packed: i64) -> Arity {
        let bits = packed as u64;
        Arity {
            registers: bits as u16,
            required: (bits >> 16 & Self::FIELD12) as u16,
            optional: (bits >> 28 & Self::FIELD12) as u16,
            rest: bits >> 40 & 1 != 0,
            keys: bits >> 41 & 1 != 0,
            allow_other_keys: bits >> 42 & 1 != 0,
        }
    }

    /// Whether the packed arity is that of a function of `n_args` required parameters and no others.
    #[inline(always)]
    pub const fn is_exactly(packed: i64, n_args: usize) -> bool {
        packed >> 16 == n_args as i64
    }

    /// The number of registers in a packed arity.
    #[inline(always)]
    pub const fn registers_of(packed: i64) -> usize {
        packed as u16 as usize
    }
}

const _: () = {
    let mut i = 0;
    while i < TYPES.len() {
        assert!(TYPES[i].code as usize == i, "the type table is indexed by code");
        assert!(TYPES[i].function == TYPES[i].code.is_function(), "tag and table agree");
        i += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixnums_round_trip_at_their_limits() {
        for n in [0, 1, -1, 2, MOST_NEGATIVE_FIXNUM, MOST_POSITIVE_FIXNUM] {
            assert_eq!(Value::fixnum(n).as_fixnum(), Some(n));
            assert!(!is_header(Value::fixnum(n).bits()));
        }
        assert_eq!(Value::try_fixnum(MOST_POSITIVE_FIXNUM + 1), None);
        assert_eq!(Value::try_fixnum(MOST_NEGATIVE_FIXNUM - 1), None);
    }

    #[test]
    fn fixnum_arithmetic_refuses_what_is_no_fixnum() {
        let (most, least) = (Value::fixnum(MOST_POSITIVE_FIXNUM), Value::fixnum(MOST_NEGATIVE_FIXNUM));
        let (one, minus_one) = (Value::fixnum(1), Value::fixnum(-1));
        assert_eq!(Value::fixnum_sum(Value::fixnum(40), Value::fixnum(2)), Some(Value::fixnum(42)));
        assert_eq!(Value::fixnum_sum(most, one), None);
        assert_eq!(Value::fixnum_sum(least, minus_one), None);
        assert_eq!(Value::fixnum_sum(most, least), Some(minus_one));
        assert_eq!(Value::fixnum_difference(least, one), None);
        assert_eq!(Value::fixnum_difference(most, minus_one), None);
        assert_eq!(Value::fixnum_product(Value::fixnum(-6), Value::fixnum(7)), Some(Value::fixnum(-42)));
        assert_eq!(Value::fixnum_product(least, minus_one), None);
        assert_eq!(Value::fixnum_product(most, Value::fixnum(2)), None);
        assert_eq!(Value::fixnum_sum(one, Value::NIL), None);
        assert_eq!(Value::fixnum_product(Value::NIL, one), None);
        assert!(Value::fixnum_less(least, minus_one) && !Value::fixnum_less(one, one));
    }

    #[test]
    fn doubles_are_immediate_or_refused_and_never_changed() {
        let mut immediate = 0;
        for exponent in 0..2048u64 {
            for sign in [0, 1u64] {
                for mantissa in [0, 1, 0x8_0000_0000_0000, 0xf_ffff_ffff_ffff] {
                    let f = f64::from_bits(sign << 63 | exponent << 52 | mantissa);
                    if let Some(v) = Value::try_double(f) {
                        immediate += 1;
                        assert_eq!(v.as_immediate_double().map(f64::to_bits), Some(f.to_bits()));
                    }
                }
            }
        }
        assert!(immediate > 2000, "the usual exponents are immediate: {immediate}");
        assert!(Value::try_double(1.0).is_some() && Value::try_double(-0.0).is_some());
        assert!(Value::try_double(f64::INFINITY).is_none() && Value::try_double(f64::NAN).is_none());
    }

    #[test]
    fn forwarding_words_hold_negative_offsets() {
        for offset in [16u64, (-16i64) as u64, (-(1i64 << 46)) as u64, 1 << 46] {
            assert_eq!(forwarded_to(forwarding_word(offset)), Some(offset));
            assert!(is_header(forwarding_word(offset)));
        }
        assert_eq!(forwarded_to(Header::new(TypeCode::Symbol).bits()), None);
    }

    #[test]
    fn headers_keep_their_fields_apart() {
        let header = Header::new(TypeCode::RawVector)
            .with_flags(3)
            .with_identity_hash(0xabcdef)
            .with_layout_id(0x123456);
        assert_eq!(header.type_code(), Some(TypeCode::RawVector));
        assert_eq!(header.element_type(), Some(ElementType::U8));
        assert_eq!((header.identity_hash(), header.layout_id()), (0xabcdef, 0x123456));
        assert_eq!(header.shape(), Some(Shape::Raw { log2_bits: 3 }));
    }

    #[test]
    fn arity_round_trips() {
        let arity = Arity {
            required: 3,
            optional: 2,
            rest: true,
            keys: false,
            allow_other_keys: true,
            registers: 300,
        };
        assert_eq!(Arity::unpack(arity.pack()), arity);
    }
}

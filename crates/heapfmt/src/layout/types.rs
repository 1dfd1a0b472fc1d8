//! The types of headered objects, the shapes of their words, and the elements of raw vectors.

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
///
/// What two of them have in common is one of them too, so that of two types of which one contains the other, the
/// smallest element types that contain them do so too (CLHS 15.1.2.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum ElementType {
    /// `bit`
    Bit = 0,
    /// `(unsigned-byte 2)`
    U2 = 1,
    /// `(unsigned-byte 4)`
    U4 = 2,
    /// `(unsigned-byte 7)`
    U7 = 3,
    /// `(unsigned-byte 8)`
    U8 = 4,
    /// `(unsigned-byte 15)`
    U15 = 5,
    /// `(unsigned-byte 16)`
    U16 = 6,
    /// `(unsigned-byte 31)`
    U31 = 7,
    /// `(unsigned-byte 32)`
    U32 = 8,
    /// `(unsigned-byte 63)`
    U63 = 9,
    /// `(unsigned-byte 64)`
    U64 = 10,
    /// `(signed-byte 8)`
    S8 = 11,
    /// `(signed-byte 16)`
    S16 = 12,
    /// `(signed-byte 32)`
    S32 = 13,
    /// `(signed-byte 64)`
    S64 = 14,
    /// `single-float`
    F32 = 15,
    /// `double-float`
    F64 = 16,
}

/// Element types by number, with the binary logarithm of the bits that an element takes.
pub const ELEMENT_TYPES: &[(ElementType, u8)] = &[
    (ElementType::Bit, 0),
    (ElementType::U2, 1),
    (ElementType::U4, 2),
    (ElementType::U7, 3),
    (ElementType::U8, 3),
    (ElementType::U15, 4),
    (ElementType::U16, 4),
    (ElementType::U31, 5),
    (ElementType::U32, 5),
    (ElementType::U63, 6),
    (ElementType::U64, 6),
    (ElementType::S8, 3),
    (ElementType::S16, 4),
    (ElementType::S32, 5),
    (ElementType::S64, 6),
    (ElementType::F32, 5),
    (ElementType::F64, 6),
];

const _: () = {
    let mut i = 0;
    while i < TYPES.len() {
        assert!(TYPES[i].code as usize == i, "the type table is indexed by code");
        assert!(TYPES[i].function == TYPES[i].code.is_function(), "tag and table agree");
        i += 1;
    }
};

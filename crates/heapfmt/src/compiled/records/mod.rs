//! Records: the steps by which a unit's objects are made and its code is run.
//!
//! A record is a tag byte and operands. Most make an object, which later records name by its number; numbers count
//! from 0 in each unit. Numbers are written seven bits a byte, low ones first (LEB128); texts are a length and UTF-8.
//! A [`Record::Patch`] stores a reference that was not there yet when its container was made, which is how circular
//! objects come about. [`Record::Call`] and [`Record::Run`] call functions: a top-level form, a LOAD-TIME-VALUE, a
//! form of MAKE-LOAD-FORM. What stands behind them may depend on what they did, so a loader stops there: records lie in
//! groups, each a 32-bit length and so many bytes, that end with the record that calls.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub use read::{RecordReader, first_group};
pub use write::RecordWriter;

use crate::layout::ElementType;

/// Declares the record type and its tags, and checks that no tag stands twice.
macro_rules! tags {
    ($($name:ident = $number:literal;)*) => {
        $(const $name: u8 = $number;)*
    };
}

tags! {
    FIXNUM = 1;
    CHARACTER = 2;
    SINGLE = 3;
    DOUBLE = 4;
    BIGNUM = 5;
    RATIO = 6;
    COMPLEX = 7;
    PACKAGE = 8;
    SYMBOL = 9;
    UNINTERNED = 10;
    LIST = 11;
    VECTOR = 12;
    LITERAL_STRING = 13;
    STRING = 14;
    RAW_VECTOR = 15;
    ARRAY = 16;
    HASH_TABLE = 17;
    PROTOTYPE = 18;
    CLOSURE = 19;
    BUILTIN = 20;
    PATCH = 21;
    CALL = 22;
    RUN = 23;
    RUN_TOPLEVEL = 24;
    NIL = 25;
    LAYOUT = 26;
    SETF_FUNCTION = 27;
}

const GROUP_PREFIX: usize = 4;

/// One step of loading. `u32` operands named as objects are object numbers.
#[derive(Clone, PartialEq, Debug)]
pub enum Record<'a> {
    /// NIL.
    Nil,
    /// A fixnum, or any integer of 64 bits.
    Fixnum(i64),
    /// A character's code.
    Character(u32),
    /// Bits of a single-float.
    Single(u32),
    /// Bits of a double-float.
    Double(u64),
    /// Sign and magnitude, in bytes of 64-bit limbs.
    Bignum(bool, &'a [u8]),
    /// Numerator and denominator.
    Ratio(u32, u32),
    /// Real and imaginary part.
    Complex(u32, u32),
    /// The package with this name.
    Package(&'a str),
    /// The symbol of a package.
    Symbol(u32, &'a str),
    /// A new symbol without home.
    Uninterned(&'a str),
    /// The symbol whose function is the one called (SETF place), of this place's symbol.
    SetfFunction(u32),
    /// A list of these elements and a tail.
    List(Vec<u32>, u32),
    /// A simple vector.
    Vector(Vec<u32>),
    /// A string that is not written to.
    LiteralString(&'a str),
    /// A simple string of 32-bit characters.
    String(&'a str),
    /// A vector of numbers: how many, and their bytes as they lie in memory.
    RawVector(ElementType, u64, &'a [u8]),
    /// An array header.
    Array(ArrayHeader),
    /// Test number, weakness number, and keys and values in turn.
    HashTable(u8, u8, Vec<u32>),
    /// A function prototype.
    Prototype(PrototypeRecord<'a>),
    /// A closure: its prototype and captured values.
    Closure(u32, Vec<u32>),
    /// A row of the unit's builtin table.
    Builtin(u32),
    /// The layout of a structure type: its name, the layout that it includes or NIL, and the names of all slots.
    Layout(u32, u32, Vec<u32>),
    /// Element `index` of object `container` := object `value`.
    Patch {
        /// What is changed: a list, vector or hash table.
        container: u32,
        /// The element; a list's tail follows its last element.
        index: u32,
        /// What is stored.
        value: u32,
    },
    /// The value of calling a function without arguments.
    Call(u32),
    /// Calls a function without arguments for its effect.
    Run(u32),
    /// A top-level form: calls a function, or the global function of a symbol, with these arguments.
    RunToplevel(u32, Vec<u32>),
}

/// What an array header says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArrayHeader {
    /// Array flags, see [`crate::layout::array::FLAGS`].
    pub flags: u32,
    /// The object that holds the elements.
    pub data: u32,
    /// Index of the first element there.
    pub displacement: u64,
    /// The fill pointer.
    pub fill_pointer: u64,
    /// The dimensions.
    pub dimensions: Vec<u64>,
}

/// What a prototype consists of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PrototypeRecord<'a> {
    /// Packed [`crate::layout::Arity`].
    pub arity: i64,
    /// Name, lambda list, keywords, debug information.
    pub parts: [u32; 4],
    /// Its constants.
    pub constants: Vec<u32>,
    /// Its instructions, little-endian; rows of builtins are the unit's.
    pub code: &'a [u8],
}

/// What is wrong with records.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the compiled file's record at byte {offset} of its group is damaged: {problem}")]
pub struct RecordError {
    /// Where the record starts.
    pub offset: usize,
    /// What is wrong.
    pub problem: &'static str,
}

impl Record<'_> {
    /// What listings call it.
    pub fn kind_name(&self) -> &'static str {
        match self {
            Record::Nil => "nil",
            Record::Fixnum(..) => "integer",
            Record::Character(..) => "character",
            Record::Single(..) => "single-float",
            Record::Double(..) => "double-float",
            Record::Bignum(..) => "bignum",
            Record::Ratio(..) => "ratio",
            Record::Complex(..) => "complex",
            Record::Package(..) => "package",
            Record::Symbol(..) => "symbol",
            Record::Uninterned(..) => "uninterned symbol",
            Record::SetfFunction(..) => "setf function name",
            Record::List(..) => "list",
            Record::Vector(..) => "vector",
            Record::LiteralString(..) => "literal string",
            Record::String(..) => "string",
            Record::RawVector(..) => "vector of numbers",
            Record::Array(..) => "array",
            Record::HashTable(..) => "hash table",
            Record::Prototype(..) => "prototype",
            Record::Closure(..) => "closure",
            Record::Builtin(..) => "builtin",
            Record::Layout(..) => "layout",
            Record::Patch { .. } => "patch",
            Record::Call(..) => "call",
            Record::Run(..) => "run",
            Record::RunToplevel(..) => "top-level form",
        }
    }

    /// Whether the record makes an object.
    pub fn makes_object(&self) -> bool {
        !matches!(self, Record::Patch { .. } | Record::Run(_) | Record::RunToplevel(..))
    }

    /// Whether a loader calls a function for this record before it goes on.
    pub fn calls(&self) -> bool {
        matches!(self, Record::Call(_) | Record::Run(_) | Record::RunToplevel(..))
    }
}

//! What the slots of each type hold, as one table of the slots that are not arbitrary.

use crate::layout::{
    self, TypeCode, Value, array, builtin, closure, exit_point, funcallable, hash_table, instance,
    macro_function, package, pair_number, prototype, readtable, special_operator, stream, structure, symbol,
};
use crate::walk::HeapBytes;

use super::references::type_of;

/// What a slot must hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Expected {
    Fixnum,
    /// A fixnum from 0 up to this.
    UpTo(i64),
    FixnumOrNil,
    /// NIL, or the number of a standard file: all other handles belong to a process.
    StandardFileOrNil,
    List,
    Symbol,
    SimpleString,
    /// An object of this type.
    Type(TypeCode),
    /// An object of this type, or NIL.
    TypeOrNil(TypeCode),
    Function,
    /// What a symbol names as a function.
    FunctionCell,
    /// A vector or array.
    Vector,
    Integer,
    Real,
}

impl Expected {
    /// The words for messages.
    pub(super) fn description(self) -> &'static str {
        match self {
            Expected::Fixnum => "a fixnum",
            Expected::UpTo(_) => "a fixnum in its range",
            Expected::FixnumOrNil => "a fixnum or NIL",
            Expected::StandardFileOrNil => "a standard file's number or NIL",
            Expected::List => "a list",
            Expected::Symbol => "a symbol",
            Expected::SimpleString => "a simple string",
            Expected::Type(code) | Expected::TypeOrNil(code) => layout::TYPES[code as usize].name,
            Expected::Function => "a function",
            Expected::FunctionCell => "a function, macro, special operator or nothing",
            Expected::Vector => "a vector or array",
            Expected::Integer => "an integer",
            Expected::Real => "a real number",
        }
    }

    /// Whether a value, already checked to be one, fits.
    pub(super) fn accepts(self, heap: &HeapBytes<'_>, value: Value) -> bool {
        let is = |code: TypeCode| type_of(heap, value) == Some(code);
        match self {
            Expected::Fixnum => value.is_fixnum(),
            Expected::UpTo(most) => value.as_fixnum().is_some_and(|n| (0..=most).contains(&n)),
            Expected::FixnumOrNil => value.is_nil() || value.is_fixnum(),
            Expected::StandardFileOrNil => {
                value.is_nil() || value.as_fixnum().is_some_and(|n| (0..=2).contains(&n))
            }
            Expected::List => value.is_list(),
            Expected::Symbol => value.is_nil() || is(TypeCode::Symbol),
            Expected::SimpleString => is(TypeCode::NarrowString) || is(TypeCode::WideString),
            Expected::Type(code) => is(code),
            Expected::TypeOrNil(code) => value.is_nil() || is(code),
            Expected::Function => value.is_function(),
            Expected::FunctionCell => {
                value == Value::UNBOUND
                    || value.is_function()
                    || is(TypeCode::Macro)
                    || is(TypeCode::SpecialOperator)
            }
            Expected::Vector => [
                TypeCode::SimpleVector,
                TypeCode::NarrowString,
                TypeCode::WideString,
                TypeCode::RawVector,
                TypeCode::Array,
            ]
            .into_iter()
            .any(is),
            Expected::Integer => value.is_fixnum() || is(TypeCode::Bignum),
            Expected::Real => {
                value.is_fixnum()
                    || value.as_single().is_some()
                    || value.as_immediate_double().is_some()
                    || [TypeCode::Bignum, TypeCode::Ratio, TypeCode::Double].into_iter().any(is)
            }
        }
    }
}

/// A slot, and what it must hold.
type Rule = (usize, Expected);

const SIMPLE_VECTOR: Expected = Expected::Type(TypeCode::SimpleVector);
const LAYOUT: Expected = Expected::Type(TypeCode::Layout);
/// The number of the test of hash tables with functions of their own, the largest.
pub(super) const USER_DEFINED_TEST: i64 = 4;
/// Largest number of a hash table's weakness.
const LAST_WEAKNESS: i64 = 4;
/// Largest number of a readtable's case.
const LAST_CASE: i64 = 3;

/// The slots of a type that are not arbitrary, with the names of all its slots.
pub(super) fn rules(code: TypeCode) -> (&'static [Rule], &'static [(&'static str, u64)]) {
    match code {
        TypeCode::Symbol => (SYMBOL, symbol::TABLE),
        TypeCode::Closure => (&[(closure::PROTOTYPE, Expected::Type(TypeCode::Prototype))], closure::TABLE),
        TypeCode::Builtin => (BUILTIN, builtin::TABLE),
        TypeCode::FuncallableInstance => {
            (&[(funcallable::LAYOUT, LAYOUT), (funcallable::SLOTS, SIMPLE_VECTOR)], funcallable::TABLE)
        }
        TypeCode::Prototype => (PROTOTYPE, prototype::TABLE),
        TypeCode::Array => (ARRAY, array::TABLE),
        TypeCode::Ratio => (
            &[(pair_number::FIRST, Expected::Integer), (pair_number::SECOND, Expected::Integer)],
            pair_number::TABLE,
        ),
        TypeCode::Complex => (
            &[(pair_number::FIRST, Expected::Real), (pair_number::SECOND, Expected::Real)],
            pair_number::TABLE,
        ),
        TypeCode::Structure => (&[(structure::LAYOUT, LAYOUT)], structure::TABLE),
        TypeCode::Instance => {
            (&[(instance::LAYOUT, LAYOUT), (instance::SLOTS, SIMPLE_VECTOR)], instance::TABLE)
        }
        TypeCode::HashTable => (HASH_TABLE, hash_table::TABLE),
        TypeCode::Package => (PACKAGE, package::TABLE),
        TypeCode::Macro => (&[(macro_function::EXPANDER, Expected::Function)], macro_function::TABLE),
        TypeCode::Stream => (
            &[
                (stream::KIND, Expected::Fixnum),
                (stream::HANDLE, Expected::StandardFileOrNil),
                (stream::STATE, Expected::Fixnum),
            ],
            stream::TABLE,
        ),
        TypeCode::ExitPoint => (&[(exit_point::SERIAL, Expected::FixnumOrNil)], exit_point::TABLE),
        TypeCode::Readtable => (
            &[
                (readtable::SYNTAX, SIMPLE_VECTOR),
                (readtable::EXTENDED, Expected::TypeOrNil(TypeCode::HashTable)),
                (readtable::CASE, Expected::UpTo(LAST_CASE)),
            ],
            readtable::TABLE,
        ),
        TypeCode::Layout => (LAYOUT_SLOTS, layout::layout::TABLE),
        TypeCode::SpecialOperator => (&[(special_operator::NAME, Expected::Symbol)], special_operator::TABLE),
        TypeCode::Code
        | TypeCode::SimpleVector
        | TypeCode::NarrowString
        | TypeCode::WideString
        | TypeCode::RawVector
        | TypeCode::Bignum
        | TypeCode::Double
        | TypeCode::ValueCell
        | TypeCode::WeakPointer
        | TypeCode::UnwindState
        | TypeCode::Environment
        | TypeCode::Filler => (&[], &[]),
    }
}

const SYMBOL: &[Rule] = &[
    (symbol::FUNCTION, Expected::FunctionCell),
    (symbol::PLIST, Expected::List),
    (symbol::NAME, Expected::SimpleString),
    (symbol::PACKAGE, Expected::TypeOrNil(TypeCode::Package)),
    (symbol::BINDING_INDEX, Expected::Fixnum),
    (symbol::INFO, Expected::List),
];

const BUILTIN: &[Rule] = &[
    (builtin::INDEX, Expected::Fixnum),
    (builtin::NAME, Expected::Symbol),
    (builtin::LAMBDA_LIST, Expected::SimpleString),
];

const PROTOTYPE: &[Rule] = &[
    (prototype::CODE, Expected::Type(TypeCode::Code)),
    (prototype::ARITY, Expected::Fixnum),
    (prototype::KEYWORDS, Expected::TypeOrNil(TypeCode::SimpleVector)),
];

const ARRAY: &[Rule] = &[
    (array::FLAGS, Expected::Fixnum),
    (array::DATA, Expected::Vector),
    (array::DISPLACEMENT, Expected::Fixnum),
    (array::FILL_POINTER, Expected::Fixnum),
];

const HASH_TABLE: &[Rule] = &[
    (hash_table::TEST, Expected::UpTo(USER_DEFINED_TEST)),
    (hash_table::WEAKNESS, Expected::UpTo(LAST_WEAKNESS)),
    (hash_table::COUNT, Expected::Fixnum),
    (hash_table::FILL, Expected::Fixnum),
    (hash_table::ENTRIES, SIMPLE_VECTOR),
    (hash_table::INDEX, Expected::Type(TypeCode::RawVector)),
    (hash_table::HASHES, Expected::TypeOrNil(TypeCode::RawVector)),
];

const PACKAGE: &[Rule] = &[
    (package::NAME, Expected::SimpleString),
    (package::NICKNAMES, Expected::List),
    (package::INTERNAL, SIMPLE_VECTOR),
    (package::EXTERNAL, SIMPLE_VECTOR),
    (package::USES, Expected::List),
    (package::USED_BY, Expected::List),
    (package::SHADOWING, Expected::List),
];

const LAYOUT_SLOTS: &[Rule] = &[
    (layout::layout::NAME, Expected::Symbol),
    (layout::layout::ANCESTORS, SIMPLE_VECTOR),
    (layout::layout::SLOTS, SIMPLE_VECTOR),
    (layout::layout::ID, Expected::Fixnum),
    (layout::layout::INFO, Expected::List),
    (layout::layout::DEPTH, Expected::Fixnum),
];

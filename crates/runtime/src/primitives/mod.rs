//! Functions of the runtime, in one table per chapter.
//!
//! A row is documentation, effect, name, lambda list, function:
//!
//! ```text
//! primitives! {
//!     pub(super) static CONSES = {
//!         /// Returns the car of LIST, or NIL when LIST is NIL.
//!         pure "COMMON-LISP:CAR" "list" => car;
//!         /// Returns a new cons.
//!         alloc "COMMON-LISP:CONS" "car cdr" => cons;
//!         /// Returns a list of ARGS.
//!         alloc "COMMON-LISP:LIST" "&rest args" => rest list;
//!     }
//! }
//! fn car(m: &Mutator, [list]: [Value; 1]) -> PrimitiveResult { .. }
//! fn cons(m: &mut Mutator, [car, cdr]: [Value; 2]) -> PrimitiveResult { .. }
//! fn list(m: &mut Mutator, []: [Value; 0], rest: &[Value]) -> PrimitiveResult { .. }
//! ```
//!
//! * `pure` functions get `&Mutator`: they have no side effect and do not allocate; the compiler may fold them.
//! * `alloc` functions return fresh objects and have no other side effect.
//! * `effect` functions do anything else, but like all of them never run Lisp and never collect.
//! * `nested` functions get the whole [`Vm`](crate::vm::Vm) and may run Lisp. They are allowed only to the compiler,
//!   the reader and foreign callbacks; they keep values in the root arena across calls.
//!
//! Lambda lists have required, `&optional` and `&rest` parameters; a missing optional one is UNSUPPLIED. What
//! takes keywords is written in Lisp. A lambda list that does not fit its function does not compile.
//!
//! A function that depends on its argument's type returns `type_error(datum, expected)`; one that allocates
//! without bound first calls `m.heap.reserve`; all of a primitive's side effects come after its checks.

use crate::error::PrimitiveResult;
use crate::mutator::Mutator;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;

/// How a primitive is run. The slice holds its flat frame: required and optional parameters, then the rest.
#[derive(Clone, Copy)]
pub enum Invoke {
    /// A leaf function.
    Leaf(fn(&mut Mutator, &[Value]) -> PrimitiveResult),
    /// A client of nested calls. The slice is a copy; its values are stale after the first nested call.
    Nested(fn(&mut Vm, &[Value]) -> Result<Value, Unwind>),
}

/// What a primitive may do besides returning a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing.
    Pure,
    /// Allocate its result.
    Alloc,
    /// Anything but running Lisp.
    Effect,
    /// Run Lisp.
    Nested,
}

/// A row of a chapter's table.
pub struct Primitive {
    /// "PACKAGE:NAME".
    pub name: &'static str,
    /// Lambda list as Lisp text without parentheses.
    pub lambda_list: &'static str,
    /// Documentation string.
    pub doc: &'static str,
    /// What it may do.
    pub effect: Effect,
    /// Number of required parameters.
    pub required: usize,
    /// Number of optional parameters.
    pub optional: usize,
    /// Whether it takes further arguments.
    pub rest: bool,
    /// Raised when the meaning changes under an unchanged lambda list.
    pub version: u16,
    /// The function.
    pub invoke: Invoke,
}

/// The process's function for each number of an image's builtin table.
pub type BuiltinFunctions = &'static [&'static Primitive];

/// Number of required and optional parameters and whether there is a rest parameter.
pub(crate) const fn parse_lambda_list(text: &str) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    let (mut required, mut optional, mut rest) = (0, 0, false);
    // 0: required parameters, 1: optional ones, 2: behind &rest.
    let mut section = 0;
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b' ' {
            i += 1;
            continue;
        }
        if bytes[i] == b'&' {
            match bytes[i + 1] {
                b'o' => section = 1,
                b'r' => section = 2,
                _ => panic!("only &optional and &rest are possible"),
            }
        } else if section == 0 {
            required += 1;
        } else if section == 1 {
            optional += 1;
        } else {
            rest = true;
        }
        while i < bytes.len() && bytes[i] != b' ' {
            i += 1;
        }
    }
    (required, optional, rest)
}

/// Declares a chapter's table; see the module's head.
macro_rules! primitives {
    (@invoke pure $function:ident) => {{
        const fn arity<const N: usize>(
            _: fn(&$crate::mutator::Mutator, [heapfmt::Value; N]) -> $crate::error::PrimitiveResult,
        ) -> usize { N }
        (
            $crate::primitives::Invoke::Leaf(|m, args| {
                let frame = args.first_chunk().expect("the caller fills the frame");
                $function(m, *frame)
            }),
            arity($function), false, $crate::primitives::Effect::Pure,
        )
    }};
    (@invoke pure rest $function:ident) => {{
        const fn arity<const N: usize>(
            _: fn(&$crate::mutator::Mutator, [heapfmt::Value; N], &[heapfmt::Value]) -> $crate::error::PrimitiveResult,
        ) -> usize { N }
        (
            $crate::primitives::Invoke::Leaf(|m, args| {
                let (frame, rest) = args.split_first_chunk().expect("the caller fills the frame");
                $function(m, *frame, rest)
            }),
            arity($function), true, $crate::primitives::Effect::Pure,
        )
    }};
    (@invoke alloc $($function:tt)*) => { primitives!(@leaf Alloc $($function)*) };
    (@invoke effect $($function:tt)*) => { primitives!(@leaf Effect $($function)*) };
    (@leaf $effect:ident rest $function:ident) => {{
        const fn arity<const N: usize>(
            _: fn(&mut $crate::mutator::Mutator, [heapfmt::Value; N], &[heapfmt::Value])
                -> $crate::error::PrimitiveResult,
        ) -> usize { N }
        (
            $crate::primitives::Invoke::Leaf(|m, args| {
                let (frame, rest) = args.split_first_chunk().expect("the caller fills the frame");
                $function(m, *frame, rest)
            }),
            arity($function), true, $crate::primitives::Effect::$effect,
        )
    }};
    (@leaf $effect:ident $function:ident) => {{
        const fn arity<const N: usize>(
            _: fn(&mut $crate::mutator::Mutator, [heapfmt::Value; N]) -> $crate::error::PrimitiveResult,
        ) -> usize { N }
        (
            $crate::primitives::Invoke::Leaf(|m, args| {
                let frame = args.first_chunk().expect("the caller fills the frame");
                $function(m, *frame)
            }),
            arity($function), false, $crate::primitives::Effect::$effect,
        )
    }};
    (@invoke nested $function:ident) => {{
        const fn arity<const N: usize>(
            _: fn(&mut $crate::vm::Vm, [heapfmt::Value; N]) -> Result<heapfmt::Value, $crate::vm::Unwind>,
        ) -> usize { N }
        (
            $crate::primitives::Invoke::Nested(|vm, args| {
                let frame = args.first_chunk().expect("the caller fills the frame");
                $function(vm, *frame)
            }),
            arity($function), false, $crate::primitives::Effect::Nested,
        )
    }};
    ($visibility:vis static $chapter:ident = {
        $($(#[doc = $doc:literal])+ $effect:ident $name:literal $lambda_list:literal => $($function:ident)+;)*
    }) => {
        $visibility static $chapter: &[$crate::primitives::Primitive] = &[$({
            const ARITY: (usize, usize, bool) = $crate::primitives::parse_lambda_list($lambda_list);
            const ROW: ($crate::primitives::Invoke, usize, bool, $crate::primitives::Effect) =
                primitives!(@invoke $effect $($function)+);
            const {
                assert!(ARITY.0 + ARITY.1 == ROW.1, concat!($name, ": lambda list and function differ"));
                assert!(ARITY.2 == ROW.2, concat!($name, ": &rest needs `rest` before the function's name"));
            }
            $crate::primitives::Primitive {
                name: $name,
                lambda_list: $lambda_list,
                doc: concat!($($doc, "\n"),+),
                effect: ROW.3,
                required: ARITY.0,
                optional: ARITY.1,
                rest: ARITY.2,
                version: 1,
                invoke: ROW.0,
            }
        }),*];
    };
}

mod arguments;
mod arithmetic;
mod arrays;
mod bit_arrays;
mod bit_fields;
mod characters;
mod clocks;
mod compiled_files;
mod compiler;
mod conses;
mod element_search;
mod evaluation;
mod file_streams;
mod files;
mod floats;
mod hash_tables;
mod image;
mod irrational;
mod list_accessors;
mod list_sets;
mod numbers;
mod packages;
mod property_lists;
mod reader;
mod reader_macros;
mod sequence_comparison;
mod sequences;
mod sorting;
mod standard_tests;
mod stream_elements;
mod stream_objects;
mod streams;
mod strings;
pub(crate) mod structures;
mod symbols;
mod system;
mod trees;
mod types;
pub(crate) mod vectors;
mod vm;

/// All tables. A builtin's index is its position in their concatenation.
pub static CHAPTERS: &[&[Primitive]] = &[
    conses::CONSES,
    list_accessors::LIST_ACCESSORS,
    property_lists::PROPERTY_LISTS,
    list_sets::LIST_SETS,
    trees::TREES,
    standard_tests::STANDARD_TESTS,
    element_search::ELEMENT_SEARCH,
    arithmetic::ARITHMETIC,
    floats::FLOATS,
    irrational::IRRATIONAL,
    numbers::NUMBERS,
    bit_fields::BIT_FIELDS,
    characters::CHARACTERS,
    hash_tables::HASH_TABLES,
    compiler::COMPILER,
    evaluation::EVALUATION,
    compiled_files::COMPILED_FILES,
    sequences::SEQUENCES,
    sequence_comparison::SEQUENCE_COMPARISON,
    strings::STRINGS,
    vectors::VECTORS,
    arrays::ARRAYS,
    bit_arrays::BIT_ARRAYS,
    sorting::SORTING,
    structures::STRUCTURES,
    types::TYPES,
    symbols::SYMBOLS,
    packages::PACKAGES,
    streams::STREAMS,
    stream_elements::STREAM_ELEMENTS,
    stream_objects::STREAM_OBJECTS,
    file_streams::FILE_STREAMS,
    files::FILES,
    reader::READER,
    reader_macros::READER_MACROS,
    system::SYSTEM,
    clocks::CLOCKS,
    image::IMAGE,
    vm::VM,
];

const N_PRIMITIVES: usize = {
    let (mut n, mut chapter) = (0, 0);
    while chapter < CHAPTERS.len() {
        n += CHAPTERS[chapter].len();
        chapter += 1;
    }
    n
};

/// The concatenation of [`CHAPTERS`]; laid out by the compiler, so that starting costs nothing.
pub static PRIMITIVES: [&Primitive; N_PRIMITIVES] = {
    let mut table = [&CHAPTERS[0][0]; N_PRIMITIVES];
    let (mut n, mut chapter) = (0, 0);
    while chapter < CHAPTERS.len() {
        let mut row = 0;
        while row < CHAPTERS[chapter].len() {
            table[n] = &CHAPTERS[chapter][row];
            n += 1;
            row += 1;
        }
        chapter += 1;
    }
    table
};

/// All primitives, a line each in the order of their names: name, lambda list and effect.
pub fn listing() -> String {
    let mut lines: Vec<String> = PRIMITIVES
        .iter()
        .map(|primitive| format!("{} ({}) {:?}\n", primitive.name, primitive.lambda_list, primitive.effect))
        .collect();
    lines.sort_unstable();
    lines.concat()
}

#[cfg(test)]
mod tests;

//! Objects at fixed offsets: NIL, the symbols that Rust code names, and the root vector.
//!
//! They begin every image, in this order, so the runtime refers to them by constants ([`sym`], [`root`]) and
//! needs neither registration nor lookup:
//!
//! ```text
//!  0x00  filler, so that no object lies at offset 0
//!  0x10  the cons NIL
//!  0x20  the symbol object of NIL
//!  0x60  the symbols of SYMBOLS from the second on, 64 bytes each
//!  ....  the root vector, a simple vector
//! ```
//!
//! The table's order is part of the interface hash; a new symbol goes to the end of its package's rows.

use crate::layout::{Value, listed_constants};

/// Offset of the cons NIL.
pub const NIL_CONS_OFFSET: u64 = 0x10;
/// Offset of NIL's symbol object.
pub const NIL_SYMBOL_OFFSET: u64 = 0x20;
/// Bytes of a symbol object.
pub const SYMBOL_BYTES: u64 = 64;

/// A symbol at a fixed offset.
pub struct StaticSymbol {
    /// Name of its home package.
    pub package: &'static str,
    /// Its name.
    pub name: &'static str,
}

macro_rules! static_symbols {
    ($($package:literal { $($constant:ident $name:literal,)* })*) => {
        /// All static symbols, in offset order; NIL is the first.
        pub static SYMBOLS: &[StaticSymbol] = &[
            $($(StaticSymbol { package: $package, name: $name },)*)*
        ];

        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "counts the rows of the table")]
        #[derive(Clone, Copy)]
        enum Position { $($($constant,)*)* Count }

        /// The static symbols as constants.
        pub mod sym {
            use super::{Position, Value, symbol_at};
            $($(
                #[doc = concat!("The symbol ", $package, ":", $name, ".")]
                pub const $constant: Value = symbol_at(Position::$constant as u64);
            )*)*
        }
    };
}

const fn symbol_at(position: u64) -> Value {
    // NIL's value is the cons, see `Value::NIL`; it still takes the first place in the table.
    if position == 0 { Value::NIL } else { Value::object_at(NIL_SYMBOL_OFFSET + position * SYMBOL_BYTES) }
}

static_symbols! {
    "COMMON-LISP" {
        NIL "NIL",
        T "T",
        QUOTE "QUOTE",
        FUNCTION "FUNCTION",
        LAMBDA "LAMBDA",
        BLOCK "BLOCK",
        CATCH "CATCH",
        EVAL_WHEN "EVAL-WHEN",
        FLET "FLET",
        GO "GO",
        IF "IF",
        LABELS "LABELS",
        LET "LET",
        LET_STAR "LET*",
        LOAD_TIME_VALUE "LOAD-TIME-VALUE",
        LOCALLY "LOCALLY",
        MACROLET "MACROLET",
        MULTIPLE_VALUE_CALL "MULTIPLE-VALUE-CALL",
        MULTIPLE_VALUE_PROG1 "MULTIPLE-VALUE-PROG1",
        PROGN "PROGN",
        PROGV "PROGV",
        RETURN_FROM "RETURN-FROM",
        SETQ "SETQ",
        SYMBOL_MACROLET "SYMBOL-MACROLET",
        TAGBODY "TAGBODY",
        THE "THE",
        THROW "THROW",
        UNWIND_PROTECT "UNWIND-PROTECT",
        DECLARE "DECLARE",
        SPECIAL "SPECIAL",
        INLINE "INLINE",
        NOTINLINE "NOTINLINE",
        OPTIMIZE "OPTIMIZE",
        TYPE "TYPE",
        FTYPE "FTYPE",
        IGNORE "IGNORE",
        IGNORABLE "IGNORABLE",
        DYNAMIC_EXTENT "DYNAMIC-EXTENT",
        DECLARATION "DECLARATION",
        SETF "SETF",
        COMPILE "COMPILE",
        LOAD "LOAD",
        EVAL "EVAL",
        AND_OPTIONAL "&OPTIONAL",
        AND_REST "&REST",
        AND_KEY "&KEY",
        AND_ALLOW_OTHER_KEYS "&ALLOW-OTHER-KEYS",
        AND_AUX "&AUX",
        AND_BODY "&BODY",
        AND_WHOLE "&WHOLE",
        AND_ENVIRONMENT "&ENVIRONMENT",
        PACKAGE "*PACKAGE*",
        READTABLE "*READTABLE*",
        READ_BASE "*READ-BASE*",
        READ_EVAL "*READ-EVAL*",
        READ_SUPPRESS "*READ-SUPPRESS*",
        READ_DEFAULT_FLOAT_FORMAT "*READ-DEFAULT-FLOAT-FORMAT*",
        FEATURES "*FEATURES*",
        MACROEXPAND_HOOK "*MACROEXPAND-HOOK*",
        STANDARD_INPUT "*STANDARD-INPUT*",
        STANDARD_OUTPUT "*STANDARD-OUTPUT*",
        ERROR_OUTPUT "*ERROR-OUTPUT*",
        GENSYM_COUNTER "*GENSYM-COUNTER*",
        FUNCALL "FUNCALL",
        APPLY "APPLY",
        VALUES "VALUES",
        LIST "LIST",
        LIST_STAR "LIST*",
        CONS "CONS",
        APPEND "APPEND",
        VECTOR "VECTOR",
        CAR "CAR",
        CDR "CDR",
        RPLACA "RPLACA",
        RPLACD "RPLACD",
        EQ "EQ",
        EQL "EQL",
        EQUAL "EQUAL",
        EQUALP "EQUALP",
        NOT "NOT",
        NULL "NULL",
        CONSP "CONSP",
        ATOM "ATOM",
        SVREF "SVREF",
        AREF "AREF",
        PLUS "+",
        MINUS "-",
        TIMES "*",
        ONE_PLUS "1+",
        ONE_MINUS "1-",
        LESS "<",
        GREATER ">",
        LESS_OR_EQUAL "<=",
        GREATER_OR_EQUAL ">=",
        NUMBER_EQUAL "=",
        NUMBER_NOT_EQUAL "/=",
        ZEROP "ZEROP",
        LOGAND "LOGAND",
        LOGIOR "LOGIOR",
        LOGXOR "LOGXOR",
        FIXNUM "FIXNUM",
        INTEGER "INTEGER",
        NUMBER "NUMBER",
        RATIONAL "RATIONAL",
        REAL "REAL",
        FLOAT "FLOAT",
        CHARACTER "CHARACTER",
        STRING "STRING",
        SYMBOL "SYMBOL",
        SEQUENCE "SEQUENCE",
        ARRAY "ARRAY",
        SIMPLE_VECTOR "SIMPLE-VECTOR",
        HASH_TABLE "HASH-TABLE",
        STREAM "STREAM",
        OR "OR",
        AND "AND",
        UNSIGNED_BYTE "UNSIGNED-BYTE",
        DEFUN "DEFUN",
        MACROEXPAND_1 "MACROEXPAND-1",
        COMPILER_MACRO "COMPILER-MACRO",
        SLASH "/",
        FLOOR "FLOOR",
        CEILING "CEILING",
        TRUNCATE "TRUNCATE",
        ROUND "ROUND",
        MOD "MOD",
        REM "REM",
        EXPT "EXPT",
        LOG "LOG",
        ATAN "ATAN",
        RANDOM_STATE "RANDOM-STATE",
        RATIO "RATIO",
        BIGNUM "BIGNUM",
        COMPLEX "COMPLEX",
        SINGLE_FLOAT "SINGLE-FLOAT",
        DOUBLE_FLOAT "DOUBLE-FLOAT",
        BIT "BIT",
        BASE_CHAR "BASE-CHAR",
        BIT_VECTOR "BIT-VECTOR",
        SIMPLE_STRING "SIMPLE-STRING",
        SIMPLE_ARRAY "SIMPLE-ARRAY",
        SIMPLE_BIT_VECTOR "SIMPLE-BIT-VECTOR",
        SIGNED_BYTE "SIGNED-BYTE",
        KEYWORD "KEYWORD",
        COMPILED_FUNCTION "COMPILED-FUNCTION",
        STRUCTURE_OBJECT "STRUCTURE-OBJECT",
        STANDARD_OBJECT "STANDARD-OBJECT",
        PACKAGE_TYPE "PACKAGE",
        READTABLE_TYPE "READTABLE",
        EXTENDED_CHAR "EXTENDED-CHAR",
        BASE_STRING "BASE-STRING",
        STANDARD_CHAR "STANDARD-CHAR",
        BOOLEAN "BOOLEAN",
        TYPE_ERROR "TYPE-ERROR",
        UNBOUND_VARIABLE "UNBOUND-VARIABLE",
        UNDEFINED_FUNCTION "UNDEFINED-FUNCTION",
        PROGRAM_ERROR "PROGRAM-ERROR",
        DIVISION_BY_ZERO "DIVISION-BY-ZERO",
        FLOATING_POINT_OVERFLOW "FLOATING-POINT-OVERFLOW",
        FLOATING_POINT_INVALID_OPERATION "FLOATING-POINT-INVALID-OPERATION",
        CONTROL_ERROR "CONTROL-ERROR",
        PACKAGE_ERROR "PACKAGE-ERROR",
        READER_ERROR "READER-ERROR",
        END_OF_FILE "END-OF-FILE",
        STREAM_ERROR "STREAM-ERROR",
        FILE_ERROR "FILE-ERROR",
        SIMPLE_ERROR "SIMPLE-ERROR",
        STORAGE_CONDITION "STORAGE-CONDITION",
        SHORT_FLOAT "SHORT-FLOAT",
        LONG_FLOAT "LONG-FLOAT",
        PLUSP "PLUSP",
        MINUSP "MINUSP",
        FIRST "FIRST",
        REST "REST",
        SECOND "SECOND",
        THIRD "THIRD",
        CAAR "CAAR",
        CADR "CADR",
        CDAR "CDAR",
        CDDR "CDDR",
        CADDR "CADDR",
        DESTRUCTURING_BIND "DESTRUCTURING-BIND",
        SATISFIES "SATISFIES",
        INTERN "INTERN",
        ARRAY_HAS_FILL_POINTER_P "ARRAY-HAS-FILL-POINTER-P",
        TERMINAL_IO "*TERMINAL-IO*",
        MEMBER "MEMBER",
        ENDP "ENDP",
        CHAR_SAME "CHAR=",
        CHAR_EQUAL "CHAR-EQUAL",
        STRING_SAME "STRING=",
        STRING_EQUAL "STRING-EQUAL",
        MACRO_FUNCTION "MACRO-FUNCTION",
    }
    "SYSTEM" {
        SIGNAL_PRIMITIVE_ERROR "%SIGNAL-PRIMITIVE-ERROR",
        QUASIQUOTE "QUASIQUOTE",
        UNQUOTE "UNQUOTE",
        UNQUOTE_SPLICING "UNQUOTE-SPLICING",
        UNQUOTE_NSPLICING "UNQUOTE-NSPLICING",
        SETF_FUNCTION "SETF-FUNCTION",
        INLINE_EXPANSION "INLINE-EXPANSION",
        SYMBOL_MACRO_EXPANSION "SYMBOL-MACRO-EXPANSION",
        TYPE_EXPANDER "TYPE-EXPANDER",
        RUN_TOPLEVEL "%RUN-TOPLEVEL",
        NAMED_LAMBDA "NAMED-LAMBDA",
        INIT_FUNCTION "*INIT-FUNCTION*",
        SET_VECTOR_ELEMENT "%SET-VECTOR-ELEMENT",
        LAYOUT "LAYOUT",
        SPECIAL_OPERATOR_TYPE "SPECIAL-OPERATOR",
        MACRO "MACRO",
        INTERRUPT_CONDITION "SIMPLE-INTERRUPT-CONDITION",
        SET_SVREF "%SVSET",
        STRUCTURE_REF "%STRUCTURE-REF",
        STRUCTURE_SET "%STRUCTURE-SET",
        CHECK_LIST_LENGTH "%CHECK-LIST-LENGTH",
        CHECK_KEYWORD_LIST "%CHECK-KEYWORD-LIST",
        FIND_KEYWORD_VALUE "%FIND-KEYWORD-VALUE",
        SOURCE_POSITIONS "*SOURCE-POSITIONS*",
        LOAD_FORMS "*LOAD-FORMS*",
        CONSTANT_DECLARATION "%CONSTANT",
        SETF_PLACE "SETF-PLACE",
        PACKAGE_LOCK_ERROR "%PACKAGE-LOCK-ERROR",
        CALL_INSTEAD "%CALL-INSTEAD",
        GETHASH_BY_FUNCTION "%GETHASH-BY-FUNCTION",
        PUTHASH_BY_FUNCTION "%PUTHASH-BY-FUNCTION",
        REMHASH_BY_FUNCTION "%REMHASH-BY-FUNCTION",
        STRUCTURE_LAYOUT "STRUCTURE-LAYOUT",
        COMPILER_NOTES "*COMPILER-NOTES*",
        DEFINE_FUNCTION "%DEFINE-FUNCTION",
        GUARDED_EXPANSION "%GUARDED-EXPANSION",
        WRONG_FORM "%WRONG-FORM",
        FRAME_ROLE "FRAME-ROLE",
        EVALUATION "EVALUATION",
        NO_RETURN "NO-RETURN",
        PLACE_WRITTEN "PLACE-WRITTEN",
    }
    "EXT" {
        WEAK_POINTER "WEAK-POINTER",
        ARGS "*ARGS*",
        PROPER_LIST_P "PROPER-LIST-P",
    }
    "KEYWORD" {
        KEY_COMPILE_TOPLEVEL "COMPILE-TOPLEVEL",
        KEY_LOAD_TOPLEVEL "LOAD-TOPLEVEL",
        KEY_EXECUTE "EXECUTE",
        KEY_TEST "TEST",
        KEY_ALLOW_OTHER_KEYS "ALLOW-OTHER-KEYS",
        KEY_LOAD "LOAD",
        KEY_EVALUATE "EVALUATE",
        KEY_SCRIPT "SCRIPT",
        KEY_INITIALIZE "INITIALIZE",
        KEY_REPL "REPL",
        KEY_ARGUMENTS "ARGUMENTS",
        KEY_KEY "KEY",
        KEY_VALUE "VALUE",
        KEY_KEY_AND_VALUE "KEY-AND-VALUE",
        KEY_KEY_OR_VALUE "KEY-OR-VALUE",
        KEY_DATUM "DATUM",
        KEY_EXPECTED_TYPE "EXPECTED-TYPE",
        KEY_NAME "NAME",
        KEY_OPERATION "OPERATION",
        KEY_OPERANDS "OPERANDS",
        KEY_FORMAT_CONTROL "FORMAT-CONTROL",
        KEY_FORMAT_ARGUMENTS "FORMAT-ARGUMENTS",
        KEY_PACKAGE "PACKAGE",
        KEY_STREAM "STREAM",
        KEY_PATHNAME "PATHNAME",
        KEY_SILENCE "SILENCE",
        KEY_COMPILE "COMPILE",
        KEY_LINE "LINE",
        KEY_INTERNAL "INTERNAL",
        KEY_EXTERNAL "EXTERNAL",
        KEY_INHERITED "INHERITED",
    }
}

/// Offset of the root vector.
pub const ROOTS_OFFSET: u64 = NIL_SYMBOL_OFFSET + Position::Count as u64 * SYMBOL_BYTES;
/// Number of slots of the root vector; those that [`root`] does not name are NIL.
pub const ROOT_SLOTS: u64 = 62;
/// Offset of the first object behind the static ones.
pub const STATIC_END: u64 = ROOTS_OFFSET + (2 + ROOT_SLOTS) * 8;

listed_constants! {
    /// Slots of the root vector (element indices, not word positions).
    pub mod root {
        /// List of all packages.
        pub const PACKAGES: u64 = 0;
        /// Simple vector of builtin objects, by builtin index.
        pub const BUILTINS: u64 = 1;
        /// Simple vector of layouts, by layout id; id 0 is unused.
        pub const LAYOUTS: u64 = 2;
        /// Fixnum: next free index of the threads' binding vectors.
        pub const NEXT_BINDING_INDEX: u64 = 3;
        /// The function that an application starts with, or NIL.
        pub const INIT_FUNCTION: u64 = 4;
        /// List of (object . function) pairs for finalization; the collector treats the objects as weak.
        pub const FINALIZERS: u64 = 5;
        /// The standard readtable.
        pub const STANDARD_READTABLE: u64 = 6;
        /// Standard input, output and error streams, a list.
        pub const STANDARD_STREAMS: u64 = 7;
        /// List of functions run when an image starts.
        pub const INIT_HOOKS: u64 = 8;
        /// List of functions run before an image is saved.
        pub const FINI_HOOKS: u64 = 9;
        /// Hash table of setf function names, class names and further named things that are not symbols' own.
        pub const REGISTRY: u64 = 10;
        /// Fixnum: number of the next file opened; never given twice in the life of an image.
        pub const NEXT_FILE_NUMBER: u64 = 11;
        /// Fixnum: what GENTEMP appends to the next name.
        pub const NEXT_GENTEMP_NUMBER: u64 = 12;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_agree_with_the_table() {
        assert_eq!(SYMBOLS[0].name, "NIL");
        assert_eq!(sym::NIL, Value::NIL);
        for (constant, name) in [(sym::T, "T"), (sym::QUOTE, "QUOTE"), (sym::KEY_TEST, "TEST")] {
            let position = (constant.offset() - NIL_SYMBOL_OFFSET) / SYMBOL_BYTES;
            assert_eq!(SYMBOLS[position as usize].name, name);
        }
        assert_eq!(ROOTS_OFFSET % 16, 0);
        assert_eq!(STATIC_END % 16, 0);
    }

    #[test]
    fn no_symbol_stands_twice() {
        let mut names: Vec<_> = SYMBOLS.iter().map(|s| (s.package, s.name)).collect();
        names.sort_unstable();
        let n_rows = names.len();
        names.dedup();
        assert_eq!(names.len(), n_rows);
    }
}

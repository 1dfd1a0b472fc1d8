//! A heap made from nothing: static objects, packages, builtins, standard variables.
//!
//! It is what the base image is built on, and what tests of the runtime start from; programs start from images.
//! Everything happens in the order of tables, so two such heaps have the same words.

use crate::heap::Heap;
use crate::os::platform;
use crate::packages::common_lisp_names::COMMON_LISP_NAMES;
use crate::packages::operations::{intern_external, use_package};
use crate::packages::{add_present, create_package, find_package, intern, keyword, set_symbol_flags};
use crate::primitives::PRIMITIVES;
use crate::reader::readtable;
use crate::streams::object::{self as streams, Kind};
use crate::vm::Vm;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, builtin, flags, special_operator, symbol};
use heapfmt::statics::{
    NIL_CONS_OFFSET, NIL_SYMBOL_OFFSET, ROOT_SLOTS, ROOTS_OFFSET, STATIC_END, SYMBOL_BYTES, SYMBOLS, root,
    sym,
};

/// A virtual machine on a fresh heap.
pub fn fresh_vm() -> Vm {
    Vm::new(fresh_heap())
}

/// A heap with the static section, packages, builtins, standard variables, streams and readtable.
pub fn fresh_heap() -> Heap {
    let mut heap = Heap::new(STATIC_END);
    fill_static_section(&mut heap);
    create_packages(&mut heap);
    intern_static_symbols(&mut heap);
    for name in COMMON_LISP_NAMES.split_ascii_whitespace() {
        let package = package_named(&heap, "COMMON-LISP");
        intern_external(&mut heap, name, package);
    }
    use_packages(&mut heap);
    create_builtins(&mut heap);
    mark_special_operators(&mut heap);
    bind_standard_variables(&mut heap);
    heap.set_root(root::NEXT_BINDING_INDEX, Value::fixnum(1));
    heap.set_root(root::NEXT_FILE_NUMBER, Value::fixnum(3));
    heap.set_root(root::NEXT_GENTEMP_NUMBER, Value::fixnum(0));
    heap
}

/// Packages of a fresh heap: name, nicknames, packages used.
const PACKAGES: &[(&str, &[&str], &[&str])] = &[
    ("COMMON-LISP", &["CL", "LISP"], &[]),
    ("KEYWORD", &[], &[]),
    ("SYSTEM", &["SYS"], &["COMMON-LISP", "EXT", "CUSTOM", "CLOS"]),
    ("EXT", &["EXTENSIONS"], &["COMMON-LISP"]),
    ("CUSTOM", &[], &["COMMON-LISP"]),
    ("CLOS", &["MOP"], &["COMMON-LISP"]),
    ("COMMON-LISP-USER", &["CL-USER", "USER"], &["COMMON-LISP", "EXT"]),
];

const SPECIAL_OPERATORS: [Value; 25] = [
    sym::BLOCK,
    sym::CATCH,
    sym::EVAL_WHEN,
    sym::FLET,
    sym::FUNCTION,
    sym::GO,
    sym::IF,
    sym::LABELS,
    sym::LET,
    sym::LET_STAR,
    sym::LOAD_TIME_VALUE,
    sym::LOCALLY,
    sym::MACROLET,
    sym::MULTIPLE_VALUE_CALL,
    sym::MULTIPLE_VALUE_PROG1,
    sym::PROGN,
    sym::PROGV,
    sym::QUOTE,
    sym::RETURN_FROM,
    sym::SETQ,
    sym::SYMBOL_MACROLET,
    sym::TAGBODY,
    sym::THE,
    sym::THROW,
    sym::UNWIND_PROTECT,
];

/// Names of the features that do not depend on the platform: an image runs on every one.
const FEATURES: &[&str] = &[
    "MONOLISP",
    "CLISP",
    "ANSI-CL",
    "COMMON-LISP",
    "IEEE-FLOATING-POINT",
    "UNICODE",
    "LITTLE-ENDIAN",
    "64-BIT",
];

fn fill_static_section(heap: &mut Heap) {
    heap.set_raw(Value::object_at(0), 0, Header::new(TypeCode::Filler).bits());
    heap.set_raw(Value::object_at(0), 1, 0);
    for word in 0..2 {
        heap.set_raw(Value::cons_at(NIL_CONS_OFFSET), word, Value::NIL.bits());
    }
    for position in 0..SYMBOLS.len() as u64 {
        let object = Value::object_at(NIL_SYMBOL_OFFSET + position * SYMBOL_BYTES);
        heap.set_raw(object, 0, Header::new(TypeCode::Symbol).bits());
        for slot in [symbol::VALUE, symbol::FUNCTION] {
            heap.set_raw(object, slot, Value::UNBOUND.bits());
        }
        for slot in [symbol::PLIST, symbol::NAME, symbol::PACKAGE, symbol::INFO] {
            heap.set_raw(object, slot, Value::NIL.bits());
        }
        heap.set_raw(object, symbol::BINDING_INDEX, Value::fixnum(0).bits());
    }
    let roots = Value::object_at(ROOTS_OFFSET);
    heap.set_raw(roots, 0, Header::new(TypeCode::SimpleVector).bits());
    heap.set_raw(roots, 1, ROOT_SLOTS);
    for word in 0..ROOT_SLOTS as usize {
        heap.set_raw(roots, 2 + word, Value::NIL.bits());
    }
}

fn package_named(heap: &Heap, name: &str) -> Value {
    find_package(heap, name).expect("the tables name packages of PACKAGES")
}

fn create_packages(heap: &mut Heap) {
    for (name, nicknames, _) in PACKAGES {
        let n_symbols = if *name == "COMMON-LISP" { 1000 } else { 100 };
        create_package(heap, name, nicknames, n_symbols);
    }
}

fn use_packages(heap: &mut Heap) {
    for (name, _, uses) in PACKAGES {
        for used in *uses {
            let (package, used) = (package_named(heap, name), package_named(heap, used));
            use_package(heap, used, package).expect("fresh packages have no conflicts");
        }
    }
}

/// What a package named in a table of Rust exports: all of the standard's packages, nothing of SYSTEM.
fn exports_all(package_name: &str) -> bool {
    package_name != "SYSTEM"
}

fn intern_static_symbols(heap: &mut Heap) {
    for (position, row) in SYMBOLS.iter().enumerate() {
        let value = if position == 0 {
            Value::NIL
        } else {
            Value::object_at(NIL_SYMBOL_OFFSET + position as u64 * SYMBOL_BYTES)
        };
        let name = heap.string(row.name);
        heap.set_symbol_slot(value, symbol::NAME, name);
        let package = package_named(heap, row.package);
        add_present(heap, value, package);
        if exports_all(row.package) {
            intern_external(heap, row.name, package);
        }
    }
    for constant in [Value::NIL, sym::T] {
        heap.set_symbol_slot(constant, symbol::VALUE, constant);
        set_symbol_flags(heap, constant, flags::CONSTANT | flags::SPECIAL);
    }
}

/// Builtins are external in their packages, SYSTEM included, so that `sys:%name` reads.
fn create_builtins(heap: &mut Heap) {
    let table = heap.simple_vector(PRIMITIVES.len(), Value::NIL);
    for (index, row) in PRIMITIVES.iter().enumerate() {
        let (package, name) = row.name.split_once(':').expect("primitives are named PACKAGE:NAME");
        let package = package_named(heap, package);
        let name = intern_external(heap, name, package);
        let function = heap.allocate(Header::new(TypeCode::Builtin));
        heap.set_slot(function, builtin::INDEX, Value::fixnum(index as i64));
        heap.set_slot(function, builtin::NAME, name);
        let lambda_list = heap.string(row.lambda_list);
        heap.set_slot(function, builtin::LAMBDA_LIST, lambda_list);
        heap.set_symbol_slot(name, symbol::FUNCTION, function);
        heap.set_element(table, index, function);
    }
    heap.set_root(root::BUILTINS, table);
}

fn mark_special_operators(heap: &mut Heap) {
    for name in SPECIAL_OPERATORS {
        let operator = heap.allocate(Header::new(TypeCode::SpecialOperator));
        heap.set_slot(operator, special_operator::NAME, name);
        heap.set_symbol_slot(name, symbol::FUNCTION, operator);
    }
}

fn define_special(heap: &mut Heap, name: &str, value: Value) {
    let package = package_named(heap, "COMMON-LISP");
    let variable = intern(heap, name, package);
    set_symbol_flags(heap, variable, flags::SPECIAL);
    heap.set_symbol_slot(variable, symbol::VALUE, value);
}

/// The standard's variables. What needs a library to have a sensible value is proclaimed and left unbound.
fn bind_standard_variables(heap: &mut Heap) {
    let unbound = "*DEFAULT-PATHNAME-DEFAULTS* *PRINT-PPRINT-DISPATCH* *RANDOM-STATE*";
    let nil = "*BREAK-ON-SIGNALS* *COMPILE-FILE-PATHNAME* *COMPILE-FILE-TRUENAME* *COMPILE-PRINT* \
               *COMPILE-VERBOSE* *DEBUGGER-HOOK* *LOAD-PATHNAME* *LOAD-PRINT* *LOAD-TRUENAME* *LOAD-VERBOSE* \
               *MODULES* *PRINT-CIRCLE* *PRINT-LENGTH* *PRINT-LEVEL* *PRINT-LINES* *PRINT-MISER-WIDTH* \
               *PRINT-PRETTY* *PRINT-RADIX* *PRINT-READABLY* *PRINT-RIGHT-MARGIN* *READ-SUPPRESS* \
               + ++ +++ - * ** *** / // ///";
    let t = "*PRINT-ARRAY* *PRINT-ESCAPE* *PRINT-GENSYM* *READ-EVAL*";
    for (names, value) in [(unbound, Value::UNBOUND), (nil, Value::NIL), (t, sym::T)] {
        for name in names.split_ascii_whitespace() {
            define_special(heap, name, value);
        }
    }
    for (name, n) in [("*GENSYM-COUNTER*", 1), ("*PRINT-BASE*", 10), ("*READ-BASE*", 10)] {
        define_special(heap, name, Value::fixnum(n));
    }
    let upcase = keyword(heap, "UPCASE");
    define_special(heap, "*PRINT-CASE*", upcase);
    let common_lisp = package_named(heap, "COMMON-LISP");
    let single_float = intern(heap, "SINGLE-FLOAT", common_lisp);
    define_special(heap, "*READ-DEFAULT-FLOAT-FORMAT*", single_float);
    define_special(heap, "*MACROEXPAND-HOOK*", sym::FUNCALL);
    let user = package_named(heap, "COMMON-LISP-USER");
    define_special(heap, "*PACKAGE*", user);
    let features: Vec<Value> = FEATURES
        .iter()
        .chain(platform::OF_IMAGES.into_iter().flatten())
        .map(|name| keyword(heap, name))
        .collect();
    let features = heap.list(&features);
    define_special(heap, "*FEATURES*", features);
    let standard_readtable = readtable::create_standard(heap);
    heap.set_root(root::STANDARD_READTABLE, standard_readtable);
    let current_readtable = readtable::create_standard(heap);
    define_special(heap, "*READTABLE*", current_readtable);
    bind_stream_variables(heap);
}

fn bind_stream_variables(heap: &mut Heap) {
    let [input, output, error] = streams::create_standard(heap);
    define_special(heap, "*STANDARD-INPUT*", input);
    define_special(heap, "*STANDARD-OUTPUT*", output);
    define_special(heap, "*ERROR-OUTPUT*", error);
    let terminal = streams::create_pair(heap, Kind::TwoWay, input, output);
    define_special(heap, "*TERMINAL-IO*", terminal);
    let common_lisp = package_named(heap, "COMMON-LISP");
    for (name, target) in [
        ("*DEBUG-IO*", "*TERMINAL-IO*"),
        ("*QUERY-IO*", "*TERMINAL-IO*"),
        ("*TRACE-OUTPUT*", "*STANDARD-OUTPUT*"),
    ] {
        let target = intern(heap, target, common_lisp);
        let synonym = streams::create_synonym(heap, target);
        define_special(heap, name, synonym);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packages::operations::{
        export, import, make_package, qualified_name, shadow, unexport, unintern,
    };
    use crate::packages::{Status, find_symbol, present_symbols};
    use std::collections::BTreeSet;

    fn accessible(heap: &Heap, package: &str, name: &str) -> Option<(String, Status)> {
        let package = find_package(heap, package)?;
        find_symbol(heap, name, package).map(|(symbol, status)| (qualified_name(heap, symbol), status))
    }

    #[test]
    fn common_lisp_exports_exactly_the_978_standard_symbols() {
        let heap = fresh_heap();
        let package = package_named(&heap, "CL");
        assert_eq!(COMMON_LISP_NAMES.split_ascii_whitespace().count(), 978);
        let external: BTreeSet<String> = present_symbols(&heap, package, Status::External)
            .into_iter()
            .map(|symbol| heap.symbol_name(symbol))
            .collect();
        let expected: BTreeSet<String> =
            COMMON_LISP_NAMES.split_ascii_whitespace().map(str::to_owned).collect();
        let differing: Vec<&String> = external.symmetric_difference(&expected).collect();
        assert_eq!(differing, [] as [&str; 0]);
    }

    #[test]
    fn static_symbols_are_found_by_name_at_their_offsets() {
        let heap = fresh_heap();
        for (name, package, expected) in [
            ("NIL", "CL", Value::NIL),
            ("CAR", "COMMON-LISP-USER", sym::CAR),
            ("TEST", "KEYWORD", sym::KEY_TEST),
            ("QUASIQUOTE", "SYS", sym::QUASIQUOTE),
        ] {
            let package = package_named(&heap, package);
            assert_eq!(find_symbol(&heap, name, package).map(|found| found.0), Some(expected), "{name}");
        }
        assert_eq!(heap.symbol_slot(sym::KEY_TEST, symbol::VALUE), sym::KEY_TEST);
        assert!(heap.is(heap.symbol_slot(sym::CAR, symbol::FUNCTION), TypeCode::Builtin));
        assert!(heap.is(heap.symbol_slot(sym::IF, symbol::FUNCTION), TypeCode::SpecialOperator));
    }

    #[test]
    fn accessibility_follows_use_export_import_and_shadow() {
        let mut heap = fresh_heap();
        let a = make_package(&mut heap, "A", &["ALPHA".to_owned()]).unwrap();
        let b = make_package(&mut heap, "B", &[]).unwrap();
        let x = intern(&mut heap, "X", a);
        assert_eq!(accessible(&heap, "ALPHA", "X"), Some(("A::X".to_owned(), Status::Internal)));
        use_package(&mut heap, a, b).unwrap();
        assert_eq!(accessible(&heap, "B", "X"), None);
        export(&mut heap, x, a).unwrap();
        assert_eq!(accessible(&heap, "B", "X"), Some(("A::X".to_owned(), Status::Inherited)));
        assert!(export(&mut heap, sym::CAR, a).is_err(), "CAR is not accessible in A");

        let y = intern(&mut heap, "Y", a);
        intern(&mut heap, "Y", b);
        assert!(export(&mut heap, y, a).is_err(), "B has its own Y");
        assert_eq!(accessible(&heap, "A", "Y"), Some(("A::Y".to_owned(), Status::Internal)));
        shadow(&mut heap, "Y", b);
        export(&mut heap, y, a).unwrap();
        assert_eq!(accessible(&heap, "B", "Y"), Some(("B::Y".to_owned(), Status::Internal)));
        assert!(import(&mut heap, y, b).is_err(), "B::Y is in the way");
        let own = find_symbol(&heap, "Y", b).unwrap().0;
        assert!(unintern(&mut heap, own, b).unwrap());
        assert_eq!(accessible(&heap, "B", "Y"), Some(("A::Y".to_owned(), Status::Inherited)));
        unexport(&mut heap, x, a).unwrap();
        assert_eq!(accessible(&heap, "B", "X"), None);
    }

    #[test]
    fn removal_from_a_full_table_loses_no_other_name() {
        let mut heap = fresh_heap();
        let package = make_package(&mut heap, "MANY", &[]).unwrap();
        let symbols: Vec<Value> =
            (0..1000).map(|n| intern(&mut heap, &format!("S{}", n * 7), package)).collect();
        for symbol in symbols.iter().step_by(3) {
            assert!(unintern(&mut heap, *symbol, package).unwrap());
        }
        for (n, &symbol) in symbols.iter().enumerate() {
            let found = find_symbol(&heap, &format!("S{}", n * 7), package).map(|found| found.0);
            assert_eq!(found, if n % 3 == 0 { None } else { Some(symbol) });
        }
    }
}

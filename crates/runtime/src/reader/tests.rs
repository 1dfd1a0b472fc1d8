//! Text and the structure it reads as, printed in a notation that shows what a printer would hide: packages of
//! all symbols outside of COMMON-LISP-USER, and types of numbers.

use super::*;
use crate::bootstrap::fresh_vm;
use crate::error::LispError;
use crate::heap::Heap;
use crate::numbers::{float, integer};
use crate::packages;
use crate::streams::input::create_string_input;
use heapfmt::layout::{TypeCode, array, pair_number, symbol};
use heapfmt::statics::sym;

pub(crate) fn show(heap: &Heap, value: Value, out: &mut String) {
    if let Some(text) = integer::to_text(heap, value, 10) {
        out.push_str(&text);
    } else if let Some(c) = value.as_character() {
        out.push_str(&format!("#\\U+{:X}", c as u32));
    } else if let Some(f) = value.as_single() {
        out.push_str(&format!("{f:?}f"));
    } else if let Some(f) = float::as_double(heap, value) {
        out.push_str(&format!("{f:?}d"));
    } else if heap.is_symbol(value) {
        show_symbol(heap, value, out);
    } else if heap.is_simple_string(value) {
        out.push_str(&format!("{:?}", heap.string_text(value)));
    } else if value.is_cons() {
        show_list(heap, value, out);
    } else if heap.is(value, TypeCode::SimpleVector) {
        out.push('#');
        let list = heap.elements(value).to_vec();
        out.push('(');
        for (index, &element) in list.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            show(heap, element, out);
        }
        out.push(')');
    } else if heap.is(value, TypeCode::RawVector) {
        let n_bits = heap.count(value);
        let bytes = heap.bytes(value, n_bits.div_ceil(8));
        let bits: String =
            (0..n_bits).map(|bit| if bytes[bit / 8] >> (bit % 8) & 1 == 1 { '1' } else { '0' }).collect();
        out.push_str(&format!("#*{bits}"));
    } else if heap.is(value, TypeCode::Ratio) {
        show(heap, heap.slot(value, pair_number::FIRST), out);
        out.push('/');
        show(heap, heap.slot(value, pair_number::SECOND), out);
    } else if heap.is(value, TypeCode::Array) {
        out.push('[');
        for axis in array::DIMENSIONS..2 + heap.count(value) {
            show(heap, heap.slot(value, axis), out);
            out.push(' ');
        }
        show(heap, heap.slot(value, array::DATA), out);
        out.push(']');
    } else {
        out.push_str(&format!("{value:?}"));
    }
}

fn show_symbol(heap: &Heap, value: Value, out: &mut String) {
    let package = heap.symbol_slot(value, symbol::PACKAGE);
    let name = heap.symbol_name(value);
    let prefix = if package.is_nil() { "#".to_owned() } else { packages::package_name(heap, package) };
    match prefix.as_str() {
        "COMMON-LISP-USER" => out.push_str(&format!("|{name}|")),
        "COMMON-LISP" => out.push_str(&name),
        "KEYWORD" => out.push_str(&format!(":{name}")),
        "SYSTEM" => out.push_str(&format!("S:{name}")),
        _ => out.push_str(&format!("{prefix}:{name}")),
    }
}

fn show_list(heap: &Heap, list: Value, out: &mut String) {
    out.push('(');
    let mut rest = list;
    for n_shown in 0.. {
        if n_shown == 20 {
            out.push_str(" ...");
            break;
        }
        show(heap, heap.car(rest), out);
        rest = heap.cdr(rest);
        if rest.is_nil() {
            break;
        }
        if !rest.is_cons() {
            out.push_str(" . ");
            show(heap, rest, out);
            break;
        }
        out.push(' ');
    }
    out.push(')');
}

pub(crate) fn message(unwind: Unwind) -> String {
    match unwind {
        Unwind::Error { error } => match *error {
            LispError::Reader { message, .. } => message,
            LispError::EndOfFile { .. } => "end of file".to_owned(),
            other => format!("{other:?}"),
        },
        Unwind::Fatal { message } => message,
        other => format!("{other:?}"),
    }
}

pub(crate) fn stream_of(vm: &mut Vm, text: &str) -> Value {
    let string = vm.mutator.heap.string(text);
    let end = vm.mutator.heap.count(string);
    create_string_input(&mut vm.mutator, string, 0, end).unwrap()
}

/// All objects of `text`, separated by spaces; an error ends them.
fn read_text(vm: &mut Vm, text: &str) -> String {
    let stream = stream_of(vm, text);
    let mut out = String::new();
    loop {
        match read(vm, stream) {
            Ok(Value::EOF) => return out,
            Ok(object) => {
                if !out.is_empty() {
                    out.push(' ');
                }
                show(&vm.mutator.heap, object, &mut out);
            }
            Err(unwind) => return format!("{out}! {}", message(unwind)),
        }
    }
}

#[track_caller]
fn check(vm: &mut Vm, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(read_text(vm, text), *expected, "reading {text}");
        assert_eq!(vm.mutator.roots.mark(), 0, "roots left by {text}");
    }
}

#[test]
fn tokens_are_numbers_or_symbols() {
    check(
        &mut fresh_vm(),
        &[
            ("42 -17 +5 007 10. -3.", "42 -17 5 7 10 -3"),
            ("123456789012345678901234567890", "123456789012345678901234567890"),
            ("2305843009213693951 2305843009213693952", "2305843009213693951 2305843009213693952"),
            ("1/2 -6/4 4/2 +1/3", "1/2 -3/2 2 1/3"),
            (
                "1.5 -0.0 .5 1e3 1.e3 1d0 1.5L2 2f0 3s-1",
                "1.5f -0.0f 0.5f 1000.0f 1000.0f 1.0d 150.0d 2.0f 0.3f",
            ),
            ("0.1d0 1d300 1d-320", "0.1d 1e300d 1e-320d"),
            ("1+ - + 1- ... ", "1+ - + 1-! line 1: a symbol cannot be of dots only"),
            ("1/0", "! line 1: 1/0: a ratio has denominator 0"),
            ("1e99", "! line 1: 1e99: a float is too large"),
            ("1e-99", "! line 1: 1e-99: a float is too small"),
            ("0e-99 -0d-999", "0.0f -0.0d"),
            ("1e 1.5.2 1/2/3 1e+ +.e2 /5", "|1E| |1.5.2| |1/2/3| |1E+| |+.E2| |/5|"),
            ("car CAR foo fooBar NIL ()", "CAR CAR |FOO| |FOOBAR| NIL NIL"),
            ("|foo bar| foo\\bar f|oO|o \\1 1\\2 || a||b", "|foo bar| |FOObAR| |FoOO| |1| |12| || |AB|"),
            ("a|b\\|c|d |a\nb|", "|Ab|cD| |a\nb|"),
            (":key :|a b| keyword:x cl:car cl-user::foo sys::%x", ":KEY :a b :X CAR |FOO| S:%X"),
            ("Straße ÄÖ λ", "|STRAßE| |ÄÖ| |Λ|"),
            ("a:b", "! line 1: there is no package with name A"),
            ("cl:no-such", "! line 1: CL has no external symbol with name NO-SUCH"),
            ("a:b:c", "! line 1: too many colons"),
            ("cl:", "! line 1: a name is missing behind the package marker"),
        ],
    );
}

#[test]
fn lists_quotes_strings_and_comments() {
    check(
        &mut fresh_vm(),
        &[
            ("(1 (2) () . 3)", "(1 (2) NIL . 3)"),
            ("(a.b a . b) (a .5)", "(|A.B| |A| . |B|) (|A| 0.5f)"),
            ("'x ''y #'car", "(QUOTE |X|) (QUOTE (QUOTE |Y|)) (FUNCTION CAR)"),
            (
                "`(a ,b ,@c ,.d)",
                "(S:QUASIQUOTE (|A| (S:UNQUOTE |B|) (S:UNQUOTE-SPLICING |C|) (S:UNQUOTE-NSPLICING |D|)))",
            ),
            ("``(,,x)", "(S:QUASIQUOTE (S:QUASIQUOTE ((S:UNQUOTE (S:UNQUOTE |X|)))))"),
            ("`(,(a ,b))", "! line 1: a comma is not inside a backquote"),
            (",x", "! line 1: a comma is not inside a backquote"),
            (r#""a\"b\\c" "" "é€""#, r#""a\"b\\c" "" "é€""#),
            ("a ; comment )\nb #| x #| y |# z |# c", "|A| |B| |C|"),
            ("(a ; x\n)", "(|A|)"),
            ("(a . b c)", "! line 1: there is more than one object behind the dot of a list"),
            ("(a . )", "! line 1: an object is missing behind the dot of a list"),
            ("( . a)", "! line 1: a dot is not between two objects of a list"),
            ("a . b", "|A|! line 1: a dot is not between two objects of a list"),
            (")", "! line 1: an object cannot begin with a closing character"),
            ("(a ')", "! line 1: an object cannot begin with a closing character"),
            ("(a\n(b", "! end of file"),
            ("\"abc", "! end of file"),
            ("#| abc", "! end of file"),
            ("'", "! end of file"),
            ("a\n\n #<foo>", "|A|! line 3: #< has no meaning in this readtable"),
        ],
    );
}

#[test]
fn sharpsign_macros() {
    check(
        &mut fresh_vm(),
        &[
            (
                r"#\a #\A #\( #\Space #\newline #\U+20AC #\x",
                "#\\U+61 #\\U+41 #\\U+28 #\\U+20 #\\U+A #\\U+20AC #\\U+78",
            ),
            (r"#\no-such-name", "! line 1: there is no character with name no-such-name"),
            ("#(1 #(2) a) #() #3(x) #2(1 2)", "#(1 #(2) |A|) #() #(|X| |X| |X|) #(1 2)"),
            ("#1(1 2)", "! line 1: there are 2 elements in a vector of 1"),
            ("#(1 . 2)", "! line 1: a dot is not between two objects of a list"),
            ("#*1011 #* #5*10", "#*1011 #* #*10000"),
            ("#*12", "! line 1: a bit vector has an element other than 0 and 1"),
            ("#b101 #o-17 #xFf #3r102 #x1/A #36rZZ", "5 -15 255 11 1/10 1295"),
            ("#b102", "! line 1: 102 is not a rational number in base 2"),
            ("#:foo", "#:FOO"),
            ("#2A((1 2 3) (4 5 6)) #0A7 #1A(1 2)", "[2 3 #(1 2 3 4 5 6)] [#(7)] #(1 2)"),
            ("#2A((1) (2 3))", "! line 1: the rows of an array differ in length"),
            ("#+monolisp 1 #-monolisp 2 #+no-such 3 4", "1 4"),
            ("(#+(and clisp (not sbcl)) a #+(or) b #-(or ecl) c)", "(|A| |C|)"),
            (
                "#+no-such (a #<x #\\no-name b:c #.(x) #1# . . ) 5",
                "! line 1: #< has no meaning in this readtable",
            ),
            ("#+no-such (a #\\no-name b:c #.(x) #1# #*12 #xZZ \"s\" 'q `,x) 5", "5"),
            ("(a #+no-such b)", "(|A|)"),
            ("(1 #+no-such . 2)", "(1 2)"),
            ("#+(xor a) b", "! line 1: the operator of a feature expression is not AND, OR or NOT"),
            ("(#1=(a b) #1#)", "((|A| |B|) (|A| |B|))"),
            (
                "#1=(a . #1#)",
                "(|A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A| |A|  ...)",
            ),
            ("#1#", "! line 1: there is no label #1="),
            ("#1=#1#", "! line 1: #1= names nothing but itself"),
            ("(#1=a #1=b)", "! line 1: the label #1= is there already"),
            ("#5", "! end of file"),
        ],
    );
}

#[test]
fn a_labelled_object_holds_itself_wherever_it_is_referred_to() {
    let mut vm = fresh_vm();
    let stream = stream_of(&mut vm, "#1=#(7 #2=(8 #2# . #1#))");
    let vector = read(&mut vm, stream).unwrap();
    let heap = &vm.mutator.heap;
    let inner = heap.element(vector, 1);
    assert_eq!(heap.car(heap.cdr(inner)), inner);
    assert_eq!(heap.cdr(heap.cdr(inner)), vector);
}

#[test]
fn variables_change_what_tokens_mean() {
    let mut vm = fresh_vm();
    vm.mutator.set_variable_value(sym::READ_BASE, Value::fixnum(16));
    check(&mut vm, &[("ff 10 10. 1e2 fg", "255 16 10 482 |FG|")]);
    vm.mutator.set_variable_value(sym::READ_BASE, Value::fixnum(10));
    vm.mutator.set_variable_value(sym::READ_DEFAULT_FLOAT_FORMAT, sym::DOUBLE_FLOAT);
    check(&mut vm, &[("1.5 1e0 1f0", "1.5d 1.0d 1.0f")]);
    vm.mutator.set_variable_value(sym::READ_EVAL, Value::NIL);
    check(&mut vm, &[("#.(x)", "! line 1: #. is not allowed while *READ-EVAL* is NIL")]);
    vm.mutator.set_variable_value(sym::READ_SUPPRESS, sym::T);
    check(&mut vm, &[("no-such:x #.y (a . b) #1=3 #4r", "NIL NIL NIL NIL NIL")]);
    vm.mutator.set_variable_value(sym::READ_SUPPRESS, Value::NIL);
    let table = vm.mutator.variable_value(sym::READTABLE);
    readtable::set_case(&mut vm.mutator.heap, table, readtable::Case::Preserve);
    check(&mut vm, &[("foo CL:CAR \\a", "|foo| CAR |a|")]);
}

#[test]
fn nesting_takes_no_native_stack() {
    let mut vm = fresh_vm();
    let depth = 300_000;
    let text = "('#(".repeat(depth) + &"))".repeat(depth);
    let stream = stream_of(&mut vm, &text);
    assert!(read(&mut vm, stream).unwrap().is_cons());
    let stream = stream_of(&mut vm, &"(".repeat(depth));
    assert!(read(&mut vm, stream).is_err());
    assert_eq!(vm.mutator.roots.mark(), 0);
}

#[test]
fn the_delimiter_behind_a_token_is_consumed_only_when_it_is_white_space() {
    let mut vm = fresh_vm();
    for (text, preserve_whitespace, rest) in [
        ("foo bar", false, "bar"),
        ("foo bar", true, " bar"),
        ("foo(bar", false, "(bar"),
        ("(foo) bar", false, " bar"),
        ("\"foo\" bar", false, " bar"),
        ("'foo bar", false, "bar"),
        ("foo", false, ""),
    ] {
        let stream = stream_of(&mut vm, text);
        read_with_mode(&mut vm, stream, ReadMode { recursive: false, preserve_whitespace, literals: false })
            .unwrap();
        let mut left = String::new();
        while let Some(c) = crate::streams::input::read_char(&mut vm.mutator, stream).unwrap() {
            left.push(c);
        }
        assert_eq!(left, rest, "behind the object of {text:?}");
    }
}

#[test]
fn lines_of_lists_are_recorded() {
    let mut vm = fresh_vm();
    let stream = stream_of(&mut vm, "\n(a\n (b)\n\n c (d))");
    let (_, lines) = read_with_lines(&mut vm, stream).unwrap();
    let mut out = String::new();
    show(&vm.mutator.heap, lines, &mut out);
    assert_eq!(out, "(((|A| (|B|) |C| (|D|)) . 2) ((|D|) . 5) ((|B|) . 3))");
}

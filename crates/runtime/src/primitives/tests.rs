//! Calls of primitives as Lisp text, and what they return, printed as the reader's tests print.
//!
//! A call's arguments are calls, quoted objects, or objects that stand for themselves. Several values are printed
//! one after the other.

use crate::bootstrap::fresh_vm;
use crate::reader::read;
use crate::reader::tests::{message, show, stream_of};
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::statics::sym;

fn call(vm: &mut Vm, form: Value) -> Result<Value, Unwind> {
    if !form.is_cons() {
        vm.mutator.values = vec![form];
        return Ok(form);
    }
    let operator = vm.mutator.heap.car(form);
    let operands = crate::packages::list_items(&vm.mutator.heap, vm.mutator.heap.cdr(form));
    if operator == sym::QUOTE {
        vm.mutator.values = vec![operands[0]];
        return Ok(operands[0]);
    }
    let arguments: Vec<Value> =
        operands.into_iter().map(|operand| call(vm, operand)).collect::<Result<_, _>>()?;
    let function = vm.mutator.heap.symbol_slot(operator, symbol::FUNCTION);
    vm.call_nested(function, &arguments)
}

/// The values of the last call of `text`.
fn values(vm: &mut Vm, text: &str) -> String {
    let stream = stream_of(vm, text);
    let mut out = String::new();
    loop {
        match read(vm, stream) {
            Ok(Value::EOF) => return out,
            Ok(form) => match call(vm, form) {
                Ok(_) => {
                    out.clear();
                    for (index, value) in vm.mutator.values.clone().into_iter().enumerate() {
                        if index > 0 {
                            out.push(' ');
                        }
                        show(&vm.mutator.heap, value, &mut out);
                    }
                }
                Err(unwind) => return message(unwind),
            },
            Err(unwind) => return message(unwind),
        }
    }
}

#[track_caller]
fn check(rows: &[(&str, &str)]) {
    let mut vm = fresh_vm();
    for (text, expected) in rows {
        assert_eq!(values(&mut vm, text), *expected, "calling {text}");
    }
}

#[test]
fn symbols() {
    check(&[
        ("(symbol-name 'foo)", "\"FOO\""),
        ("(symbol-name nil)", "\"NIL\""),
        ("(keywordp :a)", "T"),
        ("(keywordp 'a)", "NIL"),
        ("(keywordp 1)", "NIL"),
        ("(make-symbol \"x y\")", "#:x y"),
        ("(gensym)", "#:G1"),
        ("(gensym \"A\")", "#:A2"),
        ("(gensym 10)", "#:G10"),
        ("(gensym)", "#:G3"),
        ("(sys:%put 'a 'p 1) (sys:%put 'a 'q 2) (sys:%put 'a 'p 3) (symbol-plist 'a)", "(|Q| 2 |P| 3)"),
        ("(get 'a 'q)", "2"),
        ("(get 'a 'r 5)", "5"),
        ("(get nil 'r)", "NIL"),
        ("(remprop 'a 'p) (symbol-plist 'a)", "(|Q| 2)"),
        ("(remprop 'a 'p)", "NIL"),
        ("(sys:%set-symbol-info 'a 'k 1) (sys:%symbol-info 'a 'k)", "1"),
        ("(fboundp 'car)", "T"),
        ("(fboundp 'a)", "NIL"),
        ("(fboundp 'if)", "T"),
        ("(fboundp '(setf a))", "NIL"),
        ("(sys:%set-fdefinition '(setf a) (symbol-function 'car)) (fboundp '(setf a))", "T"),
        ("(sys:%fmakunbound '(setf a)) (fboundp '(setf a))", "NIL"),
        ("(special-operator-p 'if)", "T"),
        ("(special-operator-p 'car)", "NIL"),
        ("(sys:%constant-symbol-p t)", "T"),
        ("(sys:%constant-symbol-p '*package*)", "NIL"),
        ("(sys:%special-symbol-p '*package*)", "T"),
    ]);
}

#[test]
fn packages() {
    check(&[
        ("(package-name (find-package :cl))", "\"COMMON-LISP\""),
        ("(find-package \"NO-SUCH\")", "NIL"),
        ("(intern \"X\" :ext)", "EXT:X NIL"),
        ("(intern \"X\" :ext)", "EXT:X :INTERNAL"),
        ("(intern \"K\" :keyword)", ":K NIL"),
        ("(intern \"K\" \"KEYWORD\")", ":K :EXTERNAL"),
        ("(find-symbol \"CAR\")", "CAR :INHERITED"),
        ("(find-symbol \"car\")", "NIL NIL"),
        ("(package-name (sys:%make-package 'p '(\"PP\") '(:cl)))", "\"P\""),
        ("(package-nicknames :pp)", "(\"PP\")"),
        (
            "(sys:%export (intern \"Y\" :p) :p) (sys:%use-package '(:p) :ext) (find-symbol \"Y\" :ext)",
            "P:Y :INHERITED",
        ),
        ("(sys:%shadow '(\"Y\" z) :ext) (find-symbol \"Y\" :ext)", "EXT:Y :INTERNAL"),
        ("(package-shadowing-symbols :ext)", "(EXT:Z EXT:Y)"),
        ("(sys:%package-symbols :p nil)", "(P:Y)"),
        ("(sys:%symbol-accessible-p 'p:y :ext)", "NIL"),
        ("(sys:%external-symbol-p 'p:y)", "T"),
        ("(sys:%unintern 'p::y :p) (find-symbol \"Y\" :p)", "NIL NIL"),
        ("(sys:%unuse-package :p :ext) (sys:%delete-package :p)", "T"),
        ("(find-package :p)", "NIL"),
        ("(package-name (sys:%rename-package :ext :ext2)) (package-name (find-package :ext2))", "\"EXT2\""),
    ]);
}

#[test]
fn readtables_are_changed_and_copied() {
    check(&[
        ("(get-macro-character #\\a)", "NIL NIL"),
        ("(set-macro-character #\\[ (get-macro-character #\\()) (quote [a b))", "(|A| |B|)"),
        ("(set-macro-character #\\! (get-macro-character #\\') t) (cons '!x 'a!b)", "((QUOTE |X|) . |A!B|)"),
        ("(set-syntax-from-char #\\$ #\\;) (quote (a $ b\n c))", "(|A| |C|)"),
    ]);
    check(&[
        ("(make-dispatch-macro-character #\\?)", "T"),
        (
            "(set-dispatch-macro-character #\\? #\\q (get-dispatch-macro-character #\\# #\\()) (quote ?q1 2))",
            "#(1 2)",
        ),
        ("(set-dispatch-macro-character #\\# #\\* nil) (get-dispatch-macro-character #\\# #\\*)", "NIL"),
        ("(readtable-case (copy-readtable))", ":UPCASE"),
        ("(sys:%set-readtable-case (copy-readtable) :invert)", ":INVERT"),
        ("(readtablep (copy-readtable nil))", "T"),
        ("(get-dispatch-macro-character #\\# #\\<)", "NIL"),
    ]);
}

#[test]
fn the_reader_as_primitives() {
    check(&[
        ("(sys:%read (make-string-input-stream \"(a b) c\") t nil nil)", "(|A| |B|)"),
        ("(sys:%read (make-string-input-stream \" \") nil 'end nil)", "|END|"),
        ("(sys:%read (make-string-input-stream \" \") t 'end nil)", "end of file on #<Stream>"),
        ("(sys:%read (make-string-input-stream \"(\") nil 'end nil)", "end of file on #<Stream>"),
        ("(sys:%read-delimited-list #\\] (make-string-input-stream \"1 (2) ] 3\") nil)", "(1 (2))"),
        (
            "(sys:%read-with-lines (make-string-input-stream \"(a\n (b))\"))",
            "(|A| (|B|)) (((|A| (|B|)) . 1) ((|B|) . 2))",
        ),
        ("(sys:%read-quote (make-string-input-stream \"x y\") #\\')", "(QUOTE |X|)"),
        ("(sys:%read-semicolon (make-string-input-stream \"x y\") #\\;)", ""),
        ("(sys:%read-sharp-r (make-string-input-stream \"102\") #\\r 3)", "11"),
        ("(sys:%read-dispatching (make-string-input-stream \"xFF\") #\\#)", "255"),
    ]);
}

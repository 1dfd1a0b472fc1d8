//! Reading that runs Lisp: macro characters of the user, `#.`, and nested calls of the reader, with a collection at
//! every safepoint.

use super::tests::{message, show, stream_of};
use super::*;
use crate::bootstrap::fresh_vm;
use crate::compiler::compile_toplevel;
use crate::packages::list_items;
use heapfmt::layout::symbol;

/// Reads and runs the forms of `text`.
fn run(vm: &mut Vm, text: &str) {
    let stream = stream_of(vm, text);
    let kept = vm.mutator.roots.push(stream);
    loop {
        let stream = vm.mutator.roots.get(kept);
        let form = read(vm, stream).expect("the forms of the test read");
        if form == Value::EOF {
            break;
        }
        let function = compile_toplevel(vm, form).expect("the forms of the test compile");
        vm.call_nested(function, &[]).expect("the forms of the test run");
    }
    vm.mutator.roots.truncate(kept.index());
}

/// `[a b]` is a list, `{` takes the next object away, `!` throws, `?n+` a list of its argument and the next object;
/// evaluation is the CADR.
const SYNTAX: &str = r"
    (set-macro-character #\] (get-macro-character #\)))
    (set-macro-character #\[ (function (lambda (stream char)
                               (list char (sys:%read-delimited-list #\] stream t)))))
    (set-macro-character #\{ (function (lambda (stream char)
                               (progn char (sys:%read stream t nil t) (values)))))
    (set-macro-character #\! (function (lambda (stream char) (progn stream char (throw 'out 7)))) t)
    (make-dispatch-macro-character #\?)
    (set-dispatch-macro-character #\? #\+ (function (lambda (stream sub argument)
                                            (list sub argument (sys:%read stream t nil t)))))
    (sys:%set-symbol-function 'eval (function (lambda (form) (car (cdr form)))))";

#[test]
fn functions_of_the_user_read_parts_of_objects() {
    let mut vm = fresh_vm();
    run(&mut vm, SYNTAX);
    vm.set_gc_stress(1);
    for (text, expected) in [
        ("[a (b [c]) d]", "(#\\U+5B (|A| (|B| (#\\U+5B (|C|))) |D|))"),
        ("(a {b c . {d e)", "(|A| |C| . |E|)"),
        ("{a b", "|B|"),
        ("(1 [2 {3] 4)", "(1 (#\\U+5B (2)) 4)"),
        ("(a!b)", "(|A!B|)"),
        ("(?12+x ?+(y))", "((#\\U+2B 12 |X|) (#\\U+2B NIL (|Y|)))"),
        (
            "`[a ,[b] ,@c]",
            "(S:QUASIQUOTE (#\\U+5B (|A| (S:UNQUOTE (#\\U+5B (|B|))) (S:UNQUOTE-SPLICING |C|))))",
        ),
        ("[,a]", "line 1: a comma is not inside a backquote (#<Stream>)"),
        ("(#1=(a) [#1# #2=b] #2#)", "((|A|) (#\\U+5B ((|A|) |B|)) |B|)"),
        ("#+no-such [a no-such:b ?+#.x] c", "|C|"),
        ("(#.(quote (a b)) . #.(quote #(c)))", "((|A| |B|) . #(|C|))"),
        ("[a", "end of file on #<Stream>"),
        ("(a ])", "line 1: an object cannot begin with a closing character"),
    ] {
        let stream = stream_of(&mut vm, text);
        let mut out = String::new();
        match read(&mut vm, stream) {
            Ok(object) => show(&vm.mutator.heap, object, &mut out),
            Err(unwind) => out = message(unwind),
        }
        assert_eq!(out, expected, "reading {text}");
        assert_eq!(vm.mutator.roots.mark(), 0, "roots left by {text}");
    }
}

#[test]
fn an_exit_through_the_reader_leaves_nothing_behind() {
    let mut vm = fresh_vm();
    run(&mut vm, SYNTAX);
    vm.set_gc_stress(1);
    run(
        &mut vm,
        r#"(sys:%put 'result 'p (catch 'out (sys:%read (make-string-input-stream "(a #1=(b `(c [d !e]))") t nil nil)))"#,
    );
    let user = crate::packages::find_package(&vm.mutator.heap, "CL-USER").unwrap();
    let name = crate::packages::intern(&mut vm.mutator.heap, "RESULT", user);
    let plist = list_items(&vm.mutator.heap, vm.mutator.heap.symbol_slot(name, symbol::PLIST));
    assert_eq!(plist[1], Value::fixnum(7));
    assert_eq!(vm.mutator.roots.mark(), 0);
    assert_eq!(vm.mutator.reading.backquote_level, 0);
    assert!(vm.mutator.reading.labels.is_none());
}

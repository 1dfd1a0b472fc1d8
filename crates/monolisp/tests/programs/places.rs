//! The line behind the report of an error that ends a program: where in the user's files it happened.

use crate::fixture::{Place, lisp};
use crate::process::run;
use libtest_mimic::Trial;

const APP: &str = "\
(defun deep (x)
  (let ((y (1+ x)))
    (print-nothing y)
    (car
      y)))

(defun print-nothing (x) x)

(defun last-call (x)
  (symbol-name x))

(defun fails (x)
  (when x
    (error \"mine ~A\"
           x)))

(defmacro twice (form)
  `(progn ,form ,form))

(defun by-macro (x)
  (print-nothing 1)
  (twice (incf
          x))
  (print-nothing 2))

(defvar *nothing*)
(defun unbound ()
  (list (print-nothing 1)
        (progn
          (print-nothing 2)
          *nothing*)))

(defun with-lambda (x)
  (sort x (lambda (a b)
            (print-nothing a)
            (< a b))))

(defun library (x)
  (1+ (parse-integer
        x)))

(defun recursion (x)
  (1+ (recursion x)))

(defun thrown ()
  (print-nothing 1)
  (throw 'nowhere
    (print-nothing 2)))
";

/// What is evaluated after `app.lisp` has been loaded, and what the error output says then.
const ERRORS: &[(&str, &str)] = &[
    ("(deep 4)", "*** - CAR: The value 5 is not of type LIST\n    in DEEP (app.lisp:4)\n"),
    (
        "(last-call 5)",
        "*** - SYMBOL-NAME: The value 5 is not of type SYMBOL\n    in LAST-CALL (app.lisp:10)\n",
    ),
    ("(fails 'q)", "*** - mine Q\n    in FAILS (app.lisp:14)\n"),
    ("(by-macro 'a)", "*** - +: The value A is not of type NUMBER\n    in BY-MACRO (app.lisp:22)\n"),
    ("(unbound)", "*** - variable *NOTHING* has no value\n    in UNBOUND (app.lisp:29)\n"),
    ("(with-lambda (list 1 'a))", "*** - <: The value A is not of type REAL\n    at app.lisp:36\n"),
    ("(library \"x\")", "*** - PARSE-INTEGER: \"x\" is not an integer\n    in LIBRARY (app.lisp:39)\n"),
    ("(recursion 1)", "*** - Lisp stack exhausted\n    in RECURSION (app.lisp:43)\n"),
    ("(thrown)", "*** - THROW: there is no CATCH for the tag: NOWHERE\n    in THROWN (app.lisp:47)\n"),
    // What the command line itself says has no place in a file, nor is that of a caller the error's.
    ("(car 5)", "*** - CAR: The value 5 is not of type LIST\n"),
    (
        "(let ((x (list 5))) (mapcar (lambda (y) (1+ (car y))) x))",
        "*** - CAR: The value 5 is not of type LIST\n",
    ),
    ("(progn (deep '()) 1)", "*** - +: The value NIL is not of type NUMBER\n    in DEEP (app.lisp:2)\n"),
];

/// Scripts, and what the error output says when they end.
const SCRIPTS: &[(&str, &str)] = &[
    ("(list 1)\n\n(foo\n 1)\n", "*** - undefined function FOO\n    at script.lisp:3\n"),
    (
        "(progn\n  (list 2)\n  (car 5))\n",
        "*** - CAR: The value 5 is not of type LIST\n    at script.lisp:3\n",
    ),
    (
        "(list 1)\n(let ((x 1))\n  (list x)\n  (car\n x))\n",
        "*** - CAR: The value 1 is not of type LIST\n    at script.lisp:4\n",
    ),
    ("(load \"app.lisp\")\n(fails\n 1)\n", "*** - mine 1\n    in FAILS (app.lisp:14)\n"),
    (
        "(list 1)\n(handler-bind ((error (lambda (c) (list c))))\n  (list\n   (error \"seen\")))\n",
        "*** - seen\n    at script.lisp:4\n",
    ),
    ("(defun f ()\n  (list 1)\n  (g))\n(f)\n", "*** - undefined function G\n    in F (script.lisp:3)\n"),
    ("nothing\n", "*** - variable NOTHING has no value\n"),
];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("places of errors: a source that is loaded", || {
            tell_lines_of("app.lisp");
            Ok(())
        }),
        Trial::test("places of errors: a compiled file", || {
            tell_lines_of("app.fas");
            Ok(())
        }),
        Trial::test("places of errors: a script", || {
            tell_lines_of_scripts();
            Ok(())
        }),
        Trial::test("places of errors: a saved program", || {
            tell_lines_in_program();
            Ok(())
        }),
    ]
}

fn tell_lines_of(file: &str) {
    let place = Place::new();
    place.write("app.lisp", APP);
    let start = |arguments: &[&str]| run(lisp().args(arguments).current_dir(place.path("")));
    start(&["-q", "-q", "-c", "app.lisp"]).expect(0, "", "");
    for (form, told) in ERRORS {
        start(&["-q", "-q", "-i", file, "-x", form]).expect(1, "", told);
    }
}

fn tell_lines_of_scripts() {
    let place = Place::new();
    place.write("app.lisp", APP);
    for (text, told) in SCRIPTS {
        place.write("script.lisp", text);
        run(lisp().arg("script.lisp").current_dir(place.path(""))).expect(1, "", told);
    }
    // A compiled file knows the lines of functions; calls between them have none.
    place.write("script.lisp", "(defun f ()\n  (car 5))\n(f)\n");
    run(lisp().args(["-q", "-q", "-c", "script.lisp"]).current_dir(place.path(""))).expect(0, "", "");
    let told = "*** - CAR: The value 5 is not of type LIST\n    in F (script.lisp:2)\n";
    run(lisp().arg("script.fas").current_dir(place.path(""))).expect(1, "", told);
}

fn tell_lines_in_program() {
    let place = Place::new();
    place.write("app.lisp", APP);
    let save = "(ext:saveinitmem \"app\" :executable 0 :init-function (lambda () (deep 4)) :verbose nil)";
    place.lisp(&["-q", "-q", "-i", "app.lisp", "-x", save]);
    place.run("app", &[]).expect(1, "", ERRORS[0].1);
}

//! How fast definitions are loaded, from their source and from what COMPILE-FILE made of it: three thousand of them, of
//! every kind that programs consist of. A time is that of the whole run less that of an empty file.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::Bench;
use super::lisps::{Kind, Lisp};
use super::sampling::{micros, ratio, take_turns};
use crate::os::Launch;
use crate::{process, workspace};

const N_DEFINITIONS: usize = 3000;

pub(super) fn measure(bench: &mut Bench) -> Result<Value> {
    let folder = workspace::target().join("bench");
    let source = folder.join("definitions.lisp");
    fs::write(&source, definitions())?;
    let empty = folder.join("nothing.lisp");
    fs::write(&empty, "")?;
    let mut report = Map::new();
    let mut compiled_times = Vec::new();
    println!("{:<13} {:>12} {:>12} {:>8}", "definitions", "source", "compiled", "ratio");
    for lisp in bench.lisps.iter().filter(|lisp| lisp.kind != Kind::Sbcl) {
        let compiled = folder.join(format!("definitions-{}.fas", lisp.name));
        let mut compile = Command::new(&lisp.program);
        compile.args(["-q", "-q", "-norc", "-c"]).arg(&source).arg("-o").arg(&compiled);
        process::output(&mut compile)?;
        let launches = [&empty, &source, &compiled].map(|file| launch(lisp, file));
        let samples = take_turns(&launches.into_iter().collect::<Result<Vec<_>>>()?, 2 * bench.work_rounds)?;
        let [of_source, of_compiled] =
            [1, 2].map(|index: usize| samples[index].median.saturating_sub(samples[0].median));
        let faster = ratio(of_source, of_compiled);
        println!(
            "{:<13} {:>9} µs {:>9} µs {faster:>7.1}x",
            lisp.name,
            micros(of_source),
            micros(of_compiled)
        );
        report.insert(
            lisp.name.to_owned(),
            json!({ "source_us": micros(of_source), "compiled_us": micros(of_compiled) }),
        );
        if lisp.kind == Kind::Monolisp {
            bench.figures.set("load/source", Some(faster));
        }
        compiled_times.push((lisp.kind, of_compiled));
    }
    let time = |kind| compiled_times.iter().find(|(of, _)| *of == kind).map(|(_, time)| *time);
    if let (Some(ours), Some(clisp)) = (time(Kind::Monolisp), time(Kind::Clisp)) {
        bench.figures.set("load/clisp", Some(ratio(clisp, ours)));
    }
    Ok(Value::Object(report))
}

fn launch(lisp: &Lisp, file: &Path) -> Result<Launch> {
    let options = ["-q", "-q", "-norc"].map(OsString::from);
    Launch::new(&lisp.program, &[&options[..], &[file.as_os_str().to_owned()]].concat())
}

/// The source.
fn definitions() -> String {
    let mut text =
        "(defpackage \"DEFINITIONS\" (:use \"COMMON-LISP\"))\n(in-package \"DEFINITIONS\")\n".to_owned();
    for n in 0..N_DEFINITIONS {
        definition(&mut text, n).expect("a string takes any text");
    }
    text
}

fn definition(text: &mut String, n: usize) -> std::fmt::Result {
    match n % 10 {
        0..=2 => writeln!(
            text,
            "(defun function-{n} (x y &optional (z {n}) &key (key \"text {n}\"))\n  \
             \"Adds up what it is given, number {n}.\"\n  \
             (let ((sum (+ x y z)))\n    \
             (dolist (part '(a b \"c\" {n} #\\d)) (when (symbolp part) (setq sum (+ sum 1))))\n    \
             (cond ((> sum {n}) (list sum key :more))\n          \
             ((null key) (values sum nil))\n          \
             (t (mapcar (lambda (n) (* n sum)) (list x y z))))))"
        ),
        3 => writeln!(
            text,
            "(defmacro macro-{n} ((name value) &body body) `(let ((,name ,value)) (list ',name ,@body)))"
        ),
        4 if n % 50 == 4 => writeln!(
            text,
            "(defstruct (record-{n} (:constructor make-record-{n} (name &optional (count {n}))))\n  \
             name (count 0 :type integer) (tags (list :a :b)))"
        ),
        4 => writeln!(
            text,
            "(defun predicate-{n} (object)\n  (or (and (consp object) (eq (car object) 'tag-{n}))\n      \
             (and (stringp object) (string= object \"object {n}\"))\n      \
             (typep object '(or integer symbol))))"
        ),
        5 => writeln!(text, "(defconstant +constant-{n}+ {})", n * n),
        6 => writeln!(text, "(defvar *variable-{n}* (list {n} \"a string of some length, {n}\" :keyword))"),
        7 => writeln!(
            text,
            "(defparameter *table-{n}* '((one . {n}) (two . \"two {n}\") (three #(1 2 3) {n}.5d0)))"
        ),
        8 => writeln!(
            text,
            "(defun loop-{n} (list)\n  (let ((count 0) (result nil))\n    \
             (dolist (item list (nreverse result))\n      \
             (case item ((a b c) (push (cons item count) result)) ((1 2 3) (incf count)) (t (push item result))))))"
        ),
        _ => writeln!(
            text,
            "(deftype kind-{n} () '(or (integer 0 {n}) string))\n\
             (defun (setf place-{n}) (new object) (setf (car object) new))"
        ),
    }
}

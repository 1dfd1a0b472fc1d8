//! Programs that run out of memory, in an address space that a limit makes small.
//!
//! Exhaustion is a condition, and the program goes on. With too little to start at all, one line says so.

use crate::fixture::{Place, base_image, template};
use crate::process::{Outcome, run};
use libtest_mimic::Trial;
use std::process::Command;

/// KiB of address space in which everything is told as a condition.
const SMALL: &[u32] = &[200_000, 600_000, 2_000_000];
const TOO_SMALL: u32 = 50_000;

/// Each fills the heap or the stack in its own way and prints what came of it.
const EXHAUSTING: &[(&str, &str)] = &[
    ("one list", "(handler-case (length (make-list 100000000)) (storage-condition () :told))"),
    ("one vector", "(handler-case (length (make-array 100000000)) (storage-condition () :told))"),
    (
        "many vectors",
        "(let ((l nil)) (handler-case (loop (push (make-array 10000) l)) (storage-condition () (setq l nil) :told)))",
    ),
    (
        "many conses",
        "(let ((l nil)) (handler-case (loop (push (cons 1 2) l)) (storage-condition () (setq l nil) :told)))",
    ),
    (
        "a string",
        "(let ((s \"x\")) (handler-case (loop (setq s (concatenate 'string s s))) (storage-condition () (setq s nil) :told)))",
    ),
    ("recursion", "(labels ((f (x) (+ 1 (f x)))) (handler-case (f 1) (storage-condition () :told)))"),
];

pub(crate) fn trials() -> Vec<Trial> {
    let told = SMALL.iter().map(|&kilobytes| {
        Trial::test(format!("memory: exhaustion is told in {kilobytes} KiB"), move || {
            exhaustion(kilobytes);
            Ok(())
        })
    });
    let refused = Trial::test("memory: too little to start", || {
        limited(TOO_SMALL, "1").fails_with(&["lisp.run: there is no room for the heap"]);
        Ok(())
    });
    told.chain([refused]).collect()
}

/// Evaluates `form` with a limit on the address space.
fn limited(kilobytes: u32, form: &str) -> Outcome {
    let script = format!("ulimit -v {kilobytes}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).arg(template()).arg("-M").arg(base_image());
    run(command.args(["-q", "-q", "-x", form]).current_dir(Place::new().path("")))
}

fn exhaustion(kilobytes: u32) {
    for (what, form) in EXHAUSTING {
        let outcome = limited(kilobytes, &format!("(list {form} (length (make-list 1000)))"));
        assert_eq!((outcome.code, &*outcome.out), (Some(0), "(:TOLD 1000)\n"), "{what}: {outcome:?}");
    }
}

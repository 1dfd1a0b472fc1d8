//! Sizes: many registers, long jumps, deep nesting, many constants; and collections at every moment.

use crate::lisp_text::Lisp;
use runtime::heap::poll;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn evaluate(text: &str) -> String {
    Lisp::new().evaluate(text)
}

/// `count` copies of what `make` gives for 0, 1, 2 ...
fn repeat(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect::<Vec<_>>().join(" ")
}

#[test]
fn frames_of_many_registers_use_wide_instructions() {
    for n in [250, 256, 300, 5000] {
        let bindings = repeat(n, |i| format!("(v{i} (car (list {i})))"));
        let sum =
            format!("(let ({bindings}) (setq v1 (+ v1 v{})) (list v0 v1 (+ v{} v{})))", n - 1, n - 1, n - 2);
        assert_eq!(evaluate(&sum), format!("(0 {} {})", n, 2 * n - 3), "{n} variables");
        let list = format!("(car (cdr (list {})))", repeat(n, |i| i.to_string()));
        assert_eq!(evaluate(&list), "1", "a list of {n} elements");
    }
    let arguments = repeat(600, |i| i.to_string());
    assert_eq!(
        evaluate(&format!("(apply #'+ (list (length (funcall (lambda (&rest r) r) {arguments}))))")),
        "600"
    );
    let parameters = repeat(400, |i| format!("p{i}"));
    let values = repeat(400, |i| i.to_string());
    assert_eq!(
        evaluate(&format!("(funcall (car (list (lambda ({parameters}) (list p0 p399)))) {values})")),
        "(0 399)"
    );
}

#[test]
fn functions_with_too_many_registers_are_refused() {
    let text = format!("(list {})", repeat(66_000, |_| "1".to_owned()));
    let message = evaluate(&text);
    assert!(message.starts_with("error: ") && message.contains("at most 65535"), "{message}");
}

#[test]
fn jumps_of_any_distance_are_made() {
    // Each element takes two words, so the jumps over them reach beyond 16 bits.
    let filler = repeat(20_000, |i| format!("(setq x {})", 1_000_000 + i));
    let text = format!(
        "(let ((x 0) (n 0)) (tagbody top (setq n (+ n 1)) \
           (if (car (list n)) (progn {filler}) (setq x 7)) (if (< n 3) (go top))) (list x n))"
    );
    assert_eq!(evaluate(&text), "(1019999 3)");
    assert_eq!(evaluate(&format!("(let ((x 0)) (if (car (list nil)) (progn {filler})) x)")), "0");
}

#[test]
fn many_constants_are_addressed() {
    let calls = repeat(400, |i| format!("(setq x (cons 's{i} (f{i} x)))"));
    let definitions = repeat(400, |i| format!("(defun f{i} (x) (if (consp x) (cdr x) x))"));
    assert_eq!(evaluate(&format!("{definitions} (defun g (x) {calls} x) (g nil)")), "(S399)");
}

#[test]
fn deep_nesting_compiles_or_is_an_error() {
    let nests: [(&str, &str, &str); 7] = [
        ("(car (list ", "5", "))"),
        ("(let ((x (list 5))) (if x ", "5", " (list x)))"),
        ("(if (car (list nil)) 1 ", "5", ")"),
        ("(block nil (catch 'tag ", "5", "))"),
        ("(funcall (lambda (x) (list x) ", "5", ") 1)"),
        ("(flet ((f () ", "5", ")) (list #'f) (f))"),
        ("(macrolet ((m () 1)) ", "5", ")"),
    ];
    // Less than the two megabytes that the limit is meant for has to be enough.
    let check = move || check_nests(&nests);
    let thread = std::thread::Builder::new().stack_size(1536 << 10).spawn(check).expect("a thread");
    thread.join().expect("all rows are as expected");
}

fn check_nests(nests: &[(&str, &str, &str)]) {
    for (open, core, close) in nests {
        for n in [100, 100_000] {
            let text = format!("{}{core}{}", open.repeat(n), close.repeat(n));
            let found = evaluate(&text);
            if n == 100 {
                assert_eq!(found, "5", "{n} times {open}");
            } else {
                assert!(found.contains("nested too deeply"), "{n} times {open}: {found}");
            }
        }
    }
}

#[test]
fn long_bodies_and_binding_lists_are_not_deep() {
    let bindings = repeat(20_000, |_| "(x (car (list x)))".to_owned());
    assert_eq!(evaluate(&format!("(let ((x 3)) (let* ({bindings}) x))")), "3");
    let forms = repeat(20_000, |_| "(setq x (+ x 1))".to_owned());
    assert_eq!(evaluate(&format!("(let ((x 0)) {forms} x)")), "20000");
}

#[test]
fn collections_at_any_moment_change_nothing() {
    let mut lisp = Lisp::new();
    let poll_word = lisp.vm.mutator.heap.shared_poll_word();
    let stop = Arc::new(AtomicBool::new(false));
    let asking = {
        let stop = Arc::clone(&stop);
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                poll_word.fetch_or(poll::COLLECT, Ordering::Relaxed);
                std::thread::yield_now();
            }
        })
    };
    let text = "(macrolet ((burn (n form) (labels ((f (n l) (if (= n 0) l (f (- n 1) (cons n l))))) (f n nil) form))) \
        (burn 1000 (let ((a '(1 (2 . three))) (b \"text\")) \
          (flet ((f (x y) (burn 500 (list x y a)))) \
            (burn 1000 (block done (catch 'c (burn 100 (return-from done (list (f 'one 2) b (burn 100 '(last)))))))))))) ";
    for _ in 0..20 {
        assert_eq!(lisp.evaluate(text), "((ONE 2 (1 (2 . THREE))) \"text\" (LAST))");
    }
    stop.store(true, Ordering::Relaxed);
    asking.join().expect("the thread ends");
}

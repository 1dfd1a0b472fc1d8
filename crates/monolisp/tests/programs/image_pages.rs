//! The pages of an image are written by the program's own stores only: collections leave the image as it was mapped.
//!
//! Pages that nobody has written are shared by all processes of a program and need no memory of their own; a collector
//! that marked or moved what the image holds would make each of them a private copy.

use crate::fixture::Place;
use libtest_mimic::Trial;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        Trial::test("image pages: collections write none", || {
            let kilobytes = private_kilobytes("(values)");
            assert!(kilobytes < MOST_BY_ITSELF, "{kilobytes} KiB");
            Ok(())
        }),
        Trial::test("image pages: the program's stores do", || {
            let kilobytes = private_kilobytes("(mapl (lambda (rest) (setf (car rest) :new)) *list*)");
            assert!(kilobytes > LEAST_BY_STORES, "{kilobytes} KiB");
            Ok(())
        }),
    ]
}

/// The list in the image has 16 MiB.
const MOST_BY_ITSELF: u64 = 1 << 10;
const LEAST_BY_STORES: u64 = 15 << 10;

/// KiB of its own file's mappings that a program has as copies of its own, after `action` and some collections.
fn private_kilobytes(action: &str) -> u64 {
    let place = Place::new();
    let definitions = format!(
        "(defvar *list* (make-list (expt 2 20) :initial-element (list 1)))
         (defun references () (let ((young nil) (rest *list*))
           (dotimes (i 100 young) (setq rest (nthcdr 1000 rest)) (push (cons rest (make-list 1000)) young))))
         (defun main ()
           {action}
           (let ((kept (references)))
             (dotimes (i 40) (make-list (expt 2 19)) (references))
             (assert (= (length kept) 100)))
           (print-mappings))
         (defun print-mappings ()
           (with-open-file (maps \"/proc/self/smaps\")
             (loop (let ((line (read-line maps nil))) (if line (write-line line) (return nil))))))"
    );
    place.save_program("app", "0", &definitions);
    let outcome = place.run("app", &[]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let mut is_ours = false;
    let mut total = 0;
    for line in outcome.out.lines() {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Private_Dirty:") if is_ours => {
                total += words.next().and_then(|number| number.parse::<u64>().ok()).expect("a number of KiB");
            }
            Some(word) if !word.ends_with(':') => is_ours = line.ends_with("/app"),
            _ => {}
        }
    }
    total
}

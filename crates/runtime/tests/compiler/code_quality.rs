//! What code looks like: the instructions of small functions that must stay short.

use crate::lisp_text::Lisp;

/// Compiles `definition`, a DEFUN of F, and compares its listing, positions and padding left out.
fn check_listing(definition: &str, expected: &str) {
    let mut lisp = Lisp::new();
    lisp.evaluate(definition);
    let listing = lisp.listing("f");
    let squeeze = |text: &str| {
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let (found, expected) = (squeeze(&listing), squeeze(expected));
    assert!(found == expected, "the code of {definition} is\n{found}\nexpected was\n{expected}");
}

#[test]
fn fib() {
    check_listing(
        "(defun f (n) (if (< n 2) n (+ (f (- n 1)) (f (- n 2)))))",
        "
         F (N), 6 registers
         0 jump-if-not-less-integer r0, 2, L3
         2 return r0
         L3: add-integer r4, r0, -1
         4 call-self r1, 1
         5 add-integer r5, r0, -2
         6 call-self r2, 1
         7 add r3, r1, r2
         8 return r3
        ",
    );
}

#[test]
fn tak() {
    check_listing(
        "(defun f (x y z) (if (not (< y x)) z (f (f (1- x) y z) (f (1- y) z x) (f (1- z) x y))))",
        "
         F (X Y Z), 11 registers
         L0: jump-if-less r1, r0, L3
         2 return r2
         L3: add-integer r6, r0, -1
         4 call-self-pair r3, 3, r1, r2
         6 add-integer r7, r1, -1
         7 call-self-pair r4, 3, r2, r0
         9 add-integer r8, r2, -1
         10 call-self-pair r5, 3, r0, r1
         12 move-triple r0, r3
         13 loop L0
        ",
    );
}

#[test]
fn counting_loop() {
    check_listing(
        "(defun f (n) (let ((i 0) (sum 0)) \
           (block nil (tagbody top (if (>= i n) (return-from nil sum)) (setq sum (+ sum i)) \
             (setq i (1+ i)) (go top)))))",
        "
         F (N), 3 registers
         0 load-integer r1, 0
         1 load-integer r2, 0
         L2: jump-if-not-less-or-equal r0, r1, L5
         4 return r2
         L5: add r2, r2, r1
         6 add-integer r1, r1, 1
         7 loop L2
        ",
    );
}

#[test]
fn list_walk() {
    check_listing(
        "(defun f (item list) (block nil (let ((rest list)) (tagbody (go test) top \
           (if (eql (car rest) item) (return-from nil rest)) (setq rest (cdr rest)) test \
           (if (consp rest) (go top))) nil)))",
        "
         F (ITEM LIST), 4 registers
         0 move r2, r1
         1 jump L7
         L2: car r3, r2
         3 jump-if-not-eql r3, r0, L6
         5 return r2
         L6: cdr r2, r2
         L7: jump-if-atom r2, L9
         8 loop L2
         L9: return-nil
        ",
    );
}

#[test]
fn conditions_are_jumps() {
    check_listing(
        "(defun f (a b) (if (let ((g (< a 1))) (if g g (if (eq b 'x) (consp a) nil))) (car a) (other b)))",
        "
         F (A B), 6 registers
         0 jump-if-less-integer r0, 1, L6
         2 load-constant r2, #0 ; X
         3 jump-if-not-eq r1, r2, L8
         5 jump-if-atom r0, L8
         L6: car r2, r0
         7 return r2
         L8: move r5, r1
         9 tail-call-named r2, #1, 1 ; OTHER
        ",
    );
}

//! Every special operator, with its errors.

use crate::lisp_text::check;

#[test]
fn constants_variables_and_conditionals() {
    check(&[
        ("42", "42"),
        ("'(a . b)", "(A . B)"),
        ("\"text\"", "\"text\""),
        (":key", ":KEY"),
        ("(quote)", "error: Too few operands"),
        ("(quote a b)", "error: Too many operands"),
        ("(if t 1 2)", "1"),
        ("(if nil 1 2)", "2"),
        ("(if nil 1)", "NIL"),
        ("(if (car '(nil)) 1 2)", "2"),
        ("(if)", "error: Too few operands"),
        ("(progn)", "NIL"),
        ("(progn 1 2 3)", "3"),
        ("(progn 1 . 2)", "error: dotted"),
        ("undefined-thing", "error: UNDEFINED-THING"),
        ("(undefined-thing 1)", "error: UNDEFINED-THING"),
        ("(1 2)", "error: operator"),
        ("(declare (special x))", "error: declaration"),
        ("(the fixnum (+ 1 2))", "3"),
        ("(the (values t t) (values 1 2))", "1 ; 2"),
        ("(eval-when (:execute) 1 2)", "2"),
        ("(eval-when (:compile-toplevel) 1 2)", "NIL"),
        ("(eval-when (:sometimes) 1)", "error: situation"),
        ("(load-time-value (+ 1 2))", "3"),
        ("(locally (declare (optimize speed)) 1 2)", "2"),
    ]);
}

#[test]
fn variables() {
    check(&[
        ("(let ((x 1) (y 2)) (list x y))", "(1 2)"),
        ("(let (x (y)) (list x y))", "(NIL NIL)"),
        ("(let ((x 1)) (let ((x 2) (y x)) (list x y)))", "(2 1)"),
        ("(let ((x 1)) (let* ((x 2) (y x)) (list x y)))", "(2 2)"),
        ("(let ((x 1)) (setq x (+ x 1)) x)", "2"),
        ("(let ((x 1) y) (setq x 5 y x) (list x y))", "(5 5)"),
        ("(let ((x 1)) (setq x))", "error: value for each"),
        ("(setq)", "NIL"),
        ("(setq nil 1)", "error: constant"),
        ("(let ((t 1)) t)", "error: constant"),
        ("(let ((x 1) (x 2)) x)", "error: twice"),
        ("(let ((x 1 2)) x)", "error: at most one form"),
        ("(let (\"x\") 1)", "error: symbol"),
        ("(let ((x 1)) (+ x (setq x 5)))", "6"),
        ("(let ((x 1)) (list x (setq x 2) x (setq x 3) x))", "(1 2 2 3 3)"),
        ("(let ((x 1)) (list (+ x (let ((y x)) (setq x 10) y)) x))", "(2 10)"),
        ("(let ((x 2)) (let ((y x)) (setq x 7) (list x y)))", "(7 2)"),
        ("(sys::%proclaim '(special *s*)) (setq *s* 3) (let ((*s* 4)) *s*)", "4"),
        ("(sys::%proclaim '(special *s*)) (setq *s* 3) (let ((*s* 4)) (setq *s* 5)) *s*", "3"),
        ("(sys::%proclaim '(special *s*)) (defun get-s () *s*) (setq *s* 3) (let ((*s* 4)) (get-s))", "4"),
        (
            "(sys::%proclaim '(special *a* *b*)) (setq *a* 1 *b* 2) \
             (let ((*a* *b*) (*b* *a*)) (list *a* *b*))",
            "(2 1)",
        ),
        (
            "(sys::%proclaim '(special *a* *b*)) (setq *a* 1 *b* 2) \
             (let* ((*a* *b*) (x *a*) (*b* (list *a* x))) (list *a* *b* x))",
            "(2 (2 2) 2)",
        ),
        (
            "(defun get-y () (locally (declare (special y)) y)) (let ((y 8)) (declare (special y)) (get-y))",
            "8",
        ),
        (
            "(let ((y 1)) (declare (special y)) (let ((y 2)) (list y (locally (declare (special y)) y))))",
            "(2 1)",
        ),
        ("(symbol-macrolet ((x (car y))) (let ((y '(3 4))) x))", "3"),
        ("(symbol-macrolet ((x 1)) (let ((x 2)) x))", "2"),
        ("(symbol-macrolet ((x 1)) (declare (special x)) x)", "error: special"),
        ("(sys::%set-symbol-macro 'sm '(+ 1 2)) sm", "3"),
    ]);
}

#[test]
fn functions() {
    check(&[
        ("(funcall (lambda (x y) (list y x)) 1 2)", "(2 1)"),
        ("((lambda (x) (* x x)) 7)", "49"),
        ("((lambda (x &optional (y (+ x 1) y-p) &rest r) (list x y y-p r)) 1)", "(1 2 NIL NIL)"),
        ("((lambda (x &optional (y 5 y-p) &rest r) (list x y y-p r)) 1 2 3 4)", "(1 2 T (3 4))"),
        ("((lambda (x &key k) (list x k)) 1 :k 2)", "(1 2)"),
        ("(let ((f (function (lambda (x) (cons x x))))) (funcall f 1))", "(1 . 1)"),
        ("(let ((n 0)) (let ((f (lambda () (setq n (+ n 1))))) (funcall f) (funcall f) n))", "2"),
        (
            "(defun make-counter (n) (lambda () (setq n (1+ n)))) \
             (let ((a (make-counter 10)) (b (make-counter 20))) \
               (list (funcall a) (funcall a) (funcall b) (funcall a)))",
            "(11 12 21 13)",
        ),
        (
            "(funcall (funcall (funcall (lambda (a) (lambda (b) (lambda (c) (list a b c)))) 1) 2) 3)",
            "(1 2 3)",
        ),
    ]);
}

#[test]
fn local_functions() {
    check(&[
        ("(flet ((f (x) (* 2 x))) (list (f 1) (f 2)))", "(2 4)"),
        ("(flet ((f (x) (* 2 x))) (flet ((f (x) (+ 1 (f x)))) (f 5)))", "11"),
        ("(flet ((f (x) (return-from f (list x)) 3)) (f 5))", "(5)"),
        ("(labels ((f (n) (if (= n 0) 1 (* n (f (- n 1)))))) (f 10))", "3628800"),
        (
            "(labels ((even (n) (if (= n 0) t (odd (- n 1)))) (odd (n) (if (= n 0) nil (even (- n 1))))) \
               (list (even 10) (odd 10) (even 100001)))",
            "(T NIL NIL)",
        ),
        (
            "(let ((k 100)) (labels ((f (n) (if (= n 0) k (g (- n 1)))) (g (n) (if (= n 0) (- k) (f (- n 1))))) \
               (list (f 4) (f 5) (mapped #'f))))",
            "error: MAPPED",
        ),
        (
            "(let ((k 100)) (labels ((f (n) (if (= n 0) k (g (- n 1)))) (g (n) (if (= n 0) (- k) (f (- n 1))))) \
               (list (f 4) (f 5) (funcall #'f 6) (funcall (car (list #'g)) 6))))",
            "(100 -100 100 -100)",
        ),
        (
            "(let ((x 3)) (flet ((f () x) (g (y) (setq x y))) (g 10) (list (f) (funcall #'f) x)))",
            "(10 10 10)",
        ),
        ("(labels ((f (n acc) (if (= n 0) acc (f (- n 1) (+ acc n))))) (f 1000000 0))", "500000500000"),
        ("(labels ((f (a b n) (if (= n 0) (list a b) (f b a (- n 1))))) (f 1 2 7))", "(2 1)"),
        (
            "(labels ((f (n fs) (if (= n 0) fs (f (- n 1) (cons (lambda () n) fs))))) \
               (let ((fs (f 3 nil))) (list (funcall (car fs)) (funcall (cadr fs)) (funcall (caddr fs)))))",
            "(1 2 3)",
        ),
        (
            "(labels ((f (n fs) (if (= n 0) fs (f (- n 1) (cons (lambda () (setq n (* n 10))) fs))))) \
               (let ((fs (f 3 nil))) (list (funcall (car fs)) (funcall (car fs)) (funcall (caddr fs)))))",
            "(10 100 30)",
        ),
        ("(defun f (n) (if (= n 0) 'done (f (- n 1)))) (f 1000000)", "DONE"),
        ("(defun f (n) (if (= n 0) (values 1 2) (f (- n 1)))) (f 3)", "1 ; 2"),
        ("(defun f (n) (if (= n 0) (values 1 2) (multiple-value-prog1 (f (- n 1)) 3))) (f 3)", "1 ; 2"),
        ("(labels ((f (n) (if (= n 0) (values 1 2) (multiple-value-prog1 (f (- n 1)) 3)))) (f 3))", "1 ; 2"),
        (
            "(let ((a 1)) (labels ((f (n) (if (= n 0) (values a 2) (multiple-value-prog1 (f (- n 1)) 3)))) (f 3)))",
            "1 ; 2",
        ),
        ("(function 5)", "error: name"),
        ("#'undefined-thing", "error: UNDEFINED-THING"),
        ("(macrolet ((m () 1)) #'m)", "error: macro"),
        ("(funcall #'(sys::named-lambda foo (x) x) 4)", "4"),
        (
            "(sys::%set-symbol-macro 'unused 1) (flet (((setf foo) (v x) (list v x))) (funcall #'(setf foo) 1 2))",
            "(1 2)",
        ),
        ("(lambda)", "error: lambda list"),
        ("(flet (f) 1)", "error: list"),
    ]);
}

#[test]
fn lambda_lists() {
    check(&[
        ("(defun f (&key a (b 2) ((:see c) (list b) c-p)) (list a b c c-p)) (f :see 4 :a 1)", "(1 2 4 T)"),
        ("(defun f (&key a (b 2) ((:see c) (list b) c-p)) (list a b c c-p)) (f)", "(NIL 2 (2) NIL)"),
        ("(defun f (&key a) a) (f :a 1 :a 2)", "1"),
        ("(defun f (&key a) a) (f :b 1)", "error: B is no keyword"),
        ("(defun f (&key a) a) (f :a)", "error: keyword"),
        ("(defun f (&key a &allow-other-keys) a) (f :b 1 :a 3)", "3"),
        ("(defun f (&key a) a) (f :b 1 :a 3 :allow-other-keys t)", "3"),
        ("(defun f (x &rest r &key a) (list x r a)) (f 1 :a 2)", "(1 (:A 2) 2)"),
        (
            "(defun f (x &optional (y x) &aux (z (+ x y)) w) (list x y z w)) (list (f 1) (f 1 2))",
            "((1 1 2 NIL) (1 2 3 NIL))",
        ),
        ("(defun f (x) x) (f)", "error: "),
        ("(defun f (x) x) (f 1 2)", "error: "),
        ("(defun f (&optional a b) (list a b)) (f 1 2 3)", "error: "),
        (
            "(sys::%proclaim '(special *p*)) (defun get-p () *p*) (setq *p* 0) \
             (defun f (*p* &optional (q (get-p)) &key ((:p r) (list *p*))) (list q r (get-p))) (list (f 5) (f 5 6 :p 7) *p*)",
            "((5 (5) 5) (6 7 5) 0)",
        ),
        ("(defun f (x) (declare (special x)) (g)) (defun g () (declare (special x)) x) (f 9)", "9"),
        ("(defun f (x &optional (g (lambda () (setq x (+ x 1))))) (funcall g) x) (f 1)", "2"),
        ("((lambda (a &optional (b 2) &rest c &aux (d (list a b c))) d) 1)", "(1 2 NIL)"),
        ("((lambda (&rest r) (setq r (cdr r)) r) 1 2 3)", "(2 3)"),
        ("(sys::%proclaim '(special *q*)) (setq *q* 1) ((lambda (*q* y) (list *q* y)) 2 *q*)", "(2 1)"),
        ("(lambda (x x) x)", "error: twice"),
        ("(lambda (&rest) 1)", "error: &REST"),
        ("(lambda (&rest a b) 1)", "error: lambda list keyword"),
        ("(lambda (&key a &optional b) 1)", "error: wrong order"),
        ("(lambda (5) 1)", "error: symbol"),
        ("(lambda (t) 1)", "error: constant"),
        ("(lambda (&optional (a 1 b c)) 1)", "error: at most"),
        ("(lambda (a . b) 1)", "error: dotted"),
        ("(lambda (x) (declare . 5) x)", "error: An atom stands where"),
        ("(lambda (x) (declare special) x)", "error: declaration"),
        ("(lambda (x) (declare (special \"x\")) x)", "error: symbols"),
    ]);
}

#[test]
fn inline_functions() {
    let square = "(sys::%proclaim '(inline sq)) (sys::%set-inline-expansion 'sq '(lambda (x) (* x x))) \
                  (defun sq (x) (list x)) ";
    let row = |text: &str| format!("{square}{text}");
    check(&[
        (&row("(sq 5)"), "25"),
        (&row("(funcall #'sq 5)"), "(5)"),
        (&row("(locally (declare (notinline sq)) (sq 5))"), "(5)"),
        (&row("(let ((n 3)) (list (sq (setq n (+ n 1))) n))"), "(16 4)"),
        (&row("(sq 1 2)"), "error: "),
        (&row("(flet ((sq (x) (- x))) (sq 5))"), "-5"),
        ("(let ((a (list 1))) (flet ((f (x) (car x))) (list (f a) (funcall #'f a))))", "(1 1)"),
        ("(let ((n 0)) (let ((f (lambda (x) (setq n (+ n x))))) (funcall f 5) n))", "5"),
        (
            "(let ((k 2)) (let ((f (lambda (x) (* k x)))) (let ((g (lambda (y) (funcall f (+ y 1))))) (funcall g 1))))",
            "4",
        ),
        ("(let ((x 1)) (let ((f (lambda () x))) (let ((x 2)) (list x (funcall f)))))", "(2 1)"),
    ]);
}

#[test]
fn macros() {
    check(&[
        ("(macrolet ((twice (x) (list 'progn x x))) (let ((n 0)) (twice (setq n (+ n 1))) n))", "2"),
        (
            "(macrolet ((m (a (b &optional (c 3)) &rest r &key k) (list 'quote (list a b c r k)))) (m 1 (2) :k 5))",
            "(1 2 3 (:K 5) 5)",
        ),
        ("(macrolet ((m (&whole w a . b) (list 'quote (list w a b)))) (m 1 2 3))", "((M 1 2 3) 1 (2 3))"),
        ("(macrolet ((m (a) a)) (m))", "error: M takes 1 argument"),
        ("(macrolet ((m (a) a)) (m 1 2))", "error: M takes 1 argument"),
        ("(macrolet ((m (&key a) a)) (m :b 2))", "error: M takes no other keywords"),
        ("(macrolet ((m (&key a) a)) (m :b 2 :allow-other-keys t :a 3))", "3"),
        ("(macrolet ((m () 1)) (macrolet ((n () (list 'm))) (flet ((m () 2)) (n))))", "2"),
        ("(macrolet ((m () 1)) (macrolet ((n () (m))) (n)))", "1"),
        (
            "(macrolet ((m () 1)) \
               (macrolet ((expand (form &environment e) (list 'quote (macroexpand-1 form e)))) (expand (m))))",
            "1",
        ),
        (
            "(symbol-macrolet ((s (f x))) \
               (macrolet ((expand (form &environment e) (list 'quote (macroexpand form e)))) (expand s)))",
            "(F X)",
        ),
        (
            "(sys::%set-macro-function 'sq (funcall (sys::%compile-form (list 'function (sys::%macro-lambda 'sq '(x) '((list '* x x))))))) \
             (sq 9)",
            "81",
        ),
        ("(macroexpand-1 '(foo 1))", "(FOO 1) ; NIL"),
        (
            "(sys::%set-macro-function 'm (funcall (sys::%compile-form (list 'function (sys::%macro-lambda 'm '(&rest r) '((list 'quote r))))))) \
             (macroexpand-1 '(m 1 2))",
            "(QUOTE (1 2)) ; T",
        ),
        (
            "(sys::%set-compiler-macro 'cm (funcall (sys::%compile-form (list 'function (sys::%macro-lambda 'cm '(x) '((list '1+ x))))))) \
             (defun cm (x) (list x)) (list (cm 5) (funcall #'cm 5) (locally (declare (notinline cm)) (cm 5)))",
            "(6 (5) (5))",
        ),
        (
            "(sys::%set-macro-function 'm (funcall (sys::%compile-form (list 'function (sys::%macro-lambda 'm '(x) '(x)))))) \
             (let ((*macroexpand-hook* (lambda (f form env) (list 'list 1 (funcall f form env))))) \
               (macroexpand-1 '(m 5)))",
            "(LIST 1 5) ; T",
        ),
    ]);
}

#[test]
fn blocks_and_tags() {
    check(&[
        ("(block nil 1 (return-from nil 2) 3)", "2"),
        ("(block a (block b (return-from a 1) 2) 3)", "1"),
        ("(block a (list 1 (return-from a (values 2 3))))", "2 ; 3"),
        ("(list (block a (return-from a (values 2 3))) 4)", "(2 4)"),
        ("(return-from nowhere 1)", "error: no block"),
        ("(block 5 1)", "error: symbol"),
        ("(block a (funcall (lambda () (return-from a (values 1 2))) ) 3)", "1 ; 2"),
        ("(block a (flet ((f (x) (return-from a x))) (f 1) 2))", "1"),
        ("(block a (let ((f (lambda (x) (return-from a x)))) (apply f (list 7)) 2))", "7"),
        ("(let ((f (block a (lambda () (return-from a 1))))) (funcall f))", "error: left already"),
        ("(let ((n 0)) (tagbody top (setq n (+ n 1)) (if (< n 10) (go top))) n)", "10"),
        (
            "(let ((r nil)) (tagbody (go b) a (setq r (cons 'a r)) (go c) b (setq r (cons 'b r)) (go a) c) r)",
            "(A B)",
        ),
        ("(tagbody 1 2)", "NIL"),
        ("(tagbody a a)", "error: twice"),
        ("(go nowhere)", "error: no tag"),
        (
            "(let ((n 0)) (tagbody a (setq n (1+ n)) (funcall (lambda () (if (< n 5) (go a)))) (setq n (+ n 100))) n)",
            "105",
        ),
        (
            "(let ((n 0) (trace nil)) (tagbody (funcall (lambda () (go b))) a (setq trace (cons 'a trace)) (go end) \
               b (setq trace (cons 'b trace)) (let ((f (lambda () (go a)))) (apply f nil)) end) trace)",
            "(A B)",
        ),
        ("(let (f) (tagbody (setq f (lambda () (go a))) a) (funcall f))", "error: left already"),
        (
            "(let ((n 0)) (block done (tagbody top (setq n (+ n 1)) (if (> n 5) (return-from done n)) (go top))))",
            "6",
        ),
        ("(block a (tagbody (unwind-protect (return-from a 1) (setq x 3)))) x", "3"),
    ]);
}

#[test]
fn dynamic_control() {
    check(&[
        ("(catch 'a (throw 'a (values 1 2)) 3)", "1 ; 2"),
        ("(catch 'a 1 (values 2 3))", "2 ; 3"),
        ("(list (catch 'a (throw 'a (values 1 2)) 3) 4)", "(1 4)"),
        ("(catch 'a (catch 'b (throw 'a 1)) 2)", "1"),
        ("(throw 'nowhere 1)", "error: NOWHERE"),
        ("(defun thrower (x) (throw 'tag x)) (catch 'tag (list 1 (thrower 5)))", "5"),
        ("(let ((r nil)) (list (unwind-protect (values 1 2) (setq r 3)) r))", "(1 3)"),
        ("(unwind-protect (values 1 2) (list 3 4))", "1 ; 2"),
        ("(let ((r nil)) (catch 'a (unwind-protect (throw 'a 1) (setq r 'cleaned))) r)", "CLEANED"),
        ("(let ((r nil)) (block b (unwind-protect (return-from b 1) (setq r 'cleaned))) r)", "CLEANED"),
        (
            "(let ((r nil)) (list (block b (unwind-protect (return-from b 1) (setq r 'cleaned))) r))",
            "(1 CLEANED)",
        ),
        ("(let ((n 0)) (tagbody top (unwind-protect (if (< n 3) (go top)) (setq n (1+ n)))) n)", "4"),
        ("(block b (unwind-protect (return-from b 1) (return-from b 2)))", "2"),
        ("(catch 'x (unwind-protect (throw 'x 1) (throw 'x 2)))", "2"),
        (
            "(let ((r nil)) (catch 'a (unwind-protect (unwind-protect (throw 'a 1) (setq r (cons 1 r))) \
               (setq r (cons 2 r)))) r)",
            "(2 1)",
        ),
        ("(sys::%proclaim '(special *s*)) (setq *s* 1) (catch 'a (let ((*s* 2)) (throw 'a 3))) *s*", "1"),
        ("(sys::%proclaim '(special *s*)) (setq *s* 1) (block b (let ((*s* 2)) (return-from b 3))) *s*", "1"),
        ("(sys::%proclaim '(special *s*)) (setq *s* 1) (let ((*s* 2)) (values *s* 3))", "2 ; 3"),
        ("(progv '(p q) '(1) (list (boundp 'p) (boundp 'q)))", "(T NIL)"),
        ("(progv '(p q) '(1 2) (locally (declare (special p q)) (list p q)))", "(1 2)"),
        ("(progv '(p) '(1) (progv '(p) '(2) 3) (locally (declare (special p)) (values p 9)))", "1 ; 9"),
        (
            "(sys::%proclaim '(special *s*)) (setq *s* 1) \
             (let ((f (let ((*s* 2)) (lambda () *s*)))) (list (funcall f) (progv '(*s*) '(5) (funcall f))))",
            "(1 5)",
        ),
        (
            "(sys::%proclaim '(special *s*)) (setq *s* 1) (let ((n 0)) (tagbody top (let ((*s* n)) \
               (setq n (1+ n)) (if (< n 100) (go top)))) (list n *s*))",
            "(100 1)",
        ),
    ]);
}

#[test]
fn multiple_values() {
    check(&[
        ("(values)", ""),
        ("(values 1)", "1"),
        ("(values 1 2 3)", "1 ; 2 ; 3"),
        ("(list (values) (values 1 2))", "(NIL 1)"),
        ("(multiple-value-call #'list 1 (values 2 3) (values) 4)", "(1 2 3 4)"),
        ("(multiple-value-call #'list)", "NIL"),
        ("(multiple-value-call (lambda (&optional a b &rest ignore) (list a b)) (values 1 2 3))", "(1 2)"),
        ("(multiple-value-call (lambda (&optional a b &rest ignore) (list a b)) 1)", "(1 NIL)"),
        ("(multiple-value-call (lambda (a b) (list a b)) (values 1 2))", "(1 2)"),
        ("(multiple-value-call (lambda (a b) (list a b)) (values 1 2 3))", "error: argument"),
        ("(multiple-value-prog1 (values 1 2) (list 3))", "1 ; 2"),
        ("(list (multiple-value-prog1 (values 1 2) (list 3)))", "(1)"),
        ("(let ((x 1)) (setq x (multiple-value-prog1 (+ x 1) (setq x 10))) x)", "2"),
        ("(defun f () (values 1 2)) (multiple-value-call #'list (f) (f))", "(1 2 1 2)"),
        ("(defun f () (values 1 2)) (let ((x (f))) x)", "1"),
        ("(defun f () (values 1 2)) (if t (f) 3)", "1 ; 2"),
        ("(defun f () (values 1 2)) (let ((g 1)) (flet ((h () (f))) (h)))", "1 ; 2"),
        ("(apply #'+ 1 2 '(3 4))", "10"),
        ("(apply (lambda (&rest r) r) 1 '(2 3))", "(1 2 3)"),
        ("(apply #'list nil)", "NIL"),
        ("(funcall 'list 1 2)", "(1 2)"),
    ]);
}

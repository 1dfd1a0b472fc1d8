;;;; Special operators (CLHS 3.1.2.1.2.1, 5.3).

(block nil (return-from nil 1) 2) => 1
(block a (block b (return-from a 1)) 2) => 1
(let ((f (block nil (function (lambda () (return-from nil 1)))))) (funcall f)) !! control-error
(catch 'a (throw 'a 1) 2) => 1
(catch 'a (catch 'b (throw 'a 1)) 2) => 1
(throw 'nowhere 1) !! control-error
(catch 'a (throw 'a (values 1 2 3))) => 1; 2; 3
(let ((x 0)) (tagbody next (setq x (1+ x)) (if (< x 5) (go next))) x) => 5
(let ((x 0)) (tagbody (funcall (function (lambda () (go done)))) (setq x 1) done) x) => 0
(let ((log nil)) (unwind-protect (push 1 log) (push 2 log)) log) => (2 1)
(let ((log nil)) (catch 'a (unwind-protect (throw 'a 1) (push 2 log))) log) => (2)
(unwind-protect (values 1 2) (values 3 4)) => 1; 2
(multiple-value-prog1 (values 1 2) 3) => 1; 2
(multiple-value-call (function list) (values 1 2) 3 (values) (values 4 5)) => (1 2 3 4 5)
(let ((x 1) (y 2)) (let ((x y) (y x)) (list x y))) => (2 1)
(let* ((x 1) (y x)) (list x y)) => (1 1)
(flet ((f (x) (* x 2))) (f 4)) => 8
(labels ((even (n) (if (= n 0) t (odd (1- n)))) (odd (n) (if (= n 0) nil (even (1- n))))) (even 1001)) => NIL
(macrolet ((twice (x) `(progn ,x ,x))) (let ((n 0)) (twice (setq n (1+ n))) n)) => 2
(symbol-macrolet ((x (car cell))) (let ((cell (list 1))) (setq x 5) cell)) => (5)
(progv '(*dynamic* *other*) '(1) (list (symbol-value '*dynamic*) (boundp '*other*))) => (1 NIL)
(boundp '*dynamic*) => NIL
(eval-when (:execute) 5) => 5
(eval-when (:compile-toplevel) 5) => NIL
(locally (declare (special *dynamic*)) (progv '(*dynamic*) '(3) *dynamic*)) => 3
(the fixnum 5) => 5
(if nil 1) => NIL
(progn) => NIL
(setq) => NIL
(load-time-value (+ 1 2)) => 3
(funcall (function (lambda (&optional (a 1 a-supplied) &rest b &key &allow-other-keys) (list a a-supplied b)))) => (1 NIL NIL)
(funcall (lambda (a &key (b 2) ((:see c) 3 c-supplied)) (list a b c c-supplied)) 1 :see 4) => (1 2 4 T)
(funcall (lambda (&key a) a) :b 1) !! program-error
(funcall (lambda (&key a) a) :b 1 :allow-other-keys t) => NIL
(funcall (lambda (&key a) a) :a) !! program-error
(funcall (lambda (a) a)) !! program-error
(funcall (lambda (a) a) 1 2) !! program-error
(let ((x 5)) (funcall (let ((f (lambda (y) (setq x (+ x y))))) f) 3) x) => 8
undefined-variable !! unbound-variable
(undefined-function-here 1) !! undefined-function

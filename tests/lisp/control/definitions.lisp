;;;; DEFUN, DEFVAR, DEFPARAMETER, DEFCONSTANT, FLET, LABELS (CLHS 5.3).

(defvar *defined-once* 1) => *DEFINED-ONCE*
(progn (defvar *defined-once* 2) *defined-once*) => 1
(progn (defparameter *defined-twice* 1) (defparameter *defined-twice* 2) *defined-twice*) => 2
(eval '(defvar :k 1)) !! program-error
(eval '(defvar t 1)) !! program-error
(eval '(defvar nil)) !! program-error
(progn (defvar *without-value*) (boundp '*without-value*)) => NIL
(let ((*without-value* 5)) (symbol-value '*without-value*)) => 5
(defconstant constant-five 5) => CONSTANT-FIVE
(progn (defconstant constant-five 5) constant-five) => 5
(constantp 'constant-five) => T
(defun documented (x) "Doubles." (* 2 x)) => DOCUMENTED
(documentation 'documented 'function) => "Doubles."
(defun only-string () "value") => ONLY-STRING
(only-string) => "value"
(defun declared (x) (declare (type integer x)) "Doc" x) => DECLARED
(declared 3) => 3
(defun early (x) (when x (return-from early :early)) :late) => EARLY
(list (early t) (early nil)) => (:EARLY :LATE)
(flet ((f (x) (* 2 x)) (g (x) (1+ x))) (f (g 3))) => 8
(defun outer-function () :outer)
(flet ((outer-function () (list :inner (outer-function)))) (outer-function)) => (:INNER :OUTER)
(labels ((ev (n) (if (= n 0) t (od (1- n)))) (od (n) (if (= n 0) nil (ev (1- n))))) (list (ev 10) (od 7) (ev 3))) => (T T NIL)
(labels ((fact (n) (if (< n 2) 1 (* n (fact (1- n)))))) (fact 30)) => 265252859812191058636308480000000
(flet ((f (x) (return-from f (list x)) 5)) (f 1)) => (1)
(flet (((setf place) (v x) (list v x))) (setf (place 1) 2)) => (2 1)
(let ((x 1)) (flet ((f () x)) (let ((x 2)) (list x (f))))) => (2 1)
(let* ((x 1) (y (+ x 1))) (list x y)) => (1 2)
(let ((x 1)) (let ((x 2) (y x)) (list x y))) => (2 1)
(let (x (y) (z 3)) (list x y z)) => (NIL NIL 3)
(setq) => NIL
(let (a b) (setq a 1 b (1+ a)) (list a b)) => (1 2)
(let ((a 1) (b 2)) (list (psetq a b b a) a b)) => (NIL 2 1)
(progv '(*defined-once* unbound-thing) '(10) (list *defined-once* (boundp 'unbound-thing))) => (10 NIL)
(progv '(new-special) '(1 2) (symbol-value 'new-special)) => 1
(catch 'tag (throw 'tag (values 1 2))) => 1; 2
(throw 'no-such-tag 1) !! control-error
(catch 'a (catch 'b (throw 'a 1)) 2) => 1
(let ((log nil)) (catch 'x (unwind-protect (throw 'x 1) (push :a log) (push :b log))) log) => (:B :A)

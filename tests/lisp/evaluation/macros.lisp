;;;; DEFMACRO, MACROLET, compiler macros, macro lambda lists (CLHS 3.4.4).

(defmacro swap-args (f a b) `(,f ,b ,a))
(swap-args - 1 5) => 4
(macroexpand-1 '(swap-args - 1 5)) => (- 5 1); T
(macroexpand-1 '(car x)) => (CAR X); NIL
(defmacro destructured ((a &optional (b 2)) &body body &environment env) (declare (ignore env)) `(list ,a ,b ,@body))
(destructured (1) 3 4) => (1 2 3 4)
(destructured (1 5)) => (1 5)
(defmacro whole (&whole form a) `'(,form ,a))
(whole 3) => ((WHOLE 3) 3)
(defmacro keyed (&key (a 1) ((:bee b) 2 b-given)) `(list ,a ,b ,b-given))
(keyed) => (1 2 NIL)
(keyed :bee 3) => (1 3 T)
(eval '(keyed :cee 3)) !! error
(eval '(swap-args -)) !! error
(eval '(swap-args - 1 2 3)) !! error
(macrolet ((outer (x) (macroexpand `(inner ,x)))) (macrolet ((inner (y) `(list ,y))) (inner 2))) => (2)
(let ((x 1)) (symbol-macrolet ((y (+ x 1))) (let ((x 10)) y))) => 11
(destructuring-bind (a (b . c) &rest d) '(1 (2 3 4) 5 6) (list a b c d)) => (1 2 (3 4) (5 6))
(destructuring-bind (a b) '(1) (list a b)) !! error
(defun plain (x) (list :function x))
(define-compiler-macro plain (&whole form x) (if (eql x 1) ''expanded form))
(let () (list (plain 1) (plain 2))) => (EXPANDED (:FUNCTION 2))
(eval '(plain 1)) => (:FUNCTION 1)
(defmacro my-or (a b) (let ((v (gensym))) `(let ((,v ,a)) (if ,v ,v ,b))))
(let ((v 5)) (my-or nil v)) => 5
(progn (defun with-place (x) x) (setf (compiler-macro-function 'with-place) (lambda (form environment) (declare (ignore environment)) `(list ,(second form)))) (let () (with-place 1))) => (1)
(progn (setf (compiler-macro-function 'with-place) nil) (with-place 1)) => 1
(progn (defmacro with-documentation (x) "What it is for." x) (documentation 'with-documentation 'function)) => "What it is for."

;;;; EVAL, EVAL-WHEN, LOAD-TIME-VALUE, QUOTE, COMPILE, LAMBDA, FUNCTION (CLHS 3.8, 5.3, 24.2).

(list (eval-when (:execute) 1) (eval-when (eval) 2) (eval-when (:load-toplevel :compile-toplevel) 3) (eval-when () 4) (eval-when (:execute))) => (1 2 NIL NIL NIL)
(multiple-value-list (eval-when (:execute) (values 1 2))) => (1 2)
(let ((x 5)) (eval-when (:execute :load-toplevel) (incf x))) => 6
(let ((x 1)) (declare (ignorable x)) (handler-case (eval 'x) (unbound-variable (c) (cell-error-name c)))) => X
(progv '(x) '(7) (eval 'x)) => 7
(list (eval ''(a b)) (eval '#(1 2)) (eval "text") (eval (list '+ 1 2)) (eval '((lambda (x) (* x x)) 4))) => ((A B) #(1 2) "text" 3 16)
(multiple-value-list (eval '(progn (values 1 2 3)))) => (1 2 3)
(eval '(progn (defvar *seen-by-next* 41) (1+ *seen-by-next*))) => 42
(eval '(let ((f (lambda (x) (lambda () (incf x))))) (let ((g (funcall f 1))) (funcall g) (funcall g)))) => 3
(catch 'out (eval '(throw 'out 5))) => 5
(eval '(return-from nil 1)) !! program-error
(block nil (eval '(return-from nil 1))) !! program-error
; Values that are computed once.
(let ((f (lambda () (load-time-value (list 1 2))))) (eq (funcall f) (funcall f))) => T
(let ((f (compile nil '(lambda () (load-time-value (cons 1 2) t))))) (eq (funcall f) (funcall f))) => T
(let ((x 1)) (declare (ignorable x)) (eval '(load-time-value (+ 1 2)))) => 3
(eval '(load-time-value x-of-nobody)) !! unbound-variable
(eval '(load-time-value 1 t 2)) !! program-error
(let ((constant (lambda () '(1 2)))) (eq (funcall constant) (funcall constant))) => T
; COMPILE.
(multiple-value-bind (function warnings failure) (compile nil '(lambda (x) (list x x))) (list (funcall function 1) warnings failure)) => ((1 1) NIL NIL)
(progn (defun compiled-here (x) (1+ x)) (list (compile 'compiled-here) (compiled-here 1))) => (COMPILED-HERE 2)
(progn (list (compile 'compiled-there '(lambda (x) (* 2 x))) (funcall 'compiled-there 4))) => (COMPILED-THERE 8)
(list (compile '(setf compiled-place) '(lambda (new x) (list new x))) (funcall #'(setf compiled-place) 1 2)) => ((SETF COMPILED-PLACE) (1 2))
(let ((f (lambda (x) x))) (eq f (compile nil f))) => T
(progn (defmacro compiled-macro (x) `(list ,x)) (list (compile 'compiled-macro) (eval '(compiled-macro 1)))) => (COMPILED-MACRO (1))
(compile 'no-such-function) !! undefined-function
(compile nil 5) !! error
(compile nil '(no-lambda)) !! error
(compile 5) !! type-error
(compile 'a nil nil) !! error
; Function names and lambda expressions.
(list (funcall #'car '(1)) (funcall #'(lambda (x) (list x)) 1) (funcall (lambda () 2)) (functionp #'(setf compiled-place)) ((lambda (&rest r) r) 1 2)) => (1 (1) 2 T (1 2))
(eval '(function no-such-function)) !! undefined-function
(eval '#'(setf no-such-place)) !! undefined-function
(eval '#'when) !! error
(eval '#'if) !! error
(eval '(quote a b)) !! program-error

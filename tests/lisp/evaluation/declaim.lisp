;;;; PROCLAIM, DECLAIM, LOCALLY, SPECIAL, INLINE and the other declarations (CLHS 3.3, 3.8).

(proclaim '(special *proclaimed*)) => NIL
(let ((*proclaimed* 5)) (symbol-value '*proclaimed*)) => 5
(progn (declaim (special *declaimed-a* *declaimed-b*) (optimize (speed 1) (safety 3))) (let ((*declaimed-a* 1) (*declaimed-b* 2)) (list (symbol-value '*declaimed-a*) (symbol-value '*declaimed-b*)))) => (1 2)
(progn (declaim (inline inlined) (notinline not-inlined) (ftype (function (t) t) inlined)) (defun inlined (x) (list x)) (inlined 1)) => (1)
(progn (declaim (type integer *typed*)) (defparameter *typed* 5) *typed*) => 5
(progn (declaim (declaration colour)) (let ((x 1)) (declare (colour red)) x)) => 1
(list (declaim) (proclaim '(optimize speed)) (proclaim '(optimize (debug 0) (compilation-speed 1) (space 2)))) => (NIL NIL NIL)
(proclaim 5) !! error
(proclaim '(special "x")) !! error
(proclaim '(special . x)) !! error
(proclaim) !! program-error
(proclaim '(special x) '(special y)) !! program-error
(eval '(declaim 5)) !! error
; Where a declaration reaches.
(let ((x 1)) (declare (special x)) (let ((x 2)) (list x (locally (declare (special x)) x)))) => (2 1)
(progn (defun special-reader () (declare (special dynamic)) dynamic) (let ((dynamic 7)) (declare (special dynamic)) (special-reader))) => 7
(let ((dynamic 7)) (declare (ignorable dynamic)) (special-reader)) !! unbound-variable
(let ((x 1) (y 2)) (declare (type fixnum x y) (fixnum x) (ignorable y) (dynamic-extent x)) (+ x y)) => 3
(flet ((f (x) (declare (ignore x)) 1)) (declare (inline f) (dynamic-extent #'f) (ftype (function (t) t) f)) (f 2)) => 1
(locally) => NIL
(locally (declare (optimize (speed 3))) (values 1 2)) => 1; 2
(eval '(let ((x 1)) (declare . 5) x)) !! program-error
(eval '(let ((x 1)) (declare 5) x)) !! program-error
(eval '(let ((x 1)) (declare (ignore x 5)) x)) !! program-error
(eval '(let ((x 1)) (declare (ignorable "x")) x)) !! program-error
(eval '(let ((x 1)) (declare (dynamic-extent (x))) x)) !! program-error
(eval '(let ((x 1)) (declare (dynamic-extent (function))) x)) !! program-error
(eval '(flet (((setf f) (a b) (+ a b))) (declare (ignorable (function (setf f)))) 1)) => 1
(handler-case (proclaim '(ftype . foo)) (type-error (c) (type-error-datum c))) => FOO
;;; What a program says about the types of its functions changes no call: these loop without stack.
(declaim (ftype (function (t) nil) never-return-1 never-return-2))
(defun never-return-1 (n) (if (= n 200000) (throw 'done :thrown) (never-return-2 (1+ n))))
(defun never-return-2 (n) (never-return-1 (1+ n)))
(progn (sys::%set-stack-limit 100000) (catch 'done (never-return-1 0))) => :THROWN

;;;; Forms that are wrong signal a PROGRAM-ERROR when they are evaluated, and only then; the compiler warns of them
;;;; (CLHS 3.2.5).

(defmacro one-argument (x) `(list ,x))
(defmacro failing () (error "no expansion today"))
(define-condition own-error (error) ())
(defmacro failing-in-its-way () (error 'own-error))
(defparameter *wrong* '((setq pi 3) (setq nil 1) (setq x) (setq 5 1) (if) (if 1 2 3 4) (quote) (quote 1 2) (function 5) (let ((x 1 2)) x) (let ((5 1)) 5) (let ((a 1) (a 2)) a) (let ((x 1)) (declare (special . 5)) x) (let ((pi 3)) pi) (let ((x 1)) . 5) (go nowhere) (tagbody a a) (return-from nowhere 1) (block 5) (the integer) (catch) (throw 1) (flet ((f (x x) x)) (f 1 2)) (flet ((5 () 1)) 1) (labels ((f))) (macrolet ((m)) 1) (macrolet ((m (5) x)) 1) (symbol-macrolet ((x)) 1) (symbol-macrolet ((x 1) (x 2)) (setq pi x)) ((1 2) 3) (5 6) ("f" 1) ((lambda (x x) x) 1 2) ((lambda) 1) (lambda (&rest) 1) (function (lambda (5) 1)) (eval-when (:never) 1) (load-time-value) (multiple-value-call) (progv 1) (unwind-protect) (declare (special x)) (car . 5) (list 1 . 2) (one-argument) (one-argument 1 2) (when) (dotimes 5) (setf 5 1) (incf) (failing) (multiple-value-bind a 1) (handler-case) (case) (defun 5 ()) (defun f) (destructuring-bind (5) '(1) 1) (with-open-file 5)))
(defun outcome (function) (handler-case (funcall function) (program-error () :program-error) (error (c) (type-of c))))
(defmacro quietly (form) `(handler-bind ((warning #'muffle-warning)) ,form))
;;; Never reached: nothing happens.
(remove-if (lambda (form) (eq (outcome (lambda () (eval `(if nil ,form :fine)))) :fine)) *wrong*) => NIL
(let ((x 1)) (when nil (setq pi 3)) x) => 1
(let () (list 1 (if t 2 (go nowhere)) (or 3 (return-from nowhere)))) => (1 2 3)
;;; Reached: all that comes before it has happened.
(remove-if (lambda (form) (member (outcome (lambda () (eval `(let () ,form)))) '(:program-error simple-error))) *wrong*) => ((DECLARE (SPECIAL X)))
(let ((done nil)) (list (handler-case (list (push 1 done) (setq pi 3) (push 2 done)) (program-error () :error)) done)) => (:ERROR (1))
(let ((done nil)) (list (handler-case (unwind-protect (go nowhere) (push :cleanup done)) (program-error () :error)) done)) => (:ERROR (:CLEANUP))
;;; EVAL of one form signals what it always did.
(eval '(setq pi 3)) !! program-error
(handler-case (eval '(setq pi 3)) (program-error (c) (princ-to-string c))) => "A constant cannot be assigned: PI"
(handler-case (eval '(let () (failing))) (simple-error (c) (princ-to-string c))) => "no expansion today"
(handler-case (eval '(let () (failing-in-its-way))) (own-error () :own)) => :OWN
(handler-case (eval '(failing-in-its-way)) (own-error () :own)) => :OWN
;;; A function is defined, with a warning, and fails where it is wrong.
(defun warned (function) (let ((texts nil)) (let ((values (multiple-value-list (handler-bind ((warning (lambda (c) (push (princ-to-string c) texts) (muffle-warning c)))) (funcall function))))) (list (reverse texts) values))))
(warned (lambda () (eval '(defun half-wrong (x) (if x (setq pi 3) :right))))) => (("A constant cannot be assigned: PI") (HALF-WRONG))
(list (half-wrong nil) (outcome (lambda () (half-wrong t)))) => (:RIGHT :PROGRAM-ERROR)
(warned (lambda () (eval '(if nil (setq pi 3))))) => (NIL (NIL))
;;; COMPILE: the form is a function, its third value says that it is wrong.
(remove-if (lambda (form) (quietly (multiple-value-bind (function warnings failure) (compile nil `(lambda () (if (eq *print-base* 10) :fine ,form))) (and (functionp function) warnings failure (eq (funcall function) :fine))))) (remove '(declare (special x)) *wrong* :test 'equal)) => NIL
(remove-if (lambda (form) (eq (quietly (outcome (compile nil `(lambda () ,form)))) :program-error)) (remove '(declare (special x)) *wrong* :test 'equal)) => NIL
(mapcar (lambda (lambda) (quietly (multiple-value-bind (function warnings failure) (compile nil lambda) (list warnings failure (outcome (lambda () (funcall function 1 2))))))) '((lambda (x x) x) (lambda (&rest) 1) (lambda (5) 1) (lambda (&key &rest r) r) (lambda) (lambda (a b) (declare (special . 5)) a))) => ((T T :PROGRAM-ERROR) (T T :PROGRAM-ERROR) (T T :PROGRAM-ERROR) (T T :PROGRAM-ERROR) (T T :PROGRAM-ERROR) (T T :PROGRAM-ERROR))
(warned (lambda () (functionp (compile nil '(lambda () (failing) (one-argument)))))) => (("no expansion today" "ONE-ARGUMENT takes 1 argument: (ONE-ARGUMENT)") (T))
(compile nil 5) !! error
;;; COMPILE-FILE: each has its position; the file loads, and only what is wrong fails.
(defparameter *source* (sys::test-file "wrong.lisp"))
(with-open-file (s *source* :direction :output) (format s "(defun a ()~% (list 1~%  (setq pi 3)))~%(defun b () :b)~%(defun c (x)~% (if x (failing) :c))~%(defun d (x)~% (case x~%  (1 (go nowhere))~%  (2 (one-argument))~%  (t :d)))~%")) => NIL
(progn (defparameter *compiled* (warned (lambda () (compile-file *source* :verbose nil)))) (first *compiled*)) => ("wrong.lisp:3: A constant cannot be assigned: PI" "wrong.lisp:6: no expansion today" "wrong.lisp:9: GO names no tag around it: (GO NOWHERE)" "wrong.lisp:10: ONE-ARGUMENT takes 1 argument: (ONE-ARGUMENT)")
(rest (second *compiled*)) => (T T)
(progn (load (first (second *compiled*))) (list (outcome #'a) (b) (c nil) (outcome (lambda () (c t))) (d 3) (outcome (lambda () (d 1))) (outcome (lambda () (d 2))))) => (:PROGRAM-ERROR :B :C :PROGRAM-ERROR :D :PROGRAM-ERROR :PROGRAM-ERROR)
(handler-case (a) (program-error (c) (princ-to-string c))) => "wrong.lisp:3: A constant cannot be assigned: PI"
;;; LOAD of a source warns of the functions.
(first (warned (lambda () (load *source*)))) => ("wrong.lisp:3: A constant cannot be assigned: PI" "wrong.lisp:6: no expansion today" "wrong.lisp:9: GO names no tag around it: (GO NOWHERE)" "wrong.lisp:10: ONE-ARGUMENT takes 1 argument: (ONE-ARGUMENT)")
;;; What the user may have continued is for the user to decide.
(defmacro asking () (cerror "Go on." "Really?") 5)
(handler-bind ((error #'continue)) (eval '(let () (asking)))) => 5
(outcome (lambda () (eval '(let () (asking))))) => SIMPLE-ERROR

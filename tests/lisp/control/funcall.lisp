;;;; FUNCALL, APPLY, COMPLEMENT, CONSTANTLY, VALUES-LIST, FDEFINITION, FBOUNDP, FMAKUNBOUND, FUNCTIONP, COMPILED-FUNCTION-P,
;;;; DEFUN, DEFVAR, DEFPARAMETER, DEFCONSTANT: what they refuse (CLHS 5.3).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function (c) (list :undefined (cell-error-name c))) (type-error (c) (list :type (type-error-datum c))) (program-error () :program) (error () :error)))
(list (outcome #'funcall) (outcome #'funcall 5) (outcome #'funcall "car" '(1)) (outcome #'funcall '(lambda (x) x) 1) (outcome #'funcall 'no-such-function) (outcome #'funcall nil)) => (:PROGRAM (:TYPE 5) (:TYPE "car") (:TYPE (LAMBDA (X) X)) (:UNDEFINED NO-SUCH-FUNCTION) (:UNDEFINED NIL))
(list (outcome #'funcall 'if 1 2) (outcome #'funcall 'when 1 2) (outcome #'apply 'if '(1 2))) => ((:UNDEFINED IF) (:UNDEFINED WHEN) (:UNDEFINED IF))
(list (outcome #'apply #'list) (outcome #'apply #'list 5) (outcome #'apply #'list 1 '(2 . 3)) (outcome #'apply 5 nil) (outcome #'apply 'no-such-function nil)) => (:PROGRAM (:TYPE 5) (:TYPE 3) (:TYPE 5) (:UNDEFINED NO-SUCH-FUNCTION))
(let* ((l (list 1 2 3)) (m (apply #'list 0 l))) (list m l)) => ((0 1 2 3) (1 2 3))
(length (apply #'list (make-list 5000))) => 5000
; A local function is not what a symbol calls.
(progn (defun shadowed (x) (list :global x)) (flet ((shadowed (x) (list :local x))) (list (funcall 'shadowed 1) (funcall #'shadowed 1) (apply 'shadowed '(2))))) => ((:GLOBAL 1) (:LOCAL 1) (:GLOBAL 2))
(list (outcome #'complement) (funcall (complement #'member) 1 '(2)) (outcome (complement #'null)) (outcome #'constantly) (outcome #'constantly 1 2)) => (:PROGRAM T :PROGRAM :PROGRAM :PROGRAM)
(multiple-value-list (funcall (constantly (values 1 2)) 3)) => (1)
(list (outcome #'values-list 5) (outcome #'values-list '(1 . 2)) (outcome #'values-list) (multiple-value-list (values-list '(nil nil)))) => ((:TYPE 5) (:TYPE 2) :PROGRAM (NIL NIL))
(list (outcome #'fdefinition 'no-such-function) (outcome #'fdefinition '(setf no-such-place)) (outcome #'fdefinition 5) (outcome #'fdefinition '(car cdr)) (outcome #'fdefinition "car")) => ((:UNDEFINED NO-SUCH-FUNCTION) (:UNDEFINED (SETF NO-SUCH-PLACE)) (:TYPE 5) (:TYPE (CAR CDR)) (:TYPE "car"))
(list (outcome #'fboundp 5) (outcome #'fboundp '(setf)) (outcome #'fboundp '(car 1)) (fboundp 'no-such-function) (fboundp '(setf no-such-place)) (outcome #'fboundp)) => ((:TYPE 5) (:TYPE (SETF)) (:TYPE (CAR 1)) NIL NIL :PROGRAM)
(progn (defun gone-soon () 1) (list (if (fboundp 'gone-soon) t) (fmakunbound 'gone-soon) (fboundp 'gone-soon) (fmakunbound 'gone-soon) (outcome 'gone-soon))) => (T GONE-SOON NIL GONE-SOON (:UNDEFINED GONE-SOON))
(progn (defmacro macro-gone-soon () 1) (fmakunbound 'macro-gone-soon) (list (fboundp 'macro-gone-soon) (macro-function 'macro-gone-soon))) => (NIL NIL)
(progn (defun (setf gone-place) (v) v) (list (fmakunbound '(setf gone-place)) (fboundp '(setf gone-place)))) => ((SETF GONE-PLACE) NIL)
(list (outcome #'fmakunbound 5) (outcome #'fmakunbound '(a b)) (outcome #'fmakunbound)) => ((:TYPE 5) (:TYPE (A B)) :PROGRAM)
(list (functionp #'car) (functionp (lambda ())) (functionp 'car) (functionp nil) (functionp '(lambda ())) (functionp (symbol-function 'car))) => (T T NIL NIL NIL T)
(list (compiled-function-p #'car) (compiled-function-p (compile nil '(lambda ()))) (compiled-function-p 'car) (compiled-function-p 5) (outcome #'compiled-function-p) (outcome #'functionp)) => (T T NIL NIL :PROGRAM :PROGRAM)
(handler-bind ((undefined-function (lambda (c) (use-value #'list c)))) (funcall 'no-such-function 1 2)) => (1 2)
(setf (fdefinition 'wrong) 5) !! type-error
(setf (fdefinition 5) #'car) !! type-error
; Calls with counts that do not fit.
(defun two-to-three (a b &optional c) (list a b c))
(list (outcome #'two-to-three 1) (outcome #'two-to-three 1 2) (outcome #'two-to-three 1 2 3 4) (outcome (lambda (&key a) a) :a) (outcome (lambda (&key a) a) :b 1) (outcome (lambda (&key a) a) 5 1) (outcome (lambda (&key a) a) :b 1 :allow-other-keys nil) (outcome (lambda (&key a &allow-other-keys) a) :b 1)) => (:PROGRAM :NONE :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :NONE)
(funcall (lambda (&key (a 1) ((:b c) 2)) (list a c)) :b 3 :b 4 :a 5) => (5 3)
; Definitions of variables.
(progn (defvar *unset*) (outcome #'symbol-value '*unset*)) => :ERROR
(let ((n 0)) (defparameter *set-once* (incf n)) (defvar *set-once* (incf n)) (list *set-once* n)) => (1 1)
(list (defvar *named* 1) (defparameter *named* 2) *named* (defconstant +named+ 3) +named+ (constantp '+named+)) => (*NAMED* *NAMED* 2 +NAMED+ 3 T)
(defconstant +named+ 3 "Documented.") => +NAMED+
(list (documentation '+named+ 'variable) (progn (defvar *documented* 1 "V.") (documentation '*documented* 'variable))) => ("Documented." "V.")
(eval '(let ((+named+ 4)) +named+)) !! program-error
(eval '(setq +named+ 4)) !! program-error
(eval '(defun (setf car cdr) () 1)) !! program-error
(eval '(defun f (5) 1)) !! program-error

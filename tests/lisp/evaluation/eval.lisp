;;;; EVAL, EVAL-WHEN, CONSTANTP, COMPILE, MACROEXPAND (CLHS 3.8).

(eval '(+ 1 2)) => 3
(eval 5) => 5
(eval ''a) => A
(eval :k) => :K
(eval nil) => NIL
(eval '(progn)) => NIL
(eval '(values 1 2)) => 1; 2
(eval (list 'quote '(1 2))) => (1 2)
(let ((x 5)) (declare (ignorable x)) (eval '(let ((x 1)) x))) => 1
(eval '(progn (defmacro eval-made (x) `(list ,x ,x)) (eval-made 3))) => (3 3)
(eval '(eval-when (:execute) 1 2)) => 2
(eval '(eval-when (:compile-toplevel) 1 2)) => NIL
(eval '(let () (eval-when (:execute :load-toplevel) 7))) => 7
(eval '(locally (declare (special evl)) (let ((evl 1)) evl))) => 1
(eval '(undefined-operator-x 1)) !! undefined-function
(eval 'undefined-variable-x) !! unbound-variable
(eval '(1 2)) !! error
(eval '("a" 2)) !! error
(constantp 5) => T
(constantp "a") => T
(constantp :k) => T
(constantp ''a) => T
(constantp nil) => T
(constantp t) => T
(constantp 'x) => NIL
(constantp '(no-function)) => NIL
(funcall (compile nil '(lambda (x) (* x x))) 5) => 25
(progn (defun to-compile (x) (1+ x)) (multiple-value-bind (name warnings failure) (compile 'to-compile) (list name warnings failure (to-compile 1)))) => (TO-COMPILE NIL NIL 2)
(compiled-function-p (compile nil '(lambda ()))) => T
(macroexpand-1 'x) => X; NIL
(macroexpand '(no-macro x)) => (NO-MACRO X); NIL
(defmacro one (x) `(two ,x)) => ONE
(defmacro two (x) `(three ,x)) => TWO
(macroexpand-1 '(one 1)) => (TWO 1); T
(macroexpand '(one 1)) => (THREE 1); T
(symbol-macrolet ((sm (car x))) (macrolet ((expansion (form &environment env) `',(macroexpand-1 form env))) (expansion sm))) => (CAR X)
(macrolet ((m (x) `(list ,x))) (macrolet ((expansion (form &environment env) `',(macroexpand-1 form env))) (expansion (m 1)))) => (LIST 1)
(define-symbol-macro global-symbol-macro (list 1 2)) => GLOBAL-SYMBOL-MACRO
global-symbol-macro => (1 2)
(macroexpand-1 'global-symbol-macro) => (LIST 1 2); T
(functionp (macro-function 'when)) => T
(macro-function 'car) => NIL
(progn (setf (macro-function 'made-macro) (lambda (form env) (declare (ignore env)) `(list ,@(cdr form)))) (eval '(made-macro 1 2))) => (1 2)
(special-operator-p 'car) => NIL
(not (null (special-operator-p 'if))) => T
(let ((hooked nil)) (let ((*macroexpand-hook* (lambda (f form env) (push (car form) hooked) (funcall f form env)))) (macroexpand-1 '(one 1))) hooked) => (ONE)
(load-time-value (list 1 2)) => (1 2)
; Calls: arguments in order and one value of each, the function behind them.
(let ((seen nil)) (defun noted (x) (push x seen) x) (list (eval '(list (noted 1) (noted 2) (noted 3) (noted 4) (noted 5))) (reverse seen))) => ((1 2 3 4 5) (1 2 3 4 5))
(eval '(list (values 1 2) (values) (values 3))) => (1 NIL 3)
(multiple-value-list (eval '(if (values nil t) 1 (values 2 3)))) => (2 3)
(multiple-value-list (eval '(floor 7 2))) => (3 1)
(eval '(eval '(eval '(+ 1 2)))) => 3
(eval '(list)) => NIL
(progn (defun define-it () (setf (fdefinition 'defined-by-argument) #'list) 1) (eval '(defined-by-argument (define-it)))) => (1)
(handler-bind ((undefined-function (lambda (c) (declare (ignore c)) (use-value #'list)))) (eval '(nobody-defined-this 1 (+ 1 1)))) => (1 2)
(handler-bind ((unbound-variable (lambda (c) (declare (ignore c)) (use-value 7)))) (eval '(1+ nobody-bound-this))) => 8
(handler-bind ((unbound-variable (lambda (c) (declare (ignore c)) (store-value 7)))) (eval '(list nobody-stored-this nobody-stored-this))) => (7 7)
(eval '(car 1 2)) !! program-error
(eval '(list 1 . 2)) !! program-error
(eval (let ((form (list 'list 1))) (setf (cdr (last form)) form) form)) !! program-error
(eval '(car 5)) !! type-error
; Variables and assignments.
(progn (defvar *evaluated* 1) (list (eval '(setq *evaluated* 2)) *evaluated*)) => (2 2)
(let ((*evaluated* 5)) (list (eval '*evaluated*) (eval '(setq *evaluated* (values 6 7) *evaluated* (1+ *evaluated*))) *evaluated*)) => (5 7 7)
*evaluated* => 2
(eval '(setq)) => NIL
(list (handler-case (eval '(setq *evaluated* 9 pi 3)) (program-error () :refused)) *evaluated*) => (:REFUSED 2)
(progn (setq *evaluated* (list 1 2)) (define-symbol-macro evaluated-place (car *evaluated*)) (list (eval 'evaluated-place) (eval '(setq evaluated-place 3)) *evaluated*)) => (1 3 (3 2))
(list (eql (eval 'pi) pi) (eval 't) (eval 'nil) (eval ':key)) => (T T NIL :KEY)
; Functions and macros.
(defun (setf evaluated-setf) (new x) (list new x))
(list (eq (eval '#'car) #'car) (eq (eval '#'(setf evaluated-setf)) #'(setf evaluated-setf)) (funcall (eval '#'(lambda (x) (* 2 x))) 4)) => (T T 8)
(eval '#'no-such-function-anywhere) !! undefined-function
(eval '#'when) !! error
(eval '(cond ((null *evaluated*) 1) ((consp *evaluated*) (when t (or nil (and 1 2)))))) => 2
(let ((hooked nil)) (let ((*macroexpand-hook* (lambda (f form env) (push (car form) hooked) (funcall f form env)))) (eval '(when t 1))) hooked) => (WHEN)
(progn (defmacro of-environment (&environment environment) `',environment) (eval '(of-environment))) => NIL
(let ((*evaluated* nil)) (list (eval '(eval-when (:execute) (push 1 *evaluated*) (push 2 *evaluated*))) (eval '(eval-when (:load-toplevel) (push 3 *evaluated*))))) => ((2 1) NIL)
(eval '(eval-when (:sometimes) 1)) !! program-error
(eval '(eval-when)) !! program-error
(eval '(eval-when (:execute . t) 1)) !! program-error
(eval '(quote)) !! program-error
(eval '(if 1)) !! program-error
(eval '(if 1 2 3 4)) !! program-error
(eval '(declare)) !! program-error
(progn (defparameter *evaluated-count* 1) (list (eval '(incf *evaluated-count*)) (eval '(decf *evaluated-count* (values 5 6))) *evaluated-count*)) => (2 -3 -3)
(macroexpand-1 '(incf *evaluated-count*)) => (SETQ *EVALUATED-COUNT* (+ *EVALUATED-COUNT* 1)); T
(let ((place (list 1))) (symbol-macrolet ((p (car place))) (incf p 4)) place) => (5)

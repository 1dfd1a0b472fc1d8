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

;;;; MACROEXPAND, MACROEXPAND-1, MACRO-FUNCTION, COMPILER-MACRO-FUNCTION, DEFINE-COMPILER-MACRO, DEFMACRO, MACROLET,
;;;; *MACROEXPAND-HOOK*, SPECIAL-OPERATOR-P, CONSTANTP: environments, and what is refused (CLHS 3.8).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (undefined-function () :undefined) (type-error () :type) (program-error () :program) (error () :error)))
(defmacro pair (a &optional (b a)) `(list ,a ,b))
(list (multiple-value-list (macroexpand-1 '(pair 1))) (multiple-value-list (macroexpand '(pair 1 2) nil)) (multiple-value-list (macroexpand-1 '(list 1))) (multiple-value-list (macroexpand 5)) (multiple-value-list (macroexpand '(1 2)))) => (((LIST 1 1) T) ((LIST 1 2) T) ((LIST 1) NIL) (5 NIL) ((1 2) NIL))
(outcome #'macroexpand-1 '(pair)) => :PROGRAM
(outcome #'macroexpand-1 '(pair 1 2 3)) => :PROGRAM
(outcome #'macroexpand '(pair . 5)) => :PROGRAM
(mapcar #'outcome (list #'macroexpand #'macroexpand-1 #'macro-function #'compiler-macro-function #'special-operator-p #'constantp #'eval #'compile)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(list (outcome #'macro-function 5) (outcome #'macro-function '(setf car)) (outcome #'special-operator-p "if") (outcome #'compiler-macro-function 5) (outcome #'eval 1 2)) => (:TYPE :TYPE :TYPE :TYPE :PROGRAM)
(mapcar (lambda (s) (list (if (macro-function s) t) (if (special-operator-p s) t))) '(pair car when setq let no-such-operator)) => ((T NIL) (NIL NIL) (T NIL) (NIL T) (NIL T) (NIL NIL))
(every #'special-operator-p '(block catch eval-when flet function go if labels let let* load-time-value locally macrolet multiple-value-call multiple-value-prog1 progn progv quote return-from setq symbol-macrolet tagbody the throw unwind-protect)) => T
(funcall (macro-function 'pair) '(pair 7) nil) => (LIST 7 7)
(progn (setf (macro-function 'made) (lambda (form environment) (declare (ignore environment)) `',(cdr form))) (eval '(made 1 2))) => (1 2)
(setf (macro-function 'made) 5) !! type-error
; Local macros hide global ones and functions, local functions hide macros.
(macrolet ((pair (x) `(quote (local ,x)))) (pair 1)) => (LOCAL 1)
(flet ((pair (x) (list :function x))) (pair 1)) => (:FUNCTION 1)
(macrolet ((expansion (form &environment environment) `',(macroexpand-1 form environment))) (flet ((pair (x) x)) (declare (ignorable #'pair)) (expansion (pair 1)))) => (PAIR 1)
(macrolet ((kind (name &environment environment) (if (macro-function name environment) :macro :none))) (macrolet ((here () 1)) (list (kind here) (flet ((here () 1)) (declare (ignorable #'here)) (kind here)) (kind pair)))) => (:MACRO :NONE :MACRO)
(macrolet ((a () '(b)) (b () 2)) (macrolet ((b () 3)) (a))) => 3
(macrolet ((m (&rest arguments) (declare (ignorable arguments)) "Doc." `(quote ,arguments))) (m 1 2)) => (1 2)
(macrolet ((m ((a &key b) . rest) `'(,a ,b ,rest))) (m (1 :b 2) 3 4)) => (1 2 (3 4))
(macrolet () (declare (optimize speed)) 5) => 5
(eval '(macrolet ((m (x) x)) (m))) !! program-error
; The hook sees each expansion, also by the compiler.
(let* ((log nil) (*macroexpand-hook* (lambda (expander form environment) (push (car form) log) (funcall expander form environment)))) (list (eval '(pair 1)) log)) => ((1 1) (PAIR))
(let ((*macroexpand-hook* 'no-such-hook)) (macroexpand-1 '(pair 1))) !! undefined-function
; Compiler macros are not seen by MACROEXPAND, and only where calls are not NOTINLINE.
(progn (defun doubled (x) (list :called x)) (define-compiler-macro doubled (&whole form x) (if (constantp x) `(list :expanded ,x) form)) (let ((y 2)) (list (doubled 1) (doubled y) (funcall 'doubled 3) (locally (declare (notinline doubled)) (doubled 4)) (apply #'doubled '(5))))) => ((:EXPANDED 1) (:CALLED 2) (:CALLED 3) (:CALLED 4) (:CALLED 5))
(macroexpand-1 '(doubled 1)) => (DOUBLED 1); NIL
(list (functionp (compiler-macro-function 'doubled)) (compiler-macro-function 'no-such-function) (compiler-macro-function '(setf no-such-function)) (funcall (compiler-macro-function 'doubled) '(doubled 1) nil)) => (T NIL NIL (LIST :EXPANDED 1))
(flet ((doubled (x) (list :local x))) (doubled 1)) => (:LOCAL 1)
(progn (setf (compiler-macro-function 'doubled) nil) (list (compiler-macro-function 'doubled) (eval '(doubled 1)))) => (NIL (:CALLED 1))
(progn (define-compiler-macro (setf cm-place) (new x) `(list :store ,new ,x)) (functionp (compiler-macro-function '(setf cm-place)))) => T
; Constants.
(mapcar #'constantp (list 1 "a" #\a :k nil t 'pi ''x '(quote (1 2)) 'no-such-variable '(list 1) #(1))) => (T T T T T T T T T NIL NIL T)
(constantp 'pi nil) => T
(outcome #'constantp 1 nil 2) => :PROGRAM

;;;; Macro and special forms with too few, too many or wrongly shaped parts are PROGRAM-ERRORs when they are expanded or
;;;; compiled (CLHS 3.2.2.3, 3.5.1).

(defun outcome (form) (handler-case (progn (eval form) :none) (program-error () :program) (error (c) (type-of c))))
;;; Those of FORMS whose evaluation is anything but a PROGRAM-ERROR.
(defun accepted (forms) (remove :program forms :key #'outcome))
; Macros without any argument that must have some.
(accepted '((when) (unless) (case) (ecase) (ccase) (typecase) (etypecase) (ctypecase) (prog1) (prog2) (prog2 1) (prog) (prog*) (dotimes) (dolist) (do) (do*) (return 1 2) (push) (push 1) (pushnew) (pop) (incf) (decf) (remf) (remf x))) => NIL
(accepted '((multiple-value-bind) (multiple-value-bind (a)) (multiple-value-setq) (multiple-value-setq (a)) (multiple-value-list) (multiple-value-list 1 2) (nth-value) (nth-value 1) (nth-value 1 2 3) (destructuring-bind) (destructuring-bind (a)))) => NIL
(accepted '((defun) (defun f) (defmacro) (defmacro m) (defvar) (defvar a 1 "d" 2) (defparameter) (defparameter a) (defconstant) (defconstant c) (defstruct) (deftype) (deftype x) (define-condition) (define-condition x) (defsetf) (defsetf a) (define-modify-macro) (define-setf-expander) (define-setf-expander x) (define-symbol-macro) (define-symbol-macro x) (define-symbol-macro x 1 2) (define-compiler-macro) (define-compiler-macro x) (defpackage) (in-package) (in-package a b))) => NIL
(accepted '((handler-case) (handler-bind) (restart-case) (restart-bind) (with-simple-restart) (with-condition-restarts) (check-type) (check-type x) (assert) (setf x) (setf x 1 y) (psetq x) (psetf x) (shiftf) (do-symbols) (do-external-symbols) (do-all-symbols) (with-package-iterator) (with-hash-table-iterator))) => NIL
(accepted '((with-open-file) (with-open-stream) (with-open-stream (s)) (with-output-to-string) (with-input-from-string) (with-input-from-string (s)) (print-unreadable-object) (lambda) (time) (time 1 2) (with-compilation-unit) (declaim 5))) => NIL
; Macros whose parts are no lists or no symbols.
(accepted '((let 5) (cond 5) (case 1 5) (typecase 1 5) (do 5 (t)) (do (5) (t)) (do ((x 1 2 3)) (t)) (dotimes 5) (dotimes (5 1)) (dolist (x)) (dolist ("x" nil)) (prog 5) (prog (5)) (multiple-value-bind a 1) (multiple-value-setq a 1) (define-symbol-macro "x" 1) (defvar 5) (defparameter "a" 1) (defconstant (a) 1) (defun 5 ()) (defmacro "m" ()) (setf 5 1) (setf "x" 1) (incf 5) (push 1 5))) => NIL
; Special forms.
(accepted '((quote) (quote 1 2) (function) (function 5) (function (5)) (if) (if 1) (if 1 2 3 4) (setq x) (setq 5 1) (setq "x" 1) (let) (let*) (let ((x 1 2))) (let (5)) (let ((5 1))) (block) (block 5) (return-from) (return-from 5) (return-from no-such-block) (go) (go no-such-tag) (catch) (throw) (throw 1) (throw 1 2 3) (unwind-protect) (the) (the integer) (the integer 1 2) (eval-when) (eval-when (:no-such-situation) 1) (flet) (flet 5) (flet ((f))) (labels) (labels ((5 ()))) (macrolet) (macrolet ((m))) (symbol-macrolet) (symbol-macrolet ((x))) (symbol-macrolet ((x 1 2))) (multiple-value-call) (multiple-value-prog1) (progv) (progv 1) (load-time-value) (locally . 5))) => NIL
(accepted '((tagbody (go nowhere)) (progn . 5) (car . 5) (list 1 . 2) ((lambda)) ((lambda 5) 1) ((foo 1) 2) ("x" 1) (5) (let ((x 1)) (declare (special . 5))) (flet ((f (x x) x)) 1) (lambda (x x) x) (lambda (&rest) 1) (lambda (&optional &optional) 1) (lambda (&key &rest r) r) (lambda (&rest a b) a) (lambda (5) 1) (lambda ("x") 1) (lambda (&optional (a 1 2 3)) a) (lambda (&key ((:a) 1)) 1) (lambda (&aux (a 1 2)) a) (let ((:key 1)) 1) (let ((nil 1)) 1) (lambda (t) t) (let ((pi 3)) pi))) => NIL
; Constants are not assigned to.
(accepted '((setq nil 1) (setq t 1) (setq :key 1) (setq pi 3) (psetq t 1) (multiple-value-setq (t) 1) (setf nil 1) (incf pi) (dotimes (nil 1) nil) (do ((t 1)) (t)))) => NIL
; What stands where it means nothing.
(accepted '((declare (special x)) (progn (declare (special x))) (let () 1 (declare (special x))))) => NIL
(locally (declare (special x)) 1) => 1
; A local function is defined once in a form, and PROGV takes lists.
(eval '(flet ((f () 1) (f () 2)) (f))) !! program-error
(eval '(labels (((setf f) (a) a) ((setf f) (b) b)) 1)) !! program-error
(eval '(labels ((f () 1)) (flet ((f () (1+ (f)))) (f)))) => 2
(progv 5 nil 1) !! type-error
(progv '(a . b) nil 1) !! type-error
(progv '(a) 5 1) !! type-error
(progv nil nil 1) => 1
;;; What errors of forms say: what was expected, and the form.
(defun told (form) (handler-case (progn (eval form) nil) (error (c) (princ-to-string c))))
(mapcar #'told '((let 3) (let* (x . 3) x) (let ((x . 1)) x) (flet 5 1) (macrolet 5 1) (symbol-macrolet 5 1) (lambda 5) (eval-when 5 1) (progn 1 . 2) (setq x 1 . 2))) => ("An atom stands where a list of variables is expected: (LET 3)" "A dotted list stands where variables are expected: (LET* (X . 3) X)" "A dotted list stands where a variable and a form are expected: (LET ((X . 1)) X)" "An atom stands where a list of local functions is expected: (FLET 5 1)" "An atom stands where a list of local macros is expected: (MACROLET 5 1)" "An atom stands where a list of symbol macros is expected: (SYMBOL-MACROLET 5 1)" "An atom stands where a list of parameters is expected: (LAMBDA 5)" "An atom stands where a list of situations is expected: (EVAL-WHEN 5 1)" "A dotted list stands where forms are expected: (PROGN 1 . 2)" "A dotted list stands where forms are expected: (SETQ X 1 . 2)")
(mapcar #'told '((setf (foo) . 3) (setf x) (setf . 5) (psetf (car x)) (psetq x 1 y) (setf x 1 y))) => ("SETF: a place without a form: (SETF (FOO) . 3)" "SETF: a place without a form: (SETF X)" "SETF: a place without a form: (SETF . 5)" "PSETF: a place without a form: (PSETF (CAR X))" "PSETQ: a variable without a form: (PSETQ X 1 Y)" "SETF: a place without a form: (SETF Y)")

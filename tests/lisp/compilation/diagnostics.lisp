;;;; Warnings of the compiler (CLHS 3.2.5): conditions, positions, values; WITH-COMPILATION-UNIT.

(defparameter *source* (sys::test-file "source.lisp"))
(defun write-source (text) (with-open-file (s *source* :direction :output :if-exists :supersede) (write-string text s)) *source*)
; What FUNCTION warns of, as strings, and its values.
(defun warned (function) (let ((texts nil)) (let ((values (multiple-value-list (handler-bind ((warning (lambda (c) (push (princ-to-string c) texts) (muffle-warning c)))) (funcall function))))) (list (reverse texts) (cdr values)))))
(defun compiling (text) (write-source text) (warned (lambda () (compile-file *source* :verbose nil))))

; Undefined functions are known at the end of the file only.
(compiling "(defun uses (x) (defined-later x)) (defun defined-later (x) x)") => (NIL (NIL NIL))
(compiling (format nil "(defun uses-2 (x)~% (list (not-there x)~%  (not-there 2)))")) => (("source.lisp:2: The function NOT-THERE is used but not defined") (T NIL))
(compiling "(define-condition condition-of-file (error) ((p :reader its-p) (q :accessor its-q))) (defun uses-readers (c) (setf (its-q c) 1) (list (its-p c) (its-q c)))") => (NIL (NIL NIL))
(compiling "(defun uses-3 () #'not-there-either)") => (("source.lisp:1: The function NOT-THERE-EITHER is used but not defined") (T NIL))
(compiling "(defun uses-4 (x) (setf (no-such-place x) 1))") => (("source.lisp:1: The function (SETF NO-SUCH-PLACE) is used but not defined") (T NIL))
(compiling "(let ((x 1)) (defun inner-definition () x)) (defun (setf inner-place) (v) v) (inner-definition) (setf (inner-place) 2)") => (NIL (NIL NIL))
(compiling "(defun recursive (x) (recursive x)) (labels ((f () (g)) (g () 1)) (f))") => (NIL (NIL NIL))
(compiling "(defmacro makes-call () '(not-there-at-all)) (defun uses-5 () (makes-call))") => (("source.lisp:1: The function NOT-THERE-AT-ALL is used but not defined") (T NIL))
; Variables. A symbol has no position of its own; the list around it has.
(compiling (format nil "(defun free ()~%  (list 1~%   free-variable))")) => (("source.lisp:2: FREE-VARIABLE is neither declared nor bound; it is taken as a special variable") (T T))
(compiling "(defvar *declared*) (defun uses-declared () (declare (special local-special)) (list *declared* local-special))") => (NIL (NIL NIL))
(compiling "(let ((x 1)) (symbol-macrolet ((y (list x))) (list x y pi)))") => (NIL (NIL NIL))
; Numbers of arguments.
(compiling "(defun calls-car () (car 1 2))") => (("source.lisp:1: CAR does not take 2 arguments") (T T))
(compiling "(defun calls-cons () (cons 1))") => (("source.lisp:1: CONS does not take 1 argument") (T T))
(progn (defun takes-two (a b &optional c) (list a b c)) (compiling "(defun calls-takes-two () (list (takes-two 1 2) (takes-two 1 2 3) (takes-two 1)))")) => (("source.lisp:1: TAKES-TWO does not take 1 argument") (T NIL))
; Errors have the line of their form, also in long forms.
(compiling (with-output-to-string (s) (write-line "(defun long-form (x)" s) (dotimes (i 40) (write-line "(print 'x)" s)) (write-line "(unknown-function x))" s))) => (("source.lisp:42: The function UNKNOWN-FUNCTION is used but not defined") (T NIL))
(car (first (compiling (format nil "(print 1)~%(print (let ((a 1) . 2) a))")))) => "source.lisp:2: A dotted list stands where variables are expected: (LET ((A 1) . 2) A)"
; What is evaluated meanwhile is not the file's.
(compiling "(eval-when (:compile-toplevel) (handler-case (funcall 'no-such-one) (undefined-function () nil)))") => (NIL (NIL NIL))
; COMPILE.
(warned (lambda () (compile 'compiled-here '(lambda (x) (car x))))) => (NIL (NIL NIL))
(compiled-here '(1 2)) => 1
(warned (lambda () (compile nil '(lambda (x) (missing-function x))))) => (("The function MISSING-FUNCTION is used but not defined") (T NIL))
(warned (lambda () (compile nil '(lambda () missing-variable)))) => (("MISSING-VARIABLE is neither declared nor bound; it is taken as a special variable") (T T))
(funcall (compile nil '(lambda (x) (* x 2))) 4) => 8
(progn (defun to-compile (x) (1+ x)) (multiple-value-list (compile 'to-compile))) => (TO-COMPILE NIL NIL)
(progn (defmacro compiled-macro (x) `(list ,x)) (multiple-value-list (compile 'compiled-macro))) => (COMPILED-MACRO NIL NIL)
(compiled-macro 3) => (3)
(multiple-value-list (compile '(setf compiled-place) '(lambda (v x) (list v x)))) => ((SETF COMPILED-PLACE) NIL NIL)
(setf (compiled-place 1) 2) => (2 1)
(compile 'no-such-function-here) !! undefined-function
(compile 5) !! type-error
; WITH-COMPILATION-UNIT.
(warned (lambda () (with-compilation-unit () (compile 'unit-a '(lambda (x) (unit-b x))) (compile 'unit-b '(lambda (x) x)) (values 1 2)))) => (NIL (2))
(warned (lambda () (with-compilation-unit () (compile nil '(lambda (x) (unit-c x))) (warn "before")))) => (("before" "The function UNIT-C is used but not defined") NIL)
(warned (lambda () (with-compilation-unit () (with-compilation-unit (:override t) (compile nil '(lambda () (unit-d)))) (defun unit-d2 () 1)))) => (("The function UNIT-D is used but not defined") NIL)
(with-compilation-unit (:override nil :policy '(optimize)) 5) => 5
(progn (write-source "(unit-e)") (first (warned (lambda () (with-compilation-unit () (compile-file *source* :verbose nil) (defun unit-e () 1)))))) => NIL

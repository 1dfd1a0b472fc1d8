;;;; The readers of the standard's condition types (CLHS 9.2, 5.3, 11.2, 12.2, 20.2, 21.2, 22.4): their values for errors
;;;; that the system itself signals, and what they refuse.

(defun condition-of (thunk) (handler-case (progn (funcall thunk) nil) (condition (c) c)))
(let ((c (condition-of (lambda () (car 5))))) (list (type-error-datum c) (type-error-expected-type c))) => (5 LIST)
(let ((c (condition-of (lambda () (/ 5 0))))) (list (type-of c) (arithmetic-error-operation c) (arithmetic-error-operands c))) => (DIVISION-BY-ZERO / (5 0))
(let ((c (condition-of (lambda () (* 1d300 1d300))))) (list (type-of c) (arithmetic-error-operation c) (arithmetic-error-operands c))) => (FLOATING-POINT-OVERFLOW * (1.0d300 1.0d300))
(let ((c (condition-of (lambda () (symbol-value 'not-bound-at-all))))) (list (type-of c) (cell-error-name c))) => (UNBOUND-VARIABLE NOT-BOUND-AT-ALL)
(let ((c (condition-of (lambda () (eval '(not-defined-at-all 1)))))) (list (type-of c) (cell-error-name c))) => (UNDEFINED-FUNCTION NOT-DEFINED-AT-ALL)
(let ((c (condition-of (lambda () (intern "X" "NO-SUCH-PACKAGE"))))) (list (typep c 'package-error) (package-error-package c))) => (T "NO-SUCH-PACKAGE")
(let* ((s (make-string-input-stream "")) (c (condition-of (lambda () (read-char s))))) (list (type-of c) (eq (stream-error-stream c) s))) => (END-OF-FILE T)
(let* ((s (make-string-input-stream ")")) (c (condition-of (lambda () (read s))))) (list (typep c 'reader-error) (typep c 'parse-error) (eq (stream-error-stream c) s))) => (T T T)
(let ((c (condition-of (lambda () (open (sys::test-file "not-there")))))) (list (typep c 'file-error) (equal (pathname (file-error-pathname c)) (pathname (sys::test-file "not-there"))))) => (T T)
(let ((c (condition-of (lambda () (let ((*print-readably* t)) (prin1-to-string #'car)))))) (list (type-of c) (eq (print-not-readable-object c) #'car))) => (PRINT-NOT-READABLE T)
(let ((c (condition-of (lambda () (error "a ~A" 1))))) (list (simple-condition-format-control c) (simple-condition-format-arguments c))) => ("a ~A" (1))
(simple-condition-format-arguments (make-condition 'simple-condition :format-control "x")) => NIL
(defparameter *readers* (list #'type-error-datum #'type-error-expected-type #'arithmetic-error-operation #'arithmetic-error-operands #'cell-error-name #'package-error-package #'stream-error-stream #'file-error-pathname #'print-not-readable-object #'simple-condition-format-control #'simple-condition-format-arguments #'unbound-slot-instance))
(remove-duplicates (mapcar (lambda (f) (handler-case (funcall f 5) (type-error (c) (type-error-datum c)))) *readers*)) => (5)
(remove-duplicates (mapcar (lambda (f) (handler-case (funcall f (make-condition 'warning)) (type-error () :type))) *readers*)) => (:TYPE)
(remove-duplicates (mapcar (lambda (f) (handler-case (funcall f) (program-error () :program))) *readers*)) => (:PROGRAM)
(remove-duplicates (mapcar (lambda (f) (handler-case (funcall f (make-condition 'error) 1) (program-error () :program))) *readers*)) => (:PROGRAM)

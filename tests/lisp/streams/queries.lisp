;;;; Y-OR-N-P, YES-OR-NO-P (CLHS 21.2.52, 21.2.53), WITH-STANDARD-IO-SYNTAX, and the forgetting of buffers.

(defun ask (text function &rest arguments) (let* ((out (make-string-output-stream)) (*query-io* (make-two-way-stream (make-string-input-stream text) out))) (list (apply function arguments) (get-output-stream-string out))))
(ask (format nil "y~%") #'y-or-n-p "Go ~A?" 1) => (T "Go 1? (y/n) ")
(ask (format nil "n~%") #'y-or-n-p) => (NIL "(y/n) ")
(car (ask (format nil "perhaps~%N~%") #'y-or-n-p)) => NIL
(car (ask (format nil "y~%yes~%") #'yes-or-no-p "Sure?")) => T
(car (ask (format nil "NO~%") #'yes-or-no-p)) => NIL
(ask "" #'y-or-n-p) !! end-of-file
(let ((*print-base* 2) (*read-base* 2) (*package* (find-package "KEYWORD"))) (with-standard-io-syntax (list *print-base* *read-base* (package-name *package*) *print-readably* *print-escape* *read-eval* *print-pretty*))) => (10 10 "COMMON-LISP-USER" T T T NIL)
(with-standard-io-syntax (values 1 2)) => 1; 2
(defparameter *f* (sys::test-file "f"))
(with-open-file (s *f* :direction :output) (write-string "lost" s) (clear-output s) (write-string "kept" s) (list (finish-output s) (force-output s))) => (NIL NIL)
(with-open-file (s *f*) (list (clear-input s) (read-line s))) => (NIL "kept")
(list (finish-output) (force-output) (finish-output t) (clear-input (make-string-input-stream "x"))) => (NIL NIL NIL NIL)
(finish-output 5) !! type-error
(clear-input 5) !! type-error
(clear-output 5) !! type-error
(finish-output (make-string-input-stream "x")) !! stream-error

;;;; TRACE and UNTRACE (CLHS 25.2).

(defun factorial (n) (declare (notinline factorial)) (if (zerop n) 1 (* n (factorial (1- n)))))
(defun two-values (x) (values x 2))
(defun (setf traced-place) (value place) (setf (car place) value))
(defmacro traced (&body body) `(let* ((value nil) (text (with-output-to-string (*trace-output*) (setq value (progn ,@body))))) (list value (substitute #\/ #\Newline text))))
(trace) => NIL
(trace factorial) => (FACTORIAL)
(trace) => (FACTORIAL)
(traced (factorial 1)) => (1 "1. Trace: (FACTORIAL 1)/2. Trace: (FACTORIAL 0)/2. Trace: FACTORIAL ==> 1/1. Trace: FACTORIAL ==> 1/")
(untrace factorial) => (FACTORIAL)
(traced (factorial 3)) => (6 "")
(untrace) => NIL
;;; Several functions, several values, names of places.
(trace two-values (setf traced-place)) => (TWO-VALUES (SETF TRACED-PLACE))
(second (traced (two-values 'x))) => "1. Trace: (TWO-VALUES X)/1. Trace: TWO-VALUES ==> X, 2/"
(multiple-value-list (let ((*trace-output* (make-broadcast-stream))) (two-values 1))) => (1 2)
(traced (setf (traced-place (list 1)) 5)) => (5 "1. Trace: ((SETF TRACED-PLACE) 5 (1))/1. Trace: (SETF TRACED-PLACE) ==> 5/")
(length (untrace)) => 2
(traced (two-values 'x)) => (X "")
;;; Tracing twice is tracing once; a new definition ends it.
(progn (trace two-values) (trace two-values) (length (trace))) => 1
(progn (defun two-values (x) (list x)) (untrace two-values) (two-values 1)) => (1)
;;; A non-local exit, and a call from within the report.
(trace factorial) => (FACTORIAL)
(count #\/ (second (traced (ignore-errors (factorial 'a))))) => 1
(progn (untrace) (defun printed-by (object stream depth) (declare (ignore object depth)) (write-string "#<" stream)) (defstruct (shown (:print-function printed-by)))) => SHOWN
(progn (trace printed-by two-values) (traced (two-values (make-shown)))) => ((#<) "1. Trace: (TWO-VALUES #<)/1. Trace: TWO-VALUES ==> (#<)/")
(length (untrace)) => 2
(trace no-such-function) !! undefined-function
(untrace no-such-function) !! undefined-function
(trace when) !! error
(trace "x") !! type-error

;;;; Lisp that the reader and the compiler call, and that calls them again: bounded, and a STORAGE-CONDITION beyond.

(defun read-with (macro text)
  (let ((*readtable* (copy-readtable nil)))
    (set-macro-character #\! macro)
    (read-from-string text)))
(defun exclamations (n) (make-string n :initial-element #\!))
(defun counting (stream char) (declare (ignore char)) (list (read stream t nil t)))

(read-with (function counting) "!!!a") => (((A))); 4
(let ((depth 0) (form (read-with (function counting) (concatenate 'string (exclamations 150) "a"))))
  (loop (if (atom form) (return depth) (setq form (car form) depth (1+ depth)))))
=> 150
(handler-case (read-with (function counting) (exclamations 10000)) (storage-condition () :deep)) => :DEEP
(handler-case (read-with (lambda (stream char) (declare (ignore stream char)) (read-from-string "!")) "!")
  (storage-condition () :endless))
=> :ENDLESS
(defvar *text* "#.(read-from-string *text*)")
(handler-case (read-from-string *text*) (storage-condition () :evaluated)) => :EVALUATED

(defmacro expands-itself () (macroexpand-1 '(expands-itself)))
(handler-case (macroexpand '(expands-itself)) (storage-condition () :macro)) => :MACRO
(defmacro evaluates-itself () (eval '(evaluates-itself)))
(handler-case (eval '(evaluates-itself)) (storage-condition () :macro)) => :MACRO
(defmacro grows () '(list (grows)))
(handler-case (eval '(grows)) (storage-condition () :grown)) => :GROWN
(handler-case (compile nil '(lambda () (grows))) (storage-condition () :grown)) => :GROWN

;;; Again and again: nothing is left behind by an exit.
(let ((n 0))
  (dotimes (i 20 n)
    (handler-case (read-with (function counting) (exclamations 300)) (storage-condition () (incf n)))))
=> 20
(read-with (function counting) "!a") => (A); 2
(eval '(let ((x 1)) (+ x 1))) => 2

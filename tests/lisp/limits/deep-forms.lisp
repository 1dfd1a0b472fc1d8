;;;; Forms nested too deeply to be compiled are a STORAGE-CONDITION that names an operator.

(defun nested-form (depth core function)
  (let ((form core)) (dotimes (i depth form) (setq form (funcall function form)))))
(defmacro outcome (form)
  `(handler-case ,form (storage-condition (condition) (princ-to-string condition))))

(outcome (eval (nested-form 100 1 (lambda (form) (list '1+ form))))) => 101
;;; EVAL compiles neither calls nor decisions.
(outcome (eval (nested-form 200000 1 (lambda (form) (list '1+ form))))) => 200001
(outcome (eval (nested-form 200000 1 (lambda (form) (list 'when t form))))) => 1
(outcome (compile nil (list 'lambda nil (nested-form 200000 1 (lambda (form) (list '1+ form))))))
=> "Forms are nested too deeply to be compiled, innermost one of: 1+"
(outcome (eval (nested-form 100000 1 (lambda (form) (list 'let nil form)))))
=> "Forms are nested too deeply to be compiled, innermost one of: LET"
(outcome (compile nil (nested-form 100000 1 (lambda (form) (list 'lambda nil form)))))
=> "Forms are nested too deeply to be compiled, innermost one of: LAMBDA"
(outcome (eval (nested-form 200000 1 (lambda (form) (list 'progn form))))) => 1
(car (macroexpand (nested-form 200000 1 (lambda (form) (list 'when t form))))) => IF
(outcome (eval (cons 'progn (let ((forms nil)) (dotimes (i 300000 forms) (push i forms)))))) => 0

;;; Patterns of macros.
(defun nested-pattern (n) (let ((pattern '(a))) (dotimes (i n pattern) (setq pattern (list pattern)))))
(outcome (eval (list 'destructuring-bind (nested-pattern 100) (list 'quote (nested-pattern 100)) 'a))) => A
(outcome (eval (list 'destructuring-bind (nested-pattern 100000) nil 1)))
=> "Destructuring patterns are nested too deeply: DESTRUCTURING-BIND"
(outcome (eval (list 'defmacro 'of-nested-pattern (nested-pattern 100000) 1)))
=> "Destructuring patterns are nested too deeply: OF-NESTED-PATTERN"

;;; Printers and handlers that call for themselves, on a smaller stack.
(defparameter *limit* (sys::%set-stack-limit 1000000))
(defun insist (condition) (declare (ignore condition)) (handler-bind ((error (function insist))) (error "again")))
(handler-case (handler-bind ((error (function insist))) (error "first")) (storage-condition () :insisted)) => :INSISTED
(defstruct (mirror (:print-function (lambda (object stream depth) (declare (ignore depth)) (prin1 object stream))))
  part)
(handler-case (prin1-to-string (make-mirror)) (storage-condition () :printed)) => :PRINTED
(let ((list (list 1))) (setf (car list) list)
  (handler-case (prin1-to-string list) (storage-condition () :circular)))
=> :CIRCULAR
(let ((vector (vector 1))) (setf (aref vector 0) vector)
  (handler-case (prin1-to-string vector) (storage-condition () :circular)))
=> :CIRCULAR
(let ((list (list 1))) (setf (cdr list) list)
  (let ((*print-length* 3)) (prin1-to-string list)))
=> "(1 1 1 ...)"
(sys::%set-stack-limit *limit*) => 1000000

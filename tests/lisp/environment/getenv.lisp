;;;; EXT:GETENV and EXT:ARGV.

(defparameter *name* "MONOLISP_TEST_VARIABLE")
(ext:getenv *name*) => NIL
(setf (ext:getenv *name*) "value") => "value"
(list (ext:getenv *name*) (ext:getenv (intern *name*))) => ("value" "value")
(cdr (assoc *name* (ext:getenv) :test #'string=)) => "value"
(progn (setf (ext:getenv *name*) "a=b ü") (ext:getenv *name*)) => "a=b ü"
(progn (setf (ext:getenv *name*) "") (ext:getenv *name*)) => ""
(setf (ext:getenv *name*) nil) => NIL
(list (ext:getenv *name*) (assoc *name* (ext:getenv) :test #'string=)) => (NIL NIL)
(list (ext:getenv "") (ext:getenv "a=b")) => (NIL NIL)
(setf (ext:getenv "a=b") "x") !! error
(setf (ext:getenv "") "x") !! error
(setf (ext:getenv *name*) 5) !! type-error
(ext:getenv 5) !! type-error
(let ((arguments (ext:argv))) (list (simple-vector-p arguments) (every #'stringp arguments) (> (length arguments) 0))) => (T T T)

;;;; DOCUMENTATION and its SETF (CLHS 25.2).

(defun documented () "A function." nil)
(defmacro documented-macro () "A macro." nil)
(defvar *documented* nil "A variable.")
(defconstant +documented+ 1 "A constant.")
(deftype documented-type () "A type." 'integer)
(defstruct documented-structure "A structure." slot)
(defsetf documented (place) (value) "A place." `(list ,place ,value))
(documentation 'documented 'function) => "A function."
(documentation #'documented 'function) => "A function."
(documentation #'documented t) => "A function."
(documentation 'documented-macro 'function) => "A macro."
(documentation '*documented* 'variable) => "A variable."
(documentation '+documented+ 'variable) => "A constant."
(documentation 'documented-type 'type) => "A type."
(list (documentation 'documented-structure 'structure) (documentation 'documented-structure 'type)) => ("A structure." "A structure.")
(list (documentation 'documented 'variable) (documentation 'undocumented 'function) (documentation 5 'type) (documentation #'car 'variable)) => (NIL NIL NIL NIL)
(setf (documentation 'documented 'function) "Another.") => "Another."
(list (documentation 'documented 'function) (documentation #'documented 'function)) => ("Another." "Another.")
(progn (setf (documentation #'documented 'function) "By object.") (documentation 'documented 'function)) => "By object."
(progn (setf (documentation 'documented 'function) nil) (documentation 'documented 'function)) => NIL
(progn (defun (setf place-function) (v) "Of a place." v) (documentation '(setf place-function) 'function)) => "Of a place."
(progn (setf (documentation '(setf place-function) 'function) "Else.") (documentation #'(setf place-function) 'function)) => "Else."
(progn (setf (documentation (find-package "COMMON-LISP-USER") t) "Ours.") (documentation (find-package "COMMON-LISP-USER") t)) => "Ours."
(setf (documentation 'documented 'function) 5) !! type-error
(setf (documentation 5 'type) "x") !! type-error
(documentation 'x) !! program-error

;;; Functions that nothing is defined as have documentation of their own.
(let ((a (lambda () 1)) (b (eval '(lambda () 2)))) (setf (documentation a 'function) "First.") (list (documentation a 'function) (documentation a t) (documentation b 'function) (documentation (compile nil '(lambda () 3)) t))) => ("First." "First." NIL NIL)
(let ((a (lambda () 1))) (setf (documentation a t) "First.") (setf (documentation a t) nil) (documentation a t)) => NIL
(progn (defun replaced () "Old." 1) (let ((old #'replaced)) (defun replaced () "New." 2) (list (documentation old 'function) (documentation #'replaced 'function)))) => (NIL "New.")
(let ((name (gensym))) (eval `(defmacro ,name () nil)) (list (documentation (macro-function name) 'function) (setf (documentation (macro-function name) 'function) "Macro.") (documentation (macro-function name) 'function))) => (NIL "Macro." "Macro.")

;;;; LOAD, *LOAD-PATHNAME*, *LOAD-TRUENAME*, WITH-COMPILATION-UNIT (CLHS 24.2): sources, streams, options, what is bound
;;;; meanwhile, and what is refused.

(defparameter *file* (sys::test-file "loaded.lisp"))
(defparameter *seen* nil)
(defun put (text) (with-open-file (s *file* :direction :output :if-exists :supersede) (write-string text s)) *file*)
(defun seen (text &rest options) (setq *seen* nil) (list (apply #'load (put text) options) (reverse *seen*)))
(seen "(push 1 *seen*) (push 2 *seen*)") => (T (1 2))
(seen "") => (T NIL)
(seen "(push (list (pathname-name *load-pathname*) (equal (truename *load-pathname*) *load-truename*)) *seen*)") => (T (("loaded" T)))
(list *load-pathname* *load-truename*) => (NIL NIL)
(let ((*package* *package*)) (list (seen "(in-package \"KEYWORD\") (cl:push cl:*package* cl-user::*seen*)") (package-name *package*))) => ((T (#<PACKAGE KEYWORD>)) "COMMON-LISP-USER")
(let ((before *readtable*)) (load (put "(setq *readtable* (copy-readtable nil))")) (eq before *readtable*)) => T
(progn (put "(push :stream *seen*)") (setq *seen* nil) (with-open-file (s *file*) (load s)) *seen*) => (:STREAM)
(progn (setq *seen* nil) (list (with-input-from-string (s "(push :text *seen*) 5") (load s)) *seen*)) => (T (:TEXT))
; Options.
(list (load (sys::test-file "none") :if-does-not-exist nil) (load (sys::test-file "none.lisp") :if-does-not-exist nil)) => (NIL NIL)
(load (sys::test-file "none")) !! file-error
(load (sys::test-file "none") :if-does-not-exist t) !! file-error
(with-output-to-string (*standard-output*) (seen "(push 1 *seen*)" :verbose nil :print nil)) => ""
(not (null (search "loaded" (with-output-to-string (*standard-output*) (seen "1" :verbose t))))) => T
(not (null (search "(5 6)" (with-output-to-string (*standard-output*) (seen "(list 5 6)" :print t))))) => T
(progn (with-open-file (s *file* :direction :output :if-exists :supersede :external-format charset:iso-8859-1) (write-string "(push \"é\" *seen*)" s)) (setq *seen* nil) (load *file* :external-format charset:iso-8859-1) *seen*) => ("é")
; A name without a type; relative names.
(progn (put "(push :typed *seen*)") (setq *seen* nil) (load (sys::test-file "loaded")) *seen*) => (:TYPED)
(let ((*default-pathname-defaults* (pathname (sys::test-file "")))) (setq *seen* nil) (load "loaded.lisp") *seen*) => (:TYPED)
; Errors go through LOAD, and what was done before stays.
(progn (setq *seen* nil) (list (handler-case (load (put "(push 1 *seen*) (error \"in the file\") (push 2 *seen*)")) (error (c) (princ-to-string c))) *seen* *load-pathname*)) => ("in the file" (1) NIL)
(load (put "(push 1 *seen*) (")) !! end-of-file
(load (put "(push 1 *seen*) )")) !! reader-error
(catch 'out (load (put "(throw 'out :thrown)"))) => :THROWN
(load 5) !! type-error
(load) !! program-error
(load *file* :no-such-key 1) !! program-error
; A file that loads another.
(progn (with-open-file (s (sys::test-file "inner.lisp") :direction :output :if-exists :supersede) (write-string "(push (pathname-name *load-pathname*) *seen*)" s)) (seen "(load (merge-pathnames \"inner.lisp\" *load-truename*)) (push (pathname-name *load-pathname*) *seen*)")) => (T ("inner" "loaded"))
; A compilation unit returns what its body does.
(multiple-value-list (with-compilation-unit () (values 1 2))) => (1 2)
(with-compilation-unit (:override t)) => NIL
(catch 'out (with-compilation-unit () (throw 'out 5))) => 5
(macroexpand '(with-compilation-unit)) !! program-error
; What is merged is what *LOAD-PATHNAME* shows; streams are named too.
(let ((*default-pathname-defaults* (pathname (sys::test-file "")))) (with-open-file (s "merged.lisp" :direction :output :if-exists :supersede) (write-string "(setq *seen* *load-pathname*)" s)) (load "merged.lisp") (equal *seen* (merge-pathnames "merged.lisp"))) => T
(with-input-from-string (s "1") (not (null (search ";; Loaded from" (with-output-to-string (*standard-output*) (load s :verbose t)))))) => T

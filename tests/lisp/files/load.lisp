;;;; LOAD (CLHS 24.2): what it takes, what it binds, what it returns.

(defun put (name text) (with-open-file (s (sys::test-file name) :direction :output :if-exists :supersede) (write-string text s)) (sys::test-file name))
(defparameter *seen* nil)
(load (put "one.lisp" "(setq *seen* (list *load-pathname* *load-truename* *package*)) (in-package \"KEYWORD\")")) => T
(list (equal (namestring (first *seen*)) (sys::test-file "one.lisp")) (equal (second *seen*) (truename (sys::test-file "one.lisp")))) => (T T)
(list (eq (third *seen*) *package*) *load-pathname* *load-truename*) => (T NIL NIL)
(load (sys::test-file "one")) => T
(load (pathname (sys::test-file "one.lisp"))) => T
(with-open-file (s (sys::test-file "one.lisp")) (load s)) => T
*seen* => (NIL NIL #<PACKAGE COMMON-LISP-USER>)
(load (make-string-input-stream "(setq *seen* 'from-string)")) => T
*seen* => FROM-STRING
;;; A byte order mark and a line that names the interpreter are no part of the program.
(defparameter *mark* (string (code-char #xFEFF)))
(progn (load (put "marked.lisp" (concatenate 'string *mark* "(setq *seen* 'marked)"))) *seen*) => MARKED
(progn (load (put "marked.lisp" (concatenate 'string *mark* "#!/bin/sh" (string #\Newline) "(setq *seen* 'script)"))) *seen*) => SCRIPT
(progn (load (put "marked.lisp" (concatenate 'string *mark* "#.(progn (setq *seen* 'sharp) nil)"))) *seen*) => SHARP
(progn (load (put "marked.lisp" *mark*))) => T
(let ((*error-output* (make-broadcast-stream))) (put "marked.lisp" (concatenate 'string *mark* "(setq *seen* 'compiled)")) (setq *seen* nil) (load (compile-file (sys::test-file "marked.lisp") :verbose nil)) *seen*) => COMPILED
;;; Compiled files are known by what they begin with: under any name, and on streams of bytes or characters.
(progn (rename-file (sys::test-file "marked.fas") (sys::test-file "other.lisp") :if-exists :overwrite) (setq *seen* nil) (load (sys::test-file "other.lisp")) *seen*) => COMPILED
(progn (setq *seen* nil) (with-open-file (s (sys::test-file "other.lisp") :element-type '(unsigned-byte 8)) (load s)) *seen*) => COMPILED
(progn (setq *seen* nil) (with-open-file (s (sys::test-file "other.lisp")) (load s)) *seen*) => COMPILED
;;; What is no file to load.
(load (sys::test-file "none.lisp")) !! file-error
(load (sys::test-file "none") :if-does-not-exist nil) => NIL
(load (sys::test-file "")) !! file-error
(progn (ensure-directories-exist (sys::test-file "folder/")) (handler-case (load (sys::test-file "folder")) (file-error (c) (not (null (search "this is a directory" (princ-to-string c))))))) => T
(handler-case (load (sys::test-file "folder/")) (file-error (c) (not (null (search "this is a directory" (princ-to-string c)))))) => T
(handler-case (compile-file (sys::test-file "folder")) (file-error (c) (not (null (search "this is a directory" (princ-to-string c)))))) => T
(load 5) !! type-error

;;;; PROVIDE, REQUIRE, *MODULES* (CLHS 24.2).

(defun write-module (name text) (with-open-file (s (sys::test-file name) :direction :output :if-exists :supersede) (write-string text s)) (sys::test-file name))
(defparameter *loaded* nil)
(let ((*modules* nil)) (list (if (provide "ONE") t) *modules* (provide "ONE") (provide 'two) (provide #\3) *modules*)) => (T ("ONE") "ONE" TWO #\3 ("3" "TWO" "ONE"))
; The names of modules differ by case.
(let ((*modules* nil)) (provide "one") (provide 'one) *modules*) => ("ONE" "one")
; What is provided is not loaded again.
(let ((*modules* (list "PRESENT"))) (list (require "PRESENT") (require 'present "no-such-file") *modules*)) => (NIL NIL ("PRESENT"))
(let ((file (write-module "a.lisp" "(push :a *loaded*) (provide \"A\")")) (*modules* nil)) (setq *loaded* nil) (require "A" file) (require "A" file) (list *loaded* *modules*)) => ((:A) ("A"))
(let ((files (list (write-module "b.lisp" "(push :b *loaded*)") (write-module "c.lisp" "(push :c *loaded*) (provide 'bc)"))) (*modules* nil)) (setq *loaded* nil) (require 'bc files) (list *loaded* *modules*)) => ((:C :B) ("BC"))
(let ((file (write-module "d.lisp" "(push :d *loaded*)")) (*modules* nil)) (setq *loaded* nil) (require "D" (pathname file)) (list *loaded* *modules*)) => ((:D) NIL)
(require "NO-SUCH-MODULE-ANYWHERE") !! file-error
(require "NO-SUCH-MODULE" (sys::test-file "not-there.lisp")) !! file-error
(provide 5) !! type-error
(require 5) !! type-error
(provide) !! program-error
(require) !! program-error
(require "A" nil nil) !! program-error

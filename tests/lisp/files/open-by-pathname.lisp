;;;; OPEN, WITH-OPEN-FILE and LOAD of everything that names a file (CLHS 21.2.26, 24.2): strings, pathnames, logical ones,
;;;; streams, names merged with the defaults.

(defun put (file text &rest options) (with-open-stream (s (apply #'open file :direction :output :if-exists :supersede options)) (write-string text s) (pathname s)))
(defun contents (file) (with-open-file (s file) (values (read-line s nil :empty))))
(defparameter *file* (sys::test-file "one.txt"))
(equal (put *file* "text") (pathname *file*)) => T
(mapcar #'contents (list *file* (pathname *file*) (truename *file*))) => ("text" "text" "text")
(contents (coerce *file* '(array character (*)))) => "text"
(contents (make-array (length *file*) :element-type 'character :initial-contents *file* :adjustable t :fill-pointer t)) => "text"
(contents (intern *file*)) => "text"
(let ((*default-pathname-defaults* (pathname (sys::test-file "")))) (list (contents "one.txt") (contents (make-pathname :name "one" :type "txt")))) => ("text" "text")
(let ((*default-pathname-defaults* (pathname (sys::test-file "other.txt")))) (contents "one")) => "text"
(let ((*default-pathname-defaults* (pathname (sys::test-file "one.lisp")))) (contents (make-pathname :type "txt"))) => "text"
(let ((s (open *file*))) (close s) (list (contents s) (equal (pathname s) (pathname *file*)))) => ("text" T)
(with-open-file (s *file*) (let ((synonym (progn (defvar *synonym* s) (setq *synonym* s) (make-synonym-stream '*synonym*)))) (equal (truename synonym) (truename *file*)))) => T
;;; Logical pathnames.
(defparameter *physical* (pathname *file*))
(setf (logical-pathname-translations "OPENED") (list (list "**;*.*.*" (sys::test-file "**/*.*"))))
(contents "OPENED:ONE.TXT") => "text"
(contents (make-pathname :host "OPENED" :directory '(:absolute) :name "ONE" :type "TXT")) => "text"
(progn (ensure-directories-exist "OPENED:DEEP;ER;X.TXT") (put "OPENED:DEEP;ER;X.TXT" "deep") (contents (sys::test-file "deep/er/x.txt"))) => "deep"
(with-open-file (s "OPENED:ONE.TXT") (list (typep (pathname s) 'logical-pathname) (equal (truename s) (truename *file*)))) => (T T)
(list (file-namestring (probe-file "OPENED:ONE.TXT")) (probe-file "OPENED:NONE.TXT")) => ("one.txt" NIL)
(let ((*default-pathname-defaults* (pathname "OPENED:DEEP;ER;"))) (contents "OPENED:X.TXT")) !! file-error
(let ((*default-pathname-defaults* (pathname "OPENED:DEEP;ER;"))) (contents (make-pathname :host nil :name "x" :type "txt"))) => "deep"
(let ((*default-pathname-defaults* (pathname "OPENED:DEEP;ER;NONE.LISP"))) (contents *physical*)) => "text"
(open "OPENED:NONE.TXT") !! file-error
(progn (put "OPENED:CODE.LISP" "(defparameter *loaded-as* (list *load-pathname* *load-truename*))") (load "OPENED:CODE.LISP")) => T
(mapcar #'file-namestring *loaded-as*) => ("code.lisp" "code.lisp")
(load "OPENED:CODE") => T
(let ((custom:*load-paths* nil)) (load "OPENED:CODE.LISP")) => T
(load "OPENED:NONE.LISP") !! file-error
(load "OPENED:NONE" :if-does-not-exist nil) => NIL
(let ((*default-pathname-defaults* (pathname (sys::test-file ""))) (custom:*load-paths* nil)) (load "code")) => T
(progn (delete-file "OPENED:CODE.LISP") (probe-file (sys::test-file "code.lisp"))) => NIL
(progn (rename-file "OPENED:ONE.TXT" "OPENED:TWO.TXT") (contents (sys::test-file "two.txt"))) => "text"
;;; Every direction with what is there and what is not.
(defun outcome (function) (handler-case (let ((s (funcall function))) (cond ((null s) nil) ((streamp s) (close s) (list (input-stream-p s) (output-stream-p s))))) (file-error () :file-error)))
(defun try (name &rest options) (outcome (lambda () (apply #'open (sys::test-file name) options))))
(mapcar (lambda (direction) (try "none" :direction direction)) '(:input :probe)) => (:FILE-ERROR NIL)
(mapcar (lambda (direction) (try "none" :direction direction :if-does-not-exist nil)) '(:input :output :io :probe)) => (NIL NIL NIL NIL)
(mapcar (lambda (direction) (try "none" :direction direction :if-does-not-exist :error)) '(:input :output :io :probe)) => (:FILE-ERROR :FILE-ERROR :FILE-ERROR :FILE-ERROR)
(mapcar (lambda (direction) (prog1 (try "made" :direction direction :if-does-not-exist :create) (delete-file (sys::test-file "made")))) '(:input :output :io :probe)) => ((T NIL) (NIL T) (T T) (NIL NIL))
(mapcar (lambda (if-exists) (try "two.txt" :direction :output :if-exists if-exists)) '(:error nil :append :overwrite :supersede :new-version :rename-and-delete)) => (:FILE-ERROR NIL (NIL T) (NIL T) (NIL T) (NIL T) (NIL T))
(mapcar (lambda (if-exists) (try "none" :direction :io :if-exists if-exists :if-does-not-exist nil)) '(:error nil :append :overwrite :supersede)) => (NIL NIL NIL NIL NIL)
;;; What names no file.
(open (sys::test-file "*.txt")) !! file-error
(open (sys::test-file "*.txt") :direction :output) !! file-error
(open (sys::test-file "")) !! file-error
(open (sys::test-file "") :direction :output :if-exists :append) !! file-error
(open (sys::test-file "two.txt/below")) !! file-error
(open (make-string-input-stream "x")) !! type-error
(open '(a)) !! type-error
(with-open-file (s (sys::test-file "none") :if-does-not-exist nil) (null s)) => T
;;; The error says which file, and why in the system's words.
(handler-case (open (sys::test-file "none")) (file-error (c) (list (equal (pathname (file-error-pathname c)) (pathname (sys::test-file "none"))) (not (null (search "none" (princ-to-string c))))))) => (T T)

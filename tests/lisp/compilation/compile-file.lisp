;;;; COMPILE-FILE (CLHS 3.2.3, 24.2): what compiled files mean when they are loaded.

(defparameter *source* (sys::test-file "source.lisp"))
(defparameter *seen* nil)
(defun note (x) (push x *seen*) x)
(defun write-source (text) (with-open-file (s *source* :direction :output :if-exists :supersede) (write-string text s)) *source*)
(defun quietly (function) (let ((*error-output* (make-broadcast-stream)) (*compile-verbose* nil)) (funcall function)))
(defun compiling (text &rest options) (write-source text) (quietly (lambda () (apply #'compile-file *source* :verbose nil options))))
; Compiles, forgets what was seen meanwhile, loads, and returns what was seen then.
(defun seen-by (text) (let ((file (compiling text))) (setq *seen* nil) (load file) (reverse *seen*)))

(seen-by "(note 1) (note (list 'a :b \"c\" #\\d 2/3 1.5 2.5d0 -7 123456789012345678901234567890))") => (1 (A :B "c" #\d 2/3 1.5 2.5d0 -7 123456789012345678901234567890))
(seen-by "(note '#(1 (2) #(3)))") => (#(1 (2) #(3)))
(seen-by "(note '#2A((1 2) (3 4)))") => (#2A((1 2) (3 4)))
(seen-by "(note #*1011)") => (#*1011)
(seen-by "(note #\\λ) (note \"λ\")") => (#\GREEK_SMALL_LETTER_LAMDA "λ")
(seen-by "(note '(1 . 2)) (note '(1 2 . 3)) (note nil) (note 'nil) (note t)") => ((1 . 2) (1 2 . 3) NIL NIL T)
(seen-by "(note (array-element-type #.(make-array 3 :element-type '(unsigned-byte 8) :initial-contents '(1 2 255))))") => ((UNSIGNED-BYTE 8))
(seen-by "(note (coerce #.(make-array 3 :element-type '(signed-byte 16) :initial-contents '(1 -2 3000)) 'list))") => ((1 -2 3000))
(seen-by "(note #.(let ((v (make-array 5 :fill-pointer 2 :initial-contents '(1 2 3 4 5)))) v))") => (#(1 2))
(seen-by "(note (let ((table #.(let ((h (make-hash-table :test 'equal))) (setf (gethash \"a\" h) 1 (gethash '(b) h) 2) h))) (list (gethash \"a\" table) (gethash '(b) table) (hash-table-test table))))") => ((1 2 EQUAL))
; Similar constants of one file may be the same, but what is the same object stays the same.
(seen-by "(note (let ((x '#1=(a #1#))) (eq x (cadr x))))") => (T)
(seen-by "(note (let ((x '(#1=(a) #1#))) (eq (car x) (cadr x))))") => (T)
(seen-by "(note (let ((x '#1=#(#1# 2))) (eq x (aref x 0))))") => (T)
(seen-by "(note (let ((x '(#1=#:g #1# #:g))) (list (eq (car x) (cadr x)) (eq (car x) (caddr x)) (symbol-package (car x)))))") => ((T NIL NIL))
(seen-by "(defun a-list () '(1)) (note (eq (a-list) (a-list)))") => (T)
; Definitions.
(seen-by "(defmacro twice (x) `(list ,x ,x)) (defun pair (x) (twice x)) (note (pair 3))") => ((3 3))
(seen-by "(defvar *made* 4) (defparameter *again* (1+ *made*)) (note (list *made* *again*))") => ((4 5))
(seen-by "(defconstant +made+ '(1 2)) (note +made+)") => ((1 2))
(seen-by "(defun counter () (let ((n 0)) (lambda () (incf n)))) (let ((c (counter))) (funcall c) (note (funcall c)))") => (2)
(seen-by "(defun keys (a &optional (b 2 bp) &rest r &key (c (+ a b)) d) (list a b bp r c d)) (note (keys 1 5 :d 4))") => ((1 5 T (:D 4) 6 4))
(seen-by "(define-compiler-macro cm (x) `(note '(compiled ,x))) (defun cm (x) (note (list 'called x))) (cm 1)") => ((COMPILED 1))
(seen-by "(defstruct made-here (a 1) b) (note (made-here-a (make-made-here :b 2))) (note (typep (make-made-here) 'made-here))") => (1 T)
(seen-by "(define-condition made-condition (error) ((x :initarg :x :reader made-x))) (note (handler-case (error 'made-condition :x 5) (made-condition (c) (made-x c))))") => (5)
(seen-by "(deftype small () '(integer 0 9)) (note (typep 3 'small))") => (T)
(seen-by "(defsetf made-place (x) (v) `(note (list ,x ,v))) (setf (made-place 1) 2)") => ((1 2))
(seen-by "(let ((x 1)) (defun closes-over () (incf x))) (closes-over) (note (closes-over))") => (3)
(seen-by "(note (block nil (unwind-protect (return 1) (note 2))))") => (2 1)
(seen-by "(note (multiple-value-list (funcall #'floor 7 2)))") => ((3 1))
(seen-by "(note (let ((*print-base* 2)) (declare (special *print-base*)) (princ-to-string 5)))") => ("101")
; EVAL-WHEN as the standard's table of top-level forms says.
(seen-by "(eval-when (:compile-toplevel) (defparameter *at-compile-time* 7)) (note #.(progn '(quote later))) (note (boundp '*at-compile-time*))") => (LATER T)
(progn (compiling "(eval-when (:compile-toplevel) (note :ct)) (eval-when (:load-toplevel) (note :lt)) (eval-when (:execute) (note :e))") *seen* (car *seen*)) => :CT
(seen-by "(eval-when (:compile-toplevel) (note :ct)) (eval-when (:load-toplevel) (note :lt)) (eval-when (:execute) (note :e))") => (:LT)
(seen-by "(eval-when (:compile-toplevel :load-toplevel :execute) (note :all))") => (:ALL)
(progn (setq *seen* nil) (compiling "(eval-when (:compile-toplevel :execute) (progn (note 1) (eval-when (:execute) (note 2))))") (reverse *seen*)) => (1 2)
(progn (setq *seen* nil) (compiling "(eval-when (:compile-toplevel :load-toplevel) (eval-when (:execute) (note :nested)))") *seen*) => (:NESTED)
(seen-by "(let () (eval-when (:compile-toplevel) (note 1)) (eval-when (:execute) (note 2)))") => (2)
(seen-by "(macrolet ((m (x) `(note ',x))) (m a) (m b))") => (A B)
(seen-by "(symbol-macrolet ((x 5)) (note x) (defun local-x () x)) (note (local-x))") => (5 5)
(seen-by "(macrolet ((def (name value) `(defun ,name () ,value))) (def made-by-macrolet 3)) (note (made-by-macrolet))") => (3)
(seen-by "(locally (declare (special *sp*)) (setq *sp* 2) (note *sp*))") => (2)
; LOAD-TIME-VALUE is evaluated once, when the file is loaded.
(progn (setq *seen* nil) (compiling "(defun ltv () (load-time-value (progn (note :evaluated) (list 1))))") *seen*) => NIL
(seen-by "(defun ltv () (load-time-value (progn (note :evaluated) (list 1)))) (note (eq (ltv) (ltv)))") => (:EVALUATED T)
; The package is the file's.
(seen-by "(defpackage made-package (:use cl)) (in-package made-package) (defun f () 'own) (cl-user::note (f)) (cl-user::note (package-name (symbol-package (f))))") => (MADE-PACKAGE::OWN "MADE-PACKAGE")
(package-name *package*) => "COMMON-LISP-USER"
(let ((file (compiling "(defpackage soon-gone) (note 'soon-gone::x)"))) (delete-package "SOON-GONE") (setq *seen* nil) (load file) (symbol-name (car *seen*))) => "X"
(let ((file (progn (make-package "SOON-GONE-2" :use nil) (compiling "(note 'soon-gone-2::x)")))) (delete-package "SOON-GONE-2") (load file)) !! package-error
; Values.
(multiple-value-bind (file warnings failure) (compiling "(note 1)") (list (pathname-type file) warnings failure)) => ("fas" NIL NIL)
(multiple-value-list (quietly (lambda () (nth-value 2 (compiling "(let ((x 1) . 2) x) (note 2)"))))) => (T)
(cdr (multiple-value-list (compiling "(warn \"when loaded\")"))) => (NIL NIL)
(cdr (multiple-value-list (compiling "(eval-when (:compile-toplevel) (warn 'style-warning))"))) => (T NIL)
(cdr (multiple-value-list (compiling "(eval-when (:compile-toplevel) (warn \"bad\"))"))) => (T T)
; A form that cannot be compiled is an error when it is loaded, and does not hide the others.
(let ((file (compiling "(note 1) (let ((x 1) . 2) x) (note 2)"))) (setq *seen* nil) (list (handler-case (load file) (error (c) (not (null (search "source.lisp:1" (princ-to-string c)))))) (reverse *seen*))) => (T (1))
(compile-file (sys::test-file "missing.lisp")) !! file-error
(let ((file (compiling "(note 3)"))) (equal (truename file) (truename (compile-file-pathname *source*)))) => T
(pathname-type (compile-file-pathname "a/b.lisp")) => "fas"
(pathname-name (compile-file-pathname "a/b.lisp")) => "b"
(let ((sys::*pathname-syntax* :unix)) (namestring (compile-file-pathname "b.lisp" :output-file "/c/d.e"))) => "/c/d.e"
(let ((out (sys::test-file "other.fas"))) (compiling "(note :other)" :output-file out) (setq *seen* nil) (load out) *seen*) => (:OTHER)
(seen-by "(note (list (pathname-name *load-pathname*) (pathname-type *load-truename*) *compile-file-pathname*))") => (("source" "fas" NIL))
(progn (compiling "(eval-when (:compile-toplevel) (note (list (pathname-type *compile-file-truename*) *load-pathname*)))") (car *seen*)) => ("lisp" NIL)
; Output: :VERBOSE and :PRINT.
(let ((text (with-output-to-string (*standard-output*) (write-source "(defun f ())") (compile-file *source* :verbose t :print t)))) (list (not (null (search "Compiling file" text))) (not (null (search "(DEFUN F" text))) (not (null (search "Wrote file" text))))) => (T T T)
(with-output-to-string (*standard-output*) (write-source "(defun f ())") (compile-file *source* :verbose nil :print nil)) => ""
; Linking is concatenation.
(defun bytes-of (file) (with-open-file (s file :element-type '(unsigned-byte 8)) (let ((v (make-array (file-length s) :element-type '(unsigned-byte 8)))) (read-sequence v s) v)))
(defun put-bytes (file &rest vectors) (with-open-file (s file :element-type '(unsigned-byte 8) :direction :output :if-exists :supersede) (dolist (v vectors) (write-sequence v s))) file)
(let* ((a (bytes-of (compiling "(defun linked () 1) (note :a)"))) (b (bytes-of (compiling "(note (linked))"))) (file (put-bytes (sys::test-file "linked.fas") a b))) (setq *seen* nil) (load file) (reverse *seen*)) => (:A 1)
; Streams of bytes.
(let ((file (compiling "(note :from-a-stream)"))) (setq *seen* nil) (with-open-file (s file :element-type '(unsigned-byte 8)) (load s)) *seen*) => (:FROM-A-STREAM)
; Two compilations of one source give the same file.
(equalp (bytes-of (compiling "(defun f (x) (list x 'y \"z\"))")) (bytes-of (compiling "(defun f (x) (list x 'y \"z\"))"))) => T
; Damaged files are refused; nothing of a damaged unit is run.
(defparameter *whole* (bytes-of (compiling "(note 1) (note '(2 3))")))
(progn (setq *seen* nil) (let ((n 0)) (dotimes (length (length *whole*)) (if (and (> length 7) (not (typep (nth-value 1 (ignore-errors (load (put-bytes (sys::test-file "cut.fas") (subseq *whole* 0 length))))) 'file-error))) (incf n))) (list n *seen*))) => (0 NIL)
(progn (setq *seen* nil) (let ((n 0)) (do ((i 8 (+ i 3))) ((>= i (length *whole*)) (list n *seen*)) (let ((copy (copy-seq *whole*))) (setf (aref copy i) (logxor (aref copy i) 64)) (if (not (typep (nth-value 1 (ignore-errors (load (put-bytes (sys::test-file "bad.fas") copy)))) 'file-error)) (incf n)))))) => (0 NIL)
; Structures: the layout is made when the file is loaded, and accessors find it.
(seen-by "(defstruct filed (a 1 :type integer) b) (defun sum-of (x) (incf (filed-a x) 2) (setf (filed-b x) (filed-a x)) x) (note (filed-b (sum-of (make-filed)))) (note (handler-case (filed-a 5) (type-error () :wrong)))") => (3 :WRONG)
(seen-by "(defstruct (filed-list (:type list)) a b) (note (make-filed-list :a 1)) (defstruct (more-filed (:type list) (:include filed-list)) c) (note (make-more-filed :c 2))") => ((1 NIL) (NIL NIL 2))
; Structure types go by name; their slots must be those of the time of compilation.
(seen-by "(defstruct (fas-base) a) (defstruct (fas-derived (:include fas-base)) (b 2 :type integer)) (note (let ((x (make-fas-derived :a 1))) (setf (fas-base-a x) 5 (fas-derived-b x) 6) (list (fas-derived-a x) (fas-derived-b x) (fas-base-p x) (typep x 'fas-derived))))") => ((5 6 T T))
(seen-by "(note (let ((x 1)) (defstruct fas-inner (a x)) (typep (funcall 'make-fas-inner) 'fas-inner)))") => (T)
(let ((file (progn (sys::%set-symbol-info 'fas-changing 'sys::structure-layout nil) (eval '(defstruct fas-changing a b)) (compiling "(defun fas-b (x) (fas-changing-b x))")))) (sys::%set-symbol-info 'fas-changing 'sys::structure-layout nil) (eval '(defstruct fas-changing b)) (handler-case (load file) (file-error (c) (not (null (search "FAS-CHANGING has other slots" (princ-to-string c))))))) => T

; Functions called (SETF name), called and named in their own file and from another one.
(seen-by "(defun (setf setf-tested) (v x) (setf (car x) v)) (defun test-setf () (let ((l (list 1 2))) (setf (setf-tested l) 5) l)) (note (test-setf)) (note (let ((l (list 1))) (funcall #'(setf setf-tested) 6 l) l)) (note (fboundp '(setf setf-tested)))") => ((5 2) (6) T)
(seen-by "(note (let ((l (list 1))) (setf (setf-tested l) 7) l))") => ((7))
(seen-by "(note (eq #'(setf setf-tested) (fdefinition '(setf setf-tested))))") => (T)
(seen-by "(declaim (inline inline-in-file)) (defun inline-in-file (x) (list :body x)) (defun calls-inline-in-file (x) (inline-in-file x)) (setf (symbol-function 'inline-in-file) #'list) (note (calls-inline-in-file 1))") => ((:BODY 1))
(seen-by "(note (let ((state '#.(make-random-state t))) (list (random-state-p state) (= (random 1000000 (make-random-state state)) (random 1000000 state)))))") => ((T T))
(mapcar #'pathname-directory (seen-by "(note '#p\"some/where.text\")")) => ((:RELATIVE "some"))
; A top-level form that is a call with constants.
(progn (defparameter *noted* nil) (defun note-all (&rest arguments) (push arguments *noted*) (values 1 2)) (with-open-file (s *source* :direction :output :if-exists :supersede) (write-string "(note-all) (note-all nil t 5 -70000 100000000000000000000 \"s\" 'x '(a . b) #'car (function (lambda (x) x)) 1.5d0 #\\c) (note-all (list 1)) (note-all . #.(let ((all nil)) (dotimes (i 300 all) (push i all))))" s)) (load (compile-file *source* :verbose nil)) (setq *noted* (reverse *noted*)) (list (length *noted*) (first *noted*) (let ((second (second *noted*))) (setf (nth 8 second) (eq (nth 8 second) #'car) (nth 9 second) (funcall (nth 9 second) 3)) second) (third *noted*) (length (fourth *noted*)) (first (fourth *noted*)))) => (4 NIL (NIL T 5 -70000 100000000000000000000 "s" X (A . B) T 3 1.5d0 #\c) ((1)) 300 299)
(substitute #\/ #\Newline (with-output-to-string (*standard-output*) (with-open-file (s *source* :direction :output :if-exists :supersede) (write-string "(note-all 1)" s)) (load (compile-file *source* :verbose nil) :print t))) => "/1 /2 "
(progn (with-open-file (s *source* :direction :output :if-exists :supersede) (write-string "(defined-by-nobody 1 2)" s)) (handler-bind ((warning #'muffle-warning)) (handler-bind ((undefined-function (lambda (c) (declare (ignore c)) (use-value (lambda (&rest all) (push all *noted*)))))) (load (compile-file *source* :verbose nil)))) (first *noted*)) => (1 2)

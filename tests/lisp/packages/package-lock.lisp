;;;; Package locks: EXT:PACKAGE-LOCK, EXT:WITHOUT-PACKAGE-LOCK, what a lock forbids, EXT:RE-EXPORT.

(mapcar #'ext:package-lock '("COMMON-LISP" "EXT" "COMMON-LISP-USER" "KEYWORD")) => (T T NIL NIL)
(eval '(defun car (x) x)) !! package-error
(eval '(defun (setf car) (value x) (list value x))) !! package-error
(eval '(defmacro when (x) x)) !! package-error
(eval '(defstruct list)) !! package-error
(eval '(deftype car () t)) !! package-error
(eval '(define-condition car () ())) !! package-error
(eval '(define-compiler-macro car (x) x)) !! package-error
(setf (symbol-function 'car) #'cdr) !! package-error
(setf (fdefinition 'cons) #'list) !! package-error
(setf (fdefinition '(setf car)) #'list) !! package-error
(setf (macro-function 'when) (macro-function 'unless)) !! package-error
(fmakunbound 'cdr) !! package-error
(fmakunbound '(setf car)) !! package-error
(list (car '(1 . 2)) (cons 1 2) (when t 1) (cdr '(1 . 2))) => (1 (1 . 2) 1 2)
(handler-case (fmakunbound 'cdr) (package-error (c) (princ-to-string c))) => "FMAKUNBOUND(CDR): #<PACKAGE COMMON-LISP> is locked"
(handler-bind ((package-error #'continue)) (let ((old #'identity)) (setf (symbol-function 'identity) #'list) (prog1 (funcall 'identity 1) (setf (symbol-function 'identity) old)))) => (1)
(eq (setf (symbol-function 'my-own) #'car) #'car) => T
(progn (setf (macro-function 'my-own) (macro-function 'when)) (fmakunbound 'my-own)) => MY-OWN
(setf (fdefinition 5) #'car) !! type-error
(fmakunbound 5) !! type-error
(intern "NOT-IN-THE-STANDARD" "COMMON-LISP") !! package-error
(intern "CAR" "COMMON-LISP") => CAR; :EXTERNAL
(read-from-string "common-lisp::not-in-the-standard") !! reader-error
(unintern 'car "COMMON-LISP") !! package-error
(unexport 'car "COMMON-LISP") !! package-error
(rename-package "COMMON-LISP" "OTHER") !! package-error
(handler-case (eval '(defun car (x) x)) (package-error (c) (list (package-name (package-error-package c)) (princ-to-string c)))) => ("COMMON-LISP" "DEFUN(CAR): #<PACKAGE COMMON-LISP> is locked")
(block b (handler-bind ((package-error (lambda (c) (return-from b (princ-to-string (find-restart 'continue c)))))) (eval '(defun car (x) x)))) => "Ignore the lock and proceed"
(flet ((car (x) (list :local x))) (car 1)) => (:LOCAL 1)
(let ((list 1)) list) => 1
(progn (defpackage "LA" (:use) (:export "F" "G")) (defpackage "LB" (:use "LA")) (setf (ext:package-lock "LA") t)) => T
(ext:package-lock (find-package "LA")) => T
(eval '(defun la:f () 1)) !! package-error
(handler-bind ((package-error #'continue)) (eval '(defun la:f () 1)) (la:f)) => 1
(handler-bind ((package-error #'continue)) (nth-value 0 (intern "NEW" "LA"))) => LA::NEW
(intern "NEWER" "LA") !! package-error
(intern "NEW" "LA") => LA::NEW; :INTERNAL
(export 'la::new "LA") !! package-error
(shadow "S" "LA") !! package-error
(use-package "LB" "LA") !! package-error
(delete-package "LA") !! package-error
(ext:without-package-lock ("LA") (eval '(defun la:g () 2)) (la:g)) => 2
(ext:package-lock "LA") => T
(catch 'out (ext:without-package-lock ("LA") (throw 'out 1))) => 1
(ext:package-lock "LA") => T
(setf (ext:package-lock '("LA" "LB")) nil) => NIL
(intern "NEWER" "LA") => LA::NEWER; NIL
(ext:package-lock "NO-SUCH-PACKAGE") !! package-error
(ext:re-export "LA" "LB") => T
(multiple-value-list (find-symbol "F" "LB")) => (LA:F :EXTERNAL)
(ext:re-export "LB" "LA") !! package-error
(list (ext:package-shortest-name "COMMON-LISP") (ext:package-case-sensitive-p "LA")) => ("CL" NIL)
(mapcar #'delete-package '("LB" "LA")) => (T T)

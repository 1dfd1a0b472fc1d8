;;;; FIND-PACKAGE, LIST-ALL-PACKAGES, PACKAGEP and the accessors; what takes a package or symbols and what is refused
;;;; (CLHS 11.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (package-error () :package) (type-error (c) (list :type (type-error-datum c))) (program-error () :program) (error () :error)))
(progn (defpackage "FA" (:use) (:nicknames "FAA") (:export "X" "Y") (:intern "IN")) (defpackage "FB" (:use "FA") (:shadow "X")) t) => T
(list (eq (find-package "FA") (find-package 'fa)) (eq (find-package "FAA") (find-package "FA")) (let ((p (find-package "FA"))) (eq p (find-package p))) (find-package "fa") (find-package #\F)) => (T T T NIL NIL)
(mapcar #'packagep (list (find-package "FA") "FA" 'fa nil 5)) => (T NIL NIL NIL NIL)
(list (package-name "FAA") (package-nicknames "FA") (mapcar #'package-name (package-use-list 'fb)) (mapcar #'package-name (package-used-by-list "FA")) (package-shadowing-symbols "FB")) => ("FA" ("FAA") ("FA") ("FB") (FB::X))
(list (package-use-list "FA") (package-used-by-list "FB") (package-shadowing-symbols "FA") (package-nicknames "FB")) => (NIL NIL NIL NIL)
(let ((all (list-all-packages))) (list (every #'packagep all) (not (null (member (find-package "FA") all))) (= (length all) (length (remove-duplicates all))))) => (T T T)
(defparameter *of-a-package* (list #'package-name #'package-nicknames #'package-use-list #'package-used-by-list #'package-shadowing-symbols))
(remove-duplicates (mapcar (lambda (f) (outcome f "NO-SUCH-PACKAGE")) *of-a-package*)) => (:PACKAGE)
(remove-duplicates (mapcar (lambda (f) (outcome f 5)) *of-a-package*) :test #'equal) => ((:TYPE 5))
(remove-duplicates (mapcar (lambda (f) (outcome f)) (append *of-a-package* (list #'packagep #'find-package #'intern #'find-symbol #'export #'import #'shadow #'unintern #'use-package #'unuse-package #'find-all-symbols #'shadowing-import #'unexport #'rename-package #'make-package)))) => (:PROGRAM)
(outcome #'list-all-packages 1) => :PROGRAM
(find-package 5) !! type-error
(handler-case (package-name "NO-SUCH-PACKAGE") (package-error (c) (package-error-package c))) => "NO-SUCH-PACKAGE"
; Symbols and packages by designators: a symbol or a list of them, the current package if there is none.
(let ((*package* (find-package "FA"))) (export (intern "Z")) (nth-value 1 (find-symbol "Z"))) => :EXTERNAL
(let ((*package* (find-package "FA"))) (list (unexport (list (find-symbol "Z") (find-symbol "Y"))) (nth-value 1 (find-symbol "Z")) (nth-value 1 (find-symbol "Y")))) => (T :INTERNAL :INTERNAL)
(list (export nil "FA") (nth-value 1 (find-symbol "NIL" "FA"))) => (T NIL)
(mapcar (lambda (f) (outcome f '(car 5) "FA")) (list #'export #'unexport #'import #'shadowing-import #'shadow)) => ((:TYPE 5) (:TYPE 5) (:TYPE 5) (:TYPE 5) (:TYPE 5))
(mapcar (lambda (f) (outcome f 'car "NO-SUCH-PACKAGE")) (list #'export #'unexport #'import #'shadowing-import #'shadow #'unintern #'use-package #'unuse-package)) => (:PACKAGE :PACKAGE :PACKAGE :PACKAGE :PACKAGE :PACKAGE :PACKAGE :PACKAGE)
(mapcar (lambda (f) (outcome f "X" "NO-SUCH-PACKAGE")) (list #'intern #'find-symbol)) => (:PACKAGE :PACKAGE)
(mapcar (lambda (f) (outcome f 'x "FA")) (list #'intern #'find-symbol)) => ((:TYPE X) (:TYPE X))
(list (outcome #'find-symbol 5) (outcome #'unintern "X" "FA") (outcome #'use-package "NO-SUCH" "FA") (outcome #'unuse-package "NO-SUCH" "FA") (outcome #'find-all-symbols 5)) => ((:TYPE 5) (:TYPE "X") :PACKAGE :PACKAGE (:TYPE 5))
; SHADOW makes what is inherited and missing present; what is present stays.
(let ((before (find-symbol "X" "FB"))) (list (shadow '("X" #\N new) "FB") (eq before (find-symbol "X" "FB")) (sort (mapcar #'symbol-name (package-shadowing-symbols "FB")) #'string<))) => (T T ("N" "NEW" "X"))
(let ((x (make-symbol "X"))) (shadowing-import x "FB") (list (eq x (find-symbol "X" "FB")) (not (null (member x (package-shadowing-symbols "FB")))))) => (T T)
(let ((x (make-symbol "HOMELESS"))) (import x "FB") (package-name (symbol-package x))) => "FB"
(list (unintern (find-symbol "X" "FB") "FB") (nth-value 1 (find-symbol "X" "FB")) (unintern (find-symbol "X" "FB") "FB")) => (T :INHERITED NIL)
(list (use-package "FA" "FB") (use-package '() "FB") (mapcar #'package-name (package-use-list "FB")) (unuse-package '("FA") "FB") (unuse-package "FA" "FB") (package-use-list "FB")) => (T T ("FA") T T NIL)
(let ((p (find-package "FB"))) (list (eq p (rename-package p "FC")) (package-name p) (package-nicknames p) (find-package "FB"))) => (T "FC" NIL NIL)
(let ((found (find-all-symbols "IN"))) (not (null (member (find-symbol "IN" "FA") found)))) => T
(eq (car (member 'car (find-all-symbols 'car))) 'car) => T
(mapcar #'delete-package '("FC" "FA")) => (T T)

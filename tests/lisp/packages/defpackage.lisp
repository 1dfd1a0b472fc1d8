;;;; DEFPACKAGE, IN-PACKAGE, MAKE-PACKAGE and the accessors (CLHS 11).

(packagep (defpackage "TEST-A" (:use "COMMON-LISP") (:nicknames "T-A") (:export "EX" "EY") (:intern "INNER") (:shadow "CAR"))) => T
(eq (find-package "TEST-A") (find-package :t-a)) => T
(package-name (find-package "T-A")) => "TEST-A"
(package-nicknames "TEST-A") => ("T-A")
(mapcar #'package-name (package-use-list "TEST-A")) => ("COMMON-LISP")
(nth-value 1 (find-symbol "EX" "TEST-A")) => :EXTERNAL
(nth-value 1 (find-symbol "INNER" "TEST-A")) => :INTERNAL
(nth-value 1 (find-symbol "CDR" "TEST-A")) => :INHERITED
(nth-value 1 (find-symbol "NOT-THERE" "TEST-A")) => NIL
(eq (find-symbol "CAR" "TEST-A") 'car) => NIL
(mapcar #'symbol-name (package-shadowing-symbols "TEST-A")) => ("CAR")
(packagep (defpackage "TEST-B" (:use "TEST-A") (:import-from "COMMON-LISP" "CDR" "CONS") (:export "CDR"))) => T
(eq (find-symbol "CDR" "TEST-B") 'cdr) => T
(nth-value 1 (find-symbol "CDR" "TEST-B")) => :EXTERNAL
(nth-value 1 (find-symbol "CONS" "TEST-B")) => :INTERNAL
(nth-value 1 (find-symbol "EX" "TEST-B")) => :INHERITED
(nth-value 1 (find-symbol "INNER" "TEST-B")) => NIL
(mapcar #'package-name (package-used-by-list "TEST-A")) => ("TEST-B")
(packagep (defpackage "TEST-C" (:use) (:shadowing-import-from "TEST-A" "CAR"))) => T
(eq (find-symbol "CAR" "TEST-C") (find-symbol "CAR" "TEST-A")) => T
(package-use-list "TEST-C") => NIL
(find-package "NO-SUCH-PACKAGE") => NIL
(package-name (find-package 'common-lisp-user)) => "COMMON-LISP-USER"
(package-name "CL") => "COMMON-LISP"
(package-name "NO-SUCH-PACKAGE") !! package-error
(eval '(in-package "NO-SUCH-PACKAGE")) !! package-error
(let ((*package* *package*)) (eval '(in-package "TEST-A")) (package-name *package*)) => "TEST-A"
(let ((*package* (find-package "TEST-A"))) (symbol-name (read-from-string "foo"))) => "FOO"
(packagep (make-package "TEST-D" :use '("TEST-A") :nicknames '("T-D"))) => T
(nth-value 1 (find-symbol "EY" "T-D")) => :INHERITED
(package-name (rename-package "TEST-D" "TEST-E" '("T-E"))) => "TEST-E"
(list (find-package "TEST-D") (package-nicknames "TEST-E")) => (NIL ("T-E"))
(delete-package "TEST-E") => T
(find-package "TEST-E") => NIL
(make-package "TEST-A") !! error
(delete-package "NO-SUCH-PACKAGE") !! package-error
(eval '(defpackage "TEST-F" (:no-such-option))) !! error
(eval '(defpackage "TEST-G" (:use) (:import-from "TEST-A" "NO-SUCH-SYMBOL"))) !! error
(read-from-string "test-a:ex") => TEST-A:EX; 9
(read-from-string "test-a:inner") !! error
(read-from-string "no-such-package:x") !! error
(symbol-name (read-from-string "test-a::inner")) => "INNER"
(mapcar #'delete-package '("TEST-B" "TEST-C" "TEST-A")) => (T T T)

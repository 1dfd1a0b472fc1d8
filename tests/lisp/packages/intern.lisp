;;;; INTERN, FIND-SYMBOL, EXPORT, IMPORT, SHADOW, conflicts, DO-SYMBOLS (CLHS 11).

(defpackage "TEST-P" (:use))
(defpackage "TEST-Q" (:use))
(nth-value 1 (intern "NEW" "TEST-P")) => NIL
(nth-value 1 (intern "NEW" "TEST-P")) => :INTERNAL
(eq (intern "NEW" "TEST-P") (find-symbol "NEW" "TEST-P")) => T
(progn (intern "A" :keyword) (intern "A" :keyword)) => :A; :EXTERNAL
(nth-value 1 (find-symbol "A" :keyword)) => :EXTERNAL
(intern "CAR") => CAR; :INHERITED
(progn (intern "lower") (intern "lower")) => |lower|; :INTERNAL
(intern 5) !! type-error
(intern "A" "NO-SUCH-PACKAGE") !! package-error
(export (intern "SHARED" "TEST-P") "TEST-P") => T
(nth-value 1 (find-symbol "SHARED" "TEST-P")) => :EXTERNAL
(use-package "TEST-P" "TEST-Q") => T
(nth-value 1 (find-symbol "SHARED" "TEST-Q")) => :INHERITED
(eq (intern "SHARED" "TEST-Q") (find-symbol "SHARED" "TEST-P")) => T
(unexport (find-symbol "SHARED" "TEST-P") "TEST-P") => T
(nth-value 1 (find-symbol "SHARED" "TEST-Q")) => NIL
(progn (intern "CLASH" "TEST-Q") (export (intern "CLASH" "TEST-P") "TEST-P")) !! package-error
(progn (unintern (find-symbol "CLASH" "TEST-Q") "TEST-Q") (export (intern "CLASH" "TEST-P") "TEST-P")) => T
(nth-value 1 (find-symbol "CLASH" "TEST-Q")) => :INHERITED
(progn (defpackage "TEST-R" (:use) (:export "CLASH")) (use-package "TEST-R" "TEST-Q")) !! package-error
(progn (shadow "CLASH" "TEST-Q") (use-package "TEST-R" "TEST-Q")) => T
(nth-value 1 (find-symbol "CLASH" "TEST-Q")) => :INTERNAL
(import 'car "TEST-P") => T
(eq (find-symbol "CAR" "TEST-P") 'car) => T
(import (make-symbol "CAR") "TEST-P") !! package-error
(shadowing-import (make-symbol "CAR") "TEST-P") => T
(eq (find-symbol "CAR" "TEST-P") 'car) => NIL
(export (make-symbol "LOOSE") "TEST-P") !! package-error
(unintern (find-symbol "NEW" "TEST-P") "TEST-P") => T
(find-symbol "NEW" "TEST-P") => NIL; NIL
(unintern 'car "TEST-P") => NIL
(unuse-package "TEST-P" "TEST-Q") => T
(mapcar #'package-name (package-use-list "TEST-Q")) => ("TEST-R")
(let ((names nil)) (do-symbols (s "TEST-P") (push (symbol-name s) names)) (sort names #'string<)) => ("CAR" "CLASH" "SHARED")
(let ((names nil)) (do-external-symbols (s "TEST-P") (push (symbol-name s) names)) (sort names #'string<)) => ("CLASH")
(do-symbols (s "TEST-P" :done) s) => :DONE
(do-symbols (s "TEST-P") (return :early)) => :EARLY
(let ((n 0)) (do-all-symbols (s) (if (eq s 'car) (incf n))) (plusp n)) => T
(let ((found nil)) (with-package-iterator (next "TEST-P" :internal :external) (loop (multiple-value-bind (more symbol status package) (next) (if more (push (list (symbol-name symbol) status (package-name package)) found) (return))))) (sort found #'string< :key #'car)) => (("CAR" :INTERNAL "TEST-P") ("CLASH" :EXTERNAL "TEST-P") ("SHARED" :INTERNAL "TEST-P"))
(not (null (member 'car (find-all-symbols "CAR")))) => T
(not (null (member (find-package "COMMON-LISP") (list-all-packages)))) => T
(mapcar #'delete-package '("TEST-Q" "TEST-R" "TEST-P")) => (T T T)

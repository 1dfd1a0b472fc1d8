;;;; Name conflicts and the restarts that settle them (CLHS 11.1.1.2.5): EXPORT, IMPORT, USE-PACKAGE, UNINTERN.

(defun restarts-of (thunk) (block b (handler-bind ((package-error (lambda (c) (return-from b (let ((names nil)) (dolist (r (compute-restarts c) (nreverse names)) (if (member (restart-name r) '(abort)) nil (push (restart-name r) names)))))))) (funcall thunk))))
(defun choosing (restart thunk) (handler-bind ((package-error (lambda (c) (invoke-restart (find-restart restart c))))) (funcall thunk)))
(progn (defpackage "CA" (:use) (:export "X" "Y")) (defpackage "CB" (:use) (:export "X" "Z")) (defpackage "CC" (:use)) t) => T
(use-package '("CA" "CB") "CC") !! package-error
(package-use-list "CC") => NIL
(restarts-of (lambda () (use-package '("CA" "CB") "CC"))) => (:CA :CB)
(choosing :cb (lambda () (use-package '("CA" "CB") "CC"))) => T
(list (find-symbol "X" "CC") (mapcar #'package-name (package-use-list "CC")) (package-shadowing-symbols "CC")) => (CB:X ("CA" "CB") (CB:X))
(progn (defpackage "CD" (:use)) (intern "Y" "CD") (restarts-of (lambda () (use-package "CA" "CD")))) => (:CD :CA)
(choosing :cd (lambda () (use-package "CA" "CD"))) => T
(multiple-value-list (find-symbol "Y" "CD")) => (CD::Y :INTERNAL)
(restarts-of (lambda () (import (find-symbol "X" "CA") "CC"))) => (IMPORT IGNORE)
(choosing 'ignore (lambda () (import (find-symbol "X" "CA") "CC"))) => T
(find-symbol "X" "CC") => CB:X; :INTERNAL
(choosing 'import (lambda () (import (find-symbol "X" "CA") "CC"))) => T
(find-symbol "X" "CC") => CA:X; :INTERNAL
(package-shadowing-symbols "CC") => (CA:X)
(intern "NEW" "CC") => CC::NEW; NIL
(intern "NEW" "CA") => CA::NEW; NIL
(export (find-symbol "NEW" "CA") "CA") !! package-error
(nth-value 1 (find-symbol "NEW" "CA")) => :INTERNAL
(restarts-of (lambda () (export (find-symbol "NEW" "CA") "CA"))) => (:CA :CC)
(choosing :cc (lambda () (export (find-symbol "NEW" "CA") "CA"))) => T
(list (find-symbol "NEW" "CC") (nth-value 1 (find-symbol "NEW" "CA"))) => (CC::NEW :EXTERNAL)
(restarts-of (lambda () (export (find-symbol "Z" "CB") "CA"))) => (IMPORT IGNORE)
(choosing 'ignore (lambda () (export (find-symbol "Z" "CB") "CA"))) => T
(nth-value 1 (find-symbol "Z" "CA")) => NIL
(choosing 'import (lambda () (export (find-symbol "Z" "CB") "CA"))) => T
(find-symbol "Z" "CA") => CB:Z; :EXTERNAL
(progn (defpackage "CE" (:use) (:export "SH")) (defpackage "CF" (:use) (:export "SH")) (defpackage "CG" (:use "CE" "CF") (:shadow "SH")) t) => T
(restarts-of (lambda () (unintern (find-symbol "SH" "CG") "CG"))) => (:CE :CF)
(choosing :cf (lambda () (unintern (find-symbol "SH" "CG") "CG"))) => T
(find-symbol "SH" "CG") => CF:SH; :INTERNAL
(unexport 'car "CA") !! package-error
(export 5 "CA") !! type-error
(import '(a 5) "CA") !! type-error
(handler-case (export (make-symbol "LOOSE") "CA") (package-error (c) (package-name (package-error-package c)))) => "CA"
(restarts-of (lambda () (delete-package "CE"))) => (CONTINUE)
(choosing 'continue (lambda () (delete-package "CE"))) => T
(list (find-package "CE") (mapcar #'package-name (package-use-list "CG"))) => (NIL ("CF"))
(handler-bind ((package-error #'continue)) (delete-package "NO-SUCH-PACKAGE")) => NIL
(let ((p (make-package "CH"))) (list (delete-package p) (delete-package p) (package-name p) (packagep p))) => (T NIL NIL T)
(let ((p (make-package "CI"))) (delete-package p) (intern "X" p)) !! package-error
(restarts-of (lambda () (make-package "CA"))) => (CONTINUE READ)
(package-name (choosing 'continue (lambda () (make-package "CA")))) => "CA"
(package-name (handler-bind ((package-error (lambda (c) (invoke-restart (find-restart 'read c) "CJ")))) (make-package "CA"))) => "CJ"
(package-nicknames (choosing 'continue (lambda () (make-package "CK" :nicknames '("CA" "CKK"))))) => ("CKK")
(package-name (handler-bind ((package-error (lambda (c) (use-value "CA" c)))) (eval '(let ((*package* *package*)) (in-package "NO-SUCH-PACKAGE") *package*)))) => "CA"
(rename-package "CA" "CB") !! package-error
;;; Reports name the symbols.
(progn (defpackage "RA" (:use) (:export "X" "Y")) (defpackage "RB" (:use) (:export "X" "Y")) (defpackage "RC" (:use)) t) => T
(handler-case (use-package '("RA" "RB") "RC") (package-error (c) (let ((text (princ-to-string c))) (notany #'null (mapcar (lambda (part) (search part text)) '("2 name conflicts remain: " "RA:X" "RB:X" "RA:Y" "RB:Y")))))) => T
(mapcar #'delete-package '("RA" "RB" "RC")) => (T T T)
(mapcar #'delete-package '("CK" "CJ" "CG" "CF" "CD" "CC" "CA" "CB")) => (T T T T T T T T)

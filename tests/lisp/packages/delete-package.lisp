;;;; DELETE-PACKAGE, RENAME-PACKAGE and MAKE-PACKAGE where they fail (CLHS 11.2).

(defun names (packages) (mapcar #'package-name packages))
(progn (make-package "DA" :nicknames '("DA1") :use nil) (list (delete-package "DA1") (find-package "DA") (find-package "DA1"))) => (T NIL NIL)
;;; A symbol of a deleted package has no home, and the package no name and no symbols.
(let* ((p (make-package "DB" :use nil)) (s (intern "X" p))) (list (delete-package p) (symbol-package s) (package-name p) (package-nicknames p) (package-use-list p))) => (T NIL NIL NIL NIL)
(let ((p (make-package "DB" :use nil))) (delete-package p) (find-symbol "X" p)) !! package-error
(let ((p (make-package "DB" :use nil))) (delete-package p) (export 'x p)) !! package-error
(let ((p (make-package "DB" :use nil))) (delete-package p) (use-package "CL" p)) !! package-error
(let ((p (make-package "DB" :use nil))) (delete-package p) (rename-package p "DZ")) !! package-error
(let ((p (make-package "DB" :use nil))) (delete-package p) (delete-package p)) => NIL
(let ((p (make-package "DB" :use nil))) (delete-package p) (not (null (search "PACKAGE" (prin1-to-string p))))) => T
;;; What is used or present elsewhere stays there.
(progn (make-package "DC" :use nil) (make-package "DD" :use '("DC")) (intern "Y" "DC") (import (find-symbol "Y" "DC") "DD") (handler-bind ((package-error #'continue)) (delete-package "DC"))) => T
(list (package-use-list "DD") (symbol-package (find-symbol "Y" "DD"))) => (NIL NIL)
(delete-package "DD") => T
(delete-package "NO-SUCH") !! package-error
(delete-package 5) !! type-error
(delete-package) !! program-error
(progn (make-package "DE" :use nil) (make-package "DF" :use nil) (rename-package "DE" "DF")) !! package-error
(rename-package "NO-SUCH" "DG") !! package-error
(rename-package "DE" "DG" '("DF")) !! package-error
(progn (rename-package "DE" "DE" '("DE1" "DE2")) (sort (package-nicknames "DE") #'string<)) => ("DE1" "DE2")
(make-package "DE" :use nil) !! package-error
(make-package "DG" :nicknames '("DE1") :use nil) !! package-error
(make-package "DG" :use '("NO-SUCH")) !! package-error
(make-package 5) !! type-error
(mapcar #'delete-package '("DE" "DF")) => (T T)

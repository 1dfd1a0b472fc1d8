;;;; DEFPACKAGE (CLHS 11.2): every option, what may not be combined, and defining a package again.

(package-name (defpackage #:da (:use) (:export #:p #\q) (:size 10) (:documentation "What DA is."))) => "DA"
(documentation (find-package "DA") t) => "What DA is."
(mapcar #'symbol-name (let ((l nil)) (do-external-symbols (s "DA") (push s l)) (sort l #'string< :key #'symbol-name))) => ("P" "q")
(package-use-list (defpackage "DB")) => (#<PACKAGE COMMON-LISP>)
(package-use-list (defpackage "DC" (:use))) => NIL
(package-nicknames (defpackage "DD" (:use "DA") (:nicknames "DDD" :dddd) (:nicknames "D5"))) => ("DDD" "DDDD" "D5")
(find-symbol "P" "DD") => DA:P; :INHERITED
(progn (defpackage "DE" (:use "COMMON-LISP") (:shadow "CAR") (:shadowing-import-from "DA" "P") (:import-from "DA" "q") (:intern "INNER") (:export "CAR" "OUT")) t) => T
(mapcar (lambda (name) (nth-value 1 (find-symbol name "DE"))) '("CAR" "P" "q" "INNER" "OUT" "CDR" "NONE")) => (:EXTERNAL :INTERNAL :INTERNAL :INTERNAL :EXTERNAL :INHERITED NIL)
(progn (defpackage "DE" (:use "COMMON-LISP") (:export "LATER")) (nth-value 1 (find-symbol "LATER" "DE"))) => :EXTERNAL
(nth-value 1 (find-symbol "CAR" "DE")) => :EXTERNAL
(package-nicknames (defpackage "DC" (:use) (:nicknames "DCC"))) => ("DCC")
(eval '(defpackage "DX" (:shadow "A") (:intern "A"))) !! program-error
(eval '(defpackage "DX" (:shadow "A") (:import-from "DA" "A"))) !! program-error
(eval '(defpackage "DX" (:export "A") (:intern "A"))) !! program-error
(eval '(defpackage "DX" (:size 1) (:size 2))) !! program-error
(eval '(defpackage "DX" (:documentation "a") (:documentation "b"))) !! program-error
(eval '(defpackage "DX" (:no-such-option))) !! program-error
(eval '(defpackage "DX" :use)) !! program-error
(eval '(defpackage "DX" (:case-sensitive t))) !! error
(package-name (eval '(defpackage "DX" (:use) (:case-sensitive nil)))) => "DX"
(eval '(defpackage "DY" (:use) (:import-from "DA" "NOT-THERE"))) !! package-error
(handler-bind ((package-error #'continue)) (eval '(defpackage "DY" (:use) (:import-from "DA" "NOT-THERE"))) (find-symbol "NOT-THERE" "DY")) => DA::NOT-THERE; :INTERNAL
(eval '(defpackage "DZ" (:use "NO-SUCH-PACKAGE"))) !! package-error
(progn (defpackage "DL" (:use) (:lock t) (:export "FIXED")) (ext:package-lock "DL")) => T
(progn (setf (ext:package-lock "DL") nil) (mapcar #'delete-package '("DX" "DY" "DZ" "DL" "DE" "DD" "DC" "DB" "DA"))) => (T T T T T T T T T)

;;;; DO-SYMBOLS, DO-EXTERNAL-SYMBOLS, DO-ALL-SYMBOLS, WITH-PACKAGE-ITERATOR (CLHS 11.2).

(progn (defpackage "IA" (:use) (:export "E1" "E2") (:intern "I1")) (defpackage "IB" (:use "IA") (:intern "J1") (:export "F1")) t) => T
(defun names (symbols) (sort (remove-duplicates (mapcar #'symbol-name symbols) :test #'string=) #'string<))
(let ((l nil)) (do-symbols (s "IB") (push s l)) (names l)) => ("E1" "E2" "F1" "J1")
(let ((l nil)) (do-external-symbols (s "IB") (push s l)) (names l)) => ("F1")
(let ((l nil)) (do-symbols (s 'ia (names l)) (push s l))) => ("E1" "E2" "I1")
(let ((*package* (find-package "IB")) (l nil)) (do-external-symbols (s) (push s l)) (names l)) => ("F1")
(list (do-symbols (s "IA")) (do-external-symbols (s "IA" s)) (do-all-symbols (s :done) (return :left))) => (NIL NIL :LEFT)
(let ((n 0)) (do-symbols (s "IA") again (incf n) (if (= n 1) (go again))) n) => 4
(do-symbols (s "IA") (declare (ignorable s)) (return (values 1 2))) => 1; 2
(let ((l nil)) (do-all-symbols (s) (if (member (symbol-name s) '("I1" "J1") :test #'string=) (push s l))) (names l)) => ("I1" "J1")
; The symbol at hand may be uninterned.
(let ((n 0)) (do-symbols (s "IA") (if (string= (symbol-name s) "I1") (unintern s "IA"))) (do-symbols (s "IA") (incf n)) (list n (find-symbol "I1" "IA"))) => (2 NIL)
(do-symbols (s "NO-SUCH-PACKAGE") s) !! package-error
(do-external-symbols (s "NO-SUCH-PACKAGE") s) !! package-error
(eval '(do-symbols (5 "IA"))) !! error
(macroexpand '(do-symbols)) !! program-error
; Iterators give the symbol, how it is accessible, and the package.
(flet ((rows (thunk) (sort (funcall thunk) #'string< :key #'car))) (rows (lambda () (let ((l nil)) (with-package-iterator (next "IB" :internal :external :inherited) (loop (multiple-value-bind (more symbol status package) (next) (if more (push (list (symbol-name symbol) status (package-name package)) l) (return l))))))))) => (("E1" :INHERITED "IB") ("E2" :INHERITED "IB") ("F1" :EXTERNAL "IB") ("J1" :INTERNAL "IB"))
(let ((l nil)) (with-package-iterator (next '("IA" "IB") :external) (loop (multiple-value-bind (more symbol) (next) (if more (push symbol l) (return (names l))))))) => ("E1" "E2" "F1")
(let ((l nil)) (with-package-iterator (next (find-package "IB") :inherited) (loop (multiple-value-bind (more symbol) (next) (if more (push symbol l) (return (names l))))))) => ("E1" "E2")
(with-package-iterator (next nil :internal) (next)) => NIL
(eval '(with-package-iterator (next "IA") (next))) !! program-error
(eval '(with-package-iterator (next "IA" :no-such-kind) (next))) !! program-error
(with-package-iterator (next "NO-SUCH-PACKAGE" :internal) (next)) !! package-error
(mapcar #'delete-package '("IB" "IA")) => (T T)

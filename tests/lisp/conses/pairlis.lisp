;;;; ACONS, PAIRLIS, GETF, GET-PROPERTIES, REMF, LDIFF, TAILP and the ASSOC family: what they refuse (CLHS 14.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function () :undefined) (type-error () :type) (program-error () :program) (error () :error)))
(acons 'a 1 nil) => ((A . 1))
(acons 'a 1 5) => ((A . 1) . 5)
(list (outcome #'acons 1 2) (outcome #'acons 1 2 nil nil)) => (:PROGRAM :PROGRAM)
(pairlis '(a b) '(1)) !! error
(pairlis '(a) '(1 2)) !! error
(pairlis 'a '(1)) !! type-error
(pairlis '(a . b) '(1 . 2)) !! type-error
(list (outcome #'pairlis nil) (outcome #'pairlis nil nil nil nil)) => (:PROGRAM :PROGRAM)
(let ((tail '((z . 0)))) (eq tail (cddr (pairlis '(a b) '(1 2) tail)))) => T
(mapcar (lambda (f) (outcome f 'x 5)) (list #'assoc #'rassoc)) => (:TYPE :TYPE)
(mapcar (lambda (f) (outcome f 'null 5)) (list #'assoc-if #'assoc-if-not #'rassoc-if #'rassoc-if-not)) => (:TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (f) (outcome f #'consp '(5))) (list #'assoc-if #'assoc-if-not #'rassoc-if #'rassoc-if-not)) => (:TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (f) (outcome f 'no-such-predicate '((1 . 2)))) (list #'assoc-if #'assoc-if-not #'rassoc-if #'rassoc-if-not #'member-if #'member-if-not)) => (:UNDEFINED :UNDEFINED :UNDEFINED :UNDEFINED :UNDEFINED :UNDEFINED)
(mapcar (lambda (f) (outcome f 'no-such-predicate)) (list #'assoc #'assoc-if #'assoc-if-not #'rassoc #'rassoc-if #'rassoc-if-not #'member #'member-if #'member-if-not)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar (lambda (f) (outcome f 'null nil :test 'eq)) (list #'assoc-if #'assoc-if-not #'rassoc-if #'rassoc-if-not #'member-if #'member-if-not)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(list (outcome #'rassoc 1 '((2 . 3) . 4)) (outcome #'assoc 1 '((2 . 3)) :test 'no-such-test) (outcome #'rassoc 1 '((2 . 3)) :key 'no-such-key)) => (:TYPE :UNDEFINED :UNDEFINED)
(list (assoc-if #'null '(nil (nil . 1))) (rassoc-if #'null '(nil (1))) (rassoc nil '(nil (1)))) => ((NIL . 1) (1) (1))
(list (member-if-not #'null '(nil nil 1 2)) (member-if-not #'null nil)) => ((1 2) NIL)
(list (outcome #'member-if #'null 5) (outcome #'member-if-not #'null '(nil . 5)) (outcome #'member 1 '(1) :key 5)) => (:TYPE :TYPE :TYPE)
; Property lists.
(getf '(a 1 b) 'c) !! type-error
(getf '(a 1 . b) 'c) !! type-error
(getf 5 'a) !! type-error
(getf '(a 1)) !! program-error
(get-properties '(a 1 b) '(c)) !! type-error
(get-properties '(a 1) 5) !! type-error
(get-properties '(a 1)) !! program-error
(get-properties '(a 1 b nil) '(b)) => B; NIL; (B NIL)
(get-properties nil '(a)) => NIL; NIL; NIL
(let ((n 0) (p (list 'a 1))) (flet ((place () (incf n) 0)) (let ((v (vector p))) (list (remf (aref v (place)) 'a) v n)))) => (T #(NIL) 1)
(macroexpand '(remf)) !! program-error
(let ((p nil)) (list (remf p 'a) p)) => (NIL NIL)
(let ((p (list 'a 1))) (setf (getf p 'a (error "not evaluated")) 2) p) !! error
; Tails.
(list (outcome #'ldiff 5 nil) (outcome #'tailp nil 5) (outcome #'ldiff '(1)) (outcome #'tailp nil)) => (:TYPE :TYPE :PROGRAM :PROGRAM)
(let* ((a (list 1 2)) (b (ldiff a 'x))) (list b (eq a b))) => ((1 2) NIL)
(list (ldiff nil nil) (ldiff '(1 . "s") "s") (let ((s "s")) (ldiff `(1 . ,s) s)) (tailp 2.5d0 '(1 . 2.5d0))) => (NIL (1 . "s") (1) T)
(list (outcome #'revappend 5 nil) (outcome #'nreconc 5 nil) (outcome #'revappend '(1 . 2) nil) (outcome #'revappend nil) (outcome #'nreconc nil)) => (:TYPE :TYPE :TYPE :PROGRAM :PROGRAM)
(list (revappend '(1 2) '(3 . 4)) (let ((a (list 1 2 3))) (nreconc a 'x))) => ((2 1 3 . 4) (3 2 1 . X))
(list (nconc (list 1) 5) (nconc (list* 1 2) (list 3)) (outcome #'nconc 5 nil) (outcome #'nconc (list 1) 5 (list 2)) (outcome #'append 5 nil) (outcome #'append '(1 . 2) nil)) => ((1 . 5) (1 3) :TYPE :TYPE :TYPE :TYPE)

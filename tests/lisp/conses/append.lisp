;;;; APPEND, NCONC, REVAPPEND, NRECONC (CLHS 14.2).

(append) => NIL
(append nil) => NIL
(append '(1) 2) => (1 . 2)
(append nil 5) => 5
(append '(a b) '(c) '() '(d . e)) => (A B C D . E)
(append '(1 . 2) '(3)) !! type-error
(append 1 '(2)) !! type-error
(let* ((a (list 3)) (b (append '(1 2) a))) (eq (cddr b) a)) => T
(let ((a (list 1 2))) (append a '(3)) a) => (1 2)
(nconc) => NIL
(nconc nil (list 1) nil nil (list 2) 3) => (1 2 . 3)
(let ((a (list 1))) (nconc a (list 2)) a) => (1 2)
(nconc (cons 1 2) (list 3)) => (1 3)
(nconc 1 '(2)) !! type-error
(nconc nil 1) => 1
(revappend '(1 2 3) '(4)) => (3 2 1 4)
(revappend nil 4) => 4
(revappend '(1 2) 'x) => (2 1 . X)
(nreconc (list 1 2 3) '(4)) => (3 2 1 4)
(nreconc nil '(4)) => (4)

;; The error of an improper list is about what ends it, that of a circular one about the list.
(defun wrong-part (function &rest arguments)
  (handler-case (apply function arguments)
    (type-error (c) (list (type-error-datum c) (typep (type-error-datum c) (type-error-expected-type c))))))
(wrong-part 'append '(a b . c) '(d)) => (C NIL)
(wrong-part 'append '(x) '(a . b) '(d)) => (B NIL)
(wrong-part 'revappend '(a . b) '(d)) => (B NIL)
(wrong-part 'nreconc (cons 'a 'b) (list 'd)) => (B NIL)
(let* ((list (list 1 2)) (circular (nconc list list)) (wrong (wrong-part 'append circular nil)))
  (list (eq (car wrong) circular) (cadr wrong)))
=> (T NIL)

(ext:proper-list-p '(1 2 3)) => T
(ext:proper-list-p nil) => T
(ext:proper-list-p '(1 . 2)) => NIL
(ext:proper-list-p 1) => NIL
(let ((list (list 1 2))) (ext:proper-list-p (nconc list list))) => NIL

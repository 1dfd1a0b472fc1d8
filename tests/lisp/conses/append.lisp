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

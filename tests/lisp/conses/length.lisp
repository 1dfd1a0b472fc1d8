;;;; LIST-LENGTH, ENDP, TAILP, LDIFF (CLHS 14.2).

(list-length '(a b c d)) => 4
(list-length '()) => 0
(let ((c (list 1 2))) (setf (cddr c) c) (list-length c)) => NIL
(let ((c (list 1 2 3))) (setf (cdr (last c)) c) (list-length c)) => NIL
(list-length '(1 . 2)) !! type-error
(list-length 5) !! type-error
(length '(1 (2 3) 4)) => 3
(length nil) => 0
(length 5) !! type-error
(endp nil) => T
(endp '(1)) => NIL
(endp 'a) !! type-error
(let* ((a (list 1 2 3)) (b (cddr a))) (list (tailp b a) (tailp (list 3) a) (tailp nil a) (tailp a a))) => (T NIL T T)
(tailp 3 '(1 2 . 3)) => T
(tailp 4 '(1 2 . 3)) => NIL
(let* ((a (list 1 2 3)) (b (cddr a))) (list (ldiff a b) (ldiff a (list 3)) (ldiff a a))) => ((1 2) (1 2 3) NIL)
(ldiff '(1 2 . 3) 3) => (1 2)
(ldiff '(1 2 . 3) 4) => (1 2 . 3)
(mapcar (lambda (list) (handler-case (length list) (type-error (c) (list (type-error-datum c) (typep (type-error-datum c) (type-error-expected-type c)))))) '((a . b) (1 2 . 3))) => ((B NIL) (3 NIL))

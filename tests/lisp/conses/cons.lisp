;;;; CONS, CAR, CDR, their compositions, RPLACA, RPLACD (CLHS 14.2).

(cons 1 2) => (1 . 2)
(cons 1 '(2 3)) => (1 2 3)
(cons 'a (cons 'b (cons 'c nil))) => (A B C)
(car '(1 . 2)) => 1
(cdr nil) => NIL
(cdr 5) !! type-error
(car "list") !! type-error
(caar '((1 2) 3)) => 1
(cddr '(1 2 3)) => (3)
(caddr '(1 2 3)) => 3
(cdddr '(1 2 3 4)) => (4)
(cadddr '(1 2 3 4)) => 4
(cddddr '(1 2 3 4 5)) => (5)
(caadr '(1 (2 3))) => 2
(cdadr '(1 (2 3))) => (3)
(cadar '((1 2) 3)) => 2
(cddar '((1 2 3))) => (3)
(caaar '(((1)))) => 1
(caaaar '((((1) 2) 3) 4)) => 1
(cadadr '(1 (2 3))) => 3
(caddr '(1 2)) => NIL
(caadr '(1 2)) !! type-error
(cadr '(1 . 2)) !! type-error
(let ((c (list 1 2 3))) (list (rplacd c '(9)) c)) => ((1 9) (1 9))
(rplacd 5 1) !! type-error
(let ((c (cons 1 2))) (list (eq c (rplaca c 3)) c)) => (T (3 . 2))
(consp '(1)) => T
(consp nil) => NIL
(atom nil) => T
(atom '(1)) => NIL
(listp nil) => T
(listp '(1 . 2)) => T
(null '()) => T
(null 0) => NIL
(let ((l (list 1 2 3 4))) (setf (cdddr l) '(:end)) l) => (1 2 3 :END)
(let ((l (list (list 1 2) 3))) (setf (caar l) 'x (cdar l) 'y) l) => ((X . Y) 3)
(let ((l (list 1 (list 2 3)))) (setf (caadr l) 'x (cdadr l) 'y) l) => (1 (X . Y))
(let ((l (list (list (list 1) 2)))) (setf (caaar l) 'x (cddar l) 'y) l) => (((X) 2 . Y))
(let ((l (list 1 2 3 4 5))) (setf (cadddr l) 'x (cddddr l) 'y) l) => (1 2 3 X . Y)
(let ((l (list (list 1 2 3)))) (setf (caddar l) 'x (cadar l) 'y) l) => ((1 Y X))

;;;; MAPCAR, MAPC, MAPLIST, MAPL, MAPCAN, MAPCON (CLHS 14.2).

(mapcar #'1+ '(1 2 3)) => (2 3 4)
(mapcar #'list '(1 2 3) '(a b) '(x y z)) => ((1 A X) (2 B Y))
(mapcar #'+ nil '(1)) => NIL
(mapcar #'+ '(1 2 3) '(10 20)) => (11 22)
(mapcar #'+ '(1) '(10 . 20)) => (11)
(mapcar #'+ '(1 2) '(10 . 20)) !! type-error
(mapcar 'cons '(1 2) '(a b)) => ((1 . A) (2 . B))
(mapcar 'car '((1) (2))) => (1 2)
(mapcar #'1+ '(1 . 2)) !! type-error
(mapcar #'1+ 5) !! type-error
(mapcar #'1+) !! program-error
(let ((n 0)) (list (mapc (lambda (x y) (incf n (* x y))) '(1 2 3) '(4 5)) n)) => ((1 2 3) 14)
(maplist #'identity '(1 2 3)) => ((1 2 3) (2 3) (3))
(maplist #'append '(1 2 3 4) '(1 2)) => ((1 2 3 4 1 2) (2 3 4 2))
(maplist (lambda (x) (if (member (car x) (cdr x)) 0 1)) '(a b a c d b c)) => (0 0 1 0 1 1 1)
(let ((r nil)) (list (mapl (lambda (x) (push x r)) '(1 2)) r)) => ((1 2) ((2) (1 2)))
(mapcan (lambda (x) (and (numberp x) (list x))) '(a 1 b c 3 4 d 5)) => (1 3 4 5)
(mapcan (lambda (x y) (if (null x) nil (list x y))) '(nil nil nil d e) '(1 2 3 4 5 6)) => (D 4 E 5)
(mapcan #'identity nil) => NIL
(mapcan (lambda (x) x) (list (list 1) nil (list 2) 3)) => (1 2 . 3)
(mapcon #'list '(1 2 3)) => ((1 2 3) (2 3) (3))
(mapcon (lambda (x) (list (length x))) '(a b c)) => (3 2 1)
(mapcar (lambda (&rest r) r) '(1 2) '(3 4) '(5 6) '(7 8)) => ((1 3 5 7) (2 4 6 8))

;;;; NTH, NTHCDR, FIRST to TENTH, REST, LAST, BUTLAST (CLHS 14.2).

(nth 0 '(a b)) => A
(nth 5 '(a b)) => NIL
(nth -1 '(a b)) !! type-error
(nth 'x '(a b)) !! type-error
(nth 0 5) !! type-error
(let ((l (list 0 1 2 3))) (setf (nth 2 l) "two") l) => (0 1 "two" 3)
(setf (nth 5 (list 1 2)) 3) !! error
(nthcdr 0 '(a b)) => (A B)
(nthcdr 2 '(a b . c)) => C
(nthcdr 10 '(a b)) => NIL
(nthcdr -1 nil) !! type-error
(nthcdr (expt 10 20) '(1 2 3)) => NIL
(mapcar (lambda (f) (funcall f '(1 2 3 4 5 6 7 8 9 10))) (list #'first #'second #'third #'fourth #'fifth #'sixth #'seventh #'eighth #'ninth #'tenth)) => (1 2 3 4 5 6 7 8 9 10)
(fifth '(1 2)) => NIL
(let ((l (list 1 2 3 4 5 6 7 8 9 10))) (setf (first l) 'a (second l) 'b (third l) 'c (fourth l) 'd (fifth l) 'e (sixth l) 'f (seventh l) 'g (eighth l) 'h (ninth l) 'i (tenth l) 'j) l) => (A B C D E F G H I J)
(rest '(1 2)) => (2)
(let ((l (list 1 2))) (setf (rest l) '(9)) l) => (1 9)
(last nil) => NIL
(last '(1 2 . 3)) => (2 . 3)
(last '(1 2 . 3) 0) => 3
(last '(1 2 3) 0) => NIL
(last '(1 2 3) 5) => (1 2 3)
(last '(1 2 3 . 4) 2) => (2 3 . 4)
(last '(1 2) -1) !! type-error
(last 'a) !! type-error
(butlast '(1 2 3) 2) => (1)
(butlast '(1 2 3) 5) => NIL
(butlast '(1 2 3) 0) => (1 2 3)
(butlast '(1 2 . 3)) => (1)
(butlast nil) => NIL
(butlast '(1 2) -1) !! type-error
(let ((l (list 1 2 3))) (list (nbutlast l) l)) => ((1 2) (1 2))
(nbutlast (list 1 2 3) 3) => NIL
(nbutlast (list 1 2 3) 0) => (1 2 3)

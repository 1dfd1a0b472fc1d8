;;;; Iteration and selection (CLHS 5.3, 6.2).

(let ((s 0)) (dotimes (i 5 (list i s)) (incf s i))) => (5 10)
(let ((r nil)) (dolist (x '(1 2 3) r) (push x r))) => (3 2 1)
(do ((i 0 (1+ i)) (acc nil (cons i acc))) ((= i 3) acc)) => (2 1 0)
(do* ((i 0 (1+ i)) (j i i)) ((= i 3) (list i j))) => (3 3)
(dotimes (i 10) (if (= i 4) (return (list :at i)))) => (:AT 4)
(let ((i 0)) (loop (if (= i 3) (return i)) (incf i))) => 3
(prog ((x 0)) again (incf x) (if (< x 4) (go again)) (return x)) => 4
(case 3 (1 :one) ((2 3) :some) (t :other)) => :SOME
(case 'x (y 1) (otherwise 2)) => 2
(case nil (nil 1) ((nil) 2)) => 2
(ecase 5 (1 2)) !! type-error
(typecase "x" (integer 1) (string 2)) => 2
(etypecase 'a (integer 1) (string 2)) !! type-error
(cond ((assoc 2 '((1 . a) (2 . b)))) (t 5)) => (2 . B)
(and 1 2 3) => 3
(or nil nil 3) => 3
(when nil 1) => NIL
(unless nil 1 2) => 2
(let ((a 1) (b 2)) (psetq a b b a) (list a b)) => (2 1)
(multiple-value-bind (a b c) (values 1 2) (list a b c)) => (1 2 NIL)
(multiple-value-list (floor 7 2)) => (3 1)
(let (a b) (multiple-value-setq (a b) (values 1 2 3)) (list a b)) => (1 2)
(nth-value 1 (values :a :b)) => :B
(prog1 1 2) => 1
(prog2 1 2 3) => 2
(dolist (x '(1 . 2)) x) !! type-error

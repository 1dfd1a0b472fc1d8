;;;; COND, WHEN, UNLESS, AND, OR (CLHS 5.3).

(cond) => NIL
(cond (nil 1)) => NIL
(cond (nil 1) (2)) => 2
(cond (t 1 2 3)) => 3
(cond ((values 1 2))) => 1
(cond (nil) (t (values 1 2))) => 1; 2
(multiple-value-list (cond ((values nil 2) 1) (t 3))) => (3)
(let ((n 0)) (cond ((incf n) n))) => 1
(when t) => NIL
(when 1 2 3) => 3
(when nil (error "no")) => NIL
(unless nil) => NIL
(unless 1 (error "no")) => NIL
(unless nil 1 (values 2 3)) => 2; 3
(and) => T
(and 1 nil (error "no")) => NIL
(and 1 (values 2 3)) => 2; 3
(multiple-value-list (and (values 1 2) (values 3 4))) => (3 4)
(or) => NIL
(or nil 1 (error "no")) => 1
(or nil (values 1 2)) => 1; 2
(multiple-value-list (or (values 1 2) 3)) => (1)
(eval '(cond 5)) !! error

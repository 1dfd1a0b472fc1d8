;;;; Complex numbers (CLHS 12.1.5): parts, arithmetic, equality, reading and printing.

(complex 1 2) => #C(1 2)
(complex 1 0) => 1
(complex 1) => 1
(complex 1.5) => #C(1.5 0.0)
(complex 1 2.0) => #C(1.0 2.0)
(complex 1 2d0) => #C(1.0d0 2.0d0)
(complex 1.5 2d0) => #C(1.5d0 2.0d0)
(complex 1/2 0) => 1/2
(complex 'a 1) !! type-error
(complex #C(1 2) 1) !! type-error
(list (realpart #C(1 2)) (imagpart #C(1 2)) (realpart 3) (imagpart 3) (imagpart 1.5) (imagpart 1d0)) => (1 2 3 0 0.0 0.0d0)
(realpart 'a) !! type-error
(list (conjugate #C(1 2)) (conjugate 1.5) (conjugate #C(1.0 -2.0))) => (#C(1 -2) 1.5 #C(1.0 2.0))
(+ #C(1 2) #C(3 -2)) => 4
(+ #C(1 2) 1/2) => #C(3/2 2)
(+ #C(1.0 2.0) 1/2) => #C(1.5 2.0)
(- #C(1 2)) => #C(-1 -2)
(- 1 #C(1 2)) => #C(0 -2)
(* #C(1 2) #C(1 -2)) => 5
(* #C(0 1) #C(0 1)) => -1
(* 2 #C(1 2)) => #C(2 4)
(* #C(1 2) 2.0) => #C(2.0 4.0)
(/ #C(1 2) #C(3 4)) => #C(11/25 2/25)
(/ #C(1 2)) => #C(1/5 -2/5)
(/ #C(2 4) 2) => #C(1 2)
(/ #C(1.0 1.0) #C(1d300 1d300)) => #C(1.0d-300 0.0d0)
(/ #C(1 2) 0) !! division-by-zero
(/ #C(1 2) #C(0.0 0.0)) !! division-by-zero
(* #C(1d200 1d200) #C(1d200 1d200)) !! arithmetic-error
(list (1+ #C(1 2)) (1- #C(1 2))) => (#C(2 2) #C(0 2))
(list (= #C(1 2) #C(1.0 2.0)) (= #C(1.0 0.0) 1) (= 1 #C(1.0 0.0)) (= #C(1 2) #C(1 3)) (/= #C(1 2) 1)) => (T T T NIL T)
(list (eql #C(1 2) #C(1 2)) (eql #C(1 2) #C(1.0 2.0)) (equal #C(1/2 2) #C(1/2 2)) (equalp #C(1 2) #C(1.0 2.0))) => (T NIL T T)
(list (zerop #C(0.0 0.0)) (zerop #C(0.0 1.0))) => (T NIL)
(list (abs #C(3 4)) (abs #C(1 1)) (abs #C(3.0 4.0)) (abs #C(3d0 -4d0))) => (5 1.4142135 5.0 5.0d0)
(list (signum #C(3 4)) (signum #C(0.0 -2.0)) (signum #C(0.0 0.0))) => (#C(3/5 4/5) #C(0.0 -1.0) #C(0.0 0.0))
(list (numberp #C(1 2)) (realp #C(1 2)) (complexp #C(1 2)) (complexp 1) (rationalp #C(1 2))) => (T NIL T NIL NIL)
(list (typep #C(1 2) '(complex integer)) (typep #C(1.0 2.0) '(complex single-float)) (typep #C(1.0 2.0) '(complex double-float))) => (T T NIL)
(coerce 1 '(complex float)) => #C(1.0 0.0)
(coerce 1 'complex) => 1
(coerce 1.5 'complex) => #C(1.5 0.0)
(coerce #C(1 2) '(complex double-float)) => #C(1.0d0 2.0d0)
(coerce #C(1 2) 'float) !! type-error
(list (prin1-to-string #C(1 -2)) (prin1-to-string #C(1/2 3)) (prin1-to-string #C(1.5 2d0))) => ("#C(1 -2)" "#C(1/2 3)" "#C(1.5d0 2.0d0)")
(let ((*print-base* 2) (*print-radix* t)) (prin1-to-string #C(5 6))) => "#C(#b101 #b110)"
(read-from-string "#C(1.0 2)") => #C(1.0 2.0); 9
(read-from-string "#C(1)") !! reader-error
(read-from-string "#C(a b)") !! error
(let ((table (make-hash-table))) (setf (gethash #C(1 2) table) :found) (gethash #C(1 2) table)) => :FOUND; T
(< #C(1 2) 1) !! type-error
(max #C(1 2)) !! type-error
(floor #C(1 2)) !! type-error
(evenp #C(1 2)) !! type-error

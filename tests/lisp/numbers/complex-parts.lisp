;;;; COMPLEX, REALPART, IMAGPART, CONJUGATE, PHASE, CIS; reading and printing (CLHS 12.1.5, 12.2).

(complex 1 2) => #C(1 2)
(complex 1 0) => 1
(complex 1) => 1
(complex 1.0) => #C(1.0 0.0)
(complex 1.5d0 2) => #C(1.5d0 2.0d0)
(complex 1/2 1.5) => #C(0.5 1.5)
(complex 0.0 0) => #C(0.0 0.0)
#c(1 2) => #C(1 2)
#C(1/2 -3) => #C(1/2 -3)
#c(1.0 2d0) => #C(1.0d0 2.0d0)
(realpart #c(1 2)) => 1
(imagpart #c(1 2)) => 2
(realpart 5) => 5
(imagpart 5) => 0
(realpart 1.5) => 1.5
(imagpart 1.5) => 0.0
(conjugate #c(1 2)) => #C(1 -2)
(conjugate #c(1.0 2.0)) => #C(1.0 -2.0)
(conjugate 3) => 3
(phase 1) => 0.0
(phase -1) => 3.1415927
(phase -1d0) => 3.141592653589793d0
(phase #c(0 1)) => 1.5707964
(phase #c(-1.0 -1.0)) => -2.3561945
(phase 0.0) => 0.0
(cis 0) => 1
(cis 1d0) => #C(0.5403023058681398d0 0.8414709848078965d0)
(cis #c(1 2)) !! type-error
(complex 'a) !! type-error
(complex 1 'a) !! type-error
(complex #c(1 2) 3) !! type-error
(realpart 'a) !! type-error
(imagpart nil) !! type-error
(complexp #c(1 2)) => T
(complexp 1.0) => NIL
(numberp #c(1 2)) => T
(realp #c(1 2)) => NIL
(prin1-to-string #c(1 -2)) => "#C(1 -2)"
(prin1-to-string #c(1d0 2)) => "#C(1.0d0 2.0d0)"
(let ((*print-base* 2)) (prin1-to-string #c(5 6))) => "#C(101 110)"
(eql #c(1 2) #c(1 2)) => T
(eql #c(1 2) #c(1.0 2.0)) => NIL
(equal #c(1.0 2.0) #c(1.0 2.0)) => T
(equalp #c(1 2) #c(1.0 2.0)) => T
(= #c(1 2) #c(1.0 2d0)) => T
(= #c(1.0 0.0) 1) => T
(/= #c(1 2) #c(1 2) 3) => NIL
(= (sxhash #c(1 2)) (sxhash #c(1 2))) => T
(typep #c(1 2) '(complex rational)) => T
(typep #c(1.0 2.0) '(complex single-float)) => T
(typep #c(1.0 2.0) '(complex double-float)) => NIL
(typep 1 'complex) => NIL
(subtypep '(complex integer) 'complex) => T; T
(coerce 1 '(complex single-float)) => #C(1.0 0.0)
(coerce #c(1 2) '(complex double-float)) => #C(1.0d0 2.0d0)
(coerce 1 'complex) => 1
; The imaginary part of a real number is zero times the number.
(list (imagpart -1.5) (imagpart -2d0) (imagpart -0.0) (imagpart -3) (imagpart 2.5)) => (-0.0 -0.0d0 -0.0 0 0.0)

;;;; +, -, *, / and comparison of floats, with contagion (CLHS 12.1.4).

(+ 1.5 2) => 3.5
(+ 1.5 2d0) => 3.5d0
(+ 1/2 0.25) => 0.75
(- 1.0 1/3) => 0.6666666
(* 2 1.5d0) => 3.0d0
(/ 1 4.0) => 0.25
(/ 1d0 3) => 0.3333333333333333d0
(/ 0.0 5) => 0.0
(- 0.0) => -0.0
(- 2.5) => -2.5
(/ 4.0) => 0.25
(+ 1f0 1d-20) => 1.0d0
(* 1.1 1.1) => 1.21
(* 1.1d0 1.1d0) => 1.2100000000000002d0
(+ 0.1d0 0.2d0) => 0.30000000000000004d0
(- 1d0 0.9d0) => 0.09999999999999998d0
(* 1f20 1f20) !! floating-point-overflow
(* 1d200 1d200) !! floating-point-overflow
(* -1d200 1d200) !! floating-point-overflow
(+ most-positive-double-float most-positive-double-float) !! floating-point-overflow
(/ 1d300 1d-300) !! floating-point-overflow
(/ 1 0.0) !! division-by-zero
(/ 1.0 0) !! division-by-zero
(/ 0.0 0.0) !! division-by-zero
(* 1d-200 1d200) => 1.0d0
(* 1d-160 1d-160) => 1.0d-320
(= 1 1.0) => T
(= 1.0 1d0) => T
(= 0.1 0.1d0) => NIL
(= 1/3 0.33333334) => NIL
(< 1/3 0.33333334) => T
(< 0.33333334 1/3) => NIL
(= 0.5 1/2) => T
(= 16777217 16777216.0) => NIL
(< 16777216.0 16777217) => T
(> (1+ (expt 2 53)) (float (expt 2 53) 1d0)) => T
(< 1d300 (expt 10 300)) => NIL
(= 0.0 -0.0) => T
(eql 0.0 -0.0) => NIL
(eql 1.0 1d0) => NIL
(eql 1.5d0 1.5d0) => T
(eql 1d300 1d300) => T
(equal 1.0 1.0) => T
(equalp 1 1.0) => T
(equalp 0.0 -0.0) => T
(/= 1.0 2.0 1.0) => NIL
(<= 1 1.0 3/2) => T
(max 1.0 2.0) => 2.0
(min 1d0 2d0) => 1.0d0
(max 1.5 3/2 2d0) => 2.0d0
(zerop -0.0) => T
(minusp -0.0) => NIL
(plusp 1d-300) => T
(abs -2.5) => 2.5
(abs -2.5d0) => 2.5d0
(abs -0.0) => 0.0
(signum -2.5) => -1.0
(signum 0.0) => 0.0
(signum 3d0) => 1.0d0
(1+ 1.5) => 2.5
(1- 0.5d0) => -0.5d0
(+ 1.0 'a) !! type-error
(< 1.0 'a) !! type-error
(+ (expt 10 400) 1.0) !! floating-point-overflow
(let ((x 1.5d0)) (incf x 2) (decf x 0.25d0) x) => 3.25d0
(let ((s 0d0)) (dotimes (i 1000 s) (incf s 0.1d0))) => 99.9999999999986d0
(arithmetic-error-operation (handler-case (* 1d200 1d200) (arithmetic-error (c) c))) => *
(arithmetic-error-operands (handler-case (* 1d200 1d200) (arithmetic-error (c) c))) => (1.0d200 1.0d200)

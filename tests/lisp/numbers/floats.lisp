;;;; Floats and what they consist of (CLHS 12.2); their arithmetic errors.

(multiple-value-list (decode-float 1.5)) => (0.75 1 1.0)
(multiple-value-list (decode-float -0.1d0)) => (0.8d0 -3 -1.0d0)
(multiple-value-list (decode-float 0.0)) => (0.0 0 1.0)
(multiple-value-list (decode-float -0.0)) => (0.0 0 -1.0)
(multiple-value-list (decode-float least-positive-single-float)) => (0.5 -148 1.0)
(decode-float 1) !! type-error
(multiple-value-list (integer-decode-float 1.0)) => (8388608 -23 1)
(multiple-value-list (integer-decode-float -2.5d0)) => (5629499534213120 -51 -1)
(multiple-value-list (integer-decode-float 0d0)) => (0 0 1)
(multiple-value-list (integer-decode-float (* 3 least-positive-double-float))) => (3 -1074 1)
(integer-decode-float 1/2) !! type-error
(list (scale-float 1.0 3) (scale-float -3.0 -1) (scale-float 1d0 -1074) (scale-float 1.0 -200) (scale-float 0.0 (expt 10 30))) => (8.0 -1.5 5.0d-324 0.0 0.0)
(scale-float 1.0 128) !! floating-point-overflow
(scale-float 1d0 (expt 10 30)) !! floating-point-overflow
(scale-float 1 2) !! type-error
(scale-float 1.0 2.0) !! type-error
(list (float-radix 1.0) (float-digits 1.0) (float-digits 1d0) (float-precision 1.0) (float-precision 0.0) (float-precision least-positive-double-float)) => (2 24 53 24 0 1)
(float-digits 1) !! type-error
(list (float-sign 2.5) (float-sign -0.0) (float-sign -1.0 2d0) (float-sign 1d0 -3.0)) => (1.0 -1.0 -2.0d0 3.0)
(float-sign 1) !! type-error
(list (float 1) (float 1/3) (float 1 1d0) (float 1.5 1d0) (float 1d0) (float 1d0 1.0)) => (1.0 0.33333334 1.0d0 1.5d0 1.0d0 1.0)
(float (expt 10 400)) !! floating-point-overflow
(float #C(1 2)) !! type-error
(list (rational 0.5) (rational 0.1) (rational -2) (rational 1d-3)) => (1/2 13421773/134217728 -2 1152921504606847/1152921504606846976)
(list (rationalize 0.1) (rationalize 0.333) (rationalize -0.75) (rationalize 1e10) (rationalize 1d-10) (rationalize 3.14159) (rationalize 2/3) (rationalize 0.0)) => (1/10 333/1000 -3/4 10000000000 1/10000000000 9563/3044 2/3 0)
(every (lambda (x) (= x (float (rationalize x) x))) '(0.1 1.7 123.456 1d-300 3.7d22 1.1754944e-38 5d-324)) => T
; FFLOOR and its relatives.
(multiple-value-list (ffloor 7 2)) => (3.0 1)
(multiple-value-list (ffloor -7.5)) => (-8.0 0.5)
(multiple-value-list (fceiling 7 2)) => (4.0 -1)
(multiple-value-list (ftruncate -7.5d0 2)) => (-3.0d0 -1.5d0)
(multiple-value-list (fround 2.5)) => (2.0 0.5)
(multiple-value-list (fround 7/2)) => (4.0 -1/2)
(ffloor 1 0) !! division-by-zero
(fround 'a) !! type-error
; Contagion and exact comparison.
(list (+ 1 1.0) (+ 1.0 1d0) (* 1/2 0.5) (- 1/4 0.25d0) (max 1 2.0) (min 1/2 0.5)) => (2.0 2.0d0 0.25 0.0d0 2.0 1/2)
(list (= 1/3 0.33333334) (< 1/3 0.33333334) (= 16777217 16777216.0) (= 0.1 0.1d0) (= 0.0 -0.0) (eql 0.0 -0.0)) => (NIL T NIL NIL T NIL)
(= (expt 10 30) 1d30) => NIL
; Errors have the operation and its operands.
(handler-case (* 1e30 1e30) (floating-point-overflow (c) (list (arithmetic-error-operation c) (arithmetic-error-operands c)))) => (* (1.0E30 1.0E30))
(handler-case (+ most-positive-double-float most-positive-double-float) (floating-point-overflow (c) (arithmetic-error-operation c))) => +
(handler-case (- most-negative-single-float most-positive-single-float) (arithmetic-error (c) (arithmetic-error-operation c))) => -
(/ 1.0 0) !! division-by-zero
(/ 1d0 0d0) !! division-by-zero
(/ 1d300 1d-300) !! floating-point-overflow
(* 1d-200 1d-200) => 0.0d0
; Denormal numbers.
(list (/ least-positive-normalized-double-float 2) (* 1e-30 1e-10)) => (1.1125369292536007d-308 1.0E-40)
(list (plusp least-positive-single-float) (= 0 (/ least-positive-single-float 2))) => (T T)
; Constants.
(list most-positive-single-float most-negative-double-float single-float-epsilon double-float-negative-epsilon) => (3.4028235E38 -1.7976931348623157d308 5.960465E-8 5.551115123125784d-17)
(list (= 1 (+ 1 single-float-epsilon)) (= 1 (- 1 double-float-negative-epsilon)) (= 1.0 (+ 1.0 (/ single-float-epsilon 2)))) => (NIL NIL T)
(list (eql most-positive-short-float most-positive-single-float) (eql most-positive-long-float most-positive-double-float)) => (T T)
; Printing and reading go by *READ-DEFAULT-FLOAT-FORMAT*.
(let ((*read-default-float-format* 'double-float)) (list (prin1-to-string 1.5d0) (prin1-to-string 1.5f0) (type-of (read-from-string "1.5")))) => ("1.5" "1.5f0" DOUBLE-FLOAT)
(list (prin1-to-string 1e7) (prin1-to-string 9999999.0) (prin1-to-string 1e-3) (prin1-to-string 9.9e-4) (prin1-to-string 1d100) (prin1-to-string -0.0)) => ("1.0E7" "9999999.0" "0.001" "9.9E-4" "1.0d100" "-0.0")

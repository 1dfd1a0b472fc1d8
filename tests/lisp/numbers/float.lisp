;;;; FLOAT, COERCE to floats (CLHS 12.2): conversion with one rounding.

(float 1) => 1.0
(float 1/3) => 0.33333334
(float 1/3 1d0) => 0.3333333333333333d0
(float 2.5) => 2.5
(float 2.5 1d0) => 2.5d0
(float 2.5d0) => 2.5d0
(float 2.5d0 1f0) => 2.5
(float 1 1d0) => 1.0d0
(float (expt 10 30)) => 1.0E30
(float (expt 10 300) 1d0) => 1.0d300
(float 16777217) => 1.6777216E7
(float 16777219) => 1.677722E7
(float (1+ (expt 2 53)) 1d0) => 9.007199254740992d15
(float (+ 3 (expt 2 53)) 1d0) => 9.007199254740996d15
(float -7/3) => -2.3333333
(float (expt 10 39)) !! floating-point-overflow
(float (expt 10 400) 1d0) !! floating-point-overflow
(float (/ 1 (expt 10 60))) => 0.0
(float 1d300 1f0) !! floating-point-overflow
(float (/ 1 (expt 10 44))) => 1.0E-44
(float 'a) !! type-error
(float 1 2) !! type-error
(float #c(1 2)) !! type-error
(coerce 1 'double-float) => 1.0d0
(coerce 1/3 'single-float) => 0.33333334
(coerce 1.5 'double-float) => 1.5d0
(coerce 1.5d0 'float) => 1.5d0
(floatp 1.0) => T
(floatp 1) => NIL
(floatp #c(1.0 2.0)) => NIL

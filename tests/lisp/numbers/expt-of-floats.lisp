;;;; EXPT with floats, ratios and complex numbers (CLHS 12.2).

(expt 2.0 3) => 8.0
(expt 2d0 -2) => 0.25d0
(expt 2 0.5) => 1.4142135
(expt 2 0.5d0) => 1.4142135623730951d0
(expt 4 1/2) => 2
(expt 8 1/3) => 2
(expt 0.0 0) => 1.0
(expt 0d0 0) => 1.0d0
(expt 0 0.5) => 0.0
(expt 0 1/2) => 0
(expt 0.0 3) => 0.0
(expt 0.0 -1) !! division-by-zero
(expt 0 -1/2) !! division-by-zero
(expt 10.0 30) => 1.0E30
(expt 10d0 300) => 1.0d300
(expt 1.1d0 50) => 117.39085287969579d0
(expt 1.1d0 -50) => 0.008518551279500606d0
(expt -1.5d0 3) => -3.375d0
(expt 10.0 50) !! floating-point-overflow
(expt 10.0 -60) => 0.0
(expt 1.5 2) => 2.25
(expt -2.0 3) => -8.0
(expt -2.0 2) => 4.0
(expt -1.0 1001) => -1.0
(expt -8 1/3) => #C(1.0 1.7320508)
(expt -1 1/2) => #C(6.123234E-17 1.0)
(expt -1 0.5d0) => #C(6.123233995736766d-17 1.0d0)
(expt #c(1.0 1.0) 2) => #C(0.0 2.0)
(expt 2 #c(0 1)) => #C(0.7692389 0.63896126)
(expt #c(0 1) #c(0 1)) => #C(0.20787957 0.0)
(expt 1/2 2.0) => 0.25
(expt 2.5d0 3.5d0) => 24.705294220065465d0
(expt 'a 2) !! type-error
(expt 2 'a) !! type-error
(expt 1.0 1000000000000) => 1.0

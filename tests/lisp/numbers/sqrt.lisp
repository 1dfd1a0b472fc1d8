;;;; SQRT (CLHS 12.2): principal roots, exact where they are rational.

(sqrt 0) => 0
(sqrt 4) => 2
(sqrt 1/4) => 1/2
(sqrt 2) => 1.4142135
(sqrt 2d0) => 1.4142135623730951d0
(sqrt 9.0) => 3.0
(sqrt -9.0) => #C(0.0 3.0)
(sqrt -4) => #C(0 2)
(sqrt -2) => #C(0.0 1.4142135)
(sqrt -0.0) => -0.0
(sqrt (expt 10 100)) => 100000000000000000000000000000000000000000000000000
(sqrt (/ (expt 3 80) (expt 2 60))) => 12157665459056928801/1073741824
(sqrt #C(-3 4)) => #C(1 2)
(sqrt #C(0 2)) => #C(1 1)
(sqrt #C(-3.0 4.0)) => #C(1.0 2.0)
(sqrt #C(3.0 -4.0)) => #C(2.0 -1.0)
(sqrt #C(0.0 0.0)) => #C(0.0 0.0)
(isqrt 17) => 4
(isqrt (1- (expt 10 40))) => 99999999999999999999
(isqrt -1) !! type-error
(isqrt 2.0) !! type-error
(sqrt 'a) !! type-error

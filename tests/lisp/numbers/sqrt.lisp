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
; Fixnums and their neighbours.
(every (lambda (n) (let ((r (isqrt n))) (and (<= (* r r) n) (< n (* (1+ r) (1+ r)))))) (list 0 1 2 3 4 8 9 99 most-positive-fixnum (1- most-positive-fixnum) (1+ most-positive-fixnum) (expt 2 60) (1- (expt 2 60)) (1- (expt 2 64)) (expt 2 64) (expt 10 40))) => T
(list (sqrt 0) (sqrt 1) (sqrt (expt 3 36)) (sqrt (expt 2 60)) (sqrt (expt 10 40)) (sqrt 2) (sqrt -4) (sqrt (1- (expt 2 60)))) => (0 1 387420489 1073741824 100000000000000000000 1.4142135 #C(0 2) 1.0737418E9)
(isqrt -1) !! type-error

;;;; ABS, SIGNUM (CLHS 12.2) on every type of number.

(list (abs 0) (abs 12/13) (abs -1.09) (abs -5d0)) => (0 12/13 1.09 5.0d0)
(abs most-negative-fixnum) => 2305843009213693952
(abs #c(5 -5)) => 7.071068
(abs #c(5.0 -5.0)) => 7.071068
(abs #c(3/5 4/5)) => 1
(list (signum 0) (signum 99) (signum 4/5) (signum -99/100) (signum 0.0) (signum -0.5d0)) => (0 1 1 -1 0.0 -1.0d0)
(signum -0.0) => -0.0
(signum #c(7.5 10.0)) => #C(0.6 0.8)
(signum #c(0 33)) => #C(0 1)
(signum (expt 10 40)) => 1
(signum (- (expt 10 40))) => -1
(abs) !! program-error
(abs 1 2) !! program-error
(abs nil) !! type-error
(signum) !! program-error
(signum 1 2) !! program-error
(signum 'a) !! type-error
(handler-case (signum #\a) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (#\a NUMBER)

;;;; GCD, LCM (CLHS 12.2): any number of integers, the result is not negative.

(list (gcd) (gcd 0) (gcd -7) (gcd 0 -7)) => (0 0 7 7)
(gcd 60 42) => 6
(gcd 3333 -33 101) => 1
(gcd 3333 -33 1002001) => 11
(gcd 91 -49) => 7
(gcd 63 -42 35) => 7
(gcd (expt 2 100) (expt 2 40)) => 1099511627776
(gcd most-negative-fixnum most-negative-fixnum) => 2305843009213693952
(gcd most-negative-fixnum 0) => 2305843009213693952
(list (lcm) (lcm 10) (lcm -10) (lcm 0 0)) => (1 10 10 0)
(lcm 25 30) => 150
(lcm -24 18 10) => 360
(lcm 14 35) => 70
(lcm 1 2 3 4 5 6) => 60
(lcm 0 (expt 10 40)) => 0
(lcm most-negative-fixnum 1) => 2305843009213693952
(gcd 1.0) !! type-error
(gcd 4 'a) !! type-error
(gcd 1 2 1/2) !! type-error
(lcm 1/2) !! type-error
(lcm 4 6.0) !! type-error
(lcm 0 'a) !! type-error
(handler-case (lcm 3 "x") (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => ("x" INTEGER)

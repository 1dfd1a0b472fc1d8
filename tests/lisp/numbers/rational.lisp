;;;; RATIONAL, RATIONALIZE (CLHS 12.2).

(rational 0.5) => 1/2
(rational 0.1) => 13421773/134217728
(rational 0.1d0) => 3602879701896397/36028797018963968
(rational 3) => 3
(rational -2/3) => -2/3
(rational 1d20) => 100000000000000000000
(rational -0.0) => 0
(rational 'a) !! type-error
(rational #c(1 2)) !! type-error
(rationalize 0.1) => 1/10
(rationalize 0.1d0) => 1/10
(rationalize -0.333) => -333/1000
(rationalize 3.1415927) => 93343/29712
(rationalize 0.3333333333333333d0) => 1/3
(rationalize 1d20) => 100000000000000000000
(rationalize 2.5) => 5/2
(rationalize 0.0) => 0
(rationalize 7) => 7
(rationalize 2/3) => 2/3
(rationalize 'a) !! type-error
(every (lambda (x) (= x (float (rationalize x) x))) '(0.1 1.1 3.14159 1f-20 1f20 0.7d0 1.23456789d-10 9.87654321d15)) => T

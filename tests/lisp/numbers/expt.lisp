;;;; EXPT, ISQRT, SQRT of exact numbers (CLHS 12.2).

(expt 2 10) => 1024
(expt 2 0) => 1
(expt 0 0) => 1
(expt 0 5) => 0
(expt -2 3) => -8
(expt -1 1001) => -1
(expt 2 -3) => 1/8
(expt 2/3 3) => 8/27
(expt 2/3 -2) => 9/4
(expt 3 100) => 515377520732011331036461129765621272702107522001
(expt 10 40) => 10000000000000000000000000000000000000000
(expt -3 41) => -36472996377170786403
(expt 0 -1) !! division-by-zero
(expt 'a 2) !! type-error
(isqrt 0) => 0
(isqrt 15) => 3
(isqrt 16) => 4
(isqrt (expt 10 40)) => 100000000000000000000
(isqrt (1- (expt 10 40))) => 99999999999999999999
(isqrt -1) !! type-error
(isqrt 1/2) !! type-error

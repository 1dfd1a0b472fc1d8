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
; Powers about the limits of fixnums.
(every (lambda (pair) (let ((p 1)) (dotimes (i (cdr pair)) (setq p (* p (car pair)))) (eql p (expt (car pair) (cdr pair))))) '((2 . 60) (2 . 61) (2 . 62) (2 . 63) (2 . 64) (-2 . 61) (-2 . 62) (-2 . 63) (-2 . 64) (3 . 38) (3 . 39) (3 . 40) (0 . 0) (0 . 5) (1 . 1000) (-1 . 1001) (-1 . 1000) (10 . 18) (10 . 19) (7 . 1))) => T
(list (expt 1 (expt 10 30)) (expt -1 (1+ (expt 10 30))) (expt 0 (expt 10 30)) (expt 2 -2) (expt -1 -3)) => (1 -1 0 1/4 -1)

;;;; FLOOR, CEILING, TRUNCATE, ROUND, MOD, REM on integers and ratios (CLHS 12.2).

(floor 5 2) => 2; 1
(floor -5 2) => -3; 1
(floor 5 -2) => -3; -1
(floor -5 -2) => 2; -1
(ceiling 5 2) => 3; -1
(ceiling -5 2) => -2; -1
(ceiling 5 -2) => -2; 1
(ceiling -5 -2) => 3; 1
(truncate 5 2) => 2; 1
(truncate -5 2) => -2; -1
(truncate 5 -2) => -2; 1
(truncate -5 -2) => 2; -1
(round 5 2) => 2; 1
(round 7 2) => 4; -1
(round -5 2) => -2; -1
(round -7 2) => -4; 1
(round 5 -2) => -2; 1
(round 8 3) => 3; -1
(round 7 3) => 2; 1
(round 1/2) => 0; 1/2
(round 3/2) => 2; -1/2
(round -3/2) => -2; 1/2
(floor 7) => 7; 0
(floor 7/2) => 3; 1/2
(floor -7/2) => -4; 1/2
(ceiling 7/2) => 4; -1/2
(truncate -7/2) => -3; -1/2
(floor 7/2 3/4) => 4; 1/2
(floor 1 3/4) => 1; 1/4
(truncate 10 -3/2) => -6; 1
(mod 7 3) => 1
(mod -7 3) => 2
(mod 7 -3) => -2
(mod -7 -3) => -1
(rem 7 3) => 1
(rem -7 3) => -1
(rem 7 -3) => 1
(mod 7/2 1) => 1/2
(rem -7/2 1) => -1/2
(mod 0 5) => 0
(floor 0 5) => 0; 0
(floor (expt 10 30) 7) => 142857142857142857142857142857; 1
(floor (- (expt 10 30)) 7) => -142857142857142857142857142858; 6
(ceiling (expt 10 30) 7) => 142857142857142857142857142858; -6
(truncate (- (expt 10 30)) 7) => -142857142857142857142857142857; -1
(round (expt 10 30) 7) => 142857142857142857142857142857; 1
(floor (expt 10 30) (expt 10 20)) => 10000000000; 0
(floor (1+ (expt 10 30)) (- (expt 10 20))) => -10000000001; -99999999999999999999
(mod (- (expt 10 30)) (1- (expt 10 20))) => 99999999989999999999
(rem (- (expt 10 30)) (1- (expt 10 20))) => -10000000000
(mod 5 (expt 10 30)) => 5
(mod -5 (expt 10 30)) => 999999999999999999999999999995
(floor -1 (expt 10 30)) => -1; 999999999999999999999999999999
(floor 1 0) !! division-by-zero
(mod 1 0) !! division-by-zero
(rem (expt 10 30) 0) !! division-by-zero
(truncate 1/2 0) !! division-by-zero
(floor 'a) !! type-error
(floor 1 'a) !! type-error
(/ 6 3) => 2
(/ 1 3) => 1/3
(/ 6 4) => 3/2
(/ 2) => 1/2
(/ -1/2) => -2
(/ 12 2 3 4) => 1/2
(/ (expt 10 30) (expt 10 28)) => 100
(/ (expt 10 20) (* 3 (expt 10 19))) => 10/3
(/ 0) !! division-by-zero
(/ 1 0) !! division-by-zero
(/ 0 5) => 0
(/) !! program-error

;;;; Integers (CLHS 12): fixnums, bignums and the way between them.

(+ 1 2 3) => 6
(+) => 0
(*) => 1
(- 5) => -5
(- 10 1 2) => 7
(+ most-positive-fixnum 1) => 2305843009213693952
(- most-negative-fixnum 1) => -2305843009213693953
(- (+ most-positive-fixnum 1) 1) => 2305843009213693951
(* 99999999999 99999999999) => 9999999999800000000001
(* most-negative-fixnum -1) => 2305843009213693952
(let ((n 1)) (dotimes (i 25) (setq n (* n (1+ i)))) n) => 15511210043330985984000000
(floor 7 2) => 3; 1
(floor -7 2) => -4; 1
(truncate -7 2) => -3; -1
(ceiling 7 2) => 4; -1
(round 7 2) => 4; -1
(round 5 2) => 2; 1
(mod -7 2) => 1
(rem -7 2) => -1
(floor 1 0) !! division-by-zero
(floor 10000000000000000000000 3) => 3333333333333333333333; 1
(gcd 12 18) => 6
(lcm 4 6) => 12
(ash 1 100) => 1267650600228229401496703205376
(ash -5 -1) => -3
(logand 12 10) => 8
(logior 12 10) => 14
(logxor 12 10) => 6
(lognot 5) => -6
(integer-length 255) => 8
(logcount 255) => 8
(< 1 2 3) => T
(< 1 3 2) => NIL
(= 1 1 1) => T
(/= 1 2 1) => NIL
(max 1 3 2) => 3
(min 1 3 2) => 1
(abs -5) => 5
(evenp 4) => T
(oddp 4) => NIL
(zerop 0) => T
(plusp -1) => NIL
(1+ 5) => 6
(isqrt 17) => 4
(expt 2 64) => 18446744073709551616
(+ 1 'a) !! type-error
(< 1 'a) !! type-error
(eql 10000000000000000000000 10000000000000000000000) => T
(parse-integer "123") => 123; 3
(parse-integer "-12x" :junk-allowed t) => -12; 3
(parse-integer "x") !! error
(parse-integer "ff" :radix 16) => 255; 2
(integerp 5) => T
(typep 5 '(integer 0 5)) => T
(typep 5 '(integer 0 (5))) => NIL
(- (expt 10 30) (expt 10 30)) => 0
(let ((a (expt 3 100))) (= a (* (floor a 7) 7))) => NIL

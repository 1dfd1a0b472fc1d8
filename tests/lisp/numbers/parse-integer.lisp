;;;; PARSE-INTEGER, integers in text (CLHS 12.2, 2.3).

(parse-integer "123") => 123; 3
(parse-integer "  -42  ") => -42; 7
(parse-integer "+7") => 7; 2
(parse-integer "ff" :radix 16) => 255; 2
(parse-integer "ZZ" :radix 36) => 1295; 2
(parse-integer "101" :radix 2) => 5; 3
(parse-integer "12x" :end 2) => 12; 2
(parse-integer "x12 y" :start 1 :end 4) => 12; 4
(parse-integer "x12 y" :start 1) !! parse-error
(parse-integer "x123y" :start 1 :end 4) => 123; 4
(parse-integer "12abc" :junk-allowed t) => 12; 2
(parse-integer "abc" :junk-allowed t) => NIL; 0
(parse-integer "" :junk-allowed t) => NIL; 0
(parse-integer "-" :junk-allowed t) => NIL; 1
(parse-integer "  5 x" :junk-allowed t) => 5; 3
(parse-integer "123456789012345678901234567890") => 123456789012345678901234567890; 30
(parse-integer "-123456789012345678901234567890") => -123456789012345678901234567890; 31
(parse-integer "") !! parse-error
(parse-integer "abc") !! parse-error
(parse-integer "12abc") !! parse-error
(parse-integer "1 2") !! parse-error
(parse-integer "-") !! parse-error
(parse-integer "9" :radix 8) !! parse-error
(parse-integer "12" :start 3) !! error
(parse-integer 'a) !! type-error
(let ((*print-base* 16)) (prin1-to-string (expt 10 20))) => "56BC75E2D63100000"
(let ((*print-base* 36)) (prin1-to-string -123456789)) => "-21I3V9"
(let ((*print-base* 2) (*print-radix* t)) (prin1-to-string 5/3)) => "#b101/11"
(let ((*print-radix* t)) (prin1-to-string 10)) => "10."
(let ((*print-radix* t)) (prin1-to-string 1/2)) => "#10r1/2"
(let ((*print-base* 3) (*print-radix* t)) (prin1-to-string 5)) => "#3r12"
(let ((*read-base* 16)) (read-from-string "ff")) => 255; 2
(let ((*read-base* 16)) (read-from-string "10.")) => 10; 3
(let ((*read-base* 2)) (read-from-string "101/11")) => 5/3; 6
#b1011 => 11
#o-17 => -15
#xFF/10 => 255/16
#36rZZ => 1295
(integerp 5) => T
(integerp 5.0) => NIL
(rationalp 1/2) => T
(realp 1/2) => T
(numberp 'a) => NIL
(typep 5 'fixnum) => T
(typep (expt 10 30) 'bignum) => T
(typep 5 '(integer 0 10)) => T
(typep 5 '(integer (5) 10)) => NIL
(typep 1/2 'ratio) => T
(typep 5 'ratio) => NIL
(typep 255 '(unsigned-byte 8)) => T
(typep 256 '(unsigned-byte 8)) => NIL
(typep -128 '(signed-byte 8)) => T
(typep -129 '(signed-byte 8)) => NIL
(typep 3 '(mod 4)) => T
(typep 1/2 '(rational 0 1)) => T
(typep 5 '(or string (integer 3 6))) => T
(typep 5 '(and integer (satisfies oddp))) => T
(typep 5 '(not string)) => T
(typep 'a '(member a b)) => T
(typep 5 '(eql 5)) => T

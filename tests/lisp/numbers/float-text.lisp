;;;; Floats in text: reading with every marker, rounded correctly; printing the shortest text (CLHS 2.3.2, 22.1.3).

1.0 => 1.0
-1.5 => -1.5
.5 => 0.5
+.5 => 0.5
1e3 => 1000.0
1.5E-3 => 0.0015
1s0 => 1.0
1f0 => 1.0
1d0 => 1.0d0
1l0 => 1.0d0
1.e2 => 100.0
1d-5 => 1.0d-5
1e7 => 1.0E7
9999999.0 => 9999999.0
12345678.0 => 1.2345678E7
0.001 => 0.001
0.0001 => 1.0E-4
123.456d0 => 123.456d0
1d100 => 1.0d100
-0.0 => -0.0
0d0 => 0.0d0
0.1 => 0.1
0.1d0 => 0.1d0
0.30000000000000004d0 => 0.30000000000000004d0
1.7976931348623157d308 => 1.7976931348623157d308
3.4028235f38 => 3.4028235E38
16777216.0 => 1.6777216E7
1.1754944f-38 => 1.1754944E-38
5f-45 => 6.0E-45
9007199254740993d0 => 9.007199254740992d15
2.2250738585072011d-308 => 2.225073858507201d-308
100000000000000000000000.0d0 => 1.0d23
1.00000000000000011102230246251565d0 => 1.0d0
(let ((*read-default-float-format* 'double-float)) (read-from-string "1.5")) => 1.5d0; 3
(let ((*read-default-float-format* 'double-float)) (prin1-to-string 1.5d0)) => "1.5"
(let ((*read-default-float-format* 'double-float)) (prin1-to-string 1.5f0)) => "1.5f0"
(let ((*read-default-float-format* 'double-float)) (prin1-to-string 1d100)) => "1.0E100"
(prin1-to-string 1d0) => "1.0d0"
(prin1-to-string 1d10) => "1.0d10"
(prin1-to-string 1e10) => "1.0E10"
(princ-to-string -2.5) => "-2.5"
(read-from-string "1e100") !! reader-error
(read-from-string "1d999") !! reader-error
(read-from-string "1e-100") !! reader-error
(symbolp (read-from-string "1.5x")) => T
(symbolp (read-from-string "1e")) => T
(every (lambda (x) (eql x (read-from-string (prin1-to-string x)))) '(0.1 1.1f-30 3.3333333d0 1d23 9.5367431640625d-7 8.98846567431158d307 1f-45 2.4703282292062328d-323)) => T

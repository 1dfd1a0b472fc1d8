;;;; Types of numbers with bounds, TYPEP and SUBTYPEP (CLHS 12.1).

(typep 1.5 '(float 1.0 2.0)) => T
(typep 2.0 '(single-float 1.0 (2.0))) => NIL
(typep 2.0 '(double-float 1d0)) => NIL
(typep 2d0 '(double-float * 2d0)) => T
(typep 1/2 '(rational 0 (1/2))) => NIL
(typep 1.5 '(real 1 2)) => T
(typep 3 '(real * 2)) => NIL
(typep 1d0 'long-float) => T
(typep 1.0 'short-float) => T
(typep 1.0 '(long-float 0d0)) => NIL
(subtypep '(single-float 1.0 2.0) '(float 0.0 3.0)) => T; T
(subtypep '(float 0.0 3.0) '(single-float 0.0 3.0)) => NIL; T
(subtypep '(integer 1 5) '(real 0 6)) => T; T
(subtypep '(real 0 6) 'rational) => NIL; T
(subtypep 'short-float 'single-float) => T; T
(subtypep 'long-float 'double-float) => T; T
(subtypep '(complex single-float) '(complex real)) => T; T
(subtypep 'float 'real) => T; T
(subtypep 'complex 'real) => NIL; T
(subtypep '(double-float (0d0)) '(double-float 0d0)) => T; T
(subtypep '(double-float 0d0) '(double-float (0d0))) => NIL; T
(typep #c(1.0 2.0) 'number) => T
(type-of 1.5) => SINGLE-FLOAT
(type-of 1d0) => DOUBLE-FLOAT
(type-of #c(1d0 2)) => (COMPLEX DOUBLE-FLOAT)

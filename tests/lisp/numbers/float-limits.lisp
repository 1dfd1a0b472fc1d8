;;;; Constants of the float formats, PI (CLHS 12.2).

(= most-positive-single-float (* (- 2 (expt 2 -23)) (expt 2 127))) => T
(= most-positive-double-float (* (- 2 (expt 2 -52)) (expt 2 1023))) => T
(= least-positive-single-float (expt 2 -149)) => T
(= least-positive-double-float (expt 2 -1074)) => T
(= least-positive-normalized-single-float (expt 2 -126)) => T
(= least-positive-normalized-double-float (expt 2 -1022)) => T
(= most-negative-single-float (- most-positive-single-float)) => T
(= most-negative-double-float (- most-positive-double-float)) => T
(= least-negative-double-float (- least-positive-double-float)) => T
(= least-negative-normalized-single-float (- least-positive-normalized-single-float)) => T
(= (+ 1.0 single-float-epsilon) 1.0) => NIL
(= (+ 1d0 double-float-epsilon) 1d0) => NIL
(= (+ 1d0 (/ double-float-epsilon 2)) 1d0) => T
(= (- 1.0 single-float-negative-epsilon) 1.0) => NIL
(= (- 1d0 double-float-negative-epsilon) 1d0) => NIL
(eql short-float-epsilon single-float-epsilon) => T
(eql most-positive-long-float most-positive-double-float) => T
(eql least-positive-normalized-short-float least-positive-normalized-single-float) => T
pi => 3.141592653589793d0
(typep pi 'long-float) => T
(constantp 'pi) => T

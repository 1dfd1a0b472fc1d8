;;;; DECODE-FLOAT, INTEGER-DECODE-FLOAT, SCALE-FLOAT, FLOAT-SIGN and the other parts of floats (CLHS 12.2).

(decode-float 1.0) => 0.5; 1; 1.0
(decode-float 0.75d0) => 0.75d0; 0; 1.0d0
(decode-float -10.0) => 0.625; 4; -1.0
(decode-float 1d-320) => 0.98828125d0; -1063; 1.0d0
(integer-decode-float 1.0) => 8388608; -23; 1
(integer-decode-float -1.5d0) => 6755399441055744; -52; -1
(integer-decode-float 3.4028235f38) => 16777215; 104; 1
(scale-float 1.0 3) => 8.0
(scale-float 3d0 -5) => 0.09375d0
(scale-float 1d0 -1074) => 5.0d-324
(scale-float 1.0 128) !! floating-point-overflow
(scale-float 1d0 1024) !! floating-point-overflow
(scale-float 1.0 -160) => 0.0
(scale-float 0.0 1000000) => 0.0
(scale-float 1 2) !! type-error
(scale-float 1.0 0.5) !! type-error
(float-radix 1.0) => 2
(float-digits 1.0) => 24
(float-digits 1d0) => 53
(float-precision 1.0) => 24
(float-precision 1d0) => 53
(float-precision 0d0) => 0
(float-precision 1f-44) => 3
(float-sign -2.5) => -1.0
(float-sign 0.0) => 1.0
(float-sign -0.0) => -1.0
(float-sign 1.0 -3.0) => 3.0
(float-sign -1d0 3d0) => -3.0d0
(float-radix 1) !! type-error
(float-digits 'a) !! type-error
(float-sign 1) !! type-error
(decode-float 1) !! type-error
(integer-decode-float 1/2) !! type-error
(let ((x 0.1d0)) (multiple-value-bind (m e s) (integer-decode-float x) (= x (* s (scale-float (float m 1d0) e))))) => T
(let ((x -123.456)) (multiple-value-bind (m e s) (decode-float x) (= x (* s (scale-float m e))))) => T

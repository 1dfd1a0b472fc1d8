;;;; EXP, EXPT, LOG (CLHS 12.2).

(exp 0) => 1
(exp 1) => 2.7182817
(exp 1.0) => 2.7182817
(exp -1d0) => 0.36787944117144233d0
(exp 1d0) => 2.718281828459045d0
(mapcar #'exp '(0.1d0 0.5d0 2d0 10d0 -20.3d0 100.7d0 700d0 -700d0 1d-10)) => (1.1051709180756477d0 1.6487212707001282d0 7.38905609893065d0 22026.465794806718d0 1.5269401591266087d-9 5.413203172330057d43 1.0142320547350045d304 9.85967654375977d-305 1.0000000001d0)
(exp #C(0 1)) => #C(0.5403023 0.84147096)
(exp -1000.0) => 0.0
(handler-case (exp 1000.0) (floating-point-overflow (c) (list (arithmetic-error-operation c) (arithmetic-error-operands c)))) => (EXP (1000.0))
(exp 1000d0) !! floating-point-overflow
(exp "1") !! type-error
(log 1) => 0
(log 2) => 0.6931472
(log 2d0) => 0.6931471805599453d0
(log -1) => #C(0.0 3.1415927)
(log -2d0) => #C(0.6931471805599453d0 3.141592653589793d0)
(log #C(1 1)) => #C(0.3465736 0.7853982)
; Integers and ratios beyond the range of floats.
(log (expt 10 400)) => 921.03406
(log (/ 1 (expt 10 400))) => -921.03406
(handler-case (log 0) (division-by-zero (c) (list (arithmetic-error-operation c) (arithmetic-error-operands c)))) => (LOG (0))
(log 0.0) !! division-by-zero
(log 'a) !! type-error
; To a base: exact where it is a ratio.
(log 8 2) => 3
(log 1/8 2) => -3
(log 4 8) => 2/3
(log 100 10) => 2
(log 1/4 1/2) => 2
(log (expt 7 300) 7) => 300
(log 10 2) => 3.321928
(log 8.0 2) => 3.0
(log 8 2d0) => 3.0d0
(log -8 2) => #C(3.0 4.53236)
(log 2 1) !! division-by-zero
(log 2 0) !! division-by-zero
; Powers of other than integers.
(expt 4 1/2) => 2
(expt 8 2/3) => 4
(expt 1/4 -1/2) => 2
(expt 2 1/2) => 1.4142135
(expt 2 0.5) => 1.4142135
(expt 2d0 0.5) => 1.4142135623730951d0
(expt 2.0 3) => 8.0
(expt 2.0 -1) => 0.5
(expt 2.5 0) => 1.0
(expt 2d0 0) => 1.0d0
(expt -8.0 2.0) => 64.0
(expt -1 1/2) => #C(6.123234E-17 1.0)
(expt 0 1/2) => 0
(expt 0 2.5) => 0.0
(expt 0.0 2) => 0.0
(expt 0 -1) !! division-by-zero
(expt 0 -1/2) !! division-by-zero
(expt 0 0.0) !! division-by-zero
(expt #C(0 1) 2) => -1
(expt #C(1 2) -1) => #C(1/5 -2/5)
(expt #C(1 2) 0) => 1
(expt #C(1 1) 10) => #C(0 32)
(expt 10.0 40) !! floating-point-overflow
(handler-case (expt 1d200 2) (floating-point-overflow (c) (arithmetic-error-operation c))) => EXPT
(expt 'a 2) !! type-error
(expt 2 'a) !! type-error

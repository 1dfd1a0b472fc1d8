;;;; SINH, COSH, TANH, ASINH, ACOSH, ATANH (CLHS 12.2).

(sinh 0) => 0
(sinh 1) => 1.1752012
(sinh 1d0) => 1.1752011936438014d0
(sinh 1000) !! floating-point-overflow
(cosh 0) => 1
(cosh 1d0) => 1.543080634815244d0
(tanh 0) => 0
(tanh 0.5d0) => 0.46211715726000974d0
(tanh 100) => 1.0
(sinh #c(1 2)) => #C(-0.48905626 1.4031192)
(cosh #c(1 2)) => #C(-0.64214814 1.0686074)
(tanh #c(1 2)) => #C(1.1667362 -0.2434582)
(tanh #c(1000d0 1d0)) => #C(1.0d0 0.0d0)
(asinh 0) => 0
(asinh 1) => 0.8813736
(asinh -1d0) => -0.881373587019543d0
(asinh #c(1 2)) => #C(1.4693518 1.06344)
(acosh 1) => 0
(acosh 2d0) => 1.3169578969248166d0
(acosh 0) => #C(0.0 1.5707964)
(acosh -2) => #C(1.316958 3.1415927)
(acosh #c(1 2)) => #C(1.5285709 1.1437178)
(atanh 0) => 0
(atanh 0.5d0) => 0.5493061443340548d0
(atanh 2) => #C(0.54930615 1.5707964)
(atanh -2) => #C(-0.54930615 -1.5707964)
(atanh #c(1 2)) => #C(0.1732868 1.1780972)
(atanh 1) !! division-by-zero
(sinh 'a) !! type-error
(acosh 'a) !! type-error

;;;; What the elementary functions and the parts of numbers refuse (CLHS 12.2): objects that are no numbers, complex
;;;; numbers where a real is asked for, and wrong counts of arguments.

(defun refused-p (function &rest arguments)
  (handler-case (progn (apply function arguments) nil) (type-error (c) (if (member (type-error-datum c) arguments) t nil))))
(defun miscounted-p (function &rest arguments)
  (handler-case (progn (apply function arguments) nil) (program-error () t)))
(defparameter *of-one* '(sin cos tan asin acos sinh cosh tanh asinh acosh atanh exp sqrt conjugate phase realpart imagpart abs signum 1+ 1-))
(remove-if (lambda (f) (refused-p f 'a)) *of-one*) => NIL
(remove-if (lambda (f) (refused-p f nil)) *of-one*) => NIL
(remove-if (lambda (f) (miscounted-p f)) *of-one*) => NIL
(remove-if (lambda (f) (miscounted-p f 1 2)) *of-one*) => NIL
(defparameter *of-one-real* '(cis rational rationalize plusp minusp floor ceiling truncate round ffloor fceiling ftruncate fround float complex))
(remove-if (lambda (f) (refused-p f 'a)) *of-one-real*) => NIL
(remove-if (lambda (f) (refused-p f #c(1 2))) *of-one-real*) => NIL
(remove-if (lambda (f) (miscounted-p f)) *of-one-real*) => NIL
(remove-if (lambda (f) (miscounted-p f 1 2 3)) *of-one-real*) => NIL
(defparameter *of-two* '(floor ceiling truncate round ffloor fceiling ftruncate fround mod rem))
(remove-if (lambda (f) (and (refused-p f 'a 1) (refused-p f 1 'a) (refused-p f 1 #c(1 2)) (refused-p f 1.5 'a))) *of-two*) => NIL
(remove-if (lambda (f) (handler-case (funcall f 1 0) (division-by-zero () t))) *of-two*) => NIL
(remove-if (lambda (f) (handler-case (funcall f 1.5 0) (division-by-zero () t))) *of-two*) => NIL
(remove-if (lambda (f) (handler-case (funcall f 1 0d0) (division-by-zero () t))) *of-two*) => NIL
(list (miscounted-p 'mod 1) (miscounted-p 'rem 1) (miscounted-p 'expt 1) (miscounted-p 'expt 1 2 3) (miscounted-p 'log) (miscounted-p 'log 1 2 3) (miscounted-p 'atan) (miscounted-p 'atan 1 2 3)) => (T T T T T T T T)
(defparameter *of-a-float* '(decode-float integer-decode-float float-radix float-digits float-precision float-sign))
(remove-if (lambda (f) (and (refused-p f 'a) (refused-p f 1) (refused-p f 1/2) (refused-p f #c(1.0 2.0)))) *of-a-float*) => NIL
(remove-if (lambda (f) (and (miscounted-p f) (miscounted-p f 1.0 2.0 3.0))) *of-a-float*) => NIL
(list (refused-p 'float-sign 1.0 2) (refused-p 'scale-float 1.0 1.0) (miscounted-p 'scale-float 1.0)) => (T T T)
(defparameter *of-a-rational* '(numerator denominator))
(remove-if (lambda (f) (and (refused-p f 'a) (refused-p f 1.5) (refused-p f #c(1 2)) (miscounted-p f) (miscounted-p f 1 2))) *of-a-rational*) => NIL
(list (refused-p 'atan 'a 1) (refused-p 'atan 1 'a) (refused-p 'atan 1 #c(1 2)) (refused-p 'isqrt -1) (refused-p 'isqrt 4.0)) => (T T T T T)
(list (refused-p 'complex 1 'a) (refused-p 'float 1 1) (refused-p 'log 'a 2) (refused-p 'log 2 'a) (refused-p 'expt 'a 2) (refused-p 'expt 2 'a)) => (T T T T T T)
(list (refused-p '+ 1 'a) (refused-p '- 'a) (refused-p '* 1 'a) (refused-p '/ 'a) (refused-p '/ 1 'a) (refused-p '+ 'a) (refused-p '* 'a)) => (T T T T T T T)
(upgraded-complex-part-type 'integer) => RATIONAL
(list (subtypep 'single-float (upgraded-complex-part-type 'single-float)) (subtypep 'double-float (upgraded-complex-part-type 'double-float))) => (T T)
(miscounted-p 'upgraded-complex-part-type) => T

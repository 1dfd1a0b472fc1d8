;;;; The errors of LOGAND and its relatives, of LOGTEST, LOGBITP, LOGCOUNT, INTEGER-LENGTH and ASH (CLHS 12.2);
;;;; their values are in logic.lisp.

(defun refusal (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (type-error (c) (type-error-datum c))
    (program-error () 'program-error)))
(mapcar (lambda (f) (refusal f 1.5)) (list #'logand #'logior #'logxor #'logeqv #'lognot #'logcount #'integer-length)) => (1.5 1.5 1.5 1.5 1.5 1.5 1.5)
(mapcar (lambda (f) (refusal f 1 'a)) (list #'logand #'logior #'logxor #'logeqv #'lognand #'lognor #'logandc1 #'logandc2 #'logorc1 #'logorc2 #'logtest #'ash)) => (A A A A A A A A A A A A)
(mapcar (lambda (f) (refusal f 1/2 1)) (list #'logand #'logior #'logxor #'logeqv #'lognand #'lognor #'logandc1 #'logandc2 #'logorc1 #'logorc2 #'logtest #'logbitp #'ash)) => (1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2 1/2)
(mapcar (lambda (f) (refusal f 1)) (list #'lognand #'lognor #'logandc1 #'logandc2 #'logorc1 #'logorc2 #'logtest #'logbitp #'ash)) => (PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR)
(mapcar (lambda (f) (refusal f 1 2 3)) (list #'lognand #'lognor #'logandc1 #'logandc2 #'logorc1 #'logorc2 #'logtest #'logbitp #'ash)) => (PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR PROGRAM-ERROR)
(logand 0 'a) !! type-error
(logior -1 'a) !! type-error
(logtest 0 nil) !! type-error
(logbitp 1.0 5) !! type-error
(logbitp 0 2.0) !! type-error
(logbitp (expt 10 30) 5) => NIL
(logbitp (expt 10 30) -5) => T
(logcount 'a) !! type-error
(lognot "5") !! type-error
(ash 0 (expt 10 30)) => 0
(ash 5 (- (expt 10 30))) => 0
(ash -5 (- (expt 10 30))) => -1
(ash 1 (expt 10 30)) !! storage-condition
; Infinitely many sign bits: the identities of two's complement.
(let ((x (- (expt 7 60))) (y (expt 11 40))) (list (= (lognand x y) (lognot (logand x y))) (= (lognor x y) (lognot (logior x y))) (= (logeqv x y) (lognot (logxor x y))) (= (logandc1 x y) (logand (lognot x) y)) (= (logandc2 x y) (logand x (lognot y))) (= (logorc1 x y) (logior (lognot x) y)) (= (logorc2 x y) (logior x (lognot y))))) => (T T T T T T T)

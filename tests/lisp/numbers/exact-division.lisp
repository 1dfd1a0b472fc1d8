;;;; FLOOR, CEILING, TRUNCATE, ROUND, MOD and REM of floats (CLHS 12.2): the quotient is that of the numbers which the
;;;; floats are exactly. 0.3 is a little more than 3/10, so five of them are more than 1.5.

(> (rational 0.3) 3/10) => T
(multiple-value-list (floor 1.5 0.3)) => (4 0.29999995)
(= (floor 1.5 0.3) (floor (rational 1.5) (rational 0.3))) => T
(multiple-value-list (truncate -1.5 0.3)) => (-4 -0.29999995)
(multiple-value-list (ceiling 1.5 0.3)) => (5 -5.9604645E-8)
(multiple-value-list (round 1.5 0.3)) => (5 -5.9604645E-8)
(list (mod 1.5 0.3) (rem -1.5 0.3) (mod -1.5 0.3)) => (0.29999995 -0.29999995 5.9604645E-8)
(multiple-value-list (ffloor 1.5 0.3)) => (4.0 0.29999995)
(truncate 1e10 0.1) => 99999998509; 0.08839028
;;; The remainder is always the sign's of the divisor or the dividend, and smaller than the divisor.
(let ((wrong nil)) (dolist (a '(1.5 0.1 1e10 -7.3 1d300 5)) (dolist (b '(0.3 0.1 -0.7 1d-3 3)) (multiple-value-bind (q r) (floor a b) (if (and (integerp q) (< (abs r) (abs b)) (or (zerop r) (eq (minusp r) (minusp b)))) nil (push (list a b) wrong))))) wrong) => NIL

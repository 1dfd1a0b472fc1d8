;;;; SLEEP, GET-INTERNAL-REAL-TIME, GET-INTERNAL-RUN-TIME (CLHS 25.2).

(sleep 0) => NIL
(defun slept (seconds) (let ((start (get-internal-real-time))) (sleep seconds) (/ (- (get-internal-real-time) start) internal-time-units-per-second)))
(<= 1/50 (slept 1/50) 10) => T
(<= 1/100 (slept 0.01) 10) => T
(<= 1/100 (slept 0.01d0) 10) => T
(sleep 1/1000000000) => NIL
(sleep -1) !! type-error
(sleep -0.5) !! type-error
(sleep 'a) !! type-error
(sleep "1") !! type-error
(sleep) !! program-error
(integerp internal-time-units-per-second) => T
(let* ((a (get-internal-real-time)) (b (get-internal-real-time))) (list (integerp a) (<= a b))) => (T T)
(let ((a (get-internal-run-time))) (dotimes (i 100000)) (list (integerp a) (<= a (get-internal-run-time)))) => (T T)
(get-internal-real-time 1) !! program-error
(get-internal-run-time 1) !! program-error

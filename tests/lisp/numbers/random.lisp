;;;; RANDOM and random states (CLHS 12.1.9).

(let ((n 0)) (dotimes (i 500 n) (let ((x (random 7))) (if (typep x '(integer 0 6)) nil (incf n))))) => 0
(let ((seen nil)) (dotimes (i 500) (pushnew (random 5) seen)) (sort seen #'<)) => (0 1 2 3 4)
(random 1) => 0
(let ((n 0) (limit (expt 10 40))) (dotimes (i 100 n) (if (<= 0 (random limit) (1- limit)) nil (incf n)))) => 0
(> (let ((greatest 0)) (dotimes (i 60 greatest) (setq greatest (max greatest (random (expt 10 40)))))) (expt 10 38)) => T
(let ((n 0)) (dotimes (i 200 n) (let ((x (random 2.5))) (if (and (typep x 'single-float) (<= 0 x) (< x 2.5)) nil (incf n))))) => 0
(let ((n 0)) (dotimes (i 200 n) (let ((x (random 1d0))) (if (and (typep x 'double-float) (<= 0 x) (< x 1)) nil (incf n))))) => 0
(random 0) !! type-error
(random -5) !! type-error
(random 0.0) !! type-error
(random -1d0) !! type-error
(random 1/2) !! type-error
(random 'a) !! type-error
(random 5 5) !! type-error
(list (random-state-p *random-state*) (random-state-p 1) (typep *random-state* 'random-state)) => (T NIL T)
(defun sample (state) (let ((list nil)) (dotimes (i 5 list) (push (random 1000000 state) list))))
; A copy goes on as its original does, and they do not disturb each other.
(let* ((a (make-random-state t)) (b (make-random-state a))) (equal (sample a) (sample b))) => T
(let* ((a (make-random-state)) (b (make-random-state a))) (sample a) (equal (sample a) (progn (sample b) (sample b)))) => T
(equal (sample (make-random-state t)) (sample (make-random-state t))) => NIL
(let ((*random-state* (make-random-state nil))) (let ((copy (make-random-state))) (equal (list (random 100000) (random 100000)) (list (random 100000 copy) (random 100000 copy))))) => T
(make-random-state 5) !! type-error
; A printed state is read back alike.
(let* ((a (make-random-state t)) (b (read-from-string (prin1-to-string a)))) (equal (sample a) (sample b))) => T
(let ((*print-readably* t) (*read-eval* nil)) (prin1-to-string *random-state*)) !! print-not-readable
(let ((one (make-random-state t))) (sys::%forget-random-seed) (sample one) (random-state-p one)) => T
(mapcar (lambda (limit) (handler-case (random limit) (type-error (c) (list (type-error-datum c) (typep limit (type-error-expected-type c)))))) '(0 -1 0.0 -1d0 1/2 a)) => ((0 NIL) (-1 NIL) (0.0 NIL) (-1.0d0 NIL) (1/2 NIL) (A NIL))

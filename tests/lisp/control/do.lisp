;;;; DO, DO*, DOTIMES, DOLIST (CLHS 6.2).

(do ((i 0 (1+ i)) (j 10 (1- j))) ((= i j) (list i j))) => (5 5)
(do ((i 0 (1+ i)) (l nil (cons i l))) ((> i 3) l)) => (3 2 1 0)
(do* ((i 0 (1+ i)) (l nil (cons i l))) ((> i 3) l)) => (4 3 2 1)
(do ((x 1)) (t)) => NIL
(do (x) (t x)) => NIL
(do ((i 0 (1+ i))) ((= i 3) 1 2 (values :a :b))) => :A; :B
(do ((i 0 (1+ i))) (nil) (if (= i 5) (return i))) => 5
(do ((i 0)) ((>= i 3) i) (declare (type integer i)) (incf i)) => 3
(let ((r nil)) (do ((i 0 (1+ i))) ((= i 4) r) (if (= i 2) (go skip)) (push i r) skip)) => (3 1 0)
(dotimes (i 3)) => NIL
(dotimes (i 3 i)) => 3
(dotimes (i 0 (list i))) => (0)
(dotimes (i -5 i)) => 0
(let ((r nil)) (dotimes (i 4 r) (push (* i i) r))) => (9 4 1 0)
(dotimes (i 5) (when (= i 3) (return (values i :found)))) => 3; :FOUND
(let ((n 0)) (dotimes (i (progn (incf n) 3)) i) n) => 1
(let ((r nil)) (dotimes (i 4 r) (declare (fixnum i)) (if (oddp i) (go next)) (push i r) next)) => (2 0)
(dolist (x nil)) => NIL
(dolist (x '(1 2) x)) => NIL
(let ((r nil)) (dolist (x '(1 2 3) (nreverse r)) (push (1+ x) r))) => (2 3 4)
(dolist (x '(1 2 3)) (if (= x 2) (return (list :at x)))) => (:AT 2)
(dolist (x 5) x) !! type-error
(let ((r nil)) (dolist (x '(1 2 3) r) (if (= x 2) (go skip)) (push x r) skip)) => (3 1)
(block outer (dotimes (i 3) (dolist (x '(a b)) (if (and (= i 1) (eq x 'b)) (return-from outer (list i x)))))) => (1 B)
(dotimes (i (expt 10 20) :done) (if (= i 2) (return :out))) => :OUT
(loop (return 5)) => 5
(let ((n 0)) (loop (incf n) (when (> n 4) (return n)))) => 5

;;;; SETF and the macros that modify places (CLHS 5.1).

(let ((x (list 1 2 3))) (setf (car x) 10 (cadr x) 20) x) => (10 20 3)
(let ((v (vector 1 2 3))) (list (setf (aref v 1) 9) v)) => (9 #(1 9 3))
(let ((x 5)) (incf x) (incf x 10) (decf x 2) x) => 14
(let ((l (list 1 2))) (push 0 l) (list (pop l) l)) => (0 (1 2))
(let ((l (list 1))) (pushnew 1 l) (pushnew 2 l) l) => (2 1)
(let ((a 1) (b 2) (c 3)) (list (shiftf a b c 4) a b c)) => (1 2 3 4)
(let ((a 1) (b 2)) (rotatef a b) (list a b)) => (2 1)
(let ((a 1) (b 2)) (psetf a b b a) (list a b)) => (2 1)
(let ((p (list :a 1 :b 2))) (setf (getf p :c) 3) (setf (getf p :a) 9) (list (remf p :b) p)) => (T (:C 3 :A 9))
(let ((h (make-hash-table))) (setf (gethash 1 h) 2) (incf (gethash 1 h)) (incf (gethash 5 h 10)) (list (gethash 1 h) (gethash 5 h))) => (3 11)
(defun (setf first-of) (value list) (setf (car list) value))
(defun first-of (list) (car list))
(let ((l (list 1 2))) (incf (first-of l) 5) l) => (6 2)
(defsetf access-it (list) (value) `(progn (rplaca ,list ,value) ,value))
(defun access-it (list) (car list))
(let ((l (list 1))) (setf (access-it l) 3) l) => (3)
(let ((n 0) (v (vector 1 2 3))) (setf (aref v (incf n)) (incf n)) (list n v)) => (2 #(1 2 3))
(let (a b) (setf (values a b) (values 1 2)) (list a b)) => (1 2)
(let ((x (list 1 2 3))) (symbol-macrolet ((y (car x))) (setf y 5) x)) => (5 2 3)
(define-modify-macro doublef () double-it)
(defun double-it (x) (* 2 x))
(let ((x 4)) (doublef x) x) => 8
(eval '(setf 5 1)) !! error

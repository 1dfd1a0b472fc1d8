;;;; INCF, DECF, DEFINE-MODIFY-MACRO (CLHS 12.2, 5.3).

(let ((x 1)) (list (incf x) x)) => (2 2)
(let ((x 1)) (list (incf x 5) (decf x 10) x)) => (6 -4 -4)
(let ((x 1)) (list (decf x) (decf x -4) x)) => (0 4 4)
(let ((x 1/2)) (incf x 1/2) x) => 1
(let ((v (vector 1 2)) (i 0)) (incf (aref v (incf i)) 10) (list i v)) => (1 #(1 12))
(let ((x 'a)) (incf x)) !! type-error
(define-modify-macro appendf (&rest lists) append "Appends.") => APPENDF
(let ((l '(1))) (appendf l '(2) '(3)) l) => (1 2 3)
(define-modify-macro multiplyf (&optional (factor 10)) *) => MULTIPLYF
(let ((x 3)) (list (multiplyf x) (multiplyf x 2) x)) => (30 60 60)
(let ((n 0) (v (vector 1 2 3))) (multiplyf (aref v (incf n)) (incf n)) (list n v)) => (2 #(1 4 3))
(let ((x 5)) (symbol-macrolet ((y x)) (incf y) (list x y))) => (6 6)

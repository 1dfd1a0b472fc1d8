;;;; ROTATEF, SHIFTF, PSETF (CLHS 5.3).

(rotatef) => NIL
(let ((a 1)) (list (rotatef a) a)) => (NIL 1)
(let ((a 1) (b 2) (c 3)) (list (rotatef a b c) a b c)) => (NIL 2 3 1)
(let ((v (vector 1 2 3)) (i 0)) (rotatef (aref v i) (aref v (incf i)) (aref v (incf i))) (list i v)) => (2 #(2 3 1))
(let ((a 1) (b 2)) (list (shiftf a b) a b)) => (1 2 2)
(let ((a 1) (b 2)) (list (shiftf a b 3) a b)) => (1 2 3)
(let ((l (list 1 2 3))) (list (shiftf (car l) (cadr l) (caddr l) 9) l)) => (1 (2 3 9))
(let ((i 0) (v (vector 1 2 3))) (list (shiftf (aref v (incf i)) (aref v (incf i)) (incf i)) i v)) => (2 3 #(1 3 3))
(let ((a 1) (b 2) (c 3) (d 4)) (rotatef (values a b) (values c d)) (list a b c d)) => (3 4 1 2)
(let ((a 1) (b 2)) (list (multiple-value-list (shiftf (values a b) (values 8 9))) a b)) => ((1 2) 8 9)
(let ((a 1) (b 2)) (list (psetf a b b a) a b)) => (NIL 2 1)
(psetf) => NIL
(let ((l (list 1 2))) (psetf (car l) (cadr l) (cadr l) (car l)) l) => (2 1)
(let ((a 1) (b 2) (c 3)) (psetf (values a b) (values b a) c a) (list a b c)) => (2 1 1)
(let ((a 1)) (symbol-macrolet ((x a)) (psetf x 5) a)) => 5
(eval '(psetf a)) !! error

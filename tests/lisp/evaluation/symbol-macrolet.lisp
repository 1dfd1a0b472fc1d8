;;;; SYMBOL-MACROLET, DEFINE-SYMBOL-MACRO (CLHS 3.8).

(let ((cell (list 1 2))) (symbol-macrolet ((first (car cell)) (second (cadr cell))) (setq first 10) (incf second 5) (psetq first second second first) cell)) => (7 10)
(let ((cell (list 1))) (symbol-macrolet ((x (car cell))) (setf x 5) (multiple-value-setq (x) (values 6)) (push x cell) cell)) => (6 6)
(symbol-macrolet ((x 1)) (let ((x 2)) (list x (symbol-macrolet ((x 3)) x)))) => (2 3)
(symbol-macrolet ((x (list y)) (y 5)) x) => (5)
(symbol-macrolet ((x :outer)) (flet ((f () x)) (symbol-macrolet ((x :inner)) (list x (f))))) => (:INNER :OUTER)
(symbol-macrolet ((x 1)) (declare (optimize speed)) (values x 2)) => 1; 2
(symbol-macrolet () 5) => 5
(symbol-macrolet ((f 1)) (flet ((f () 2)) (list f (f)))) => (1 2)
(symbol-macrolet ((x (values 1 2))) (multiple-value-list x)) => (1 2)
(let ((n 0)) (symbol-macrolet ((next (incf n))) (list next next n))) => (1 2 2)
(let ((v (vector 1 2))) (symbol-macrolet ((x (aref v 0)) (y (aref v 1))) (rotatef x y) (shiftf x y 9) (list v (let ((x 3)) (setq x 4) x)))) => (#(1 9) 4)
(macrolet ((expansion (form &environment environment) `',(multiple-value-list (macroexpand form environment)))) (symbol-macrolet ((x y) (y (car z))) (list (expansion x) (let ((x 1)) (declare (ignorable x)) (expansion x))))) => (((CAR Z) T) (X NIL))
(eval '(symbol-macrolet ((x 1)) (declare (special x)) x)) !! program-error
(eval '(symbol-macrolet ((nil 1)) nil)) !! program-error
(eval '(progn (defvar *special-here* 1) (symbol-macrolet ((*special-here* 2)) *special-here*))) !! program-error
(define-symbol-macro everywhere (car *everywhere*)) => EVERYWHERE
(progn (defvar *everywhere* (list 1 2)) (setq *everywhere* (list 1 2)) (setq everywhere 7) (incf everywhere) (list everywhere *everywhere*)) => (8 (8 2))
(let ((everywhere 1)) (incf everywhere) everywhere) => 2
(boundp 'everywhere) => NIL
(macroexpand 'everywhere) => (CAR *EVERYWHERE*); T
(eval '(define-symbol-macro pi 3)) !! program-error
(progn (defvar *a-variable* 1) (eval '(define-symbol-macro *a-variable* 3))) !! program-error

;;;; Multiple values (CLHS 5.3).

(values) =>
(values 1) => 1
(values 1 nil 3) => 1; NIL; 3
(list (values) (values 1 2)) => (NIL 1)
(values-list '(1 2 3)) => 1; 2; 3
(values-list nil) =>
(values-list '(1 . 2)) !! type-error
(multiple-value-list (values)) => NIL
(multiple-value-list 5) => (5)
(multiple-value-list (floor 17 5)) => (3 2)
(multiple-value-bind (a b) (values 1 2 3) (list a b)) => (1 2)
(multiple-value-bind (a b c) (values 1) (list a b c)) => (1 NIL NIL)
(multiple-value-bind () (values 1 2) 5) => 5
(multiple-value-bind (a) (values 1 2) a) => 1
(multiple-value-bind (a b) (floor 7 2) (declare (fixnum a b)) (+ a b)) => 4
(multiple-value-call #'list 1 (values 2 3) (values) 4) => (1 2 3 4)
(multiple-value-call 'list (values 1 2)) => (1 2)
(let (a b c) (list (multiple-value-setq (a b c) (values 1 2)) a b c)) => (1 1 2 NIL)
(let ((x 5)) (list (multiple-value-setq (x) (values)) x)) => (NIL NIL)
(multiple-value-setq () (values 7 8)) => 7
(let ((l (list 1 2)) b) (symbol-macrolet ((a (car l))) (multiple-value-setq (a b) (values 8 9))) (list l b)) => ((8 2) 9)
(nth-value 0 (values 1 2)) => 1
(nth-value 1 (values 1 2)) => 2
(nth-value 5 (values 1 2)) => NIL
(let ((n 1)) (nth-value n (values :a :b))) => :B
(let (a b) (list (multiple-value-list (setf (values a b) (values 1 2 3))) a b)) => ((1 2) 1 2)
(let ((l (list 1 2 3))) (setf (values (car l) (cadr l)) (floor 17 5)) l) => (3 2 3)
(funcall #'values 1 2) => 1; 2
(apply #'values '(1 2 3)) => 1; 2; 3
(length (multiple-value-list (apply #'values (make-list 50)))) => 50
(multiple-value-list (let ((x 1)) (values x x))) => (1 1)
(multiple-value-list (if t (values 1 2) 3)) => (1 2)
(defun two-values () (values 1 2))
(multiple-value-list (two-values)) => (1 2)
(multiple-value-list (progn (two-values))) => (1 2)
(multiple-value-list (funcall #'two-values)) => (1 2)
(multiple-value-list (catch 'x (throw 'x (two-values)))) => (1 2)
(multiple-value-list (unwind-protect (two-values) (values 5 6 7))) => (1 2)
(multiple-value-list (the (values integer integer) (two-values))) => (1 2)
(multiple-value-list (locally (two-values))) => (1 2)
(multiple-value-list (setq *print-base* 10)) => (10)
(list (two-values) (two-values)) => (1 1)

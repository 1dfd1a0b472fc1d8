;;;; COPY-STRUCTURE, and structures as arguments of general functions (CLHS 8.1.6).

(defstruct point (x 0) (y 0))
(defstruct (pixel (:include point)) (colour :red))
(let* ((a (make-point :x (list 1))) (b (copy-structure a))) (list (eq a b) (eq (point-x a) (point-x b)) (equalp a b) (setf (point-y b) 5) (point-y a))) => (NIL T T 5 0)
(let ((p (copy-structure (make-pixel :x 1 :colour :blue)))) (list (type-of p) (pixel-x p) (pixel-colour p))) => (PIXEL 1 :BLUE)
(type-of (copy-point (make-pixel))) => PIXEL
(let ((p (make-point))) (setf (point-x p) p) (let ((q (copy-structure p))) (list (eq (point-x q) p) (eq q p)))) => (T NIL)
(copy-structure 5) !! type-error
(copy-structure '(1 2)) !! type-error
(copy-structure (make-hash-table)) !! type-error
(copy-structure) !! program-error
(copy-structure (make-point) 1) !! program-error
(mapcar (lambda (x) (typep x 'structure-object)) (list (make-point) (make-pixel) 5 '(point))) => (T T NIL NIL)
(list (typep (make-pixel) '(and point (not (eql 5)))) (typep (make-point) 'pixel) (subtypep 'pixel 'point)) => (T NIL T)
(let ((h (make-hash-table :test 'equalp))) (setf (gethash (make-point :x 1) h) :found) (list (gethash (make-point :x 1.0) h) (gethash (make-point :x 2) h))) => (:FOUND NIL)
(every #'point-p (list (make-point) (make-pixel))) => T

;;;; DEFSTRUCT (CLHS 8.1).

(defstruct point x (y 5))
(let ((p (make-point :x 1))) (list (point-x p) (point-y p) (point-p p) (point-p 1))) => (1 5 T NIL)
(let ((p (make-point))) (setf (point-x p) 9) (incf (point-y p)) (list (point-x p) (point-y p))) => (9 6)
(defstruct (point3 (:include point (y 7))) z)
(let ((p (make-point3 :x 1 :z 3))) (list (point-x p) (point3-y p) (point3-z p) (point-p p) (typep p 'point))) => (1 7 3 T T)
(point-x 5) !! type-error
(point3-z (make-point)) !! type-error
(make-point :x 1 :y 2) => #S(POINT :X 1 :Y 2)
(let* ((p (make-point :x 1)) (q (copy-point p))) (setf (point-x q) 2) (list (point-x p) (point-x q))) => (1 2)
(defstruct (boa (:constructor boa (a &optional (b 2) &rest c))) a b c)
(boa 1) => #S(BOA :A 1 :B 2 :C NIL)
(defstruct (named (:conc-name n-) (:predicate is-named) (:copier nil)) value)
(n-value (make-named :value 3)) => 3
(is-named (make-named)) => T
(type-of (make-point)) => POINT
(defstruct documented "Doc." (a 1 :type integer :read-only t))
(documented-a (make-documented)) => 1
(make-point :z 1) !! program-error

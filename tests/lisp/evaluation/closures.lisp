;;;; Closures and captured variables.

(defun make-counter (n) (lambda () (setq n (1+ n))))
(let ((a (make-counter 0)) (b (make-counter 10))) (list (funcall a) (funcall a) (funcall b) (funcall a))) => (1 2 11 3)
(let ((fs nil)) (dotimes (i 3) (let ((j i)) (push (lambda () j) fs))) (mapcar #'funcall fs)) => (2 1 0)
(let ((x 1)) (let ((get (lambda () x)) (set (lambda (v) (setq x v)))) (funcall set 7) (list x (funcall get)))) => (7 7)
(funcall (funcall (lambda (x) (lambda (y) (list x y))) 1)) !! program-error
(funcall (funcall (funcall (lambda (x) (lambda (y) (lambda (z) (list x y z)))) 1) 2) 3) => (1 2 3)
(defun compose (f g) (lambda (x) (funcall f (funcall g x))))
(funcall (compose #'1+ #'1-) 5) => 5
(let ((n 0)) (labels ((up () (incf n) (if (< n 10) (up) n))) (up))) => 10
(flet ((f (x) (block done (mapc (lambda (y) (if (> y 2) (return-from done y))) x) :none))) (list (f '(1 2 3 4)) (f '(1 2)))) => (3 :NONE)
(let ((special-list nil)) (declare (special special-list)) (flet ((see () special-list)) (let ((special-list 5)) (see)))) => NIL

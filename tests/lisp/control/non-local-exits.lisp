;;;; Exits through functions, cleanup forms and dynamic bindings.

(defvar *depth* 0)
(defun nested (n) (let ((*depth* (1+ *depth*))) (if (= n 0) (throw 'out *depth*) (nested (1- n)))))
(list (catch 'out (nested 10)) *depth*) => (11 0)
(let ((log nil)) (block b (unwind-protect (unwind-protect (return-from b 1) (push :inner log)) (push :outer log))) log) => (:OUTER :INNER)
(let ((log nil)) (catch 'a (unwind-protect (throw 'a 1) (catch 'b (throw 'b 2)) (push :done log))) log) => (:DONE)
(block a (unwind-protect (return-from a 1) (return-from a 2))) => 2
(catch 'a (unwind-protect (throw 'a 1) (throw 'a 2))) => 2
(let ((n 0)) (tagbody again (unwind-protect (if (< n 3) (go again)) (incf n))) n) => 4
(defun call-it (f) (unwind-protect (funcall f) (setq *depth* :cleaned)))
(let ((x 0)) (tagbody (call-it (lambda () (go out))) (setq x 1) out) (list x *depth*)) => (0 :CLEANED)
(setq *depth* 0) => 0
(let ((f nil)) (tagbody (setq f (lambda () (go out))) out) (funcall f)) !! control-error
(let ((r nil)) (dolist (x '(1 2 3)) (catch 'skip (when (= x 2) (throw 'skip nil)) (push x r))) r) => (3 1)
(let ((exits nil)) (dotimes (i 3) (push (block b (funcall (lambda (n) (return-from b (* n n))) i)) exits)) exits) => (4 1 0)
(progv '(*depth*) '(7) (catch 'x (progv '(*depth*) '(8) (throw 'x nil))) *depth*) => 7
(catch 'a (mapcar (lambda (x) (if (> x 1) (throw 'a (list :found x)) x)) '(1 2 3))) => (:FOUND 2)
(multiple-value-list (block nil (unwind-protect (return (values 1 2 3)) (values 9 9)))) => (1 2 3)

;;;; CHECK-TYPE, ASSERT (CLHS 9.2).

(let ((x 1)) (check-type x integer)) => NIL
(let ((x 'a)) (check-type x integer)) !! type-error
(let ((x 'a)) (handler-case (check-type x (integer 0 5)) (type-error (c) (list (type-error-datum c) (type-error-expected-type c) (substitute #\/ #\Newline (princ-to-string c)))))) => (A (INTEGER 0 5) "The value of X should be of type (INTEGER 0 5)./The value is: A")
(let ((x 'a)) (handler-case (check-type x integer "a whole number") (type-error (c) (substitute #\/ #\Newline (princ-to-string c))))) => "The value of X should be a whole number./The value is: A"
(let ((x 'a)) (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 5)))) (check-type x integer)) x) => 5
(let ((l (list 'a 'b)) (values '(x 7))) (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value (pop values))))) (check-type (second l) integer)) l) => (A 7)
(let ((x 'a)) (block check (handler-bind ((type-error (lambda (c) (return-from check (princ-to-string (find-restart 'store-value c)))))) (check-type x integer)))) => "Input a new value for X."
(deftype positive () '(integer 1)) => POSITIVE
(let ((x 0)) (check-type x positive)) !! type-error
(block nil (let ((x 0)) (check-type x integer) (return :returned))) => :RETURNED
(assert t) => NIL
(assert (= 1 2)) !! simple-error
(handler-case (assert (= 1 2)) (error (c) (princ-to-string c))) => "(= 1 2) must evaluate to a non-NIL value."
(handler-case (assert (= 1 2) () "one is not ~R" 2) (error (c) (simple-condition-format-arguments c))) => (2)
(handler-case (assert nil () 'type-error :datum 1 :expected-type 'string) (type-error (c) (type-error-datum c))) => 1
(let ((n 0)) (handler-bind ((error (lambda (c) (declare (ignore c)) (incf n) (continue)))) (assert (> n 2))) n) => 3
(let ((x 1)) (handler-bind ((error (lambda (c) (declare (ignore c)) (setq x 2) (continue)))) (assert (= x 2))) x) => 2
(let ((x 1) (*query-io* (make-two-way-stream (make-string-input-stream (format nil "7~%")) (make-broadcast-stream)))) (handler-bind ((error (lambda (c) (declare (ignore c)) (continue)))) (assert (= x 7) (x))) x) => 7
(block b (handler-bind ((error (lambda (c) (return-from b (princ-to-string (find-restart 'continue c)))))) (let ((x 1)) (assert (= x 7) (x))))) => "You may input a new value for X."

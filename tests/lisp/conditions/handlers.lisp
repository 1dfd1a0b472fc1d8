;;;; HANDLER-BIND, HANDLER-CASE, IGNORE-ERRORS, SIGNAL, ERROR, WARN (CLHS 9.2).

(handler-case (error "x ~S ~A" 'a "b") (simple-error (c) (list (simple-condition-format-control c) (simple-condition-format-arguments c)))) => ("x ~S ~A" (A "b"))
(handler-case (error 'simple-error :format-control "n ~D" :format-arguments '(5)) (error (c) (princ-to-string c))) => "n 5"
(handler-case (values 1 2) (error () 3)) => 1; 2
(handler-case (error "x") (error () (values 1 2))) => 1; 2
(handler-case (error "x") (error ())) => NIL
(handler-case (car 1) (arithmetic-error () 1) (type-error () 2) (error () 3)) => 2
(handler-case (/ 1 0) (division-by-zero (c) (list (typep c 'arithmetic-error) (typep c 'error)))) => (T T)
(handler-case (signal "x") (simple-condition () :caught)) => :CAUGHT
(handler-case (signal 'condition) (warning () :caught) (:no-error (x) (list :no x))) => (:NO NIL)
(handler-case (warn "w") (warning (c) (princ-to-string c))) => "w"
(handler-case (warn 'simple-warning :format-control "w" :format-arguments nil) (simple-warning () :w)) => :W
(warn 'simple-error :format-control "x") !! type-error
(handler-case 5 (:no-error (x) (1+ x))) => 6
(handler-case (error "x") (error () :e) (:no-error () :n)) => :E
(handler-case (values) (:no-error () :none)) => :NONE
(let ((log nil)) (handler-bind ((error (lambda (c) (declare (ignore c)) (push :first log))) (error (lambda (c) (declare (ignore c)) (push :second log)))) (ignore-errors (error "x"))) log) => NIL
(let ((log nil)) (ignore-errors (handler-bind ((error (lambda (c) (declare (ignore c)) (push :first log))) (error (lambda (c) (declare (ignore c)) (push :second log)))) (error "x"))) log) => (:SECOND :FIRST)
(let ((log nil)) (ignore-errors (handler-bind ((error (lambda (c) (declare (ignore c)) (push :outer log)))) (handler-bind ((error (lambda (c) (declare (ignore c)) (push :inner log)))) (error "x")))) log) => (:OUTER :INNER)
(let ((log nil)) (ignore-errors (handler-bind ((error (lambda (c) (declare (ignore c)) (push :outer log)))) (handler-bind ((type-error (lambda (c) (declare (ignore c)) (push :inner log)))) (error "x")))) log) => (:OUTER)
(block b (handler-bind ((error (lambda (c) (return-from b (list :out (princ-to-string c)))))) (error "m"))) => (:OUT "m")
(let ((log nil)) (handler-case (handler-bind ((error (lambda (c) (declare (ignore c)) (push :again log) (error "second")))) (error "first")) (error (c) (list (princ-to-string c) log)))) => ("second" (:AGAIN))
(handler-case (handler-case (error "a") (type-error () :inner)) (error () :outer)) => :OUTER
(handler-case (handler-case (error "a") (error () (error "b"))) (error (c) (princ-to-string c))) => "b"
(let ((n 0)) (handler-bind ((condition (lambda (c) (declare (ignore c)) (incf n)))) (signal "a") (signal 'simple-condition) (ignore-errors (error "x"))) n) => 2
(let ((n 0)) (ignore-errors (handler-bind ((error (lambda (c) (declare (ignore c)) (incf n) (ignore-errors (error "inner"))))) (error "x"))) n) => 1
(multiple-value-bind (value condition) (ignore-errors (error "x")) (list value (princ-to-string condition))) => (NIL "x")
(ignore-errors (values 1 2)) => 1; 2
(ignore-errors) => NIL
(handler-case (ignore-errors (signal 'warning) 5) (warning () :warned)) => :WARNED
(signal "nobody listens") => NIL
(handler-bind () 5) => 5
(handler-bind ((error 'identity)) 5) => 5
(let ((c (make-condition 'simple-error :format-control "made ~A" :format-arguments '(1)))) (handler-case (error c) (error (d) (list (eq c d) (princ-to-string d))))) => (T "made 1")
(error 'no-such-condition-type) !! error
(error 5) !! type-error
(let ((log nil)) (handler-case (unwind-protect (error "x") (push :cleanup log)) (error () (push :handler log))) log) => (:HANDLER :CLEANUP)
(let ((x nil)) (handler-bind ((warning (lambda (c) (setq x (princ-to-string c)) (muffle-warning c)))) (list (warn "careful ~D" 1) x))) => (NIL "careful 1")
(let ((*error-output* (make-string-output-stream))) (warn "text") (let ((s (get-output-stream-string *error-output*))) (not (null (search "text" s))))) => T
(muffle-warning) !! control-error
(let ((*break-on-signals* nil)) (signal 'condition)) => NIL
(handler-case (funcall (lambda () (assert (= 1 2) () "custom ~A" 5))) (error (c) (princ-to-string c))) => "custom 5"
(handler-case (assert nil () 'type-error :datum 1 :expected-type 'string) (type-error (c) (type-error-datum c))) => 1
(let ((x 'a)) (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 5)))) (check-type x integer)) x) => 5
(let ((x 'a) (values '(b 7))) (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value (pop values))))) (check-type x integer "a number")) x) => 7
(let ((l (list 'a))) (handler-bind ((type-error (lambda (c) (store-value (list (type-error-datum c)))))) (check-type (car l) list)) l) => ((A))

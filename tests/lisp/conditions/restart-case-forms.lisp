;;;; RESTART-CASE, RESTART-BIND, WITH-CONDITION-RESTARTS, and the functions on restarts (CLHS 9.2): further cases.

(restart-case (invoke-restart 'r) (r () :report "text" :test (lambda (c) (null c)) :chosen)) => :CHOSEN
(restart-case (find-restart 'r) (r () :test (lambda (c) c) 1)) => NIL
(restart-case (list (not (find-restart 'r)) (not (find-restart 'r (make-condition 'error)))) (r () :test (lambda (c) c) 1)) => (T NIL)
(restart-case (invoke-restart 'r 1 :k 2) (r (a &rest more &key k) (list a more k))) => (1 (:K 2) 2)
(restart-case (invoke-restart-interactively 'r) (r (a b) :interactive (lambda () (list 1 2)) (+ a b))) => 3
(block b (handler-bind ((error (lambda (c) (return-from b (mapcar #'restart-name (remove-if-not (lambda (r) (member (restart-name r) '(inner outer))) (compute-restarts c))))))) (restart-case (restart-case (error "x") (inner ())) (outer ())))) => (INNER OUTER)
(let ((other (make-condition 'error))) (block b (handler-bind ((error (lambda (c) (declare (ignore c)) (return-from b (mapcar #'restart-name (remove-if-not (lambda (r) (member (restart-name r) '(inner outer))) (compute-restarts other))))))) (restart-case (restart-case (error "x") (inner ())) (outer ()))))) => (OUTER)
(block b (handler-bind ((error (lambda (c) (return-from b (not (null (find-restart 'r c))))))) (restart-case (signal 'error) (r ())) :none)) => T
(block b (handler-bind ((error (lambda (c) (return-from b (princ-to-string (find-restart 'r c)))))) (restart-case (cerror "Do ~A" "stop ~A" 5) (r () :report "mine")))) => "mine"
(block b (handler-bind ((error (lambda (c) (return-from b (princ-to-string (find-restart 'continue c)))))) (restart-case (cerror "Do ~A" "stop ~A" 5) (r ())))) => "Do 5"
(let ((old nil)) (restart-case (setq old (find-restart 'r)) (r ())) (find-restart old)) => NIL
(let ((old nil)) (restart-case (setq old (find-restart 'r)) (r ())) (invoke-restart old)) !! control-error
(find-restart nil) => NIL
(invoke-restart 'gone) !! control-error
(invoke-restart-interactively 'gone) !! control-error
(muffle-warning) !! control-error
(list (continue) (use-value 1) (store-value 1)) => (NIL NIL NIL)
(restart-bind ((abort (lambda () :returned))) (abort)) !! control-error
(restart-bind ((r (lambda (x) (list :bound x)) :report-function (lambda (s) (write-string "reported" s)) :interactive-function (lambda () '(9)) :test-function (lambda (c) (declare (ignore c)) t))) (list (invoke-restart 'r 1) (invoke-restart-interactively 'r) (princ-to-string (find-restart 'r)))) => ((:BOUND 1) (:BOUND 9) "reported")
(restart-bind ((nil (lambda () :anonymous))) (mapcar #'restart-name (list (first (compute-restarts))))) => (NIL)
(let ((seen nil)) (restart-bind ((r (lambda () (push :restart seen)))) (handler-bind ((error (lambda (c) (declare (ignore c)) (push :handler seen) (invoke-restart 'r)))) (ignore-errors (error "x")))) seen) => NIL
(let ((c (make-condition 'error))) (with-simple-restart (r "r") (with-condition-restarts c (list (find-restart 'r)) (list (null (find-restart 'r c)) (null (find-restart 'r (make-condition 'error))))))) => (NIL T)
(with-simple-restart (r "r") (values 1 2)) => 1; 2
(eval '(restart-case 1 (r () :report "a" :report "b" 1))) !! program-error
(restart-case (invoke-restart 'r :report) (r (x) x)) => :REPORT
(handler-bind ((unbound-variable (lambda (c) (declare (ignore c)) (store-value 8)))) (list (symbol-value 'stored-by-restart) stored-by-restart)) => (8 8)
(block b (handler-bind ((unbound-variable (lambda (c) (return-from b (mapcar #'princ-to-string (list (find-restart 'use-value c) (find-restart 'store-value c))))))) (symbol-value 'not-there-1))) => ("Input a value to be used instead of NOT-THERE-1." "Input a new value for NOT-THERE-1.")
(block b (handler-bind ((undefined-function (lambda (c) (return-from b (mapcar #'princ-to-string (list (find-restart 'use-value c) (find-restart 'retry c) (find-restart 'store-value c))))))) (not-there-2 1))) => ("Input a value to be used instead of (FDEFINITION 'NOT-THERE-2)." "Retry" "Input a new value for (FDEFINITION 'NOT-THERE-2).")
(handler-bind ((undefined-function (lambda (c) (setf (fdefinition 'not-there-3) #'list) (invoke-restart (find-restart 'retry c))))) (not-there-3 1 2)) => (1 2)
(list (handler-bind ((undefined-function (lambda (c) (declare (ignore c)) (store-value (lambda (value x) (list :set x value)))))) (setf (not-there-4 :x) 5)) (setf (not-there-4 :y) 6)) => ((:SET :X 5) (:SET :Y 6))
(handler-case (setf (not-there-5 1) 2) (undefined-function (c) (list (cell-error-name c) (princ-to-string c)))) => ((SETF NOT-THERE-5) "undefined function (SETF NOT-THERE-5)")
(fdefinition '(setf not-there-6)) !! undefined-function
(handler-bind ((type-error (lambda (c) (use-value (list (type-error-datum c)) c)))) (car 5)) => (5)
(vector-push 1 (vector 1)) !! type-error

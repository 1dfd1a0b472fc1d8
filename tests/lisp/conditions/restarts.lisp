;;;; RESTART-CASE, RESTART-BIND, INVOKE-RESTART, COMPUTE-RESTARTS (CLHS 9.2).

(restart-case (invoke-restart 'r 1 2) (r (a &optional b (c 5)) (list a b c))) => (1 2 5)
(restart-case 5 (r () 6)) => 5
(restart-case (values 1 2) (r () 6)) => 1; 2
(restart-case (invoke-restart 'r) (r () (values 1 2))) => 1; 2
(restart-case (restart-case (invoke-restart 'r) (r () :inner)) (r () :outer)) => :INNER
(restart-case (restart-case (invoke-restart 'outer) (r () :inner)) (outer () :outer)) => :OUTER
(restart-case (restart-case (invoke-restart 'r) (r () (invoke-restart 'r))) (r () :outer)) => :OUTER
(restart-case (invoke-restart (find-restart 'r)) (r () :found)) => :FOUND
(restart-case (mapcar #'restart-name (remove-if-not (lambda (r) (member (restart-name r) '(a b))) (compute-restarts))) (a () 1) (b () 2)) => (A B)
(find-restart 'no-such-restart-at-all) => NIL
(invoke-restart 'no-such-restart-at-all) !! control-error
(handler-bind ((error (lambda (c) (invoke-restart 'fix (princ-to-string c))))) (restart-case (error "broken") (fix (s) (list :fixed s)))) => (:FIXED "broken")
(restart-case (princ-to-string (find-restart 'r)) (r () :report "A report" 1)) => "A report"
(restart-case (princ-to-string (find-restart 'r)) (r () :report (lambda (s) (princ "from a function" s)) 1)) => "from a function"
(restart-case (null (find-restart 'r)) (r () :test (lambda (c) (declare (ignore c)) nil) 1)) => T
(restart-case (not (null (find-restart 'r))) (r () :test (lambda (c) (null c)) 1)) => T
(restart-case (invoke-restart-interactively 'r) (r (x) :interactive (lambda () (list 7)) (list :got x))) => (:GOT 7)
(restart-case (invoke-restart-interactively 'r) (r () :no-arguments)) => :NO-ARGUMENTS
(with-simple-restart (skip "Skip ~A" 1) (invoke-restart 'skip) 5) => NIL; T
(with-simple-restart (skip "Skip") 5) => 5
(with-simple-restart (skip "Skip ~A" 1) (princ-to-string (find-restart 'skip))) => "Skip 1"
(restart-bind ((r (lambda (x) (list :bound x)))) (invoke-restart 'r 5)) => (:BOUND 5)
(let ((n 0)) (restart-bind ((r (lambda () (incf n)))) (invoke-restart 'r) (invoke-restart 'r)) n) => 2
(handler-bind ((simple-error #'continue)) (cerror "Go on" "stop")) => NIL
(handler-case (cerror "Go on ~A" "stop ~A" 5) (error (c) (princ-to-string c))) => "stop 5"
(handler-bind ((error (lambda (c) (invoke-restart 'use-value (list :used (type-error-datum c)))))) (restart-case (error 'type-error :datum 1 :expected-type 'list) (use-value (v) v))) => (:USED 1)
(restart-case (use-value 5) (use-value (x) (list :u x))) => (:U 5)
(restart-case (store-value 5) (store-value (x) (list :s x))) => (:S 5)
(restart-case (continue) (continue () :c)) => :C
(restart-case (abort) (abort () :a)) => :A
(let ((c1 (make-condition 'error)) (c2 (make-condition 'error))) (restart-case (with-condition-restarts c1 (list (find-restart 'r)) (list (not (null (find-restart 'r c1))) (null (find-restart 'r c2)) (not (null (find-restart 'r))))) (r () 1))) => (T T T)
(handler-case (restart-case (error "x") (r () 1)) (error () :handled)) => :HANDLED
(let ((log nil)) (handler-bind ((error (lambda (c) (push (not (null (find-restart 'r c))) log) (invoke-restart 'r)))) (restart-case (error "x") (r () (push :r log)))) log) => (:R T)
(restart-case (let ((r (find-restart 'r))) (typep r 'restart)) (r () 1)) => T
(let ((result nil)) (dotimes (i 3 (nreverse result)) (push (restart-case (if (= i 1) (invoke-restart 'skip) i) (skip () :skipped)) result))) => (0 :SKIPPED 2)
(block nil (restart-case (return 5) (r () 6))) => 5
(handler-bind ((unbound-variable (lambda (c) (declare (ignore c)) (use-value 7)))) (+ 1 unbound-in-test)) => 8
(handler-bind ((undefined-function (lambda (c) (declare (ignore c)) (use-value #'list)))) (undefined-in-test 1 2)) => (1 2)

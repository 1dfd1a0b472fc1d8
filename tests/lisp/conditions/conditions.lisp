;;;; Conditions, handlers and restarts (CLHS 9).

(handler-case (error "boom ~A" 1) (error (c) (princ-to-string c))) => "boom 1"
(handler-case (car 1) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (1 LIST)
(handler-case 5 (error () 6)) => 5
(handler-case (values 1 2) (:no-error (a b) (list b a))) => (2 1)
(handler-case (signal 'simple-condition) (condition () :seen)) => :SEEN
(signal 'simple-condition) => NIL
(define-condition my-error (error) ((code :initarg :code :reader my-code)) (:report (lambda (c s) (princ (my-code c) s))))
(handler-case (error 'my-error :code 42) (my-error (c) (list (my-code c) (princ-to-string c)))) => (42 "42")
(define-condition my-sub (my-error) ((extra :initform :none :initarg :extra :reader my-extra)))
(handler-case (error 'my-sub :code 1) (my-error (c) (my-extra c))) => :NONE
(handler-case (error 'my-sub :code 1) (warning () 1) (type-error () 2) (error () 3)) => 3
(let ((log nil)) (handler-case (handler-bind ((error (lambda (c) (declare (ignore c)) (push :saw log)))) (error "x")) (error () (push :caught log))) log) => (:CAUGHT :SAW)
(restart-case (invoke-restart 'my 1 2) (my (a b) (list a b))) => (1 2)
(handler-bind ((error (lambda (c) (declare (ignore c)) (invoke-restart 'use-other :other)))) (restart-case (error "x") (use-other (v) v))) => :OTHER
(handler-bind ((unbound-variable (lambda (c) (declare (ignore c)) (use-value 7)))) (+ 1 no-such-variable)) => 8
(handler-bind ((undefined-function (lambda (c) (declare (ignore c)) (use-value #'list)))) (no-such-function 1 2)) => (1 2)
(handler-bind ((type-error (lambda (c) (declare (ignore c)) (use-value 5)))) (+ 1 (car 3))) => 6
(with-simple-restart (skip "Skip") (invoke-restart 'skip)) => NIL; T
(handler-bind ((warning #'muffle-warning)) (warn "x")) => NIL
(ignore-errors 1) => 1
(null (ignore-errors (error "x"))) => T
(let ((n 0)) (handler-bind ((simple-error (lambda (c) (declare (ignore c)) (incf n) (continue)))) (cerror "go on" "stop") (cerror "go on" "stop") n)) => 2
(find-restart 'no-such-restart) => NIL
(invoke-restart 'no-such-restart) !! control-error
(let ((x 1)) (check-type x integer) x) => 1
(let ((x 1)) (check-type x string) x) !! type-error
(assert (= 1 1)) => NIL
(assert (= 1 2)) !! error
(make-condition 'no-such-condition) !! error
(typep (make-condition 'my-sub :code 1) 'my-error) => T
(handler-case (unwind-protect (error "a") (ignore-errors (error "b"))) (error (c) (princ-to-string c))) => "a"
;;; A compound type names the condition type that is made.
(type-of (make-condition '(or simple-error type-error))) => SIMPLE-ERROR
(type-of (make-condition '(and error simple-condition simple-error))) => SIMPLE-ERROR
(type-of (make-condition '(and condition (not integer) program-error))) => PROGRAM-ERROR
(simple-condition-format-control (make-condition '(or simple-warning error) :format-control "x")) => "x"
(progn (deftype either-error () '(or type-error simple-error)) (type-of (make-condition 'either-error :datum 1 :expected-type 'list))) => TYPE-ERROR
(make-condition '(and error warning)) !! type-error
(make-condition '(or integer string)) !! type-error
(make-condition 'no-such-type) !! type-error

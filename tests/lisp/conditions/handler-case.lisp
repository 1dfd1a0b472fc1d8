;;;; HANDLER-BIND, HANDLER-CASE, IGNORE-ERRORS, SIGNAL, ERROR, CERROR, WARN, MAKE-CONDITION: order, context, values, and
;;;; what is refused (CLHS 9.2).

; Handlers run in the dynamic context of the signal, without themselves and those inside.
(let ((*print-base* 10)) (handler-bind ((condition (lambda (c) (declare (ignore c)) (throw 'base *print-base*)))) (catch 'base (let ((*print-base* 2)) (signal 'condition))))) => 2
(let ((log nil)) (handler-bind ((condition (lambda (c) (declare (ignore c)) (push :outer log)))) (handler-bind ((condition (lambda (c) (declare (ignore c)) (push :inner log) (signal 'condition)))) (signal 'condition))) log) => (:OUTER :OUTER :INNER)
(let ((log nil)) (handler-bind ((warning (lambda (c) (declare (ignore c)) (push 1 log))) (condition (lambda (c) (declare (ignore c)) (push 2 log)))) (signal 'warning)) (reverse log)) => (1 2)
(handler-bind () (values 1 2)) => 1; 2
(handler-bind ((error #'list))) => NIL
(let ((n 0)) (handler-bind ((warning (progn (incf n) #'identity))) (signal 'warning) (signal 'warning) n)) => 1
(handler-bind (((or warning type-error) (lambda (c) (throw 'seen (type-of c))))) (catch 'seen (signal 'type-error :datum 1 :expected-type 'list))) => TYPE-ERROR
(handler-bind (((and warning (not style-warning)) (lambda (c) (throw 'seen (type-of c))))) (catch 'seen (signal 'style-warning) :declined)) => :DECLINED
(eval '(handler-bind ((error)) 1)) !! program-error
(handler-bind ((error 5)) (signal 'error)) !! type-error
(handler-bind ((error 'no-such-handler)) (signal 'error)) !! undefined-function
; Clauses are chosen in order, their bodies run after unwinding.
(let ((log nil)) (handler-case (unwind-protect (error "x") (push :cleanup log)) (error () (push :body log))) log) => (:BODY :CLEANUP)
(handler-case (signal 'simple-error) (warning () 1) (error () 2) (condition () 3)) => 2
(handler-case (error "x") (error ())) => NIL
(handler-case (error "x") (error (c) (declare (ignore c)) (values 1 2))) => 1; 2
(handler-case (values 1 2 3)) => 1; 2; 3
(handler-case (values 3 4) (error () :error) (:no-error (a &optional b &rest c) (list a b c))) => (3 4 NIL)
(handler-case (error "x") (error () :error) (:no-error (&rest all) all)) => :ERROR
(handler-case (handler-case (error "x") (:no-error (v) v)) (error () :outer)) => :OUTER
(handler-case (handler-case 1 (error () :inner) (:no-error (v) (error "in ~A" v))) (error () :outer)) => :OUTER
(handler-case (handler-case (error "a") (error () (error "b"))) (error (c) (princ-to-string c))) => "b"
(eval '(handler-case 1 (error (a b) 2))) !! program-error
(eval '(handler-case 1 error)) !! error
(list (multiple-value-list (ignore-errors (values 1 2))) (let ((l (multiple-value-list (ignore-errors (error "x"))))) (list (first l) (typep (second l) 'simple-error)))) => ((1 2) (NIL T))
(let ((l (multiple-value-list (ignore-errors (throw 'no-such-tag 1) 5)))) (list (first l) (typep (second l) 'control-error))) => (NIL T)
(handler-case (ignore-errors (signal 'warning) :went-on) (warning () :seen)) => :SEEN
(handler-case (ignore-errors (warn "not an error")) (warning () :seen)) => :SEEN
; Designators of conditions.
(list (signal 'condition) (signal "text ~A" 1) (signal (make-condition 'warning))) => (NIL NIL NIL)
(handler-case (signal "text ~A" 1) (simple-condition (c) (list (type-of c) (princ-to-string c)))) => (SIMPLE-CONDITION "text 1")
(handler-case (error "text ~A" 1) (simple-error (c) (list (simple-condition-format-control c) (simple-condition-format-arguments c)))) => ("text ~A" (1))
(handler-case (warn "text ~A" 1) (simple-warning (c) (princ-to-string c))) => "text 1"
(handler-case (error (lambda (s &rest l) (format s "by function ~A" l)) 1 2) (simple-error (c) (princ-to-string c))) => "by function (1 2)"
(let ((c (make-condition 'simple-error :format-control "again"))) (handler-case (error c) (error (d) (eq c d)))) => T
(error (make-condition 'error) 1) !! type-error
(error 'integer) !! type-error
(error 5) !! type-error
(signal 5) !! type-error
(warn 5) !! type-error
(warn 'simple-error) !! type-error
(signal 'type-error :no-such-initarg 1) !! error
(error 'no-such-condition-type) !! type-error
(make-condition 'type-error :datum) !! program-error
(type-error-datum (make-condition 'type-error :datum 1 :datum 2)) => 1
(invoke-debugger 'not-a-condition) !! type-error
; A handler that returns declines.
(let ((n 0)) (handler-case (handler-bind ((error (lambda (c) (declare (ignore c)) (incf n) :returned))) (error "x")) (error () n))) => 1

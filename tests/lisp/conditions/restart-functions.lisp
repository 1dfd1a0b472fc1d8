;;;; ABORT, CONTINUE, MUFFLE-WARNING, STORE-VALUE, USE-VALUE; FIND-RESTART, COMPUTE-RESTARTS, INVOKE-RESTART,
;;;; RESTART-NAME, WITH-CONDITION-RESTARTS, WITH-SIMPLE-RESTART (CLHS 9.2).

; The functions named after restarts: without one, ABORT and MUFFLE-WARNING are errors, the others return NIL.
(list (restart-case (abort) (abort () :aborted)) (restart-case (continue) (continue () :continued)) (restart-case (muffle-warning) (muffle-warning () :muffled)) (restart-case (store-value 1) (store-value (v) (list :stored v))) (restart-case (use-value 2) (use-value (v) (list :used v)))) => (:ABORTED :CONTINUED :MUFFLED (:STORED 1) (:USED 2))
(list (continue) (store-value 1) (use-value 1)) => (NIL NIL NIL)
(muffle-warning) !! control-error
(muffle-warning (make-condition 'warning)) !! control-error
(mapcar (lambda (f) (handler-case (funcall f 1 2 3) (program-error () :program))) (list #'abort #'continue #'muffle-warning #'store-value #'use-value)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar (lambda (f) (handler-case (funcall f) (program-error () :program))) (list #'store-value #'use-value #'find-restart #'invoke-restart #'invoke-restart-interactively #'restart-name #'signal #'error #'cerror #'warn #'make-condition #'invoke-debugger)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
; The innermost of a name is found first.
(restart-case (restart-case (use-value 1) (use-value (v) (list :inner v))) (use-value (v) (list :outer v))) => (:INNER 1)
(restart-case (mapcar #'restart-name (let ((l (compute-restarts))) (subseq l 0 2))) (one ()) (two ())) => (ONE TWO)
(restart-case (restart-case (mapcar #'restart-name (subseq (compute-restarts) 0 3)) (inner ())) (outer ()) (other ())) => (INNER OUTER OTHER)
(restart-case (let ((r (find-restart 'here))) (list (restart-name r) (eq r (find-restart r)) (typep r 'restart))) (here ())) => (HERE T T)
(restart-bind ((nil (lambda () 1))) (restart-name (first (compute-restarts)))) => NIL
(list (find-restart 'not-there) (find-restart 'not-there (make-condition 'error))) => (NIL NIL)
(invoke-restart 'not-there) !! control-error
(invoke-restart-interactively 'not-there) !! control-error
(restart-name 'x) !! type-error
(let ((r nil)) (restart-case (setq r (find-restart 'gone)) (gone () 1)) (handler-case (invoke-restart r) (control-error () :gone))) => :GONE
; Arguments of restarts.
(restart-case (invoke-restart 'take 1 2 3) (take (&rest all) all)) => (1 2 3)
(restart-bind ((take (lambda (a &optional (b 5)) (list a b)))) (list (invoke-restart 'take 1) (invoke-restart 'take 1 2))) => ((1 5) (1 2))
(restart-bind ((take (lambda (a) a))) (invoke-restart 'take)) !! program-error
(restart-case (invoke-restart-interactively 'ask) (ask (a b) :interactive (lambda () (list 1 2)) (+ a b))) => 3
(restart-bind ((ask (lambda (&rest l) l) :interactive-function (lambda () '(7)))) (invoke-restart-interactively 'ask)) => (7)
(restart-bind ((plain (lambda () :plain))) (invoke-restart-interactively 'plain)) => :PLAIN
; :TEST hides a restart; conditions that are associated with others hide it too.
(restart-case (find-restart 'hidden) (hidden () :test (lambda (c) (declare (ignore c)) nil) 1)) => NIL
(restart-case (not (null (find-restart 'only-errors (make-condition 'error)))) (only-errors () :test (lambda (c) (typep c 'error)) 1)) => T
(restart-case (find-restart 'only-errors (make-condition 'warning)) (only-errors () :test (lambda (c) (typep c 'error)) 1)) => NIL
(let ((a (make-condition 'error)) (b (make-condition 'error))) (restart-case (with-condition-restarts a (list (find-restart 'of-a)) (list (not (null (find-restart 'of-a a))) (find-restart 'of-a b) (not (null (find-restart 'of-a))))) (of-a ()))) => (T NIL T)
(let ((a (make-condition 'error)) (b (make-condition 'error))) (restart-case (progn (with-condition-restarts a (list (find-restart 'of-a)) 1) (not (null (find-restart 'of-a b)))) (of-a ()))) => T
(with-condition-restarts (make-condition 'error) nil (values 1 2)) => 1; 2
(let ((c (make-condition 'error))) (handler-case (restart-case (with-condition-restarts c (compute-restarts c) (error c)) (mine ())) (error (d) (eq c d)))) => T
(restart-case (handler-bind ((error (lambda (c) (let ((other (make-condition 'error))) (invoke-restart 'out (list (not (null (find-restart 'mine c))) (find-restart 'mine other))))))) (restart-case (error "associated") (mine ()))) (out (v) v)) => (T NIL)
; Reports.
(restart-case (princ-to-string (find-restart 'described)) (described () :report "In words" 1)) => "In words"
(restart-case (princ-to-string (find-restart 'described)) (described () :report (lambda (s) (format s "by ~A" 'function)) 1)) => "by FUNCTION"
(restart-case (princ-to-string (find-restart 'plain)) (plain ())) => "PLAIN"
(with-simple-restart (skip "Skip ~A of ~A" 1 2) (princ-to-string (find-restart 'skip))) => "Skip 1 of 2"
(list (multiple-value-list (with-simple-restart (skip "x") (values 1 2))) (multiple-value-list (with-simple-restart (skip "x") (invoke-restart 'skip)))) => ((1 2) (NIL T))
(with-simple-restart (skip "x") (invoke-restart 'skip 1)) !! program-error
(with-simple-restart (skip "x")) => NIL
(macroexpand '(with-simple-restart)) !! program-error
; WARN establishes MUFFLE-WARNING, CERROR establishes CONTINUE.
(handler-bind ((warning (lambda (c) (muffle-warning c)))) (list (warn "one") (warn 'style-warning))) => (NIL NIL)
(handler-bind ((error #'continue)) (cerror "Go on with ~A" "stop at ~A" 5)) => NIL
(handler-case (cerror "Go on" 'type-error :datum 1 :expected-type 'list) (type-error (c) (type-error-datum c))) => 1
(block b (handler-bind ((error (lambda (c) (return-from b (princ-to-string (find-restart 'continue c)))))) (cerror "Go on with ~A" "stop at ~A" 5))) => "Go on with 5"

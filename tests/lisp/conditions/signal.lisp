;;;; SIGNAL, ERROR, CERROR, WARN, *BREAK-ON-SIGNALS*, *DEBUGGER-HOOK*, INVOKE-DEBUGGER, BREAK (CLHS 9.2).

(signal 'condition) => NIL
(signal "text ~A" 1) => NIL
(handler-case (signal "text ~A" 1) (simple-condition (c) (princ-to-string c))) => "text 1"
(handler-case (error (lambda (stream &rest arguments) (format stream "called with ~S" arguments)) 1 2) (simple-error (c) (princ-to-string c))) => "called with (1 2)"
(error 'no-such-condition) !! type-error
(error 5) !! type-error
(error (make-condition 'error) 1) !! type-error
(error '(a b)) !! type-error
(signal nil) !! type-error
(handler-bind ((error #'continue)) (cerror "Go on" "stop")) => NIL
(block b (handler-bind ((error (lambda (c) (return-from b (list (princ-to-string c) (princ-to-string (find-restart 'continue c))))))) (cerror "Go on with ~A" "stop at ~A" 5))) => ("stop at 5" "Go on with 5")
(block b (handler-bind ((error (lambda (c) (return-from b (list (princ-to-string c) (princ-to-string (find-restart 'continue c))))))) (cerror "Use ~A of ~A" 'simple-error :format-control "x" :format-arguments nil))) => ("x" "Use FORMAT-CONTROL of x")
(block b (handler-bind ((error (lambda (c) (return-from b (princ-to-string (find-restart 'continue c)))))) (cerror "Ignore ~A" (make-condition 'error) :arg))) => "Ignore ARG"
(let ((c (make-condition 'simple-warning :format-control "w"))) (handler-case (warn c) (warning (d) (eq c d)))) => T
(handler-bind ((warning #'muffle-warning)) (with-output-to-string (*error-output*) (warn "x"))) => ""
(warn 'error) !! type-error
(warn (make-condition 'error)) !! type-error
(let ((system::*handler-clusters* nil) (*debugger-hook* (lambda (c hook) (declare (ignore hook)) (throw 'out (princ-to-string c))))) (catch 'out (error "to the hook"))) => "to the hook"
(let ((*debugger-hook* (lambda (c hook) (throw 'out (list (type-of c) (functionp hook) *debugger-hook*))))) (catch 'out (invoke-debugger (make-condition 'warning)))) => (WARNING T NIL)
(let ((system::*handler-clusters* nil) (*debugger-hook* (lambda (c hook) (declare (ignore c hook)) (invoke-restart 'fix 7)))) (restart-case (error "x") (fix (v) v))) => 7
(let ((*break-on-signals* 'integer)) (signal 'condition)) => NIL
(string-trim (list #\Newline) (with-output-to-string (*error-output*) (warn "careful: ~A" 5))) => "WARNING: careful: 5"

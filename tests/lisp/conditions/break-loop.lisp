;;;; Break loops: what they show, their commands, restarts by number, loops within loops; BREAK; *BREAK-ON-SIGNALS*.

(defun inner (x) (car x))
(defun outer (x) (+ 1 (inner x)))
;;; What a break loop that reads INPUT shows, its lines separated by slashes, and the values of THUNK, whose errors enter it.
(defun session (input thunk)
  (let* ((result nil)
         (shown (with-output-to-string (out)
                  (let* ((*debug-io* (make-two-way-stream (make-string-input-stream input) out)) (*query-io* *debug-io*)
                         (system::*handler-clusters* nil) (system::*prompt-count* 1) (system::*break-level* 1))
                    (setq result (catch 'system::%toplevel (multiple-value-list (restart-case (funcall thunk) (abort () :report "Back to the test" :aborted)))))))))
    (list (substitute #\/ #\Newline shown) result)))
(defun after-prompt (input thunk) (let ((shown (car (session input thunk)))) (subseq shown (+ 2 (search "> " shown)))))

(session ":a" (lambda () (error "hello ~A" 1))) => ("*** - hello 1/The following restarts are available:/ABORT          :R1      Back to the test/Break 2 [1]> /" (:ABORTED))
(session ":r1" (lambda () (error "hello"))) => ("*** - hello/The following restarts are available:/ABORT          :R1      Back to the test/Break 2 [1]> " (:ABORTED))
(second (session "abort" (lambda () (error "hello")))) => (:ABORTED)
(second (session "" (lambda () (error "the input ends")))) => (:ABORTED)
(second (session ":q" (lambda () (error "hello")))) => NIL
(session ":c" (lambda () (cerror "Go on" "stop ~A" 5))) => ("** - Continuable Error/stop 5/If you continue (by typing 'continue'): Go on/The following restarts are also available:/ABORT          :R1      Back to the test/Break 2 [1]> /" (NIL))
(second (session "continue" (lambda () (list (break) :went-on)))) => ((NIL :WENT-ON))
(first (session "continue" (lambda () (break "at ~A" 5)))) => "** - Continuable Error/at 5/If you continue (by typing 'continue'): Return from BREAK loop/The following restarts are also available:/ABORT          :R1      Back to the test/Break 2 [1]> /"
(second (session ":r1 7" (lambda () (outer 5)))) => (8)
(second (session ":r2 9" (lambda () (list (symbol-value 'not-bound-here) (symbol-value 'not-bound-here))))) => ((9 9))
(after-prompt "(+ 1 2) :a" (lambda () (error "x"))) => "/3/Break 2 [2]> /"
(after-prompt "(values 1 2) * :a" (lambda () (error "x"))) => "/1 ;/2/Break 2 [2]> /1/Break 2 [3]> /"
(after-prompt ":e :a" (lambda () (error "shown again"))) => "/*** - shown again/Break 2 [1]> /"
(after-prompt ":c :a" (lambda () (error "x"))) => "/This error cannot be continued./Break 2 [1]> /"
(let ((shown (after-prompt ":w :a" (lambda () (outer 5))))) (list (search "/<1/" shown) (not (null (search "> (INNER 5)" shown))))) => (0 T)
(let ((shown (after-prompt ":bt :a" (lambda () (outer 5))))) (list (search "(INNER 5)" shown) (< (search "(INNER 5)" shown) (search "(OUTER 5)" shown)))) => (7 T)
(let ((shown (after-prompt ":u :d :t :b :a" (lambda () (outer 5))))) (list (not (null (search "> (OUTER 5)" shown))) (not (null (search "<1/" shown))))) => (T T)
(let ((shown (after-prompt ":h :a" (lambda () (error "x"))))) (list (not (null (search ":bt, :backtrace" shown))) (not (null (search "help, :h" shown))))) => (T T)
(second (session "(setq *inner* (car 5)) :a 1 :a" (lambda () (error "x")))) => (:ABORTED)
(let ((shown (first (session "(car 5) :a :a" (lambda () (error "x")))))) (list (not (null (search "Break 3 [2]> " shown))) (not (null (search "ABORT          :R2      Abort debug loop" shown))))) => (T T)
(second (session "(car 5) :q" (lambda () (error "x")))) => NIL
(let ((*break-on-signals* 'warning)) (session ":c" (lambda () (signal 'condition) (signal 'style-warning) :after))) => ("** - Continuable Error/Condition of type STYLE-WARNING./BREAK entered because *BREAK-ON-SIGNALS* is WARNING./If you continue (by typing 'continue'): Return from BREAK loop/The following restarts are also available:/ABORT          :R1      Back to the test/Break 2 [1]> /" (:AFTER))
(second (session ":c" (lambda () (let ((*break-on-signals* 'simple-error)) (handler-case (error "x") (error () :handled)))))) => (:HANDLED)
(second (session ":a" (lambda () (let ((*debugger-hook* (lambda (c h) (declare (ignore c h)) (throw 'system::%toplevel :hook)))) (break "no hook"))))) => (:ABORTED)
(invoke-debugger 5) !! type-error

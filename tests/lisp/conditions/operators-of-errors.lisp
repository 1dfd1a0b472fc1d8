;;;; Reports of errors begin with the operator that signals them, as CLISP's do: the builtin or standard function that the
;;;; program called, whatever that calls in turn. Errors of the program itself have no such beginning.

;;; What the error of calling FUNCTION reports.
(defun told (function) (handler-case (progn (funcall function) :none) (error (c) (princ-to-string c))))
(defmacro report (&rest forms) `(told (lambda () ,@forms)))
;;; The beginning of that, up to the colon; NIL when the report goes on otherwise.
(defun before-colon (text) (let ((end (search ": " text))) (if end (subseq text 0 end) nil)))
(defmacro blamed (&rest forms) `(list ,@(mapcar (lambda (form) `(before-colon (report ,form))) forms)))
(defun identity-of (object) object)

; Instructions, in code that is compiled and in code that is evaluated.
(blamed (car (identity-of 5)) (cdr 5) (+ 1 (identity-of 'a)) (- (identity-of 'a) 1) (* 2 (identity-of 'a))) => ("CAR" "CDR" "+" "+" "*")
(mapcar #'before-colon (mapcar (lambda (form) (report (eval form))) '((car 5) (first 5) (1+ 'a) (zerop 'a) (> 1 'a) (svref "a" 0) (funcall 5)))) => ("CAR" "FIRST" "1+" "ZEROP" ">" "SVREF" "FUNCALL")
(blamed (< 1 (identity-of 'a)) (> 1 (identity-of 'a)) (<= (identity-of 'a) (identity-of 1)) (>= (identity-of 'a) (identity-of 1)) (= (identity-of 'a) 1)) => ("<" ">" "<=" ">=" "=")
(blamed (< (identity-of 'a) (identity-of 1)) (> (identity-of 'a) (identity-of 1)) (> (identity-of 'a) 1) (< (identity-of 'a) 1) (> 5 (identity-of 'a))) => ("<" ">" ">" "<" ">")
(blamed (logand 1 (identity-of 'a)) (logior 1 (identity-of 'a)) (logxor 1 (identity-of 'a))) => ("LOGAND" "LOGIOR" "LOGXOR")
(blamed (svref (identity-of "a") 0) (aref (identity-of 5) 0) (aref (vector 1) (identity-of 1)) (rplaca (identity-of nil) 1) (rplacd (identity-of 5) 1)) => ("SVREF" "AREF" "AREF" "RPLACA" "RPLACD")
(blamed (setf (aref (vector 1) (identity-of 1)) 1) (setf (svref (vector 1) (identity-of 1)) 1)) => ("(SETF AREF)" "(SETF SVREF)")
(blamed (throw 'nowhere 1) (progv 5 nil 1) (funcall (identity-of 5)) (apply #'list (identity-of 5)) (values-list (identity-of 5))) => ("THROW" "PROGV" "FUNCALL" "APPLY" "VALUES-LIST")
(let ((exit (block b (lambda () (return-from b 1))))) (before-colon (report (funcall exit)))) => "RETURN-FROM"
; Builtins; in the place of a function's value their frames are their callers'.
(report (symbol-name 5)) => "SYMBOL-NAME: The value 5 is not of type SYMBOL"
(report (list (/ 1 (identity-of 0)))) => "/: division by zero"
(report (let ((x (char "abc" (identity-of 7)))) x)) => "CHAR: The value 7 is not of type (INTEGER 0 (3))"
(defun last-call (x) (symbol-name x))
(report (last-call 5)) => "SYMBOL-NAME: The value 5 is not of type SYMBOL"
(blamed (funcall 'symbol-name 5) (funcall #'symbol-name 5) (apply #'symbol-name '(5)) (mapcar #'symbol-name '(5)) (reduce #'+ '(1 a)) (sort (list 1 'a) #'<)) => ("SYMBOL-NAME" "SYMBOL-NAME" "SYMBOL-NAME" "SYMBOL-NAME" "+" "SORT")
; Functions that write places.
(blamed (find 1 5) (member 1 5) (string= 5 "a") (make-string 'a) (fill 5 1) (setf (fill-pointer "a") 1)) => ("FIND" "MEMBER" "STRING=" "MAKE-STRING" "FILL" "(SETF FILL-POINTER)")
(blamed (setf (gethash 1 5) 2) (setf (char "a" 5) #\b) (setf (elt nil 1) 2) (setf (fill-pointer "a") 1) (setf (get 5 'a) 1)) => ("(SETF GETHASH)" "(SETF CHAR)" "(SETF ELT)" "(SETF FILL-POINTER)" "(SETF GET)")
; Functions that are written in Lisp, whatever they call.
(report (nth -1 '(1))) => "NTH: The value -1 is not of type UNSIGNED-BYTE"
(report (parse-integer "x")) => "PARSE-INTEGER: \"x\" is not an integer"
(blamed (mapcar #'cons 5 5) (elt '(1) 9) (coerce 5 'cons) (length 5) (find 1 5) (decode-universal-time 'a) (format nil "~A") (make-hash-table :test 'foo)) => ("MAPCAR" "ELT" "COERCE" "LENGTH" "FIND" "DECODE-UNIVERSAL-TIME" "FORMAT" "MAKE-HASH-TABLE")
(blamed (read-from-string ")") (read-from-string "(") (open "/no/such/file") (load "/no/such/file") (intern "A" "NO-SUCH-PACKAGE")) => ("READ-FROM-STRING" "READ-FROM-STRING" "OPEN" "LOAD" "INTERN")
(blamed (ext:getenv 5)) => ("GETENV")
(blamed (rename-file "/no/such/file" "b") (probe-file 5) (count-if-not 'evenp 5) (notany 'evenp 5) (nunion 5 '(1)) (mapcan 'list 5 5)) => ("RENAME-FILE" "PROBE-FILE" "COUNT-IF-NOT" "NOTANY" "NUNION" "MAPCAN")
(let ((*package* (find-package "KEYWORD"))) (report (car (identity-of 5)))) => "COMMON-LISP:CAR: The value 5 is not of type COMMON-LISP:LIST"
; Macros.
(report (eval '(when))) => "WHEN: there is no test: (WHEN)"
(report (eval '(do () () . 5))) => "DO: there is no end test: NIL"
(blamed (eval '(push 1 5)) (get-setf-expansion 5)) => ("PUSH" "GET-SETF-EXPANSION")
(blamed (eval '(psetq a)) (eval '(setf x)) (eval '(defstruct a (5))) (macroexpand-1 '(cond 5))) => ("PSETQ" "SETF" "DEFSTRUCT" "COND")
; The program's own errors, wherever they are signalled.
(defun failing (&rest arguments) (error "~A of mine" arguments))
(mapcar #'told (list (lambda () (error "mine")) #'failing (lambda () (mapcar #'failing '(1))) (lambda () (eval '(error "mine"))) (lambda () (funcall 'error "mine")) (lambda () (cerror "Go on" "mine")))) => ("mine" "NIL of mine" "(1) of mine" "mine" "mine" "mine")
(report (sort (list 1 2) #'failing)) => "(2 1) of mine"
(defun failing-last (&rest arguments) (apply #'error "~A of mine" arguments))
(defun failing-by-value (x) (let ((e (identity-of #'error))) (funcall e "~A of mine" x)))
(mapcar #'told (list (lambda () (mapcar 'failing-last '(1))) (lambda () (mapcar 'error '("mine"))) (lambda () (mapcar #'failing-by-value '(1))) (lambda () (every 'failing-last '(1))))) => ("1 of mine" "mine" "1 of mine" "1 of mine")
(let ((c (make-condition 'simple-error :format-control "shared"))) (list (report (mapcar 'error (list c))) (report (error c)))) => ("shared" "shared")
(report (mapcar (identity-of (lambda (x y) (list x y))) '(1))) => "1 is a wrong number of arguments for #<FUNCTION NIL>"
(report (eval '(dolist (x) x))) => "DOLIST takes a list of 2 to 3 elements: (X)"
(report (error 'type-error :datum 1 :expected-type 'list)) => "The value 1 is not of type LIST"
(let ((c (make-condition 'type-error :datum 1 :expected-type 'list))) (list (report (error c)))) => ("The value 1 is not of type LIST")
(mapcar (lambda (text) (subseq text 0 10)) (list (report (let ((x 5)) (check-type x string))) (report (ecase 5 (1 2))) (report (assert (eql 1 2))))) => ("The value " "The value " "(EQL 1 2) ")
; What programs lack is no operator's doing.
(report (no-such-function 1)) => "undefined function NO-SUCH-FUNCTION"
(report (eval '(no-such-function 1))) => "undefined function NO-SUCH-FUNCTION"
(report no-such-variable) => "variable NO-SUCH-VARIABLE has no value"
(list (report (eval 'no-such-variable)) (report (symbol-value 'no-such-variable))) => ("variable NO-SUCH-VARIABLE has no value" "SYMBOL-VALUE: variable NO-SUCH-VARIABLE has no value")
(report (funcall (identity-of 'cons) 1)) => "1 is a wrong number of arguments for #<FUNCTION CONS>"
; Signalled again it is the same error; readers give what they gave.
(let ((c (handler-case (car (identity-of 5)) (error (c) c)))) (list (report (error c)) (type-error-datum c) (type-error-expected-type c))) => ("CAR: The value 5 is not of type LIST" 5 LIST)
(let ((c (handler-case (parse-integer "x") (error (c) c)))) (list (simple-condition-format-control c) (apply #'format nil (simple-condition-format-control c) (simple-condition-format-arguments c)))) => ("~S is not an integer" "\"x\" is not an integer")
; A value in place of the failed call's.
(defun named (x) (symbol-name x))
(handler-bind ((type-error (lambda (c) (declare (ignore c)) (use-value "S")))) (list (named 5) (multiple-value-list (named 5)))) => ("S" ("S"))
; Warnings and what is no error have no operator.
(handler-case (warn "w") (warning (c) (princ-to-string c))) => "w"
(handler-case (mapcar #'signal '("s")) (condition (c) (princ-to-string c))) => "s"
; The arguments of macros.
(defmacro one-argument (x) x)
(defmacro some-arguments (x &optional y &key) (list x y))
(defmacro many-arguments (x (y z) &rest more) (list x y z more))
(defmacro with-keys (&key a) a)
(defmacro with-named-key (&key ((key a))) a)
(defmacro with-no-keys (&key) 1)
(mapcar (lambda (form) (report (eval form))) '((with-named-key 1 2) (with-no-keys :a 1))) => ("WITH-NAMED-KEY takes no other keywords than KEY: (1 2)" "WITH-NO-KEYS takes no keywords: (:A 1)")
(mapcar (lambda (form) (report (eval form))) '((one-argument) (one-argument 1 2) (many-arguments) (many-arguments 1 (2)) (with-keys :b 1) (with-keys :a) (one-argument . 1))) => ("ONE-ARGUMENT takes 1 argument: (ONE-ARGUMENT)" "ONE-ARGUMENT takes 1 argument: (ONE-ARGUMENT 1 2)" "MANY-ARGUMENTS takes at least 2 arguments: (MANY-ARGUMENTS)" "MANY-ARGUMENTS takes a list of 2 elements: (2)" "WITH-KEYS takes no other keywords than :A: (:B 1)" "WITH-KEYS takes keywords with a value each: (:A)" "ONE-ARGUMENT takes 1 argument: (ONE-ARGUMENT . 1)")
(mapcar #'told (list (lambda () (destructuring-bind (a b) (list 1) (list a b))) (lambda () (destructuring-bind (a &optional b) nil (list a b))))) => ("DESTRUCTURING-BIND takes a list of 2 elements: (1)" "DESTRUCTURING-BIND takes a list of 1 to 2 elements: NIL")

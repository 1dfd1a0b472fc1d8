;;;; SET-MACRO-CHARACTER, GET-MACRO-CHARACTER, MAKE-DISPATCH-MACRO-CHARACTER, SET- and GET-DISPATCH-MACRO-CHARACTER,
;;;; SET-SYNTAX-FROM-CHAR, COPY-READTABLE, READTABLE-CASE, READTABLEP, READ-DELIMITED-LIST (CLHS 23.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (reader-error () :reader) (end-of-file () :eof) (type-error () :type) (program-error () :program) (error () :error)))
(defmacro with-table (&body body) `(let ((*readtable* (copy-readtable nil))) ,@body))
(with-table (list (set-macro-character #\$ (lambda (s c) (list c (read s t nil t)))) (read-from-string "(a$b $ c)"))) => (T (A (#\$ B) (#\$ C)))
(with-table (set-macro-character #\$ (lambda (s c) (list c (read s t nil t))) t) (read-from-string "(a$b $c)")) => (A$B (#\$ C)); 8
(with-table (set-macro-character #\$ (lambda (s c) (declare (ignore s c)) (values))) (list (read-from-string "(a $ b)") (read-from-string "$ $ c"))) => ((A B) C)
(with-table (set-macro-character #\$ (lambda (s c) (declare (ignore s c)) (values 1 2))) (read-from-string "($)")) => (1); 3
(with-table (set-macro-character #\$ 'dollar-reader) (setf (symbol-function 'dollar-reader) (lambda (s c) (declare (ignore s c)) :by-name)) (read-from-string "$")) => :BY-NAME; 1
(with-table (set-macro-character #\$ (lambda (s c) c (read-char s)) t) (multiple-value-bind (function non-terminating) (get-macro-character #\$) (list (functionp function) non-terminating))) => (T T)
(list (multiple-value-list (get-macro-character #\a)) (nth-value 1 (get-macro-character #\()) (nth-value 1 (get-macro-character #\#)) (not (null (get-macro-character #\; nil)))) => ((NIL NIL) NIL T T)
; A table of its own is changed, no other; NIL is the standard one.
(let ((table (copy-readtable nil))) (set-macro-character #\! (lambda (s c) s c 5) nil table) (list (let ((*readtable* table)) (values (read-from-string "!"))) (symbolp (read-from-string "!")) (get-macro-character #\!) (not (null (get-macro-character #\! table))))) => (5 T NIL T)
(with-table (set-macro-character #\! (lambda (s c) s c 5)) (let ((copy (copy-readtable))) (list (eq copy *readtable*) (not (null (get-macro-character #\! copy))) (get-macro-character #\! nil)))) => (NIL T NIL)
(let* ((to (copy-readtable nil)) (from (copy-readtable nil))) (setf (readtable-case from) :preserve) (list (eq to (copy-readtable from to)) (readtable-case to))) => (T :PRESERVE)
; Dispatching characters.
(with-table (set-dispatch-macro-character #\# #\! (lambda (s c n) (list c n (read s t nil t)))) (list (read-from-string "#!a") (read-from-string "#12!a") (read-from-string "#0!a"))) => ((#\! NIL A) (#\! 12 A) (#\! 0 A))
(with-table (list (make-dispatch-macro-character #\$) (set-dispatch-macro-character #\$ #\x (lambda (s c n) s (list c n))) (read-from-string "(a$3x)") (read-from-string "$X"))) => (T T (A (#\x 3)) (#\X NIL))
(with-table (make-dispatch-macro-character #\$ t) (set-dispatch-macro-character #\$ #\x (lambda (s c n) s c n :seen)) (list (read-from-string "$x") (symbol-name (read-from-string "a$x")) (nth-value 1 (get-macro-character #\$)))) => (:SEEN "A$X" T)
(with-table (make-dispatch-macro-character #\$) (read-from-string "$x")) !! reader-error
(with-table (list (functionp (get-dispatch-macro-character #\# #\')) (get-dispatch-macro-character #\# #\!) (get-dispatch-macro-character #\# #\z) (eq (get-dispatch-macro-character #\# #\B) (get-dispatch-macro-character #\# #\b)))) => (T NIL NIL T)
(list (outcome #'get-dispatch-macro-character #\a #\b) (outcome #'set-dispatch-macro-character #\a #\b #'list (copy-readtable)) (outcome #'set-dispatch-macro-character #\# #\5 #'list (copy-readtable)) (outcome #'get-dispatch-macro-character #\#) (outcome #'set-dispatch-macro-character #\# #\!)) => (:ERROR :ERROR :ERROR :PROGRAM :PROGRAM)
; Syntax from another character.
(with-table (list (set-syntax-from-char #\$ #\;) (read-from-string (format nil "(a $b~%c)")))) => (T (A C))
(with-table (set-syntax-from-char #\( #\a) (symbol-name (read-from-string "(b "))) => "(B"
(with-table (set-syntax-from-char #\{ #\() (set-syntax-from-char #\} #\)) (handler-case (read-from-string "{a b)") (reader-error () :error))) => (A B); 5
(with-table (set-syntax-from-char #\$ #\Space) (read-from-string "(a$b)")) => (A B); 5
(with-table (set-syntax-from-char #\_ #\") (read-from-string "_ab_")) => "ab"; 4
(with-table (set-syntax-from-char #\~ #\\) (symbol-name (read-from-string "~a"))) => "a"
(list (outcome #'set-syntax-from-char #\a) (outcome #'set-syntax-from-char "a" #\b) (outcome #'set-syntax-from-char #\a 5)) => (:PROGRAM :TYPE :TYPE)
; Lists up to a character.
(with-input-from-string (s "1 (2) x ] y") (with-table (set-macro-character #\] (get-macro-character #\))) (list (read-delimited-list #\] s) (read s)))) => ((1 (2) X) Y)
(with-input-from-string (s "]") (with-table (set-macro-character #\] (get-macro-character #\))) (read-delimited-list #\] s))) => NIL
(with-input-from-string (s "1 2") (read-delimited-list #\] s)) !! end-of-file
(list (outcome #'read-delimited-list 5 (make-string-input-stream "")) (outcome #'read-delimited-list) (outcome #'read-delimited-list #\) 5)) => (:TYPE :PROGRAM :TYPE)
; Tables and their case.
(mapcar #'readtablep (list *readtable* (copy-readtable) nil 5)) => (T T NIL NIL)
(list (outcome #'readtable-case 5) (outcome #'readtable-case nil) (outcome #'copy-readtable 5) (outcome #'copy-readtable nil 5) (outcome #'readtablep) (outcome #'set-macro-character #\a) (outcome #'set-macro-character 5 #'list) (outcome #'get-macro-character 5) (outcome #'make-dispatch-macro-character 5)) => (:TYPE :TYPE :TYPE :TYPE :PROGRAM :PROGRAM :TYPE :TYPE :TYPE)
(with-table (setf (readtable-case *readtable*) :sideways)) !! type-error
(with-table (list (setf (readtable-case *readtable*) :invert) (readtable-case *readtable*))) => (:INVERT :INVERT)
; READ and its relatives.
(with-input-from-string (s "a b") (list (read-preserving-whitespace s) (read-char s) (read s) (read s nil :end))) => (A #\Space B :END)
(with-input-from-string (s "a b") (list (read s) (read-char s))) => (A #\b)
(list (multiple-value-list (read-from-string "a b")) (multiple-value-list (read-from-string "a b" t nil :preserve-whitespace t)) (multiple-value-list (read-from-string "xa b" t nil :start 1 :end 2)) (multiple-value-list (read-from-string "" nil :end))) => ((A 2) (A 1) (A 2) (:END 0))
(list (outcome #'read-from-string "") (outcome #'read-from-string 5) (outcome #'read-from-string "abc" t nil :start 4) (outcome #'read-from-string "abc" t nil :from 1) (outcome #'read-from-string "(a" nil nil)) => (:EOF :TYPE :TYPE :PROGRAM :EOF)
(handler-case (with-input-from-string (s "(a") (read s nil :end)) (end-of-file (c) (streamp (stream-error-stream c)))) => T
(with-standard-io-syntax (list *print-readably* *read-base* *print-base* (package-name *package*) *read-eval* *print-case* *read-default-float-format*)) => (T 10 10 "COMMON-LISP-USER" T :UPCASE SINGLE-FLOAT)
(let ((*read-base* 2)) (list (with-standard-io-syntax (read-from-string "10")) (values (read-from-string "10")))) => (10 2)
; PEEK-CHAR goes by the readtable; some characters stay invalid in tokens.
(with-table (set-syntax-from-char #\Space #\a) (set-syntax-from-char #\x #\Space) (with-input-from-string (s "xx a") (list (peek-char t s) (read-char s) (read-char s)))) => (#\Space #\Space #\a)
(with-table (mapcar (lambda (c) (set-syntax-from-char c #\a) (outcome #'read-from-string (format nil "b~Ac" c))) (list #\Backspace #\Tab #\Newline #\Page #\Return #\Space #\Rubout))) => (:READER :READER :READER :READER :READER :READER :READER)
(with-table (list (outcome (lambda () (setf (readtable-case nil) :upcase))) (outcome (lambda () (setf (readtable-case 5) :upcase))))) => (:TYPE :TYPE)

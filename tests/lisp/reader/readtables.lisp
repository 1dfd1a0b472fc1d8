;;;; Readtables and macro characters (CLHS 23.2).

(readtablep *readtable*) => T
(readtablep 5) => NIL
(eq (copy-readtable) *readtable*) => NIL
(readtable-case *readtable*) => :UPCASE
(let ((*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) :downcase) (symbol-name (read-from-string "FooBar"))) => "foobar"
(let ((*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) :preserve) (symbol-name (read-from-string "FooBar"))) => "FooBar"
(let ((*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) :invert) (list (symbol-name (read-from-string "foo")) (symbol-name (read-from-string "FOO")) (symbol-name (read-from-string "Foo")))) => ("FOO" "foo" "Foo")
(let ((*readtable* (copy-readtable nil))) (set-macro-character #\! (lambda (s c) (list c (read s t nil t)))) (read-from-string "(a !b c!d)")) => (A (#\! B) C (#\! D)); 10
(let ((*readtable* (copy-readtable nil))) (set-macro-character #\! (lambda (s c) (list c (read s t nil t))) t) (read-from-string "(a !b c!d)")) => (A (#\! B) C!D); 10
(let ((*readtable* (copy-readtable nil))) (set-macro-character #\! (lambda (s c) (declare (ignore s c)) (values))) (read-from-string "(a ! b)")) => (A B); 7
(let ((*readtable* (copy-readtable nil))) (set-macro-character #\! (lambda (s c) (declare (ignore s c)) nil) t) (multiple-value-bind (f non-terminating) (get-macro-character #\!) (list (functionp f) non-terminating))) => (T T)
(get-macro-character #\a) => NIL; NIL
(let ((*readtable* (copy-readtable nil))) (set-dispatch-macro-character #\# #\! (lambda (s c n) (list c n (read s t nil t)))) (read-from-string "#12!x")) => (#\! 12 X); 5
(let ((*readtable* (copy-readtable nil))) (make-dispatch-macro-character #\!) (set-dispatch-macro-character #\! #\x (lambda (s c n) (declare (ignore s c)) (list :x n))) (read-from-string "(!x !3x)")) => ((:X NIL) (:X 3)); 8
(let ((*readtable* (copy-readtable nil))) (set-syntax-from-char #\[ #\() (set-syntax-from-char #\] #\)) (read-from-string "[a b]")) !! error
(let ((*readtable* (copy-readtable nil))) (set-macro-character #\[ (lambda (s c) (declare (ignore c)) (read-delimited-list #\] s t))) (set-macro-character #\] (get-macro-character #\))) (read-from-string "[a [b] c]")) => (A (B) C); 9
(functionp (get-dispatch-macro-character #\# #\()) => T
(get-dispatch-macro-character #\# #\z) => NIL
(let ((*readtable* (copy-readtable nil))) (set-syntax-from-char #\; #\a) (symbol-name (read-from-string "a;b"))) => "A;B"

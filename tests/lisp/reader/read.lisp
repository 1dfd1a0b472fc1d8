;;;; READ, READ-FROM-STRING, READ-DELIMITED-LIST, READ-PRESERVING-WHITESPACE (CLHS 23.2).

(read-from-string "foo") => FOO; 3
(read-from-string " foo bar") => FOO; 5
(read-from-string "foo bar" t nil :start 3) => BAR; 7
(read-from-string "foo bar" t nil :end 2) => FO; 2
(read-from-string "foo bar" t nil :preserve-whitespace t) => FOO; 3
(read-from-string "" nil :eof) => :EOF; 0
(read-from-string "  " nil :eof) => :EOF; 2
(read-from-string "; comment") !! end-of-file
(read-from-string "(a . )") !! reader-error
(read-from-string "(a . b c)") !! reader-error
(read-from-string "( . a)") !! reader-error
(read-from-string ".") !! reader-error
(read-from-string "...") !! reader-error
(read-from-string "#<foo>") !! reader-error
(read-from-string "\"abc") !! end-of-file
(read-from-string "#|abc") !! end-of-file
(read-from-string "a::b::c") !! reader-error
(read-from-string "\\") !! end-of-file
(read-from-string "#)") !! reader-error
(read-from-string "#\\nosuchname") !! reader-error
(read-from-string "#2r3") !! reader-error
(read-from-string ",a") !! reader-error
(read-from-string "|foo|bar") => |fooBAR|; 8
(read-from-string "f\\oo") => |FoO|; 4
(read-from-string "FOO") => FOO; 3
(read-from-string ":foo") => :FOO; 4
(car (read-from-string "'a")) => QUOTE
(car (read-from-string "#'a")) => FUNCTION
(read-from-string "#.(+ 1 2)") => 3; 9
(let ((*read-eval* nil)) (read-from-string "#.(+ 1 2)")) !! reader-error
(let ((*read-suppress* t)) (read-from-string "(a b::c #.(d))")) => NIL; 14
(read-from-string "#+no-such-feature a b") => B; 21
(read-from-string "#-no-such-feature a b") => A; 20
(read-from-string "#+(or no-such-feature common-lisp) a b") => A; 37
(read-from-string "#+(and common-lisp (not no-such-feature)) a b") => A; 44
(read-from-string "#(1 2 3)") => #(1 2 3); 8
(read-from-string "#4(1 2)") => #(1 2 2 2); 7
(read-from-string "#1(1 2)") !! reader-error
(read-from-string "#*1011") => #*1011; 6
(read-from-string "#6*10") => #*100000; 5
(read-from-string "#2A((1 2) (3 4))") => #2A((1 2) (3 4)); 16
(read-from-string "#0A5") => #0A5; 4
(read-from-string "#\\x") => #\x; 3
(char-code (read-from-string "#\\Tab")) => 9
(read-from-string "#b101") => 5; 5
(read-from-string "#o777") => 511; 5
(read-from-string "#xdead") => 57005; 6
(read-from-string "#3r102") => 11; 6
(symbol-package (read-from-string "#:foo")) => NIL
(let ((x (read-from-string "(#1=(a) #1#)"))) (eq (first x) (second x))) => T
(let ((x (read-from-string "#1=(a . #1#)"))) (eq x (cdr x))) => T
(read-from-string "#1#") !! reader-error
(read-from-string "(a #|nested #|deep|# |# b)") => (A B); 26
(read-from-string (format nil "(a ; comment~%b)")) => (A B); 15
(read-from-string "-5") => -5; 2
(read-from-string "+5") => 5; 2
(read-from-string "5.") => 5; 2
(read-from-string "4/6") => 2/3; 3
(read-from-string "-4/6") => -2/3; 4
(read-from-string "1.5") => 1.5; 3
(read-from-string "-") => -; 1
(read-from-string "1/0") !! error
(with-input-from-string (s "1 (2) three") (list (read s) (read s) (read s) (read s nil :eof))) => (1 (2) THREE :EOF)
(with-input-from-string (s "1 2 ] 3") (list (let ((*readtable* (copy-readtable))) (set-syntax-from-char #\] #\)) (read-delimited-list #\] s)) (read s))) => ((1 2) 3)
(with-input-from-string (s "a b") (read-preserving-whitespace s) (char= #\Space (read-char s))) => T
(with-input-from-string (s "a b") (read s) (read-char s)) => #\b
(with-input-from-string (s "(1 2") (read s)) !! end-of-file
; A name that a package does not have, or of a package that is not there.
(flet ((errors (text) (handler-case (read-from-string text) (error (c) (list (typep c 'reader-error) (typep c 'package-error) (let ((package (package-error-package c))) (if (packagep package) (package-name package) package)) (typep (stream-error-stream c) 'stream)))))) (mapcar #'errors '("cl:nosuch" "nosuch-package:bar"))) => ((T T "COMMON-LISP" T) (T T "NOSUCH-PACKAGE" T))

;;; The strings that a program reads are its own; those of source text are literals.
(let ((s (read-from-string "\"abc\""))) (setf (char s 0) #\z) s) => "zbc"
(let ((s (aref (second (with-input-from-string (i "(1 #(\"abc\"))") (read i))) 0))) (nstring-upcase s)) => "ABC"
(let ((a (read-from-string "(#1=\"ab\" #1#)"))) (setf (char (first a) 0) #\z) (second a)) => "zb"
(let ((s (with-input-from-string (i "\"ab\" ]") (first (progn (let ((*readtable* (copy-readtable nil))) (set-syntax-from-char #\] #\)) (read-delimited-list #\] i))))))) (nreverse s)) => "ba"
(let ((*readtable* (copy-readtable nil))) (set-macro-character #\! (lambda (stream char) (declare (ignore char)) (read stream t nil t))) (nstring-upcase (values (read-from-string "!\"ab\"")))) => "AB"
(let ((s (ext:getenv "PATH"))) (or (null s) (progn (setf (char s 0) (char s 0)) t))) => T

;;;; Tokens: numbers, potential numbers, symbols with escapes and packages, and how *READ-BASE* and the case of the
;;;; readtable matter (CLHS 2.2, 2.3).

(defun reading (text) (handler-case (let ((*package* (find-package "COMMON-LISP-USER"))) (values (read-from-string text))) (end-of-file () :eof) (reader-error () :reader-error) (error () :error)))
(mapcar #'reading '("1" "+1" "-1" "1." "+1." "007" "-0" "1/2" "-4/6" "+2/4" "10/5" "0/5")) => (1 1 -1 1 1 7 0 1/2 -2/3 1/2 2 0)
(mapcar #'reading '("1.0" "-1.5" "+.5" "-.5e1" "1e3" "1.e3" "1.5e-2" "1d0" "1.5f0" "1s0" "1l0" "00.50")) => (1.0 -1.5 0.5 -5.0 1000.0 1000.0 0.015 1.0d0 1.5 1.0 1.0d0 0.5)
(mapcar (lambda (text) (let ((x (reading text))) (if (symbolp x) (symbol-name x) x))) '("1+" "+" "-" "1-" "+1+" "a1" "1a" "1e" "e5" ".e5" "1/" "/2" "1//2" "1/-2" "+/5" "--1" "1.5.2" "^" "_" "1_0" "1e5e")) => ("1+" "+" "-" "1-" "+1+" "A1" "1A" "1E" "E5" ".E5" "1/" "/2" "1//2" "1/-2" "+/5" "--1" "1.5.2" "^" "_" "1_0" "1E5E")
(mapcar #'reading '("1/0" "." ".." "..." "(1 .)" "(. 1)" "(1 . 2 3)" "(1 . . 2)" ")" "#<" "#)" "# ")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
(mapcar #'reading '("(" "(1" "\"ab" "|ab" "ab\\" "#(" "'" "`" "#|" "#'" "#1=" "(1 . 2" "#+common-lisp")) => (:EOF :EOF :EOF :EOF :EOF :EOF :EOF :EOF :EOF :EOF :EOF :EOF :EOF)
; Floats out of range.
(mapcar #'reading '("1e100" "-1d400")) => (:READER-ERROR :READER-ERROR)
(let ((*read-default-float-format* 'double-float)) (mapcar #'reading '("1.0" "1e0" "1f0" "1.5d0"))) => (1.0d0 1.0d0 1.0 1.5d0)
(let ((*read-default-float-format* 'single-float)) (mapcar #'type-of (mapcar #'reading '("1.0" "1d0" "1l0")))) => (SINGLE-FLOAT DOUBLE-FLOAT DOUBLE-FLOAT)
; Bases.
(let ((*read-base* 16)) (mapcar #'reading '("ff" "10" "10." "-FF/a" "1e5" "g"))) => (255 16 10 -51/2 485 G)
(let ((*read-base* 2)) (list (reading "101") (reading "102") (symbolp (reading "12a")))) => (5 |102| T)
(let ((*read-base* 36)) (list (reading "z") (reading "zz.") (reading "10"))) => (35 ZZ. 36)
(let ((*read-base* 37)) (read-from-string "1")) !! error
(mapcar #'reading '("#b101" "#B-11/10" "#o17" "#xFf" "#16rff" "#3R21" "#36rZ")) => (5 -3/2 15 255 255 7 35)
(mapcar #'reading '("#b2" "#o8" "#xg" "#37r1" "#1r0" "#r1" "#b" "#b1.5" "#2ra")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
; Escapes keep what is a number or has another case from being seen so.
(mapcar (lambda (text) (symbol-name (reading text))) '("|a|" "a|B c|d" "\\a" "\\1" "1\\2" "|1|" "a\\ b" "\\|" "|\\||" "||" "abc||" "|;|" "\\." "|.|")) => ("a" "AB cD" "a" "1" "12" "1" "A B" "|" "|" "" "ABC" ";" "." ".")
; Packages.
(mapcar (lambda (text) (let ((s (reading text))) (if (symbolp s) (list (symbol-name s) (if (symbol-package s) (package-name (symbol-package s)))) s))) '("cl:car" "cl::car" ":x" "#:x" "keyword:x" ":|x y|" "cl-user::new-symbol-here")) => (("CAR" "COMMON-LISP") ("CAR" "COMMON-LISP") ("X" "KEYWORD") ("X" NIL) ("X" "KEYWORD") ("x y" "KEYWORD") ("NEW-SYMBOL-HERE" "COMMON-LISP-USER"))
(mapcar #'reading '("cl:no-such-symbol" "no-such-package:x" "no-such-package::x" "cl:::car" "cl:car:cdr" "cl:" "::" ":x:y")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
(list (eq (reading "#:a") (reading "#:a")) (eq (reading "a\\:b") (intern "A:B")) (reading "cl:nil") (reading "()")) => (NIL T NIL NIL)
; Case.
(defun names-in-case (case) (let ((*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) case) (mapcar (lambda (text) (symbol-name (read-from-string text))) '("abc" "ABC" "aBc" "\\aB" "|aB|C"))))
(mapcar #'names-in-case '(:upcase :downcase :preserve :invert)) => (("ABC" "ABC" "ABC" "aB" "aBC") ("abc" "abc" "abc" "ab" "aBc") ("abc" "ABC" "aBc" "aB" "aBC") ("ABC" "abc" "aBc" "ab" "aBc"))
; Strings and characters.
(mapcar #'reading '("\"\"" "\"a\\\"b\"" "\"a\\\\b\"" "\"\\a\"")) => ("" "a\"b" "a\\b" "a")
(mapcar #'reading '("#\\a" "#\\A" "#\\Space" "#\\SPACE" "#\\newline" "#\\(" "#\\;" "#\\\\" "#\\\"")) => (#\a #\A #\Space #\Space #\Newline #\( #\; #\\ #\")
(mapcar #'reading '("#\\no-such-name" "#\\ab" "#\\")) => (:READER-ERROR :READER-ERROR :EOF)

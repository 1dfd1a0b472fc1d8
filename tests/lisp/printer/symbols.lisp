;;;; How symbols are printed (CLHS 22.1.3.3): the readtable's case, *PRINT-CASE*, and escapes where the text would be read as
;;;; anything else.

(defun texts (table-case print-case function &rest names) (let* ((symbols (mapcar (lambda (name) (intern name)) names)) (*readtable* (copy-readtable nil)) (*print-case* print-case)) (setf (readtable-case *readtable*) table-case) (mapcar function symbols))) => TEXTS
(texts :upcase :upcase #'prin1-to-string "FOO" "foo" "Foo" "FOO-BAR") => ("FOO" "|foo|" "|Foo|" "FOO-BAR")
(texts :upcase :downcase #'prin1-to-string "FOO" "foo" "Foo" "FOO-BAR") => ("foo" "|foo|" "|Foo|" "foo-bar")
(texts :upcase :capitalize #'prin1-to-string "FOO" "foo" "Foo" "FOO-BAR" "A1B") => ("Foo" "|foo|" "|Foo|" "Foo-Bar" "A1b")
(texts :downcase :upcase #'prin1-to-string "FOO" "foo" "Foo" "foo-bar") => ("|FOO|" "FOO" "|Foo|" "FOO-BAR")
(texts :downcase :downcase #'prin1-to-string "FOO" "foo" "Foo" "foo-bar") => ("|FOO|" "foo" "|Foo|" "foo-bar")
(texts :downcase :capitalize #'prin1-to-string "FOO" "foo" "Foo" "foo-bar") => ("|FOO|" "Foo" "|Foo|" "Foo-Bar")
(texts :preserve :upcase #'prin1-to-string "FOO" "foo" "Foo" "a b") => ("FOO" "foo" "Foo" "|a b|")
(texts :preserve :downcase #'prin1-to-string "FOO" "foo" "Foo" "1e5") => ("FOO" "foo" "Foo" "|1e5|")
(texts :invert :upcase #'prin1-to-string "FOO" "foo" "Foo" "A B" "+") => ("foo" "FOO" "Foo" "|A B|" "+")
(texts :invert :capitalize #'prin1-to-string "FOO" "foo" "Foo" "FOO-BAR") => ("foo" "FOO" "Foo" "foo-bar")
(texts :upcase :downcase #'princ-to-string "FOO" "foo" "Foo" "FOO-bar" "A B") => ("foo" "foo" "foo" "foo-bar" "a b")
(texts :upcase :capitalize #'princ-to-string "FOO" "foo" "FOO-bar" "a b") => ("Foo" "foo" "Foo-bar" "a b")
(texts :downcase :upcase #'princ-to-string "FOO" "foo" "FOO-bar") => ("FOO" "FOO" "FOO-BAR")
(texts :downcase :capitalize #'princ-to-string "FOO" "foo" "FOO-bar" "a b") => ("FOO" "Foo" "FOO-Bar" "A B")
(texts :preserve :downcase #'princ-to-string "FOO" "foo" "Foo") => ("FOO" "foo" "Foo")
(texts :invert :upcase #'princ-to-string "FOO" "foo" "Foo" "A B") => ("foo" "FOO" "Foo" "a b")
;; Keywords, packages and uninterned symbols go the same way.
(let ((symbols '(:key system::somewhere)) (*print-gensym* t) (*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) :invert) (mapcar #'prin1-to-string (list* (make-symbol "G") symbols))) => ("#:g" ":key" "system::somewhere")
;; Whatever is printed is read as the same symbol.
(let ((symbols (mapcar #'intern '("FOO" "foo" "Foo" "A B" "a|b\\c" "1E5" "1e5" "." "..." "" "+" "1+" "-5E" "FF" "ff" "a:b" "#a" "a#" "É" "ß" "µ" "ǅ" "x1"))) (*readtable* (copy-readtable nil)) (wrong nil)) (dolist (table-case '(:upcase :downcase :preserve :invert) wrong) (dolist (*print-case* '(:upcase :downcase :capitalize)) (dolist (base '(2 10 16 36)) (setf (readtable-case *readtable*) table-case) (dolist (symbol symbols) (let ((*print-base* base) (*read-base* base)) (unless (eq symbol (read-from-string (prin1-to-string symbol))) (push (list table-case *print-case* base symbol) wrong))))))))  => NIL
;; Potential numbers.
(defun escaped-names (base &rest names) (let ((*print-base* base)) (remove-if-not (lambda (name) (char= (char (prin1-to-string (intern name)) 0) #\|)) names))) => ESCAPED-NAMES
(prin1-to-string (intern "1.5E")) => "|1.5E|"
(prin1-to-string (intern "1E")) => "|1E|"
(escaped-names 10 "1" "+1" "1.5" "1E5" "12A" "_1" "1^2" "1/2/3" "1.2.3" "+.E2" "1_2_3" "1+2" "+-1" "3D-4" "3D-4X" "1/E" "1D") => ("1" "+1" "1.5" "1E5" "12A" "_1" "1^2" "1/2/3" "1.2.3" "+.E2" "1_2_3" "1+2" "+-1" "3D-4" "3D-4X" "1/E" "1D")
(escaped-names 10 "+" "-" "1+" "1-" "FF" "DEAD" "BEEF-1" "F/A" "^" "12EE" "1AB" "A1" "E+1" "1E+" "1E-" "-5+" "7TH" "X1" "ABC/") => NIL
(escaped-names 16 "FF" "DEAD" "BEEF-1" "F/A" "12EE" "1AB" "A1" "E+1" "A" "ABC/" "1E+" "7TH" "X1" "-5+" "F.F1" "1.5EE") => ("FF" "DEAD" "BEEF-1" "F/A" "12EE" "1AB" "A1" "E+1" "A" "ABC/")
(escaped-names 36 "7TH" "X1" "1E+" "-5+") => ("7TH" "X1")
(escaped-names 2 "12" "1.5E" "FF") => ("12" "1.5E")
;; Names of dots, and the empty name.
(mapcar #'prin1-to-string '(|.| |..| |...| || :|| |A.|)) => ("|.|" "|..|" "|...|" "||" ":||" "A.")
;; The syntax that characters have in the current readtable counts.
(let ((*readtable* (copy-readtable nil)) (symbols '(a! a$ $a |A;B| |A'B|))) (set-macro-character #\! (lambda (stream char) (declare (ignore stream char)) 1)) (set-macro-character #\$ (lambda (stream char) (declare (ignore stream char)) 1) t) (set-syntax-from-char #\; #\a) (mapcar #'prin1-to-string symbols)) => ("|A!|" "A$" "|$A|" "A;B" "|A'B|")
(let ((*print-gensym* nil)) (list (prin1-to-string (make-symbol "G")) (write-to-string (make-symbol "G") :readably t))) => ("G" "#:G")
(let ((*print-base* 40)) (prin1-to-string 'a)) !! error

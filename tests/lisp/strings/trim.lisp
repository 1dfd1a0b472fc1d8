;;;; STRING-TRIM, STRING, MAKE-STRING, CHAR and the predicates (CLHS 16.2).

(string-trim "abc" "abcaakaaakabcaaa") => "kaaak"
(string-trim '(#\Space) "  garbanzo beans  ") => "garbanzo beans"
(string-trim " (*)" " ( *three (silly) words* ) ") => "three (silly) words"
(string-left-trim "abc" "labcabcabc") => "labcabcabc"
(string-left-trim " " "  x ") => "x "
(string-right-trim " " " x  ") => " x"
(string-right-trim " (*)" " ( *three (silly) words* ) ") => " ( *three (silly) words"
(string-trim "" " a ") => " a "
(string-trim "a" "aaa") => ""
(string-trim "F" 'foof) => "OO"
(string-trim #(#\x) "xax") => "a"
(string "already") => "already"
(string 'sym) => "SYM"
(string #\c) => "c"
(string 5) !! type-error
(make-string 3 :initial-element #\x) => "xxx"
(length (make-string 5)) => 5
(make-string 0) => ""
(make-string -1) !! type-error
(char "abc" 2) => #\c
(schar "abc" 0) => #\a
(char "abc" 3) !! error
(char "abc" -1) !! type-error
(char 'abc 0) !! type-error
(let ((s (make-string 2 :initial-element #\a))) (setf (char s 1) #\b) s) => "ab"
(setf (char (make-string 2) 5) #\b) !! error
(setf (char (make-string 2) 0) 5) !! type-error
(stringp "a") => T
(stringp #\a) => NIL
(stringp (make-array 2 :element-type 'character :initial-element #\a)) => T
(simple-string-p "a") => T
(simple-string-p (make-array 2 :element-type 'character :fill-pointer 1)) => NIL
(let ((s (make-array 5 :element-type 'character :fill-pointer 0))) (vector-push #\a s) (vector-push #\b s) (list s (length s) (string= s "ab") (equal s "ab"))) => ("ab" 2 T T)
(let ((s (make-array 1 :element-type 'character :fill-pointer 0 :adjustable t))) (dotimes (i 5) (vector-push-extend (code-char (+ 97 i)) s)) s) => "abcde"
(let ((s (make-array 3 :element-type 'character :fill-pointer 2 :initial-element #\z))) (string-upcase s)) => "ZZ"
(equal "abc" (concatenate 'string "ab" "c")) => T
(equalp "abc" "ABC") => T
(eql "abc" (copy-seq "abc")) => NIL

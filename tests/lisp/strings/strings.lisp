;;;; Strings and characters (CLHS 13, 16).

(string= "abc" "abc") => T
(string= "abc" "ABC") => NIL
(string-equal "abc" "ABC") => T
(string< "abc" "abd") => 2
(string< "b" "a") => NIL
(string-upcase "abc") => "ABC"
(string-downcase 'abc) => "abc"
(string-capitalize "hello world") => "Hello World"
(subseq "hello" 1 3) => "el"
(subseq "hello" 3 9) !! error
(char "abc" 1) => #\b
(char "abc" 3) !! error
(length "héllo") => 5
(concatenate 'string "a" "b") => "ab"
(string-trim " " "  a b ") => "a b"
(string-left-trim "x" "xxa") => "a"
(string 'foo) => "FOO"
(string #\a) => "a"
(let ((s (make-string 3 :initial-element #\x))) (setf (char s 1) #\y) s) => "xyx"
(reverse "abc") => "cba"
(position #\b "abc") => 1
(char-upcase #\a) => #\A
(char-code #\A) => 65
(code-char 955) => #\GREEK_SMALL_LETTER_LAMDA
(char= #\a #\a) => T
(char< #\a #\b #\c) => T
(char-equal #\a #\A) => T
(alpha-char-p #\1) => NIL
(digit-char-p #\7) => 7
(digit-char-p #\f 16) => 15
(digit-char 11 16) => #\B
(char-name #\Space) => "Space"
(search "lo" "hello") => 3
(string-not-equal "a" "b") => 0
(equal "ab" "ab") => T
(eq 'abc (intern "ABC")) => T
(stringp "x") => T
(characterp #\x) => T
(coerce '(#\a #\b) 'string) => "ab"
(coerce "ab" 'list) => (#\a #\b)

;;;; STRING=, STRING< and their relatives (CLHS 16.2).

(string= "foo" "foo") => T
(string= "foo" "Foo") => NIL
(string= "foo" "bar") => NIL
(string= "together" "frog" :start1 1 :end1 3 :start2 2) => T
(string= 'abc "ABC") => T
(string= #\a "a") => T
(string= "" "") => T
(string= "abc" "abcd") => NIL
(string= 'nil "NIL") => T
(string= 5 "a") !! type-error
(string= "abc" "abc" :end1 5) !! error
(string= "abc" "abc" :start1 2 :end1 1) !! error
(string-equal "foo" "FoO") => T
(string-equal "abc" "xbc" :start1 1 :start2 1) => T
(string-equal "abcd" "0123abcd9012" :start1 5 :end1 8 :start2 7 :end2 10) !! error
(string/= "abc" "abd") => 2
(string/= "abc" "abc") => NIL
(string/= "abc" "abcd") => 3
(string< "aaaa" "aaab") => 3
(string< "abc" "abc") => NIL
(string< "ab" "abc") => 2
(string< "abc" "ab") => NIL
(string< "" "a") => 0
(string>= "aaaaa" "aaaa") => 4
(string>= "abc" "abd") => NIL
(string> "b" "a") => 0
(string> "a" "b") => NIL
(string<= "abc" "abc") => 3
(string<= "abd" "abc") => NIL
(string-lessp "abc" "ABD") => 2
(string-greaterp "B" "a") => 0
(string-not-greaterp "Abcde" "abcdE") => 5
(string-not-lessp "012AAAA789" "01aaab6" :start1 3 :end1 7 :start2 2 :end2 6) => NIL
(string-not-equal "AAAA" "aaaA") => NIL
(string-not-equal "ab" "AC") => 1
(string< "xab" "yab" :start1 1 :start2 1) => NIL
(string< "xaa" "yab" :start1 1 :start2 1) => 2
; Long strings, whose ends differ.
(let ((a (make-string 100 :initial-element #\a)) (b (make-string 101 :initial-element #\a)))
  (list (string< a b) (string> b a) (string= a b :end2 100) (string/= a b) (progn (setf (char b 37) #\A) (string/= a b))
        (string-equal a b :end2 100) (string-lessp a b) (string> a b) (string<= b a :start1 30)))
  => (100 100 T 100 37 T 100 37 37)
(let ((b (copy-seq "a literal of more than sixteen characters")))
  (list (string= b "a literal of more than sixteen characters") (string< "a literal of more than sixteen charActers" b)
        (string-equal "A literal of more than sixteen characterS" b) (string= b "a literal of more than sixteen characterz")))
  => (T 35 T NIL)
(list (parse-integer "4611686018427387904") (parse-integer "-4611686018427387905") (parse-integer "9223372036854775808")
      (parse-integer " +0012 ") (parse-integer "-" :junk-allowed t) (parse-integer "zz" :radix 36))
  => (4611686018427387904 -4611686018427387905 9223372036854775808 12 NIL 1295)

;;;; SEARCH, MISMATCH (CLHS 17.3).

(search "dog" "it's a dog's life") => 7
(search '(0 1) '(2 4 6 1 3 5) :key #'oddp) => 2
(search "" "abc") => 0
(search "" "abc" :from-end t) => 3
(search "abcd" "abc") => NIL
(search "ab" "xxabab" :from-end t) => 4
(search "ab" "ababab" :start2 1) => 2
(search "ab" "ababab" :end2 3 :from-end t) => 0
(search "xaby" "cab" :start1 1 :end1 3) => 1
(search '(1 2) #(0 1 2 3)) => 1
(search "AB" "xab" :test #'char-equal) => 1
(search "AB" "xabxAb" :test #'char-equal :from-end t) => 4
(search "AB" "xabxAB" :test 'char=) => 4
(search "STRASSE" "straße" :test #'char-equal) => NIL
(search '(#\A) "xa" :test #'char-equal) => 1
(search '(1) "xa" :test #'char-equal) !! type-error
(search "ab" "xxABab" :test (lambda (a b) (char= a (char-downcase b))) :from-end t) => 4
(search "ab" "xxAB" :key #'char-upcase :start2 1) => 2
(search '((1)) '((0) (1) 2) :key #'car) => 1
(search "abc" "ab" :key #'char-upcase) => NIL
(search "" "ab" :key #'char-upcase :from-end t) => 2
(search '(2 3) '(1 2 3) :test-not (lambda (a b) (/= a b))) => 1
(search '((1)) '((0) (1)) :key #'car) => 1
(search "ab" "ab" :start2 3) !! error
(search "ab" "ab" :end1 3) !! error
(mismatch "abcd" "ABCDE" :test #'char-equal) => 4
(mismatch '(3 2 1 1 2 3) '(1 2 3) :from-end t) => 3
(mismatch '(1 2 3) '(2 3 4) :test-not #'eq :key #'oddp) => NIL
(mismatch '(1 2 3 4 5 6) '(3 4 5 6 7) :start1 2 :end2 4) => NIL
(mismatch "abc" "abc") => NIL
(mismatch "abc" "ab") => 2
(mismatch "ab" "abc") => 2
(mismatch "" "") => NIL
(mismatch "abc" "xbc" :from-end t) => 1
(mismatch "abc" "abc" :from-end t) => NIL
(mismatch "xxabc" "abc" :from-end t) => 2
(mismatch "abx" "aby" :from-end t) => 3
(mismatch '(1 2 3) #(1 2 4)) => 2
(mismatch '((1) (2)) '((1) (3)) :key #'car) => 1
(mismatch "abc" "abd" :end1 2 :end2 2) => NIL
(mismatch "ab" "ab" :end1 3) !! error
;; Strings of both widths, and parts of them.
(search "bc" (coerce '(#\a #\b #\c #\λ) 'string)) => 1
(search "cλ" (coerce '(#\a #\b #\c #\λ) 'string)) => 2
(search "λ" "abc") => NIL
(search "BC" "xabcabc" :test #'char-equal) => 2
(search "BC" "xabcabc" :test #'char-equal :from-end t) => 5
(search "Λ" "abλ" :test #'char-equal) => 2
(search "xbc" "aabcbc" :start1 1 :start2 3) => 4
(search "bc" "aabcbc" :end2 5 :from-end t) => 2
(search "" "abc" :from-end t) => 3
(search "" "abc" :start2 2) => 2
(search (make-array 0 :element-type nil) "abc") => 0
(search "a" (make-array 0 :element-type nil)) => NIL
(let ((text (make-string 100000 :initial-element #\a)) (n 0))
  (setf (char text 99999) #\b)
  (do ((at (search "aa" text) (search "aa" text :start2 (1+ at)))) ((null at) n) (incf n))) => 99998

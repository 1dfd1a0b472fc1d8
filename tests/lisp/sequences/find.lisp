;;;; FIND, FIND-IF, FIND-IF-NOT (CLHS 17.3).

(find 3 '(1 2 3)) => 3
(find 5 '(1 2 3)) => NIL
(find #\b "abc") => #\b
(find 2 #(1 2 3)) => 2
(find 1 #*0010) => 1
(find "b" '("a" "b") :test #'string=) => "b"
(find 2 '((1 a) (2 b)) :key #'car) => (2 B)
(find 2 '(1 2 3) :test #'<) => 3
(find 2 '(2 3) :test-not #'eql) => 3
(find 2 '((2 a) (1 b) (2 c)) :key #'car :from-end t) => (2 C)
(find 2 #((2 a) (1 b) (2 c)) :key #'car :from-end t) => (2 C)
(find 1 '(1 2 3) :start 1) => NIL
(find 3 '(1 2 3) :end 2) => NIL
(find 3 '(1 2 3) :end nil) => 3
(find 3 #(1 2 3) :start 1 :end 3) => 3
(find nil '(nil) :key #'null) => NIL
(find 1 '(1 2) :start 3) !! error
(find 1 #(1 2) :start 3) !! error
(find 9 '(1 2) :end 3) !! error
(find 9 #(1 2) :end 3) !! error
(find 9 '(1 2) :start 2 :end 1) !! error
(find 9 #(1 2) :start 2 :end 1) !! error
(find 9 #(1 2) :start -1) !! type-error
(find 1 5) !! type-error
(find 9 '(1 . 2)) !! type-error
(find-if #'evenp '(1 2 3 4)) => 2
(find-if #'evenp '(1 3)) => NIL
(find-if #'evenp #(1 2 3 4) :from-end t) => 4
(find-if #'evenp '(1 2 3 4) :start 2) => 4
(find-if #'evenp '((1) (2)) :key #'car) => (2)
(find-if 'upper-case-p "abCd") => #\C
(find-if-not #'evenp '(2 4 5)) => 5
(find-if-not #'evenp '(2 3 4 5) :from-end t) => 5
(find 9 '(1 2) :bad 1) !! program-error

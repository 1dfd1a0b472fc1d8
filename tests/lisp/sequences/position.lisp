;;;; POSITION, POSITION-IF, POSITION-IF-NOT (CLHS 17.3).

(position 3 '(1 2 3)) => 2
(position 5 '(1 2 3)) => NIL
(position #\b "abc") => 1
(position #\b "abcb" :from-end t) => 3
(position 1 '(1 2 1 2) :from-end t) => 2
(position 1 '(1 2 1 2) :start 1) => 2
(position 1 '(1 2 1 2) :start 1 :end 2) => NIL
(position 1 #(1 2 1 2) :start 1 :from-end t :end 4) => 2
(position "b" '("a" "b") :test #'equal) => 1
(position 2 '(1 2 3) :test #'<) => 2
(position 1 '(1 2 3) :test-not #'eql) => 1
(position 2 '((1) (2)) :key #'car) => 1
(position nil '(1 nil)) => 1
(position-if #'evenp '(1 3 4)) => 2
(position-if #'evenp #(2 3 4) :from-end t) => 2
(position-if #'evenp '(2 3 4) :start 1 :key #'1+) => 1
(position-if-not #'evenp '(2 3)) => 1
(position-if-not #'digit-char-p "12a3b" :from-end t) => 4
(position #\Space "a b" :start 2) => NIL
(position 1 '(1 2) :start 3) !! error
(position 9 "ab" :end 5) !! error
(position 1 'a) !! type-error

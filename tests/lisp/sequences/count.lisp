;;;; COUNT, COUNT-IF, COUNT-IF-NOT (CLHS 17.3).

(count 1 '(1 2 1)) => 2
(count #\a "banana") => 3
(count #\a "banana" :start 2) => 2
(count #\a "banana" :start 2 :end 4) => 1
(count 1 '((1) (2) (1)) :key #'car) => 2
(count 2 '(1 2 3) :test #'<) => 1
(count 2 '(1 2 3) :test-not #'eql) => 2
(count 1 #*0110) => 2
(count 1 nil) => 0
(count-if #'evenp '(1 2 4)) => 2
(count-if #'evenp #(1 2 4) :from-end t) => 2
(count-if-not #'evenp '(1 2 4)) => 1
(count-if 'upper-case-p "The Crying of Lot 49" :start 4) => 2
(count 1 5) !! type-error
(count 1 #(1) :end 2) !! error

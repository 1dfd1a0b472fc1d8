;;;; REMOVE and DELETE with all keywords (CLHS 17.3).

(remove 4 '(1 3 4 5 9)) => (1 3 5 9)
(remove 4 '(1 2 4 1 3 4 5) :count 1) => (1 2 1 3 4 5)
(remove 4 '(1 2 4 1 3 4 5) :count 1 :from-end t) => (1 2 4 1 3 5)
(remove 3 '(1 2 4 1 3 4 5) :test #'>) => (4 3 4 5)
(remove 1 '(1 2 3) :test-not #'eql) => (1)
(remove 4 '(1 2 4 1 3 4 5) :start 3) => (1 2 4 1 3 5)
(remove 4 '(1 2 4 1 3 4 5) :end 3) => (1 2 1 3 4 5)
(remove 4 '(4 4 4 4) :start 1 :end 3) => (4 4)
(remove 4 '(4 4 4 4) :start 1 :end 4 :count 2 :from-end t) => (4 4)
(remove 4 '(4 4) :count 0) => (4 4)
(remove 4 '(4 4) :count -1) => (4 4)
(remove 4 '(4 4) :count nil) => NIL
(remove 1 '((1 a) (2 b) (1 c)) :key #'car) => ((2 B))
(remove #\a "banana") => "bnn"
(remove #\a "banana" :count 2) => "bnna"
(remove #\a "banana" :count 2 :from-end t) => "bann"
(remove 1 #(1 2 1 3)) => #(2 3)
(remove 1 #*1010) => #*00
(remove 5 nil) => NIL
(let ((l (list 1 2 3))) (remove 2 l) l) => (1 2 3)
(remove-if #'evenp '(1 2 3 4)) => (1 3)
(remove-if #'evenp '(1 2 3 4) :count 1) => (1 3 4)
(remove-if #'evenp '(1 2 3 4) :count 1 :from-end t) => (1 2 3)
(remove-if #'evenp '(2 2 3 4) :start 1 :end 3) => (2 3 4)
(remove-if #'evenp '((1) (2)) :key #'car) => ((1))
(remove-if 'upper-case-p "aBcD") => "ac"
(remove-if-not #'evenp #(1 2 3 4)) => #(2 4)
(remove-if-not #'evenp '(1 2 3 4 5) :count 2) => (2 4 5)
(delete 4 (list 1 3 4 5 9)) => (1 3 5 9)
(delete 4 (list 4 1 4 4) :count 2) => (1 4)
(delete 4 (list 4 1 4 4) :count 1 :from-end t) => (4 1 4)
(delete-if #'evenp (list 1 2 3 4)) => (1 3)
(delete-if-not #'evenp (vector 1 2 3 4)) => #(2 4)
(delete #\a (copy-seq "banana") :start 2) => "bann"
(remove 1 5) !! type-error
(remove 1 '(1 2) :end 3) !! error
(remove 1 #(1 2) :start 3) !! error
; With all elements found that are to go, the test is not asked about others; the bounds are checked all the same.
(remove #\a (list #\a #\b 1) :test #'char= :count 1) => (#\b 1)
(remove #\a (vector #\a #\b 1) :test #'char= :count 1) => #(#\b 1)
(substitute 0 #\a (list #\a #\b 1) :test #'char= :count 1) => (0 #\b 1)
(remove #\a (list #\a #\b 1) :test #'char= :count 1 :from-end t) !! type-error
(remove 1 (list 1 2 3) :count 1 :end 4) !! type-error
(remove 1 (list 1 2 3) :count 1 :start 2 :end 1) !! type-error
(remove 1 (list* 1 2 3) :count 1) !! type-error
(nsubstitute 0 1 (list* 1 2 3) :count 1) !! type-error
(remove 1 (list 1 2 1) :count 0) => (1 2 1)

;;;; REDUCE (CLHS 17.3).

(reduce #'* '(1 2 3 4 5)) => 120
(reduce #'append '((1) (2)) :initial-value '(i n i t)) => (I N I T 1 2)
(reduce #'append '((1) (2)) :from-end t :initial-value '(i n i t)) => (1 2 I N I T)
(reduce #'- '(1 2 3 4)) => -8
(reduce #'- '(1 2 3 4) :from-end t) => -2
(reduce #'+ '()) => 0
(reduce #'+ '(3)) => 3
(reduce #'+ '(foo)) => FOO
(reduce #'list '(1 2 3 4)) => (((1 2) 3) 4)
(reduce #'list '(1 2 3 4) :from-end t) => (1 (2 (3 4)))
(reduce #'list '(1 2 3 4) :initial-value 'foo) => ((((FOO 1) 2) 3) 4)
(reduce #'list '(1 2 3 4) :from-end t :initial-value 'foo) => (1 (2 (3 (4 FOO))))
(reduce #'+ '((1) (2) (3)) :key #'car) => 6
(reduce #'+ '((1) (2)) :key #'car :initial-value 10) => 13
(reduce #'+ #(1 2 3 4) :start 1 :end 3) => 5
(reduce #'list #(1 2 3 4) :start 1 :end 3 :from-end t) => (2 3)
(reduce #'+ '(1 2 3) :start 3) => 0
(reduce #'+ '(5) :key #'1+) => 6
(reduce 'max "") !! error
(reduce #'+ '(1 2) :end 3) !! error

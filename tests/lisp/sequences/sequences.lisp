;;;; Sequences (CLHS 17).

(elt '(1 2 3) 1) => 2
(elt #(1 2 3) 5) !! error
(find 2 '(1 2 3)) => 2
(find 3 #((1 a) (3 b)) :key #'car) => (3 B)
(find-if #'evenp '(1 2 3 4) :from-end t) => 4
(position 3 #(1 2 3)) => 2
(position-if #'oddp '(2 3 5) :start 2) => 2
(count 1 '(1 2 1)) => 2
(count-if #'evenp #(1 2 4)) => 2
(remove 2 '(1 2 3 2)) => (1 3)
(remove 2 '(1 2 3 2) :count 1) => (1 3 2)
(remove 2 '(1 2 3 2) :count 1 :from-end t) => (1 2 3)
(remove-if #'evenp #(1 2 3)) => #(1 3)
(remove-if-not #'evenp '(1 2 3)) => (2)
(remove #\a "banana") => "bnn"
(substitute 9 2 '(1 2 3)) => (1 9 3)
(remove-duplicates '(1 2 1 3 2)) => (1 3 2)
(reduce #'+ '(1 2 3)) => 6
(reduce #'- '(1 2 3) :from-end t) => 2
(reduce #'cons '(1 2) :initial-value nil) => ((NIL . 1) . 2)
(reduce #'+ nil) => 0
(some #'evenp '(1 2)) => T
(every #'evenp #(2 4)) => T
(every #'< '(1 2) '(2 3)) => T
(notany #'evenp '(1 3)) => T
(map 'list #'1+ #(1 2)) => (2 3)
(map 'vector #'+ '(1 2) '(3 4)) => #(4 6)
(map nil #'identity '(1)) => NIL
(sort (list 3 1 2) #'<) => (1 2 3)
(sort (vector 3 1 2) #'>) => #(3 2 1)
(stable-sort (list '(1 a) '(0 b) '(1 c) '(0 d)) #'< :key #'car) => ((0 B) (0 D) (1 A) (1 C))
(sort (copy-seq "hello") #'char<) => "ehllo"
(merge 'list (list 1 3) (list 2 4) #'<) => (1 2 3 4)
(search '(2 3) '(1 2 3)) => 1
(mismatch '(1 2 3) '(1 2 4)) => 2
(concatenate 'list '(1) #(2)) => (1 2)
(subseq '(1 2 3 4) 1 3) => (2 3)
(copy-seq #(1 2)) => #(1 2)
(fill (list 1 2 3) 0 :start 1) => (1 0 0)
(replace (list 1 2 3) '(8 9)) => (8 9 3)
(coerce '(1 2) 'vector) => #(1 2)
(length #(1 2 3)) => 3
(vector-push-extend 1 5) !! type-error
(let ((v (make-array 2 :fill-pointer 0 :adjustable t))) (dotimes (i 5) (vector-push-extend i v)) (list (length v) (aref v 4))) => (5 4)
(let ((a (make-array '(2 3) :initial-element 0))) (setf (aref a 1 2) 5) (list (aref a 1 2) (array-dimensions a) (array-rank a))) => (5 (2 3) 2)
(aref (make-array 3) 3) !! error

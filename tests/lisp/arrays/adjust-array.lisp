;;;; ADJUST-ARRAY, ADJUSTABLE-ARRAY-P, ARRAY-DISPLACEMENT (CLHS 15.2).

(let ((a (make-array 3 :adjustable t :initial-contents '(1 2 3)))) (list (eq a (adjust-array a 5 :initial-element 0)) a)) => (T #(1 2 3 0 0))
(let ((a (vector 1 2 3))) (list (adjust-array a 2) a)) => (#(1 2) #(1 2 3))
(adjust-array #2A((1 2 3) (4 5 6)) '(3 2) :initial-element 0) => #2A((1 2) (4 5) (0 0))
(adjust-array (vector 1 2 3) 3 :initial-contents '(a b c)) => #(A B C)
(let ((a (make-array 5 :fill-pointer 4 :initial-contents '(1 2 3 4 5)))) (adjust-array a 7 :fill-pointer 6 :initial-element 0)) => #(1 2 3 4 5 0)
(let ((a (make-array 4 :adjustable t :fill-pointer 2 :initial-element 9))) (adjust-array a 6 :initial-element 8) (list a (fill-pointer a) (array-dimension a 0) (aref a 5))) => (#(9 9) 2 6 8)
(adjust-array (make-array 5 :fill-pointer 5) 3) !! error
(adjust-array (vector 1 2) 3 :fill-pointer 1) !! error
(adjust-array #2A((1 2) (3 4)) '(4)) !! error
(adjust-array (make-array 3 :adjustable t) 4 :element-type 'bit) !! error
(adjust-array (make-array 3 :adjustable t :element-type 'bit) 4 :element-type '(mod 2)) => #*0000
(adjust-array (make-array 3 :element-type 'bit) 4 :initial-element 2) !! type-error
(adjust-array (vector 1 2) 3 :initial-element 1 :initial-contents '(1 2 3)) !! error
(adjust-array (vector 1 2 3) 5 :displaced-to (vector 1 2)) !! error
(adjust-array '(1 2) 3) !! type-error
(let ((a (make-array 3 :adjustable t)) (b (vector 1 2 3 4 5))) (adjust-array a 2 :displaced-to b :displaced-index-offset 2) (setf (aref a 0) 'x) (list a b (multiple-value-list (array-displacement a)))) => (#(X 4) #(1 2 X 4 5) (#(1 2 X 4 5) 2))
(let* ((b (vector 1 2 3)) (a (make-array 3 :adjustable t :displaced-to b))) (adjust-array a 3) (setf (aref a 0) 'x) (list a b (array-displacement a))) => (#(X 2 3) #(1 2 3) NIL)
(let ((a (make-array 3 :adjustable t))) (adjust-array a 3 :displaced-to a)) !! error
(let* ((b (make-array 6 :adjustable t :initial-element 1)) (a (make-array 4 :displaced-to b :displaced-index-offset 2))) (adjust-array b 3) (aref a 3)) !! error
(multiple-value-list (array-displacement (vector 1))) => (NIL 0)
(array-displacement 5) !! type-error
(list (adjustable-array-p (make-array 1 :adjustable t)) (adjustable-array-p (vector 1)) (adjustable-array-p (make-array '(2 2) :adjustable t))) => (T NIL T)
(adjustable-array-p 'a) !! type-error
(let* ((base (make-array '(3 3) :initial-contents '((1 2 3) (4 5 6) (7 8 9)))) (flat (make-array 9 :displaced-to base)) (row (make-array 3 :displaced-to flat :displaced-index-offset 3))) (setf (aref row 1) 'x) (list (aref base 1 1) (coerce flat 'list) (reverse row))) => (X (1 2 3 4 X 6 7 8 9) #(6 X 4))
(let ((d (make-array 3 :element-type 'character :displaced-to "abcde" :displaced-index-offset 1))) (list (string= d "bcd") (string-upcase d) (length d))) => (T "BCD" 3)

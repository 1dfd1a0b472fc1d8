;;;; MAKE-ARRAY, AREF, ADJUST-ARRAY, fill pointers (CLHS 15.2).

(make-array 3 :initial-element 0) => #(0 0 0)
(make-array '(2 2) :initial-contents '((1 2) (3 4))) => #2A((1 2) (3 4))
(make-array 3 :initial-contents "abc") => #(#\a #\b #\c)
(make-array nil :initial-element 1) => #0A1
(make-array 2 :element-type 'bit :initial-element 1) => #*11
(make-array 3 :element-type 'character :initial-contents '(#\a #\b #\c)) => "abc"
(make-array 3 :initial-contents '(1 2)) !! error
(make-array -1) !! type-error
(make-array 'a) !! type-error
(aref #(1 2 3) 1) => 2
(aref #2A((1 2) (3 4)) 1 0) => 3
(aref (make-array nil :initial-element 7)) => 7
(aref #(1 2) 2) !! type-error
(aref #(1 2) -1) !! type-error
(aref #2A((1 2)) 0) !! error
(aref '(1) 0) !! type-error
(let ((a (make-array '(2 3) :initial-element 0))) (setf (aref a 1 2) 5) a) => #2A((0 0 0) (0 0 5))
(array-dimensions #2A((1 2 3) (4 5 6))) => (2 3)
(array-dimension #2A((1 2 3) (4 5 6)) 1) => 3
(array-rank #(1)) => 1
(array-rank (make-array nil)) => 0
(array-total-size #2A((1 2 3) (4 5 6))) => 6
(array-row-major-index #2A((1 2 3) (4 5 6)) 1 1) => 4
(row-major-aref #2A((1 2 3) (4 5 6)) 4) => 5
(array-in-bounds-p #2A((1 2)) 0 1) => T
(array-in-bounds-p #2A((1 2)) 0 2) => NIL
(array-element-type "abc") => CHARACTER
(array-element-type #*01) => BIT
(array-element-type #(1)) => T
(arrayp "a") => T
(arrayp '(1)) => NIL
(vectorp #2A((1))) => NIL
(simple-vector-p #(1)) => T
(simple-vector-p "a") => NIL
(bit-vector-p #*01) => T
(vector 1 2 3) => #(1 2 3)
(vector) => #()
(svref #(1 2) 1) => 2
(svref "ab" 0) !! type-error
(let ((v (make-array 3 :fill-pointer 0))) (list (vector-push 'a v) (vector-push 'b v) (vector-push 'c v) (vector-push 'd v) v)) => (0 1 2 NIL #(A B C))
(let ((v (make-array 2 :fill-pointer 0 :adjustable t))) (dotimes (i 10) (vector-push-extend i v)) (list (length v) (aref v 9))) => (10 9)
(let ((v (make-array 3 :fill-pointer 2 :initial-contents '(1 2 3)))) (list (vector-pop v) (vector-pop v) (fill-pointer v))) => (2 1 0)
(vector-pop (make-array 2 :fill-pointer 0)) !! error
(vector-push 1 #(1 2)) !! error
(fill-pointer #(1 2)) !! error
(let ((v (make-array 3 :fill-pointer 1 :initial-contents '(1 2 3)))) (setf (fill-pointer v) 3) v) => #(1 2 3)
(let ((v (make-array 3 :fill-pointer 1 :initial-contents '(1 2 3)))) (list v (length v) (aref v 2) (array-dimension v 0))) => (#(1) 1 3 3)
(let ((v (make-array 3 :fill-pointer t))) (fill-pointer v)) => 3
(array-has-fill-pointer-p (make-array 2 :fill-pointer 1)) => T
(array-has-fill-pointer-p #(1)) => NIL
(let* ((a (make-array 4 :initial-contents '(1 2 3 4))) (d (make-array 2 :displaced-to a :displaced-index-offset 1))) (setf (aref d 0) 9) (list a d)) => (#(1 9 3 4) #(9 3))
(let* ((a (make-array 4 :initial-contents '(1 2 3 4))) (d (make-array '(2 2) :displaced-to a))) (list (aref d 1 1) (eq (array-displacement d) a))) => (4 T)
(let ((a (make-array 2 :adjustable t :initial-contents '(1 2)))) (adjust-array a 4 :initial-element 0) a) => #(1 2 0 0)
(let ((a (make-array '(2 2) :adjustable t :initial-contents '((1 2) (3 4))))) (adjust-array a '(3 1) :initial-element 0) a) => #2A((1) (3) (0))
(let ((a (adjust-array #(1 2 3) 2))) a) => #(1 2)
(adjustable-array-p (make-array 2 :adjustable t)) => T
(equalp #(1 2) #(1 2)) => T
(equalp #2A((1 2)) #2A((1 2))) => T
(equal #(1) #(1)) => NIL
(equal "ab" "ab") => T
(equal #*01 #*01) => T

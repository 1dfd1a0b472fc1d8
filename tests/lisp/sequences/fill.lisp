;;;; FILL, REPLACE (CLHS 17.3).

(fill (list 1 2 3) nil) => (NIL NIL NIL)
(fill (copy-seq #*0000) 1 :start 1 :end 3) => #*0110
(let ((l (list 1 2 3))) (eq l (fill l 0))) => T
(let ((v (make-array 5 :fill-pointer 3 :initial-element 1))) (fill v 0) (setf (fill-pointer v) 5) v) => #(0 0 0 1 1)
(fill (make-array 3 :element-type '(unsigned-byte 8)) 256) !! type-error
(fill (make-array 3 :element-type 'double-float) 1.0) !! type-error
(fill (make-string 2) 'a) !! type-error
(fill (copy-seq #*00) 2) !! type-error
(fill 'a 1) !! type-error
(fill (list* 1 2 3) 0) !! type-error
(fill (list 1)) !! program-error
(fill (list 1) 0 :from 1) !! program-error
(fill nil 5) => NIL
(replace (list 1 2 3 4 5) #(a b) :start1 3) => (1 2 3 A B)
(replace (list 1 2 3) '(a b c d e f)) => (A B C)
(replace (vector 1 2 3) "xyz" :end2 1) => #(#\x 2 3)
(let ((l (list 1 2 3))) (eq l (replace l '(a)))) => T
; The same object as source and as target: as if the whole source had been copied.
(let ((l (list 1 2 3 4 5))) (replace l l :start1 1) l) => (1 1 2 3 4)
(let ((l (list 1 2 3 4 5))) (replace l l :start2 1) l) => (2 3 4 5 5)
(let ((v (copy-seq #*110010))) (replace v v :start1 2 :end1 6)) => #*111100
(let* ((v (vector 1 2 3 4 5)) (w (make-array 4 :displaced-to v :displaced-index-offset 1))) (replace w v :end2 3) v) => #(1 1 2 3 5)
(replace (make-array 3 :element-type '(unsigned-byte 8) :initial-element 0) '(1 2 300)) !! type-error
(replace (copy-seq "ab") '(#\x 1)) !! type-error
(replace (copy-seq "ab") #*1) !! type-error
(replace (list 1) 5) !! type-error
(replace 5 (list 1)) !! type-error
(replace (list 1)) !! program-error
(replace (list 1 2) (list 1 2) :start1 2 :end1 1) !! error
(replace (list 1 2) (list 1 2) :end2 3) !! error

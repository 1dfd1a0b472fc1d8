;;;; BIT, SBIT and the predicates of bit vectors (CLHS 15.2).

(bit #*0110 1) => 1
(sbit #*0110 3) => 0
(bit (make-array '(2 2) :element-type 'bit :initial-contents '((0 1) (1 0))) 1 0) => 1
(let ((b (make-array 4 :element-type 'bit))) (setf (bit b 2) 1 (sbit b 0) 1) b) => #*1010
(bit #(1 0) 1) !! type-error
(bit "ab" 0) !! type-error
(bit #*01 2) !! error
(bit #*01 -1) !! error
(bit #*01 'a) !! type-error
(setf (bit (make-array 2 :element-type 'bit) 0) 2) !! type-error
(sbit '(1) 0) !! type-error
(list (bit-vector-p #*) (bit-vector-p #(0 1)) (bit-vector-p (make-array 3 :element-type 'bit :fill-pointer 2))) => (T NIL T)
(list (simple-bit-vector-p #*1) (simple-bit-vector-p (make-array 3 :element-type 'bit :fill-pointer 2)) (simple-bit-vector-p 5)) => (T NIL NIL)
(count 1 (make-array 1000 :element-type 'bit :initial-element 1)) => 1000
(position 1 #*0001000) => 3

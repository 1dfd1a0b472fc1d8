;;;; BIT-AND and its relatives, BIT-NOT (CLHS 15.2).

(bit-and #*0011 #*0101) => #*0001
(bit-ior #*0011 #*0101) => #*0111
(bit-xor #*0011 #*0101) => #*0110
(bit-eqv #*0011 #*0101) => #*1001
(bit-nand #*0011 #*0101) => #*1110
(bit-nor #*0011 #*0101) => #*1000
(bit-andc1 #*0011 #*0101) => #*0100
(bit-andc2 #*0011 #*0101) => #*0010
(bit-orc1 #*0011 #*0101) => #*1101
(bit-orc2 #*0011 #*0101) => #*1011
(bit-not #*0011) => #*1100
(bit-and #* #*) => #*
(bit-not (make-array 20 :element-type 'bit :initial-element 0)) => #*11111111111111111111
(equal (bit-not #*111111111) #*000000000) => T
(bit-xor #2A((0 1) (1 0)) #2A((1 1) (1 1))) !! type-error
(let ((a (make-array '(2 2) :element-type 'bit :initial-contents '((0 1) (1 0))))) (bit-not a)) => #2A((1 0) (0 1))
(let ((a (make-array nil :element-type 'bit :initial-element 1))) (aref (bit-not a))) => 0
(let ((a (copy-seq #*0011))) (list (eq a (bit-and a #*0101 t)) a)) => (T #*0001)
(let ((r (copy-seq #*0000)) (a (copy-seq #*0011))) (list (eq r (bit-ior a #*0101 r)) r a)) => (T #*0111 #*0011)
(let ((r (copy-seq #*1111))) (bit-not #*0011 r) r) => #*1100
(bit-and #*011 #*0101) !! error
(bit-and #*0011 #*0101 (copy-seq #*11)) !! error
(bit-and #(0 1) #*01) !! type-error
(bit-not "ab") !! type-error
(let* ((d (copy-seq #*0000000000000000000000)) (v (make-array 10 :element-type 'bit :displaced-to d :displaced-index-offset 3))) (bit-not v t) d) => #*0001111111111000000000
(let* ((d (copy-seq #*110010101111000011001)) (v (make-array 9 :element-type 'bit :displaced-to d :displaced-index-offset 8)) (w (make-array 9 :element-type 'bit :displaced-to d :displaced-index-offset 7))) (bit-and v w w) d) => #*110010101110000011001
(let ((v (make-array 10 :element-type 'bit :fill-pointer 4 :initial-element 1))) (length (bit-not v))) => 10

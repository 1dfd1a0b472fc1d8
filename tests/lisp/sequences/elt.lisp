;;;; ELT, LENGTH, COPY-SEQ, SUBSEQ with their places (CLHS 17.3).

(let ((l (list 1 2 3))) (list (setf (elt l 1) :b) l)) => (:B (1 :B 3))
(let ((s (copy-seq "abc"))) (setf (elt s 2) #\z) s) => "abz"
(let ((v (make-array 5 :fill-pointer 2 :initial-element 7))) (elt v 1)) => 7
(elt (make-array 5 :fill-pointer 2 :initial-element 7) 2) !! type-error
(setf (elt (make-array 5 :fill-pointer 2 :initial-element 7) 2) 1) !! type-error
(setf (elt (list 1 2) 2) 1) !! type-error
(setf (elt (vector 1 2) -1) 1) !! type-error
(setf (elt (copy-seq "ab") 0) 1) !! type-error
(elt '(1 2) 1.0) !! type-error
(elt '(1 . 2) 1) !! type-error
(elt 5 0) !! type-error
(elt #(1)) !! program-error
(elt #(1) 0 0) !! program-error
(handler-case (elt (list 1 2) 7) (type-error (c) (list (type-error-datum c) (typep 1 (type-error-expected-type c)) (typep 2 (type-error-expected-type c))))) => (7 T NIL)
(handler-case (elt (vector 1 2) 7) (type-error (c) (list (type-error-datum c) (typep 1 (type-error-expected-type c)) (typep 2 (type-error-expected-type c))))) => (7 T NIL)
(list (length nil) (length "abc") (length (make-array 3)) (length #*1)) => (0 3 3 1)
(length (make-array '(2 2))) !! type-error
(length) !! program-error
(length nil nil) !! program-error
(handler-case (length 'a) (type-error (c) (type-error-datum c))) => A
(let* ((s (make-array 4 :element-type 'base-char :initial-element #\a)) (c (copy-seq s))) (list (eq s c) (equal s c) (typep c 'simple-string))) => (NIL T T)
(let* ((a (list (list 1))) (b (copy-seq a))) (list (eq a b) (eq (car a) (car b)))) => (NIL T)
(let ((v (copy-seq (make-array 5 :fill-pointer 2 :initial-element 1)))) (list v (typep v 'simple-vector))) => (#(1 1) T)
(copy-seq '(1 . 2)) !! type-error
(copy-seq) !! program-error
(copy-seq (make-hash-table)) !! type-error
; (SETF SUBSEQ) stores as many elements as fit.
(let ((s (copy-seq "012345"))) (setf (subseq s 4) "abc") s) => "0123ab"
(let ((s (copy-seq "012345"))) (setf (subseq s 0 2) "A") s) => "A12345"
(let ((l (list 1 2 3 4))) (list (setf (subseq l 1 3) #(:a :b :c)) l)) => (#(:A :B :C) (1 :A :B 4))
(setf (subseq (list 1 2) 3) '(1)) !! error
(setf (subseq (list 1 2) 0 3) '(1)) !! error
(setf (subseq (copy-seq "ab") 0) '(1)) !! type-error
(subseq #(1 2 3) 1 nil) => #(2 3)
(subseq '(1 2 . 3) 0) !! type-error
(subseq "abc") !! program-error
(subseq (make-array 5 :fill-pointer 3 :initial-contents "abcde" :element-type 'character) 1) => "bc"
(let ((s (subseq #*10110 1 4))) (list s (type-of s))) => (#*011 (SIMPLE-BIT-VECTOR 3))

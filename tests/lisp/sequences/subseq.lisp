;;;; SUBSEQ, ELT, LENGTH, REVERSE, COPY-SEQ, FILL, REPLACE, MAKE-SEQUENCE, COERCE (CLHS 17.3).

(subseq "012345" 2) => "2345"
(subseq "012345" 3 5) => "34"
(subseq '(1 2 3) 1) => (2 3)
(subseq '(1 2 3) 3) => NIL
(subseq #(1 2 3) 0 0) => #()
(subseq #*0110 1 3) => #*11
(subseq '(1 2) 3) !! error
(subseq #(1 2) 0 3) !! error
(subseq "ab" 2 1) !! error
(subseq "ab" -1) !! error
(let* ((l (list 1 2)) (m (subseq l 0))) (eq l m)) => NIL
(elt '(1 2 3) 2) => 3
(elt "abc" 0) => #\a
(elt '(1 2) 2) !! error
(elt #(1 2) 2) !! error
(elt '(1 2) -1) !! type-error
(elt nil 0) !! error
(length "") => 0
(length (make-array 5 :fill-pointer 2)) => 2
(length '(1 2 . 3)) !! type-error
(length 'a) !! type-error
(reverse '(1 2 3)) => (3 2 1)
(reverse nil) => NIL
(reverse #(1 2 3)) => #(3 2 1)
(reverse "abc") => "cba"
(nreverse (list 1 2 3)) => (3 2 1)
(nreverse (copy-seq "abc")) => "cba"
(nreverse (vector 1 2 3)) => #(3 2 1)
(reverse 'a) !! type-error
(reverse '(1 . 2)) !! type-error
(let* ((v (vector 1 2)) (w (copy-seq v))) (list (eq v w) w)) => (NIL #(1 2))
(copy-seq nil) => NIL
(copy-seq 1) !! type-error
(fill (list 0 1 2 3) 'x) => (X X X X)
(fill (vector 0 1 2 3) 'x :start 1 :end 3) => #(0 X X 3)
(fill (copy-seq "abcde") #\z :start 3) => "abczz"
(fill (list 1 2) 0 :end 3) !! error
(fill (copy-seq "ab") 1) !! error
(replace (copy-seq "abcdefghij") "0123456789" :start1 4 :end1 7 :start2 4) => "abcd456hij"
(replace (list 1 2 3) #(9 8)) => (9 8 3)
(replace (vector 1 2 3) '(7 8 9) :start2 1) => #(8 9 3)
(let ((s (copy-seq "abcdef"))) (replace s s :start1 2 :end1 5 :start2 0)) => "ababcf"
(let ((v (vector 1 2 3 4 5))) (replace v v :start1 0 :start2 2)) => #(3 4 5 4 5)
(replace (list 1 2) '(1 2) :start1 3) !! error
(make-sequence 'list 2 :initial-element 'x) => (X X)
(make-sequence 'vector 3 :initial-element 0) => #(0 0 0)
(make-sequence 'string 2 :initial-element #\a) => "aa"
(make-sequence '(vector t) 1 :initial-element 1) => #(1)
(length (make-sequence 'list 4)) => 4
(length (make-sequence 'string 4)) => 4
(make-sequence 'bit-vector 2 :initial-element 1) => #*11
(make-sequence '(vector * 2) 3) !! type-error
(make-sequence 'symbol 2) !! error
(make-sequence 'list -1) !! type-error
(coerce '(1 2) 'vector) => #(1 2)
(coerce #(1 2) 'list) => (1 2)
(coerce "ab" 'simple-vector) => #(#\a #\b)
(coerce '(#\a) 'string) => "a"
(coerce nil 'vector) => #()
(coerce "a" 'character) => #\a
(coerce 'a 'character) => #\A
(coerce 5 'integer) => 5
(coerce 5 't) => 5
(coerce '(0 1) 'bit-vector) => #*01
(funcall (coerce 'car 'function) '(1)) => 1
(funcall (coerce '(lambda (x) (* x 2)) 'function) 4) => 8
(coerce 5 'list) !! type-error
(coerce 'abc 'character) !! error
(coerce '(1 2) 'string) !! error

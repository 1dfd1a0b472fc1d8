;;;; MAKE-SEQUENCE, CONCATENATE, MAP and MERGE of every result type (CLHS 17.3).

(make-sequence 'list 3 :initial-element 1) => (1 1 1)
(make-sequence 'cons 2) => (NIL NIL)
(make-sequence 'null 0) => NIL
(make-sequence 'null 1) !! type-error
(make-sequence 'cons 0) !! type-error
(make-sequence 'string 2 :initial-element #\a) => "aa"
(make-sequence '(vector (unsigned-byte 8)) 2 :initial-element 255) => #(255 255)
(make-sequence 'bit-vector 3) => #*000
(make-sequence '(vector t 2) 3) !! type-error
(make-sequence 'symbol 3) !! type-error
(make-sequence 'list -1) !! type-error
(concatenate 'string "ab" '(#\c) #(#\d)) => "abcd"
(concatenate 'vector '(1) #(2) "x") => #(1 2 #\x)
(concatenate 'list) => NIL
(concatenate '(vector * 3) '(1 2) #(3)) => #(1 2 3)
(concatenate '(vector * 2) '(1 2) #(3)) !! type-error
(concatenate 'bit-vector '(1 0) #*11) => #*1011
(concatenate 'string '(1)) !! type-error
(concatenate 'fixnum '(1)) !! type-error
(concatenate 'list '(1 . 2)) !! type-error
(concatenate 'list 5) !! type-error
(let* ((a (list 1 2)) (b (concatenate 'list a))) (list (equal a b) (eq a b))) => (T NIL)
(map 'string #'char-upcase "abc") => "ABC"
(map 'list #'+ '(1 2 3) #(10 20)) => (11 22)
(map '(vector t 2) #'identity '(1)) !! type-error
(map 'symbol #'identity '(1)) !! type-error
(map 'list 'no-such-function '(1)) !! undefined-function
(let ((n 0)) (map nil (lambda (x) (incf n x)) #(1 2 3)) n) => 6
(map 'list #'oddp '(1 . 2)) !! type-error
(some #'oddp '(2 . 4)) !! type-error
(every #'oddp 5) !! type-error
(remove-if #'evenp '(1 2 . 3)) !! type-error
(remove-if #'evenp '((1) (2) (3)) :key #'car) => ((1) (3))
(remove-if-not 'evenp '(1 2 3 4)) => (2 4)

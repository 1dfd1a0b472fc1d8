;;;; MAP, MAP-INTO, CONCATENATE, MERGE (CLHS 17.3).

(map 'list #'+ '(1 2 3) #(10 20)) => (11 22)
(map 'vector #'1+ '(1 2)) => #(2 3)
(map 'string (lambda (x y) (char "01234567890ABCDEF" (mod (+ x y) 16))) '(1 2 3 4) '(10 9 8 7)) => "AAAA"
(map 'string #'char-upcase "abc") => "ABC"
(map nil #'identity '(1 2)) => NIL
(let ((r nil)) (map nil (lambda (x y) (push (list x y) r)) "ab" '(1 2 3)) r) => ((#\b 2) (#\a 1))
(map 'list #'identity nil) => NIL
(map '(vector t) #'1+ '(1 2)) => #(2 3)
(map 'simple-vector #'1+ '(1 2)) => #(2 3)
(map 'bit-vector #'- '(1 0) '(0 0)) => #*10
(map '(vector * 2) #'1+ '(1 2)) => #(2 3)
(map '(vector * 3) #'1+ '(1 2)) !! type-error
(map 'symbol #'1+ '(1 2)) !! type-error
(map 'list #'1+ 5) !! type-error
(map-into (list 1 2 3 4) #'+ '(1 1 1) '(10 10 10 10)) => (11 11 11 4)
(map-into (vector 0 0 0) #'1+ '(1 2)) => #(2 3 0)
(let ((n 0)) (map-into (list nil nil) (lambda () (incf n)))) => (1 2)
(map-into nil #'1+ '(1)) => NIL
(let ((v (make-array 5 :fill-pointer 0))) (map-into v #'1+ '(1 2 3)) (list (fill-pointer v) v)) => (3 #(2 3 4))
(map-into (make-string 3 :initial-element #\x) #'char-upcase "ab") => "ABx"
(concatenate 'string "all" " " "together" " " "now") => "all together now"
(concatenate 'list "ABC" '(d e f) #(1 2 3) #*1011) => (#\A #\B #\C D E F 1 2 3 1 0 1 1)
(concatenate 'list) => NIL
(concatenate 'vector '(1) #(2)) => #(1 2)
(concatenate 'string) => ""
(concatenate '(vector character) "a" "b") => "ab"
(concatenate 'bit-vector #*01 '(1)) => #*011
(concatenate '(vector * 1) '(1) '(2)) !! type-error
(concatenate 'symbol "a") !! error
(let* ((a (list 1 2)) (b (concatenate 'list a))) (eq a b)) => NIL
(merge 'list (list 1 3 5) (list 2 4 6) #'<) => (1 2 3 4 5 6)
(merge 'vector (vector 1 3) (list 2 4) #'<) => #(1 2 3 4)
(merge 'list (list '(1 a) '(2 b)) (list '(1 c) '(2 d)) #'< :key #'car) => ((1 A) (1 C) (2 B) (2 D))
(merge 'string (copy-seq "BOY") (copy-seq "nosy") #'char-lessp) => "BnOosYy"
(merge 'list nil (list 1) #'<) => (1)

;;;; MERGE, CONCATENATE: what they refuse (CLHS 17.3); their values are in map.lisp, sort.lisp and make-sequence.lisp.

(merge 'list (list 1 4) (list 2 3) '<) => (1 2 3 4)
(merge 'vector nil nil #'<) => #()
(merge 'bit-vector (list 0 1) (list 0 1) #'<) => #*0011
(merge 'list (list 1 2) (cons 1 2) #'<) !! type-error
(merge 'list 5 (list 1) #'<) !! type-error
(merge 'list (list 1) 5 #'<) !! type-error
(merge 'string (list 1) (list 2) #'<) !! type-error
(merge 'list (list 1) (list 'a) #'<) !! type-error
(merge 'list (list 1) (list 2)) !! program-error
(merge 'list (list 1) (list 2) #'< :test 1) !! program-error
(merge '(cons integer null) (list 1) nil #'<) => (1)
(merge 'null nil nil #'<) => NIL
(merge 'null (list 1) nil #'<) !! type-error
(merge 'integer nil nil #'<) !! type-error
(merge 'list (list 1) (list 2) 'no-such-predicate) !! undefined-function
(merge 'list (list -1 -3) (list -2) #'< :key #'-) => (-1 -2 -3)
(concatenate) !! program-error
(concatenate 'string "a" 'b) !! type-error
(concatenate 'vector #(1) '(2 . 3)) !! type-error
(concatenate '(vector (unsigned-byte 8)) '(1) '(256)) !! type-error
(concatenate '(string 3) "ab" "c") => "abc"
(concatenate '(string 2) "ab" "c") !! type-error
(concatenate 'no-such-type "a") !! error
(concatenate 'null) => NIL
(concatenate 'null nil "") => NIL
(concatenate 'cons '(1)) => (1)
(concatenate 'cons) !! type-error
; The result's type must be known to be a list's or a vector's.
(concatenate 'sequence '(1)) !! type-error
(map 'sequence #'identity '(1)) !! type-error
(merge 'sequence (list 1) (list 2) #'<) !! type-error
(make-sequence 'sequence 1) !! type-error
(map t #'identity '(1)) !! type-error
; Element types are upgraded wherever a type names them.
(progn (deftype few () '(integer 0 9)) (mapcar #'array-element-type (list (concatenate '(vector few) '(1)) (map '(vector few) #'identity '(1)) (coerce '(1) '(vector few)) (merge '(vector few) (list 1) (list 2) #'<) (make-sequence '(vector few) 1)))) => ((UNSIGNED-BYTE 4) (UNSIGNED-BYTE 4) (UNSIGNED-BYTE 4) (UNSIGNED-BYTE 4) (UNSIGNED-BYTE 4))
(mapcar #'array-element-type (list (map '(vector short-float) #'identity '(1.0)) (coerce '(1d0) '(vector long-float)) (concatenate '(array standard-char (*)) "a"))) => (SINGLE-FLOAT DOUBLE-FLOAT CHARACTER)

;;;; COERCE (CLHS 4.4).

(coerce 5 t) => 5
(coerce '(1 2) 'list) => (1 2)
(coerce #(1 2) 'list) => (1 2)
(coerce "ab" 'list) => (#\a #\b)
(coerce nil 'vector) => #()
(coerce '(1 2) 'vector) => #(1 2)
(coerce '(#\a #\b) 'string) => "ab"
(coerce '(#\a #\b) 'simple-string) => "ab"
(coerce '(1 0 1) 'bit-vector) => #*101
(coerce '(1 2) 'simple-vector) => #(1 2)
(coerce '(1 2) '(vector t 2)) => #(1 2)
(coerce '(1 2) '(vector t 3)) !! type-error
(coerce '(1 2) '(vector fixnum)) => #(1 2)
(coerce '(1 2) '(simple-array fixnum (*))) => #(1 2)
(coerce '(1 2) '(simple-array fixnum 1)) => #(1 2)
(map '(vector fixnum) #'1+ '(1 2)) => #(2 3)
(merge '(vector fixnum) (list 1 3) (list 2) #'<) => #(1 2 3)
(concatenate '(vector fixnum) '(1) '(2)) => #(1 2)
(coerce '(1 2) '(simple-array * (*))) => #(1 2)
(array-element-type (coerce '(1 2) '(vector (unsigned-byte 8)))) => (UNSIGNED-BYTE 8)
(let ((v (vector 1 2))) (eq v (coerce v 'vector))) => T
(let ((s "abc")) (eq s (coerce s 'sequence))) => T
(coerce #(1 2) 'cons) => (1 2)
(coerce #() 'null) => NIL
(coerce #(1) 'null) !! type-error
(coerce '(1 . 2) 'vector) !! type-error
(coerce '(1 2) 'string) !! type-error
(coerce 5 'list) !! type-error
(coerce 5 'vector) !! type-error
(coerce #\a 'character) => #\a
(coerce "a" 'character) => #\a
(coerce 'a 'character) => #\A
(coerce "ab" 'character) !! error
(coerce 1 'float) => 1.0
(coerce 1/2 'single-float) => 0.5
(coerce 1.5 'float) => 1.5
(coerce 1 'double-float) => 1.0d0
(coerce 1.5d0 'single-float) => 1.5
(coerce 1 '(float 0.0 2.0)) => 1.0
(coerce 5 '(single-float 0.0 2.0)) !! type-error
(coerce 'a 'float) !! type-error
(coerce 1.5 'integer) !! type-error
(coerce 1 'rational) => 1
(coerce 1 'complex) => 1
(coerce 5 '(integer 0 10)) => 5
(coerce 11 '(integer 0 10)) !! type-error
(funcall (coerce 'car 'function) '(1)) => 1
(funcall (coerce '(lambda (x) (* x x)) 'function) 5) => 25
(coerce 'no-such-function-here 'function) !! undefined-function
(coerce 'when 'function) !! undefined-function
(coerce 5 'function) !! type-error
(coerce 1 nil) !! type-error
(coerce 1 'no-such-type) !! error
(coerce '(1 2) '(and vector (satisfies vectorp))) => #(1 2)
(handler-case (coerce 5 'list) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (5 LIST)

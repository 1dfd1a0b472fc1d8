;;;; REVERSE, NREVERSE (CLHS 17.3).

(reverse "abc") => "cba"
(let ((s "abc")) (list (eq s (reverse s)) s)) => (NIL "abc")
(let ((l (list 1 2 3))) (list (reverse l) l)) => ((3 2 1) (1 2 3))
(reverse #*1100) => #*0011
(let ((v (make-array 4 :element-type '(unsigned-byte 8) :initial-contents '(1 2 3 4)))) (list (reverse v) (array-element-type (reverse v)))) => (#(4 3 2 1) (UNSIGNED-BYTE 8))
(let ((v (make-array 5 :fill-pointer 3 :initial-contents '(1 2 3 4 5)))) (list (reverse v) (array-has-fill-pointer-p (reverse v)))) => (#(3 2 1) NIL)
(reverse (make-array 2 :displaced-to #(1 2 3 4) :displaced-index-offset 1)) => #(3 2)
(list (reverse nil) (reverse #()) (reverse "") (nreverse nil) (nreverse (list 1))) => (NIL #() "" NIL (1))
(nreverse (copy-seq #*1100)) => #*0011
(let ((v (vector 1 2 3))) (list (nreverse v) v)) => (#(3 2 1) #(3 2 1))
(let ((v (make-array 5 :fill-pointer 3 :initial-contents '(1 2 3 4 5)))) (nreverse v) (setf (fill-pointer v) 5) v) => #(3 2 1 4 5)
(nreverse (list* 1 2 3)) !! type-error
(reverse (make-array '(1 1))) !! type-error
(nreverse 'a) !! type-error
(handler-case (nreverse 5) (type-error (c) (type-error-datum c))) => 5
(reverse) !! program-error
(reverse nil nil) !! program-error
(nreverse) !! program-error
(nreverse nil nil) !! program-error

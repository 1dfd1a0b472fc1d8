;;;; MAPHASH, WITH-HASH-TABLE-ITERATOR, SXHASH (CLHS 18).

(let ((h (make-hash-table)) (sum 0)) (dotimes (i 5) (setf (gethash i h) (* i i))) (list (maphash (lambda (k v) (incf sum (+ k v))) h) sum)) => (NIL 40)
(let ((h (make-hash-table))) (dotimes (i 6) (setf (gethash i h) i)) (maphash (lambda (k v) (if (oddp v) (remhash k h))) h) (hash-table-count h)) => 3
(let ((h (make-hash-table))) (dotimes (i 6) (setf (gethash i h) i)) (maphash (lambda (k v) (setf (gethash k h) (* 2 v))) h) (gethash 5 h)) => 10; T
(let ((h (make-hash-table)) (r nil)) (setf (gethash 'a h) 1) (with-hash-table-iterator (next h) (multiple-value-bind (more k v) (next) (push (list more k v) r)) (push (multiple-value-list (next)) r)) (reverse r)) => ((T A 1) (NIL))
(with-hash-table-iterator (next (make-hash-table)) (next)) => NIL
(maphash #'list 5) !! type-error
(= (sxhash "abc") (sxhash (copy-seq "abc"))) => T
(= (sxhash '(1 "a")) (sxhash (list 1 (copy-seq "a")))) => T
(= (sxhash (expt 2 100)) (sxhash (expt 2 100))) => T
(typep (sxhash 'a) '(and fixnum unsigned-byte)) => T

;;;; MAPHASH, WITH-HASH-TABLE-ITERATOR, SXHASH (CLHS 18).

(let ((h (make-hash-table)) (sum 0)) (dotimes (i 5) (setf (gethash i h) (* i i))) (list (maphash (lambda (k v) (incf sum (+ k v))) h) sum)) => (NIL 40)
(let ((h (make-hash-table))) (dotimes (i 6) (setf (gethash i h) i)) (maphash (lambda (k v) (if (oddp v) (remhash k h))) h) (hash-table-count h)) => 3
(let ((h (make-hash-table))) (dotimes (i 6) (setf (gethash i h) i)) (maphash (lambda (k v) (setf (gethash k h) (* 2 v))) h) (gethash 5 h)) => 10; T
(let ((h (make-hash-table)) (r nil)) (setf (gethash 'a h) 1) (with-hash-table-iterator (next h) (multiple-value-bind (more k v) (next) (push (list more k v) r)) (push (multiple-value-list (next)) r)) (reverse r)) => ((T A 1) (NIL))
(with-hash-table-iterator (next (make-hash-table)) (next)) => NIL
(maphash #'list 5) !! type-error
(mapcar (lambda (n) (let ((h (make-hash-table)) (keys nil)) (dotimes (i n) (setf (gethash i h) (- i))) (dotimes (i (floor n 3)) (remhash (* 3 i) h)) (maphash (lambda (k v) (if (eql v (- k)) (push k keys))) h) (and (equal keys (sort (copy-list keys) #'>)) (length keys)))) '(0 1 15 16 17 32 33 100)) => (0 1 10 11 12 22 22 67)
(let ((h (make-hash-table)) (n 0)) (dotimes (i 100) (setf (gethash i h) i)) (list (maphash (lambda (k v) (incf n v) (remhash k h)) h) n (hash-table-count h))) => (NIL 4950 0)
(let ((h (make-hash-table))) (dotimes (i 40) (setf (gethash i h) i)) (block nil (maphash (lambda (k v) (if (= k 20) (return v))) h))) => 20
(let ((h (make-hash-table)) (n 0)) (dotimes (i 20) (setf (gethash i h) i)) (maphash (lambda (a b) (maphash (lambda (c d) (incf n (+ a b c d))) h) b) h) n) => 15200
(= (sxhash "abc") (sxhash (copy-seq "abc"))) => T
(= (sxhash '(1 "a")) (sxhash (list 1 (copy-seq "a")))) => T
(= (sxhash (expt 2 100)) (sxhash (expt 2 100))) => T
(typep (sxhash 'a) '(and fixnum unsigned-byte)) => T

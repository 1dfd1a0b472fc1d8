;;;; MAKE-HASH-TABLE, GETHASH, REMHASH, CLRHASH and the accessors (CLHS 18).

(gethash 'a (make-hash-table)) => NIL; NIL
(gethash 'a (make-hash-table) 5) => 5; NIL
(let ((h (make-hash-table))) (setf (gethash 'a h) nil) (gethash 'a h 5)) => NIL; T
(let ((h (make-hash-table))) (setf (gethash 1 h) 'one (gethash 1.0 h) 'float) (list (gethash 1 h) (gethash 1.0 h) (hash-table-count h))) => (ONE FLOAT 2)
(let ((h (make-hash-table :test 'equal))) (setf (gethash "a" h) 1) (list (gethash (copy-seq "a") h) (gethash "A" h))) => (1 NIL)
(let ((h (make-hash-table :test 'equalp))) (setf (gethash "a" h) 1) (list (gethash "A" h) (gethash #(#\a) h))) => (1 1)
(let ((h (make-hash-table :test 'equalp))) (setf (gethash 1 h) 1) (gethash 1.0 h)) => 1; T
(let ((h (make-hash-table :test #'equal))) (setf (gethash '(1 (2)) h) 1) (gethash (list 1 (list 2)) h)) => 1; T
(let ((h (make-hash-table :test 'eql))) (setf (gethash (expt 2 100) h) 1) (gethash (expt 2 100) h)) => 1; T
(let ((h (make-hash-table :test 'eql))) (setf (gethash 1/2 h) 1 (gethash #\a h) 2) (list (gethash 2/4 h) (gethash #\a h))) => (1 2)
(let ((h (make-hash-table :test 'equal))) (setf (gethash #*01 h) 1) (gethash (copy-seq #*01) h)) => 1; T
(let ((h (make-hash-table :test 'equal))) (setf (gethash (vector 1) h) 1) (gethash (vector 1) h)) => NIL; NIL
(let ((h (make-hash-table))) (setf (gethash 1 h) 1) (list (remhash 1 h) (remhash 1 h))) => (T NIL)
(let ((h (make-hash-table))) (setf (gethash 1 h) 1 (gethash 2 h) 2) (list (eq h (clrhash h)) (hash-table-count h))) => (T 0)
(let ((h (make-hash-table))) (incf (gethash :n h 10)) (incf (gethash :n h 10)) (gethash :n h)) => 12; T
(let ((h (make-hash-table))) (push 1 (gethash :l h)) (push 2 (gethash :l h)) (gethash :l h)) => (2 1); T
(let ((h (make-hash-table :size 1000))) (>= (hash-table-size h) 0)) => T
(hash-table-p (make-hash-table)) => T
(hash-table-p '(1)) => NIL
(gethash 1 nil) !! type-error
(remhash 1 5) !! type-error
(hash-table-count 'x) !! type-error
(realp (hash-table-rehash-size (make-hash-table))) => T
(realp (hash-table-rehash-threshold (make-hash-table))) => T
(make-hash-table :rehash-size 2.0 :rehash-threshold 0.5 :bad 1) !! program-error
(let ((h (make-hash-table :test 'equal)) (ok t)) (dotimes (i 500) (setf (gethash (list i) h) i)) (dotimes (i 500 ok) (unless (eql (gethash (list i) h) i) (setq ok nil)))) => T
(let ((h (make-hash-table))) (dotimes (i 100) (setf (gethash i h) i)) (dotimes (i 100) (remhash i h)) (dotimes (i 50) (setf (gethash i h) (- i))) (list (hash-table-count h) (gethash 49 h) (gethash 50 h))) => (50 -49 NIL)

;;;; Hash tables (CLHS 18).

(let ((h (make-hash-table))) (list (gethash 1 h) (setf (gethash 1 h) 2) (gethash 1 h) (hash-table-count h))) => (NIL 2 2 1)
(gethash 1 (make-hash-table) :default) => :DEFAULT; NIL
(let ((h (make-hash-table :test 'equal))) (setf (gethash "a" h) 1 (gethash (list 1 2) h) 2) (list (gethash "a" h) (gethash '(1 2) h))) => (1 2)
(let ((h (make-hash-table :test 'eq)) (k (list 1))) (setf (gethash k h) :found) (list (gethash k h) (gethash (list 1) h))) => (:FOUND NIL)
(let ((h (make-hash-table))) (dotimes (i 1000) (setf (gethash i h) (* i i))) (list (hash-table-count h) (gethash 999 h))) => (1000 998001)
(let ((h (make-hash-table)) (r nil)) (dolist (k '(c a b)) (setf (gethash k h) t)) (maphash (lambda (k v) (declare (ignore v)) (push k r)) h) (reverse r)) => (C A B)
(let ((h (make-hash-table))) (setf (gethash 1 h) 1) (list (remhash 1 h) (remhash 1 h) (hash-table-count h))) => (T NIL 0)
(let ((h (make-hash-table))) (setf (gethash 1 h) 1) (clrhash h) (hash-table-count h)) => 0
(let ((h (make-hash-table :test 'eql))) (setf (gethash (expt 10 30) h) :big) (gethash (expt 10 30) h)) => :BIG; T
(let ((h (make-hash-table)) (s 0)) (dotimes (i 10) (setf (gethash i h) i)) (with-hash-table-iterator (next h) (loop (multiple-value-bind (more k v) (next) (declare (ignore k)) (if more (incf s v) (return s)))))) => 45
(defvar *keys* (list (list 1) (list 2) "three" 'four 5))
(defvar *table* (make-hash-table :test 'eq))
(dolist (k *keys*) (setf (gethash k *table*) k)) => NIL
(every (lambda (k) (eq (gethash k *table*) k)) *keys*) => T
(hash-table-test *table*) => EQ
(make-hash-table :test 'no-such-test) !! type-error
(gethash 1 2) !! type-error
(let ((h (make-hash-table)) (n 0)) (dotimes (i 300) (setf (gethash i h) t)) (dotimes (i 300) (when (evenp i) (remhash i h))) (maphash (lambda (k v) (declare (ignore v)) (incf n k)) h) (list (hash-table-count h) n)) => (150 22500)

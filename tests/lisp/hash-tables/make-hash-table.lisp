;;;; MAKE-HASH-TABLE and what tables say of themselves (CLHS 18.2).

(hash-table-p (make-hash-table)) => T
(hash-table-p '(1)) => NIL
(mapcar (lambda (test) (hash-table-test (make-hash-table :test test))) (list 'eq #'eq 'eql #'eql 'equal #'equal 'equalp #'equalp)) => (EQ EQ EQL EQL EQUAL EQUAL EQUALP EQUALP)
(hash-table-count (make-hash-table :size 100)) => 0
(>= (hash-table-size (make-hash-table :size 100)) 100) => T
(typep (hash-table-rehash-size (make-hash-table :rehash-size 5)) '(or (integer 1) (float (1.0)))) => T
(typep (hash-table-rehash-threshold (make-hash-table :rehash-threshold 0.5)) '(real 0 1)) => T
(make-hash-table :size -1) !! type-error
(make-hash-table :size 'a) !! type-error
(make-hash-table :rehash-size 0) !! type-error
(make-hash-table :rehash-size 1.0) !! type-error
(make-hash-table :rehash-threshold 2) !! type-error
(make-hash-table :weak :sometimes) !! type-error
(make-hash-table :no-such-keyword 1) !! program-error
(hash-table-count 5) !! type-error
(hash-table-size "a") !! type-error
(hash-table-test nil) !! type-error
(hash-table-rehash-size 'a) !! type-error
(hash-table-rehash-threshold 'a) !! type-error
(let ((h (make-hash-table :test 'equal :initial-contents '((a . 1) ("b" . 2))))) (list (gethash 'a h) (gethash "b" h))) => (1 2)
(mapcar #'ext:hash-table-weak-p (list (make-hash-table) (make-hash-table :weak :key) (make-hash-table :weakness :value) (make-hash-table :weak :key-and-value) (make-hash-table :weak :key-or-value))) => (NIL :KEY :VALUE :KEY-AND-VALUE :KEY-OR-VALUE)
(let ((h (make-hash-table)) (l nil)) (setf (gethash 'a h) 1 (gethash 'b h) 2) (ext:dohash ((k v) h (nreverse l)) (push (list k v) l))) => ((A 1) (B 2))
(let ((h (make-hash-table))) (setf (gethash 'a h) 1) (ext:dohash ((k v) h) (return (list k v)))) => (A 1)
(let ((h (make-hash-table :test 'equalp))) (setf (gethash "Abc" h) 1 (gethash 2 h) 3 (gethash #\a h) 4 (gethash #(1 "x") h) 5) (list (gethash "aBC" h) (gethash 2.0 h) (gethash #\A h) (gethash (vector 1.0 "X") h))) => (1 3 4 5)
(let ((h (make-hash-table)) (l nil)) (dotimes (n 20) (setf (gethash n h) n)) (maphash (lambda (k v) (if (evenp v) (remhash k h) (setf (gethash k h) (* 10 v)))) h) (maphash (lambda (k v) (push (list k v) l)) h) (list (length l) (first l))) => (10 (19 190))
(let ((h (make-hash-table))) (dotimes (n 1000) (setf (gethash (* 8 n) h) n)) (dotimes (n 1000) (unless (eql (gethash (* 8 n) h) n) (error "lost")) (when (gethash (1+ (* 8 n)) h) (error "found"))) (hash-table-count h)) => 1000
(let ((h (make-hash-table :test 'equal))) (dotimes (n 500) (setf (gethash (list n (format nil "~D" n)) h) n)) (gethash (list 77 "77") h)) => 77; T
(let ((h (make-hash-table :test 'equal))) (setf (gethash "abcde" h) 1) (list (gethash (make-array 5 :element-type 'character :displaced-to "xabcdey" :displaced-index-offset 1) h) (gethash 'abcde h) (gethash "abcdE" h))) => (1 NIL NIL)
(loop (return (let ((h (make-hash-table))) (with-hash-table-iterator (next h) (setf (gethash 'a h) 1) (list (multiple-value-list (next)) (multiple-value-list (next))))))) => ((T A 1) (NIL))
(= (sxhash "abc") (sxhash (copy-seq "abc"))) => T
(= (sxhash '(1 "a" #*101)) (sxhash (list 1 (copy-seq "a") (copy-seq #*101)))) => T
(typep (sxhash 'car) '(and fixnum unsigned-byte)) => T
(sxhash "abc") => 1403006024675590487

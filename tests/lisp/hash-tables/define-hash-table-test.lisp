;;;; EXT:DEFINE-HASH-TABLE-TEST: tables that compare by functions of the user.

(ext:define-hash-table-test by-parity (lambda (a b) (= (mod a 2) (mod b 2))) (lambda (n) (mod n 2))) => BY-PARITY
(let ((h (make-hash-table :test 'by-parity))) (setf (gethash 1 h) 'odd (gethash 4 h) 'even) (list (gethash 7 h) (gethash 100 h) (hash-table-count h))) => (ODD EVEN 2)
(let ((h (make-hash-table :test 'by-parity))) (multiple-value-list (gethash 3 h 'default))) => (DEFAULT NIL)
(let ((h (make-hash-table :test 'by-parity))) (setf (gethash 1 h) 'a (gethash 3 h) 'b) (multiple-value-list (gethash 5 h))) => (B T)
(let ((h (make-hash-table :test 'by-parity))) (setf (gethash 1 h) 'a) (list (remhash 3 h) (remhash 1 h) (hash-table-count h) (gethash 1 h))) => (T NIL 0 NIL)
(let ((h (make-hash-table :test 'by-parity))) (setf (gethash 1 h) 'a (gethash 2 h) 'b) (let ((l nil)) (maphash (lambda (k v) (push (cons k v) l)) h) l)) => ((2 . B) (1 . A))
(let ((h (make-hash-table :test 'by-parity))) (incf (gethash 1 h 0)) (incf (gethash 5 h 0) 10) (gethash 9 h)) => 11; T
(let ((h (make-hash-table :test (cons #'string-equal (lambda (s) (sxhash (string-upcase s))))))) (dotimes (n 200) (setf (gethash (format nil "Key~D" n) h) n)) (list (hash-table-count h) (gethash "KEY7" h) (gethash "kEY199" h) (gethash "key200" h))) => (200 7 199 NIL)
(let ((h (make-hash-table :test (cons #'equal (lambda (k) (declare (ignore k)) 7))))) (dotimes (n 40) (setf (gethash n h) (* n n))) (dotimes (n 20) (remhash (* 2 n) h)) (dotimes (n 40) (setf (gethash (+ 100 n) h) n)) (list (hash-table-count h) (gethash 7 h) (gethash 8 h) (gethash 139 h))) => (60 49 NIL 39)
(let ((h (make-hash-table :test 'by-parity))) (setf (gethash 1 h) 1) (clrhash h) (list (gethash 1 h) (progn (setf (gethash 3 h) 2) (gethash 1 h)))) => (NIL 2)
(consp (hash-table-test (make-hash-table :test 'by-parity))) => T
(flet ((look (h) (gethash 2 h 'none))) (look (make-hash-table :test 'by-parity))) => NONE; NIL
(let ((h (make-hash-table :test 'by-parity))) (setf (gethash 2 h) 'even) (multiple-value-bind (v p) (funcall #'gethash 4 h) (list v p))) => (EVEN T)
(let ((h (make-hash-table :test (cons #'eql (lambda (k) (declare (ignore k)) 'no-integer))))) (gethash 1 h)) !! type-error
(let ((h (make-hash-table :test 'by-parity))) (gethash 'a h)) !! type-error
(make-hash-table :test 'no-such-test) !! type-error
(defvar *kept* (make-hash-table :test 'by-parity)) => *KEPT*
(setf (gethash 1 *kept*) 'one) => ONE
(gethash 11 *kept*) => ONE; T

;;;; A hash table with strings as keys, by EQUAL.

(defun names (n)
  (let ((names (make-array n)))
    (dotimes (i n names)
      (setf (svref names i) (concatenate 'string "name-" (princ-to-string (* i 7919)))))))

(defun count-names (names rounds)
  (let ((table (make-hash-table :test 'equal)) (n (length names)))
    (dotimes (i rounds table)
      (let ((key (svref names (rem (* i 31) n))))
        (setf (gethash key table) (+ 1 (gethash key table 0)))))))

(let ((table (count-names (names 20000) 800000)) (most 0))
  (maphash (lambda (key count) (setq most (max most count (length key)))) table)
  (princ (hash-table-count table))
  (write-char #\Space)
  (princ most)
  (terpri))

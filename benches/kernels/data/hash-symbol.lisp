;;;; A hash table with symbols as keys, by EQ.

(defun symbols (n)
  (let ((symbols (make-array n)))
    (dotimes (i n symbols)
      (setf (svref symbols i) (intern (concatenate 'string "SYMBOL-" (princ-to-string i)))))))

(defun count-symbols (symbols rounds)
  (let ((table (make-hash-table :test 'eq)) (n (length symbols)))
    (dotimes (i rounds table)
      (let ((key (svref symbols (rem (* i 31) n))))
        (setf (gethash key table) (+ 1 (gethash key table 0)))))))

(let ((table (count-symbols (symbols 5000) 1500000)) (sum 0))
  (maphash (lambda (key count) (setq sum (+ sum count (length (symbol-name key))))) table)
  (princ (hash-table-count table))
  (write-char #\Space)
  (princ sum)
  (terpri))

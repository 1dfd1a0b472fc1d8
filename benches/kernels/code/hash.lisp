;;;; Hash tables by EQL on numbers and by EQUAL on strings: filled, asked, walked.

(defun number-name (n)
  "The decimal digits of N, least first."
  (let ((name (make-string 6 :initial-element #\0)))
    (do ((i 0 (+ i 1))
         (rest n (floor rest 10)))
        ((= i 6) name)
      (setf (char name i) (char "0123456789" (rem rest 10))))))

(defun count-numbers (rounds)
  (let ((table (make-hash-table)))
    (dotimes (i rounds)
      (let ((key (rem (* i 7919) 50021)))
        (setf (gethash key table) (+ 1 (gethash key table 0)))))
    table))

(defun count-names (rounds)
  (let ((table (make-hash-table :test 'equal)))
    (dotimes (i rounds)
      (let ((key (number-name (rem (* i 7919) 5003))))
        (setf (gethash key table) (+ 1 (gethash key table 0)))))
    table))

(defun print-table (table)
  (let ((most 0))
    (maphash (lambda (key count)
               (when (< most count)
                 (setq most count)))
             table)
    (princ (hash-table-count table))
    (write-char #\Space)
    (princ most)
    (terpri)))

(print-table (count-numbers 2000000))
(print-table (count-names 400000))

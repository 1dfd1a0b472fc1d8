;;;; A hash table with fixnums as keys.

(defun fill-table (rounds)
  (let ((table (make-hash-table :test 'eql)))
    (dotimes (i rounds table)
      (let ((key (rem (* i 7919) 100003)))
        (setf (gethash key table) (+ i (gethash key table 0)))))))

(defun ask (table rounds)
  (let ((found 0))
    (dotimes (i rounds found)
      (when (gethash (* 2 i) table) (setq found (+ found 1))))))

(let ((table (fill-table 1500000)))
  (princ (hash-table-count table))
  (terpri)
  (princ (ask table 1500000))
  (terpri))

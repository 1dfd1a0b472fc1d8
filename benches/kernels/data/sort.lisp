;;;; A million numbers sorted: in a vector, and in a list.

(defun numbers (n)
  (let ((vector (make-array n)) (seed 12345))
    (dotimes (i n vector)
      (setq seed (rem (+ (* seed 1103515245) 12345) 2147483648))
      (setf (svref vector i) seed))))

(defun check (sequence)
  (let ((sum 0) (i 0))
    (map nil (lambda (x) (setq sum (rem (+ (* 31 sum) x i) 1000000007) i (+ i 1))) sequence)
    (princ sum)
    (terpri)))

(let ((numbers (numbers 1000000)))
  (check (sort (copy-seq numbers) #'<))
  (check (sort (coerce numbers 'list) #'>)))

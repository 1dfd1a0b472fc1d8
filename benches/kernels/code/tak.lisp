;;;; Calls with three arguments, most of which are calls themselves.

(defun tak (x y z)
  (if (< y x)
      (tak (tak (- x 1) y z)
           (tak (- y 1) z x)
           (tak (- z 1) x y))
      z))

(defun run (rounds)
  (let ((sum 0))
    (dotimes (i rounds sum)
      (setq sum (+ sum (tak 18 12 6))))))

(princ (run 150))
(terpri)

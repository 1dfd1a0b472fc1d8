;;;; Iteration and integer arithmetic without calls.

(defun mix (rounds)
  (let ((sum 0))
    (dotimes (i rounds sum)
      (do ((j 0 (+ j 1)))
          ((= j 1000))
        (if (< sum 1000000)
            (setq sum (+ sum (* 3 j)))
            (setq sum (- sum 1000000)))))))

(princ (mix 10000))
(terpri)

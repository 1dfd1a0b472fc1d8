;;;; Big integers times and by each other: 100,000 digits and more.

(let ((a (expt 3 250000)) (b (expt 7 130000)) (sum 0))
  (dotimes (i 10)
    (setq sum (+ sum (* (+ a i) (- b i)))))
  (princ (rem sum 1000000007))
  (terpri)
  (princ (rem (floor sum (+ a 1)) 1000000007))
  (terpri))

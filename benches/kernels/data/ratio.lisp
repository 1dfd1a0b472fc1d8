;;;; Ratios: harmonic numbers, and a continued fraction.

(defun harmonic (n)
  (let ((sum 0))
    (dotimes (i n sum)
      (setq sum (+ sum (/ 1 (+ i 1)))))))

(defun golden (n)
  (let ((x 1))
    (dotimes (i n x)
      (setq x (+ 1 (/ 1 x))))))

(dotimes (i 2)
  (princ (rem (numerator (harmonic (+ 2500 i))) 1000000007))
  (terpri)
  (princ (rem (denominator (golden (+ 5000 i))) 1000000007))
  (terpri))

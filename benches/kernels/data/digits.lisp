;;;; 100,000 digits printed and read.

(defun digit-sum (text)
  (let ((sum 0))
    (dotimes (i (length text) sum)
      (setq sum (+ sum (digit-char-p (char text i)))))))

(dotimes (i 3)
  (let ((text (princ-to-string (expt 7 (+ 118000 i)))))
    (princ (length text))
    (write-char #\Space)
    (princ (digit-sum text))
    (write-char #\Space)
    (princ (rem (parse-integer text) 1000000007))
    (terpri)))

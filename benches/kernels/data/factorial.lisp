;;;; Big integers times small ones: factorials, and what is left of them modulo a prime.

(defun factorial (n)
  (let ((product 1))
    (dotimes (i n product)
      (setq product (* product (+ i 1))))))

(dotimes (i 4)
  (princ (rem (factorial (+ 6000 i)) 1000000007))
  (terpri))

;;;; Floats: the points of the Mandelbrot set on a grid, in double and in single precision.

(defun escapes (x y most four)
  (let ((re x) (im y))
    (dotimes (i most most)
      (let ((re2 (* re re)) (im2 (* im im)))
        (when (< four (+ re2 im2)) (return i))
        (setq im (+ (* 2 re im) y)
              re (+ (- re2 im2) x))))))

(defun count-points (size zero four)
  (let ((sum 0))
    (dotimes (i size sum)
      (dotimes (j size)
        (setq sum (+ sum (escapes (+ (/ (* 3 (+ zero i)) size) -2)
                                  (+ (/ (* 2 (+ zero j)) size) -1)
                                  100 four)))))))

(princ (count-points 160 0d0 4d0))
(terpri)
(princ (count-points 160 0f0 4f0))
(terpri)

;;;; The first digits of pi, one by one, by a spigot of big integers.

(defun print-pi (n)
  (let ((q 1) (r 0) (s 1) (k 1) (printed 0))
    (loop
      (when (= printed n) (return))
      (let ((digit (floor (+ (* 3 q) r) s)))
        (cond ((= digit (floor (+ (* 4 q) r) s))
               (princ digit)
               (setq printed (+ printed 1)
                     r (* 10 (- r (* digit s)))
                     q (* 10 q)))
              (t
               (let ((odd (+ (* 2 k) 1)))
                 (setq r (* (+ (* 2 q) r) odd)
                       s (* s odd)
                       q (* q k)
                       k (+ k 1)))))))
    (terpri)))

(print-pi 1000)

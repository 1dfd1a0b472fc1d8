;;;; Calls of a global function, and small integer arithmetic.

(defun fib (n)
  (if (< n 2)
      n
      (+ (fib (- n 1)) (fib (- n 2)))))

(princ (fib 32))
(terpri)

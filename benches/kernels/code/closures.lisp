;;;; Closures: made, passed on, called, and keeping a variable between calls.

(defun make-counter (step)
  (let ((count 0))
    (lambda (factor)
      (setq count (+ count (* step factor))))))

(defun compose (f g)
  (lambda (x) (funcall f (funcall g x))))

(defun run (rounds)
  (let ((total 0))
    (dotimes (i rounds total)
      (let* ((counter (make-counter i))
             (twice (compose counter (lambda (x) (+ x x)))))
        (funcall twice 1)
        (funcall twice 2)
        (setq total (+ total (funcall counter 3)))))))

(princ (run 500000))
(terpri)

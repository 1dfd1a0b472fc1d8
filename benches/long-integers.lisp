;;;; Long integers: products, quotients, and digits of 100,000 digits, each on a line with the microseconds it takes.
;;;; Run by the Lisps whose long integers are GMP's, too.

(defvar *result* nil)

(defun report (name repetitions function)
  (let ((start (get-internal-real-time)))
    (dotimes (i repetitions)
      (setq *result* (funcall function)))
    (princ name)
    (write-char #\Space)
    (princ (floor (* 1000000 (- (get-internal-real-time) start)) (* repetitions internal-time-units-per-second)))
    (terpri)))

(let* ((a (- (expt 3 209590) 12345))
       (b (+ (expt 7 118329) 98765))
       (product (* a b)))
  (report "product" 100 #'(lambda () (* a b)))
  (report "square" 100 #'(lambda () (* a a)))
  (report "quotient" 30 #'(lambda () (truncate product b)))
  (report "digits" 20 #'(lambda () (princ-to-string a))))

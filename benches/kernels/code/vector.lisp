;;;; A vector read and written by index: the sieve of Eratosthenes.

(defun primes-below (limit)
  (let ((composite (make-array limit :initial-element nil))
        (count 0))
    (do ((i 2 (+ i 1)))
        ((= i limit) count)
      (unless (aref composite i)
        (setq count (+ count 1))
        (do ((j (* i i) (+ j i)))
            ((not (< j limit)))
          (setf (aref composite j) t))))))

(dotimes (i 10)
  (princ (primes-below (+ 400000 i)))
  (terpri))

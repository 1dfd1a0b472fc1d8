;;;; Strings put together: through a stream, by CONCATENATE, by VECTOR-PUSH-EXTEND, and taken apart again.

(defun by-stream (n)
  (with-output-to-string (stream)
    (dotimes (i n)
      (write-string "item " stream)
      (write-char (code-char (+ 97 (rem i 26))) stream)
      (write-string "; " stream))))

(defun by-pieces (n)
  (let ((pieces '()))
    (dotimes (i n)
      (push (concatenate 'string (string-upcase "left") "-" (subseq "middle of it" 0 (rem i 12))) pieces))
    (apply #'concatenate 'string (subseq pieces 0 1000))))

(defun by-pushing (n)
  (let ((text (make-array 16 :element-type 'character :adjustable t :fill-pointer 0)))
    (dotimes (i n text)
      (vector-push-extend (code-char (+ 97 (rem (* i 7) 26))) text))))

(defun count-char (char text)
  (let ((n 0) (start 0))
    (loop
      (let ((at (position char text :start start)))
        (when (null at) (return n))
        (setq n (+ n 1) start (+ at 1))))))

(let ((text (by-stream 300000)))
  (princ (length text))
  (write-char #\Space)
  (princ (count-char #\q text))
  (terpri))
(princ (length (by-pieces 200000)))
(terpri)
(princ (count-char #\e (by-pushing 500000)))
(terpri)

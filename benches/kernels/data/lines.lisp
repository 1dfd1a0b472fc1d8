;;;; A text file written and read by line.

(defun write-lines (n)
  (with-open-file (out "lines.txt" :direction :output :if-exists :supersede)
    (dotimes (i n)
      (write-string "a line of some fifty letters, with a number: " out)
      (write-char (code-char (+ 48 (rem i 10))) out)
      (terpri out))))

(defun count-lines ()
  (let ((lines 0) (characters 0) (nines 0))
    (with-open-file (in "lines.txt")
      (loop
        (let ((line (read-line in nil)))
          (when (null line) (return))
          (setq lines (+ lines 1) characters (+ characters (length line)))
          (when (char= (char line (- (length line) 1)) #\9) (setq nines (+ nines 1))))))
    (princ (list lines characters nines))
    (terpri)))

(write-lines 300000)
(dotimes (i 2) (count-lines))
(delete-file "lines.txt")

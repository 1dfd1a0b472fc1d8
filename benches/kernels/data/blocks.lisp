;;;; A file written and read by blocks of bytes.

(defun write-blocks (n)
  (let ((block (make-array 65536 :element-type '(unsigned-byte 8))))
    (dotimes (i 65536) (setf (aref block i) (rem (* i 7) 256)))
    (with-open-file (out "blocks.bin" :direction :output :if-exists :supersede :element-type '(unsigned-byte 8))
      (dotimes (i n) (write-sequence block out)))))

(defun read-blocks ()
  (let ((block (make-array 65536 :element-type '(unsigned-byte 8))) (bytes 0) (sum 0))
    (with-open-file (in "blocks.bin" :element-type '(unsigned-byte 8))
      (loop
        (let ((end (read-sequence block in)))
          (when (= end 0) (return))
          (setq bytes (+ bytes end) sum (+ sum (aref block (rem bytes 65521)))))))
    (princ (list bytes sum))
    (terpri)))

(write-blocks 800)
(dotimes (i 4) (read-blocks))
(delete-file "blocks.bin")

;;;; Printing: characters, strings and numbers to standard output.

(defun run (lines)
  (dotimes (i lines)
    (write-string "line ")
    (princ i)
    (write-char #\:)
    (write-char #\Space)
    (princ (* i i))
    (write-string " and the rest of it, forty letters long")
    (terpri)))

(run 150000)

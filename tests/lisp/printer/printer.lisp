;;;; The printer (CLHS 22).

(prin1-to-string "a\"b\\") => "\"a\\\"b\\\\\""
(princ-to-string "a\"b") => "a\"b"
(prin1-to-string 'foo) => "FOO"
(prin1-to-string '|foo|) => "|foo|"
(prin1-to-string :k) => ":K"
(prin1-to-string '|1|) => "|1|"
(prin1-to-string '(1 (2 . 3) #(4))) => "(1 (2 . 3) #(4))"
(prin1-to-string #\Space) => "#\\Space"
(princ-to-string #\Space) => " "
(prin1-to-string ''a) => "'A"
(let ((*print-base* 16)) (prin1-to-string 255)) => "FF"
(let ((*print-base* 2) (*print-radix* t)) (prin1-to-string 5)) => "#b101"
(let ((*print-length* 2)) (prin1-to-string '(1 2 3))) => "(1 2 ...)"
(let ((*print-level* 1)) (prin1-to-string '(1 (2)))) => "(1 #)"
(let ((*print-case* :downcase)) (prin1-to-string 'foo)) => "foo"
(format nil "~A ~S ~D ~X" "a" "b" 10 255) => "a \"b\" 10 FF"
(length (format nil "~%~&")) => 1
(format nil "~5D|~3A|" 42 "x") => "   42|x  |"
(format nil "~~") => "~"
(format nil "~A") !! error
(write-to-string 10 :base 2) => "1010"
(length (with-output-to-string (s) (write-line "x" s) (fresh-line s) (princ 1 s) (fresh-line s))) => 4
;;; Conditions with a text show it, without its arguments.
(mapcar #'prin1-to-string (list (make-condition 'simple-error :format-control "at ~A" :format-arguments '(1)) (make-condition 'simple-error) (make-condition 'error) (make-condition 'simple-warning :format-control (lambda (s) s)))) => ("#<SIMPLE-ERROR \"at ~A\">" "#<SIMPLE-ERROR>" "#<ERROR>" "#<SIMPLE-WARNING>")
(let ((c (make-condition 'simple-error :format-control "of ~S"))) (setf (getf (sys::%condition-values c) :format-arguments) (list c)) (prin1-to-string c)) => "#<SIMPLE-ERROR \"of ~S\">"

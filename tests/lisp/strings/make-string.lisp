;;;; MAKE-STRING and calls that are compiled without keywords (CLHS 16.2).

(make-string 3 :initial-element #\x :element-type 'base-char) => "xxx"
(array-element-type (make-string 2 :element-type 'standard-char)) => CHARACTER
(make-string 2 :element-type 'integer) !! type-error
(make-string 2 :initial-element 1) !! type-error
(make-string 1.5) !! type-error
(let ((s "aB")) (list (string-upcase s) (string-downcase s) (string= s "aB") (string-equal s 'ab) (string-capitalize s) s)) => ("AB" "ab" T T "Ab" "aB")
(flet ((call (f &rest arguments) (apply f arguments))) (list (call #'string-upcase "ab") (call #'string= "ab" "ab") (call #'concatenate 'string "a" "b") (call #'make-array 2 :initial-element 1))) => ("AB" T "ab" #(1 1))
(locally (declare (notinline string-upcase concatenate)) (list (string-upcase "ab") (concatenate 'string "a" "b"))) => ("AB" "ab")
(string-capitalize "éa ßb 1x") => "Éa ßb 1x"
(with-output-to-string (s) (write-char #\a s) (write-string "bc" s) (let ((*standard-output* s)) (write-char #\d) (write-char #\e nil) (write-string "f" nil))) => "abcdef"
(write-char "a") !! type-error
(write-char #\a 5) !! type-error
(write-string 'a) !! type-error
(string= "a") !! program-error
(string-upcase) !! program-error
(member 2.0 '(1 2.0) :test #'eql) => (2.0)
(member "a" '("a") :test 'equal) => ("a")
(assoc 'b '((a . 1) nil (b . 2)) :test #'eq) => (B . 2)
(member 1 '(2 . 3)) !! type-error

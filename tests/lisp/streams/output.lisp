;;;; WRITE-CHAR, WRITE-STRING, WRITE-LINE, TERPRI, FRESH-LINE on string streams (CLHS 21.2).

(with-output-to-string (s)) => ""
(with-output-to-string (s) (write-char #\a s) (write-string "bcd" s) (write-string "xyz" s :start 1 :end 2)) => "abcdy"
(equal (with-output-to-string (s) (write-line "a" s) (terpri s)) (format nil "a~%~%")) => T
(let ((s (make-string-output-stream))) (list (write-char #\a s) (write-string "b" s) (write-line "c" s) (terpri s))) => (#\a "b" "c" NIL)
(let ((s (make-string-output-stream))) (list (fresh-line s) (progn (write-char #\a s) (fresh-line s)) (fresh-line s))) => (NIL T NIL)
(let ((s (make-string-output-stream))) (write-string "ab" s) (list (get-output-stream-string s) (get-output-stream-string s))) => ("ab" "")
(let ((string (make-array 0 :element-type 'character :fill-pointer 0 :adjustable t))) (list (with-output-to-string (s string) (write-string "abc" s) 5) string)) => (5 "abc")
(let ((string (make-array 3 :element-type 'character :fill-pointer 0 :adjustable t))) (vector-push #\x string) (format string "~A" 12) string) => "x12"
(let* ((a (make-string-output-stream)) (b (make-string-output-stream)) (both (make-broadcast-stream a b))) (write-string "x" both) (list (get-output-stream-string a) (get-output-stream-string b))) => ("x" "x")
(write-char #\a (make-broadcast-stream)) => #\a
(let ((s (make-string-output-stream))) (write-sequence "hello" s :start 1 :end 3) (write-sequence '(#\x #\y) s) (get-output-stream-string s)) => "elxy"
(let ((s (make-string-output-stream))) (finish-output s) (force-output s) (clear-output s)) => NIL
(write-char "a" (make-string-output-stream)) !! type-error
(write-string 'a (make-string-output-stream)) !! type-error
(write-char #\a (make-string-input-stream "x")) !! error
(let ((s (make-string-output-stream))) (list (input-stream-p s) (output-stream-p s))) => (NIL T)
(with-open-stream (s (make-string-input-stream "a b")) (read s)) => A

;;;; READ-CHAR, PEEK-CHAR, UNREAD-CHAR, READ-LINE, LISTEN on string streams (CLHS 21.2).

(with-input-from-string (s "ab") (list (read-char s) (read-char s) (read-char s nil) (read-char s nil :eof))) => (#\a #\b NIL :EOF)
(with-input-from-string (s "") (read-char s)) !! end-of-file
(with-input-from-string (s "ab") (list (peek-char nil s) (read-char s) (peek-char nil s))) => (#\a #\a #\b)
(with-input-from-string (s "   x") (list (peek-char t s) (read-char s))) => (#\x #\x)
(with-input-from-string (s "aaab") (list (peek-char #\b s) (read-char s))) => (#\b #\b)
(with-input-from-string (s "") (peek-char nil s nil :eof)) => :EOF
(with-input-from-string (s "") (peek-char t s)) !! end-of-file
(with-input-from-string (s "ab") (unread-char (read-char s) s) (read-char s)) => #\a
(with-input-from-string (s (format nil "one~%two")) (list (multiple-value-list (read-line s)) (multiple-value-list (read-line s)) (multiple-value-list (read-line s nil :eof)))) => (("one" NIL) ("two" T) (:EOF T))
(with-input-from-string (s (format nil "~%x")) (read-line s)) => ""; NIL
(with-input-from-string (s "") (read-line s)) !! end-of-file
(with-input-from-string (s "hello" :start 1 :end 3) (read-line s)) => "el"; T
(let ((i nil)) (list (with-input-from-string (s "foo bar" :index i) (read s)) i)) => (FOO 4)
(let ((i nil)) (with-input-from-string (s "abcd" :index i :start 1) (read-char s)) i) => 2
(with-input-from-string (s "ab") (list (listen s) (read-char s) (read-char s) (listen s))) => (T #\a #\b NIL)
(with-input-from-string (s "ab") (read-char-no-hang s)) => #\a
(with-input-from-string (s "abc") (let ((v (make-string 2))) (list (read-sequence v s) v (read-sequence v s) (char v 0)))) => (2 "cb" 1 #\c)
(with-input-from-string (s "abc") (let ((l (list 1 2 3 4))) (list (read-sequence l s :start 1 :end 3) l))) => (3 (1 #\a #\b 4))
(let ((s (make-string-input-stream "x"))) (close s) (open-stream-p s)) => NIL
(let ((s (make-string-input-stream "x"))) (close s) (read-char s)) !! error
(let ((s (make-string-input-stream "x"))) (list (streamp s) (input-stream-p s) (output-stream-p s) (open-stream-p s))) => (T T NIL T)
(read-char 5) !! type-error
(read-line 'x) !! error
(let ((s (make-concatenated-stream (make-string-input-stream "ab") (make-string-input-stream "cd")))) (read-line s)) => "abcd"; T
(let* ((in (make-string-input-stream "x y")) (out (make-string-output-stream)) (two (make-two-way-stream in out))) (list (read two) (progn (write-char #\z two) (get-output-stream-string out)))) => (X "z")
(let* ((in (make-string-input-stream "abc")) (out (make-string-output-stream)) (echo (make-echo-stream in out))) (read-char echo) (read-char echo) (get-output-stream-string out)) => "ab"
(let* ((*test-stream* (make-string-input-stream "q"))) (declare (special *test-stream*)) (read-char (make-synonym-stream '*test-stream*))) => #\q

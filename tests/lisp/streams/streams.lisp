;;;; String streams and line reading (CLHS 21); files are tested through processes.

(with-input-from-string (s (format nil "ab~%cd")) (list (read-char s) (read-line s) (read-line s) (read-line s nil :end))) => (#\a "b" "cd" :END)
(with-input-from-string (s "x") (list (peek-char nil s) (read-char s) (read-char s nil :end))) => (#\x #\x :END)
(with-input-from-string (s "") (read-char s)) !! end-of-file
(with-input-from-string (s "  y") (peek-char t s)) => #\y
(with-input-from-string (s "ab") (let ((c (read-char s))) (unread-char c s) (read-char s))) => #\a
(with-input-from-string (s "1 (2 3) x") (list (read s) (read s) (read s))) => (1 (2 3) X)
(with-output-to-string (s) (princ 'a s) (write-char #\Space s) (prin1 "b" s)) => "A \"b\""
(let ((*standard-output* (make-string-output-stream))) (princ "hidden") (get-output-stream-string *standard-output*)) => "hidden"
(write-char #\a (make-string-input-stream "x")) !! error
(open "/no/such/file") !! file-error
(open "/no/such/file" :if-does-not-exist nil) => NIL
(streamp *standard-output*) => T
(input-stream-p *standard-input*) => T

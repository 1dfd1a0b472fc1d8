;;;; Two-way, echo, broadcast, concatenated and synonym streams with their accessors (CLHS 21.1.4, 21.2.30-21.2.43).

(defun in (text) (make-string-input-stream text))
(defun out () (make-string-output-stream))
(let* ((a (in "x")) (b (out)) (two (make-two-way-stream a b))) (list (eq (two-way-stream-input-stream two) a) (eq (two-way-stream-output-stream two) b) (typep two 'two-way-stream) (input-stream-p two) (output-stream-p two))) => (T T T T T)
(let* ((a (in "x")) (b (out)) (echo (make-echo-stream a b))) (list (eq (echo-stream-input-stream echo) a) (eq (echo-stream-output-stream echo) b) (typep echo 'echo-stream))) => (T T T)
(let* ((a (out)) (b (out)) (both (make-broadcast-stream a b))) (list (equal (broadcast-stream-streams both) (list a b)) (input-stream-p both) (output-stream-p both))) => (T NIL T)
(let* ((a (in "x")) (b (in "y")) (all (make-concatenated-stream a b))) (list (equal (concatenated-stream-streams all) (list a b)) (read-char all) (read-char all) (equal (concatenated-stream-streams all) (list b)) (read-char all nil :eof) (concatenated-stream-streams all))) => (T #\x #\y T :EOF NIL)
(synonym-stream-symbol (make-synonym-stream '*standard-output*)) => *STANDARD-OUTPUT*
(two-way-stream-input-stream (in "x")) !! type-error
(two-way-stream-output-stream 5) !! type-error
(echo-stream-input-stream (in "x")) !! type-error
(broadcast-stream-streams (in "x")) !! type-error
(concatenated-stream-streams (in "x")) !! type-error
(synonym-stream-symbol (in "x")) !! type-error
(make-synonym-stream 5) !! type-error
(make-two-way-stream 5 (out)) !! type-error
(make-two-way-stream (out) (out)) !! type-error
(make-two-way-stream (in "x") (in "x")) !! type-error
(make-echo-stream (out) (out)) !! type-error
(make-broadcast-stream 5) !! type-error
(make-broadcast-stream (in "x")) !! type-error
(make-concatenated-stream (out)) !! type-error
(read-char (make-concatenated-stream)) !! end-of-file
(read-char (make-concatenated-stream) nil :eof) => :EOF
(let* ((o (out)) (echo (make-echo-stream (in "abc") o))) (list (read-char echo) (progn (unread-char #\a echo) (read-char echo)) (peek-char nil echo) (read-line echo) (get-output-stream-string o))) => (#\a #\a #\b "bc" "abc")
(let* ((o (out)) (echo (make-echo-stream (in "abc") o))) (write-char #\! echo) (read-line echo) (get-output-stream-string o)) => "!abc"
(let* ((a (out)) (b (out)) (both (make-broadcast-stream a b))) (format both "~A" 12) (fresh-line both) (fresh-line both) (list (length (get-output-stream-string a)) (length (get-output-stream-string b)))) => (3 3)
(let ((nothing (make-broadcast-stream))) (list (write-string "x" nothing) (fresh-line nothing) (file-position nothing) (file-length nothing) (stream-element-type nothing) (file-string-length nothing "abc"))) => ("x" NIL 0 0 T 1)
(with-input-from-string (*standard-input* "q r") (list (read-char (make-synonym-stream '*standard-input*)) (read))) => (#\q R)
(let ((two (make-two-way-stream (in "x") (out)))) (list (close two) (open-stream-p two) (open-stream-p (two-way-stream-input-stream two)))) => (T NIL T)
(let ((two (make-two-way-stream (in "x") (out)))) (close two) (read-char two)) !! stream-error
(let ((both (make-broadcast-stream (out)))) (close both) (write-char #\a both)) !! stream-error
(let ((*loop* nil)) (declare (special *loop*)) (setq *loop* (make-synonym-stream '*loop*)) (read-char *loop*)) !! stream-error
(mapcar #'stream-element-type (list (in "x") (out) (make-two-way-stream (in "x") (out)) (make-synonym-stream '*standard-output*))) => (CHARACTER CHARACTER CHARACTER CHARACTER)
(list (in "x") (out) (make-broadcast-stream) (make-two-way-stream (in "x") (out)) (make-synonym-stream '*query-io*) (let ((s (in "x"))) (close s) s)) => (#<INPUT STRING-INPUT-STREAM> #<OUTPUT STRING-OUTPUT-STREAM> #<OUTPUT BROADCAST-STREAM> #<IO TWO-WAY-STREAM> #<IO SYNONYM-STREAM *QUERY-IO*> #<CLOSED INPUT STRING-INPUT-STREAM>)
(mapcar #'listen (list (in "x") (in "") (make-concatenated-stream (in "") (in "y")) (make-concatenated-stream (in "")))) => (T NIL T NIL)
(defparameter *f* (sys::test-file "bytes"))
(with-open-file (s *f* :direction :output :element-type '(unsigned-byte 8)) (write-byte 7 (make-broadcast-stream s)) (write-byte 8 (make-two-way-stream (in "") s)) (file-position (make-broadcast-stream s))) => 2
(with-open-file (a *f* :element-type '(unsigned-byte 8)) (with-open-file (b *f* :element-type '(unsigned-byte 8)) (let ((all (make-concatenated-stream a b))) (list (stream-element-type all) (read-byte all) (read-byte all) (read-byte all) (read-byte all) (read-byte all nil :eof))))) => ((UNSIGNED-BYTE 8) 7 8 7 8 :EOF)
(with-open-file (a *f* :element-type '(unsigned-byte 8)) (with-open-file (b (sys::test-file "copy") :direction :output :element-type '(unsigned-byte 8)) (let ((echo (make-echo-stream a b))) (list (read-byte echo) (read-byte echo) (read-byte echo nil) (file-position b))))) => (7 8 NIL 2)
(list (streamp *terminal-io*) (mapcar #'streamp (list *standard-input* *standard-output* *error-output* *trace-output* *debug-io* *query-io*))) => (T (T T T T T T))
(list (input-stream-p *debug-io*) (output-stream-p *query-io*) (input-stream-p *standard-output*) (interactive-stream-p (in "x"))) => (T T NIL NIL)
(input-stream-p 5) !! type-error
(output-stream-p 'x) !! type-error
(open-stream-p nil) !! type-error
(interactive-stream-p 5) !! type-error
(stream-element-type 5) !! type-error
(stream-external-format 5) !! type-error
(close 5) !! type-error

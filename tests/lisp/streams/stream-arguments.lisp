;;;; What the functions on streams refuse: objects that are no streams, streams of the other direction, closed streams,
;;;; wrong counts of arguments (CLHS 21.2). NIL and T stand for the standard streams.

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (end-of-file () :eof) (type-error () :type) (stream-error () :stream) (program-error () :program) (error () :error)))
(defun in (text) (make-string-input-stream text))
(defun out () (make-string-output-stream))
(defun closed (stream) (close stream) stream)
(defparameter *readers* (list #'read-char #'read-line #'read-char-no-hang #'listen #'clear-input #'read #'read-preserving-whitespace (lambda (s) (peek-char nil s)) (lambda (s) (unread-char #\a s)) (lambda (s) (read-delimited-list #\) s)) (lambda (s) (read-sequence (make-string 2) s))))
(defparameter *writers* (list #'terpri #'fresh-line #'finish-output #'force-output #'clear-output (lambda (s) (write-char #\a s)) (lambda (s) (write-string "a" s)) (lambda (s) (write-line "a" s)) (lambda (s) (print 1 s)) (lambda (s) (prin1 1 s)) (lambda (s) (princ 1 s)) (lambda (s) (pprint 1 s)) (lambda (s) (write 1 :stream s)) (lambda (s) (write-sequence "ab" s)) (lambda (s) (format s "a"))))
(setq *writers* (remove-if-not (lambda (f) (handler-case (progn (funcall f (out)) t) (undefined-function () nil))) *writers*))
(remove :type (mapcar (lambda (f) (outcome f 5)) *readers*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f "text")) *readers*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f 5)) *writers*)) => NIL
(set-difference (mapcar (lambda (f) (outcome f (out))) *readers*) '(:stream :type)) => NIL
(set-difference (mapcar (lambda (f) (outcome f (in "text"))) *writers*) '(:stream :type)) => NIL
(set-difference (mapcar (lambda (f) (outcome f (closed (in "text")))) *readers*) '(:stream)) => NIL
(set-difference (mapcar (lambda (f) (outcome f (closed (out)))) *writers*) '(:stream)) => NIL
(mapcar (lambda (f) (outcome f (in ""))) (list #'read-char #'read-line #'read #'read-preserving-whitespace #'peek-char)) => (:EOF :EOF :EOF :EOF :TYPE)
(mapcar (lambda (f) (funcall f (in "") nil :end)) (list #'read-char #'read-line #'read #'read-preserving-whitespace #'read-char-no-hang)) => (:END :END :END :END :END)
(mapcar (lambda (f) (outcome f (in "x") t nil nil nil nil)) (list #'read-char #'read-line #'read #'read-preserving-whitespace #'read-char-no-hang)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(let ((*standard-input* (in "a1b2"))) (list (read-char) (read-char nil) (let ((*terminal-io* (make-two-way-stream (in "zy") (out)))) (list (read-char t) (peek-char nil t))) (read-char))) => (#\a #\1 (#\z #\y) #\b)
(let ((o (out)) (p (out))) (let ((*standard-output* o) (*terminal-io* (make-two-way-stream (in "") p))) (write-char #\a) (write-string "b" nil) (write-char #\c t) (terpri) (princ 5 t)) (list (substitute #\/ #\Newline (get-output-stream-string o)) (get-output-stream-string p))) => ("ab/" "c5")
(mapcar #'outcome (list #'write-char #'write-string #'write-line #'unread-char #'write-byte #'read-byte #'make-string-input-stream #'make-two-way-stream #'make-echo-stream #'make-synonym-stream #'get-output-stream-string #'close #'streamp #'open-stream-p #'input-stream-p #'output-stream-p #'interactive-stream-p #'stream-element-type #'stream-external-format #'read-sequence #'write-sequence #'file-position #'file-length #'open #'read-delimited-list #'read-from-string)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar #'streamp (list (in "") (out) (make-broadcast-stream) *terminal-io* 5 nil t "x")) => (T T T T NIL NIL NIL NIL)
(list (outcome #'write-char "a" (out)) (outcome #'write-char 97 (out)) (outcome #'write-string #\a (out)) (outcome #'write-line 'a (out)) (outcome #'unread-char 97 (in "a")) (outcome #'peek-char 5 (in "a"))) => (:TYPE :TYPE :TYPE :TYPE :TYPE :TYPE)
(list (outcome #'write-string "abc" (out) :start 4) (outcome #'write-string "abc" (out) :end 4) (outcome #'write-line "abc" (out) :start 2 :end 1) (outcome #'write-string "abc" (out) :from 1)) => (:TYPE :TYPE :TYPE :PROGRAM)
(list (outcome #'read-byte (in "a")) (outcome #'write-byte 1 (out)) (outcome #'read-byte 5) (outcome #'write-byte 1 5) (outcome #'write-byte 'a (out))) => (:STREAM :STREAM :TYPE :TYPE :STREAM)
; UNREAD-CHAR gives back the last character only.
(let ((s (in "ab"))) (read-char s) (unread-char #\a s) (list (read-char s) (read-char s) (unread-char #\b s) (peek-char nil s))) => (#\a #\b NIL #\b)
(let ((s (in "ab"))) (read-char s) (unread-char #\b s)) !! error
(let ((s (in "ab"))) (read-char s) (unread-char #\a s) (unread-char #\a s)) !! error
(unread-char #\a (in "ab")) !! error
; PEEK-CHAR skips to what it is asked for.
(let ((s (in "  a;b"))) (list (peek-char t s) (read-char s) (peek-char #\b s) (read-char s) (peek-char #\z s nil :end))) => (#\a #\a #\b #\b :END)
(list (read-char-no-hang (in "x")) (read-char-no-hang (in "") nil :end) (outcome #'read-char-no-hang (in ""))) => (#\x :END :EOF)
(multiple-value-list (read-line (in (format nil "a~%~%b")))) => ("a" NIL)
(let ((s (in (format nil "a~%~%b")))) (list (read-line s) (read-line s) (multiple-value-list (read-line s)) (multiple-value-list (read-line s nil)))) => ("a" "" ("b" T) (NIL T))
; FRESH-LINE and TERPRI.
(substitute #\/ #\Newline (with-output-to-string (s) (list (fresh-line s) (write-string "a" s) (fresh-line s) (fresh-line s) (terpri s) (write-line "b" s :start 0) (write-line "cde" s :start 1 :end 2)))) => "a//b/d/"
(let ((s (out))) (list (fresh-line s) (terpri s) (fresh-line s) (princ 1 s) (fresh-line s))) => (NIL NIL NIL 1 T)
; CLOSE closes once; what is closed is still a stream of its kind.
(let ((s (in "x"))) (list (open-stream-p s) (close s) (open-stream-p s) (close s :abort t) (streamp s) (input-stream-p s))) => (T T NIL NIL T T)
(outcome #'close (in "x") :no-such-key 1) => :PROGRAM

;;;; OPEN with its options (CLHS 21.2.26).

(defparameter *test-file* (sys::test-file "text"))
(with-open-file (s *test-file* :direction :output :if-exists :supersede) (write-line "first" s) (write-string "second" s) :written) => :WRITTEN
(with-open-file (s *test-file*) (list (read-line s) (read-line s) (read-line s nil :eof))) => ("first" "second" :EOF)
(with-open-file (s *test-file* :direction :output :if-exists :append) (write-string "+more" s)) => "+more"
(with-open-file (s *test-file*) (read-line s) (read-line s)) => "second+more"; T
(with-open-file (s *test-file* :direction :input) (file-length s)) => 17
(with-open-file (s *test-file*) (file-position s 6) (list (file-position s) (read-line s))) => (6 "second+more")
(with-open-file (s *test-file* :direction :output :if-exists :overwrite) (write-string "FIRST" s) :done) => :DONE
(with-open-file (s *test-file*) (read-line s)) => "FIRST"; NIL
(open *test-file* :direction :output :if-exists :error) !! file-error
(open *test-file* :direction :output :if-exists nil) => NIL
(with-open-file (s *test-file* :direction :output :if-exists :supersede :element-type '(unsigned-byte 8)) (write-byte 200 s) (write-byte 0 s) (write-sequence #(1 2 3) s) :bytes) => :BYTES
(with-open-file (s *test-file* :element-type '(unsigned-byte 8)) (let ((v (make-array 4 :initial-element nil))) (list (read-byte s) (read-sequence v s) v (read-byte s nil :eof)))) => (200 4 #(0 1 2 3) :EOF)
(with-open-file (s *test-file* :element-type '(unsigned-byte 8)) (dotimes (i 6) (read-byte s))) !! end-of-file
(let ((out nil)) (with-open-file (s *test-file*) (setq out s)) (open-stream-p out)) => NIL
(not (null (probe-file *test-file*))) => T
(with-open-file (s *test-file* :direction :output :if-exists :supersede) (prin1 '(defparameter *loaded-value* (list 1 2)) s) (prin1 '(setq *loaded-value* (reverse *loaded-value*)) s) 5) => 5
(progn (load *test-file*) (symbol-value '*loaded-value*)) => (2 1)
(not (null (delete-file *test-file*))) => T
(probe-file *test-file*) => NIL
(open *test-file*) !! file-error
(open *test-file* :if-does-not-exist nil) => NIL
(load *test-file*) !! file-error
(load *test-file* :if-does-not-exist nil) => NIL
(open "/no/such/folder/file" :direction :output) !! file-error
(with-open-file (s "/no/such/file" :if-does-not-exist nil) s) => NIL
(defun contents (name) (with-open-file (s name) (values (read-line s nil :empty))))
(defun put (name text &rest options) (let ((s (apply #'open name :direction :output options))) (if s (progn (write-string text s) (close s))) (if s :written :none)))
(defparameter *f* (sys::test-file "f"))
(list (put *f* "one") (contents *f*)) => (:WRITTEN "one")
(list (put *f* "two" :if-exists :supersede) (contents *f*)) => (:WRITTEN "two")
(list (put *f* "+" :if-exists :append) (contents *f*)) => (:WRITTEN "two+")
(list (put *f* "T" :if-exists :overwrite) (contents *f*)) => (:WRITTEN "Two+")
(list (put *f* "x" :if-exists nil) (contents *f*)) => (:NONE "Two+")
(put *f* "x" :if-exists :error) !! file-error
(list (put *f* "new" :if-exists :new-version) (contents *f*)) => (:WRITTEN "new")
(list (put *f* "delete" :if-exists :rename-and-delete) (contents *f*)) => (:WRITTEN "delete")
(list (put *f* "renamed" :if-exists :rename) (contents *f*) (contents (sys::test-file "f%"))) => (:WRITTEN "renamed" "delete")
(put *f* "x" :if-exists :strange) !! error
(put *f* "x" :if-does-not-exist :strange) !! error
(open *f* :direction :sideways) !! error
(open *f* :element-type 'symbol) !! error
(open *f* :external-format 'no-such-charset) !! error
(open 5) !! type-error
(put (sys::test-file "none") "x" :if-does-not-exist :error) !! file-error
(put (sys::test-file "none") "x" :if-does-not-exist nil) => :NONE
(put (sys::test-file "none") "x" :if-exists :append) !! file-error
(put (sys::test-file "none") "x" :if-exists :overwrite) !! file-error
(list (put (sys::test-file "a") "x" :if-exists :append :if-does-not-exist :create) (contents (sys::test-file "a"))) => (:WRITTEN "x")
(with-open-file (s (sys::test-file "made") :if-does-not-exist :create) (read-char s nil :empty)) => :EMPTY
(let ((s (open *f* :direction :probe))) (list (streamp s) (open-stream-p s))) => (T NIL)
(let ((s (open *f* :direction :probe))) (list (input-stream-p s) (output-stream-p s))) => (NIL NIL)
(let ((s (open *f*))) (close s) (list (input-stream-p s) (output-stream-p s))) => (T NIL)
(read-char (open *f* :direction :probe)) !! error
(open (sys::test-file "none") :direction :probe) => NIL
(open (sys::test-file "none") :direction :probe :if-does-not-exist :error) !! file-error
(handler-case (open (sys::test-file "none")) (file-error (c) (equal (file-error-pathname c) (sys::test-file "none")))) => T
(with-open-file (s *f* :direction :io :if-exists :overwrite) (list (read-char s) (file-position s) (write-string "EN" s) (read-char s) (file-position s 0) (read-line s))) => (#\r 1 "EN" #\a T "rENamed")
(with-open-file (s *f* :direction :io :if-exists :supersede) (write-string "fresh" s) (file-position s :start) (read-line s)) => "fresh"; T
(contents *f*) => "fresh"
(with-open-file (s *f* :direction :output :buffered nil :if-exists :append) (write-char #\! s) (contents *f*)) => "fresh!"
(with-open-file (s *f* :direction :output :buffered t :if-exists :append) (write-char #\? s) (contents *f*)) => "fresh!"
(let ((s (open *f*))) (list (input-stream-p s) (output-stream-p s) (close s) (close s) (open-stream-p s))) => (T NIL T NIL NIL)
(let ((s (open *f*))) (close s) (read-char s)) !! stream-error
(let ((s (open *f*))) (close s) (handler-case (read-char s) (stream-error (c) (eq (stream-error-stream c) s)))) => T
(with-open-file (s *f*) (write-char #\a s)) !! stream-error
(with-open-file (s (sys::test-file "w") :direction :output) (read-char s)) !! stream-error
;;; What supersedes is seen when it is complete, and not at all when closing aborts.
(let ((s (open *f* :direction :output :if-exists :supersede))) (write-string "later" s) (finish-output s) (list (contents *f*) (progn (close s) (contents *f*)))) => ("fresh!?" "later")
(let ((s (open *f* :direction :output :if-exists :supersede))) (write-string "lost" s) (close s :abort t) (contents *f*)) => "later"
(let ((s (open *f* :direction :output :if-exists :rename))) (write-string "lost" s) (close s :abort t) (contents *f*)) => "later"
(let ((s (open (sys::test-file "unborn") :direction :output))) (write-string "lost" s) (close s :abort t) (probe-file (sys::test-file "unborn"))) => NIL
(block nil (with-open-file (s *f* :direction :output :if-exists :supersede) (write-string "lost" s) (return (contents *f*)))) => "later"
(contents *f*) => "later"
(progn (ignore-errors (with-open-file (s *f* :direction :output :if-exists :supersede) (write-string "lost" s) (error "stop"))) (contents *f*)) => "later"

;;; A message names the file once.
(handler-case (open "/no/such/folder/file") (file-error (c) (let* ((text (princ-to-string c)) (at (search "such" text))) (and at (null (search "such" text :start2 (1+ at))))))) => T

;;;; OPEN, WITH-OPEN-FILE, FILE-POSITION and files of bytes (CLHS 21.2).

(defvar *test-file* (format nil "/tmp/monolisp-test-~D-~D" (get-universal-time) (get-internal-real-time)))
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

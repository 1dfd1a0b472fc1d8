;;;; FILE-POSITION, FILE-LENGTH, FILE-STRING-LENGTH on streams of every kind (CLHS 21.2.20-21.2.22).

(defparameter *f* (sys::test-file "f"))
(with-open-file (s *f* :direction :output) (list (file-position s) (write-string "aé" s) (file-position s) (terpri s) (file-position s) (file-length s) (file-string-length s "é€") (file-string-length s #\a))) => (0 "aé" 3 NIL 4 4 5 1)
(with-open-file (s *f*) (list (file-length s) (read-char s) (file-position s) (read-char s) (file-position s) (peek-char nil s) (file-position s) (file-position s :start) (read-char s) (file-position s :end) (read-char s nil :eof) (file-position s 1) (read-char s))) => (4 #\a 1 #\LATIN_SMALL_LETTER_E_WITH_ACUTE 3 #\Newline 3 T #\a T :EOF T #\LATIN_SMALL_LETTER_E_WITH_ACUTE)
(with-open-file (s *f* :direction :output :if-exists :append) (list (file-position s) (write-char #\x s) (file-position s))) => (4 #\x 5)
(with-open-file (s *f* :direction :output :if-exists :overwrite) (list (file-position s 4) (write-char #\y s) (file-position s :start) (write-char #\b s))) => (T #\y T #\b)
(with-open-file (s *f*) (list (read-line s) (read-line s) (file-position s))) => ("bé" "y" 5)
(with-open-file (s *f* :direction :output :if-exists :supersede :external-format :dos) (list (file-string-length s (format nil "a~%")) (terpri s) (file-position s))) => (3 NIL 2)
(with-open-file (s *f* :direction :output :if-exists :supersede :external-format charset:ascii) (file-string-length s "é")) => NIL
(let ((s (make-string-input-stream "abcdef" 2 5))) (list (file-position s) (read-char s) (file-position s) (file-position s 2) (read-char s) (file-position s :start) (read-char s) (file-position s :end) (read-char s nil))) => (0 #\c 1 T #\e T #\c T NIL)
(file-position (make-string-input-stream "abc") 4) !! error
(let ((s (make-string-output-stream))) (list (file-position s) (write-string "ab" s) (file-position s))) => (0 "ab" 2)
(file-position (make-two-way-stream (make-string-input-stream "x") (make-string-output-stream))) => NIL
(with-open-file (s *f*) (let ((*s* s)) (declare (special *s*)) (file-length (make-synonym-stream '*s*)))) => 0
(file-length (make-string-input-stream "abc")) !! type-error
(file-length 5) !! type-error
(file-position 5) !! type-error
(file-position (make-string-input-stream "abc") -1) !! type-error
(with-open-file (s *f*) (file-position s :middle)) !! error
(let ((s (open *f*))) (close s) (file-length s)) !! stream-error
(file-string-length (make-string-input-stream "x") "a") !! stream-error
(file-string-length (make-string-output-stream) "a") => NIL
(with-open-file (s *f* :direction :output :if-exists :supersede) (file-string-length s 5)) !! type-error

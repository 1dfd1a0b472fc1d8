;;;; READ-BYTE, WRITE-BYTE and files of integers of any width (CLHS 21.2); the form of the files is CLISP's.

(defparameter *f* (sys::test-file "numbers"))
(defun put (type numbers) (with-open-file (s *f* :direction :output :if-exists :supersede :element-type type) (dolist (n numbers) (write-byte n s)) (list (stream-element-type s) (file-position s))))
(defun numbers (type) (with-open-file (s *f* :element-type type) (let ((found nil)) (loop (let ((n (read-byte s nil))) (if n (push n found) (return (nreverse found))))))))
(defun trip (type numbers) (put type numbers) (equal (numbers type) numbers))
(list (put '(unsigned-byte 3) '(1 3 2)) (numbers '(unsigned-byte 8))) => (((UNSIGNED-BYTE 3) 3) (3 0 0 0 153 0))
(list (put '(unsigned-byte 7) '(1 3 2)) (numbers '(unsigned-byte 8))) => (((UNSIGNED-BYTE 7) 3) (3 0 0 0 129 129 0))
(list (put '(unsigned-byte 12) '(1 3 2)) (numbers '(unsigned-byte 8))) => (((UNSIGNED-BYTE 12) 3) (1 48 0 2 0))
(list (put '(unsigned-byte 16) '(1 3 2)) (numbers '(unsigned-byte 8))) => (((UNSIGNED-BYTE 16) 3) (1 0 3 0 2 0))
(list (put '(unsigned-byte 33) '(1 3 2)) (numbers '(unsigned-byte 8))) => (((UNSIGNED-BYTE 33) 3) (1 0 0 0 6 0 0 0 8 0 0 0 0))
(list (put '(signed-byte 3) '(1 -1 2)) (numbers '(unsigned-byte 8))) => (((SIGNED-BYTE 3) 3) (3 0 0 0 185 0))
(list (put '(signed-byte 12) '(1 -1 2)) (numbers '(unsigned-byte 8))) => (((SIGNED-BYTE 12) 3) (1 240 255 2 0))
(trip 'bit '(1 0 1 1 0 0 0 1 1)) => T
(trip '(unsigned-byte 8) '(0 1 127 128 255)) => T
(trip '(signed-byte 8) '(0 1 127 -128 -1)) => T
(trip '(unsigned-byte 32) '(0 4294967295 2147483648)) => T
(trip '(signed-byte 32) '(0 -2147483648 2147483647)) => T
(trip '(unsigned-byte 64) '(0 18446744073709551615 9223372036854775808)) => T
(trip '(signed-byte 64) '(0 -9223372036854775808 9223372036854775807)) => T
(trip '(unsigned-byte 62) '(0 4611686018427387903)) => T
(trip '(signed-byte 63) '(-4611686018427387904 4611686018427387903 -1)) => T
(trip '(unsigned-byte 100) (list 0 (1- (expt 2 100)) (expt 2 64))) => T
(trip '(signed-byte 128) (list 0 (- (expt 2 127)) (1- (expt 2 127)) -1)) => T
(trip '(signed-byte 67) (list 0 (- (expt 2 66)) (1- (expt 2 66)) -1)) => T
(mapcar (lambda (type) (car (put type '(0)))) '((integer 0 5) (mod 10) bit unsigned-byte signed-byte (integer -1 3))) => ((UNSIGNED-BYTE 3) (UNSIGNED-BYTE 4) (UNSIGNED-BYTE 1) (UNSIGNED-BYTE 8) (SIGNED-BYTE 8) (SIGNED-BYTE 3))
(put '(unsigned-byte 8) '(256)) !! type-error
(put '(unsigned-byte 8) '(-1)) !! type-error
(put '(signed-byte 8) '(128)) !! type-error
(put '(unsigned-byte 100) (list (expt 2 100))) !! type-error
(put '(unsigned-byte 3) '(8)) !! type-error
(put '(unsigned-byte 8) '(#\a)) !! type-error
(put '(unsigned-byte 8) '(1 2)) => ((UNSIGNED-BYTE 8) 2)
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (list (read-byte s) (read-byte s) (read-byte s nil) (read-byte s nil :eof))) => (1 2 NIL :EOF)
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (dotimes (i 3) (read-byte s))) !! end-of-file
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (read-byte s) (read-byte s) (handler-case (read-byte s) (end-of-file (c) (eq (stream-error-stream c) s)))) => T
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (read-char s)) !! stream-error
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (read-line s)) !! stream-error
(with-open-file (s *f*) (read-byte s)) !! stream-error
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (write-byte 1 s)) !! stream-error
(with-open-file (s *f* :direction :output :if-exists :append) (write-byte 1 s)) !! stream-error
(read-byte (make-string-input-stream "a")) !! stream-error
(write-byte 1 (make-string-output-stream)) !! stream-error
(read-byte 5) !! type-error
(write-byte 5 5) !! type-error
(let ((s (open *f* :element-type '(unsigned-byte 8)))) (close s) (read-byte s)) !! stream-error
(progn (put '(unsigned-byte 5) '(1 2 3)) (with-open-file (s *f* :element-type '(unsigned-byte 5) :direction :output :if-exists :append) (write-byte 31 s)) (numbers '(unsigned-byte 5))) => (1 2 3 31)
(progn (put '(unsigned-byte 5) '(1 2 3)) (with-open-file (s *f* :element-type '(unsigned-byte 5) :direction :output :if-exists :overwrite) (file-position s 1) (write-byte 31 s)) (numbers '(unsigned-byte 5))) => (1 31 3)
(progn (put '(unsigned-byte 16) '(1 2 3)) (with-open-file (s *f* :element-type '(unsigned-byte 16) :direction :io :if-exists :overwrite) (list (file-length s) (read-byte s) (write-byte 9 s) (read-byte s) (file-position s) (file-position s 1) (read-byte s)))) => (3 1 9 3 3 T 9)
;;; Characters and bytes of one file.
(with-open-file (s *f* :direction :output :if-exists :supersede :element-type :default) (write-string "aé" s) (write-byte 10 s) (write-char #\b s) (list (stream-element-type s) (file-position s))) => (CHARACTER 5)
(with-open-file (s *f* :element-type :default) (list (read-char s) (read-byte s) (read-byte s) (read-line s) (read-byte s))) => (#\a 195 169 "" 98)
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (list (read-byte s) (progn (setf (stream-element-type s) 'character) (read-char s)) (progn (setf (stream-element-type s) '(unsigned-byte 16)) (read-byte s)) (stream-element-type s))) => (97 #\LATIN_SMALL_LETTER_E_WITH_ACUTE 25098 (UNSIGNED-BYTE 16))
(setf (stream-element-type (make-string-input-stream "x")) 'character) !! type-error
; Any set of integers with bounds is an element type.
(defun stored (type &rest bytes) (let ((name (sys::test-file "bounded"))) (with-open-file (s name :direction :output :if-exists :supersede :element-type type) (dolist (byte bytes) (write-byte byte s))) (with-open-file (s name :element-type type) (let ((l nil)) (dolist (byte bytes (list (nreverse l) (read-byte s nil :end) (stream-element-type s))) (push (read-byte s) l))))))
(stored '(or (integer 0 1) (integer 100 200)) 0 200 100) => ((0 200 100) :END (UNSIGNED-BYTE 8))
(stored 'fixnum most-negative-fixnum 5) => ((-2305843009213693952 5) :END (SIGNED-BYTE 64))
(stored '(member -1 300) -1 300) => ((-1 300) :END (SIGNED-BYTE 16))
(open (sys::test-file "bounded") :element-type 'integer) !! error
(open (sys::test-file "bounded") :element-type 'symbol) !! error

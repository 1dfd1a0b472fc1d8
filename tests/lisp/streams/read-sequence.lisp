;;;; READ-SEQUENCE, WRITE-SEQUENCE and EXT's variants of them (CLHS 21.2.44, 21.2.45).

(defparameter *f* (sys::test-file "f"))
(defun put (type sequence &rest bounds) (with-open-file (s *f* :direction :output :if-exists :supersede :element-type type) (apply #'write-sequence sequence s bounds)))
(defun numbers () (with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((l (make-list (file-length s)))) (read-sequence l s) l)))
(list (put '(unsigned-byte 8) #(1 2 3)) (numbers)) => (#(1 2 3) (1 2 3))
(list (put '(unsigned-byte 8) '(1 2 3 4) :start 1 :end 3) (numbers)) => ((1 2 3 4) (2 3))
(progn (put '(unsigned-byte 8) (make-array 4 :element-type '(unsigned-byte 8) :initial-contents '(9 8 7 6)) :start 1) (numbers)) => (8 7 6)
(progn (put '(unsigned-byte 16) (make-array 2 :element-type '(unsigned-byte 16) :initial-contents '(258 3))) (numbers)) => (2 1 3 0)
(progn (put '(unsigned-byte 16) (make-array 2 :element-type '(unsigned-byte 8) :initial-contents '(2 3))) (numbers)) => (2 0 3 0)
(progn (put '(signed-byte 32) (make-array 1 :element-type '(signed-byte 32) :initial-contents '(-2))) (numbers)) => (254 255 255 255)
(put '(unsigned-byte 8) '(1 300)) !! type-error
(put '(unsigned-byte 8) #(1 2) :start 2 :end 1) !! error
(put '(unsigned-byte 8) #(1 2) :end 3) !! error
(put '(unsigned-byte 8) 5) !! type-error
(progn (put '(unsigned-byte 8) #(1 2 3 4 5)) (with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 3 :initial-element 0))) (list (read-sequence v s) v (read-sequence v s) v (read-sequence v s))))) => (3 #(4 5 3) 2 #(4 5 3) 0)
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 6 :element-type '(unsigned-byte 8)))) (list (read-sequence v s :start 1 :end 4) v))) => (4 #(0 1 2 3 0 0))
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((l (list 0 0 0))) (list (read-sequence l s :start 1) l))) => (3 (0 1 2))
(with-open-file (s *f* :element-type '(unsigned-byte 16)) (let ((v (make-array 3 :element-type '(unsigned-byte 16)))) (list (read-sequence v s) v))) => (2 #(513 1027 0))
(with-open-file (s *f* :element-type '(signed-byte 8)) (let ((v (make-array 2 :element-type '(signed-byte 8)))) (list (read-sequence v s) v))) => (2 #(1 2))
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 2 :element-type '(unsigned-byte 32)))) (list (read-sequence v s) v))) => (2 #(1 2))
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 4 :element-type '(unsigned-byte 8) :fill-pointer 2))) (list (read-sequence v s) v))) => (2 #(1 2))
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 2 :element-type 'bit))) (read-sequence v s))) !! type-error
(progn (put 'character "héllo") (with-open-file (s *f*) (let ((v (make-string 3))) (list (read-sequence v s) (copy-seq v) (read-sequence v s :start 1) v)))) => (3 "hél" 3 "hlo")
(with-open-file (s *f*) (let ((v (make-array 2))) (list (read-sequence v s) v))) => (2 #(#\h #\LATIN_SMALL_LETTER_E_WITH_ACUTE))
(with-open-file (s *f*) (let ((v (make-array 2 :element-type '(unsigned-byte 8)))) (read-sequence v s))) !! error
(with-input-from-string (s "abc") (let ((v (make-string 5 :initial-element #\-))) (list (read-sequence v s) v))) => (3 "abc--")
(with-output-to-string (s) (write-sequence "abc" s :end 2) (write-sequence '(#\x) s) (write-sequence #(#\y) s)) => "abxy"
(progn (put 'character (list #\a #\b)) (with-open-file (s *f*) (read-line s))) => "ab"; T
(let ((big (make-array 200000 :element-type '(unsigned-byte 8)))) (dotimes (i 200000) (setf (aref big i) (mod i 251))) (put '(unsigned-byte 8) big) (with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 200001 :element-type '(unsigned-byte 8)))) (list (read-byte s) (read-sequence v s) (aref v 199998) (file-position s) (file-position s 3) (read-sequence v s :end 100000) (file-position s))))) => (0 199999 203 200000 T 100000 100003)
(let ((text (make-string 100000 :initial-element #\é))) (setf (char text 99999) #\z) (put 'character text) (with-open-file (s *f*) (let ((v (make-string 100000))) (list (read-sequence v s) (string= v text) (file-position s))))) => (100000 T 199999)
(with-input-from-string (s "abcd") (let ((v (make-string 2))) (list (ext:read-char-sequence v s) v))) => (2 "ab")
(with-output-to-string (s) (ext:write-char-sequence "abcd" s :start 1 :end 3)) => "bc"
(progn (put '(unsigned-byte 8) #(1 2 3)) (with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((v (make-array 2))) (list (ext:read-byte-sequence v s) v (ext:read-byte-sequence v s :no-hang t) (ext:read-byte-sequence v s :interactive t))))) => (2 #(3 2) 1 0)
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (list (ext:read-byte-lookahead s) (ext:read-byte-no-hang s) (ext:read-byte-will-hang-p s) (ext:read-integer s '(unsigned-byte 16) :big) (ext:read-byte-lookahead s) (ext:read-byte-no-hang s nil :end) (ext:read-integer s '(unsigned-byte 8) :little nil :end))) => (T 1 NIL 515 :EOF :END :END)
(progn (with-open-file (s *f* :direction :output :if-exists :supersede :element-type '(unsigned-byte 8)) (ext:write-integer -2 s '(signed-byte 16) :big) (ext:write-integer 258 s '(unsigned-byte 32))) (numbers)) => (255 254 2 1 0 0)
(with-open-file (s *f* :element-type '(unsigned-byte 8)) (list (ext:read-integer s '(signed-byte 16) :big) (ext:read-integer s '(signed-byte 32)))) => (-2 258)

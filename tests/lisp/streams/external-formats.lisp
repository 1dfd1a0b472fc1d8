;;;; External formats (CLHS 13.1.8, 21.1.3), EXT:MAKE-ENCODING, the package CHARSET, coding errors and their restarts.

(defparameter *f* (sys::test-file "f"))
(defun put (format text) (with-open-file (s *f* :direction :output :if-exists :supersede :external-format format) (write-string text s)) (bytes))
(defun put-bytes (&rest bytes) (with-open-file (s *f* :direction :output :if-exists :supersede :element-type '(unsigned-byte 8)) (write-sequence bytes s) nil))
(defun bytes () (with-open-file (s *f* :element-type '(unsigned-byte 8)) (let ((l (make-list (file-length s)))) (read-sequence l s) l)))
(defun text (format) (with-open-file (s *f* :external-format format) (let ((v (make-string 20))) (subseq v 0 (read-sequence v s)))))
(defun lines (format) (with-open-file (s *f* :external-format format) (let ((found nil)) (loop (let ((line (read-line s nil))) (if line (push line found) (return (nreverse found))))))))
(list charset:utf-8 (ext:make-encoding :charset charset:ascii :line-terminator :dos) (ext:encoding-charset charset:utf-8) (ext:encoding-line-terminator charset:utf-8)) => (#<ENCODING CHARSET:UTF-8 :UNIX> #<ENCODING CHARSET:ASCII :DOS> CHARSET:UTF-8 :UNIX)
(typep charset:utf-8 'ext:encoding) => T
(put charset:utf-8 "aé€😀") => (97 195 169 226 130 172 240 159 152 128)
(list (text :utf-8) (text "UTF-8") (text :default) (text charset:utf-8)) => ("aé€😀" "aé€😀" "aé€😀" "aé€😀")
(list (put charset:utf-16 "a😀") (text charset:utf-16) (lines charset:utf-16)) => ((255 254 97 0 61 216 0 222) "a😀" ("a😀"))
(list (put charset:unicode-16-big-endian "a😀") (text charset:unicode-16-big-endian) (text charset:utf-16)) => ((0 97 216 61 222 0) "a😀" "a😀")
(list (put charset:unicode-16-little-endian "aé") (text charset:unicode-16-little-endian)) => ((97 0 233 0) "aé")
(list (put charset:unicode-32-big-endian "a😀") (text charset:unicode-32)) => ((0 0 0 97 0 1 246 0) "a😀")
(list (put charset:unicode-32-little-endian "a") (text charset:unicode-32-little-endian)) => ((97 0 0 0) "a")
(list (put charset:utf-32 "a") (text charset:utf-32)) => ((255 254 0 0 97 0 0 0) "a")
(progn (put-bytes 254 255 0 97) (text charset:utf-16)) => "a"
(list (put charset:iso-8859-1 "aé") (text charset:iso-8859-1) (text :latin-1)) => ((97 233) "aé" "aé")
(list (put charset:ascii "abc") (text charset:ascii)) => ((97 98 99) "abc")
(list (put charset:koi8-r "аб") (text charset:koi8-r)) => ((193 194) "аб")
(list (put charset:iso-8859-15 "€") (text charset:iso-8859-15)) => ((164) "€")
(list (put charset:cp1252 "“é") (text charset:windows-1252)) => ((147 233) "“é")
(list (put charset:shift-jis "aあ亜") (text charset:shift-jis)) => ((97 130 160 136 159) "aあ亜")
(list (put charset:euc-jp "あ") (text charset:euc-jp)) => ((164 162) "あ")
(list (put charset:gbk "中x") (text charset:gbk)) => ((214 208 120) "中x")
(list (put charset:gb18030 "😀") (text charset:gb18030)) => ((148 57 252 54) "😀")
(list (put charset:big5 "中") (text charset:big5) (put charset:euc-kr "한") (text charset:euc-kr)) => ((164 164) "中" (199 209) "한")
;;; Line ends.
(list (put :unix (format nil "a~%b")) (put :dos (format nil "a~%b")) (put :mac (format nil "a~%b"))) => ((97 10 98) (97 13 10 98) (97 13 98))
(put (ext:make-encoding :charset charset:unicode-16-big-endian :line-terminator :dos) (format nil "~%")) => (0 13 0 10)
(progn (put-bytes 97 13 98 13 10 99 10 13) (list (lines :unix) (lines :dos) (lines charset:iso-8859-1))) => (("a" "b" "c" "") ("a" "b" "c" "") ("a" "b" "c" ""))
(with-open-file (s *f*) (let ((v (make-string 8))) (list (read-sequence v s) (count #\Newline v)))) => (7 4)
(with-open-file (s *f*) (read-char s) (let ((c (read-char s))) (unread-char c s) (list c (file-position s) (read-char s) (read-char s) (read-char s) (file-position s)))) => (#\Newline 1 #\Newline #\b #\Newline 5)
(progn (put-bytes 0 97 0 13 0 10 0 98) (lines charset:unicode-16)) => ("a" "b")
;;; What has no form in the external format.
(progn (put-bytes 97 200 98 10 99) (lines charset:utf-8)) !! ext:charset-type-error
(lines charset:utf-8) !! stream-error
(handler-case (lines charset:utf-8) (stream-error (c) (input-stream-p (stream-error-stream c)))) => T
(lines (ext:make-encoding :charset charset:utf-8 :input-error-action :ignore)) => ("ab" "c")
(lines (ext:make-encoding :charset charset:utf-8 :input-error-action #\?)) => ("a?b" "c")
(length (text (ext:make-encoding :charset charset:utf-8 :input-error-action #\?))) => 5
(lines charset:ascii) !! ext:charset-type-error
(text charset:utf-8) !! ext:charset-type-error
(with-open-file (s *f*) (list (read-char s) (handler-case (read-char s) (ext:charset-type-error () :bad)) (read-char s))) => (#\a :BAD #\b)
(with-open-file (s *f*) (list (handler-case (read-line s) (ext:charset-type-error () :bad)) (read-line s))) => (:BAD "ab")
(with-open-file (s *f*) (list (handler-case (read s) (ext:charset-type-error () :bad)) (read s))) => (:BAD B)
(with-open-file (s *f*) (list (block nil (handler-bind ((ext:charset-type-error (lambda (c) c (file-position s 0) (return :bad)))) (read-line s))) (read-char s))) => (:BAD #\a)
(with-open-file (s *f*) (block nil (handler-bind ((ext:charset-type-error (lambda (c) c (close s) (return :bad)))) (read-line s)))) => :BAD
(handler-bind ((ext:charset-type-error (lambda (c) (use-value #\! c)))) (lines charset:utf-8)) => ("a!b" "c")
(handler-bind ((ext:charset-type-error #'continue)) (lines charset:utf-8)) => ("ab" "c")
(handler-bind ((ext:charset-type-error (lambda (c) (use-value "<?>" c)))) (with-open-file (s *f*) (list (read-char s) (read-char s) (peek-char nil s) (read-line s)))) => (#\a #\< #\? "?>b")
(put charset:ascii "aäbä") !! ext:charset-type-error
(put charset:iso-8859-1 "€") !! stream-error
(bytes) => (97 200 98 10 99)
(put (ext:make-encoding :charset charset:ascii :output-error-action #\?) "aäb") => (97 63 98)
(put (ext:make-encoding :charset charset:ascii :output-error-action :ignore) "aäb") => (97 98)
(put (ext:make-encoding :charset charset:ascii :output-error-action 255) "aäb") => (97 255 98)
(handler-bind ((ext:charset-type-error (lambda (c) (use-value "ae" c)))) (put charset:ascii "aäbä")) => (97 97 101 98 97 101)
(handler-bind ((ext:charset-type-error #'continue)) (put charset:ascii "aäbä")) => (97 98)
;;; The end of a file within a character.
(progn (put-bytes 97 226 130) (text charset:utf-8)) !! ext:charset-type-error
(progn (put-bytes 97) (text charset:unicode-16)) !! ext:charset-type-error
(progn (put-bytes 237 160 128) (text charset:utf-8)) !! ext:charset-type-error
(ext:make-encoding :charset 'no-such-charset) !! error
(ext:make-encoding :line-terminator :strange) !! type-error
(ext:make-encoding :input-error-action 5) !! type-error
(stream-external-format (make-string-input-stream "x")) => :DEFAULT
(with-open-file (s *f* :external-format charset:koi8-r) (stream-external-format s)) => #<ENCODING CHARSET:KOI8-R :UNIX>
(with-open-file (s *f*) (eq (stream-external-format s) custom:*default-file-encoding*)) => T
(let ((custom:*default-file-encoding* charset:iso-8859-1)) (put-bytes 233) (text :default)) => "é"
(progn (put-bytes 97 233 195 169) (with-open-file (s *f* :external-format charset:iso-8859-1) (list (read-char s) (read-char s) (progn (setf (stream-external-format s) charset:utf-8) (read-char s))))) => (#\a #\LATIN_SMALL_LETTER_E_WITH_ACUTE #\LATIN_SMALL_LETTER_E_WITH_ACUTE)
(list (ext:convert-string-to-bytes "aé" charset:utf-8) (ext:convert-string-to-bytes "abcd" charset:ascii :start 1 :end 3)) => (#(97 195 169) #(98 99))
(list (ext:convert-string-from-bytes #(97 195 169) charset:utf-8) (ext:convert-string-from-bytes #(97 98 99) charset:ascii :start 1)) => ("aé" "bc")
(ext:convert-string-to-bytes "é" charset:ascii) !! ext:charset-type-error
(ext:convert-string-from-bytes #(200) charset:utf-8) !! ext:charset-type-error
(ext:convert-string-from-bytes #(97 200) (ext:make-encoding :charset charset:utf-8 :input-error-action #\?)) => "a?"

;;;; CHAR-UPCASE, CHAR-DOWNCASE, BOTH-CASE-P and their relatives beyond ASCII (CLHS 13.1.4.3, 13.2).

(defun codes (function &rest codes) (mapcar (lambda (code) (let ((value (funcall function (code-char code)))) (if (characterp value) (char-code value) value))) codes)) => CODES
(codes #'char-upcase 97 122 233 945 #x430 255) => (65 90 201 913 1040 376)
(codes #'char-downcase 65 90 201 913 #x410 376) => (97 122 233 945 1072 255)
(codes #'char-upcase 48 #xdf #x149 #x131 #x4e00) => (48 223 329 305 19968)
(codes #'char-downcase #x130 #x212a) => (304 8490)
(codes #'char-upcase #x1c6) => (452)
(codes #'both-case-p 97 65 233 #xdf #x4e00 48) => (T T T NIL NIL NIL)
(codes #'upper-case-p 65 913 97 #xdf) => (T T NIL NIL)
(codes #'lower-case-p 97 945 65 #xdf) => (T T NIL NIL)
(let ((bad nil)) (dotimes (code #x11000 bad) (let ((c (code-char code))) (when c (cond ((upper-case-p c) (unless (and (both-case-p c) (not (lower-case-p c)) (lower-case-p (char-downcase c)) (char= c (char-upcase (char-downcase c)))) (push code bad))) ((lower-case-p c) (unless (and (both-case-p c) (char= c (char-downcase (char-upcase c)))) (push code bad))) ((both-case-p c) (push code bad))))))) => NIL
(char-upcase "a") !! type-error
(char-downcase 65) !! type-error
(upper-case-p nil) !! type-error
(lower-case-p 'a) !! type-error
(both-case-p) !! program-error
(char-upcase #\a #\b) !! program-error

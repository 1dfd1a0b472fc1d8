;;;; ALPHA-CHAR-P, ALPHANUMERICP, GRAPHIC-CHAR-P, STANDARD-CHAR-P over all of Unicode (CLHS 13.2).

(defun with-codes (predicate &rest codes) (mapcar (lambda (code) (if (funcall predicate (code-char code)) t nil)) codes)) => WITH-CODES
(with-codes #'alpha-char-p 65 122 233 945 #x5d0 #x4e00 #xac00 #x1c5 #x2b0) => (T T T T T T T T T)
(with-codes #'alpha-char-p 48 32 95 #x300 #x2160 #x661 #x20ac #xd7) => (NIL NIL NIL NIL NIL NIL NIL NIL)
(with-codes #'alphanumericp 48 65 #x661 #xff11 #x4e00) => (T T T T T)
(with-codes #'alphanumericp 32 #xb2 #xbc #x2160 #x2460) => (NIL NIL NIL NIL NIL)
(with-codes #'graphic-char-p 32 126 160 #xad #x200b #x4e00 #x1f600 #xe000) => (T T T T T T T T)
(with-codes #'graphic-char-p 0 10 127 #x85 #x2028 #x378 #xfffe #x10ffff) => (NIL NIL NIL NIL NIL NIL NIL NIL)
(let ((n 0)) (dotimes (code 256 n) (when (standard-char-p (code-char code)) (setq n (1+ n))))) => 96
(standard-char-p #\Newline) => T
(standard-char-p #\Tab) => NIL
(standard-char-p (code-char 233)) => NIL
(alpha-char-p "a") !! type-error
(alphanumericp 5) !! type-error
(graphic-char-p nil) !! type-error
(standard-char-p 'a) !! type-error
(alpha-char-p) !! program-error
(alpha-char-p #\a #\b) !! program-error
(let ((bad 0)) (dotimes (code #x3000 bad) (let ((c (code-char code))) (when (and (alpha-char-p c) (not (graphic-char-p c))) (incf bad))))) => 0

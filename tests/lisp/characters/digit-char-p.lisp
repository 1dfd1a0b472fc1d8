;;;; DIGIT-CHAR-P and DIGIT-CHAR (CLHS 13.2): decimal digits of every script, letters beyond nine.

(mapcar #'digit-char-p '(#\0 #\9 #\a #\-)) => (0 9 NIL NIL)
(digit-char-p #\1 2) => 1
(digit-char-p #\2 2) => NIL
(mapcar (lambda (c) (digit-char-p c 36)) '(#\a #\A #\z #\Z #\9)) => (10 10 35 35 9)
(mapcar (lambda (code) (digit-char-p (code-char code))) '(#x660 #x661 #x669 #x966 #xff11 #x1d7ce #x1d7d8 #x1d7ff)) => (0 1 9 0 1 0 0 9)
(digit-char-p (code-char #x669) 8) => NIL
(digit-char-p (code-char #xb2)) => NIL
(digit-char-p (code-char #x2160)) => NIL
(digit-char-p #\a 37) !! type-error
(digit-char-p #\a 1) !! type-error
(digit-char-p 5) !! type-error
(digit-char-p) !! program-error
(mapcar #'digit-char '(0 9 10)) => (#\0 #\9 NIL)
(mapcar (lambda (n) (digit-char n 16)) '(10 15 16)) => (#\A #\F NIL)
(digit-char 1000000000000000000000) => NIL
(digit-char -1) !! type-error
(digit-char 1.0) !! type-error
(digit-char 1 0) !! type-error
(digit-char 1 37) !! type-error
(dotimes (radix 35 'same) (dotimes (n (+ radix 2)) (unless (eql n (digit-char-p (digit-char n (+ radix 2)) (+ radix 2))) (return (list n radix))))) => SAME

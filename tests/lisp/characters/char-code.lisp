;;;; CHAR-CODE, CODE-CHAR, CHAR-INT, CHARACTER, CHAR-CODE-LIMIT (CLHS 13.2).

char-code-limit => 1114112
(char-code #\A) => 65
(char-code (code-char #x10ffff)) => 1114111
(code-char char-code-limit) => NIL
(code-char #xd800) => NIL
(code-char 1000000000000000000000) => NIL
(code-char -1) !! type-error
(code-char 1.0) !! type-error
(char-code "a") !! type-error
(char-int #\a) => 97
(char-int 97) !! type-error
(let ((n 0)) (dotimes (code #x10000 n) (let ((c (code-char code))) (when (and c (/= code (char-code c))) (incf n))))) => 0
(list (character "x") (character 'x) (character #\x)) => (#\x #\X #\x)
(character (make-array 1 :element-type 'character :initial-element #\q :fill-pointer t)) => #\q
(character "") !! type-error
(character "ab") !! type-error
(character 'ab) !! type-error
(character 65) !! type-error
(list (characterp #\a) (characterp "a") (characterp 97)) => (T NIL NIL)
(list (typep #\a 'base-char) (typep #\a 'standard-char) (typep (code-char 955) 'standard-char) (typep (code-char 955) 'character)) => (T T NIL T)
(subtypep 'standard-char 'base-char) => T; T

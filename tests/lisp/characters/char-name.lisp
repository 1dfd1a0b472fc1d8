;;;; CHAR-NAME, NAME-CHAR, and how characters are printed and read by name (CLHS 13.2, 2.4.8.1).

(mapcar #'char-name '(#\Null #\Bell #\Backspace #\Tab #\Newline #\Page #\Return #\Escape #\Space #\Rubout)) => ("Null" "Bell" "Backspace" "Tab" "Newline" "Page" "Return" "Escape" "Space" "Rubout")
(mapcar (lambda (code) (char-name (code-char code))) '(1 11 31)) => ("Soh" "Vt" "Us")
(char-name #\a) => "LATIN_SMALL_LETTER_A"
(char-name #\() => "LEFT_PARENTHESIS"
(char-name (code-char 160)) => "NO-BREAK_SPACE"
(char-name (code-char 128)) => "U0080"
(char-name (code-char #x4e00)) => "U4E00"
(char-name (code-char #x20000)) => "U00020000"
(char-name (code-char #xac00)) => "HANGUL_SYLLABLE_GA"
(char-name (code-char #x1f600)) => "GRINNING_FACE"
(char-name (code-char #xe000)) => "UE000"
(char-name (code-char #x10ffff)) => "U0010FFFF"
(char-name "a") !! type-error
(char-name 97) !! type-error
(char-code (name-char "greek_small_letter_alpha")) => 945
(char-code (name-char "GREEK SMALL LETTER ALPHA")) => 945
(char-code (name-char "cjk unified ideograph-4e00")) => 19968
(char-code (name-char "Hangul_Syllable_Ga")) => 44032
(mapcar #'char-code (mapcar #'name-char '("nul" "LINEFEED" "esc" "Del" "nbsp" "lf" "cr"))) => (0 10 27 127 160 10 13)
(mapcar #'char-code (mapcar #'name-char '("U4E00" "U+1F600" "Code955" "u0041"))) => (19968 128512 955 65)
(name-char 'space) => #\Space
(name-char #\a) => NIL
(name-char "") => NIL
(name-char "no such name") => NIL
(name-char "UD800") => NIL
(name-char 5) !! type-error
(loop (return (dotimes (code #x3000 'all) (let ((c (code-char code))) (unless (eql c (name-char (char-name c))) (return code)))))) => ALL
#\GREEK_SMALL_LETTER_ALPHA => #\GREEK_SMALL_LETTER_ALPHA
(char-code #\α) => 945
(eql #\u4e00 #\U4E00) => T
(mapcar #'prin1-to-string (list #\a #\~ #\Space (code-char 233) (code-char 0))) => ("#\\a" "#\\~" "#\\Space" "#\\LATIN_SMALL_LETTER_E_WITH_ACUTE" "#\\Null")
(length (princ-to-string (code-char 233))) => 1
(eql (code-char 955) (read-from-string (prin1-to-string (code-char 955)))) => T
(read-from-string "#\\no_such_character") !! reader-error

;;;; Characters (CLHS 13).

(char-code #\A) => 65
(code-char 97) => #\a
(char-int #\a) => 97
(char= #\a #\a #\a) => T
(char= #\a #\b) => NIL
(char/= #\a #\b #\c) => T
(char/= #\a #\b #\a) => NIL
(char< #\a #\b #\c) => T
(char< #\a #\c #\b) => NIL
(char<= #\a #\a #\b) => T
(char> #\c #\b #\a) => T
(char>= #\c #\c #\a) => T
(char-equal #\a #\A) => T
(char-not-equal #\a #\A) => NIL
(char-lessp #\a #\B) => T
(char-greaterp #\b #\A) => T
(char-not-greaterp #\a #\A #\b) => T
(char-not-lessp #\b #\A) => T
(char= #\a) => T
(char=) !! program-error
(char= #\a 5) !! type-error
(char-upcase #\a) => #\A
(char-upcase #\1) => #\1
(char-downcase #\A) => #\a
(upper-case-p #\A) => T
(upper-case-p #\a) => NIL
(lower-case-p #\a) => T
(both-case-p #\a) => T
(both-case-p #\1) => NIL
(alpha-char-p #\a) => T
(alpha-char-p #\1) => NIL
(alphanumericp #\1) => T
(alphanumericp #\-) => NIL
(graphic-char-p #\a) => T
(graphic-char-p #\Newline) => NIL
(graphic-char-p #\Space) => T
(standard-char-p #\a) => T
(standard-char-p #\Newline) => T
(standard-char-p #\Tab) => NIL
(digit-char-p #\5) => 5
(digit-char-p #\a) => NIL
(digit-char-p #\a 16) => 10
(digit-char-p #\F 16) => 15
(digit-char-p #\8 8) => NIL
(digit-char 7) => #\7
(digit-char 10) => NIL
(digit-char 11 16) => #\B
(digit-char 35 36) => #\Z
(digit-char 5 1) !! type-error
(char-name #\Space) => "Space"
(char-name #\Newline) => "Newline"
(char-name #\Tab) => "Tab"
(char-name #\Return) => "Return"
(char-name #\Backspace) => "Backspace"
(char-name #\Page) => "Page"
(char-name #\Rubout) => "Rubout"
(eql (name-char "space") #\Space) => T
(eql (name-char "NEWLINE") #\Newline) => T
(name-char "no such name") => NIL
(character "a") => #\a
(character 'a) => #\A
(character #\b) => #\b
(character "ab") !! type-error
(character 5) !! type-error
(characterp #\a) => T
(characterp "a") => NIL
(char-code 'a) !! type-error
(eql #\a #\a) => T
(eq (code-char 955) (code-char 955)) => T
(< (char-code #\A) (char-code #\B) (char-code #\Z)) => T
#\A => #\A
#\( => #\(
(char-code #\Newline) => 10
(equal (list #\Tab #\Linefeed) (list (code-char 9) (code-char 10))) => T

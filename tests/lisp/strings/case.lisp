;;;; STRING-UPCASE, STRING-DOWNCASE, STRING-CAPITALIZE and the destructive forms (CLHS 16.2).

(string-upcase "abcde") => "ABCDE"
(string-upcase "Dr. Livingston, I presume?" :start 6 :end 10) => "Dr. LiVINGston, I presume?"
(string-downcase "Dr. Livingston, I presume?") => "dr. livingston, i presume?"
(string-capitalize "elm 13c arthur;fig don't") => "Elm 13c Arthur;Fig Don'T"
(string-capitalize " hello ") => " Hello "
(string-capitalize "occlUDeD cASEmenTs FOreSTAll iNADVertent DEFenestraTION") => "Occluded Casements Forestall Inadvertent Defenestration"
(string-capitalize 'kludgy-hash-search) => "Kludgy-Hash-Search"
(string-capitalize "DON'T!") => "Don'T!"
(string-capitalize "pipe 13a, foo16c") => "Pipe 13a, Foo16c"
(string-capitalize "abc def" :start 1) => "aBc Def"
(string-capitalize "abc def" :end 2) => "Abc def"
(string-upcase 'abc) => "ABC"
(string-downcase #\A) => "a"
(string-upcase "") => ""
(let ((s (copy-seq "0123ABCD890a"))) (list (eq s (nstring-downcase s :start 5 :end 7)) s)) => (T "0123AbcD890a")
(nstring-upcase (copy-seq "abc")) => "ABC"
(nstring-capitalize (copy-seq "ab cd")) => "Ab Cd"
(let ((s "abc")) (list (string-upcase s) s)) => ("ABC" "abc")
(string-upcase "abc" :start 4) !! error
(string-upcase 5) !! type-error

;;;; *READ-SUPPRESS* and text that #+ and #- skip (CLHS 23.2, 2.4.8.17).

(defun skipping (text) (multiple-value-list (let ((*read-suppress* t)) (read-from-string text))))
(defun skipped (text) (handler-case (read-from-string (concatenate 'string "#+no-such-feature " text " 5")) (end-of-file () :end) (reader-error () :error)))
;;; What makes no sense is passed over.
(mapcar #'skipped '("(.)" "(. a)" "(a . )" "(a . b c)" "." "..." "(a ... b)" "#(1 . 2)" "foo:bar:baz" "foo:::" ":" "1/0" "1e999" "#\\no-such" "#*012" "#2*0123" "#0*1" "#3(1 2 3 4)" "#0(1)" "#xyz" "#r9" "#99r9" "#c(1 2 3)" "#c5" "#a5" "#2a5" "#s5" "#s(foo 2)" "#p5" "#3p5" "#:a:b" "#.(error \"x\")" "#1=5" "#1#" "#=5" "##" "'(.)" "`,@a" "`(a . ,@b)" ",a" "#99999999999999999999999(1)")) => (5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5)
;;; What is not closed, or closed too often, and dispatching characters without meaning stay errors.
(mapcar #'skipped '(")" "#)" "# " "#<5>" "(a" "#(1" "\"a" "#|" "|a" "#'")) => (:ERROR :ERROR :ERROR :ERROR :END :END :END :END :END :END)
;;; The variable itself: everything is NIL, and read to its end.
(mapcar #'skipping '("(.) 1" "(a . ) 1" "'a 1" "`(a ,@b . ,@c) 1" "#'a 1" "\"abc\" 1" "12 1" "#\\a 1" "#(1 2 . 3) 1")) => ((NIL 3) (NIL 6) (NIL 3) (NIL 14) (NIL 4) (NIL 5) (NIL 3) (NIL 4) (NIL 10))
(skipping ")") !! reader-error
(skipping "(a") !! end-of-file
;;; Outside of it they are errors again.
(mapcar (lambda (text) (handler-case (read-from-string text) (reader-error () :error))) '("(.)" "(a . )" "(a . b c)" "(. a)" "." "#(1 . 2)")) => (:ERROR :ERROR :ERROR :ERROR :ERROR :ERROR)
(list 1 #+no-such-feature (.) #-no-such-feature 2) => (1 2)

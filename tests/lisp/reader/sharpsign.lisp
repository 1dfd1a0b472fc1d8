;;;; The standard's macro characters, sharpsign's above all (CLHS 2.4).

(setq sys::*pathname-syntax* :unix)
(defun reading (text) (handler-case (values (read-from-string text)) (end-of-file () :eof) (reader-error () :reader-error) (error () :error)))
(mapcar #'reading '("#(1 2)" "#()" "#3(1)" "#0()" "#(1 (2) #(3))" "#5(a b)")) => (#(1 2) #() #(1 1 1) #() #(1 (2) #(3)) #(A B B B B))
(mapcar #'reading '("#2(1 2 3)" "#3()" "#(1 . 2)" "#1")) => (:READER-ERROR :READER-ERROR :READER-ERROR :EOF)
(mapcar #'reading '("#*" "#*101" "#5*1" "#0*" "#3*101")) => (#* #*101 #*11111 #* #*101)
(mapcar #'reading '("#*12" "#2*101" "#3*" "#*a")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
(mapcar #'reading '("#2A((1 2) (3 4))" "#0Ax" "#1A(1 2)" "#2A()" "#2A(\"ab\" \"cd\")" "#3A(((1)))")) => (#2A((1 2) (3 4)) #0AX #(1 2) #2A() #2A((#\a #\b) (#\c #\d)) #3A(((1))))
(mapcar #'reading '("#2A((1 2) (3))" "#2A(1 2)" "#2A5")) => (:READER-ERROR :READER-ERROR :READER-ERROR)
(mapcar #'reading '("#c(1 2)" "#C(1.0 2)" "#c(1/2 0)" "#C( 1 2 )")) => (#C(1 2) #C(1.0 2.0) 1/2 #C(1 2))
(mapcar #'reading '("#c(1)" "#c(1 2 3)" "#c5" "#c(a b)" "#c()")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
(mapcar #'reading '("'a" "#'car" "#'(setf car)" "#.(+ 1 2)" "#.'a" "(1 #.(list 2 3))")) => ('A #'CAR #'(SETF CAR) 3 A (1 (2 3)))
(let ((*read-eval* nil)) (reading "#.1")) => :READER-ERROR
(reading "#.(error \"inside\")") => :ERROR
(mapcar #'reading '("#p\"a\"" "#P\"/x/y.z\"")) => (#P"a" #P"/x/y.z")
(mapcar #'reading '("#pa" "#p5" "#p(\"a\")" "#1p\"a\"")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
; Labels.
(let ((l (reading "(#1=(a) #1# #2=b #2#)"))) (list l (eq (first l) (second l)))) => (((A) (A) B B) T)
(let ((l (reading "#1=(a . #1#)"))) (list (car l) (eq l (cdr l)))) => (A T)
(let ((v (reading "#1=#(a #1# (#1#))"))) (list (eq v (aref v 1)) (eq v (car (aref v 2))))) => (T T)
(let ((l (reading "#1=(#2=(x #1#) #2#)"))) (list (eq (first l) (second l)) (eq l (second (first l))))) => (T T)
(mapcar #'reading '("#1#" "#1=#1#" "(#1=a #1=b)" "#=a" "##")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
; A label is known within the outermost object only.
(with-input-from-string (s "#1=a #1#") (read s) (handler-case (read s) (reader-error () :unknown))) => :UNKNOWN
; Features.
(mapcar #'reading '("(#+common-lisp a b)" "(#-common-lisp a b)" "(#+no-such-feature a b)" "(#-no-such-feature a b)")) => ((A B) (B) (B) (A B))
(mapcar #'reading '("(#+(and) 1)" "(#+(or) 1)" "(#+(not common-lisp) 1)" "(#+(and common-lisp (not (or no-such-feature))) 1)" "(#+(or no-such-feature common-lisp) 1)")) => ((1) NIL NIL (1) (1))
(mapcar #'reading '("(#+no-such-feature no-such-package:x 1)" "(#-common-lisp #.(error \"x\") 2)" "(#+no-such-feature #no-such-macro 3)" "(#+no-such-feature #+common-lisp a b 4)")) => ((1) (2) (3) (B 4))
(let ((*features* '(:here))) (list (reading "(#+here 1 #-here 2)") (let ((*package* (find-package "KEYWORD"))) (reading "(#+here 1)")))) => ((1) (1))
(mapcar #'reading '("#+(xor a b) 1" "#+(not a b) 1" "#+\"x\" 1" "#+5 1")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
; Comments.
(mapcar #'reading '("(a #|b|# c)" "(a #||# b)" "(a #|#|b|#c|# d)" "(a #|\"|# b)" "#|a|#b" "(a;b)")) => ((A C) (A B) (A D) (A B) B :EOF)
; Backquote.
(let ((a 1) (l '(2 3))) (list `(a ,a ,@l) `(,@l . ,a) `#(,a ,@l) `,a `(,@nil) `(a . ,l) `((,a (,@l)) ,@l) `(,@l ,@l))) => ((A 1 2 3) (2 3 . 1) #(1 2 3) 1 NIL (A 2 3) ((1 (2 3)) 2 3) (2 3 2 3))
(let ((l (list 1 2))) `(0 ,.l 3)) => (0 1 2 3)
(let ((x 'a)) (eval `(let ((a 5)) `(,,x ,',x)))) => (5 A)
(mapcar #'reading '(",a" "(,a)" "`#(,@ )" "`(a ,)" "`(,,a)")) => (:READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR :READER-ERROR)
; Numeric arguments where none is allowed, unknown characters.
(mapcar #'reading '("#1'car" "#z" "#1\\a" "#@x" "#!x" "#{x" "#5|x|#a")) => (#'CAR :READER-ERROR #\a :READER-ERROR :READER-ERROR :READER-ERROR A)
; What is suppressed is NIL, and need not make sense.
(let ((*read-suppress* t)) (mapcar #'read-from-string '("#p5" "no:such::sym" "#\\no-such" "#.(error)" "#2A(1)" "#c()" "#5(1 2 3 4 5 6 7)" "#*12" "1/0" "#b9" "#:a:b" "\"x\"" "#S(a)"))) => (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)

;;; #A with an element type and dimensions, as arrays are printed readably.
(let ((a (read-from-string "#A((unsigned-byte 8) (3) (1 2 3))"))) (list a (array-element-type a))) => (#(1 2 3) (UNSIGNED-BYTE 8))
(let ((a (read-from-string "#A(t (2 0 1) (() ()))"))) (list (array-dimensions a) (array-element-type a))) => ((2 0 1) T)
(aref (read-from-string "#A(single-float () 1.5)")) => 1.5
(values (read-from-string "#A(character (2) \"ab\")")) => "ab"
(read-from-string "#A((1 2) (3 4))") !! error
(read-from-string "#A(t (2))") !! reader-error
(read-from-string "#A5") !! reader-error
(let ((*read-suppress* t)) (values (read-from-string "#A(no such (array))"))) => NIL
(let ((*read-suppress* t)) (mapcar (lambda (text) (multiple-value-list (read-from-string text))) '("(.)" "(. a)" "(a . )" "(a . b c)" "(...)" "."))) => ((NIL 3) (NIL 5) (NIL 6) (NIL 9) (NIL 5) (NIL 1))

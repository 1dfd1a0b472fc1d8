;;;; STRING-UPCASE, STRING-DOWNCASE, STRING-CAPITALIZE, STRING-TRIM and the like, STRING, CHAR, SCHAR, MAKE-STRING,
;;;; STRINGP, SIMPLE-STRING-P: parts of strings, sharing, and what they refuse (CLHS 16.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (type-error () :type) (program-error () :program) (error () :error)))
(defparameter *copying* (list #'string-upcase #'string-downcase #'string-capitalize))
(defparameter *destructive* (list #'nstring-upcase #'nstring-downcase #'nstring-capitalize))
(mapcar (lambda (f) (funcall f "heLLo WOrld" :start 2 :end 8)) *copying*) => ("heLLO WOrld" "hello world" "heLlo World")
(mapcar (lambda (f) (funcall f (copy-seq "heLLo WOrld") :start 2 :end 8)) *destructive*) => ("heLLO WOrld" "hello world" "heLlo World")
(mapcar (lambda (f) (let ((s (copy-seq "aB"))) (list (eq s (funcall f s)) s))) *destructive*) => ((T "AB") (T "ab") (T "Ab"))
(mapcar (lambda (f) (let ((s (copy-seq "aB"))) (funcall f s) s)) *copying*) => ("aB" "aB" "aB")
(mapcar (lambda (f) (list (funcall f 'ab) (funcall f #\b) (funcall f nil))) *copying*) => (("AB" "B" "NIL") ("ab" "b" "nil") ("Ab" "B" "Nil"))
(mapcar (lambda (f) (list (outcome f 5) (outcome f) (outcome f "a" 1) (outcome f "ab" :start 3) (outcome f "ab" :end 3) (outcome f "ab" :start 2 :end 1) (outcome f "ab" :start nil))) *copying*) => ((:TYPE :PROGRAM :PROGRAM :TYPE :TYPE :TYPE :TYPE) (:TYPE :PROGRAM :PROGRAM :TYPE :TYPE :TYPE :TYPE) (:TYPE :PROGRAM :PROGRAM :TYPE :TYPE :TYPE :TYPE))
(mapcar (lambda (f) (list (outcome f 'a) (outcome f #\a) (outcome f) (outcome f (make-string 2) :start 3) (outcome f (make-string 2) :end -1))) *destructive*) => ((:TYPE :TYPE :PROGRAM :TYPE :TYPE) (:TYPE :TYPE :PROGRAM :TYPE :TYPE) (:TYPE :TYPE :PROGRAM :TYPE :TYPE))
(let ((s (make-array 5 :element-type 'character :fill-pointer 2 :initial-element #\a))) (nstring-upcase s) (setf (fill-pointer s) 5) s) => "AAaaa"
(string-capitalize "mc'donald 3rd-WORD") => "Mc'Donald 3rd-Word"
(symbol-name (progn (string-downcase 'abc) 'abc)) => "ABC"
; Trimming.
(defparameter *trimming* (list #'string-trim #'string-left-trim #'string-right-trim))
(mapcar (lambda (f) (funcall f "ab" "abxbxab")) *trimming*) => ("xbx" "xbxab" "abxbx")
(mapcar (lambda (f) (funcall f '(#\A) 'aba)) *trimming*) => ("B" "BA" "AB")
(mapcar (lambda (f) (funcall f "" " x ")) *trimming*) => (" x " " x " " x ")
(mapcar (lambda (f) (funcall f nil #\x)) *trimming*) => ("x" "x" "x")
(mapcar (lambda (f) (funcall f "x" "xxx")) *trimming*) => ("" "" "")
(mapcar (lambda (f) (funcall f #(#\x #\y) "xay")) *trimming*) => ("a" "ay" "xa")
(mapcar (lambda (f) (outcome f '(5) "xax")) *trimming*) => (:TYPE :TYPE :TYPE)
(mapcar (lambda (f) (let ((s (copy-seq " x "))) (funcall f " " s) s)) *trimming*) => (" x " " x " " x ")
(mapcar (lambda (f) (list (outcome f "a" 5) (outcome f 5 "a") (outcome f "a") (outcome f "a" "b" "c"))) *trimming*) => ((:TYPE :TYPE :PROGRAM :PROGRAM) (:TYPE :TYPE :PROGRAM :PROGRAM) (:TYPE :TYPE :PROGRAM :PROGRAM))
; Elements.
(let ((s (make-array 3 :element-type 'character :fill-pointer 1 :initial-element #\a))) (list (char s 2) (setf (char s 2) #\b) (char s 2))) => (#\a #\b #\b)
(let ((s (make-string 2 :initial-element #\a))) (list (setf (schar s 1) #\b) s (schar s 1))) => (#\b "ab" #\b)
(list (outcome #'char "ab" 2) (outcome #'char "ab" -1) (outcome #'char "ab" 'a) (outcome #'char "ab" 1.0) (outcome #'char #(#\a) 0) (outcome #'char 'a 0) (outcome #'char "ab") (outcome #'char "ab" 0 0)) => (:TYPE :TYPE :TYPE :TYPE :TYPE :TYPE :PROGRAM :PROGRAM)
(list (outcome #'schar "ab" 2) (outcome #'schar "ab" -1) (outcome #'schar #(#\a) 0) (outcome #'schar (make-array 2 :element-type 'character :fill-pointer 2) 0) (outcome #'schar "ab")) => (:TYPE :TYPE :TYPE :TYPE :PROGRAM)
(setf (schar (make-string 1) 1) #\a) !! type-error
(setf (schar (make-string 1) 0) "a") !! type-error
(list (string "ab") (string 'ab) (string #\a) (string nil) (string '|aB|)) => ("ab" "AB" "a" "NIL" "aB")
(let ((s (copy-seq "ab"))) (eq s (string s))) => T
(list (outcome #'string 5) (outcome #'string '(#\a)) (outcome #'string) (outcome #'string "a" "b")) => (:TYPE :TYPE :PROGRAM :PROGRAM)
(list (outcome #'make-string) (outcome #'make-string -1) (outcome #'make-string 'a) (outcome #'make-string 1 :initial-element 5) (outcome #'make-string 1 :size 1)) => (:PROGRAM :TYPE :TYPE :TYPE :PROGRAM)
(make-string 2 :initial-element #\GREEK_SMALL_LETTER_ALPHA) => "αα"
(list (stringp (make-string 0)) (stringp 'a) (simple-string-p (make-string 0)) (simple-string-p (make-array 1 :element-type 'character :adjustable t)) (simple-string-p #\a)) => (T NIL T NIL NIL)
(setf (char (vector 1 2) 0) #\a) !! type-error
(setf (schar (vector 1 2) 0) #\a) !! type-error
(setf (char '(#\a) 0) #\a) !! type-error
(setf (schar (make-array 2 :element-type 'character :fill-pointer 2) 0) #\a) !! type-error
; Vectors that can have no elements are strings.
(let ((s (make-array 0 :element-type nil))) (list (stringp s) (string= s "") (equal s "") (concatenate 'string s "a") (subtypep '(vector nil) 'string) (upgraded-array-element-type nil))) => (T T T "a" T NIL)

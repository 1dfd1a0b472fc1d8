;;;; The reader (CLHS 2).

(read-from-string "(a . b)") => (A . B); 7
'#(1 2) => #(1 2)
'#3(1 2) => #(1 2 2)
#xff => 255
#b-101 => -5
#o17 => 15
#3r21 => 7
'|a b| => |a b|
'\a => |a|
'a\ b => |A B|
:keyword => :KEYWORD
'#:g => #:G
#\Space => #\Space
#\a => #\a
'(quote a) => 'A
'#'car => #'CAR
(list #+monolisp 1 #-monolisp 2) => (1)
#.(+ 1 2) => 3
'(1 #|comment|# 2) => (1 2)
"a\"b" => "a\"b"
'#1=(a . b) => (A . B)
(let ((x '#1=(a #1#))) (eq x (cadr x))) => T
(read-from-string "") !! end-of-file
(read-from-string "(1") !! end-of-file
(read-from-string ")") !! reader-error
(read-from-string "" nil :end) => :END; 0
(let ((*read-base* 16)) (read-from-string "ff")) => 255; 2
'#*101 => #*101
12345678901234567890 => 12345678901234567890
+5 => 5
'1+ => 1+
'a.b => A.B
(let ((*readtable* (copy-readtable))) (set-macro-character #\! (lambda (s c) (declare (ignore c)) (list :bang (read s t nil t)))) (read-from-string "!x")) => (:BANG X); 2
(let ((*readtable* (copy-readtable))) (set-dispatch-macro-character #\# #\! (lambda (s c n) (declare (ignore c)) (list n (read s t nil t)))) (read-from-string "#5!x")) => (5 X); 4
(let ((*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) :preserve) (read-from-string "aB")) => |aB|; 2

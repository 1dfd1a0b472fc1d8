;;;; DELETE-FILE (CLHS 20.2.8).

(defun put (name) (with-open-file (s (sys::test-file name) :direction :output :if-exists :supersede) (write-string name s) (sys::test-file name)))
(list (delete-file (put "a")) (probe-file (sys::test-file "a"))) => (T NIL)
(delete-file (sys::test-file "a")) !! file-error
(handler-case (delete-file (sys::test-file "a")) (file-error (c) (equal (pathname (file-error-pathname c)) (pathname (sys::test-file "a"))))) => T
(delete-file (pathname (put "b"))) => T
(progn (put "c.txt") (let ((*default-pathname-defaults* (pathname (sys::test-file "")))) (delete-file "c.txt"))) => T
;;; A stream is closed, and its file deleted.
(let ((s (open (put "d")))) (list (delete-file s) (open-stream-p s) (probe-file (sys::test-file "d")))) => (T NIL NIL)
(let ((s (open (put "e")))) (close s) (list (delete-file s) (probe-file (sys::test-file "e")))) => (T NIL)
(delete-file (sys::test-file "")) !! file-error
(delete-file (sys::test-file "*")) !! file-error
(delete-file (sys::test-file "none/x")) !! file-error
(delete-file 5) !! type-error
(delete-file (make-string-input-stream "")) !! type-error
(delete-file) !! program-error

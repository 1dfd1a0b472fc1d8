;;;; PROBE-FILE and TRUENAME (CLHS 20.2.2, 20.2.4).

(defparameter *file* (sys::test-file "a.txt"))
(probe-file *file*) => NIL
(truename *file*) !! file-error
(handler-case (truename *file*) (file-error (c) (list (equal (file-error-pathname c) (pathname *file*)) (not (null (search "no such file" (princ-to-string c))))))) => (T T)
(with-open-file (s *file* :direction :output) (write-string "text" s)) => "text"
(equal (probe-file *file*) (truename *file*)) => T
(list (pathname-name (probe-file *file*)) (pathname-type (probe-file *file*)) (car (pathname-directory (probe-file *file*)))) => ("a" "txt" :ABSOLUTE)
(multiple-value-list (probe-file (sys::test-file "none"))) => (NIL)
;;; A directory's true name has the form of one, however it is asked for.
(equal (probe-file (sys::test-file "")) (truename (sys::test-file "."))) => T
(let ((p (truename (sys::test-file "")))) (list (pathname-name p) (pathname-type p))) => (NIL NIL)
(equal (truename (sys::test-file "none/../a.txt")) (truename *file*)) => T
(probe-file (sys::test-file "a.txt/below")) => NIL
(probe-file (sys::test-file "a.txt/")) => NIL
(equal (probe-file "") (ext:default-directory)) => T
;;; Relative to the defaults.
(let ((*default-pathname-defaults* (pathname (sys::test-file "")))) (equal (probe-file "a.txt") (truename *file*))) => T
(let ((*default-pathname-defaults* (pathname (sys::test-file "b.txt")))) (equal (probe-file "a") (truename *file*))) => T
;;; A stream stands for its file, whether open or closed.
(with-open-file (s *file*) (equal (probe-file s) (truename s))) => T
(let ((s (open *file*))) (close s) (equal (truename s) (truename *file*))) => T
(let ((s (open *file*))) (unwind-protect (equal (pathname s) (truename s)) (close s))) => T
(progn (setf (logical-pathname-translations "PROBED") (list (list "*.*.*" (sys::test-file "*.*")))) (equal (probe-file "PROBED:A.TXT") (truename *file*))) => T
(probe-file (sys::test-file "*.txt")) !! file-error
(truename (sys::test-file "*.txt")) !! file-error
(probe-file 5) !! type-error
(truename 5) !! type-error
(probe-file (make-string-input-stream "x")) !! type-error
(probe-file) !! program-error

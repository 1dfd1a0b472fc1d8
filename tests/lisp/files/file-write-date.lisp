;;;; FILE-WRITE-DATE, FILE-AUTHOR (CLHS 20.2.5, 20.2.6), USER-HOMEDIR-PATHNAME.

(defparameter *file* (sys::test-file "dated"))
(with-open-file (s *file* :direction :output) (write-string "x" s)) => "x"
(<= 0 (- (get-universal-time) (file-write-date *file*)) 100) => T
(with-open-file (s *file*) (= (file-write-date s) (file-write-date *file*))) => T
(integerp (file-write-date (sys::test-file ""))) => T
(file-write-date (sys::test-file "none")) !! file-error
(file-write-date (sys::test-file "*")) !! file-error
(file-write-date 5) !! type-error
(file-write-date) !! program-error
(typep (file-author *file*) '(or null string)) => T
(with-open-file (s *file*) (equal (file-author s) (file-author *file*))) => T
(file-author (sys::test-file "none")) !! file-error
(file-author 5) !! type-error
(let ((home (user-homedir-pathname))) (list (pathnamep home) (pathname-name home) (pathname-type home) (pathname-version home) (car (pathname-directory home)))) => (T NIL NIL NIL :ABSOLUTE)
(equal (user-homedir-pathname) (user-homedir-pathname :unspecific)) => T
(equal (ext:absolute-pathname "~/") (user-homedir-pathname)) => T

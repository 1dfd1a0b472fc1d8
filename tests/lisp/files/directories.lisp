;;;; CLISP's functions on directories: EXT:MAKE-DIRECTORY, EXT:DELETE-DIRECTORY, EXT:RENAME-DIRECTORY,
;;;; EXT:PROBE-DIRECTORY, EXT:PROBE-PATHNAME, EXT:ABSOLUTE-PATHNAME, EXT:DIR.

(defun here (name) (sys::test-file name))
(ext:make-directory (here "new/")) => T
(ext:probe-directory (here "new/")) => T
(ext:probe-directory (here "none/")) => NIL
(ext:make-directory (here "new/")) !! file-error
(ext:make-directory (here "none/below/")) !! file-error
(ext:make-directory (here "new")) !! file-error
(ext:make-directory (here "*/")) !! file-error
(ext:probe-directory (here "new")) !! file-error
(ext:probe-directory 5) !! type-error
(ext:make-dir (here "new/inner/")) => T
(ext:delete-directory (here "new/")) !! file-error
(ext:delete-dir (here "new/inner/")) => T
(ext:rename-directory (here "new/") (here "renamed/")) => T
(list (ext:probe-directory (here "new/")) (ext:probe-directory (here "renamed/"))) => (NIL T)
(ext:rename-directory (here "none/") (here "x/")) !! file-error
(with-open-file (s (here "renamed/file") :direction :output) (write-string "four" s)) => "four"
(ext:delete-directory (here "renamed/")) !! file-error
(ext:delete-directory (here "renamed/file/")) !! file-error
(ext:probe-directory (here "renamed/file/")) => NIL
;;; What is there, in whatever form it is asked for.
(multiple-value-bind (truename path time length) (ext:probe-pathname (here "renamed/file")) (list (pathname-name truename) (pathname-name path) (= time (file-write-date truename)) length)) => ("file" "file" T 4)
(multiple-value-bind (truename path) (ext:probe-pathname (here "renamed")) (list (pathname-name truename) (equal truename (truename path)) (car (last (pathname-directory truename))))) => (NIL T "renamed")
(equal (ext:probe-pathname (here "renamed/")) (ext:probe-pathname (here "renamed"))) => T
(equal (ext:probe-pathname (here "renamed/file/")) (truename (here "renamed/file"))) => T
(ext:probe-pathname (here "none")) => NIL
(handler-case (ext:make-directory (here "renamed/")) (file-error (c) (list (equal (pathname (file-error-pathname c)) (pathname (here "renamed/"))) (not (null (search "exists" (princ-to-string c))))))) => (T T)
(let ((p (ext:absolute-pathname "/x/y.z"))) (list (pathname-directory p) (file-namestring p))) => ((:ABSOLUTE "x") "y.z")
(car (pathname-directory (ext:absolute-pathname "~/x"))) => :ABSOLUTE
(let ((said (with-output-to-string (*standard-output*) (ext:dir (here "renamed/*"))))) (list (count #\Newline said) (not (null (search "file" said))) (not (null (search " 4 " said))))) => (1 T T)
(list (delete-file (here "renamed/file")) (ext:delete-directory (here "renamed/")) (ext:probe-directory (here "renamed/"))) => (T T NIL)
(ext:delete-directory (here "renamed/")) !! file-error

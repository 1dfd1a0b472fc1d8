;;;; CLISP's EXT:CD and EXT:DEFAULT-DIRECTORY: the current directory, where relative names lead from.

(defun here (name) (sys::test-file name))
(ensure-directories-exist (here "renamed/"))
(with-open-file (s (here "renamed/file") :direction :output :if-exists :supersede) (write-string "four" s))
(defparameter *start* (ext:default-directory))
(let ((there (ext:cd (here "renamed/")))) (unwind-protect (list (equal there (truename (here "renamed/"))) (equal (ext:default-directory) there) (equal (truename "file") (truename (here "renamed/file"))) (equal (ext:cd) there)) (ext:cd *start*))) => (T T T T)
(unwind-protect (progn (setf (ext:default-directory) (here "renamed/")) (not (null (probe-file "file")))) (ext:cd *start*)) => T
(unwind-protect (progn (ext:cd (here "renamed/")) (ext:cd "../") (equal (ext:default-directory) (truename (here "")))) (ext:cd *start*)) => T
(equal (ext:default-directory) *start*) => T
(ext:cd (here "none/")) !! file-error
(ext:cd (here "renamed/file/")) !! file-error
(ext:cd (here "renamed")) !! file-error
(equal (ext:absolute-pathname "x/y.z") (merge-pathnames "x/y.z" *start* nil)) => T

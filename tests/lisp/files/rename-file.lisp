;;;; RENAME-FILE (CLHS 20.2.7).

(defun put (name) (with-open-file (s (sys::test-file name) :direction :output :if-exists :supersede) (write-string name s) (sys::test-file name)))
(defun contents (name) (with-open-file (s (sys::test-file name) :if-does-not-exist nil) (if s (values (read-line s)) nil)))
(defun base () (truename (sys::test-file "")))
(put "old.txt")
(let ((before (truename (sys::test-file "old.txt")))) (multiple-value-bind (new old-truename new-truename) (rename-file (sys::test-file "old.txt") "new") (list (file-namestring new) (equal old-truename before) (enough-namestring new-truename (base)) (contents "old.txt") (contents "new.txt")))) => ("new.txt" T "new.txt" NIL "old.txt")
(progn (rename-file (sys::test-file "new.txt") "x.lisp") (contents "x.lisp")) => "old.txt"
(progn (ensure-directories-exist (sys::test-file "sub/")) (rename-file (sys::test-file "x.lisp") "sub/y") (contents "sub/y.lisp")) => "old.txt"
(progn (rename-file (sys::test-file "sub/y.lisp") (sys::test-file "z.lisp")) (contents "z.lisp")) => "old.txt"
;;; A file of the new name.
(put "taken.lisp")
(rename-file (sys::test-file "z.lisp") "taken") !! file-error
(list (contents "z.lisp") (contents "taken.lisp")) => ("old.txt" "taken.lisp")
(progn (rename-file (sys::test-file "z.lisp") "taken" :if-exists :overwrite) (list (contents "z.lisp") (contents "taken.lisp"))) => (NIL "old.txt")
(rename-file (sys::test-file "none") "other") !! file-error
(rename-file (sys::test-file "taken.lisp") "no-such/file") !! file-error
(rename-file (sys::test-file "taken.lisp") "*") !! file-error
(rename-file (sys::test-file "*.lisp") "x") !! file-error
(rename-file 5 "x") !! type-error
(rename-file (sys::test-file "taken.lisp") 5) !! type-error
(rename-file (sys::test-file "taken.lisp")) !! program-error
(contents "taken.lisp") => "old.txt"
(let ((*default-pathname-defaults* (pathname (sys::test-file "")))) (rename-file "taken.lisp" "last.txt") (contents "last.txt")) => "old.txt"

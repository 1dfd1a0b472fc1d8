;;;; DIRECTORY with wildcards in every component (CLHS 20.2.1), and CLISP's keywords.

(defun put (name) (let ((name (sys::test-file name))) (ensure-directories-exist name) (with-open-file (s name :direction :output :if-exists :supersede) (write-string name s))))
(mapc #'put '("a.lisp" "b.lisp" "c.txt" "plain" ".hidden" "sub/a.lisp" "sub/x/a.lisp" "sub/x/y/z.txt" "other/b.lisp" ))
(ensure-directories-exist (sys::test-file "empty/"))
;;; What a pattern finds, as seen from the test's folder.
(defun found (pattern &rest options) (let ((base (truename (sys::test-file "")))) (mapcar (lambda (p) (substitute #\/ #\\ (enough-namestring p base))) (apply #'directory (sys::test-file pattern) options))))
(found "*.lisp") => ("a.lisp" "b.lisp")
(found "*") => (".hidden" "a.lisp" "b.lisp" "c.txt" "plain")
(found "*.*") => (".hidden" "a.lisp" "b.lisp" "c.txt" "plain")
(found "a.*") => ("a.lisp")
(found "?.lisp") => ("a.lisp" "b.lisp")
(found "*l*i*") => ("plain")
(found "*.t?t") => ("c.txt")
(found "a.lisp") => ("a.lisp")
(found "z.lisp") => NIL
(found "nowhere/*.*") => NIL
(found "nowhere/**/*.*") => NIL
(found "plain/*.*") => NIL
(found "*/*.lisp") => ("other/b.lisp" "sub/a.lisp")
(found "**/*.lisp") => ("a.lisp" "b.lisp" "other/b.lisp" "sub/a.lisp" "sub/x/a.lisp")
(found "**/a.lisp") => ("a.lisp" "sub/a.lisp" "sub/x/a.lisp")
(found "sub/**/*.*") => ("sub/a.lisp" "sub/x/a.lisp" "sub/x/y/z.txt")
(found "**/x/*.*") => ("sub/x/a.lisp")
(found "**/x/**/*.*") => ("sub/x/a.lisp" "sub/x/y/z.txt")
(found "s*/?/*.lisp") => ("sub/x/a.lisp")
;;; Without a name the pattern is one of directories.
(found "*/") => ("empty/" "other/" "sub/")
(found "**/") => ("" "empty/" "other/" "sub/" "sub/x/" "sub/x/y/")
(found "sub/") => ("sub/")
(found "sub/*/") => ("sub/x/")
(found "nowhere/") => NIL
(found "plain/") => NIL
(found "sub/../*.txt") => ("c.txt")
(length (directory (make-pathname :name "b" :type :wild :defaults (pathname (sys::test-file "other/"))))) => 1
(every #'pathnamep (directory (sys::test-file "*.*"))) => T
(every (lambda (p) (equal p (truename p))) (directory (sys::test-file "**/*.*"))) => T
;;; Relative patterns are merged with the defaults.
(let ((*default-pathname-defaults* (pathname (sys::test-file "sub/")))) (mapcar #'file-namestring (directory "*.lisp"))) => ("a.lisp")
(let ((*default-pathname-defaults* (pathname (sys::test-file "sub/none.lisp")))) (mapcar #'file-namestring (directory "*"))) => ("a.lisp")
(progn (setf (logical-pathname-translations "FOUND") (list (list "**;*.*.*" (sys::test-file "**/*.*")))) (mapcar #'file-namestring (directory "FOUND:SUB;*.LISP"))) => ("a.lisp")
;;; CLISP's keywords: descriptions, what to do with links to nowhere, links that lead in circles.
(destructuring-bind (path truename time length) (car (directory (sys::test-file "sub/x/y/z.txt") :full t)) (list (pathname-name path) (equal (truename path) truename) (length time) (every #'integerp time) (= length (length (sys::test-file "sub/x/y/z.txt"))))) => ("z" T 6 T T)
(destructuring-bind (path truename time length) (car (directory (sys::test-file "sub/x/y/z.txt") :full t)) (equal time (subseq (multiple-value-list (decode-universal-time (file-write-date path))) 0 6))) => T
(found "**/*.lisp" :circle t) => ("a.lisp" "b.lisp" "other/b.lisp" "sub/a.lisp" "sub/x/a.lisp")
(found "*.txt" :if-does-not-exist :keep) => ("c.txt")
(found "*.txt" :if-does-not-exist :ignore) => ("c.txt")
(directory "*" :if-does-not-exist :strange) !! type-error
(directory 5) !! type-error
(directory "*" :no-such-key 1) !! program-error

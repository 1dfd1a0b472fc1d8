;;;; Wherever the standard takes a pathname designator, a string with a fill pointer is one (CLHS 19.1).

(defun filled (string) (let ((s (make-array (+ 9 (length string)) :element-type 'character :fill-pointer (length string) :initial-element #\!))) (replace s string)))
(defun file (name) (filled (sys::test-file name)))
(with-open-file (s (file "a.lisp") :direction :output) (write-string "(defparameter *loaded* *load-pathname*)" s) (file-namestring s)) => "a.lisp"
(mapcar (lambda (f) (file-namestring (funcall f (file "a.lisp")))) '(pathname probe-file truename ext:absolute-pathname merge-pathnames)) => ("a.lisp" "a.lisp" "a.lisp" "a.lisp" "a.lisp")
(list (integerp (file-write-date (file "a.lisp"))) (typep (file-author (file "a.lisp")) '(or null string))) => (T T)
(progn (load (file "a.lisp")) (file-namestring *loaded*)) => "a.lisp"
(let ((custom:*load-paths* (list (file "")))) (load (filled "a"))) => T
(file-namestring (compile-file (file "a.lisp") :output-file (file "b.fas") :verbose nil)) => "b.fas"
(file-namestring (compile-file-pathname (filled "a.lisp") :output-file (filled "c"))) => "c.fas"
(mapcar #'file-namestring (directory (file "*.fas"))) => ("b.fas")
(file-namestring (rename-file (file "b.fas") (filled "d.fas"))) => "d.fas"
(delete-file (file "d.fas")) => T
(progn (ensure-directories-exist (file "deep/er/")) nil)
(list (ext:probe-directory (file "deep/er/")) (not (null (ext:probe-pathname (file "deep"))))) => (T T)
(progn (ext:delete-directory (file "deep/er/")) (ext:probe-directory (file "deep/er/"))) => NIL
(make-pathname :name (filled "n") :type (filled "t") :directory (list :absolute (filled "d")) :defaults (filled "x/")) => #P"/d/n.t"
(make-pathname :directory (filled "d")) => #P"/d/"
(merge-pathnames (filled "a") (filled "/b/c.d")) => #P"/b/a.d"
(list (pathname-match-p (filled "a.b") (filled "*.b")) (wild-pathname-p (filled "*")) (translate-pathname (filled "a.b") (filled "*.b") (filled "*.c"))) => (T T #P"a.c")
(list (namestring (filled "a")) (enough-namestring (filled "/a/b") (filled "/a/")) (directory-namestring (filled "/a/b")) (file-namestring (filled "/a/b")) (host-namestring (filled "a"))) => ("a" "b" "/a/" "b" NIL)
(parse-namestring (filled "a.b")) => #P"a.b"; 3
(progn (setf (logical-pathname-translations (filled "FILLED")) (list (list (filled "*.*") (file "*.*")))) (file-namestring (probe-file (filled "FILLED:A.LISP")))) => "a.lisp"
(parse-namestring (filled "A.B") (filled "FILLED")) => #P"FILLED:A.B"; 3
(logical-pathname (filled "FILLED:A")) => #P"FILLED:A"
;;; Namestrings as defaults.
(let ((*default-pathname-defaults* (file ""))) (file-namestring (probe-file "a.lisp"))) => "a.lisp"
(let ((*default-pathname-defaults* (sys::test-file ""))) (file-namestring (probe-file (filled "a.lisp")))) => "a.lisp"
(let ((*default-pathname-defaults* "FILLED:X.Y")) (parse-namestring "A.B")) => #P"FILLED:A.B"; 3
(progn (ext:saveinitmem (file "saved.mem") :verbose nil) (file-namestring (probe-file (file "saved.mem")))) => "saved.mem"

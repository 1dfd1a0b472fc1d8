;;;; LOGICAL-PATHNAME-TRANSLATIONS, TRANSLATE-LOGICAL-PATHNAME, LOAD-LOGICAL-PATHNAME-TRANSLATIONS (CLHS 19.4).

(setq sys::*pathname-syntax* :unix)
(logical-pathname-translations "NOSUCH") !! type-error
(setf (logical-pathname-translations "bar") '(("*.*.*" "/tmp/x/*.*") ("SYS;**;*.*.*" "/tmp/sys/**/*.*") ("BAR:SRC;*.*" "bar:sys;src;*.*")))
(logical-pathname-translations "bar") => ((#P"BAR:*.*.*" "/tmp/x/*.*") (#P"BAR:SYS;**;*.*.*" "/tmp/sys/**/*.*") (#P"BAR:SRC;*.*" "bar:sys;src;*.*"))
(translate-logical-pathname "BAR:c.lisp") => #P"/tmp/x/c.lisp"
(translate-logical-pathname "bar:sys;A;B;c.lisp") => #P"/tmp/sys/a/b/c.lisp"
(translate-logical-pathname "bar:src;c.lisp") => #P"/tmp/sys/src/c.lisp"
(translate-logical-pathname "bar:c.lisp.newest") => #P"/tmp/x/c.lisp"
(translate-logical-pathname "BAR:X;c.lisp") !! file-error
(translate-logical-pathname "/a/b") => #P"/a/b"
(translate-logical-pathname 5) !! type-error
(setf (logical-pathname-translations "loop") '(("*.*.*" "loop:*.*.*")))
(translate-logical-pathname "loop:a.b") !! file-error
(setf (logical-pathname-translations "bad") '(("other:x;*" "y"))) !! error
(setf (logical-pathname-translations "no host") nil) !! error
(setf (logical-pathname-translations 5) nil) !! type-error
(let ((translations (list (list "q;*.*" "/q/*.*")))) (setf (logical-pathname-translations "new") translations)) => (("q;*.*" "/q/*.*"))
(progn (setf (logical-pathname-translations "bar") '(("**;*.*" "/other/**/*.*"))) (translate-logical-pathname "bar:a;b.c")) => #P"/other/a/b.c"
(load-logical-pathname-translations "BAR") => NIL
(load-logical-pathname-translations "NOSUCHHOST") !! error
(with-open-file (s (sys::test-file "loghosts") :direction :output :if-exists :supersede) (print "other" s) (print ''(("*.*" "/o/*.*")) s) (print "wanted" s) (print ''(("*.*" "/w/*.*")) s) :written) => :WRITTEN
(let ((custom:*load-logical-pathname-translations-database* (list (sys::test-file "loghosts")))) (list (load-logical-pathname-translations "wanted") (translate-logical-pathname "wanted:a.b"))) => (T #P"/w/a.b")
(remhash "WANTED" sys::*logical-hosts*) => T
(setq sys::*pathname-syntax* nil)
(setf (logical-pathname-translations "dir") (list (list "**;*.*" (sys::%string-append sys::*test-folder* "**/*.*"))))
(with-open-file (s "dir:one.txt" :direction :output :if-exists :supersede) (write-string "hello" s)) => "hello"
(with-open-file (s (sys::test-file "one.txt")) (read-line s nil)) => "hello"; T
(file-namestring (truename "dir:one.txt")) => "one.txt"
(file-namestring (truename "dir:one.txt.newest")) => "one.txt"
(delete-file "dir:one.txt") => T
(probe-file "dir:one.txt") => NIL

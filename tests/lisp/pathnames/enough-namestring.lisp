;;;; ENOUGH-NAMESTRING (CLHS 19.4): what it returns, merged with the defaults, is the pathname again.

(setq sys::*pathname-syntax* :unix)
(enough-namestring "/a/b/c.d" "/a/") => "b/c.d"
(enough-namestring "/a/b/c.d" "/x/") => "/a/b/c.d"
(enough-namestring "c.d" "/x/") => "c.d"
(enough-namestring "/a/b/c.d" "/a/b/z.d") => "c"
(enough-namestring "/a/b/c.d" "/a/b/c.d") => ""
(enough-namestring "/a/b/c" "/a/b/") => "c"
(enough-namestring "/a/c.x" "/a/c.d") => "c.x"
(enough-namestring "/a/b/" "/a/") => "b/"
(enough-namestring "a/b" "a/") => "b"
(enough-namestring "/a/b" "a/") => "/a/b"
(enough-namestring "/a/b" "/a/b/c/") => "/a/b"
(let ((*default-pathname-defaults* #p"/q/")) (enough-namestring "/q/r")) => "r"
(dolist (case '(("/a/b/c.d" "/a/") ("/a/c.x" "/a/c.d") ("/a/b/" "/a/") ("/a/b/c.d" "/a/b/z.d")) :all) (let ((p (pathname (car case))) (d (pathname (cadr case)))) (unless (equal (merge-pathnames (enough-namestring p d) d nil) (merge-pathnames (parse-namestring p nil d) d nil)) (return case)))) => :ALL

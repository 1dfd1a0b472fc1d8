;;;; NAMESTRING, FILE-NAMESTRING, DIRECTORY-NAMESTRING, HOST-NAMESTRING (CLHS 19.4).

(setq sys::*pathname-syntax* :unix)
(namestring "a/./b") => "a/b"
(namestring "a//b") => "a/b"
(namestring "foo/../bar") => "./bar"
(namestring #p"/x/y.z") => "/x/y.z"
(namestring "~/a") => "~/a"
(file-namestring "/a/b.c") => "b.c"
(file-namestring "/a/b/") => ""
(file-namestring "/a/.c") => ".c"
(directory-namestring "/a/b.c") => "/a/"
(directory-namestring "b.c") => ""
(directory-namestring "../x") => "../"
(host-namestring "/a/b.c") => NIL
(namestring 5) !! type-error
(file-namestring nil) => "NIL"
(let ((odd (pathname (coerce (list #\a (code-char #x10f0ff) #\b) 'string)))) (char-code (char (namestring odd) 1))) => 1110271

;;;; LOGICAL-PATHNAME, its namestrings and components (CLHS 19.3, 19.4).

(setq sys::*pathname-syntax* :unix)
(setf (logical-pathname-translations "FOO") '(("**;*.*.*" "/tmp/foo/**/*.*")))
(defun parts (x) (let ((p (pathname x))) (list (pathname-host p) (pathname-device p) (pathname-directory p) (pathname-name p) (pathname-type p) (pathname-version p))))
(parts "FOO:A;B;C.D.5") => ("FOO" :UNSPECIFIC (:ABSOLUTE "A" "B") "C" "D" 5)
(parts "foo:a;b;c.d.newest") => ("FOO" :UNSPECIFIC (:ABSOLUTE "A" "B") "C" "D" :NEWEST)
(parts "foo:;a;b.c") => ("FOO" :UNSPECIFIC (:RELATIVE "A") "B" "C" NIL)
(parts "FOO:") => ("FOO" :UNSPECIFIC (:ABSOLUTE) NIL NIL NIL)
(parts "FOO:**;*.*.*") => ("FOO" :UNSPECIFIC (:ABSOLUTE :WILD-INFERIORS) :WILD :WILD :WILD)
(parts "FOO:A*B;C-1.D") => ("FOO" :UNSPECIFIC (:ABSOLUTE "A*B") "C-1" "D" NIL)
(parts "NOHOST:a;b") => (NIL NIL NIL "NOHOST:a;b" NIL NIL)
(logical-pathname "foo:a;b.lisp") => #P"FOO:A;B.LISP"
(namestring (logical-pathname "foo:a;b.lisp.3")) => "FOO:A;B.LISP.3"
(namestring "foo:;a;*.lisp.newest") => "FOO:;A;*.LISP.NEWEST"
(list (type-of (logical-pathname "foo:a")) (typep (logical-pathname "foo:a") 'pathname)) => (LOGICAL-PATHNAME T)
(list (equal (logical-pathname "FOO:A") (logical-pathname "foo:a")) (equal (pathname "foo:a") (make-pathname :name "A"))) => (T NIL)
(equal (read-from-string (prin1-to-string (logical-pathname "foo:a;b.c.4"))) (pathname "FOO:A;B.C.4")) => T
(let ((p (logical-pathname "foo:x"))) (eq p (logical-pathname p))) => T
(logical-pathname "a") !! type-error
(logical-pathname "/a/b") !! type-error
(logical-pathname "NOHOST:a") !! type-error
(logical-pathname #p"a") !! type-error
(logical-pathname 5) !! type-error
(logical-pathname (make-string-input-stream "")) !! type-error
(parse-namestring "FOO:a b") !! parse-error
(parse-namestring "FOO:a.b.c") !! parse-error
(parse-namestring "FOO:a;;b") !! parse-error
(parse-namestring "FOO:a.b.c.d") !! parse-error
(parse-namestring "foo:a b" nil #p"" :junk-allowed t) => NIL; 5
(parse-namestring "A;B.C" "FOO") => #P"FOO:A;B.C"; 5
(parse-namestring "FOO:A;B.C" "FOO") => #P"FOO:A;B.C"; 9
(make-pathname :host "foo" :directory '(:absolute "a") :name "b") => #P"FOO:A;B"
(make-pathname :type "x" :defaults "foo:a;b.c") => #P"FOO:A;B.X"
(host-namestring "FOO:A;B") => "FOO"
(directory-namestring "FOO:A;B.C") => "A;"
(file-namestring "FOO:A;B.C.3") => "B.C.3"
(enough-namestring "FOO:A;B;C.D" "FOO:A;") => ";B;C.D"
(enough-namestring "FOO:A;B" "/x/") => "FOO:A;B"
(merge-pathnames "FOO:a;b" "FOO:x;y.z.3") => #P"FOO:A;B.Z.NEWEST"
(merge-pathnames "foo:;a;b" "FOO:x;y.z" nil) => #P"FOO:X;A;B.Z"
(merge-pathnames (parse-namestring "A;B.C" "FOO") "/x/y/" nil) => #P"FOO:A;B.C"
(merge-pathnames "x.y" (logical-pathname "FOO:A;B.C") nil) => #P"FOO:A;X.Y"
(list (wild-pathname-p "FOO:*;A") (wild-pathname-p "foo:a;b.c")) => (T NIL)
(list (pathname-match-p "FOO:A;B.C" "FOO:*;*.*") (pathname-match-p "FOO:A;B.C" "FOO:**;*.*.*") (pathname-match-p "FOO:A;B.C" "**;*.*")) => (T T T)
(pathname-name "foo:a" :case :common) => "A"
(read-from-string "#p\"foo:a;b\"") => #P"FOO:A;B"; 11

;;; A stream that was opened with a logical pathname has it (CLHS 19.4 LOGICAL-PATHNAME, PATHNAME). The host's files are real ones,
;;; so they are named as the system does.
(setq sys::*pathname-syntax* nil)
(progn (setf (logical-pathname-translations "LGS") (list (list "*.*" (concatenate 'string (sys::test-file "") "*.*")))) t) => T
(with-open-file (s "LGS:OPENED.TXT" :direction :output) (list (pathname s) (logical-pathname s) (typep (truename s) 'logical-pathname))) => (#P"LGS:OPENED.TXT" #P"LGS:OPENED.TXT" NIL)
(progn (defvar *logical-stream* (open "LGS:OPENED.TXT")) (close *logical-stream*) (list (logical-pathname *logical-stream*) (logical-pathname (make-synonym-stream '*logical-stream*)) (pathname-type *logical-stream*))) => (#P"LGS:OPENED.TXT" #P"LGS:OPENED.TXT" "TXT")
(with-open-file (s (sys::test-file "opened.txt")) (logical-pathname s)) !! type-error
(progn (delete-file *logical-stream*) (probe-file "LGS:OPENED.TXT")) => NIL

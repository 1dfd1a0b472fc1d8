;;;; The components that namestrings have, PATHNAME-HOST, -DEVICE, -DIRECTORY, -NAME, -TYPE, -VERSION (CLHS 19.2).

(setq sys::*pathname-syntax* :unix)
(defun parts (x) (let ((p (pathname x))) (list (pathname-directory p) (pathname-name p) (pathname-type p))))
(parts "foo.lisp") => (NIL "foo" "lisp")
(parts "/a/b/c.d") => ((:ABSOLUTE "a" "b") "c" "d")
(parts "a/../b/./c") => ((:RELATIVE "b") "c" NIL)
(parts "/a/../b/") => ((:ABSOLUTE "b") NIL NIL)
(parts "/../x") !! file-error
(parts ".") => (NIL "." NIL)
(parts "..") => (NIL "." "")
(parts "") => (NIL NIL NIL)
(parts "/") => ((:ABSOLUTE) NIL NIL)
(parts ".foo") => (NIL ".foo" NIL)
(parts ".foo.bar") => (NIL ".foo" "bar")
(parts "foo.") => (NIL "foo" "")
(parts "a.b.c") => (NIL "a.b" "c")
(parts "*.*") => (NIL :WILD :WILD)
(parts "*") => (NIL :WILD NIL)
(parts "**/x") => ((:RELATIVE :WILD-INFERIORS) "x" NIL)
(parts "/**/") => ((:ABSOLUTE :WILD-INFERIORS) NIL NIL)
(parts "a/***/b") => ((:RELATIVE "a" "***") "b" NIL)
(parts "fo*o.l?sp") => (NIL "fo*o" "l?sp")
(parts "//a//b") => ((:ABSOLUTE "a") "b" NIL)
(parts "...") => (NIL ".." "")
(parts "foo..") => (NIL "foo." "")
(parts "a/*/b") => ((:RELATIVE "a" :WILD) "b" NIL)
(parts "x[1].y") => (NIL "x[1]" "y")
(parts "a/**b/c") => ((:RELATIVE "a" "**b") "c" NIL)
(parts "*/..*/c") => ((:RELATIVE :WILD "..*") "c" NIL)
(parts "./a") => ((:RELATIVE) "a" NIL)
(parts "./") => ((:RELATIVE) NIL NIL)
(parts "../") => ((:RELATIVE :UP) NIL NIL)
(parts "../../a/b") => ((:RELATIVE :UP :UP "a") "b" NIL)
(parts "a b") => (NIL "a b" NIL)
(parts "~/x/y") => ((:ABSOLUTE :HOME "x") "y" NIL)
(parts "~/") => ((:ABSOLUTE :HOME) NIL NIL)
(parts "~") => ((:ABSOLUTE :HOME) NIL NIL)
(parts "~me/x") => ((:ABSOLUTE (:HOME "me")) "x" NIL)
(parts "~x") => (NIL "~x" NIL)
(parts "a/~/b") => ((:RELATIVE "a" "~") "b" NIL)
(parts "./~/b") => ((:RELATIVE "~") "b" NIL)
(list (pathname-host "/a") (pathname-device "/a") (pathname-version "/a")) => (NIL NIL NIL)
(pathname-name "foo" :case :local) => "foo"
(pathname-name "foo" :case :common) => "FOO"
(pathname-name "FOO" :case :common) => "foo"
(pathname-name "fOO" :case :common) => "fOO"
(pathname-type "a.Lisp" :case :common) => "Lisp"
(pathname-directory "/a/B/cD/" :case :common) => (:ABSOLUTE "A" "b" "cD")
(pathname-name "foo" :case :upper) !! type-error
(pathname-name 7) !! type-error
(pathname-name) !! program-error
(pathname-directory 'foo) => NIL
(string= (pathname-name (pathname (make-array 3 :element-type 'character :initial-contents "abc" :fill-pointer 2))) "ab") => T

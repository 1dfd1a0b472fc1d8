;;;; MERGE-PATHNAMES (CLHS 19.2.3, 19.4).

(setq sys::*pathname-syntax* :unix)
(merge-pathnames "a" "/b/c.d") => #P"/b/a.d"
(merge-pathnames "a/b" "/b/c.d") => #P"/b/a/b.d"
(merge-pathnames "/a/" "/b/c.d") => #P"/a/c.d"
(merge-pathnames "a.x" "/b/c.d") => #P"/b/a.x"
(merge-pathnames "../x" "/b/c/d") => #P"/b/x"
(merge-pathnames "../../../x" "/b/c/d") !! file-error
(merge-pathnames (make-pathname :directory '(:relative :back "q")) "/b/c/d") => #P"/b/q/d"
(merge-pathnames "" "/a/b.c") => #P"/a/b.c"
(merge-pathnames "x/" "y/z") => #P"y/x/z"
(merge-pathnames "./x" "y/z") => #P"y/x"
(merge-pathnames "a/x" "b/y") => #P"b/a/x"
(merge-pathnames (make-pathname :directory '(:relative)) "/a/b.c") => #P"/a/b.c"
(merge-pathnames ".emacs" "/b/c.d") => #P"/b/.emacs.d"
(merge-pathnames "*.lisp" "/a/b.c") => #P"/a/*.lisp"
(merge-pathnames (make-pathname :type "fas") "/b/c.d") => #P"/b/c.fas"
(merge-pathnames "~/foo" "/x/") => #P"~/foo"
(pathname-version (merge-pathnames "a")) => :NEWEST
(pathname-version (merge-pathnames "a" "b" 5)) => 5
(pathname-version (merge-pathnames "a" "b" nil)) => NIL
(pathname-version (merge-pathnames "/x/" (make-pathname :name "q" :version 4))) => 4
(pathname-version (merge-pathnames "a" (make-pathname :name "q" :version 4))) => :NEWEST
(merge-pathnames "a" (make-pathname :type :unspecific)) => #P"a"
(pathname-type (merge-pathnames (make-pathname :name "a" :type :unspecific) "b.c")) => :UNSPECIFIC
(let ((*default-pathname-defaults* #p"/d/e.f")) (merge-pathnames "x")) => #P"/d/x.f"
(merge-pathnames 5 "a") !! type-error
(merge-pathnames "a" 5) !! type-error
(merge-pathnames) !! program-error
(merge-pathnames "a" "b" nil nil) !! program-error

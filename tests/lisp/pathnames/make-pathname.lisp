;;;; MAKE-PATHNAME (CLHS 19.4).

(setq sys::*pathname-syntax* :unix)
(make-pathname) => #P""
(make-pathname :name "a" :type "b") => #P"a.b"
(make-pathname :directory '(:absolute "a" "b") :name "x" :type "y") => #P"/a/b/x.y"
(make-pathname :directory '(:absolute "a" :up "b") :name "x") => #P"/b/x"
(make-pathname :directory '(:absolute "a" :back "b") :name "x") => #P"/b/x"
(make-pathname :directory '(:absolute :wild :back "x")) => #P"/x/"
(make-pathname :directory '(:absolute :up)) !! file-error
(make-pathname :directory '(:absolute :back)) !! file-error
(make-pathname :directory '(:absolute "..")) !! file-error
(make-pathname :directory '(:absolute :wild-inferiors :back)) !! file-error
(make-pathname :directory '(:absolute ".")) => #P"/"
(pathname-directory (make-pathname :directory '(:relative :back))) => (:RELATIVE :UP)
(make-pathname :directory :wild :name :wild :type :wild) => #P"/**/*.*"
(make-pathname :directory "foo") => #P"/foo/"
(make-pathname :directory '(:relative :wild-inferiors)) => #P"**/"
(pathname-directory (make-pathname :directory '(:absolute "*" "**"))) => (:ABSOLUTE :WILD :WILD-INFERIORS)
(make-pathname :directory '(:relative)) => #P"./"
(make-pathname :directory '(:relative) :name "x") => #P"./x"
(make-pathname :directory '(:absolute "") :name "x") => #P"/x"
(make-pathname :directory '(:relative "~x") :name "y") => #P"./~x/y"
(make-pathname :directory '(:absolute :home "x")) => #P"~/x/"
(make-pathname :directory '(:absolute (:home "me") "x")) => #P"~me/x/"
(make-pathname :directory '(:foo)) !! error
(make-pathname :directory '("a")) !! error
(make-pathname :directory '(:relative "a/b")) !! error
(make-pathname :directory '(:absolute :unspecific)) !! error
(make-pathname :directory "/foo/bar") !! error
(make-pathname :directory 5) !! error
(make-pathname :directory '(:absolute . "a")) !! error
(make-pathname :name "a.b" :type "c") => #P"a.b.c"
(make-pathname :name "a.b") => #P"a.b"
(make-pathname :name "a" :type "b.c") !! error
(make-pathname :name "a" :type "") => #P"a."
(make-pathname :name nil :type "x") => #P".x"
(pathname-name (make-pathname :name "")) => NIL
(make-pathname :name "a/b") !! error
(make-pathname :name 'foo) !! error
(make-pathname :name 5) !! error
(make-pathname :name "*") => #P"*"
(pathname-name (make-pathname :name "*")) => :WILD
(make-pathname :name :unspecific :type :unspecific) => #P""
(make-pathname :device "c") !! error
(make-pathname :host "nosuchhost") !! error
(pathname-version (make-pathname :name "x" :version 5)) => 5
(pathname-version (make-pathname :name "x" :version :newest)) => :NEWEST
(make-pathname :version :foo) !! type-error
(make-pathname :version -1) !! type-error
(make-pathname :name nil :defaults "foo.x") => #P".x"
(make-pathname :type "y" :defaults "/q/foo.x") => #P"/q/foo.y"
(make-pathname :directory '(:relative "a") :defaults "/b/c") => #P"a/c"
(make-pathname :directory nil :defaults "/b/c") => #P"c"
(make-pathname :defaults #p"/a/b.c") => #P"/a/b.c"
(make-pathname :name "FoO" :case :common) => #P"FoO"
(make-pathname :name "FOO" :type "bar" :case :common) => #P"foo.BAR"
(make-pathname :directory '(:absolute "A" "b") :case :common) => #P"/a/B/"
(make-pathname :name "x" :case :foo) !! type-error
(make-pathname :nonsense 1) !! program-error
(let* ((name (copy-seq "abc")) (p (make-pathname :name name))) (setf (char name 0) #\x) p) => #P"abc"
(let ((*default-pathname-defaults* #p"/a/b.c")) (make-pathname :name "x")) => #P"x"

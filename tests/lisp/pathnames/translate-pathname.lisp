;;;; TRANSLATE-PATHNAME (CLHS 19.2.2.2, 19.4).

(setq sys::*pathname-syntax* :unix)
(translate-pathname "a.b" "*.*" "/x/*.*") => #P"/x/a.b"
(translate-pathname "a.b" "*.b" "/x/*.q") => #P"/x/a.q"
(translate-pathname "foobar" "foo*" "*baz") => #P"barbaz"
(translate-pathname "/a/b/c/d.e" "/a/**/*.*" "/z/**/*.*") => #P"/z/b/c/d.e"
(translate-pathname "/a/b/c/d.e" "/**/*.*" "/z/**/q/*.*") => #P"/z/a/b/c/q/d.e"
(translate-pathname "a.b" "c.d" "e.f") !! error
(translate-pathname "/a/b/c.d" "/*/*/*.*" "/*/x/*/*.*") => #P"/a/x/b/c.d"
(translate-pathname "abcd" "a*d" "x*y") => #P"xbcy"
(translate-pathname "a-b" "*-*" "*+*") => #P"a+b"
(translate-pathname "abc" "a?c" "x?z") => #P"xbz"
(translate-pathname "a" "*" "x.*") !! error
(translate-pathname "/a/x.l" "/a/*.*" "/b/") => #P"/b/x.l"
(translate-pathname "/a/b/x.l" "/a/**/*.*" "rel/**/*.*") => #P"rel/b/x.l"
(translate-pathname "a/b.c" "**/*.*" "/q/**/*.*") => #P"/q/a/b.c"
(translate-pathname "/x/y.z" "/x/*" "/w/*") => #P"/w/y.z"
(translate-pathname "foo.lisp" "*.lisp" "*.fas") => #P"foo.fas"
(translate-pathname "FOO.Lisp" "*.*" "x*.*") => #P"xFOO.Lisp"
(translate-pathname "ab" "?*" "*-?") => #P"a-b"
(translate-pathname "/home/me/src/a.lisp" "/**/*.*" "/cache/**/*.*") => #P"/cache/home/me/src/a.lisp"
(translate-pathname "/lib" "/**/*.*" "/cache/**/*.*") => #P"/cache/lib"
(translate-pathname "/a/b/c" "/a/b/c" "/x/") => #P"/x/c"
(translate-pathname "/a/q1r/f" "/a/q?r/*" "/b/s?/*") => #P"/b/s1/f"
(translate-pathname 5 "*" "*") !! type-error

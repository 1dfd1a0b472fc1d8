;;;; PATHNAME-MATCH-P (CLHS 19.2.2.2, 19.4). A component that the pattern leaves open matches everything.

(setq sys::*pathname-syntax* :unix)
(defun matches (&rest pairs) (mapcar (lambda (pair) (if (pathname-match-p (car pair) (cadr pair)) t nil)) pairs))
(matches '("a" "*") '("a.b" "*") '("a.b" "*.*") '("a" "*.*")) => (T T T T)
(matches '("/a/b" "*") '("/a/b" "/a/*") '("/a/b/c" "/**/*") '("/a/b/c" "/a/**/c") '("/a/c" "/a/**/c")) => (T T T T T)
(matches '("abc" "a?c") '("abc" "a??c") '("abc" "a*") '("abc" "a*d") '("abc" "*b*") '("abc" "*") '("abc" "?*?")) => (T NIL T NIL T T T)
(matches '("a/b/c" "**/c") '("a/b/c" "*/c") '("a/b/c" "*/*/c") '("c" "**/c") '("/a/c" "**/c")) => (T NIL T T NIL)
(matches '("/x/a/y/b/z" "/x/**/y/**/z") '("/x/y/z" "/x/**/y/**/z") '("/x/z" "/x/**/y/**/z")) => (T T NIL)
(matches '("abc" "") '("a.b" "") '("" "a") '("/a/b.c" "b.c") '("b.c" "/a/b.c") '("" "")) => (T T NIL T NIL T)
(matches '("a.b" "a.c") '("a.b" "a.?") '("a.lisp" "*.li*") '("/a/bc/d" "/a/b?/d") '("/a/bc/d" "/a/b/d")) => (NIL T T T NIL)
(matches '("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" "a*a*a*a*a*a*a*a*a*a*a*a*c") '("a.b" #p"A.b")) => (NIL NIL)
(pathname-match-p 5 "a") !! type-error
(pathname-match-p "a" 5) !! type-error

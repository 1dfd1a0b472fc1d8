;;;; PARSE-NAMESTRING (CLHS 19.4).

(setq sys::*pathname-syntax* :unix)
(parse-namestring "a/b.c") => #P"a/b.c"; 5
(parse-namestring "abc" nil nil :start 1) => #P"bc"; 3
(parse-namestring "abc" nil #p"" :start 1 :end 2) => #P"b"; 2
(parse-namestring 'foo) => #P"FOO"; 3
(parse-namestring #p"x") => #P"x"; 0
(parse-namestring #p"x" nil #p"" :start 3) => #P"x"; 3
(parse-namestring "a;b") => #P"a;b"; 3
(parse-namestring "foo:bar") => #P"foo:bar"; 7
(parse-namestring "") => #P""; 0
(parse-namestring (string (code-char 0))) !! parse-error
(parse-namestring (coerce (list #\a (code-char 0)) 'string) nil #p"" :junk-allowed t) => NIL; 1
(parse-namestring "abc" nil #p"" :start 2 :end 1) !! error
(parse-namestring "abc" nil #p"" :end 4) !! error
(parse-namestring 5) !! type-error
(parse-namestring "a" "nosuchhost") !! error
(let ((sys::*pathname-syntax* nil)) (with-open-file (stream (sys::test-file "p.x") :direction :output) (file-namestring (parse-namestring stream)))) => "p.x"

;;;; PATHNAME, PATHNAMEP, EQUAL and SXHASH of pathnames (CLHS 19.4, 5.3).

(setq sys::*pathname-syntax* :unix)
(pathname "a/b.c") => #P"a/b.c"
(let ((p (pathname "x"))) (eq p (pathname p))) => T
(mapcar #'pathnamep (list #p"a" "a" 'a nil)) => (T NIL NIL NIL)
(pathname 5) !! type-error
(pathname '("a")) !! type-error
(pathname (make-string-input-stream "x")) !! type-error
(pathname) !! program-error
(list (equal #p"a/b.c" (pathname "a/b.c")) (equal #p"a" #p"A") (equal #p"a" #p"a.") (equal #p"a/" #p"a")) => (T NIL NIL NIL)
(equal #p"a" (make-pathname :name "a" :version :newest)) => NIL
(equal (make-pathname :directory '(:relative)) #p"") => NIL
(equal #p"/a/*/b" #p"/a/**/b") => NIL
(list (equalp #p"a/b.c" (pathname "a/b.c")) (equalp #p"a/b" #p"a/c")) => (T NIL)
(list (eq #p"a" (pathname "a")) (eql (pathname "a") (pathname "a"))) => (NIL NIL)
(equal #p"a" "a") => NIL
(= (sxhash #p"/a/b/c.d") (sxhash (make-pathname :directory '(:absolute "a" "b") :name "c" :type "d"))) => T
(= (sxhash #p"/a/b/c.d") (sxhash #p"/a/b/c.e")) => NIL
(= (sxhash #p"/a/b/c.d") (sxhash #p"/a/x/c.d")) => NIL
(defvar *table* (make-hash-table :test 'equal))
(progn (setf (gethash (pathname "/a/b.c") *table*) 1) (setf (gethash #p"x" *table*) 2) (list (gethash (pathname "/a/b.c") *table*) (gethash #p"x" *table*) (gethash #p"y" *table*) (hash-table-count *table*))) => (1 2 NIL 2)
(let ((table (make-hash-table :test 'equalp))) (setf (gethash (pathname "q.r") table) 7) (gethash #p"q.r" table)) => 7; T
(let ((table (make-hash-table :test 'eql))) (setf (gethash (pathname "q.r") table) 7) (gethash #p"q.r" table)) => NIL; NIL
(member "b" '(#p"a" #p"b") :test #'equal :key #'namestring) => (#P"b")
(equal '(1 #p"a" ("x")) (list 1 (pathname "a") (list "x"))) => T
(list (type-of #p"a") (typep #p"a" 'pathname) (typep #p"a" 'logical-pathname) (typep "a" 'pathname)) => (PATHNAME T NIL NIL)
(multiple-value-list (subtypep 'logical-pathname 'pathname)) => (T T)
(multiple-value-list (subtypep 'pathname 'logical-pathname)) => (NIL T)
(multiple-value-list (subtypep 'pathname 'string)) => (NIL T)
(multiple-value-list (subtypep '(and pathname stream) nil)) => (T T)
(typecase #p"a" (string 1) (pathname 2)) => 2
(let ((*print-escape* nil)) (princ-to-string #p"a b")) => "a b"
(prin1-to-string (pathname "a\"b\\")) => "#P\"a\\\"b\\\\\""
(read-from-string "#p\"a/b\"") => #P"a/b"; 7
(equal (read-from-string (prin1-to-string #p"../x/*.y")) #p"../x/*.y") => T
(read-from-string "#3p\"x\"") !! reader-error
(read-from-string "#S(pathname :name \"x\" :type \"y\")") => #P"x.y"; 32
(write-to-string #p"a.b" :readably t) => "#P\"a.b\""
(let ((p (make-pathname :name "a" :version 3))) (equal p (read-from-string (write-to-string p :readably t)))) => T
(let ((p (make-pathname :type "a" :directory '(:absolute "x")))) (equal p (read-from-string (write-to-string p :readably t)))) => T
(let ((*read-eval* nil)) (write-to-string (make-pathname :type "a") :readably t)) !! print-not-readable
(let ((s (make-synonym-stream '*terminal-io*))) (handler-case (pathname s) (type-error (c) (eq (type-error-datum c) s)))) => T

;;;; The types PATHNAME and LOGICAL-PATHNAME in TYPEP, SUBTYPEP, TYPE-OF, TYPECASE and COERCE.

(setf (logical-pathname-translations "TYPED") '(("*.*" "/x/*.*")))
(defparameter *physical* #p"/a/b.c")
(defparameter *logical* (pathname "TYPED:A.B"))
(list (type-of *physical*) (type-of *logical*)) => (PATHNAME LOGICAL-PATHNAME)
(mapcar (lambda (type) (list (typep *physical* type) (typep *logical* type))) '(pathname logical-pathname atom t string sequence stream (or string pathname) (and pathname (not logical-pathname)) (member #p"/a/b.c") (satisfies pathnamep))) => ((T T) (NIL T) (T T) (T T) (NIL NIL) (NIL NIL) (NIL NIL) (T T) (T NIL) (NIL NIL) (T T))
(multiple-value-list (subtypep 'logical-pathname 'pathname)) => (T T)
(multiple-value-list (subtypep 'pathname 'logical-pathname)) => (NIL T)
(multiple-value-list (subtypep 'pathname 'atom)) => (T T)
(multiple-value-list (subtypep '(and pathname string) nil)) => (T T)
(multiple-value-list (subtypep 'pathname '(or string stream))) => (NIL T)
(multiple-value-list (subtypep '(or logical-pathname pathname) 'pathname)) => (T T)
(multiple-value-list (subtypep '(and pathname (not pathname)) nil)) => (T T)
(mapcar (lambda (x) (typecase x (logical-pathname :logical) (pathname :physical) (t :none))) (list *physical* *logical* "x")) => (:PHYSICAL :LOGICAL :NONE)
(mapcar (lambda (x) (etypecase x ((or string pathname stream) :designator))) (list *physical* "x" (make-string-input-stream ""))) => (:DESIGNATOR :DESIGNATOR :DESIGNATOR)
(eq (coerce *physical* 'pathname) *physical*) => T
(coerce "x" 'pathname) !! type-error
(check-type *physical* pathname) => NIL
(list (pathnamep *physical*) (pathnamep *logical*) (pathnamep "x")) => (T T NIL)
(typep *physical* '(pathname)) => T

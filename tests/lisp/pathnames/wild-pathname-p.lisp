;;;; WILD-PATHNAME-P (CLHS 19.4).

(setq sys::*pathname-syntax* :unix)
(mapcar #'wild-pathname-p '("a" "a*" "a?" "**/a" "a/*/b" "a/b?/c" "a.*" "/a/b.c" "")) => (NIL T T T T T T NIL NIL)
(list (wild-pathname-p "*.x" :name) (wild-pathname-p "*.x" :type) (wild-pathname-p "*.x" :host) (wild-pathname-p "*.x" :device) (wild-pathname-p "*.x" :directory) (wild-pathname-p "*.x" :version) (wild-pathname-p "*.x" nil)) => (T NIL NIL NIL NIL NIL T)
(list (wild-pathname-p "**/x" :directory) (wild-pathname-p "a/?/x" :directory) (wild-pathname-p "a/x" :directory)) => (T T NIL)
(wild-pathname-p (make-pathname :version :wild) :version) => T
(wild-pathname-p (make-pathname :version :wild)) => T
(wild-pathname-p "*.x" :foo) !! type-error
(wild-pathname-p 5) !! type-error
(wild-pathname-p) !! program-error

;;;; MAKE-LOAD-FORM of structures in compiled files (CLHS 3.2.4.4).

(setq sys::*pathname-syntax* :unix)
(defparameter *source* (sys::test-file "source.lisp"))
(defparameter *seen* nil)
(defun note (x) (push x *seen*) x)
(defun compiling (text) (with-open-file (s *source* :direction :output :if-exists :supersede) (write-string text s)) (let ((*error-output* (make-broadcast-stream))) (compile-file *source* :verbose nil)))
(defun seen-by (text) (let ((file (compiling text))) (setq *seen* nil) (load file) (reverse *seen*)))
(defstruct place x (y 2))
(defstruct (named-place (:include place)) name)
(defstruct bare x)
(ext:define-load-form place (p) `(make-place :x ',(place-x p) :y ',(place-y p)))
(defstruct ring value next)
(ext:define-load-form ring (r environment) (make-load-form-saving-slots r :environment environment))

(make-load-form (make-place :x 1)) => (MAKE-PLACE :X '1 :Y '2)
(seen-by "(note (place-x '#.(make-place :x '(a b))))") => ((A B))
(seen-by "(note (place-y #S(place :y 9)))") => (9)
(seen-by "(note (let ((p '#.(let ((p (make-place))) (list p p)))) (eq (car p) (cadr p))))") => (T)
(seen-by "(note (place-x (place-x '#.(make-place :x (make-place :x 5)))))") => (5)
(seen-by "(note (let ((r '#.(let ((r (make-ring :value 1))) (setf (ring-next r) r) r))) (list (ring-value r) (eq r (ring-next r)))))") => ((1 T))
(seen-by "(note (let ((r '#.(let* ((a (make-ring :value 1)) (b (make-ring :value 2 :next a))) (setf (ring-next a) b) a))) (list (ring-value (ring-next r)) (eq r (ring-next (ring-next r))))))") => ((2 T))
; Without a load form a structure cannot be a constant of a compiled file.
(make-load-form (make-bare)) !! error
(nth-value 2 (compiling "(note '#.(make-bare :x 1))")) => T
; An included structure's form would make a structure of another type; it is asked all the same, as a method would be.
(type-of (eval (make-load-form (make-named-place :x 1)))) => PLACE
(multiple-value-bind (creation initialization) (make-load-form-saving-slots (make-ring :value 3)) (let ((r (eval creation))) (list (ring-p r) (consp initialization)))) => (T T)
; Pathnames are constants of compiled files.
(progn (defparameter *path-source* (sys::test-file "paths.lisp")) (defparameter *paths* nil) (with-open-file (s *path-source* :direction :output :if-exists :supersede) (write-string "(setq *paths* (list #p\"a/b.c\" '(#p\"/x/*.y\") #.(make-pathname :name \"n\" :version 3)))" s)) (load (compile-file *path-source* :verbose nil)) *paths*) => (#P"a/b.c" (#P"/x/*.y") #P"n")
(list (equal (first *paths*) #p"a/b.c") (pathname-version (third *paths*))) => (T 3)
; A chain of many, in time that grows with their number.
(progn (defun chain (n) (let ((c nil)) (dotimes (i n c) (setq c (make-place :x c))))) t) => T
(seen-by "(note (equalp (quote #.(chain 20000)) (chain 20000)))") => (T)

;;;; PRINT-UNREADABLE-OBJECT (CLHS 22.4).

(defstruct gadget)
(defmacro unreadable (object &rest options) `(with-output-to-string (s) (print-unreadable-object (,object s ,@options))))
(defmacro unreadable-with-body (object &rest options) `(with-output-to-string (s) (print-unreadable-object (,object s ,@options) (write-string "body" s))))
(list (unreadable 1) (unreadable-with-body 1)) => ("#<>" "#<body>")
(list (unreadable (make-gadget) :type t) (unreadable-with-body (make-gadget) :type t)) => ("#<GADGET >" "#<GADGET body>")
(list (unreadable (make-gadget) :type nil :identity nil) (unreadable-with-body (make-gadget) :type nil)) => ("#<>" "#<body>")
(defun starts-with (prefix text) (eql (mismatch prefix text) (length prefix)))
(let ((g (make-gadget))) (mapcar #'starts-with '("#< #x" "#<body #x" "#<GADGET #x" "#<GADGET body #x") (list (unreadable g :identity t) (unreadable-with-body g :identity t) (unreadable g :identity t :type t) (unreadable-with-body g :type t :identity t)))) => (T T T T)
(let ((a (make-gadget)) (b (make-gadget))) (list (string= (unreadable a :identity t) (unreadable a :identity t)) (string= (unreadable a :identity t) (unreadable b :identity t)))) => (T NIL)
(every (lambda (x) (starts-with "#< #x" (unreadable x :identity t))) (list 1 -1 most-negative-fixnum (expt 2 100) 1.5 1.5d300 #\a nil 'a '(1) "a" #(1) #'car *package* 1/2 #c(1 2))) => T
(let ((order nil)) (print-unreadable-object ((progn (push :object order) 1) (progn (push :stream order) (make-broadcast-stream)) :identity (progn (push :identity order) t) :type (push :type order))) (reverse order)) => (:OBJECT :STREAM :IDENTITY :TYPE)
(print-unreadable-object (1 (make-broadcast-stream)) (values 1 2)) => NIL
(let ((*print-readably* t)) (unreadable 1 :type t)) !! print-not-readable

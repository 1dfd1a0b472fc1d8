;;;; TYPECASE, ETYPECASE, CTYPECASE (CLHS 5.3).

(typecase 1 (symbol :s) (integer :i)) => :I
(typecase "x" (symbol :s) (otherwise :o)) => :O
(typecase 'x (string 1)) => NIL
(typecase nil (null :null) (list :list)) => :NULL
(typecase 5 ((integer 0 3) :low) ((integer 4 9) :high)) => :HIGH
(typecase 5 (t :any)) => :ANY
(typecase 1 (integer)) => NIL
(etypecase 1.5 (integer :i) (float :f)) => :F
(etypecase 'x (integer :i) (float :f)) !! type-error
(handler-case (etypecase 'x (integer :i) (float :f)) (type-error (c) (type-error-datum c))) => X
(let ((x 'a)) (list (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 7)))) (ctypecase x (integer (1+ x)) (string x))) x)) => (8 7)
(let ((x 'a)) (ctypecase x (integer 1))) !! type-error

;;;; ECASE, ETYPECASE, CCASE, CTYPECASE (CLHS 5.3): what they signal, and what restarts do.

(ecase 2 (1 :one) ((2 3) :more)) => :MORE
(ecase 5 (1 :one) ((2 3) :more)) !! type-error
(handler-case (ecase 5 (1 :one) ((2 3) :more)) (type-error (c) (list (type-error-datum c) (type-error-expected-type c) (substitute #\/ #\Newline (princ-to-string c))))) => (5 (MEMBER 1 2 3) "The value of 5 must be one of 1, 2, 3/The value is: 5")
(ecase t (t :true)) => :TRUE
(ecase nil ((nil) :nothing)) => :NOTHING
(ecase nil (nil :never)) !! type-error
(ecase 'otherwise (otherwise :literal)) => :LITERAL
(etypecase 5 (string :string) (integer :integer)) => :INTEGER
(handler-case (etypecase 5 (string 1) (symbol 2)) (type-error (c) (list (type-error-expected-type c) (substitute #\/ #\Newline (princ-to-string c))))) => ((OR STRING SYMBOL) "The value of 5 must be of one of the types STRING, SYMBOL/The value is: 5")
(let ((x 5)) (ccase x (5 :five))) => :FIVE
(let ((x 6)) (list (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 5)))) (ccase x (5 :five))) x)) => (:FIVE 5)
(let ((x 6)) (handler-case (ccase x (5 :five)) (type-error (c) (substitute #\/ #\Newline (princ-to-string c))))) => "The value of X must be one of 5/The value is: 6"
(let ((l (list "a"))) (list (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 5)))) (ctypecase (car l) (integer :integer))) l)) => (:INTEGER (5))
(let ((x 6)) (block b (handler-bind ((type-error (lambda (c) (return-from b (princ-to-string (find-restart 'store-value c)))))) (ctypecase x (string 1))))) => "Input a new value for X."
(let ((x 5)) (ctypecase x (integer :ok))) => :OK
(eval '(case 1 (t 2) (1 3))) !! program-error
(eval '(case 1 5)) !! program-error
(etypecase 5) !! type-error
(typecase 5 (string 1) (otherwise 2)) => 2
(typecase 5 (string 1) (t 2)) => 2
(typecase 5 (string 1)) => NIL
(typecase 1.5 ((or string (float 1.0 2.0)) :in) (t :out)) => :IN

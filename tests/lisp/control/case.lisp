;;;; CASE, ECASE, CCASE (CLHS 5.3).

(case 'a (a 1) (b 2)) => 1
(case 'c (a 1) (b 2)) => NIL
(case 'b ((a b) 1 2)) => 2
(case 3 ((1 2) :low) (3)) => NIL
(case nil (nil :never) (otherwise :other)) => :OTHER
(case nil ((nil) :nil)) => :NIL
(case t ((t) :t) (t :default)) => :T
(case 'otherwise ((otherwise) 1) (t 2)) => 1
(case #\a (#\a :char)) => :CHAR
(case (expt 10 30) (1000000000000000000000000000000 :big)) => :BIG
(case 1.5 (1.5 :float)) => :FLOAT
(case "a" ("a" 1) (t 2)) => 2
(case 1 (1 (values 1 2))) => 1; 2
(case 1) => NIL
(let ((n 0)) (list (case (incf n) (2 :two) (1 :one)) n)) => (:ONE 1)
(ecase 2 (1 :one) (2 :two)) => :TWO
(ecase 3 (1 :one) (2 :two)) !! type-error
(ecase t ((t) :t)) => :T
(handler-case (ecase 3 (1 :one) ((4 5) :two)) (type-error (c) (list (type-error-datum c) (typep 4 (type-error-expected-type c)) (typep 3 (type-error-expected-type c))))) => (3 T NIL)
(let ((x 2)) (ccase x (1 :one) (2 :two))) => :TWO
(let ((x 3)) (ccase x (1 :one) (2 :two))) !! type-error
(let ((x 3)) (list (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 2)))) (ccase x (1 :one) (2 :two))) x)) => (:TWO 2)
(let ((x (list 3 4))) (list (handler-bind ((type-error (lambda (c) (declare (ignore c)) (store-value 1)))) (ccase (car x) (1 :one) (2 :two))) x)) => (:ONE (1 4))

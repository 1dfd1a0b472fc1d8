;;;; TYPEP, SUBTYPEP, TYPE-OF, COERCE, UPGRADED-ARRAY-ELEMENT-TYPE, DEFTYPE, CHECK-TYPE, THE, SATISFIES: how many arguments
;;;; they take, and specifiers that are none (CLHS 4.4).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (type-error () :type) (program-error () :program) (error () :error)))
(mapcar (lambda (f) (outcome f)) (list #'typep #'subtypep #'type-of #'coerce #'upgraded-array-element-type #'constantp #'special-operator-p)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar (lambda (f) (outcome f 'integer 'integer nil 1)) (list #'typep #'subtypep #'type-of #'coerce #'upgraded-array-element-type)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar (lambda (f) (outcome f 'integer)) (list #'typep #'subtypep #'coerce)) => (:PROGRAM :PROGRAM :PROGRAM)
(multiple-value-list (subtypep 'integer 'number nil)) => (T T)
(upgraded-array-element-type 'bit nil) => BIT
(remove :none (mapcar (lambda (type) (outcome #'typep 1 type)) '(5 "integer" (integer . 5) (integer 1 2 3) (or . integer) (member . 1) (satisfies) (satisfies 5) (not integer integer) (eql) (mod -1) (cons integer integer integer) (and integer . 5))) :test-not #'eq) => NIL
(remove :none (mapcar (lambda (type) (outcome #'subtypep type t)) '(5 "integer" (integer 1 2 3) (not) (eql))) :test-not #'eq) => NIL
(type-of (type-of 1)) => SYMBOL
(macroexpand '(check-type)) !! program-error
(macroexpand '(deftype x)) !! program-error
(let ((x 5)) (check-type x integer 'five)) => NIL
; THE returns what its form returns, with all values; a wrong declaration may be noticed.
(multiple-value-list (the (values integer symbol) (values 1 'a))) => (1 A)
(multiple-value-list (the integer (values 1 'a))) => (1 A)
(the t 5) => 5
(let ((x (list 1))) (setf (the integer (car x)) 5) x) => (5)
(let ((x 1)) (incf (the fixnum x)) x) => 2
(eval '(the integer)) !! program-error
(eval '(the)) !! program-error
(eval '(the integer 1 2)) !! program-error
; COERCE of what is of the type already returns it.
(let ((objects (list 1 1.5 "ab" #(1) '(1) #\a nil #'car #c(1 2)))) (every (lambda (object) (eql object (coerce object (type-of object)))) objects)) => T
(coerce #*101 '(vector t)) => #(1 0 1)
(coerce "abc" '(vector character 3)) => "abc"
(coerce '(1 2) '(vector (integer 0 1))) !! type-error
(coerce 1d0 '(complex single-float)) => #C(1.0 0.0)
(coerce #c(1 2) 'real) !! type-error
(coerce 1/2 'integer) !! type-error
(coerce "1" 'integer) !! type-error
(coerce 'abc 'string) !! type-error
(coerce 65 'character) !! type-error

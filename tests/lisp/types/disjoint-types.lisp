;;;; Types that have no object in common (CLHS 4.2.2), and objects of each, whatever represents them.

(defstruct own-structure)
(defparameter *disjoint* '(cons symbol array number character hash-table function readtable package pathname stream random-state condition restart own-structure ext:encoding ext:weak-pointer))
(defparameter *objects* (list '(1) 'a "a" 1 #\a (make-hash-table) #'car *readtable* *package* #p"x" *standard-output* *random-state* (make-condition 'error) (restart-case (car (compute-restarts)) (own-restart () nil)) (make-own-structure) charset:utf-8 (ext:make-weak-pointer 1)))
(defun related (test) (let ((found nil)) (dolist (a *disjoint* found) (dolist (b *disjoint*) (if (and (not (eq a b)) (funcall test a b)) (push (list a b) found))))))
(related (lambda (a b) (not (equal (multiple-value-list (subtypep `(and ,a ,b) nil)) '(t t))))) => NIL
(related #'subtypep) => NIL
(mapcar (lambda (object type) (remove-if-not (lambda (other) (typep object other)) *disjoint*)) *objects* *disjoint*) => ((CONS) (SYMBOL) (ARRAY) (NUMBER) (CHARACTER) (HASH-TABLE) (FUNCTION) (READTABLE) (PACKAGE) (PATHNAME) (STREAM) (RANDOM-STATE) (CONDITION) (RESTART) (OWN-STRUCTURE) (ENCODING) (WEAK-POINTER))
(every (lambda (object type) (and (subtypep (type-of object) type) (typep object (type-of object)))) *objects* *disjoint*) => T
;;; Structures to a program are those of types that a program defined.
(remove-if-not (lambda (type) (subtypep type 'structure-object)) *disjoint*) => (OWN-STRUCTURE)
(remove-if-not (lambda (object) (typep object 'structure-object)) *objects*) => (#S(OWN-STRUCTURE))
(remove-if-not (lambda (object) (typep object (quote structure-object))) *objects*) => (#S(OWN-STRUCTURE))
(mapcar (lambda (type) (multiple-value-list (subtypep type 'structure-object))) '(pathname logical-pathname random-state restart condition error ext:encoding)) => ((NIL T) (NIL T) (NIL T) (NIL T) (NIL T) (NIL T) (NIL T))
(multiple-value-list (subtypep 'structure-object '(or pathname random-state restart condition))) => (NIL T)
(multiple-value-list (subtypep '(and pathname (not logical-pathname)) 'pathname)) => (T T)
(copy-structure #p"x") !! type-error
(copy-structure *random-state*) !! type-error
(copy-structure (make-condition 'error)) !! type-error
(defstruct (own-pathname (:include pathname))) !! error
(defstruct (own-random-state (:include random-state))) !! error

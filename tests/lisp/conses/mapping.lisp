;;;; MAPCAR, MAPC, MAPCAN, MAPLIST, MAPL, MAPCON: what they refuse, and what they share (CLHS 14.2).

(defparameter *mappers* (list #'mapcar #'mapc #'mapcan #'maplist #'mapl #'mapcon))
(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function () :undefined) (type-error () :type) (program-error () :program)))
(remove :type (mapcar (lambda (f) (outcome f #'list 5)) *mappers*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f #'list '(1 2) 5)) *mappers*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f #'list "ab")) *mappers*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f 5 '(1))) *mappers*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f #'list)) *mappers*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f #'cons '(1 2))) *mappers*)) => NIL
(remove :undefined (mapcar (lambda (f) (outcome f 'no-such-function '(1))) *mappers*)) => NIL
(mapcar (lambda (f) (funcall f #'list nil '(1))) *mappers*) => (NIL NIL NIL NIL NIL NIL)
(let ((l (list 1 2))) (list (eq l (mapc #'list l)) (eq l (mapl #'list l)))) => (T T)
(mapcar (lambda (f) (funcall f #'list '(1 2) '(a b c))) *mappers*) => (((1 A) (2 B)) (1 2) (1 A 2 B) (((1 2) (A B C)) ((2) (B C))) (1 2) ((1 2) (A B C) (2) (B C)))
(mapcon (lambda (x y) (list (car x) (car y))) '(1 2 3) '(a b)) => (1 A 2 B)
(maplist (lambda (x y) (list (length x) (length y))) '(1 2 3) '(a b)) => ((3 2) (2 1))
(let ((log nil)) (mapl (lambda (x y) (push (cons (car x) (car y)) log)) '(1 2) '(a b)) log) => ((2 . B) (1 . A))
(mapcan (lambda (x) (if (consp x) (list (car x)) x)) '((1) nil (2) nil)) => (1 2)
(mapcar #'values '(1 2)) => (1 2)
(mapcar #'list (list 1 2 3) '#1=(a b . #1#)) => ((1 A) (2 B) (3 A))

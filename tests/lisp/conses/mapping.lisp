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
;;; What compiled code makes of calls that show their function: the same values, exits, bindings and errors.
(let ((l '(1 2 3))) (list (mapcar (lambda (x) (* x x)) l) (mapcar #'1+ l) (mapcar (function (lambda (x) (declare (type fixnum x)) (- x))) l) (eq l (mapc (lambda (x) x) l)))) => ((1 4 9) (2 3 4) (-1 -2 -3) T)
(let ((l '(1 2 3))) (list (member-if (lambda (x) (> x 1)) l) (member-if #'evenp l) (member-if (lambda (x) (> x 9)) l) (member-if #'car nil))) => ((2 3) (2 3) NIL NIL)
(let ((l '(1 2 3)) (n 0)) (list (block nil (mapc (lambda (x) (incf n) (if (eql x 2) (return (list :found x)))) l)) n)) => ((:FOUND 2) 2)
(let ((l '(1 2 3)) (n 0)) (list (dolist (e l :end) (mapcar (lambda (x) (if (eql x e) (return (list :left x)))) l)) n)) => ((:LEFT 1) 0)
(let ((l '(5 6 7)) (x nil)) (tagbody (mapc (lambda (e) (push e x) (if (eql e 6) (go out))) l) (push :not x) out (push :out x)) x) => (:OUT 6 5)
(let ((l '(1 2 3))) (mapcar #'funcall (mapcar (lambda (x) (lambda () (incf x 10))) l))) => (11 12 13)
(let ((m '((1 2) (3) ()))) (mapcar (lambda (row) (mapcar (lambda (x) (* 10 x)) row)) m)) => ((10 20) (30) NIL)
(let ((l '(1 2)) (m '(3 4))) (mapcar (lambda (x) (mapcar (lambda (y) (list x y)) m)) l)) => (((1 3) (1 4)) ((2 3) (2 4)))
(let ((n 0)) (list (mapcar (lambda (x) (+ x n)) (progn (incf n) (list n n))) n)) => ((2 2) 1)
(defvar *element* 0)
(defun read-element () *element*)
(let ((l '(1 2))) (list (mapcar (lambda (*element*) (read-element)) l) *element*)) => ((1 2) 0)
(let ((l '(1 2 . 3))) (mapcar (lambda (x) x) l)) !! type-error
(let ((l '(1 2 . 3))) (mapc #'identity l)) !! type-error
(let ((l 5)) (member-if #'identity l)) !! type-error
(let ((l '(1))) (mapcar (lambda () 1) l)) !! program-error
(let ((l '(1))) (mapcar (lambda (a b) (list a b)) l)) !! program-error
(let ((l '(1))) (mapcar #'cons l)) !! program-error
(let ((l nil)) (list (mapcar (lambda () 1) l) (mapcar #'cons l))) => (NIL NIL)
(let ((l '(1 2))) (mapcar (lambda (x &optional (y x)) (list x y)) l)) => ((1 1) (2 2))
(let ((l '(1 2)) (m '(3 4))) (mapcar (lambda (x y) (+ x y)) l m)) => (4 6)
(let ((l '(1 2))) (declare (notinline mapcar)) (mapcar (lambda (x) (1+ x)) l)) => (2 3)
(let ((h (make-hash-table)) (l nil)) (dotimes (i 100) (setf (gethash i h) (* i i))) (maphash (lambda (k v) (if (evenp k) (remhash k h) (push (- v (* k k)) l))) h) (list (hash-table-count h) (length l) (count 0 l))) => (50 50 50)
(let ((h (make-hash-table)) (n 0)) (setf (gethash 1 h) 10 (gethash 2 h) 20) (list (block nil (maphash (lambda (k v) (incf n) (return (list k v))) h)) n (maphash #'list h) (let ((sum 0)) (maphash (lambda (k v) (maphash (lambda (j w) (incf sum (* k j v w))) h)) h) sum))) => ((1 10) 1 NIL 2500)
(let ((h 5)) (maphash (lambda (k v) (list k v)) h)) !! type-error
(let ((h (make-hash-table))) (setf (gethash 1 h) 2) (maphash (lambda (k) k) h)) !! program-error
; A function that changes the list: MAPCAR and MAPC have taken the cdr before, MEMBER-IF takes it afterwards, compiled or called.
(let ((l (list 1 2 3))) (member-if (lambda (x) (setf (cdr l) '(7 8)) (> x 6)) l)) => (7 8)
(let ((l (list 1 2 3))) (funcall (first (list #'member-if)) (lambda (x) (setf (cdr l) '(7 8)) (> x 6)) l)) => (7 8)
(let ((l (list 1 2 3))) (mapcar (lambda (x) (setf (cdr l) '(7 8)) x) l)) => (1 2 3)
(let ((l (list 1 2 3))) (funcall (first (list #'mapcar)) (lambda (x) (setf (cdr l) '(7 8)) x) l)) => (1 2 3)
(let ((l (list 1 2 3)) (log nil)) (list (mapc (lambda (x) (setf (cdr l) '(7 8)) (push x log)) l) log)) => ((1 7 8) (3 2 1))
(let ((l (list 1 2 3)) (log nil)) (list (funcall (first (list #'mapc)) (lambda (x) (setf (cdr l) '(7 8)) (push x log)) l) log)) => ((1 7 8) (3 2 1))
; Errors are of the operator that was called, compiled or not.
(defun report (thunk) (handler-case (funcall thunk) (type-error (c) (list (princ-to-string c) (type-error-datum c) (type-error-expected-type c)))))
(defun refused (object) (list (report (lambda () (mapcar #'1+ object))) (report (lambda () (mapc (lambda (x) x) object))) (report (lambda () (member-if #'symbolp object)))))
(defun refused-called (object) (declare (notinline mapcar mapc member-if)) (list (report (lambda () (mapcar #'1+ object))) (report (lambda () (mapc (lambda (x) x) object))) (report (lambda () (member-if #'symbolp object)))))
(refused '(1 . 2)) => (("MAPCAR: The value 2 is not of type LIST" 2 LIST) ("MAPC: The value 2 is not of type LIST" 2 LIST) ("MEMBER-IF: The value 2 is not of type LIST" 2 LIST))
(list (equal (refused '(1 . 2)) (refused-called '(1 . 2))) (equal (refused 5) (refused-called 5)) (equal (refused "ab") (refused-called "ab"))) => (T T T)
(list (report (lambda () (maphash (lambda (k v) (list k v)) 5))) (report (lambda () (maphash #'list nil))) (report (lambda () (funcall (first (list #'maphash)) #'list 5)))) => (("MAPHASH: The value 5 is not of type HASH-TABLE" 5 HASH-TABLE) ("MAPHASH: The value NIL is not of type HASH-TABLE" NIL HASH-TABLE) ("MAPHASH: The value 5 is not of type HASH-TABLE" 5 HASH-TABLE))
;;; ADJOIN and PUSHNEW with a test that is known.
(let ((l (list 1 2)) (s (list "a")) (log nil)) (list (eq l (adjoin 2 l)) (adjoin 3 l) (adjoin "a" s) (eq s (adjoin "a" s :test #'equal)) (adjoin '(2) '((2 . 1)) :key #'car :test #'equal) (adjoin (progn (push 1 log) 0) (progn (push 2 log) l)) log)) => (T (3 1 2) ("a" "a") T ((2 . 1)) (0 1 2) (2 1))
(let ((l nil)) (dolist (x '("a" "b" "A" "a")) (pushnew x l :test 'string=)) (pushnew "B" l :test #'string-equal) (reverse l)) => ("a" "b" "A")
(let ((l (list (list 1 :a)))) (pushnew (list 1 :b) l :key #'first) (pushnew (list 2 :b) l :key #'car) l) => ((2 :B) (1 :A))
(let ((l '(1 . 2))) (adjoin 3 l)) !! type-error

;;;; The operations on sets, destructive and not: order of the arguments of tests, and what is refused (CLHS 14.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function () :undefined) (type-error () :type) (program-error () :program)))
(defparameter *operations* (list #'union #'nunion #'intersection #'nintersection #'set-difference #'nset-difference #'set-exclusive-or #'nset-exclusive-or #'subsetp))
(remove :type (mapcar (lambda (f) (outcome f 5 (list 1))) *operations*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f (list 1) 5)) *operations*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f (list* 1 2) (list 1))) *operations*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f (list 1) (list* 2 3))) *operations*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f (list 1))) *operations*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f nil nil nil)) *operations*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f nil nil :from-end t)) *operations*)) => NIL
(remove :undefined (mapcar (lambda (f) (outcome f (list 1) (list 2) :test 'no-such-test)) *operations*)) => NIL
(remove :undefined (mapcar (lambda (f) (outcome f (list 1) (list 2) :key 'no-such-key)) *operations*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f (list 1) (list 'a) :key #'1+)) *operations*)) => NIL
; A test gets the element of the first list first.
(remove-if (lambda (f) (let ((right t)) (funcall f (list 1 2) (list 11 12) :test (lambda (a b) (if (< a 10 b) nil (setq right nil)) nil)) right)) *operations*) => NIL
(remove-if (lambda (f) (let ((right t)) (funcall f (list 1 2) (list 11 12) :key #'list :test-not (lambda (a b) (if (< (car a) 10 (car b)) nil (setq right nil)) t)) right)) *operations*) => NIL
(defun sorted (list) (sort (copy-list list) #'<))
(sorted (nunion (list 1 2 3) (list 3 4) :test #'=)) => (1 2 3 4)
(sorted (nintersection (list 1 2 3 4) (list 2 4 6) :test-not #'/=)) => (2 4)
(sorted (nset-difference (list 1 2 3 4) (list 1 3) :key #'1+)) => (2 4)
(sorted (nset-exclusive-or (list 1 2 3) (list 3 4) :test '=)) => (1 2 4)
(sorted (mapcar #'car (set-exclusive-or '((1) (2)) '((2) (3)) :key #'car))) => (1 3)
(list (union nil '(1)) (nunion (list 1) nil) (intersection nil '(1)) (nintersection (list 1) nil) (set-difference nil '(1)) (nset-difference (list 1) nil) (set-exclusive-or nil nil) (nset-exclusive-or nil (list 1))) => ((1) (1) NIL NIL NIL (1) NIL (1))
(list (subsetp nil 5) (outcome #'subsetp '(1) '(2 . 3))) => (T :TYPE)
; What is no longer than one element or twice there.
(sorted (intersection '(1 1 2) '(1))) => (1 1)
(sorted (set-difference '(1 1 2) '(2))) => (1 1)
(subsetp '(1 1 1) '(1)) => T
; The arguments of the others stay as they were.
(let ((a (list 1 2 3)) (b (list 2 3 4))) (union a b) (intersection a b) (set-difference a b) (set-exclusive-or a b) (subsetp a b) (adjoin 5 a) (list a b)) => ((1 2 3) (2 3 4))
; ADJOIN and PUSHNEW apply the key to the item too.
(adjoin '(1 2) '((1 3)) :key #'car) => ((1 3))
(adjoin 2 '(1) :test #'<) => (2 1)
(adjoin 1 '(2) :test #'<) => (2)
(list (outcome #'adjoin 1 5) (outcome #'adjoin 1 '(2 . 3)) (outcome #'adjoin 1) (outcome #'adjoin 'a '(1) :key #'1+) (outcome #'adjoin 1 '(2) :test 'no-such-test)) => (:TYPE :TYPE :PROGRAM :TYPE :UNDEFINED)
(let ((l (list 2 3))) (list (pushnew 2 l) (pushnew 1 l) (pushnew '(3) l :test #'equal) l)) => ((2 3) (1 2 3) ((3) 1 2 3) ((3) 1 2 3))
(let ((l '((1 . a))) (n 0)) (list (pushnew (progn (incf n) '(1 . b)) l :key #'car) n)) => (((1 . A)) 1)
(let ((v (vector nil nil)) (i -1)) (pushnew 5 (aref v (incf i))) (list v i)) => (#((5) NIL) 0)
(let ((l 5)) (pushnew 1 l)) !! type-error
(macroexpand '(pushnew 1)) !! program-error
(let ((l (list 1 2))) (list (pop l) (pop l) (pop l) l)) => (1 2 NIL NIL)
(let ((l 5)) (pop l)) !! type-error
(let ((l 5)) (push 1 l) l) => (1 . 5)
(macroexpand '(push 1)) !! program-error
(macroexpand '(pop)) !! program-error

;;;; EVERY, SOME, NOTEVERY, NOTANY (CLHS 5.3): to the end of the shortest sequence, or until it is decided.

(every #'characterp "abc") => T
(some #'= '(1 2 3 4 5) '(5 4 3 2 1)) => T
(notevery #'< '(1 2 3 4) '(5 6 7 8) '(9 10 11 12)) => NIL
(notany #'> '(1 2 3 4) '(5 6 7 8) '(9 10 11 12)) => T
(list (every #'oddp nil) (some #'oddp nil) (notevery #'oddp #()) (notany #'oddp "")) => (T NIL NIL T)
(some (lambda (x) (and (evenp x) (* x 10))) #(1 4 6)) => 40
(every (lambda (x) (and x 5)) '(1 2)) => T
(list (notevery #'oddp '(1 3)) (notevery #'oddp '(1 2)) (notany #'oddp '(2 4)) (notany #'oddp #*01)) => (NIL T T NIL)
(every #'eql "abc" '(#\a #\b)) => T
(let ((n 0)) (list (some (lambda (x) (incf n) (oddp x)) '(2 3 4 5)) n)) => (T 2)
(let ((n 0)) (list (every (lambda (x) (incf n) (evenp x)) #(2 3 4 5)) n)) => (NIL 2)
(let ((n 0)) (list (notany (lambda (x) (incf n) (oddp x)) "") n)) => (T 0)
(some 'oddp (make-array 5 :fill-pointer 2 :initial-contents '(2 4 5 5 5))) => NIL
(some #'oddp '(2 1 . 3)) => T
(some #'oddp '(2 4 . 3)) !! type-error
(every #'oddp '(1 . 3)) !! type-error
(mapcar (lambda (f) (handler-case (funcall f #'oddp 5) (type-error (c) (type-error-datum c)))) (list #'every #'some #'notevery #'notany)) => (5 5 5 5)
(mapcar (lambda (f) (handler-case (funcall f #'list '(1) 5) (type-error (c) (type-error-datum c)))) (list #'every #'some #'notevery #'notany)) => (5 5 5 5)
(mapcar (lambda (f) (handler-case (funcall f #'oddp) (program-error () :error))) (list #'every #'some #'notevery #'notany)) => (:ERROR :ERROR :ERROR :ERROR)
(mapcar (lambda (f) (handler-case (funcall f 'no-such-predicate '(1)) (undefined-function (c) (cell-error-name c)))) (list #'every #'some #'notevery #'notany)) => (NO-SUCH-PREDICATE NO-SUCH-PREDICATE NO-SUCH-PREDICATE NO-SUCH-PREDICATE)
(mapcar (lambda (f) (handler-case (funcall f #'cons '(1)) (program-error () :error))) (list #'every #'some #'notevery #'notany)) => (:ERROR :ERROR :ERROR :ERROR)

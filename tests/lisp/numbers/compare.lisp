;;;; =, /=, <, >, <=, >=, MAX, MIN, ZEROP, PLUSP, MINUSP, EVENP, ODDP (CLHS 12.2).

(= 1) => T
(= 1 1 1) => T
(= 1 1 2) => NIL
(= 1 1.0) => T
(= 1/2 0.5) => T
(/= 1 2 3) => T
(/= 1 2 1) => NIL
(/= 1) => T
(< 1 2 3) => T
(< 1 2 2) => NIL
(<= 1 2 2) => T
(> 3 2 1) => T
(>= 3 3 1) => T
(> 1 2) => NIL
(< 1/3 1/2) => T
(< -1/2 -1/3) => T
(< 1 (expt 10 30)) => T
(< (- (expt 10 30)) 1) => T
(> (expt 10 30) (1- (expt 10 30))) => T
(= (expt 10 30) (expt 10 30)) => T
(< (/ 1 (expt 10 30)) (/ 1 (expt 10 29))) => T
(=) !! program-error
(<) !! program-error
(= 1 'a) !! type-error
(< 1 nil) !! type-error
(= 'a) !! type-error
(max 1) => 1
(max 1 3 2) => 3
(min 1 3 -2) => -2
(max 1/2 1/3) => 1/2
(min (expt 10 30) 5) => 5
(max) !! program-error
(max 'a) !! type-error
(zerop 0) => T
(zerop 1/2) => NIL
(zerop (expt 10 30)) => NIL
(plusp 1) => T
(plusp 0) => NIL
(minusp -1/2) => T
(minusp (expt 10 30)) => NIL
(plusp 'a) !! type-error
(evenp 0) => T
(evenp -3) => NIL
(oddp -3) => T
(evenp (expt 10 30)) => T
(oddp (1+ (expt 10 30))) => T
(evenp 1/2) !! type-error
(oddp 'a) !! type-error
; Every argument is looked at, whatever those before it have decided.
(< 2 1 'a) !! type-error
(= 1 2 nil) !! type-error
(/= 1 1 'a) !! type-error
(/= 'a) !! type-error
(> 1 2 'a) !! type-error
(<= 2 1 "3") !! type-error
(>= 1 2 #\3) !! type-error
(min 1 'a) !! type-error
(mapcar (lambda (f) (handler-case (funcall f) (program-error () :too-few))) (list #'= #'/= #'< #'> #'<= #'>= #'max #'min)) => (:TOO-FEW :TOO-FEW :TOO-FEW :TOO-FEW :TOO-FEW :TOO-FEW :TOO-FEW :TOO-FEW)
(mapcar (lambda (f) (handler-case (funcall f 1 'a) (type-error (c) (type-error-datum c)))) (list #'= #'/= #'< #'> #'<= #'>= #'max #'min)) => (A A A A A A A A)
(mapcar (lambda (f) (handler-case (funcall f #c(1 2) 1) (type-error (c) (type-error-datum c)))) (list #'< #'> #'<= #'>= #'max #'min)) => (#C(1 2) #C(1 2) #C(1 2) #C(1 2) #C(1 2) #C(1 2))
(/= 1 2 3 1) => NIL
(/= 1 1.0) => NIL
(>= 3 2 2 1) => T
(<= 1 3 2) => NIL
(mapcar (lambda (f) (handler-case (funcall f 1 2) (program-error () :too-many))) (list #'zerop #'plusp #'minusp #'evenp #'oddp)) => (:TOO-MANY :TOO-MANY :TOO-MANY :TOO-MANY :TOO-MANY)
(zerop 'a) !! type-error
(minusp "1") !! type-error
(minusp #c(1 2)) !! type-error
(evenp 2.0) !! type-error

;;;; NUMBERP, REALP, RATIONALP, INTEGERP, FLOATP, COMPLEXP, RANDOM-STATE-P (CLHS 12.2).

(defun answers (predicate) (mapcar predicate (list 1 (expt 10 30) 1/2 1.5 1d0 #c(1 2) #c(1.0 2.0) 'a #\1 "1" nil)))
(answers #'numberp) => (T T T T T T T NIL NIL NIL NIL)
(answers #'realp) => (T T T T T NIL NIL NIL NIL NIL NIL)
(answers #'rationalp) => (T T T NIL NIL NIL NIL NIL NIL NIL NIL)
(answers #'integerp) => (T T NIL NIL NIL NIL NIL NIL NIL NIL NIL)
(answers #'floatp) => (NIL NIL NIL T T NIL NIL NIL NIL NIL NIL)
(answers #'complexp) => (NIL NIL NIL NIL NIL T T NIL NIL NIL NIL)
(list (random-state-p *random-state*) (random-state-p 0) (random-state-p nil)) => (T NIL NIL)
(mapcar (lambda (f) (handler-case (funcall f) (program-error () :error))) (list #'numberp #'realp #'rationalp #'integerp #'floatp #'complexp #'random-state-p)) => (:ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR)
(mapcar (lambda (f) (handler-case (funcall f 1 2) (program-error () :error))) (list #'numberp #'realp #'rationalp #'integerp #'floatp #'complexp #'random-state-p)) => (:ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR)

;;;; PUSH, PUSHNEW, POP (CLHS 14.2).

(let ((l nil)) (list (push 1 l) (push 2 l) l)) => ((1) (2 1) (2 1))
(let ((v (vector nil))) (push 1 (aref v 0)) (push 2 (aref v 0)) v) => #((2 1))
(let ((n 0) (v (vector nil nil nil))) (push :x (aref v (incf n))) (list n v)) => (1 #(NIL (:X) NIL))
(let ((n 0) (v (vector nil nil nil))) (push (incf n) (aref v (incf n))) (list n v)) => (2 #(NIL NIL (1)))
(let ((n 0) (l (list nil nil))) (symbol-macrolet ((place (car (progn (incf n) l)))) (push 1 place)) (list n l)) => (1 ((1) NIL))
(let ((l (list 1 2))) (list (pop l) l (pop l) l (pop l) l)) => (1 (2) 2 NIL NIL NIL)
(let ((n 0) (v (vector nil (list 1 2)))) (list (pop (aref v (incf n))) n v)) => (1 1 #(NIL (2)))
(let ((l 5)) (pop l)) !! type-error
(let ((l (list 1))) (list (pushnew 1 l) (pushnew 2 l) l)) => ((1) (2 1) (2 1))
(let ((l (list "a"))) (pushnew "a" l :test #'equal) (pushnew "a" l) l) => ("a" "a")
(let ((l '((1 a)))) (pushnew '(1 b) l :key #'car) l) => ((1 A))
(let ((n 0) (v (vector nil nil))) (pushnew :x (aref v (incf n))) (list n v)) => (1 #(NIL (:X)))
(let ((l (list (list 1)))) (push 0 (car l)) (pop (car l))) => 0

;;;; INLINE and NOTINLINE (CLHS declaration INLINE): calls that are compiled while a function is inline keep its body.

(progn (declaim (inline inline-square))
       (defun inline-square (x) "Documented." (* x x))
       (defun calls-inline-square (y) (inline-square (+ y 1)))
       (setf (symbol-function 'inline-square) #'list)
       (list (calls-inline-square 2) (funcall 'inline-square 2))) => (9 (2))
(progn (declaim (inline inline-first))
       (defun inline-first (x) (list :first x))
       (defun calls-inline-first (y) (inline-first y))
       (defun inline-first (x) (list :second x))
       (defun calls-inline-second (y) (inline-first y))
       (setf (symbol-function 'inline-first) #'list)
       (list (calls-inline-first 1) (calls-inline-second 1))) => ((:FIRST 1) (:SECOND 1))

;;; NOTINLINE, by proclamation and by declaration.
(progn (declaim (inline inline-or-not))
       (defun inline-or-not (x) (list :body x))
       (defun declared-notinline (y) (declare (notinline inline-or-not)) (inline-or-not y))
       (defun with-body (y) (inline-or-not y))
       (declaim (notinline inline-or-not))
       (defun proclaimed-notinline (y) (inline-or-not y))
       (setf (symbol-function 'inline-or-not) #'list)
       (list (declared-notinline 1) (with-body 1) (proclaimed-notinline 1))) => ((1) (:BODY 1) (1))
(progn (declaim (notinline not-inline-any-more))
       (defun not-inline-any-more (x) (list :old x))
       (defun calls-not-inline-any-more (y) (not-inline-any-more y))
       (defun not-inline-any-more (x) (list :new x))
       (calls-not-inline-any-more 1)) => (:NEW 1)

;;; Lambda lists, order of evaluation, names, returns, wrong calls.
(progn (declaim (inline inline-all))
       (defun inline-all (a &optional (b a) &rest r &key k) (return-from inline-all (list a b r k)))
       (let ((n 0))
         (list (inline-all (incf n)) (inline-all (incf n) (incf n)) (inline-all 1 2 :k (incf n)))))
  => ((1 1 NIL NIL) (2 3 NIL NIL) (1 2 (:K 4) 4))
(progn (declaim (inline inline-one)) (defun inline-one (x) x) (inline-one)) !! program-error
(inline-one 1 2) !! program-error
(let ((x 5)) (declare (ignorable x)) (let ((f (lambda () (inline-one 3)))) (funcall f))) => 3
(flet ((inline-one (x) (list x))) (inline-one 3)) => (3)
(progn (declaim (inline inline-factorial))
       (defun inline-factorial (n) (if (< n 2) 1 (* n (inline-factorial (- n 1)))))
       (inline-factorial 20)) => 2432902008176640000
(progn (declaim (inline (setf inline-place)))
       (defun (setf inline-place) (value cons) (setf (car cons) value))
       (let ((cons (list 1))) (setf (inline-place cons) 7) cons)) => (7)

;;; A body that means something in its environment only is not taken out of it.
(macrolet ((three () 3))
  (declaim (inline inline-in-macrolet))
  (defun inline-in-macrolet (x) (list (three) x))) => INLINE-IN-MACROLET
(let ((hidden 4)) (defun inline-in-macrolet (x) (list hidden x)) (inline-in-macrolet 1)) => (4 1)
(documentation 'inline-square 'function) => "Documented."

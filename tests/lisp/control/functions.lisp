;;;; FUNCALL, APPLY, COMPLEMENT, CONSTANTLY, IDENTITY, EVERY, SOME and relatives (CLHS 5.3).

(funcall #'+ 1 2) => 3
(funcall '+ 1 2) => 3
(funcall (lambda () 5)) => 5
(funcall 5) !! type-error
(funcall 'no-such-function-at-all) !! undefined-function
(funcall (lambda (x) x)) !! program-error
(apply #'+ '(1 2)) => 3
(apply #'+ 1 2 '(3 4)) => 10
(apply '+ nil) => 0
(apply #'+ 1) !! error
(apply #'+ 1 '(2 . 3)) !! error
(apply (lambda (&rest r) (length r)) (make-list 200)) => 200
(funcall (complement #'evenp) 3) => T
(funcall (complement #'<) 1 2) => NIL
(funcall (constantly 5) 1 2 3) => 5
(funcall (constantly nil)) => NIL
(identity 5) => 5
(every #'evenp nil) => T
(every #'evenp '(2 3)) => NIL
(every #'= '(1 2) '(1 2 3)) => T
(every #'char= "abc" "abd") => NIL
(every #'identity #(1 2)) => T
(some #'evenp nil) => NIL
(some (lambda (x) (and (evenp x) (* 10 x))) '(1 2 4)) => 20
(some #'= '(1 2) #(2 2)) => T
(notany #'evenp '(1 3)) => T
(notany #'evenp '(1 2)) => NIL
(notevery #'evenp '(2 4)) => NIL
(notevery #'evenp '(2 3)) => T
(every #'evenp 5) !! type-error
(not (null (fboundp 'car))) => T
(fboundp 'no-such-function-at-all) => NIL
(not (null (fboundp 'cond))) => T
(functionp #'car) => T
(functionp 'car) => NIL
(functionp (lambda ())) => T
(progn (defun temporary () 1) (list (temporary) (progn (fmakunbound 'temporary) (fboundp 'temporary)))) => (1 NIL)
(progn (setf (fdefinition 'temporary) (lambda (x) (* 2 x))) (temporary 4)) => 8
(progn (setf (symbol-function 'temporary) #'list) (temporary 4)) => (4)
(progn (defun (setf temporary-place) (new x) (list new x)) (funcall #'(setf temporary-place) 1 2)) => (1 2)
(functionp (fdefinition '(setf temporary-place))) => T
(not (null (fboundp '(setf temporary-place)))) => T
(fdefinition 'no-such-function-at-all) !! undefined-function
;;; A function that declares itself NOTINLINE calls what its name means then.
(progn (defun looked-up (n) (declare (notinline looked-up)) (if (= n 0) :old (looked-up (1- n)))) (let ((old #'looked-up)) (setf (fdefinition 'looked-up) (lambda (n) (list n :new))) (funcall old 2))) => (1 :NEW)
(fmakunbound '(setf)) !! type-error
(fmakunbound '(setf car . 1)) !! type-error
(fmakunbound '(car)) !! type-error
(fmakunbound 1) !! type-error

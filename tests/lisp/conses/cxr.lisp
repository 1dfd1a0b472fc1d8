;;;; The 28 compositions of CAR and CDR and their places, against their definitions (CLHS 14.2).

(defparameter *names* '(caar cadr cdar cddr caaar caadr cadar caddr cdaar cdadr cddar cdddr caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr))
(defun tree (depth counter) (if (= depth 0) (incf (car counter)) (cons (tree (1- depth) counter) (tree (1- depth) counter))))
;;; The value of the function NAME by its letters, from the last to the first.
(defun walk (name tree)
  (let ((letters (symbol-name name)))
    (do ((i (- (length letters) 2) (1- i))) ((= i 0) tree)
      (setq tree (if (eql (char letters i) #\A) (car tree) (cdr tree))))))
(remove-if (lambda (name) (eq (funcall name '#1=((((1 . 2) 3 . 4) (5 . 6) 7 . 8) ((9 . 10) 11 . 12) (13 . 14) 15 . 16)) (walk name '#1#))) *names*) => NIL
(remove-if (lambda (name) (let ((tree (tree 4 (list 0)))) (eq (funcall name tree) (walk name tree)))) *names*) => NIL
(remove-if (lambda (name) (null (funcall name nil))) *names*) => NIL
; SETF of each changes what the function returns then, and nothing else.
(remove-if (lambda (name) (let ((tree (tree 4 (list 0))) (new (list name))) (and (eq new (eval `(setf (,name ',tree) ',new))) (eq (funcall name tree) new)))) *names*) => NIL
(remove-if (lambda (name) (let* ((tree (tree 4 (list 0))) (copy (copy-tree tree)) (old (funcall name tree))) (eval `(setf (,name ',tree) :new)) (and (not (equal tree copy)) (equal (subst old :new tree) copy)))) *names*) => NIL
(remove-if (lambda (name) (handler-case (progn (funcall name 5) nil) (type-error (c) (eql (type-error-datum c) 5)))) *names*) => NIL
(remove-if (lambda (name) (handler-case (progn (eval `(setf (,name 5) 1)) nil) (type-error () t))) *names*) => NIL
(remove-if (lambda (name) (handler-case (progn (eval `(setf (,name nil) 1)) nil) (type-error () t))) *names*) => NIL
(remove-if (lambda (name) (handler-case (progn (funcall name) nil) (program-error () t))) *names*) => NIL
(remove-if (lambda (name) (handler-case (progn (funcall name nil nil) nil) (program-error () t))) *names*) => NIL
; Each step asks for a list.
(caadr '(1 2 3)) !! type-error
(cdaar '((1 . 2))) !! type-error
(cadddr '(1 2 3 . 4)) !! type-error
(cddddr '(1 2 3 . 4)) !! type-error
(handler-case (caar '(7)) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (7 LIST)
; Every one of them is a place of INCF, PUSH and the like, whose subforms are evaluated once.
(let ((l (list 1 2 3 4)) (n 0)) (incf (cadddr (progn (incf n) l)) 10) (push 0 (cddr l)) (list l n)) => ((1 2 0 3 14) 1)

;;;; CONS, CONSP, ATOM, LISTP, NULL, ENDP, CAR, CDR, RPLACA, RPLACD, REST: what they refuse (CLHS 14.2).

(defun answers (predicate) (mapcar predicate (list nil '(1) '(1 . 2) 'a 1 "ab" #(1))))
(list (answers #'consp) (answers #'atom) (answers #'listp) (answers #'null)) => ((NIL T T NIL NIL NIL NIL) (T NIL NIL T T T T) (T T T NIL NIL NIL NIL) (T NIL NIL NIL NIL NIL NIL))
(defun miscounted-p (function &rest arguments) (handler-case (progn (apply function arguments) nil) (program-error () t)))
(remove-if #'miscounted-p '(cons consp atom listp null endp car cdr rplaca rplacd rest first last butlast nbutlast copy-list copy-tree copy-alist list-length nth nthcdr list* make-list)) => NIL
(remove-if (lambda (f) (miscounted-p f nil nil)) '(consp atom listp null endp car cdr rest first copy-list copy-tree copy-alist list-length)) => NIL
(list (miscounted-p 'cons 1) (miscounted-p 'cons 1 2 3) (miscounted-p 'rplaca (list 1)) (miscounted-p 'nth 0) (miscounted-p 'nthcdr 0 nil nil) (miscounted-p 'last nil 1 2)) => (T T T T T T)
(list (car nil) (cdr nil) (rest nil)) => (NIL NIL NIL)
(car 'a) !! type-error
(rest 'a) !! type-error
(rplaca nil 1) !! type-error
(rplacd nil 1) !! type-error
(rplaca 'a 1) !! type-error
(setf (car nil) 1) !! type-error
(setf (cdr 'a) 1) !! type-error
(setf (rest nil) 1) !! type-error
(handler-case (rplacd "x" 1) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => ("x" CONS)
(let ((l (list 1 2))) (list (setf (car l) 5) (setf (cdr l) 6) l)) => (5 6 (5 . 6))
(endp 5) !! type-error
(endp "") !! type-error
(mapcar (lambda (f) (handler-case (funcall f 5) (type-error (c) (type-error-datum c)))) (list #'first #'second #'third #'fourth #'fifth #'sixth #'seventh #'eighth #'ninth #'tenth)) => (5 5 5 5 5 5 5 5 5 5)
(mapcar (lambda (f) (handler-case (funcall f '(1 . 2)) (type-error (c) (type-error-datum c)))) (list #'second #'third #'tenth)) => (2 2 2)
(mapcar (lambda (f) (handler-case (eval `(setf (,f nil) 1)) (type-error () :error))) '(first second third fourth fifth sixth seventh eighth ninth tenth)) => (:ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR)
(let ((l (list 1 2 3))) (list (incf (second l) 5) (push 0 (third l)) l)) => (7 (0 . 3) (1 7 (0 . 3)))
(list (nth (expt 10 30) '(1 2)) (nthcdr 3 '(1 2)) (last '(1 2) (expt 10 30)) (butlast '(1 2) (expt 10 30))) => (NIL NIL (1 2) NIL)
(nth 1.0 '(1 2)) !! type-error
(nth 2 '(1 . 2)) !! type-error
(nthcdr 2 '(1 . 2)) !! type-error
(nthcdr 1/2 '(1)) !! type-error
(setf (nth 2 (list 1 2)) 1) !! type-error
(setf (nth -1 (list 1 2)) 1) !! type-error
(last '(1) 'a) !! type-error
(last 5) !! type-error
(butlast 5) !! type-error
(nbutlast 5) !! type-error
(butlast '(1) 1.5) !! type-error
(nbutlast (list 1) -1) !! type-error
(nbutlast (list 1 2 3) 2) => (1)
(nbutlast (list* 1 2 3)) => (1)
(nbutlast nil 1) => NIL
(copy-list "ab") !! type-error
(copy-alist 5) !! type-error
(copy-alist '((1 . 2) 5 nil)) => ((1 . 2) 5 NIL)
(list-length 'a) !! type-error
(make-list 1.0) !! type-error
(make-list 1 :element 5) !! program-error

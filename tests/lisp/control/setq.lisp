;;;; SETQ, PSETQ, SETF, PSETF, SHIFTF, ROTATEF, INCF, DECF, DEFINE-MODIFY-MACRO, DEFINE-SETF-EXPANDER, GET-SETF-EXPANSION
;;;; (CLHS 5.1, 5.3): results, and the order in which parts are evaluated.

(let (a b) (list (setq a 1 b (1+ a)) a b (setq))) => (2 1 2 NIL)
(let ((a 1) (b 2)) (list (psetq a b b a) a b (psetq))) => (NIL 2 1 NIL)
(symbol-macrolet ((x (car l))) (let ((l (list 1 2)) (y 5)) (setq x 7) (psetq x y y x) (list l y))) => ((5 2) 7)
(let ((l (list 1 2)) (v (vector 0))) (list (setf (car l) 5 (svref v 0) (car l)) l v (setf))) => (5 (5 2) #(5) NIL)
(let ((l (list 1 2))) (list (psetf (car l) (cadr l) (cadr l) (car l)) l)) => (NIL (2 1))
(let ((log nil) (v (vector 1 2 3))) (flet ((at (i) (push i log) i)) (setf (svref v (at 0)) (at 1) (svref v (at 2)) (at 0)) (list v (reverse log)))) => (#(1 2 0) (0 1 2 0))
(let ((log nil) (v (vector 1 2 3))) (flet ((at (i) (push i log) i)) (psetf (svref v (at 0)) (at 1) (svref v (at 2)) (at 0)) (list v (reverse log)))) => (#(1 2 0) (0 1 2 0))
(let ((a 1) (b 2) (c 3)) (list (rotatef a b c) a b c (rotatef) (rotatef a) a)) => (NIL 2 3 1 NIL NIL 2)
(let ((a 1) (b 2) (c 3)) (list (shiftf a b c 9) a b c)) => (1 2 3 9)
(let ((v (vector 1 2 3)) (n -1)) (list (rotatef (svref v (incf n)) (svref v (incf n)) (svref v (incf n))) v n)) => (NIL #(2 3 1) 2)
(let ((v (vector 1 2 3)) (n -1)) (list (shiftf (svref v (incf n)) (svref v (incf n)) :end) v)) => (1 #(2 :END 3))
(let ((a 1) (b 2)) (list (multiple-value-list (shiftf (values a b) (values 5 6))) a b)) => ((1 2) 5 6)
(let ((x 1)) (list (incf x) (incf x 5) (decf x) (decf x 1/2) (incf x 0.5) x)) => (2 7 6 11/2 6.0 6.0)
(let ((v (vector 1 2)) (n -1)) (incf (svref v (incf n)) (incf n)) (list v n)) => (#(2 2) 1)
(let ((x 'a)) (incf x)) !! type-error
(let ((x 1)) (decf x 'b)) !! type-error
(let ((l 5)) (incf (car l))) !! type-error
(let (a b) (list (multiple-value-list (setf (values a b) (values 1 2 3))) a b)) => ((1 2) 1 2)
(let ((l (list 1 2))) (list (multiple-value-list (setf (values (car l) (cadr l)) 9)) l)) => ((9 NIL) (9 NIL))
(let ((l (list 1 2 3))) (setf (the list (cdr l)) '(9)) l) => (1 9)
(let ((v (list 1 2 3))) (setf (apply #'aref (vector 1) '(0)) 5)) => 5
(eval '(setf (apply #'car x) 1)) !! error
(eval '(setf (no-such-accessor x) 1)) !! error
; Macros as places are expanded; what SETF calls for a function is (SETF F).
(progn (defmacro first-of (x) `(car ,x)) (let ((l (list 1))) (setf (first-of l) 2) (incf (first-of l)) l)) => (3)
(progn (defvar *cell* 0) (defun cell (&optional (n 1)) (* n *cell*)) (defun (setf cell) (value &optional (n 1)) (setq *cell* (/ value n)) value) (list (setf (cell) 6) (cell) (setf (cell 2) 10) (cell) (incf (cell)))) => (6 6 10 5 6)
(flet ((local () 1) ((setf local) (v) (list :set v))) (declare (ignorable #'local)) (setf (local) 5)) => (:SET 5)
; Macros that modify.
(progn (define-modify-macro appendf (&rest lists) append "Appends to a place.") (let ((x (list 1))) (list (appendf x '(2) '(3)) x))) => ((1 2 3) (1 2 3))
(documentation 'appendf 'function) => "Appends to a place."
(progn (define-modify-macro scalef (&optional (factor 2)) *) (let ((v (vector 1 3)) (n 0)) (list (scalef (svref v (incf n))) (scalef (svref v 0) 10) v n))) => (6 10 #(10 6) 1)
(eval '(scalef)) !! program-error
(eval '(scalef x 1 2)) !! program-error
(eval '(define-modify-macro bad (&key a) list)) !! error
; Expanders.
(progn (defsetf middle (vector &optional (offset 0)) (new) "Doc." `(setf (svref ,vector (+ 1 ,offset)) ,new)) (let ((v (vector 1 2 3))) (list (setf (middle v) :m) (setf (middle v 1) :n) v))) => (:M :N #(1 :M :N))
(documentation 'middle 'setf) => "Doc."
(progn (defsetf two-values (l) (a b) `(setf (car ,l) ,a (cdr ,l) ,b)) (let ((l (cons 1 2))) (setf (two-values l) (values 5 6)) l)) => (5 . 6)
(progn (define-setf-expander last-of (place &environment env) (multiple-value-bind (temps values stores setter getter) (get-setf-expansion place env) (declare (ignore stores setter)) (let ((new (gensym))) (values temps values (list new) `(progn (rplaca (last ,getter) ,new) ,new) `(car (last ,getter)))))) (let ((l (list 1 2 3)) (n 0)) (incf (last-of (progn l)) 10) (push :x (last-of l)) (list l n))) => ((1 2 (:X . 13)) 0)
(mapcar #'length (multiple-value-list (get-setf-expansion '(car x)))) => (1 1 1 3 2)
(multiple-value-bind (temps values stores setter getter) (get-setf-expansion 'x) (list temps values (length stores) (car setter) getter)) => (NIL NIL 1 SETQ X)
(get-setf-expansion 5) !! error
(get-setf-expansion) !! program-error
(get-setf-expansion 'x nil nil) !! program-error

;;;; When macros that read and write a place evaluate what (CLHS 5.1.3): the place's subforms, the other arguments, and only
;;;; then is the place read; several values in one place (5.1.2.3); symbol macros as variables.

(let ((x 0)) (list (incf x (setq x 1)) x)) => (2 2)
(let ((x 0)) (list (decf x (setq x 1)) x)) => (0 0)
(let ((v (vector 1 2)) (i 0)) (list (incf (svref v i) (progn (setf (svref v 0) 10) (setq i 1) 5)) v)) => (15 #(15 2))
(progn (define-modify-macro joinf (&rest more) append) (let ((l (list 1))) (joinf l (progn (setq l (list 7)) (list 2)) (list 3)) l)) => (7 2 3)
(let ((l (list 1 2)) (log nil)) (push (progn (push :item log) 0) (cdr (progn (push :place log) l))) (list l (reverse log))) => ((1 0 2) (:ITEM :PLACE))
; A place of several values within one of several values takes one value, its other variables are NIL.
(let ((a t) (b t) (c t) (d t) (e t) (f t)) (list (multiple-value-list (setf (values a (values b c) (values d) (values e f)) (values 0 1 2 3 4 5 6))) a b c d e f)) => ((0 1 2 3) 0 1 NIL 2 3 NIL)
(let ((a t) (b t)) (setf (values a (values) b) (values 1 2 3)) (list a b)) => (1 3)
; PSETQ and MULTIPLE-VALUE-SETQ of symbol macros are PSETF and SETF of VALUES.
(let ((v (vector 0 1 2 3 4 5)) (i 0)) (symbol-macrolet ((x (svref v (incf i))) (y (svref v (incf i)))) (psetq x (svref v (incf i)) y (svref v (incf i))) (list v i))) => (#(0 2 2 4 4 5) 4)
(let ((l (list nil)) (i 0)) (symbol-macrolet ((x (car (progn (incf i) l)))) (multiple-value-setq (x) i) l)) => (1)
(let ((l (list nil)) (m (list nil)) (i 0)) (symbol-macrolet ((x (car (progn (setq i (+ i 1)) l))) (y (car (progn (setq i (+ i 5)) m)))) (list (multiple-value-setq (x y) (values i 10)) l m))) => (6 (6) (10))
; The declarations of DEFSETF's body are about its variables.
(progn (defsetf at-index (sequence index) (new) (declare (optimize safety)) (declare (ignorable new)) "Doc." `(setf (elt ,sequence ,index) ,new)) (let ((l (list 1 2))) (setf (at-index l 1) :x) l)) => (1 :X)
; Those of FLET and LABELS are not about the local functions.
(let ((x :outer)) (declare (special x)) (let ((x :inner)) (labels ((f () x)) (declare (special x)) (list (f) x)))) => (:INNER :OUTER)
(let ((x :outer)) (declare (special x)) (let ((x :inner)) (flet ((f () x)) (declare (special x)) (list (f) x)))) => (:INNER :OUTER)
; T is a type like others in TYPECASE.
(mapcar (lambda (x) (typecase x (symbol 1) (t 2) (otherwise 3))) '(a "b" 1)) => (1 2 2)
(eval '(typecase 1 (otherwise 1) (t 2))) !! program-error

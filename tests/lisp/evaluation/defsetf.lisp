;;;; DEFSETF, DEFINE-SETF-EXPANDER, GET-SETF-EXPANSION, (SETF NAME) functions (CLHS 5.1).

(progn (defun cell (c) (car c)) (defun set-cell (c v) (setf (car c) v) v) (defsetf cell set-cell)) => CELL
(let ((c (list 1))) (list (setf (cell c) 5) c (incf (cell c)) c)) => (5 (6) 6 (6))
(progn (defun middle (l &optional (offset 0)) (nth (+ 1 offset) l)) (defsetf middle (l &optional (offset 0)) (new) `(progn (setf (nth (+ 1 ,offset) ,l) ,new) ,new))) => MIDDLE
(let ((l (list 1 2 3))) (setf (middle l) :m) (setf (middle l 1) :n) l) => (1 :M :N)
(let ((log nil) (l (list 1 2 3))) (setf (middle (progn (push :list log) l) (progn (push :offset log) 1)) (progn (push :value log) 9)) (list (reverse log) l)) => ((:LIST :OFFSET :VALUE) (1 2 9))
(progn (defun keyed (l &key (at 0)) (nth at l)) (defsetf keyed (l &key (at 0)) (new) `(setf (nth ,at ,l) ,new))) => KEYED
(let ((l (list 1 2 3))) (setf (keyed l :at 2) :x) l) => (1 2 :X)
(progn (defun two-places (a) (values (car a) (cdr a))) (defsetf two-places (a) (x y) `(progn (setf (car ,a) ,x (cdr ,a) ,y) (values ,x ,y)))) => TWO-PLACES
(let ((c (cons 1 2))) (setf (two-places c) (values :x :y)) c) => (:X . :Y)
(define-setf-expander last-of (list &environment env) (multiple-value-bind (temps vals stores setter getter) (get-setf-expansion list env) (declare (ignore stores setter)) (let ((store (gensym)) (l (gensym))) (values (append temps (list l)) (append vals (list getter)) (list store) `(progn (rplaca (last ,l) ,store) ,store) `(car (last ,l)))))) => LAST-OF
(let ((l (list 1 2 3))) (setf (last-of l) :end) l) => (1 2 :END)
(defun (setf first-of-pair) (new pair) (setf (car pair) new)) => (SETF FIRST-OF-PAIR)
(let ((p (cons 1 2))) (list (setf (first-of-pair p) 7) p)) => (7 (7 . 2))
(length (multiple-value-list (get-setf-expansion '(car x)))) => 5
(multiple-value-bind (temps vals stores setter getter) (get-setf-expansion 'x) (list temps vals (length stores) (car setter) getter)) => (NIL NIL 1 SETQ X)
(defmacro as-car (x) `(car ,x)) => AS-CAR
(let ((l (list 1 2))) (setf (as-car l) 5) (incf (as-car l)) l) => (6 2)
(let ((l (list 1 2))) (macrolet ((place () '(cadr l))) (setf (place) 5) l)) => (1 5)
(let ((v (vector 1 2 3))) (setf (apply #'aref v '(1)) 9) v) => #(1 9 3)
(let ((a (make-array '(2 2) :initial-element 0))) (setf (apply #'aref a 1 '(0)) 9) (aref a 1 0)) => 9
(let ((x 0)) (setf (ldb (byte 4 4) x) 15) x) => 240
(let ((x 255)) (setf (mask-field (byte 4 4) x) 0) x) => 15
(let ((l (list 0))) (setf (ldb (byte 2 1) (car l)) 3) l) => (6)
(let ((x 5)) (setf (the integer x) 6) x) => 6
(let ((s (copy-seq "abc"))) (setf (char s 0) #\x (schar s 1) #\y (elt s 2) #\z) s) => "xyz"
(let ((l (list 1 2 3))) (setf (elt l 1) 9) l) => (1 9 3)
(let ((l (list 1 2 3 4))) (list (setf (subseq l 1 3) '(:a :b :c)) l)) => ((:A :B :C) (1 :A :B 4))
(let ((s (copy-seq "hello"))) (setf (subseq s 1) "XY") s) => "hXYlo"
(let ((b (make-array 4 :element-type 'bit :initial-element 0))) (setf (bit b 1) 1 (sbit b 3) 1) b) => #*0101
(let ((v (vector 1 2))) (setf (svref v 0) 5) v) => #(5 2)
(let ((a (make-array '(2 2) :initial-element 0))) (setf (row-major-aref a 3) 9) (aref a 1 1)) => 9
(let (a b) (list (setf a 1 b 2) a b)) => (2 1 2)
(setf) => NIL
(let ((x (list 1 2))) (setf (values (car x) (cadr x)) (values 3 4)) x) => (3 4)
(eval '(setf "a" 1)) !! error
(eval '(let ((x 1)) (setf x))) !! error
(setf (car 5) 1) !! type-error
(progn (setf (get 'some-symbol 'p) 1) (incf (get 'some-symbol 'p)) (get 'some-symbol 'p)) => 2
(progn (setf (symbol-value 'some-symbol) 5) (symbol-value 'some-symbol)) => 5
(progn (setf (symbol-plist 'some-symbol) '(a b)) (get 'some-symbol 'a)) => B

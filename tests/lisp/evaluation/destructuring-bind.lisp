;;;; DESTRUCTURING-BIND and macro lambda lists (CLHS 3.4.4, 3.4.5).

(destructuring-bind (a b) '(1 2) (list a b)) => (1 2)
(destructuring-bind (a . b) '(1 2 3) (list a b)) => (1 (2 3))
(destructuring-bind (a &optional (b 5 b-p) c) '(1) (list a b b-p c)) => (1 5 NIL NIL)
(destructuring-bind (a &rest r &key x (y 2)) '(1 :x 3) (list a r x y)) => (1 (:X 3) 3 2)
(destructuring-bind ((a (b)) c) '((1 (2)) 3) (list a b c)) => (1 2 3)
(destructuring-bind (&whole w a b) '(1 2) (list w a b)) => ((1 2) 1 2)
(destructuring-bind ((&whole w a) b) '((1) 2) (list w a b)) => ((1) 1 2)
(destructuring-bind (a &key ((:kk (b c)) '(8 9))) '(1 :kk (2 3)) (list a b c)) => (1 2 3)
(destructuring-bind (&optional (a 1) &aux (b (1+ a))) nil (list a b)) => (1 2)
(destructuring-bind (a &body b) '(1 2 3) (list a b)) => (1 (2 3))
(destructuring-bind (&key a &allow-other-keys) '(:b 1 :a 2) a) => 2
(destructuring-bind nil nil 5) => 5
(destructuring-bind (a b) '(1 2 3) (list a b)) !! error
(destructuring-bind (a b) '(1) (list a b)) !! error
(destructuring-bind (&key a) '(:b 1) a) !! error
(destructuring-bind ((a)) '(5) a) !! error
(destructuring-bind (a b) '(1 2) (declare (ignore b)) a) => 1
(defmacro with-everything (&whole form (a &optional (b :b)) &rest rest &key k &environment env) (declare (ignore env)) `'(,(car form) ,a ,b ,rest ,k)) => WITH-EVERYTHING
(with-everything (1) :k 2) => (WITH-EVERYTHING 1 :B (:K 2) 2)
(with-everything (1 2) :k 3) => (WITH-EVERYTHING 1 2 (:K 3) 3)
(defmacro dotted (a . b) `'(,a ,b)) => DOTTED
(dotted 1 2 3) => (1 (2 3))
(defmacro nested-optional (&optional ((a b) '(1 2))) `'(,a ,b)) => NESTED-OPTIONAL
(list (nested-optional) (nested-optional (3 4))) => ((1 2) (3 4))

;;; A variable that is bound twice, also in other macro lambda lists (CLHS 3.4.4).
(eval '(destructuring-bind (a b . a) '(1 2) (list a b))) !! program-error
(eval '(destructuring-bind (a (b (a))) '(1 (2 (3))) (list a b))) !! program-error
(eval '(destructuring-bind (a &optional (b 1 a)) '(1) (list a b))) !! program-error
(eval '(destructuring-bind (a &key ((:b a) 1)) '(1) a)) !! program-error
(eval '(destructuring-bind (a &rest r &aux (a 1)) '(1) (list a r))) !! program-error
(destructuring-bind (a &rest b &key ((:x c) 1 c-p) &aux (d a)) '(1) (list a b c c-p d)) => (1 NIL 1 NIL 1)
(eval '(defmacro twice (a a) a)) !! program-error
(eval '(defmacro twice (&whole a b &environment a) b)) !! program-error
(eval '(macrolet ((m (a &body a) a)) (m 1))) !! program-error
(eval '(deftype twice (a &optional a) 'integer)) !! program-error
(eval '(define-compiler-macro twice (a &rest a) a)) !! program-error

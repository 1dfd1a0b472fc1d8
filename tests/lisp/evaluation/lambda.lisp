;;;; Lambda lists: order of evaluation, scope and errors (CLHS 3.4.1).

((lambda (&optional (a 1) (b a) (c (+ a b))) (list a b c))) => (1 1 2)
((lambda (&optional (a 1) (b a)) (list a b)) 5) => (5 5)
((lambda (a &optional b &rest c) (list a b c)) 1 2 3 4) => (1 2 (3 4))
((lambda (&key (a 1 a-p) (b (list a a-p))) (list a a-p b)) :a 2) => (2 T (2 T))
((lambda (&key (a 1 a-p) (b (list a a-p))) (list a a-p b))) => (1 NIL (1 NIL))
((lambda (&key a b) (list a b)) :b 1 :a 2 :a 3) => (2 1)
((lambda (&key ((foo bar) 1)) bar) 'foo 5) => 5
((lambda (&rest r &key a) (list r a)) :a 1) => ((:A 1) 1)
((lambda (&key a) a) :a 1 :b 2) !! program-error
((lambda (&key a) a) :allow-other-keys t :b 2) => NIL
((lambda (&key a) a) :allow-other-keys nil :b 2) !! program-error
((lambda (&key a &allow-other-keys) a) :b 2 :a 1) => 1
((lambda (&key a) a) :a) !! program-error
((lambda (&key allow-other-keys) allow-other-keys) :allow-other-keys t :x 1) => T
((lambda (a b) (list a b)) 1) !! program-error
((lambda (a &optional b) (list a b)) 1 2 3) !! program-error
((lambda (&aux (a 1) b (c (list a b))) c)) => (1 NIL)
((lambda (a &optional (b (incf a))) (list a b)) 1) => (2 2)
((lambda (&rest r) (declare (ignore r)) 5) 1 2) => 5
((lambda (&optional (a nil a-p)) (list a a-p)) nil) => (NIL T)
(let ((x 1)) ((lambda (&optional (y x) (x 2)) (list x y)))) => (2 1)
(defun many (a b c d e f g h &optional (i 9) &rest j) (list a b c d e f g h i j)) => MANY
(many 1 2 3 4 5 6 7 8) => (1 2 3 4 5 6 7 8 9 NIL)
(many 1 2 3 4 5 6 7 8 :i :j :k) => (1 2 3 4 5 6 7 8 :I (:J :K))
(let ((r (list 1 2 3))) (apply (lambda (&rest s) (equal r s)) r)) => T
(let ((log nil)) (flet ((note (x) (push x log) x)) (list (note 1) (note 2) (note 3))) (reverse log)) => (1 2 3)

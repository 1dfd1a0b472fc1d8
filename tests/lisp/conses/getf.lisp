;;;; Property lists: GETF, REMF, GET-PROPERTIES (CLHS 14.2).

(getf '(a 1 b 2) 'b) => 2
(getf '(a 1) 'c) => NIL
(getf '(a 1) 'c :none) => :NONE
(getf '(a nil) 'a :none) => NIL
(getf nil 'a) => NIL
(getf '(a) 'b) !! error
(let ((p (list 'a 1))) (list (setf (getf p 'b) 2) p)) => (2 (B 2 A 1))
(let ((p (list 'a 1 'a 2))) (setf (getf p 'a) 3) p) => (A 3 A 2)
(let ((p nil)) (incf (getf p 'n 10)) (incf (getf p 'n 10)) p) => (N 12)
(let ((p (list 'a 1 'b 2 'c 3))) (list (remf p 'b) (copy-list p) (remf p 'z) (copy-list p) (remf p 'a) p)) => (T (A 1 C 3) NIL (A 1 C 3) T (C 3))
(let ((p (list 'a 1 'b 2 'a 3))) (remf p 'a) p) => (B 2 A 3)
(get-properties '(a 1 b 2 c 3) '(c b)) => B; 2; (B 2 C 3)
(get-properties '(a 1) '(b)) => NIL; NIL; NIL
(let ((x (list (list :a 1)))) (push 0 (getf (car x) :b)) (getf (car x) :b)) => (0)
(let ((n 0) (v (vector nil nil))) (setf (getf (aref v (incf n)) :k) 5) (list n v)) => (1 #(NIL (:K 5)))

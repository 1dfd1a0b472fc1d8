;;;; PROG, PROG*, PROG1, PROG2, PROGN, TAGBODY, BLOCK (CLHS 5.3).

(prog (x) (return x)) => NIL
(prog ((a 1) (b 2)) (return (list a b))) => (1 2)
(prog* ((a 1) (b (1+ a))) (return (list a b))) => (1 2)
(prog () 1 2) => NIL
(prog ((n 0)) top (if (= n 3) (return (values n :done))) (incf n) (go top)) => 3; :DONE
(prog ((n 1)) (declare (integer n)) (setq n 2) (return n)) => 2
(prog1 1 2 3) => 1
(multiple-value-list (prog1 (values 1 2) 3)) => (1)
(prog2 1 2 3) => 2
(multiple-value-list (prog2 1 (values 2 3) 4)) => (2)
(let ((x 1)) (list (prog1 x (setq x 5)) x)) => (1 5)
(multiple-value-prog1 (values 1 2) 3) => 1; 2
(let ((x 1)) (multiple-value-prog1 (values x 2) (setq x 5))) => 1; 2
(progn 1 (values 2 3)) => 2; 3
(tagbody 1 2 3) => NIL
(let ((n 0)) (tagbody 5 (incf n) (if (< n 3) (go 5))) n) => 3
(let ((r nil)) (tagbody (go b) a (push :a r) (go end) b (push :b r) (go a) end) r) => (:A :B)
(block nil (return 1) 2) => 1
(block a (block b (return-from a 1)) 2) => 1
(block a (+ 1 (return-from a (values 5 6)))) => 5; 6
(block nil) => NIL
(eval '(return-from no-such-block 1)) !! error
(eval '(go no-such-tag)) !! error

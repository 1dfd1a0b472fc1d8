;;;; LIST, LIST*, MAKE-LIST, COPY-LIST, COPY-TREE, COPY-ALIST (CLHS 14.2).

(list) => NIL
(list 1 (list 2) nil) => (1 (2) NIL)
(list* 1) => 1
(list* 1 2) => (1 . 2)
(list* 1 2 '(3)) => (1 2 3)
(list*) !! program-error
(make-list 0) => NIL
(make-list 3) => (NIL NIL NIL)
(make-list 2 :initial-element 'x) => (X X)
(make-list -1) !! type-error
(make-list 'a) !! type-error
(let* ((a (list 1 2 3)) (b (copy-list a))) (list (equal a b) (eq a b))) => (T NIL)
(copy-list nil) => NIL
(copy-list '(1 . 2)) => (1 . 2)
(copy-list 5) !! type-error
(let* ((a (list (list 1) 2)) (b (copy-list a))) (eq (car a) (car b))) => T
(let* ((a (list (list 1) 2)) (b (copy-tree a))) (list (eq (car a) (car b)) (equal a b))) => (NIL T)
(copy-tree 5) => 5
(copy-tree '(1 (2 . 3) . 4)) => (1 (2 . 3) . 4)
(let* ((a (list (cons 1 2) nil 3)) (b (copy-alist a))) (list b (eq (car a) (car b)))) => (((1 . 2) NIL 3) NIL)
(let* ((a (list (cons 1 (list 2)))) (b (copy-alist a))) (eq (cdar a) (cdar b))) => T
(copy-alist nil) => NIL

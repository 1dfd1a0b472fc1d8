;;;; Conses and lists (CLHS 14).

(car nil) => NIL
(car 1) !! type-error
(cdr '(1 . 2)) => 2
(cadr '(1 2 3)) => 2
(list* 1 2 '(3 4)) => (1 2 3 4)
(append '(1) '(2 3) nil '(4)) => (1 2 3 4)
(append '(1) 2) => (1 . 2)
(nconc (list 1) nil (list 2)) => (1 2)
(reverse '(1 2 3)) => (3 2 1)
(nreverse (list 1 2 3)) => (3 2 1)
(nth 1 '(a b c)) => B
(nthcdr 2 '(a b c)) => (C)
(last '(1 2 3)) => (3)
(last '(1 2 3) 2) => (2 3)
(butlast '(1 2 3)) => (1 2)
(length '(1 2 3)) => 3
(length '(1 . 2)) !! type-error
(list-length '(1 2)) => 2
(copy-list '(1 2 . 3)) => (1 2 . 3)
(copy-tree '((1) 2)) => ((1) 2)
(member 2 '(1 2 3)) => (2 3)
(member 2.0 '(1 2 3)) => NIL
(member "b" '("a" "b") :test #'string=) => ("b")
(member 3 '((1) (3)) :key #'car) => ((3))
(assoc 'b '((a . 1) nil (b . 2))) => (B . 2)
(rassoc 2 '((a . 1) (b . 2))) => (B . 2)
(adjoin 1 '(1 2)) => (1 2)
(subsetp '(1 2) '(3 2 1)) => T
(set-difference '(1 2 3) '(2)) => (1 3)
(intersection '(1 2 3) '(3 1)) => (1 3)
(union '(1) '(2)) => (1 2)
(mapcar #'+ '(1 2) '(10 20 30)) => (11 22)
(mapcan (lambda (x) (list x x)) '(1 2)) => (1 1 2 2)
(maplist #'length '(a b c)) => (3 2 1)
(mapc #'identity '(1 2)) => (1 2)
(getf '(:a 1 :b 2) :b) => 2
(getf '(:a 1) :c 5) => 5
(ldiff '(1 2 3) nil) => (1 2 3)
(tree-equal '(1 (2)) '(1 (2))) => T
(subst 9 2 '(1 (2 3))) => (1 (9 3))
(sublis '((1 . one)) '(1 (1))) => (ONE (ONE))
(pairlis '(a) '(1)) => ((A . 1))
(make-list 2 :initial-element 7) => (7 7)
(endp 1) !! type-error
(first '(1 2 3)) => 1
(third '(1 2 3)) => 3
(rplaca (list 1 2) 5) => (5 2)
(rplaca nil 1) !! type-error
(revappend '(1 2) '(3)) => (2 1 3)

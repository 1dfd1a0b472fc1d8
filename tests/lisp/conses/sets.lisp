;;;; UNION, INTERSECTION, SET-DIFFERENCE, SET-EXCLUSIVE-OR, SUBSETP, ADJOIN and the destructive forms (CLHS 14.2).

(defun sorted (list) (sort (copy-list list) #'<))
(sorted (union '(1 2 3) '(2 3 4))) => (1 2 3 4)
(union nil nil) => NIL
(sorted (union '(1 2) nil)) => (1 2)
(length (union '("a" "b") '("b" "c") :test #'equal)) => 3
(length (union '((a 1) (b 2)) '((a 3)) :key #'car)) => 2
(sorted (intersection '(1 2 3 4) '(2 4 6))) => (2 4)
(intersection '(1) '(2)) => NIL
(intersection '("a" "b") '("b" "c") :test 'string=) => ("b")
(intersection '((a 1) (b 2)) '((a 3)) :key 'car) => ((A 1))
(sorted (set-difference '(1 2 3) '(2))) => (1 3)
(set-difference '((a 1) (b 2)) '((a 3)) :key #'car) => ((B 2))
(set-difference '("a" "b") '("a") :test 'equal) => ("b")
(sorted (set-difference '(1 2 3 4) '(3) :test #'>)) => (1 2 3)
(sorted (set-exclusive-or '(1 2 3) '(2 3 4))) => (1 4)
(let ((pairs nil)) (set-exclusive-or '(1 2) '(11 12) :test (lambda (a b) (push (and (< a 10) (> b 10)) pairs) nil)) (every #'identity pairs)) => T
(let ((pairs nil)) (subsetp '(1 2) '(11 12) :test (lambda (a b) (push (list a b) pairs) t)) (every (lambda (p) (< (car p) 10 (cadr p))) pairs)) => T
(subsetp '(1 2) '(1 2 3)) => T
(subsetp '(1 5) '(1 2 3)) => NIL
(subsetp nil nil) => T
(subsetp '("a") '("a" "b") :test #'equal) => T
(subsetp '((1 x)) '((1 y)) :key #'car) => T
(subsetp '(1 2) '(1) :test-not 'eql) => NIL
(adjoin 1 '(2 3)) => (1 2 3)
(adjoin 2 '(2 3)) => (2 3)
(adjoin '(1) '((1))) => ((1) (1))
(adjoin '(1) '((1)) :test 'equal) => ((1))
(adjoin '(1 a) '((1 b)) :key 'car) => ((1 B))
(adjoin 1 '(2) :test-not 'eql) => (2)
(adjoin 1 nil) => (1)
(sorted (nunion (list 1 2) (list 2 3))) => (1 2 3)
(sorted (nintersection (list 1 2 3) (list 2 3))) => (2 3)
(sorted (nset-difference (list 1 2 3) (list 2))) => (1 3)
(sorted (nset-exclusive-or (list 1 2) (list 2 3))) => (1 3)
(union 1 '(2)) !! type-error
(intersection '(1) 2) !! type-error

;;;; MEMBER, MEMBER-IF, MEMBER-IF-NOT (CLHS 14.2).

(member 2 '(1 2 3)) => (2 3)
(member 5 '(1 2)) => NIL
(member nil '(1 nil 2)) => (NIL 2)
(member 1.0 '(1 2)) => NIL
(member "a" '("a")) => NIL
(member "a" '("b" "a" "c") :test #'equal) => ("a" "c")
(member "a" '("b" "a" "c") :test 'string=) => ("a" "c")
(member 3 '(1 2 3 4) :test #'<) => (4)
(member 3 '(1 2 3 4) :test-not #'>) => (3 4)
(member 2 '((1) (2) (3)) :key #'car) => ((2) (3))
(member 'b '((a) (b)) :key 'car :test 'eq) => ((B))
(member 2 '(1 2) :key nil) => (2)
(member 1 '(2 . 3)) !! type-error
(member 1 5) !! type-error
(member (expt 10 30) (list 1 (expt 10 30))) => (1000000000000000000000000000000)
(member #\a '(#\b #\a)) => (#\a)
(let ((log nil)) (member 9 '(1 2) :test (lambda (a b) (push (list a b) log) nil)) log) => ((9 2) (9 1))
(member-if #'evenp '(1 2 3)) => (2 3)
(member-if #'evenp '(1 3)) => NIL
(member-if 'zerop '((1) (0)) :key 'car) => ((0))
(member-if-not #'evenp '(2 4 5 6)) => (5 6)
(member-if-not #'evenp '((2) (5)) :key #'car) => ((5))
(member-if #'evenp '(1 . 3)) !! type-error
(member 1 '(1) :bad 2) !! program-error
(member 1) !! program-error

;;;; ASSOC, RASSOC and their -IF forms; ACONS, PAIRLIS (CLHS 14.2).

(assoc 'b '((a . 1) (b . 2))) => (B . 2)
(assoc 'c '((a . 1))) => NIL
(assoc nil '((a . 1) nil (nil . 2))) => (NIL . 2)
(assoc "b" '(("a" . 1) ("b" . 2)) :test #'string=) => ("b" . 2)
(assoc 2 '((1 . a) (3 . b)) :test #'<) => (3 . B)
(assoc 2 '((2 . a) (3 . b)) :test-not #'eql) => (3 . B)
(assoc 2 '((1 . a) (2 . b)) :key #'1+) => (1 . A)
(assoc 1 '(nil (1 . 2)) :key #'identity) => (1 . 2)
(assoc 1 5) !! type-error
(assoc 1 '(2)) !! type-error
(assoc 1 '((2) . 3)) !! type-error
(assoc-if #'evenp '((1 . a) (2 . b))) => (2 . B)
(assoc-if #'evenp '((1 . a) nil (3 . b)) :key #'1+) => (1 . A)
(assoc-if-not #'evenp '((2 . a) (3 . b))) => (3 . B)
(assoc-if-not #'oddp '((1 . a) nil (2 . b))) => (2 . B)
(assoc-if-not #'oddp '((1 . a) (2 . b)) :key '1+) => (1 . A)
(rassoc 2 '((a . 1) (b . 2))) => (B . 2)
(rassoc '(2) '((a . 1) nil (b 2)) :test 'equal) => (B 2)
(rassoc 2 '((a . 1) (b . 2)) :key '1+) => (A . 1)
(rassoc 1 '((a . 1) (b . 2)) :test-not 'eql) => (B . 2)
(rassoc-if #'evenp '((a . 1) (b . 2))) => (B . 2)
(rassoc-if-not #'evenp '((a . 2) (b . 1))) => (B . 1)
(rassoc-if-not #'evenp '((a . 2) nil (b . 1)) :key '1+) => (A . 2)
(acons 1 2 '((3 . 4))) => ((1 . 2) (3 . 4))
(equal (sort (pairlis '(a b) '(1 2)) #'< :key #'cdr) '((a . 1) (b . 2))) => T
(cdr (pairlis '(a) '(1) '((z . 0)))) => ((Z . 0))
(pairlis nil nil '((z . 0))) => ((Z . 0))

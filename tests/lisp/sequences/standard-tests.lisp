;;;; The standard's own functions as tests and keys of sequence functions (CLHS 17.2): the same as any other function.

(find "b" '("a" "b") :test #'string=) => "b"
(find 'b '("a" "B") :test 'string=) => "B"
(find #\b '("a" b "b") :test #'string=) => "b"
(find "B" '(a "b") :test #'string-equal) => "b"
(find "a" '(1) :test #'string=) !! type-error
(find 1 '("a") :test #'string=) !! type-error
(find 1 '() :test #'string=) => NIL
(position #\B "abc" :test #'char-equal) => 1
(position #\B "abc" :test #'char=) => NIL
(position #\b '(#\a b) :test #'char=) !! type-error
(position 2 '(1 2.0 2) :test #'=) => 1
(position 2 '(a) :test #'=) !! type-error
(position 2 #(1.0d0 2.0d0) :test '= :from-end t) => 1
(count 1 '(1 1.0 #c(1.0 0.0)) :test #'=) => 3
(find 2 '((1 a) (2 b) (2 c)) :key #'car) => (2 B)
(find 2 '((1 a) (2 b) (2 c)) :key #'first :from-end t) => (2 C)
(find 'b '((1 a) (2 b)) :key #'cadr) => (2 B)
(find 'b '((1 a) (2 b)) :key 'second :test 'eq) => (2 B)
(find "b" '((1 x "a") (2 y "b")) :key #'third :test #'string=) => (2 Y "b")
(find '(b) '((1 a) (2 b)) :key #'cdr :test #'equal) => (2 B)
(find nil '((1) nil) :key #'car) => NIL
(find 1 '(1) :key #'car) !! type-error
(let ((key #'car) (test #'equal)) (find "b" '(("a" . 1) ("b" . 2)) :key key :test test)) => ("b" . 2)
(let ((key (lambda (x) (* x x)))) (list (position 9 '(1 2 3) :key key) (count 9 #(3 -3 1) :key key))) => (2 2)
(position 2 '((1) (2) (3) (2)) :key #'car :start 2) => 3
(position 2 '((1) (2) (3) (2)) :key #'car :start 2 :end 3) => NIL
(position 2 '((1) (2)) :key #'car :start 3) !! type-error
(position 3 '((1) (2)) :key #'car :end 3) !! type-error
(member 2 '((1) (2) (3)) :key #'car) => ((2) (3))
(member "B" '("a" "b") :test #'string-equal) => ("b")
(assoc "b" '(("a" . 1) nil ("b" . 2)) :test #'string=) => ("b" . 2)
(assoc 2 '(((1) . a) ((2) . b)) :key #'car) => ((2) . B)
(rassoc 2 '((a 1) (b 2)) :key #'car) => (B 2)
(remove 1 '((1 a) (2 b) (1 c)) :key #'car) => ((2 B))
(remove 1 '((1 a) (2 b) (1 c)) :key #'car :count 1 :from-end t) => ((1 A) (2 B))
(substitute 0 2.0 '(1 2 3) :test #'=) => (1 0 3)
(substitute nil 1 '((1 a) (2 b)) :key #'car) => (NIL (2 B))
(substitute 0 1 '(1 1 1) :count 2 :from-end t) => (1 0 0)
(substitute 0 1 '(1 1 1) :count -1) => (1 1 1)
(substitute 0 1 '(1 1) :count (expt 2 70)) => (0 0)
(substitute #\x 1 #(1 2) :start 1) => #(1 2)
(substitute 5 1 #*0110) !! type-error
(let ((l (list 1 2 1 3))) (eq l (nsubstitute 0 1 l :start 1))) => T
(let ((l (list 1 2 1 3))) (nsubstitute 0 1 l :start 1) l) => (1 2 0 3)
(let ((v (vector 1 2 1 3))) (nsubstitute 0 1 v :count 1 :from-end t) v) => #(1 2 0 3)
(let ((v (list 1 2 1 3))) (nsubstitute 0 1 v :test-not #'eql) v) => (1 0 1 0)
(let* ((tail (list 3 4)) (l (list* 1 2 tail))) (eq tail (cddr l))) => T
(let* ((tail (list 3 4)) (l (list* 1 2 tail))) (eq tail (cdr (remove 2 l)))) => T
(mismatch '(1 2 3) '(1.0 2 4) :test #'=) => 2
(mismatch "abcdefghijklmnopqrstu" "abcdefghijklmnopqrsxu") => 19
(mismatch "abc" "ABD" :test #'char-equal) => 2
(search "BC" "abcabc" :test #'char-equal) => 1
(search "BC" "abcabc" :test #'char-equal :from-end t) => 4
(search '(2 3) '(1.0 2.0 3.0) :test #'=) => 1
(search "bc" "abcabc" :start2 2 :end2 5) => NIL
(search '(b) '((a) (b) (c)) :key #'identity) => NIL
(tree-equal '(1 (2 . 3) 4) '(1 (2 . 3) 4)) => T
(tree-equal '((1 . 4) 2 . 3) '((1.0 . 4) 2 . 3) :test #'=) => T
(tree-equal '((1 . 4) 2 . 3) '((1.0 . 5) 2 . 3) :test #'=) => NIL
(tree-equal '("a" b) '("a" b)) => NIL
(tree-equal '("a" b) '("a" b) :test #'equal) => T
(tree-equal '(1 2) '(1 2) :test-not #'eql) => NIL
(tree-equal '(1 (2)) '(1 2)) => NIL
(let ((tree '(a (b . c) (d)))) (eq (cddr tree) (cddr (subst 1 'b tree)))) => T
(subst 1 '(b) '(a (b) ((b) . c)) :test #'equal) => (A 1 (1 . C))
(sublis '((1 . one) nil (2 . two)) '(1 (2 . 3) 1.0) :test #'=) !! type-error
(sublis '((1 . one) nil (2 . two)) '(1 (2 . 3) 1.0)) => (ONE (TWO . 3) 1.0)
(sublis '(5) '(1)) !! type-error

;;; Only one of :TEST and :TEST-NOT may be given (CLHS 17.2.1), whatever the sequences and the functions.
(defun refused (operator &rest arguments) (handler-case (progn (apply operator (append arguments (list :test #'eql :test-not #'eql))) (list operator)) (error () nil)))
(mapcan (lambda (operator) (refused operator 1 nil)) '(member assoc rassoc adjoin find position count remove delete)) => NIL
(mapcan (lambda (operator) (refused operator 1 (list (cons 1 2)))) '(member assoc rassoc adjoin find position count remove delete)) => NIL
(mapcan (lambda (operator) (refused operator nil nil)) '(union intersection set-difference set-exclusive-or subsetp nunion nintersection nset-difference nset-exclusive-or mismatch search tree-equal sublis nsublis)) => NIL
(mapcan (lambda (operator) (refused operator (list '(1 . 2)) (list '(1 . 2)))) '(union intersection set-difference set-exclusive-or subsetp nunion nintersection nset-difference nset-exclusive-or mismatch search tree-equal sublis nsublis)) => NIL
(mapcan (lambda (operator) (refused operator 1 2 nil)) '(subst nsubst substitute nsubstitute)) => NIL
(mapcan (lambda (operator) (refused operator nil)) '(remove-duplicates delete-duplicates)) => NIL
(refused #'mismatch nil nil :from-end t) => NIL
(refused #'find 1 '(1) :key (lambda (x) x)) => NIL
(member 1 '(1) :test #'eql :test-not #'eql) !! error
(find 1 "" :test (lambda (a b) (eql a b)) :test-not #'eql) !! error
(let ((l (list 1))) (pushnew 1 l :test #'eql :test-not #'eql)) !! error
(list (find 1 '(1) :test nil :test-not #'/=) (find 1 '(1) :test #'= :test-not nil)) => (1 1)

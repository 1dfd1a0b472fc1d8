;;;; SUBST, SUBLIS, TREE-EQUAL, COPY-TREE and their relatives: order of arguments of tests, and what is refused
;;;; (CLHS 14.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function () :undefined) (type-error () :type) (program-error () :program)))
(list (subst 'new 'old 'old) (subst 'new 'old 'other) (subst 'new nil '(1)) (nsubst 'new nil (list 1))) => (NEW OTHER (1 . NEW) (1 . NEW))
(let ((log nil)) (subst 'x 'old '(1) :test (lambda (a b) (push (list a b) log) nil)) (reverse log)) => ((OLD (1)) (OLD 1) (OLD NIL))
(let ((log nil)) (subst-if 'x (lambda (a) (push a log) nil) '(1) :key #'list) (reverse log)) => (((1)) (1) (NIL))
(list (subst-if 'x #'symbolp '(1 a)) (subst-if-not 'x #'listp '(1 a (2))) (nsubst-if 'x #'numberp (list 1 'a)) (nsubst-if-not 'x #'listp (list 1 2))) => ((1 X . X) (X X (X)) (X A) (X X))
(list (nsubst-if 'x #'evenp (list 1 2) :key (lambda (n) (if (integerp n) n 1))) (nsubst-if-not 'x #'oddp (list 1 2) :key (lambda (n) (if (integerp n) n 1))) (nsubst 0 '(1) (list (list 1)) :test #'equal)) => ((1 X) (1 X) (0))
(sublis '((a . b) (b . a)) '(a b (a . b))) => (B A (B . A))
(sublis '((1 . x)) '(1 (2 3)) :test (lambda (a b) (and (numberp a) (< b a)))) => (1 (X X))
(nsublis '((1 . x)) (list 1 2) :test-not #'eql :key (lambda (n) (if (integerp n) n 1))) => (1 X)
(sublis '((a . 1) (a . 2) nil (nil . end)) '(a)) => (1 . END)
(sublis nil 'x) => X
(let ((tree '(1 (2)))) (eq tree (sublis '((x . y)) tree))) => T
(list (outcome #'sublis 5 '(1)) (outcome #'sublis '(5) '(1)) (outcome #'sublis nil) (outcome #'nsublis '((1 . 2) . 3) (list 5)) (outcome #'nsublis nil)) => (:TYPE :TYPE :PROGRAM :TYPE :PROGRAM)
(mapcar (lambda (f) (outcome f 1 'no-such-function '(1))) (list #'subst-if #'subst-if-not #'nsubst-if #'nsubst-if-not)) => (:UNDEFINED :UNDEFINED :UNDEFINED :UNDEFINED)
(mapcar (lambda (f) (outcome f 1 'null)) (list #'subst #'subst-if #'subst-if-not #'nsubst #'nsubst-if #'nsubst-if-not)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar (lambda (f) (outcome f 1 'null nil :test #'eq)) (list #'subst-if #'subst-if-not #'nsubst-if #'nsubst-if-not)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(mapcar (lambda (f) (outcome f 1 'null '(a) :key #'1+)) (list #'subst #'subst-if #'subst-if-not #'nsubst #'nsubst-if #'nsubst-if-not)) => (:TYPE :TYPE :TYPE :TYPE :TYPE :TYPE)
(tree-equal '(1 ("A")) '(1 ("a")) :test #'equalp) => T
(let ((log nil)) (tree-equal '(1 . 2) '(3 . 4) :test (lambda (a b) (push (list a b) log) t)) (reverse log)) => ((1 3) (2 4))
(list (tree-equal nil nil) (tree-equal '(1) '(1 . 2)) (tree-equal '((1)) '(1)) (tree-equal "a" "a")) => (T NIL NIL NIL)
(list (outcome #'tree-equal 1) (outcome #'tree-equal 1 1 :key #'car) (outcome #'tree-equal 1 1 :test 'no-such-test) (outcome #'tree-equal '(a) '(b) :test #'=)) => (:PROGRAM :PROGRAM :UNDEFINED :TYPE)
(let* ((leaf "x") (a (list leaf (list leaf))) (b (copy-tree a))) (list (equal a b) (eq a b) (eq (cadr a) (cadr b)) (eq (car b) leaf))) => (T NIL NIL T)
(multiple-value-list (tree-equal '(1 . 2) '(3 . 4) :test (lambda (a b) (values (< a b) :second)))) => (T)

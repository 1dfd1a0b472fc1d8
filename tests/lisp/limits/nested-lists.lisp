;;;; Lists nested hundreds of thousands deep: every operator that walks trees completes.

(defun nested (depth &optional (core nil))
  (let ((list core)) (dotimes (i depth list) (setq list (list list)))))
(defun parenthesised (depth)
  (concatenate 'string (make-string depth :initial-element #\() (make-string depth :initial-element #\))))
(defvar *deep* (nested 300000))
(defvar *other* (nested 300000))
(defvar *different* (nested 300000 '(a)))

;;; Comparing.
(equal *deep* *other*) => T
(equal *deep* *different*) => NIL
(equalp *deep* *other*) => T
(equalp *deep* *different*) => NIL
(tree-equal *deep* *other*) => T
(tree-equal *deep* *different*) => NIL
(tree-equal (nested 100000) (nested 100000) :test (function eq)) => T

;;; Copying and substituting.
(equal *deep* (copy-tree *deep*)) => T
(equal (subst 'b 'a *different*) (nested 300000 '(b))) => T
(eq (subst 'b 'c *deep*) *deep*) => T
(equal (sublis '((a . b)) *different*) (nested 300000 '(b))) => T
(equal (nsubst 'b 'a (copy-tree *different*)) (nested 300000 '(b))) => T
(equal (subst-if 'b (lambda (x) (eq x 'a)) (nested 100000 '(a))) (nested 100000 '(b))) => T
(equal (nsublis '((a . b)) (nested 100000 '(a))) (nested 100000 '(b))) => T

;;; Hashing looks at a bounded part.
(= (sxhash *deep*) (sxhash *other*)) => T
(let ((table (make-hash-table :test 'equal)))
  (setf (gethash *deep* table) 'found)
  (list (gethash *other* table) (gethash *different* table)))
=> (FOUND NIL)

;;; As constants of compiled code.
(eq (eval (list 'quote *deep*)) *deep*) => T
(eq (funcall (compile nil (list 'lambda () (list 'quote *deep*)))) *deep*) => T

;;; Reading, printing and collecting.
(let ((list (read-from-string (parenthesised 1000000))))
  (list (equal list (nested 999999)) (length (prin1-to-string list))))
=> (T 2000001)
(string= (prin1-to-string (nested 100000 t))
         (concatenate 'string (make-string 100000 :initial-element #\() "T" (make-string 100000 :initial-element #\))))
=> T
(equal (read-from-string (parenthesised 300001)) *deep*) => T
(let ((*print-circle* t)) (length (prin1-to-string (nested 20000 t)))) => 40001
(let ((*print-level* 3)) (prin1-to-string *deep*)) => "(((#)))"
(progn (sys::%gc t) (equal *deep* *other*)) => T
(consp (read-from-string (concatenate 'string "`" (parenthesised 300001)))) => T
(let ((depth 0))
  (do ((form (read-from-string (concatenate 'string (make-string 100000 :initial-element #\') "a")) (cadr form)))
      ((eq form 'a) depth)
    (setq depth (1+ depth))))
=> 100000
(vectorp (read-from-string
           (with-output-to-string (text)
             (dotimes (i 100000) (write-string "#(" text))
             (write-string (make-string 100000 :initial-element #\)) text))))
=> T

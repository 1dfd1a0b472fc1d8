;;;; Backquote (CLHS 2.4.6).

(let ((a 1) (b '(2 3))) `(,a ,@b x)) => (1 2 3 X)
(let ((b '(2 3))) `(1 . ,b)) => (1 2 3)
(let ((b '(2 3))) `(,@b . 4)) => (2 3 . 4)
`(1 2 3) => (1 2 3)
(let ((a 1)) `#(0 ,a)) => #(0 1)
(let ((a 1)) `(x (y ,a) ,@(list a a))) => (X (Y 1) 1 1)
(let ((a 1)) (eval (cadr `(quote `(,,a))))) => (1)
`,(+ 1 2) => 3
(let ((x 'b)) (eval ``(a ,',x))) => (A B)

;;; What is spliced must be an element of a list or vector (CLHS 2.4.6).
(defun read-outcome (text) (handler-case (read-from-string text) (reader-error () :error)))
(mapcar #'read-outcome '("`,@a" "`,.a" "`(a . ,@b)" "`(a . ,.b)" "`(1 `,@a)" "`(1 (2 . ,@a) 3)" "``,@a" "`#(1 (a . ,@b))")) => (:ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR :ERROR)
(let ((a '(1 2)) (b '(3 4))) (list `#(1 ,@b) `(a ,@b) `(,@a . ,b) `(,@a . 5) `((,@a) ,.(list 5)) `(x #(,@a)))) => (#(1 3 4) (A 3 4) (1 2 3 4) (1 2 . 5) ((1 2) 5) (X #(1 2)))

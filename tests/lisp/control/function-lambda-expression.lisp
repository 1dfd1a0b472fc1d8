;;;; FUNCTION-LAMBDA-EXPRESSION (CLHS 5.3): no source is kept, whatever the function.

(function-lambda-expression #'car) => NIL; T; CAR
(progn (defun tested-name (x) x) (function-lambda-expression #'tested-name)) => NIL; T; TESTED-NAME
(multiple-value-bind (form closed) (function-lambda-expression (let ((n 0)) (lambda () (incf n)))) (list form closed)) => (NIL T)
(progn (defun (setf tested-name) (x y) (list x y)) (nth-value 2 (function-lambda-expression #'(setf tested-name)))) => (SETF TESTED-NAME)
(function-lambda-expression 'car) !! type-error
(function-lambda-expression) !! program-error

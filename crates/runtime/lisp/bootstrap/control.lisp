;;;; The control macros that come before DEFMACRO: AND, OR, COND, WHEN, UNLESS, PROG1, RETURN, DEFUN. They take
;;;; their forms apart by hand.

;;; What never returns is not called in place of its caller, whose frame tells where the error is.
(let ((names '(error %system-error %error-of %error-in-form %file-error %namestring-error %no-pathname
               %illegal-component %package-error %invalid-type %no-logical-host %wrong-slot-value %no-translation
               %not-coercible %case-failure %signal-wrong-form)))
  (tagbody
   next
     (%set-symbol-info (car names) 'no-return t)
     (setq names (cdr names))
     (if names (go next))))

;;; An error that the system signals is of the operator that the program called, one that the program signals is its own.
;;; So the system's calls of ERROR are calls of %SYSTEM-ERROR; "environment/locking" ends that.
(%set-compiler-macro 'error
  (function
   (named-lambda system-error (form environment)
     (declare (ignore environment))
     (cons '%system-error (cdr form)))))

(%set-macro-function 'and
  (function
   (named-lambda and (form environment)
     (declare (ignore environment))
     (let ((forms (cdr form)))
       (if (null forms) t
           (if (null (cdr forms)) (car forms)
               `(if ,(car forms) (and ,@(cdr forms)) nil)))))))

(%set-macro-function 'or
  (function
   (named-lambda or (form environment)
     (declare (ignore environment))
     (let ((forms (cdr form)))
       (if (null forms) nil
           (if (null (cdr forms)) (car forms)
               (let ((value (gensym "OR")))
                 `(let ((,value ,(car forms)))
                    (if ,value ,value (or ,@(cdr forms)))))))))))

(%set-macro-function 'cond
  (function
   (named-lambda cond (form environment)
     (declare (ignore environment))
     (let ((clauses (cdr form)))
       (if (null clauses) nil
           (let ((clause (car clauses)))
             (if (atom clause)
                 (%error-in-form "a clause is not a list" clause)
                 (if (null (cdr clause))
                     `(or ,(car clause) (cond ,@(cdr clauses)))
                     (if (eq (car clause) t)
                         `(progn ,@(cdr clause))
                         `(if ,(car clause)
                              (progn ,@(cdr clause))
                              (cond ,@(cdr clauses))))))))))))

(%set-macro-function 'when
  (function
   (named-lambda when (form environment)
     (declare (ignore environment))
     (if (consp (cdr form)) nil (%error-in-form "there is no test" form))
     `(if ,(car (cdr form)) (progn ,@(cdr (cdr form))) nil))))

(%set-macro-function 'unless
  (function
   (named-lambda unless (form environment)
     (declare (ignore environment))
     (if (consp (cdr form)) nil (%error-in-form "there is no test" form))
     `(if ,(car (cdr form)) nil (progn ,@(cdr (cdr form)))))))

(%set-macro-function 'prog1
  (function
   (named-lambda prog1 (form environment)
     (declare (ignore environment))
     (if (consp (cdr form)) nil (%error-in-form "there is no form" form))
     (let ((value (gensym "PROG1")))
       `(let ((,value ,(car (cdr form))))
          ,@(cdr (cdr form))
          ,value)))))

(%set-macro-function 'return
  (function
   (named-lambda return (form environment)
     (declare (ignore environment))
     `(return-from nil ,@(cdr form)))))

(%set-macro-function 'lambda
  (function
   (named-lambda lambda (form environment)
     (declare (ignore environment))
     `(function ,form))))

;;; Splits BODY; returns the list of its declarations, its forms, and its documentation string or NIL.
(%set-symbol-function '%parse-body
  (function
   (named-lambda %parse-body (body documentation-allowed)
     (let ((declarations nil) (documentation nil))
       (block parse
         (tagbody
          next
            (cond ((null body) (return-from parse nil))
                  ((and documentation-allowed (stringp (car body)) (cdr body) (null documentation))
                   (setq documentation (car body)))
                  ((and (consp (car body)) (eq (car (car body)) 'declare))
                   (setq declarations (cons (car body) declarations)))
                  (t (return-from parse nil)))
            (setq body (cdr body))
            (go next)))
       (values (reverse declarations) body documentation)))))

;;; What DEFUN does besides defining NAME: a function that is proclaimed inline leaves its LAMBDA expression for the calls
;;; that are compiled from now on, unless that has a meaning in its ENVIRONMENT only. An expansion of before is forgotten.
(%set-symbol-function '%inline-forms
  (function
   (named-lambda %inline-forms (name lambda environment)
     (let* ((symbol (%function-name-symbol name))
            (expansion (if (%symbol-info symbol 'inline) (if (null environment) lambda nil) nil)))
       (if (if expansion t (%symbol-info symbol 'inline-expansion))
           `((eval-when (:compile-toplevel :load-toplevel :execute)
               (%set-inline-expansion ',name ',expansion)))
           nil)))))

(%set-macro-function 'defun
  (function
   (named-lambda defun (form environment)
     (if (if (consp (cdr form)) (consp (cdr (cdr form))) nil) nil
         (%error-in-form "there is no name and lambda list" form))
     (let ((name (car (cdr form)))
           (lambda-list (car (cdr (cdr form))))
           (body (cdr (cdr (cdr form)))))
       (multiple-value-call
        (function
         (lambda (declarations forms documentation)
           (let* ((parts `(,lambda-list ,@declarations
                           (block ,(if (consp name) (car (cdr name)) name) ,@forms)))
                  (definition `(%define-function ,(%definition-name 'defun name)
                                                 (function (named-lambda ,name ,@parts))
                                                 ',documentation))
                  (inline-forms (%inline-forms name `(lambda ,@parts) environment)))
             (if inline-forms
                 `(progn ,@inline-forms ,definition)
                 definition))))
        (%parse-body body t))))))

;;; A form for NAME in what OPERATOR expands into. It refuses names of locked packages when it is run.
(%set-symbol-function '%definition-name
  (function
   (named-lambda %definition-name (operator name)
     (%function-name-symbol name)        ; which it must have
     (if (%locked-name-p name)
         `(progn (%check-definition-lock ',operator ',name) ',name)
         `',name))))

;;; Keeps a documentation string of KIND on the symbol's INFO list.
(%set-symbol-function '%set-documentation
  (function
   (named-lambda %set-documentation (name kind documentation)
     (let ((symbol (%function-name-symbol name)))
       (%set-symbol-info symbol 'documentation
                         (list* kind documentation (%symbol-info symbol 'documentation)))
       documentation))))

;;; Makes FUNCTION the global function of NAME and returns NAME.
(%set-symbol-function '%define-function
  (function
   (named-lambda %define-function (name function documentation)
     (%set-symbol-function (%function-name-symbol name) function)
     (if documentation (%set-documentation name 'function documentation) nil)
     name)))

;;;; DEFMACRO, DESTRUCTURING-BIND and DEFINE-COMPILER-MACRO. The compiler itself turns macro lambda lists into
;;;; lambda expressions, since MACROLET is its business; these macros hand theirs over.

(%set-macro-function 'defmacro
  (function
   (named-lambda defmacro (form environment)
     (declare (ignore environment))
     (if (if (consp (cdr form)) (consp (cdr (cdr form))) nil) nil
         (%error-in-form "there is no name and lambda list" form))
     (let ((name (car (cdr form)))
           (lambda-list (car (cdr (cdr form))))
           (body (cdr (cdr (cdr form)))))
       `(eval-when (:compile-toplevel :load-toplevel :execute)
          (%set-macro-function ,(%definition-name 'defmacro name)
                               (function ,(%macro-lambda name lambda-list body)))
          ,@(multiple-value-call
             (function
              (lambda (declarations forms documentation)
                (declare (ignore declarations forms))
                (if documentation `((%set-documentation ',name 'function ',documentation)) nil)))
             (%parse-body body t))
          ',name)))))

(defmacro destructuring-bind (lambda-list expression &body body)
  `(funcall (function ,(%destructuring-lambda lambda-list body)) ,expression))

;;; The compiler hands a compiler macro the form (NAME . ARGS), also for (FUNCALL #'NAME . ARGS).
(defmacro define-compiler-macro (name lambda-list &body body)
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     (%set-compiler-macro ,(%definition-name 'define-compiler-macro name)
                          (function ,(%macro-lambda name lambda-list body)))
     ',name))

;;;; Multiple values (CLHS 5.3), and the function objects of what the compiler opens: FUNCALL, APPLY, VALUES.

(defun funcall (function &rest arguments) (apply function arguments))

(defun apply (function argument &rest arguments)
  (apply function (apply (function list*) argument arguments)))

(defun values (&rest values) (values-list values))

(defun identity (object) object)

(defmacro multiple-value-bind (variables values-form &body body)
  (if (listp variables) nil (%error-in-form "the variables are not a list" variables))
  (if (and (consp variables) (null (cdr variables)))
      `(let ((,(car variables) ,values-form)) ,@body)
      (let ((ignored (gensym "IGNORED")))
        `(multiple-value-call
          (function (lambda (&optional ,@variables &rest ,ignored)
            (declare (ignore ,ignored))
            ,@body))
          ,values-form))))

(defmacro multiple-value-list (form)
  `(multiple-value-call (function list) ,form))

;;; Whether one of VARIABLES is a symbol macro in ENVIRONMENT.
(defun %symbol-macro-among-p (variables environment)
  (block nil
    (%map-list (function (lambda (variable)
                 (if (eq (macroexpand-1 variable environment) variable) nil (return t))))
               variables)
    nil))

(defmacro multiple-value-setq (variables form &environment environment)
  (if (listp variables) nil (%error-in-form "the variables are not a list" variables))
  (if (if variables (%symbol-macro-among-p variables environment) t)
      (if variables `(values (setf (values ,@variables) ,form)) `(values ,form))
      (let ((temporaries (%map-list (function (lambda (variable) (gensym (symbol-name variable)))) variables)))
        `(multiple-value-bind ,temporaries ,form
           ,@(%map-two-lists (function (lambda (variable temporary) `(setf ,variable ,temporary)))
                             variables temporaries)
           ,(car temporaries)))))

(defun %map-two-lists (function list-1 list-2)
  (let ((result nil))
    (block nil
      (tagbody
       next
         (if (or (atom list-1) (atom list-2)) (return (nreverse result)))
         (setq result (cons (funcall function (car list-1) (car list-2)) result))
         (setq list-1 (cdr list-1) list-2 (cdr list-2))
         (go next)))))

(defmacro nth-value (n form)
  `(nth ,n (multiple-value-list ,form)))

(defmacro prog2 (first second &rest forms)
  `(progn ,first (prog1 ,second ,@forms)))

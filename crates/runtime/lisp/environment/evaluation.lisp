;;;; EVAL and what surrounds it (CLHS 3.8, 25.1). COMPILE is in compilation-units.lisp, LOAD in loading.lisp,
;;;; COMPILE-FILE in compile-file.lisp.
;;;;
;;;; Evaluation is compile and run. Top-level PROGNs are split here, so that a macro or package defined by one
;;;; subform is there when the next is read by the compiler.

;;; A PROGN or EVAL-WHEN that is malformed is left to the compiler, which says so.
(defun %evaluate (form)
  (if (and (consp form) (or (not (member (car form) '(progn eval-when))) (%well-formed-p form)))
      (case (car form)
        ((progn)
         (do ((forms (cdr form) (cdr forms)))
             ((null (cdr forms)) (%evaluate (car forms)))
           (%evaluate (car forms))))
        ((eval-when)
         (if (or (member :execute (cadr form)) (member 'eval (cadr form)))
             (%evaluate `(progn ,@(cddr form)))))
        (t
         (if (and (symbolp (car form)) (macro-function (car form)))
             (multiple-value-bind (expansion expanded) (macroexpand-1 form)
               (if expanded (%evaluate expansion) (funcall (%compile-form form))))
             (funcall (%compile-form form)))))
      (if (or (symbolp form) (consp form)) (funcall (%compile-form form)) form)))

(defun %well-formed-p (form)
  (and (null (cdr (last form)))
       (or (eq (car form) 'progn)
           (and (listp (cadr form))
                (subsetp (cadr form)
                         '(:compile-toplevel :load-toplevel :execute compile load eval))
                (consp (cdr form))))))

(defvar *load-forms* nil
  "While a file is compiled: a hash table of the objects that are made by calling functions when it is loaded, and
pairs of such objects and functions that are to be entered there.")

(defvar *compiler-notes* nil
  "While a file or function is compiled: a list whose rest are the compiler's notes, lists of kind, subject and line.")

;;; What is evaluated or compiled while a file is compiled (a macro may do it) belongs to this session, not to the file.
(defun eval (form)
  (let ((*load-forms* nil) (*compiler-notes* nil)) (%evaluate form)))

(defun compiled-function-p (object) (functionp object))

;;; Compiled functions keep no source, so it may always be that there was a lexical environment.
(defun function-lambda-expression (function)
  (if (functionp function)
      (values nil t (%function-name function))
      (error 'type-error :datum function :expected-type 'function)))

;;; FUNCTION may be a name or a lambda expression, too.
(defun disassemble (function)
  (write-string (%disassemble (cond ((functionp function) function)
                                    ((and (consp function) (eq (car function) 'lambda)) (coerce function 'function))
                                    (t (fdefinition function)))))
  nil)

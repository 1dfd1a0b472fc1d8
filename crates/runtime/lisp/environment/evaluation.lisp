;;;; EVAL and what surrounds it (CLHS 3.8, 25.1). COMPILE is in compilation-units.lisp, LOAD in loading.lisp,
;;;; COMPILE-FILE in compile-file.lisp.
;;;;
;;;; A form that is a call, or decides between calls, is evaluated here, because to compile it takes longer than to run it
;;;; once. All other forms, whatever binds names or repeats, are compiled and run; so no form is evaluated here more
;;;; than once, and there is one implementation of everything lexical. Forms of a PROGN come one after the other: a
;;;; macro or package that one of them defines is there for the next. Compiler macros are for the compiler alone.

(defvar *load-forms* nil
  "While a file is compiled: a hash table of the objects that are made by calling functions when it is loaded, and
pairs of such objects and functions that are to be entered there.")

(defvar *compiler-notes* nil
  "While a file or function is compiled: a list whose rest are the compiler's notes, lists of kind, subject and line.")

(defun eval (form) (%evaluate form))

(defun %evaluate (form)
  (if (consp form)
      (let ((kind (%form-kind form)) (operands (cdr form)))
        ;; The function is looked up behind its arguments, as in compiled calls.
        (case kind
          ((0) (funcall (car form)))
          ((1) (funcall (car form) (%evaluate (car operands))))
          ((2) (funcall (car form) (%evaluate (car operands)) (%evaluate (cadr operands))))
          ((3) (funcall (car form) (%evaluate (car operands)) (%evaluate (cadr operands))
                        (%evaluate (caddr operands))))
          ((quote) (if (%one-element-p operands) (car operands) (%compile-and-run form)))
          ((if)
           (cond ((or (null (cdr operands)) (cdddr operands)) (%compile-and-run form))
                 ((%evaluate (car operands)) (%evaluate (cadr operands)))
                 (t (%evaluate (caddr operands)))))
          ((setq) (if (%assignments-p operands) (%evaluate-assignments operands) (%compile-and-run form)))
          ((function) (%evaluate-function form operands))
          ((progn) (%evaluate-sequence operands))
          ((eval-when)
           (cond ((not (%situations-p operands)) (%compile-and-run form))
                 ((or (member :execute (car operands)) (member 'eval (car operands)))
                  (%evaluate-sequence (cdr operands)))))
          (t (cond ((functionp kind) (%evaluate (%expand-by kind form)))
                   ((integerp kind)
                    (apply (car form) (%map-list (function (lambda (operand) (%evaluate operand))) operands)))
                   (t (%compile-and-run form))))))
      (cond ((not (symbolp form)) form)
            ((or (%assignable-variable-p form) (%constant-symbol-p form)) (symbol-value form))
            (t (%evaluate (macroexpand-1 form))))))

;;; What is compiled while a file is compiled (a macro may do it) belongs to this session, not to the file.
(defun %compile-and-run (form)
  (funcall (let ((*load-forms* nil) (*compiler-notes* nil)) (%compile-form form))))

;;; Special forms that are malformed are left to the compiler, which says so.
(defun %one-element-p (operands) (and operands (null (cdr operands))))

(defun %assignments-p (operands)
  (do ((rest operands (cddr rest)))
      ((null rest) t)
    (if (and (cdr rest) (%assignable-variable-p (car rest))) nil (return nil))))

(defun %situations-p (operands)
  (and operands
       (listp (car operands))
       (null (cdr (last (car operands))))
       (subsetp (car operands) '(:compile-toplevel :load-toplevel :execute compile load eval))))

(defun %evaluate-sequence (forms)
  (do ((rest forms (cdr rest)))
      ((null (cdr rest)) (%evaluate (car rest)))
    (%evaluate (car rest))))

(defun %evaluate-assignments (operands)
  (do ((rest operands (cddr rest)) (value nil))
      ((null rest) value)
    (setq value (set (car rest) (%evaluate (cadr rest))))))

(defun %evaluate-function (form operands)
  (let ((name (car operands)))
    (or (and (%one-element-p operands)
             (symbolp name)
             (fboundp name)
             (let ((function (symbol-function name))) (if (functionp function) function nil)))
        (%compile-and-run form))))

(defun %expand-by (expander form)
  (let ((hook *macroexpand-hook*))
    (if (eq hook 'funcall) (funcall expander form nil) (funcall hook expander form nil))))

;;; What fails in the frames of these, or of what they call last, is the program's and not of an operator of the system.
(dolist (name '(eval %evaluate %compile-and-run %evaluate-sequence %evaluate-assignments %evaluate-function %expand-by
                %guarded-expansion %load-forms %load-compiled %evaluate-inspecting))
  (%set-symbol-info name 'frame-role 'evaluation))

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

;;;; Definers of variables and global declarations (CLHS 3.8, 5.3): DEFVAR, DEFPARAMETER, DEFCONSTANT, DECLAIM.

(defmacro declaim (&rest specifiers)
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     ,@(%map-list (function (lambda (specifier) `(%proclaim ',specifier))) specifiers)))

(defun proclaim (specifier)
  (%proclaim specifier)
  nil)

;;; MAPCAR over one list, for macros that come before MAPCAR.
(defun %map-list (function list)
  (let ((result nil))
    (block nil
      (tagbody
       next
         (if (atom list) (return (nreverse result)))
         (setq result (cons (funcall function (car list)) result))
         (setq list (cdr list))
         (go next)))))

;;; A variable that has a value keeps it, and so would a constant without a word.
(defmacro defvar (name &optional (value nil value-supplied) documentation)
  (if (if (symbolp name) (%constant-symbol-p name) nil)
      (%error-in-form "a constant cannot be made a variable" name))
  `(progn
     (declaim (special ,name))
     ,@(if value-supplied
           `((if (boundp ',name) nil (%set-symbol-value-global ',name ,value))))
     ,@(if documentation `((%set-documentation ',name 'variable ',documentation)))
     ',name))

(defmacro defparameter (name value &optional documentation)
  `(progn
     (declaim (special ,name))
     (%set-symbol-value-global ',name ,value)
     ,@(if documentation `((%set-documentation ',name 'variable ',documentation)))
     ',name))

(defmacro defconstant (name value &optional documentation)
  (if (symbolp name) nil (%error-in-form "the name of a constant must be a symbol" name))
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     (%define-constant ',name ,value)
     ,@(if documentation `((%set-documentation ',name 'variable ',documentation)))
     ',name))

(defun constantp (form &optional environment)
  (declare (ignore environment))
  (cond ((consp form) (eq (car form) 'quote))
        ((symbolp form) (%constant-symbol-p form))
        (t t)))

;;; A constant may be defined again with a value that is EQL to the old one.
(defun %define-constant (name value)
  (cond ((not (%constant-symbol-p name))
         (%set-symbol-value-global name value)
         (%proclaim (list '%constant name)))
        ;; A file's constant is defined when the file is compiled and, by another object, when it is loaded.
        ((not (equal (symbol-value name) value))
         (%error-in-form "a constant is defined again with another value" name)))
  name)

(defmacro define-symbol-macro (symbol expansion)
  (if (symbolp symbol) nil (%error-in-form "the name of a symbol macro must be a symbol" symbol))
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     (%set-symbol-macro ',symbol ',expansion)
     ',symbol))

(defconstant lambda-list-keywords
  '(&optional &rest &key &allow-other-keys &aux &body &whole &environment))
(defconstant call-arguments-limit 4096)
(defconstant lambda-parameters-limit 4096)
(defconstant multiple-values-limit 1024)
(defconstant most-positive-fixnum 2305843009213693951)
(defconstant most-negative-fixnum -2305843009213693952)
(defconstant array-dimension-limit 1099511627776)
(defconstant array-total-size-limit 1099511627776)
(defconstant array-rank-limit 64)
(defconstant char-code-limit 1114112)
(defconstant internal-time-units-per-second 1000000)

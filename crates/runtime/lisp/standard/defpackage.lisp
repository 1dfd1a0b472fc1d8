;;;; DEFPACKAGE (CLHS 11.2), with CLISP's options :LOCK, :CASE-SENSITIVE, :CASE-INVERTED and :MODERN; of the last three
;;;; only NIL is implemented.

(defmacro defpackage (name &rest options)
  (let ((given nil))
    (flet ((values-of (key)
             (let ((values nil))
               (dolist (option options values)
                 (if (eq (car option) key) (setq values (append values (cdr option)))))))
           (imports-of (key)
             (mapcan (function (lambda (option)
                       (if (eq (car option) key)
                           (list (mapcar (function string) (cdr option))))))
                     options)))
      (dolist (option options)
        (if (and (consp option)
                 (member (car option) '(:nicknames :documentation :use :shadow :shadowing-import-from :import-from
                                        :intern :export :size :lock :case-sensitive :case-inverted :modern)))
            nil
            (%error-in-form "there is no such option" option))
        (if (and (member (car option) '(:documentation :size :lock :case-sensitive :case-inverted :modern))
                 (or (member (car option) given) (null (cdr option)) (cddr option)))
            (%error-in-form "an option is given twice, or not with one value" option))
        (push (car option) given))
      (let ((shadow (mapcar (function string) (values-of :shadow)))
            (shadowing-imports (imports-of :shadowing-import-from))
            (imports (imports-of :import-from))
            (interns (mapcar (function string) (values-of :intern)))
            (exports (mapcar (function string) (values-of :export))))
        (%check-distinct-names (string name) (append shadow interns
                                                     (mapcan (function (lambda (import) (copy-list (cdr import))))
                                                             (append shadowing-imports imports))))
        (%check-distinct-names (string name) (append (remove-duplicates interns :test (function equal))
                                                     (remove-duplicates exports :test (function equal))))
        (%refuse-case-options (car (values-of :case-sensitive)) (car (values-of :case-inverted))
                              (car (values-of :modern)))
        `(eval-when (:compile-toplevel :load-toplevel :execute)
           (%define-package ,(string name) ',(mapcar (function string) (values-of :nicknames))
                            ',(if (member :use given) (values-of :use) '("COMMON-LISP"))
                            ',shadow ',shadowing-imports ',imports ',interns ',exports
                            ',(car (values-of :documentation)) ,(car (values-of :lock))))))))

(defun %check-distinct-names (package names)
  (do ((rest names (cdr rest)))
      ((null rest))
    (if (member (car rest) (cdr rest) :test (function string=))
        (%error-of 'defpackage '%simple-program-error
                   :format-control "package ~A: the symbol ~A must not be specified more than once"
                   :format-arguments (list package (car rest))))))

;;; A package of this name that is there already gets what it lacks.
(defun %define-package (name nicknames uses shadow shadowing-imports imports interns exports documentation lock)
  (let ((package (find-package name)))
    (if package
        (let ((missing (set-difference nicknames (package-nicknames package) :test (function string=))))
          (if (%package-locked package) (%check-package-lock 'defpackage name package))
          (if missing
              (%rename-package package (package-name package) (append (package-nicknames package) missing))))
        (setq package (make-package name :nicknames nicknames :use nil)))
    (%call-without-package-locks
     (list package)
     (function (lambda ()
       (shadow shadow package)
       (dolist (import shadowing-imports)
         (dolist (symbol-name (cdr import))
           (shadowing-import (list (%symbol-to-import symbol-name (car import))) package)))
       (use-package uses package)
       (dolist (import imports)
         (dolist (symbol-name (cdr import))
           (import (list (%symbol-to-import symbol-name (car import))) package)))
       (dolist (symbol-name interns) (intern symbol-name package))
       (export (mapcar (function (lambda (symbol-name) (nth-value 0 (intern symbol-name package)))) exports)
               package))))
    (if documentation (%set-package-documentation package documentation))
    (if lock (%set-package-locked package t))
    package))

(defun %symbol-to-import (name designator)
  (let ((package (%package-or-error designator)))
    (multiple-value-bind (symbol status) (find-symbol name package)
      (if status symbol
          (progn
            (cerror "This symbol will be created." '%simple-package-error
                    :package package
                    :format-control "~S: There is no symbol ~A::~A."
                    :format-arguments (list 'defpackage (package-name package) name))
            (nth-value 0 (intern name package)))))))

;;;; Package macros (CLHS 11): IN-PACKAGE, DEFPACKAGE, DO-SYMBOLS and its relatives.

(defmacro in-package (name)
  `(setq *package* (%package-or-error ',(string name))))

(defun %package-or-error (designator)
  (or (find-package designator)
      (error '%simple-package-error :package designator
             :format-control "There is no package with name ~S" :format-arguments (list designator))))

(defmacro defpackage (name &rest options)
  (let ((nicknames nil) (documentation nil) (uses nil) (use-given nil) (shadow nil) (shadowing-imports nil)
        (imports nil) (interns nil) (exports nil))
    (dolist (option options)
      (let ((arguments (if (eq (car option) :documentation) (cdr option) (mapcar (function string) (cdr option)))))
        (ecase (car option)
          ((:nicknames) (setq nicknames (append nicknames arguments)))
          ((:documentation) (setq documentation (car arguments)))
          ((:use) (setq use-given t uses (append uses arguments)))
          ((:shadow) (setq shadow (append shadow arguments)))
          ((:shadowing-import-from) (push arguments shadowing-imports))
          ((:import-from) (push arguments imports))
          ((:intern) (setq interns (append interns arguments)))
          ((:export) (setq exports (append exports arguments)))
          ((:size :case-sensitive :modern) nil))))
    `(%define-package ,(string name) ',nicknames ',(if use-given uses '("COMMON-LISP"))
                      ',shadow ',(reverse shadowing-imports) ',(reverse imports) ',interns ',exports
                      ',documentation)))

(defun %define-package (name nicknames uses shadow shadowing-imports imports interns exports documentation)
  (let ((package (or (find-package name) (%make-package name nicknames nil))))
    (dolist (symbol-name shadow) (shadow symbol-name package))
    (dolist (import shadowing-imports)
      (dolist (symbol-name (cdr import))
        (shadowing-import (%symbol-to-import symbol-name (car import)) package)))
    (dolist (used uses) (use-package used package))
    (dolist (import imports)
      (dolist (symbol-name (cdr import))
        (import (list (%symbol-to-import symbol-name (car import))) package)))
    (dolist (symbol-name interns) (intern symbol-name package))
    (dolist (symbol-name exports) (export (list (intern symbol-name package)) package))
    (if documentation (%set-package-documentation package documentation))
    package))

(defun %symbol-to-import (name package)
  (multiple-value-bind (symbol status) (find-symbol name (%package-or-error package))
    (if status symbol
        (error '%simple-package-error :package package
               :format-control "There is no symbol ~A in package ~A" :format-arguments (list name package)))))

(defun make-package (name &key nicknames (use '("COMMON-LISP")))
  (%make-package name nicknames use))

(defmacro do-symbols ((variable &optional (package '*package*) result) &body body)
  `(dolist (,variable (%package-symbols ,package t) ,result) ,@body))

(defmacro do-external-symbols ((variable &optional (package '*package*) result) &body body)
  `(dolist (,variable (%package-symbols ,package nil) ,result) ,@body))

(defmacro do-all-symbols ((variable &optional result) &body body)
  (let ((package (gensym "PACKAGE")))
    `(block nil
       (dolist (,package (list-all-packages))
         (block nil (do-symbols (,variable ,package) ,@body)))
       ,(if result `(let ((,variable nil)) (declare (ignorable ,variable)) ,result)))))

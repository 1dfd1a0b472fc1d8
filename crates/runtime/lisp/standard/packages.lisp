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
  `(dolist (,variable (%all-symbols) ,result) ,@body))

;;; The symbols that are accessible in any package; one may occur several times.
(defun %all-symbols ()
  (let ((symbols nil))
    (dolist (package (list-all-packages) symbols)
      (setq symbols (revappend (%package-symbols package t) symbols)))))

;;; The local macro NAME returns T, a symbol, its accessibility and the package for each symbol of the TYPES, then NIL.
(defmacro with-package-iterator ((name packages &rest types) &body body)
  (if (null types) (%error-in-form "WITH-PACKAGE-ITERATOR without a symbol type" name))
  (dolist (type types)
    (if (member type '(:internal :external :inherited)) nil
        (%error-in-form "this is no symbol type for WITH-PACKAGE-ITERATOR" type)))
  (let ((entries (gensym "ENTRIES")) (entry (gensym "ENTRY")))
    `(let ((,entries (%package-entries ,packages ',types)))
       (declare (ignorable ,entries))
       (macrolet ((,name ()
                    '(let ((,entry (pop ,entries)))
                      (if ,entry (values-list ,entry) nil))))
         ,@body))))

;;; A list (T symbol accessibility package) for each symbol of PACKAGES, a designator or a list of them, that is
;;; accessible there in one of the ways in TYPES.
(defun %package-entries (packages types)
  (let ((entries nil))
    (dolist (designator (if (listp packages) packages (list packages)) (nreverse entries))
      (let ((package (%package-or-error designator)))
        (dolist (symbol (%package-symbols package t))
          (let ((status (nth-value 1 (find-symbol (symbol-name symbol) package))))
            (if (member status types) (push (list t symbol status package) entries))))))))

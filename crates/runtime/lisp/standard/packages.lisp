;;;; Packages (CLHS 11.2): IN-PACKAGE, DO-SYMBOLS and its relatives. package-operations.lisp changes packages.

(defmacro in-package (name)
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     (setq *package* (%package-or-error ',(string name)))))

;;; The package that DESIGNATOR means, or the one that the user names instead. A deleted package is none.
(defun %package-or-error (designator)
  (loop
    (let ((package (find-package designator)))
      (if (and package (package-name package)) (return package))
      (restart-case (error '%simple-package-error
                           :package designator
                           :format-control (if package "~S has been deleted" "There is no package with name ~S")
                           :format-arguments (list (if package designator (string designator))))
        (use-value (value)
          :report "Input a value to be used instead."
          :interactive (lambda () (%prompt-for-value "package"))
          (setq designator value))))))

(defmacro do-symbols ((variable &optional (package '*package*) result) &body body)
  `(dolist (,variable (%package-symbols (%package-or-error ,package) t) ,result) ,@body))

(defmacro do-external-symbols ((variable &optional (package '*package*) result) &body body)
  `(dolist (,variable (%package-symbols (%package-or-error ,package) nil) ,result) ,@body))

(defmacro do-all-symbols ((variable &optional result) &body body)
  `(dolist (,variable (%all-symbols) ,result) ,@body))

;;; The symbols that are accessible in any package; one may occur several times.
(defun %all-symbols ()
  (let ((symbols nil))
    (dolist (package (list-all-packages) symbols)
      (setq symbols (revappend (%package-symbols package t) symbols)))))

;;; The local macro NAME returns T, a symbol, its accessibility and the package for each symbol of the TYPES, then NIL.
(defmacro with-package-iterator ((name packages &rest types) &body body)
  (if (null types) (%error-in-form "there is no symbol type" name))
  (dolist (type types)
    (if (member type '(:internal :external :inherited)) nil
        (%error-in-form "this is no symbol type" type)))
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

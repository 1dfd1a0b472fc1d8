;;;; Package locks: EXT:PACKAGE-LOCK, EXT:WITHOUT-PACKAGE-LOCK.
;;;;
;;;; A locked package gets no new symbols and loses none; its exports, uses and names stay as they are; and what its
;;;; symbols are defined as, as functions, macros, types and structures, is not replaced. Each violation can be
;;;; continued.

(define-condition %package-lock-error (%simple-package-error) ())

(defvar custom:*system-package-list* '("SYSTEM" "COMMON-LISP" "EXT" "CLOS")
  "Names of the packages that are locked when an image is made.")

;;; Signals that OPERATION may not change OBJECT of PACKAGE, if that is locked.
(defun %check-package-lock (operation object package)
  (if (and package (%package-locked package))
      (let ((condition (make-condition '%package-lock-error
                                       :package package
                                       :format-control "~S(~S): ~S is locked"
                                       :format-arguments (list operation object package))))
        (cerror "Ignore the lock and proceed" condition))))

;;; For what defines a function, macro, type or structure of NAME. What is no name is left to what defines it.
(defun %check-definition-lock (operation name)
  (let ((symbol (if (typep name '(cons (eql setf) (cons symbol null))) (cadr name) name)))
    (if (and (symbolp symbol) (symbol-package symbol))
        (%check-package-lock operation name (symbol-package symbol)))))

;;; What (SETF SYMBOL-FUNCTION) and (SETF FDEFINITION) are: OPERATION names which.
(defun %redefine-function (operation name function)
  (%check-definition-lock operation name)
  (%set-fdefinition name function))

(defun %redefine-macro (symbol function)
  (%check-definition-lock 'macro-function symbol)
  (%set-macro-function symbol function)
  function)

(defun fmakunbound (name)
  (%check-definition-lock 'fmakunbound name)
  (%fmakunbound name))

(defun ext:package-lock (package)
  (%package-locked (%package-or-error package)))

;;; PACKAGES is a package, a name, or a list of them.
(defun (setf ext:package-lock) (lock packages)
  (dolist (package (if (listp packages) packages (list packages)) lock)
    (%set-package-locked (%package-or-error package) lock)))

(defmacro ext:without-package-lock (packages &body body)
  `(%call-without-package-locks ',packages (function (lambda () ,@body))))

;;; Without PACKAGES those of *SYSTEM-PACKAGE-LIST* are meant.
(defun %call-without-package-locks (packages function)
  (let ((locked (remove-if-not (function %package-locked)
                               (mapcar (function %package-or-error)
                                       (or packages custom:*system-package-list*)))))
    (unwind-protect
         (progn
           (setf (ext:package-lock locked) nil)
           (funcall function))
      (setf (ext:package-lock (remove nil locked :key (function package-name))) t))))

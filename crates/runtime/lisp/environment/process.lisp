;;;; The process and its surroundings (CLHS 25.1.4, 25.2): environment variables, arguments, what Lisp, machine and
;;;; system are called. All of it is asked when it is wanted, so a saved program tells of where it runs.

;;; The value of an environment variable, or NIL; without a name, an association list of all.
(defun ext:getenv (&optional name)
  (if name (%getenv (string name)) (%environment)))

;;; A VALUE of NIL removes the variable.
(defun %set-environment-variable (name value)
  (%setenv (string name) value)
  value)

(defsetf ext:getenv %set-environment-variable)

(defun ext:argv () (coerce (%command-line-arguments) 'simple-vector))

(defun lisp-implementation-type () "Monolisp")
(defun lisp-implementation-version () (%version))

(defun machine-type () (nth-value 1 (%platform)))
(defun machine-version () (nth-value 1 (%platform)))
(defun machine-instance () (values (%host)))

(defun software-type () (string-capitalize (%platform)))
(defun software-version () (nth-value 1 (%host)))

;;;; The features of the platform

;;; FEATURES with those of one platform, NEW, in the place of another's.
(defun %exchange-features (features old new)
  (append (remove-if (function (lambda (feature) (member feature old))) features) new))

;;; What a start does on another platform than images name.
(defun %adopt-platform ()
  (setq *features* (%exchange-features *features* (%platform-features t) (%platform-features nil))))

;;; *FEATURES* as an image holds them.
(defun %features-of-image ()
  (let ((features (%symbol-value-global '*features*)))
    (if (%image-platform-p) features
        (%exchange-features features (%platform-features nil) (%platform-features t)))))

;;;; The site

;;; As in CLISP, a site says its name by the environment.
(defun short-site-name () (ext:getenv "ORGANIZATION"))
(defun long-site-name () (ext:getenv "ORGANIZATION"))

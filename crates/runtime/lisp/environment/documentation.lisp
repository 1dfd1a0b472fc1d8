;;;; DOCUMENTATION (CLHS 25.2), APROPOS and APROPOS-LIST.

(defvar *function-documentation* nil
  "Weak table of the documentation of functions that nothing is defined as, such as anonymous ones. NIL when it is empty.")

;;; The name whose documentation is that of FUNCTION, since it is defined as FUNCTION; NIL when there is none.
(defun %documented-name (function)
  (let ((name (%function-name function)))
    (if (and name (or (symbolp name) (%setf-name-p name)) (fboundp name)
             (or (eq (fdefinition name) function)
                 (and (symbolp name) (eq (macro-function name) function))))
        name
        nil)))

;;; NAME is a package, function, symbol or name of a function. A structure's documentation is its type's too.
(defun documentation (name kind)
  (cond ((packagep name) (if (eq kind t) (%package-documentation name) nil))
        ((functionp name)
         (let ((function-name (%documented-name name)))
           (cond ((not (member kind '(t function))) nil)
                 (function-name (documentation function-name 'function))
                 (*function-documentation* (values (gethash name *function-documentation*))))))
        ((or (symbolp name) (%setf-name-p name))
         (let ((documentation (%symbol-info (%function-name-symbol name) 'documentation)))
           (or (car (%find-keyword-value documentation kind))
               (if (eq kind 'type) (car (%find-keyword-value documentation 'structure)) nil))))
        (t nil)))

(defun %setf-name-p (object)
  (and (consp object) (eq (car object) 'setf) (consp (cdr object)) (symbolp (cadr object)) (null (cddr object))))

(defun %documentation-setter (documentation name kind)
  (if (or (null documentation) (stringp documentation)) nil
      (error 'type-error :datum documentation :expected-type '(or null string)))
  (cond ((packagep name) (%set-package-documentation name documentation))
        ((functionp name)
         (let ((function-name (%documented-name name)))
           (cond (function-name (%documentation-setter documentation function-name 'function))
                 (t
                  (if (null *function-documentation*)
                      (setq *function-documentation* (make-hash-table :test 'eq :weak :key)))
                  (setf (gethash name *function-documentation*) documentation)))))
        ((or (symbolp name) (%setf-name-p name)) (%set-documentation name kind documentation))
        (t (error 'type-error :datum name :expected-type '(or symbol function package))))
  documentation)

(defsetf documentation (name kind) (documentation) `(%documentation-setter ,documentation ,name ,kind))

;;;; Symbols by a part of their name

;;; The symbols, of PACKAGE if it is given, whose names contain STRING, in whatever case; each once, by name.
(defun apropos-list (string &optional package)
  (let ((part (string string)) (found (make-hash-table :test 'eq)) (symbols nil))
    (dolist (symbol (if package (%package-symbols (%package-or-error package) t) (%all-symbols)))
      (if (search part (symbol-name symbol) :test (function char-equal))
          (if (gethash symbol found) nil
              (progn
                (setf (gethash symbol found) t)
                (push symbol symbols)))))
    (sort symbols (function %symbol-before-p))))

(defun %symbol-before-p (a b)
  (let ((name-a (symbol-name a)) (name-b (symbol-name b)))
    (or (string< name-a name-b)
        (and (string= name-a name-b)
             (string< (%home-package-name a) (%home-package-name b))))))

(defun %home-package-name (symbol)
  (let ((package (symbol-package symbol))) (if package (package-name package) "")))

(defun apropos (string &optional package)
  (dolist (symbol (apropos-list string package) (values))
    (let ((name (prin1-to-string symbol)))
      (write-string name)
      (dolist (meaning (%symbol-meanings symbol))
        (dotimes (n (if name (max 1 (- 42 (length name))) 1)) (write-char #\Space))
        (setq name nil)
        (write-string meaning)))
    (terpri)))

;;; What SYMBOL names, in words.
(defun %symbol-meanings (symbol)
  (let ((meanings nil))
    (cond ((special-operator-p symbol) (push "special operator" meanings))
          ((macro-function symbol) (push "macro" meanings))
          ((fboundp symbol) (push "function" meanings)))
    (cond ((%constant-symbol-p symbol) (push "constant" meanings))
          ((or (boundp symbol) (%special-symbol-p symbol)) (push "variable" meanings)))
    (if (%type-name-p symbol) (push "type" meanings))
    (nreverse meanings)))

(defun %type-name-p (symbol)
  (some (function (lambda (key) (%symbol-info symbol key)))
        '(type-predicate type-compound type-expander structure-layout condition-class)))

;;;; Changing packages (CLHS 11.2): locks and name conflicts, with restarts that settle them.
;;;;
;;;; The primitives behind these functions change nothing when there is a conflict. So each function finds the
;;;; conflicts first, has them settled by shadowing, and calls its primitive then.

;;; A list of SYMBOLS, a symbol or a list of them.
(defun %symbol-list (symbols)
  (let ((list (if (listp symbols) symbols (list symbols))))
    (dolist (symbol list list)
      (if (symbolp symbol) nil (error 'type-error :datum symbol :expected-type 'symbol)))))

(defun %package-list (packages)
  (mapcar (function %package-or-error) (if (listp packages) packages (list packages))))

(defun %package-error (package control &rest arguments)
  (error '%simple-package-error :package package :format-control control :format-arguments arguments))

;;; Has one of SYMBOLS chosen that will be what their name means in PACKAGE, and makes it shadow the others. The restarts
;;; are named like the packages of the symbols.
(defun %settle-conflict (package symbols control &rest arguments)
  (let ((chosen (block choose
                  (%call-with-choices
                   (reverse symbols)
                   (function (lambda (symbol) (return-from choose symbol)))
                   (function (lambda ()
                     (error '%simple-package-error :package package :format-control control
                                                   :format-arguments arguments)))))))
    (%shadowing-import (list chosen) package)))

;;; Calls FUNCTION with a restart for each of SYMBOLS, that calls CHOOSE with the symbol.
(defun %call-with-choices (symbols choose function)
  (if (null symbols)
      (funcall function)
      (let* ((symbol (car symbols)) (home (symbol-package symbol)))
        (restart-bind ((nil (function (lambda () (funcall choose symbol)))
                            :report-function
                            (function (lambda (stream)
                              (format stream "~S of ~S will be accessible" symbol home)))))
          (setf (%restart-name (caar *restart-clusters*))
                (if home (intern (package-name home) "KEYWORD") :uninterned))
          (%call-with-choices (cdr symbols) choose function)))))

(defun export (symbols &optional (package *package*))
  (let ((package (%package-or-error package)) (symbols (%symbol-list symbols)) (accepted nil))
    (dolist (symbol symbols)
      (if (%accessible-for-export-p symbol package)
          (multiple-value-bind (found status) (find-symbol (symbol-name symbol) package)
            (declare (ignore found))
            (if (eq status :external) nil
                (progn
                  (%check-package-lock 'export symbol package)
                  (dolist (conflict (%export-conflicts symbol package))
                    (%settle-conflict
                     (cdr conflict) (list symbol (car conflict))
                     "Exporting ~S from ~S produces a name conflict with ~S from ~S.~%You may choose which symbol ~
                      should be accessible in ~S."
                     symbol package (car conflict) (cdr conflict) (cdr conflict)))
                  (push symbol accepted))))))
    (%export (nreverse accepted) package)))

;;; Whether SYMBOL is accessible in PACKAGE, if need be imported there now.
(defun %accessible-for-export-p (symbol package)
  (if (%symbol-accessible-p symbol package)
      t
      (restart-case (%package-error package "Symbol ~S should be imported into ~S before being exported."
                                    symbol package)
        (import ()
          :report "import the symbol first"
          (import (list symbol) package)
          t)
        (ignore ()
          :report "do nothing, do not export the symbol"
          nil))))

(defun unexport (symbols &optional (package *package*))
  (let ((package (%package-or-error package)) (symbols (%symbol-list symbols)))
    (dolist (symbol symbols)
      (if (eq (nth-value 1 (find-symbol (symbol-name symbol) package)) :external)
          (%check-package-lock 'unexport symbol package)))
    (%unexport symbols package)))

(defun import (symbols &optional (package *package*))
  (let ((package (%package-or-error package)) (accepted nil))
    (dolist (symbol (%symbol-list symbols))
      (multiple-value-bind (other status) (find-symbol (symbol-name symbol) package)
        (if (or (null status) (eq other symbol))
            (push symbol accepted)
            (restart-case (%package-error package "Importing ~S into ~S produces a name conflict with ~S."
                                          symbol package other)
              (import ()
                :report "import it and shadow the other symbol"
                (shadowing-import (list symbol) package))
              (ignore () :report "do nothing" nil)))))
    (%import (nreverse accepted) package)))

(defun shadowing-import (symbols &optional (package *package*))
  (let ((package (%package-or-error package)) (symbols (%symbol-list symbols)))
    (dolist (symbol symbols)
      (%check-package-lock 'shadowing-import symbol package))
    (%shadowing-import symbols package)))

(defun shadow (names &optional (package *package*))
  (let ((package (%package-or-error package)))
    (dolist (name (if (listp names) names (list names)))
      (%check-package-lock 'shadow name package))
    (%shadow names package)))

(defun unintern (symbol &optional (package *package*))
  (let ((package (%package-or-error package)))
    (multiple-value-bind (found status) (find-symbol (symbol-name symbol) package)
      (cond ((and (eq found symbol) (member status '(:internal :external)))
             (%check-package-lock 'unintern symbol package)
             (let ((conflict (%unintern-conflict symbol package)))
               (if conflict
                   (%settle-conflict package conflict
                                     "Uninterning ~S from ~S uncovers a name conflict of ~S.~%You may choose the ~
                                      symbol in favour of which to resolve the conflict."
                                     symbol package conflict)
                   (%unintern symbol package))
               t))
            (t nil)))))

(defun use-package (packages-to-use &optional (package *package*))
  (let* ((package (%package-or-error package))
         (known (cons package (package-use-list package)))
         (used (remove-if (function (lambda (each) (member each known))) (%package-list packages-to-use))))
    (if used (%check-package-lock 'use-package used package))
    (do ((conflicts (%use-conflicts used package) (cdr conflicts)))
        ((null conflicts))
      (%settle-conflict package (car conflicts)
                        "~D name conflict~A remain~A: ~S~%Which symbol with name ~S should be accessible in ~S?"
                        (length conflicts) (if (cdr conflicts) "s" "") (if (cdr conflicts) "" "s") conflicts
                        (symbol-name (caar conflicts)) package))
    (%use-package used package)))

(defun unuse-package (packages-to-unuse &optional (package *package*))
  (let* ((package (%package-or-error package))
         (unused (intersection (%package-list packages-to-unuse) (package-use-list package))))
    (if unused (%check-package-lock 'unuse-package unused package))
    (%unuse-package unused package)))

(defun rename-package (package name &optional nicknames)
  (let ((package (%package-or-error package)))
    (%check-package-lock 'rename-package name package)
    (%rename-package package (%package-name-argument name) nicknames)))

(defun %package-name-argument (name)
  (if (packagep name) (package-name name) name))

;;; What is deleted already is left alone. A package in use may be deleted when the user says so.
(defun delete-package (designator)
  (let ((package (find-package designator)))
    (cond ((null package)
           (cerror "Ignore." '%simple-package-error
                   :package designator :format-control "There is no package with name ~S."
                   :format-arguments (list (string designator)))
           nil)
          ((null (package-name package)) nil)
          (t
           (%check-package-lock 'delete-package (package-name package) package)
           (let ((users (package-used-by-list package)))
             (if users
                 (restart-case (%package-error package "~S is used by ~A." package (%separated-by-commas users))
                   (continue ()
                     :report (lambda (stream) (format stream "Delete ~S anyway." package))
                     (dolist (user users) (unuse-package package user))))))
           (%delete-package package)))))

(defun make-package (name &key nicknames (use '("COMMON-LISP")) case-sensitive case-inverted)
  (%refuse-case-options case-sensitive case-inverted)
  (let* ((name (%free-package-name (string name)
                                   "return the existing package" "input another name"
                                   (function (lambda (existing) (return-from make-package existing)))))
         (free (%free-nicknames nicknames))
         (used (%package-list use))
         (package (%make-package name free nil)))
    (use-package used package)
    package))

;;; Packages in which the case of letters is treated otherwise.
(defun %refuse-case-options (&rest options)
  (if (some (function identity) options)
      (error "packages with symbols of another case are not implemented")))

(defun %free-nicknames (nicknames)
  (mapcan (function (lambda (nickname)
            (block nickname
              (list (%free-package-name (string nickname) "discard this nickname" "input another nickname"
                                        (function (lambda (existing)
                                          (declare (ignore existing))
                                          (return-from nickname nil))))))))
          (if (listp nicknames) nicknames (list nicknames))))

;;; NAME or the name given instead that no package has. CONTINUE is called with the package that has it.
(defun %free-package-name (name continue-text read-text continue)
  (loop
    (let ((existing (find-package name)))
      (if (null existing) (return name))
      (restart-case (%package-error existing "a package with name ~S already exists." name)
        (continue () :report (lambda (stream) (write-string continue-text stream))
          (funcall continue existing))
        (read (other)
          :report (lambda (stream) (write-string read-text stream))
          :interactive (lambda () (%prompt-for-value "name"))
          (setq name (string other)))))))

;;; The external symbols of FROM become external in TO, which must use FROM.
(defun ext:re-export (from to)
  (let ((from (%package-or-error from)) (to (%package-or-error to)))
    (if (member from (package-use-list to)) nil
        (%package-error to "~S does not use ~S" to from))
    (export (%package-symbols from nil) to)))

(defun ext:package-case-sensitive-p (package)
  (%package-or-error package)
  nil)

(defun ext:package-case-inverted-p (package)
  (%package-or-error package)
  nil)

(defun ext:package-shortest-name (package)
  (let ((shortest (package-name package)))
    (dolist (nickname (package-nicknames package) shortest)
      (if (< (length nickname) (length shortest)) (setq shortest nickname)))))

;;;; EXT:SAVEINITMEM: saves the heap as an image file or as an executable.

(defun ext:saveinitmem (&optional (filename nil) &rest properties
                        &key executable init-function (quiet nil) (norc nil) script documentation start-package
                             (verbose t) (keep-global-handlers nil) &allow-other-keys)
  (declare (ignore keep-global-handlers script documentation verbose quiet norc))
  (if (or (functionp init-function) (symbolp init-function)) nil
      (error 'type-error :datum init-function :expected-type '(or symbol function)))
  (if (member executable '(nil t 0)) nil
      (error 'type-error :datum executable :expected-type '(member nil t 0)))
  (let ((name (or filename (if executable "lisp.out" "lispinit.mem")))
        (init (cond ((null init-function) (if (%find-keyword-value properties :init-function) nil *init-function*))
                    ((symbolp init-function) (fdefinition init-function))
                    (t init-function)))
        (old-init *init-function*) (old-package *package*))
    (dolist (hook custom:*fini-hooks*) (funcall hook))
    (finish-output *standard-output*)
    (unwind-protect
         (progn
           (%set-symbol-value-global '*init-function* init)
           (%set-symbol-value-global '*package* (if start-package (%package-or-error start-package) old-package))
           (%save-image name properties))
      (%set-symbol-value-global '*init-function* old-init))))

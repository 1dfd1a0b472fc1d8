;;;; EXT:SAVEINITMEM: saves the heap as an image file or as an executable.

;;; Without :INIT-FUNCTION the image keeps the one it was started with; an explicit NIL takes it away.
(defun ext:saveinitmem (&optional (filename nil) &rest properties
                        &key executable (init-function *init-function*) (quiet nil) (norc nil)
                             (script (null init-function)) documentation start-package
                             (verbose t) (keep-global-handlers nil) &allow-other-keys)
  (declare (ignore keep-global-handlers documentation verbose quiet norc))
  (if (or (functionp init-function) (symbolp init-function)) nil
      (error 'type-error :datum init-function :expected-type '(or symbol function)))
  (if (member executable '(nil t 0)) nil
      (error 'type-error :datum executable :expected-type '(member nil t 0)))
  (let* ((name (or filename (if executable "lisp.out" "lispinit.mem")))
         (init (if (and init-function (symbolp init-function)) (fdefinition init-function) init-function))
         (init-name (if init (%function-name init) nil))
         (package (if start-package (%package-or-error start-package) *package*))
         (old-init *init-function*) (old-package (%symbol-value-global '*package*)))
    (dolist (hook custom:*fini-hooks*) (funcall hook))
    (finish-output *standard-output*)
    (unwind-protect
         (progn
           (%set-symbol-value-global '*init-function* init)
           (%set-symbol-value-global '*package* package)
           (%save-image name (list* :init-function (if (symbolp init-name) init-name nil) :script script properties)))
      (%set-symbol-value-global '*init-function* old-init)
      (%set-symbol-value-global '*package* old-package))))

;;;; The end of a process: EXT:EXIT and the functions that run before it.

(defvar custom:*fini-hooks* nil "Functions run before an image is saved and when a process ends.")

(defvar *exiting* nil
  "True while the functions of *FINI-HOOKS* run.")

;;; NIL is success, T is failure, an integer is the code itself. Output is written when everything is unwound.
(defun ext:exit (&optional (code 0))
  (let ((number (cond ((null code) 0) ((eq code t) 1) (t code))))
    (if (and (integerp number) (<= 0 number 255)) nil
        (error 'type-error :datum code :expected-type '(or null (eql t) (integer 0 255))))
    (%run-fini-hooks)
    (%exit number)))

;;; An error in a hook is reported and ends them; it changes nothing else. A hook that exits determines the code.
(defun %run-fini-hooks ()
  (if *exiting* nil
      (let ((*exiting* t))
        (handler-case (dolist (hook custom:*fini-hooks*) (funcall hook))
          (error (condition) (ignore-errors (%report-uncaught condition)))))))

(defun ext:quit (&optional (code 0)) (ext:exit code))
(defun ext:bye (&optional (code 0)) (ext:exit code))

;;;; What happens to an error that nobody handles, and EXIT.
;;;;
;;;; In a batch program the condition is reported on the error output and the process ends with code 1; it never
;;;; falls into a loop that reads input. The read-eval-print loop reports it and goes on with the next form,
;;;; unless its own output does not work.

(defvar *interactive* nil
  "True while the read-eval-print loop runs.")

(defvar custom:*fini-hooks* nil "Functions run before an image is saved and when a process ends.")

(defvar *exiting* nil
  "True while the functions of *FINI-HOOKS* run.")

(defun %report-uncaught (condition)
  (fresh-line *error-output*)
  (write-string "*** - " *error-output*)
  (%report-condition condition *error-output*)
  (terpri *error-output*)
  (finish-output *error-output*))

;;; Shows what has been printed so far. False when that is impossible.
(defun %settle-output ()
  (handler-case (progn
                  (fresh-line *standard-output*)
                  (finish-output *standard-output*)
                  t)
    (error () nil)))

;;; The object at fault may be endless, so only a part of it is shown.
(defun invoke-debugger (condition)
  (if *debugger-hook*
      (let ((hook *debugger-hook*) (*debugger-hook* nil))
        (funcall hook condition hook)))
  (let ((goes-on (and (%settle-output) *interactive*))
        (*print-readably* nil) (*print-length* 100) (*print-level* 10))
    (handler-case (%report-uncaught condition)
      (serious-condition ()
        (ignore-errors
          (fresh-line *error-output*)
          (write-string "*** - an error occurred while an error was reported" *error-output*)
          (terpri *error-output*))))
    (if goes-on (throw '%toplevel nil) (exit 1))))

(defun break (&optional (format-control "Break") &rest format-arguments)
  (let ((*debugger-hook* nil))
    (invoke-debugger (make-condition 'simple-condition :format-control format-control
                                                       :format-arguments format-arguments)))
  nil)

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

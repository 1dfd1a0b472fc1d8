;;;; What happens to an error that nobody handles, and EXIT.
;;;;
;;;; In a batch program the condition is reported on the error output and the process ends with code 1; it never
;;;; falls into a loop that reads input. The read-eval-print loop reports it and goes on with the next form.

(defvar *interactive* nil
  "True while the read-eval-print loop runs.")

(defun %report-uncaught (condition)
  (fresh-line *standard-output*)
  (finish-output *standard-output*)
  (fresh-line *error-output*)
  (write-string "*** - " *error-output*)
  (%report-condition condition *error-output*)
  (terpri *error-output*)
  (finish-output *error-output*))

(defun invoke-debugger (condition)
  (if *debugger-hook*
      (let ((hook *debugger-hook*) (*debugger-hook* nil))
        (funcall hook condition hook)))
  (let ((*print-readably* nil))
    (handler-bind ((error (function (lambda (again)
                            (declare (ignore again))
                            (write-string "*** - an error occurred while an error was reported" *error-output*)
                            (terpri *error-output*)
                            (%leave-debugger)))))
      (%report-uncaught condition)))
  (%leave-debugger))

(defun %leave-debugger ()
  (if *interactive* (throw '%toplevel nil) (exit 1)))

(defun break (&optional (format-control "Break") &rest format-arguments)
  (let ((*debugger-hook* nil))
    (invoke-debugger (make-condition 'simple-condition :format-control format-control
                                                       :format-arguments format-arguments)))
  nil)

;;; NIL is success, T is failure, an integer is the code itself.
(defun ext:exit (&optional (code 0))
  (let ((number (cond ((null code) 0) ((eq code t) 1) (t code))))
    (if (and (integerp number) (<= 0 number 255)) nil
        (error 'type-error :datum code :expected-type '(or null (eql t) (integer 0 255))))
    (finish-output *standard-output*)
    (%exit number)))

(defun ext:quit (&optional (code 0)) (ext:exit code))
(defun ext:bye (&optional (code 0)) (ext:exit code))

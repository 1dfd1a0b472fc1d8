;;;; What happens to an error that nobody handles: INVOKE-DEBUGGER and BREAK.
;;;;
;;;; In a batch program the condition is reported on the error output and the process ends with code 1; it never
;;;; falls into a loop that reads input. The read-eval-print loop reports it and goes on with the next form,
;;;; unless its own output does not work; at a terminal it enters a break loop (break-loop.lisp).
;;;;
;;;; A program whose standard output is a pipe that nobody reads any more ends without a word: whoever closed it knows.

(defvar *break-level* 0
  "How many break loops are active.")

(defun %report-uncaught (condition)
  (fresh-line *error-output*)
  (write-string "*** - " *error-output*)
  (%report-condition condition *error-output*)
  (terpri *error-output*)
  (finish-output *error-output*))

;;; Shows what has been printed so far. False when that is impossible. For CONDITION the user's interrupt, what somebody would
;;; have to take first is not waited for: it may be what was waited for when the user interrupted.
(defun %settle-output (condition)
  (handler-case (progn
                  (if (typep condition 'ext::interrupt-condition) (%finish-ready-output *standard-output*))
                  (fresh-line *standard-output*)
                  (if (typep condition 'ext::interrupt-condition)
                      (%finish-ready-output *standard-output*)
                      (finish-output *standard-output*))
                  t)
    (error () nil)))

;;; Calls REPORT, which may fail in turn. The object at fault may be endless, so only a part of it is shown.
(defun %report-safely (report)
  (let ((*print-readably* nil) (*print-length* 100) (*print-level* 10))
    (handler-case (funcall report)
      (serious-condition ()
        (ignore-errors
          (fresh-line *error-output*)
          (write-string "*** - an error occurred while an error was reported" *error-output*)
          (terpri *error-output*))))))

;;; Whether CONDITION says that nobody reads standard output any more.
(defun %cut-off-error-p (condition)
  (and (typep condition 'stream-error)
       (let ((stream (stream-error-stream condition)))
         (and (streamp stream) (%cut-off-p stream)))))

(defun invoke-debugger (condition)
  (if (%conditionp condition) nil
      (error 'type-error :datum condition :expected-type 'condition))
  (if *debugger-hook*
      (let ((hook *debugger-hook*) (*debugger-hook* nil))
        (funcall hook condition hook)))
  (if (%cut-off-error-p condition) (ext:exit 1))
  (let ((goes-on (and (%settle-output condition) *interactive*)))
    (if (or (> *break-level* 0) (and goes-on (interactive-stream-p *debug-io*)))
        (%break-loop condition)
        (progn
          (%report-safely (function (lambda () (%report-uncaught condition))))
          (if goes-on (throw '%toplevel nil) (ext:exit 1))))))

(defun break (&optional (format-control "Break") &rest format-arguments)
  (with-simple-restart (continue "Return from BREAK loop")
    (let ((*debugger-hook* nil))
      (invoke-debugger (make-condition 'simple-condition :format-control format-control
                                                         :format-arguments format-arguments))))
  nil)

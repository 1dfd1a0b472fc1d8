;;;; What happens to an error that nobody handles: INVOKE-DEBUGGER and BREAK.
;;;;
;;;; In a batch program the condition is reported on the error output and the process ends with code 1; it never
;;;; falls into a loop that reads input. The read-eval-print loop reports it and goes on with the next form,
;;;; unless its own output does not work; at a terminal it enters a break loop (break-loop.lisp).
;;;;
;;;; A program whose standard output is a pipe that nobody reads any more ends without a word: whoever closed it knows.

(defvar *break-level* 0
  "How many break loops are active.")

(defvar *most-system-frames* 200
  "How many frames may lie between the debugger and the program. A stack that is exhausted has too many to look at all.")

;;; Where the program is: the name of its innermost function, the file and the line, as far as they are known. Of a form that
;;; is loaded, line and file alone. NIL when nothing is known. What is behind the innermost function is not looked at, for
;;; only there is the error.
(defun %place-of-error ()
  (dolist (frame (%backtrace *most-system-frames*) nil)
    (let ((name (first frame)) (line (third frame)) (file (fourth frame)) (system (fifth frame)))
      (cond ((not system)
             (return (if (and line (stringp file)) (list name file line) nil)))
            ((eq name '%evaluate)
             (let ((place (%place-in-source (car (second frame)))))
               (if place (return place))))
            ((eq name '%load-forms)
             (return (%place-in-source (caar (last *source-positions*)))))
            ((eq name '%load-compiled) (return nil))))))

;;; The place of FORM of the source that is being loaded, or NIL.
(defun %place-in-source (form)
  (let ((file (car *source-positions*))
        (line (if (consp form) (%source-line form *source-positions*) 0)))
    (if (and (stringp file) (plusp line)) (list nil file line) nil)))

(defun %report-place (place)
  (if place
      (if (first place)
          (format *error-output* "    in ~S (~A:~D)~%" (first place) (second place) (third place))
          (format *error-output* "    at ~A:~D~%" (second place) (third place)))))

(defun %report-uncaught (condition)
  (fresh-line *error-output*)
  (write-string "*** - " *error-output*)
  (%report-condition condition *error-output*)
  (terpri *error-output*)
  (%report-place (handler-case (%place-of-error) (serious-condition () nil)))
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

;;;; Reading, evaluating and printing in turn: what the top level and break loops have in common.

(defvar * nil) (defvar ** nil) (defvar *** nil)
(defvar + nil) (defvar ++ nil) (defvar +++ nil)
(defvar / nil) (defvar // nil) (defvar /// nil)
(defvar - nil)

(defvar *interactive* nil
  "True while the read-eval-print loop runs.")

(defvar *prompt-count* 1
  "The number of the next form that is read from the user.")

(defun %print-values (values)
  (fresh-line)
  (do ((rest values (cdr rest)))
      ((null rest))
    (prin1 (car rest))
    (if (cdr rest) (write-string " ;"))
    (terpri))
  (finish-output))

(defvar *failed-reads* 0
  "How many times in a row the loop could not read its input.")

(defconstant +most-failed-reads+ 10)

;;; Reads the next form of the loop. Input that fails again and again, such as a folder, ends the process; bytes that
;;; are no characters fail too, but there may be text behind them. At a terminal the line that the form ends in belongs to
;;; the form, so that what the form reads itself is typed behind it; text behind the form on the same line is input too.
(defun %read-form (end)
  (handler-bind ((stream-error
                   (function (lambda (condition)
                     (if (or (typep condition 'parse-error) (typep condition 'end-of-file)
                             (< (incf *failed-reads*) +most-failed-reads+))
                         nil
                         (let ((*interactive* nil)) (invoke-debugger condition)))))))
    (let ((form (if (interactive-stream-p *standard-input*)
                    (prog1 (read-preserving-whitespace *standard-input* nil end)
                      (%discard-blank-line-end *standard-input*))
                    (read *standard-input* nil end))))
      (setq *failed-reads* 0)
      form)))

;;; Prompts with PREFIX and reads; forms that COMMAND returns true for are done with, others are evaluated and their
;;; values are printed. AT-END is called at the end of the input.
(defun %interact (prefix command at-end)
  (let ((end (list nil)))
    (loop
      (fresh-line)
      (format *standard-output* "~A[~D]> " prefix *prompt-count*)
      (finish-output)
      (let ((form (%read-form end)))
        (cond ((eq form end) (terpri) (funcall at-end))
              ((funcall command form) nil)
              (t
               (setq *prompt-count* (1+ *prompt-count*))
               (setq - form)
               (let ((values (multiple-value-list (%evaluate form))))
                 (setq /// // // / / values)
                 (setq *** ** ** * * (car values))
                 (setq +++ ++ ++ + + form)
                 (%print-values values))))))))

;;;; The top level: what a process does once its image is there.
;;;;
;;;; The command line is parsed by the runtime; %RUN-TOPLEVEL gets the actions that are left: a list of
;;;; (:silence), (:load FILE), (:evaluate TEXT), (:script FILE), (:initialize) and (:repl BANNER), in order.

(defvar ext:*args* nil "The command line arguments that the runtime did not take, a list of strings.")
(defvar custom:*saveinitmem-verbose* t "Whether SAVEINITMEM tells what it has written.")
(defvar custom:*init-hooks* nil "Functions run when an image starts.")
(defvar *init-function* nil "The function that a saved program starts with.")

(defvar * nil) (defvar ** nil) (defvar *** nil)
(defvar + nil) (defvar ++ nil) (defvar +++ nil)
(defvar / nil) (defvar // nil) (defvar /// nil)
(defvar - nil)

(defun %run-toplevel (actions)
  (dolist (hook custom:*init-hooks*) (funcall hook))
  (dolist (action actions)
    (ecase (car action)
      ((:silence) (%set-verbosity nil))
      ((:load) (load (cadr action)))
      ((:evaluate) (%evaluate-text (cadr action)))
      ((:script) (%run-script (cadr action)))
      ((:initialize) (funcall *init-function*))
      ((:repl)
       (if (cadr action) (write-line "Monolisp"))
       (%read-eval-print-loop))))
  (ext:exit 0))

;;; Whether LOAD and SAVEINITMEM tell what they do.
(defun %set-verbosity (verbose)
  (setq *load-verbose* verbose custom:*saveinitmem-verbose* verbose))

(defun %run-script (file)
  (%set-verbosity nil)
  (if (string= file "-")
      (load *standard-input*)
      (load file)))

(defun %evaluate-text-silently (text)
  (load (make-string-input-stream text 0 nil)))

;;; Evaluates the forms of TEXT and prints the values of each, one line a form.
(defun %evaluate-text (text)
  (let ((stream (make-string-input-stream text 0 nil)) (end (list nil)))
    (loop
      (let ((form (read stream nil end)))
        (if (eq form end) (return nil))
        (%print-values (multiple-value-list (%evaluate form)))))))

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
;;; are no characters fail too, but there may be text behind them.
(defun %read-form (end)
  (handler-bind ((stream-error
                   (function (lambda (condition)
                     (if (or (typep condition 'parse-error) (typep condition 'end-of-file)
                             (< (incf *failed-reads*) +most-failed-reads+))
                         nil
                         (let ((*interactive* nil)) (invoke-debugger condition)))))))
    (let ((form (read *standard-input* nil end)))
      (setq *failed-reads* 0)
      form)))

(defun %read-eval-print-loop ()
  (let ((end (list nil)) (*interactive* t) (count 1))
    (loop
      (catch '%toplevel
        (restart-case
            (loop
              (fresh-line)
              (format *standard-output* "[~D]> " count)
              (finish-output)
              (let ((form (%read-form end)))
                (if (eq form end)
                    (progn (terpri) (ext:exit 0)))
                (setq count (1+ count))
                (setq - form)
                (let ((values (multiple-value-list (%evaluate form))))
                  (setq /// // // / / values)
                  (setq *** ** ** * * (car values))
                  (setq +++ ++ ++ + + form)
                  (%print-values values))))
          (abort () :report "ABORT" nil))))))

;;;; The top level: what a process does once its image is there.
;;;;
;;;; The command line is parsed by the runtime; %RUN-TOPLEVEL gets the actions that are left: a list of
;;;; (:load FILE), (:evaluate TEXT), (:script FILE), (:initialize) and (:repl BANNER), in order.

(defvar ext:*args* nil "The command line arguments that the runtime did not take, a list of strings.")
(defvar custom:*init-hooks* nil "Functions run when an image starts.")
(defvar custom:*fini-hooks* nil "Functions run before an image is saved and when a process ends.")
(defvar *init-function* nil "The function that a saved program starts with.")

(defvar * nil) (defvar ** nil) (defvar *** nil)
(defvar + nil) (defvar ++ nil) (defvar +++ nil)
(defvar / nil) (defvar // nil) (defvar /// nil)
(defvar - nil)

(defun %run-toplevel (actions)
  (dolist (hook custom:*init-hooks*) (funcall hook))
  (dolist (action actions)
    (ecase (car action)
      ((:load) (load (cadr action)))
      ((:evaluate) (%evaluate-text (cadr action)))
      ((:script) (%run-script (cadr action)))
      ((:initialize) (funcall *init-function*))
      ((:repl)
       (if (cadr action) (write-line "Monolisp"))
       (%read-eval-print-loop))))
  (ext:exit 0))

(defun %run-script (file)
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

(defun %read-eval-print-loop ()
  (let ((end (list nil)) (*interactive* t) (count 1))
    (loop
      (catch '%toplevel
        (restart-case
            (loop
              (fresh-line)
              (format *standard-output* "[~D]> " count)
              (finish-output)
              (let ((form (read *standard-input* nil end)))
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

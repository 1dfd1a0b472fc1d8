;;;; The top level: what a process does once its image is there.
;;;;
;;;; The command line is parsed by the runtime; %RUN-TOPLEVEL gets the actions that are left: a list of
;;;; (:silence), (:load FILE), (:compile FILE [OUTPUT]), (:evaluate TEXT), (:script FILE), (:initialize) and
;;;; (:repl BANNER), in order.

(defvar ext:*args* nil "The command line arguments that the runtime did not take, a list of strings.")
(defvar custom:*saveinitmem-verbose* t "Whether SAVEINITMEM tells what it has written.")
(defvar custom:*init-hooks* nil "Functions run when an image starts.")
(defvar *init-function* nil "The function that a saved program starts with.")

(defun %run-toplevel (actions)
  (if (%image-platform-p) nil (%adopt-platform))
  (dolist (hook custom:*init-hooks*) (funcall hook))
  (dolist (action actions)
    (ecase (car action)
      ((:silence) (%set-verbosity nil))
      ((:load) (load (cadr action)))
      ((:compile) (%compile-from-command-line (cadr action) (caddr action)))
      ((:evaluate) (%evaluate-text (cadr action)))
      ((:script) (%run-script (cadr action)))
      ((:initialize) (funcall *init-function*))
      ((:repl)
       (if (cadr action) (write-line "Monolisp"))
       (%read-eval-print-loop))))
  (ext:exit 0))

;;; OUTPUT leads from the current directory, not from that of FILE as COMPILE-FILE's argument does. A file with errors
;;; ends the process with exit code 1, so that whoever builds a program hears of it.
(defun %compile-from-command-line (file output)
  (if (nth-value 2 (compile-file file :output-file (if output (ext:absolute-pathname output) nil)))
      (ext:exit 1)))

;;; Whether LOAD, COMPILE-FILE and SAVEINITMEM tell what they do.
(defun %set-verbosity (verbose)
  (setq *load-verbose* verbose *compile-verbose* verbose custom:*saveinitmem-verbose* verbose))

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

(defun %read-eval-print-loop ()
  (let ((*interactive* t))
    (loop
      (catch '%toplevel
        (restart-case
            (%interact "" (constantly nil) (function (lambda () (ext:exit 0))))
          (abort () :report "Abort main loop" nil))))))

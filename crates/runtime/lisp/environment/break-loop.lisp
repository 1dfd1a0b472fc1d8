;;;; Break loops: what an error that nobody handles leads to at a terminal.
;;;;
;;;; A break loop shows the condition and the restarts, numbered, and reads forms as the top level does, in the dynamic
;;;; environment of the error. Commands are keywords, as in CLISP: :R1 invokes the first restart, :BT shows the stack.

;;; A command is a list: its keywords, the word that means it too or NIL, what it does in words, and a function of the
;;; loop's state.
(defvar *break-commands*
  '(((:h :help) "HELP" "print this command list" %show-commands)
    ((:e :error) nil "print the last error message" %show-error)
    ((:a :abort) "ABORT" "abort to the next recent input loop" %abort-break-loop)
    ((:uw :unwind) nil "abort to the next recent input loop" %abort-break-loop)
    ((:q :quit) nil "quit to the top-level input loop" %quit-break-loops)
    ((:c :continue) "CONTINUE" "continue evaluation" %continue-from-break)
    ((:w :where) nil "show this frame" %show-frame)
    ((:u :up) nil "go up one frame, show it" %go-up)
    ((:d :down) nil "go down one frame, show it" %go-down)
    ((:t :top) nil "go to the outermost frame, show it" %go-to-top)
    ((:b :bottom) nil "go to the innermost frame, show it" %go-to-bottom)
    ((:bt :backtrace) nil "show the stack" %show-backtrace)))

(defstruct (%break-state (:constructor %make-break-state (condition restarts continue frames)))
  condition restarts continue frames (position 0))

(defun %break-loop (condition)
  (let* ((restarts (compute-restarts condition))
         (continue (find-restart 'continue condition))
         (state (%make-break-state condition (remove continue restarts) continue (%frames-of-error)))
         (prefix (format nil "Break ~D " (1+ *break-level*))))
    (let ((*standard-input* *debug-io*) (*standard-output* *debug-io*)
          (*handler-clusters* nil) (*debugger-hook* nil) (*print-readably* nil)
          (*break-level* (1+ *break-level*)))
      (%report-safely (function (lambda () (%show-error state) (%show-restarts state))))
      (loop
        (restart-case
            (%interact prefix
                       (function (lambda (form) (%obey-command form state)))
                       (function (lambda () (%abort-break-loop state))))
          (abort () :report "Abort debug loop" nil))))))

(defun %show-error (state)
  (fresh-line)
  (write-string (if (%break-state-continue state)
                    (format nil "** - Continuable Error~%")
                    "*** - "))
  (%report-condition (%break-state-condition state) *standard-output*)
  (terpri))

(defun %show-restarts (state)
  (let ((continue (%break-state-continue state)) (number 0))
    (if continue
        (format t "If you continue (by typing 'continue'): ~A~%" continue))
    (if (%break-state-restarts state)
        (format t "The following restarts are ~Aavailable:~%" (if continue "also " "")))
    (dolist (restart (%break-state-restarts state))
      (setq number (1+ number))
      (%write-padded (princ-to-string (%restart-name restart)) 15)
      (%write-padded (format nil ":R~D" number) 9)
      (format t "~A~%" restart))))

(defun %write-padded (text width)
  (write-string text)
  (dotimes (n (max 1 (- width (length text)))) (write-char #\Space)))

;;;; Commands

;;; Carries out FORM and returns true if it is a command.
(defun %obey-command (form state)
  (let ((command (if (symbolp form) (%find-command form) nil))
        (restart (if (keywordp form) (%numbered-restart form state))))
    (cond (restart (invoke-restart-interactively restart) t)
          (command
           (fresh-line)
           (funcall (cadddr command) state)
           t)
          (t nil))))

(defun %find-command (symbol)
  (find-if (function (lambda (command)
             (or (member symbol (car command))
                 (and (not (keywordp symbol)) (equal (symbol-name symbol) (cadr command))))))
           *break-commands*))

;;; The restart that KEYWORD, such as :R2, means.
(defun %numbered-restart (keyword state)
  (let* ((name (symbol-name keyword))
         (number (if (and (> (length name) 1) (char= (char name 0) #\R))
                     (parse-integer name :start 1 :junk-allowed t))))
    (if (and number (> number 0) (string= name (format nil "R~D" number)))
        (nth (1- number) (%break-state-restarts state))
        nil)))

(defun %show-commands (state)
  (dolist (command *break-commands*)
    (%write-padded (format nil "~A~A" (if (cadr command) (format nil "~A, " (string-downcase (cadr command))) "")
                           (string-downcase (%separated-by-commas (car command))))
                   26)
    (format t "~A~%" (caddr command)))
  (%show-restarts state))

;;; Back to the loop around this one: past the restart that this loop itself offers for errors within it.
(defun %abort-break-loop (state)
  (let ((restart (find 'abort (%break-state-restarts state) :key (function restart-name))))
    (if restart
        (invoke-restart restart)
        (throw '%toplevel nil))))

(defun %quit-break-loops (state)
  (declare (ignore state))
  (throw '%toplevel nil))

(defun %continue-from-break (state)
  (if (%break-state-continue state)
      (invoke-restart-interactively (%break-state-continue state))
      (format t "This error cannot be continued.~%")))

;;;; Frames

;;; The frames outside those of signalling and of the debugger itself, innermost first.
(defun %frames-of-error ()
  (let* ((frames (%backtrace))
         (rest (cdr (member '%break-loop frames :key (function car)))))
    (loop
      (if (and rest (symbolp (caar rest)) (eq (%symbol-info (caar rest) 'frame-role) 'signalling))
          (setq rest (cdr rest))
          (return rest)))))

(defun %show-numbered-frame (frame number count)
  (format t "<~D/~D> ~S~A~%" number count (cons (car frame) (cadr frame))
          (if (caddr frame) (format nil " line ~D" (caddr frame)) "")))

(defun %show-frame (state)
  (let ((frames (%break-state-frames state)) (position (%break-state-position state)))
    (if frames
        (%show-numbered-frame (nth position frames) (1+ position) (length frames))
        (format t "There are no frames.~%"))))

(defun %go-to-frame (state position)
  (setf (%break-state-position state)
        (max 0 (min position (1- (length (%break-state-frames state))))))
  (%show-frame state))

(defun %go-up (state) (%go-to-frame state (1+ (%break-state-position state))))
(defun %go-down (state) (%go-to-frame state (1- (%break-state-position state))))
(defun %go-to-top (state) (%go-to-frame state (1- (length (%break-state-frames state)))))
(defun %go-to-bottom (state) (%go-to-frame state 0))

(defun %show-backtrace (state)
  (let* ((frames (%break-state-frames state)) (count (length frames)) (number 0))
    (dolist (frame frames)
      (setq number (1+ number))
      (%show-numbered-frame frame number count))
    (format t "Printed ~D frames~%" count)))

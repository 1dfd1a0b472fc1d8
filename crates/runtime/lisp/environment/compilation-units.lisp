;;;; Compiler diagnostics (CLHS 3.2.5) and WITH-COMPILATION-UNIT. The compiler leaves notes on *COMPILER-NOTES*; here
;;;; they become warnings. What is undefined may be defined later in the same unit, so such notes wait for its end.

(defvar *compilation-unit* nil
  "Inside a unit: a list of the names defined in it, then the uses of undefined functions, pairs of name and position.")

(define-condition %diagnostic (condition)
  ((position :initarg :position :reader %diagnostic-position)
   (text :initarg :text :reader %diagnostic-text))
  (:report (lambda (condition stream)
             (if (%diagnostic-position condition) (format stream "~A: " (%diagnostic-position condition)))
             (write-string (%diagnostic-text condition) stream))))
(define-condition %compiler-warning (%diagnostic warning) ())
(define-condition %compiler-style-warning (%diagnostic style-warning) ())

;;; Warns with a condition of TYPE; returns its text.
(defun %diagnose (type position control &rest arguments)
  (let ((warning (make-condition type :position position :text (apply (function format) nil control arguments))))
    (warn warning)
    (princ-to-string warning)))

;;; FILE:LINE, or NIL when nothing is being read from a file. A LINE of 0 means that of the top-level form.
(defun %position-at-line (line)
  (if (stringp (car *source-positions*))
      (let ((outermost (car (last *source-positions*))))
        (format nil "~A:~D" (car *source-positions*)
                (cond ((plusp line) line)
                      ((consp outermost) (cdr outermost))
                      (t "?"))))
      nil))

(defun %position-of-form (form)
  (%position-at-line (%source-line form *source-positions*)))

(defmacro with-compilation-unit ((&key override &allow-other-keys) &body body)
  `(%call-in-compilation-unit (function (lambda () ,@body)) ,override))

(defun %call-in-compilation-unit (function override)
  (if (and *compilation-unit* (not override))
      (funcall function)
      (let ((*compilation-unit* (list nil)))
        (multiple-value-prog1 (funcall function)
          (%report-undefined-functions)))))

;;; One warning a function, for its first use.
(defun %report-undefined-functions ()
  (let ((reported nil))
    (dolist (use (reverse (cdr *compilation-unit*)))
      (let ((name (car use)))
        (if (or (fboundp name)
                (member name reported :test (function equal))
                (member name (car *compilation-unit*) :test (function equal)))
            nil
            (progn
              (push name reported)
              (%diagnose '%compiler-style-warning (cdr use) "The function ~S is used but not defined" name)))))))

;;; Calls FUNCTION, which compiles something, and warns as the compiler's notes say.
(defun %call-taking-notes (function)
  (let ((*compiler-notes* (list nil)))
    (multiple-value-prog1 (funcall function)
      (dolist (note (nreverse (cdr *compiler-notes*)))
        (destructuring-bind (kind subject line) note
          (let ((position (%position-at-line line)))
            (ecase kind
              ((defun) (push subject (car *compilation-unit*)))
              ((error) (%diagnose '%compiler-warning position "~A" subject))
              ((undefined-function) (push (cons (%function-name-of-symbol subject) position) (cdr *compilation-unit*)))
              ((unbound-variable)
               (%diagnose '%compiler-warning position
                          "~S is neither declared nor bound; it is taken as a special variable" subject))
              ((program-error)
               (let ((name (%function-name-of-symbol (car subject))))
                 (%diagnose (if (%locked-name-p name) '%compiler-warning '%compiler-style-warning) position
                            "~S does not take ~D argument~A" name (cdr subject) (if (eql (cdr subject) 1) "" "s")))))))))))

;;; (SETF PLACE) for the symbol that holds such a function.
(defun %function-name-of-symbol (symbol)
  (let ((place (%symbol-info symbol 'setf-place)))
    (if place (list 'setf place) symbol)))

;;; Calls FUNCTION; returns its value, whether it warned at all, and whether of more than style.
(defun %call-counting-warnings (function)
  (let ((warnings nil) (failure nil))
    (values (handler-bind ((warning (function (lambda (condition)
                                      (setq warnings t)
                                      (if (typep condition 'style-warning) nil (setq failure t))))))
              (funcall function))
            warnings failure)))

(defun compile (name &optional definition)
  (multiple-value-bind (function warnings failure)
      (cond ((null definition)
             (values (or (and (symbolp name) (macro-function name)) (fdefinition name)) nil nil))
            ((functionp definition) (values definition nil nil))
            (t (%call-counting-warnings
                (function (lambda ()
                  (%call-in-compilation-unit
                   (function (lambda ()
                     (%call-taking-notes (function (lambda ()
                                          (let ((*load-forms* nil)) (%compile-lambda definition name)))))))
                   nil))))))
    (cond ((null name) (values function warnings failure))
          (t
           (cond ((null definition) nil)
                 ((and (symbolp name) (macro-function name)) (setf (macro-function name) function))
                 (t (setf (fdefinition name) function)))
           (values name warnings failure)))))

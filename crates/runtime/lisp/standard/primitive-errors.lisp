;;;; Errors of primitives and of the virtual machine as conditions, with the restarts that return into the program.

;;; The virtual machine calls this in place of the instruction that failed; a value that it returns becomes the
;;; instruction's. INITARGS with a :FORMAT-CONTROL bring the message.
;;; Some instructions are not wrong but leave their work to a function: INITARGS are then a call of it.
;;; OPERATOR is the name of the operator that the error is of, or NIL.
;;; For a locked package INITARGS are the arguments of %CHECK-PACKAGE-LOCK, and the instruction was a call of INTERN.
(defun %signal-primitive-error (type initargs operator)
  (case type
    ((%call-instead) (apply (car initargs) (cdr initargs)))
    ((%package-lock-error)
     (apply (function %check-package-lock) initargs)
     (%intern (cadr initargs) (caddr initargs)))
    ((file-error) (%signal-error type (%with-pathname initargs) operator))
    ((reader-error)
     (%signal-error (if (%find-keyword-value initargs :package) '%reader-package-error type) initargs operator))
    (t (%signal-error type initargs operator))))

;;; INITARGS with a pathname in place of the system's name of a file.
(defun %with-pathname (initargs)
  (let ((name (%find-keyword-value initargs :pathname)))
    (if (stringp name) (list* :pathname (%parse-native-name name) initargs) initargs)))

(defun %signal-error (type initargs operator)
  (let ((condition (apply (function make-condition)
                          (if (%find-keyword-value initargs :format-control) (%simple-variant type) type)
                          initargs)))
    (setf (%condition-operator condition) operator)
    (case type
      ((unbound-variable) (%signal-unbound-variable condition))
      ((undefined-function)
       ;; In a call the handler takes the callee's place: its values are the call's.
       (let ((arguments (%find-keyword-value initargs :arguments))
             (function (%signal-undefined-function condition)))
         (if arguments (apply function (car arguments)) function)))
      ((type-error)
       (restart-case (error condition)
         (use-value (value)
           :report "Input a value to be used instead."
           :interactive (lambda () (%prompt-for-value "value"))
           value)))
      ((%coding-error) (%signal-coding-error condition))
      ((simple-interrupt-condition)
       (let ((*handler-clusters* (or *tested-clusters* *handler-clusters*)))
         (restart-case (error condition)
           (continue () :report "Continue execution" nil))))
      (t (error condition)))))

;;; Each returns what a restart gives in place of what was asked for.
(defun %signal-unbound-variable (condition)
  (let ((name (cell-error-name condition)))
    (restart-case (error condition)
      (use-value (value)
        :report (lambda (stream) (format stream "Input a value to be used instead of ~S." name))
        :interactive (lambda () (%prompt-for-value name))
        value)
      (store-value (value)
        :report (lambda (stream) (format stream "Input a new value for ~S." name))
        :interactive (lambda () (%prompt-for-value name))
        (set name value)))))

(defun %signal-undefined-function (condition)
  (let* ((name (cell-error-name condition)) (place `(fdefinition ',name)))
    (restart-case (error condition)
      (use-value (function)
        :report (lambda (stream) (format stream "Input a value to be used instead of ~S." place))
        :interactive (lambda () (%prompt-for-value place))
        (%coerce-to-function function))
      (ext:retry ()
        :report "Retry"
        (fdefinition name))
      (store-value (function)
        :report (lambda (stream) (format stream "Input a new value for ~S." place))
        :interactive (lambda () (%prompt-for-value place))
        (setf (fdefinition name) (%coerce-to-function function))))))

;;;; The standard's condition types (CLHS 9.1.1), and the entry through which primitives signal them.

(define-condition warning () ())
(define-condition style-warning (warning) ())
(define-condition serious-condition () ())
(define-condition error (serious-condition) ())
(define-condition storage-condition (serious-condition) ()
  (:report "Storage is exhausted."))

(define-condition simple-condition ()
  ((format-control :initarg :format-control :reader simple-condition-format-control)
   (format-arguments :initarg :format-arguments :initform nil :reader simple-condition-format-arguments))
  (:report (lambda (condition stream)
             (apply (function format) stream (simple-condition-format-control condition)
                    (simple-condition-format-arguments condition)))))

(define-condition simple-error (simple-condition error) ())
(define-condition simple-warning (simple-condition warning) ())

(define-condition type-error (error)
  ((datum :initarg :datum :reader type-error-datum)
   (expected-type :initarg :expected-type :reader type-error-expected-type))
  (:report (lambda (condition stream)
             (format stream "The value ~S is not of type ~S"
                     (type-error-datum condition) (type-error-expected-type condition)))))
(define-condition simple-type-error (simple-condition type-error) ())

(define-condition control-error (error) ())
(define-condition %simple-control-error (simple-condition control-error) ())
(define-condition program-error (error) ())
(define-condition %simple-program-error (simple-condition program-error) ())
(define-condition parse-error (error) ())
(define-condition %simple-parse-error (simple-condition parse-error) ())

(define-condition cell-error (error)
  ((name :initarg :name :reader cell-error-name)))
(define-condition unbound-variable (cell-error) ()
  (:report (lambda (condition stream)
             (format stream "variable ~S has no value" (cell-error-name condition)))))
(define-condition undefined-function (cell-error) ()
  (:report (lambda (condition stream)
             (format stream "undefined function ~S" (cell-error-name condition)))))

(define-condition arithmetic-error (error)
  ((operation :initarg :operation :initform nil :reader arithmetic-error-operation)
   (operands :initarg :operands :initform nil :reader arithmetic-error-operands)))
(define-condition division-by-zero (arithmetic-error) ()
  (:report "division by zero"))
(define-condition floating-point-overflow (arithmetic-error) ()
  (:report "floating point overflow"))
(define-condition floating-point-underflow (arithmetic-error) ()
  (:report "floating point underflow"))

(define-condition package-error (error)
  ((package :initarg :package :reader package-error-package)))
(define-condition %simple-package-error (simple-condition package-error) ())

(define-condition stream-error (error)
  ((stream :initarg :stream :initform nil :reader stream-error-stream)))
(define-condition %simple-stream-error (simple-condition stream-error) ())
(define-condition end-of-file (stream-error) ()
  (:report (lambda (condition stream)
             (format stream "end of file on ~S" (stream-error-stream condition)))))
(define-condition reader-error (parse-error stream-error) ())
(define-condition %simple-reader-error (simple-condition reader-error) ())

(define-condition file-error (error)
  ((pathname :initarg :pathname :reader file-error-pathname)))
(define-condition %simple-file-error (simple-condition file-error) ()
  (:report (lambda (condition stream)
             (apply (function format) stream (simple-condition-format-control condition)
                    (simple-condition-format-arguments condition))
             (format stream ": ~S" (file-error-pathname condition)))))

(define-condition print-not-readable (error)
  ((object :initarg :object :reader print-not-readable-object))
  (:report (lambda (condition stream)
             (format stream "~S cannot be printed readably" (print-not-readable-object condition)))))

(define-condition ext::interrupt-condition (serious-condition) ()
  (:report "User break"))
(define-condition simple-interrupt-condition (simple-condition ext::interrupt-condition) ())

(define-condition %simple-storage-condition (simple-condition storage-condition) ())

;;; The type to signal instead of TYPE when the initargs bring a message of their own.
(defun %simple-variant (type)
  (case type
    ((type-error) 'simple-type-error)
    ((control-error) '%simple-control-error)
    ((program-error) '%simple-program-error)
    ((package-error) '%simple-package-error)
    ((stream-error) '%simple-stream-error)
    ((reader-error) '%simple-reader-error)
    ((file-error) '%simple-file-error)
    ((storage-condition) '%simple-storage-condition)
    ((error) 'simple-error)
    (t type)))

;;; The virtual machine calls this in place of the instruction that failed; a value that it returns becomes the
;;; instruction's. INITARGS with a :FORMAT-CONTROL bring the message.
(defun %signal-primitive-error (type initargs)
  (let ((condition (apply (function make-condition)
                          (if (%find-keyword-value initargs :format-control) (%simple-variant type) type)
                          initargs)))
    (case type
      ((unbound-variable)
       (restart-case (error condition)
         (use-value (value) :report "Input a value to be used instead." value)
         (store-value (value) :report "Input a new value."
           (set (cell-error-name condition) value))))
      ((undefined-function)
       ;; In a call the handler takes the callee's place: its values are the call's.
       (flet ((use (function)
                (let ((arguments (%find-keyword-value initargs :arguments)))
                  (if arguments (apply function (car arguments)) function))))
         (restart-case (error condition)
           (use-value (function) :report "Input a function to be used instead."
             (use (%coerce-to-function function)))
           (continue () :report "Retry"
             (use (fdefinition (cell-error-name condition)))))))
      ((type-error)
       (restart-case (error condition)
         (use-value (value) :report "Input a value to be used instead." value)))
      ((simple-interrupt-condition)
       (restart-case (error condition)
         (continue () :report "Continue execution" nil)))
      (t (error condition)))))

;;; For macros whose form is wrong. MESSAGE is a sentence without its end; FORM is shown behind it.
(defun %error-in-form (message form)
  (error '%simple-program-error :format-control "~A: ~S" :format-arguments (list message form)))

;;;; What programs check values with: CHECK-TYPE, ASSERT, and the failures of ECASE, ETYPECASE, CCASE, CTYPECASE.
;;;;
;;;; The macros of CASE's family are in iteration.lisp; they call the functions here when no clause fits.

(defmacro check-type (place type &optional type-string)
  (let ((again (gensym "AGAIN")) (value (gensym "VALUE")))
    `(tagbody
        ,again
        (let ((,value ,place))
          (if (typep ,value ',type) nil
              (progn
                (setf ,place (%new-value-of-type ',place ,value ',type ,type-string))
                (go ,again)))))))

;;; Signals that DATUM, the value of PLACE, is not of TYPE; returns the value that a restart gives instead.
(defun %new-value-of-type (place datum type type-string)
  (restart-case (error 'simple-type-error
                       :datum datum :expected-type type
                       :format-control (if type-string
                                           "The value of ~S should be ~A.~%The value is: ~S"
                                           "The value of ~S should be of type ~S.~%The value is: ~S")
                       :format-arguments (list place (or type-string type) datum))
    (store-value (value)
      :report (lambda (stream) (format stream "Input a new value for ~S." place))
      :interactive (lambda () (%prompt-for-value place))
      value)))

;;; What is wrong when no clause's key or type fits DATUM, the value of PLACE. EXPECTED-TYPE is a list of MEMBER or OR.
(defun %case-condition (datum place expected-type)
  (make-condition 'simple-type-error
                  :datum datum :expected-type expected-type
                  :format-control (if (eq (car expected-type) 'member)
                                      "The value of ~S must be one of ~A~%The value is: ~S"
                                      "The value of ~S must be of one of the types ~A~%The value is: ~S")
                  :format-arguments (list place (%separated-by-commas (cdr expected-type)) datum)))

(defun %separated-by-commas (objects)
  (with-output-to-string (stream)
    (do ((rest objects (cdr rest)))
        ((null rest))
      (prin1 (car rest) stream)
      (if (cdr rest) (write-string ", " stream)))))

(defun %case-failure (datum place expected-type)
  (error (%case-condition datum place expected-type)))

;;; The value for PLACE that a restart gives.
(defun %corrected-case-value (datum place expected-type)
  (let ((condition (%case-condition datum place expected-type)))
    (restart-case (error condition)
      (store-value (value)
        :report (lambda (stream) (format stream "Input a new value for ~S." place))
        :interactive (lambda () (%prompt-for-value place))
        value))))

(defmacro assert (test &optional places datum &rest arguments)
  (let ((again (gensym "AGAIN")))
    `(tagbody
        ,again
        (if ,test nil
            (progn
              (restart-case (error ,@(if datum
                                         `(,datum ,@arguments)
                                         `("~S must evaluate to a non-NIL value." ',test)))
                (continue ()
                  :report (lambda (stream) (%report-assert-restart ',places stream))
                  ,@(mapcar (function (lambda (place)
                              `(setf ,place (%new-value-or-old ',place ,place))))
                            places)))
              (go ,again))))))

(defun %report-assert-restart (places stream)
  (if places
      (format stream "You may input ~A ~A."
              (if (cdr places) "new values for" "a new value for") (%separated-by-commas places))
      (format stream "Retry")))

;;; One answer of the user, as a list. PLACE is a form, or a string for what is asked for.
(defun %prompt-for-value (place)
  (format *query-io* "~&New ~A: " (if (stringp place) place (prin1-to-string place)))
  (finish-output *query-io*)
  (list (eval (read *query-io*))))

(defun %new-value-or-old (place old)
  (format *query-io* "~&New ~S, instead of ~S (an empty line keeps it): " place old)
  (finish-output *query-io*)
  (let ((line (read-line *query-io* nil "")))
    (if (string= line "") old (eval (read-from-string line)))))

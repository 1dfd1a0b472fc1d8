;;;; Handlers and signalling (CLHS 9.2): HANDLER-BIND, HANDLER-CASE, SIGNAL, ERROR, CERROR, WARN.

(defvar *handler-clusters* nil
  "Active handlers, innermost first: a list of clusters, each a list of (type . function).")

(defvar *tested-clusters* nil
  "While SIGNAL looks for handlers, the clusters that were active before; NIL while a handler runs.")

;;; Their frames lie between what signals an error and its handler, or the debugger.
(dolist (name '(invoke-debugger error %system-error cerror signal warn break %signal %signal-error %signal-primitive-error
                %signal-unbound-variable %signal-undefined-function))
  (%set-symbol-info name 'frame-role 'signalling))

(defvar *break-on-signals* nil)
(defvar *debugger-hook* nil)

(defmacro handler-bind (bindings &body forms)
  (dolist (binding bindings)
    (if (and (consp binding) (consp (cdr binding)) (null (cddr binding))) nil
        (%error-in-form "a binding of HANDLER-BIND is no list of a type and a handler" binding)))
  `(let ((*handler-clusters*
           (cons (list ,@(mapcar (function (lambda (binding) `(cons ',(car binding) ,(cadr binding)))) bindings))
                 *handler-clusters*)))
     ,@forms))

(defmacro handler-case (form &rest clauses)
  (dolist (clause clauses)
    (if (and (consp clause) (consp (cdr clause)) (listp (cadr clause))
             (or (eq (car clause) :no-error) (null (cdr (cadr clause)))))
        nil
        (%error-in-form "a clause of HANDLER-CASE is no list of a type, a lambda list and forms" clause)))
  (let ((no-error (assoc :no-error clauses)))
    (if no-error
        (let ((normal (gensym "NORMAL")) (failed (gensym "FAILED")))
          `(block ,failed
             (multiple-value-call (function (lambda ,@(cdr no-error)))
               (block ,normal
                 (return-from ,failed
                   (handler-case (return-from ,normal ,form)
                     ,@(remove no-error clauses)))))))
        (let ((done (gensym "HANDLER-CASE")) (condition (gensym "CONDITION"))
              (tags (mapcar (function (lambda (clause) (declare (ignore clause)) (gensym "CLAUSE"))) clauses)))
          `(block ,done
             (let ((,condition nil))
               (declare (ignorable ,condition))
               (tagbody
                  (handler-bind
                      ,(mapcar (function (lambda (clause tag)
                                 `(,(car clause)
                                   (function (lambda (object)
                                     (setq ,condition object)
                                     (go ,tag))))))
                               clauses tags)
                    (return-from ,done ,form))
                  ,@(mapcan (function (lambda (clause tag)
                              (list tag
                                    `(return-from ,done
                                       ,(if (cadr clause)
                                            `(let ((,(car (cadr clause)) ,condition)) ,@(cddr clause))
                                            `(locally ,@(cddr clause)))))))
                            clauses tags))))))))

(defmacro ignore-errors (&body forms)
  `(handler-case (progn ,@forms)
     (error (condition) (values nil condition))))

(defun %coerce-to-condition (datum arguments default-type)
  (cond ((%conditionp datum)
         (if (null arguments) datum
             (error 'simple-type-error
                    :datum arguments :expected-type 'null
                    :format-control "there are arguments ~S beside the condition ~S"
                    :format-arguments (list arguments datum))))
        ((symbolp datum) (apply (function make-condition) datum arguments))
        ((or (stringp datum) (functionp datum))
         (make-condition default-type :format-control datum :format-arguments arguments))
        (t
         (error 'simple-type-error
                :datum datum :expected-type '(or condition symbol string function)
                :format-control "the condition argument must be a string, a symbol or a condition, not ~S"
                :format-arguments (list datum)))))

;;; Each handler runs with the clusters outside its own only; their types are tested so too, for an error in a test must
;;; not bring it about again. An interrupt that comes while they are tested is another's matter, and finds all clusters.
(defun %signal (condition)
  (if (and *break-on-signals* (typep condition *break-on-signals*))
      (let ((type *break-on-signals*) (*break-on-signals* nil))
        (break "~A~%BREAK entered because ~S is ~S." condition '*break-on-signals* type)))
  (let ((*tested-clusters* *handler-clusters*) (*handler-clusters* *handler-clusters*))
    (loop
      (if (null *handler-clusters*) (return nil))
      (let ((cluster (pop *handler-clusters*)))
        (dolist (entry cluster)
          (if (typep condition (car entry))
              (let ((*tested-clusters* nil)) (funcall (cdr entry) condition))))))))

(defun signal (datum &rest arguments)
  (%signal (%coerce-to-condition datum arguments 'simple-condition)))

(defun error (datum &rest arguments)
  (let ((condition (%coerce-to-condition datum arguments 'simple-error)))
    (%signal condition)
    (invoke-debugger condition)))

;;; What the system's own code calls for ERROR. A condition that has been made already says itself what it is of.
(defun %system-error (datum &rest arguments)
  (declare (notinline error))
  (let ((condition (%coerce-to-condition datum arguments 'simple-error)))
    (if (%conditionp datum) nil
        (setf (%condition-operator condition) (%signalling-operator)))
    (error condition)))

;;; Signals an error of OPERATOR, whatever called this.
(defun %error-of (operator datum &rest arguments)
  (let ((condition (%coerce-to-condition datum arguments 'simple-error)))
    (setf (%condition-operator condition) operator)
    (error condition)))

;;; Of a condition the arguments are for the text about continuing only.
(defun cerror (continue-control datum &rest arguments)
  (let ((condition (%coerce-to-condition datum (if (%conditionp datum) nil arguments) 'simple-error)))
    (restart-case (with-condition-restarts condition (list (find-restart 'continue))
                    (error condition))
      (continue ()
        :report (lambda (stream) (apply (function format) stream continue-control arguments))
        nil))))

(defun warn (datum &rest arguments)
  (let ((condition (%coerce-to-condition datum arguments 'simple-warning)))
    (if (typep condition 'warning) nil
        (%error-of 'warn 'simple-type-error
                   :datum condition :expected-type 'warning
                   :format-control "this is more serious than a warning: ~A"
                   :format-arguments (list condition)))
    (restart-case (with-condition-restarts condition (list (find-restart 'muffle-warning))
                    (%signal condition))
      (muffle-warning () :report "Skip warning." (return-from warn nil)))
    (fresh-line *error-output*)
    (write-string "WARNING: " *error-output*)
    (%report-condition condition *error-output*)
    (terpri *error-output*)
    nil))

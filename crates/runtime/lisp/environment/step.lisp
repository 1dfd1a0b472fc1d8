;;;; STEP (CLHS 25.2): evaluates a form and shows each call in it, what it is and what its values are.
;;;;
;;;; The macro puts a call of %STEP-FORM around each form inside its form that is a call; functions that are called run
;;;; as they were compiled. What a form means that stands where names are bound is known there only, so a macro,
;;;; %STEP-FORMS, puts the calls in there.

(defvar *stepping* nil "What STEP does at a form: :ASK for a command, :SHOW the form, or NIL for nothing.")
(defvar *step-level* 0 "How many forms that STEP shows are being evaluated.")

(defmacro step (form &environment environment)
  `(let ((*stepping* :ask) (*step-level* 0))
     ,(%stepped form environment)))

(defun %step-form (form function)
  (if (null *stepping*)
      (funcall function)
      (let ((*step-level* (1+ *step-level*)) (over nil))
        (%show-step "-->" form)
        (if (eq *stepping* :ask) (setq over (%obey-step-command)))
        (let ((values (multiple-value-list (if over (let ((*stepping* nil)) (funcall function)) (funcall function)))))
          (if *stepping* (apply (function %show-step) "==>" values))
          (values-list values)))))

(defun %show-step (arrow &rest objects)
  (fresh-line *debug-io*)
  (format *debug-io* "step ~D ~A" *step-level* arrow)
  (dolist (object objects)
    (write-char #\Space *debug-io*)
    (%write-briefly object *debug-io*))
  (terpri *debug-io*))

;;; Reads commands until one says how to go on. The value is true when the form is to be evaluated without steps inside.
(defun %obey-step-command ()
  (loop
    (format *debug-io* "Step ~D> " *step-level*)
    (finish-output *debug-io*)
    (let* ((line (read-line *debug-io* nil nil)) (command (if line (string-trim " " line) nil)))
      (flet ((command-p (&rest names) (member command names :test (function string-equal))))
        (cond ((null command) (setq *stepping* :show) (return nil))
              ((command-p "" ":s" ":step") (return nil))
              ((command-p ":n" ":next") (return t))
              ((command-p ":c" ":continue") (setq *stepping* nil) (return nil))
              ((command-p ":a" ":abort") (abort))
              (t (format *debug-io* "~&:s  step into the form (so does an empty line)~%~
                                     :n  evaluate the form without stepping inside~%~
                                     :c  continue without stepping~%:a  abort~%")))))))

;;;; Putting the calls in.

(defmacro %step-forms (&body forms &environment environment)
  `(progn ,@(%stepped-forms forms environment)))

(defun %stepped (form environment)
  (if (or (atom form) (member (car form) '(quote function lambda declare go load-time-value %step-forms)))
      (if (and (consp form) (member (car form) '(function lambda)))
          (%stepped-parts form environment)
          form)
      `(%step-form ',form (function (lambda () ,(%stepped-parts form environment))))))

(defun %stepped-forms (forms environment)
  (mapcar (function (lambda (form) (%stepped form environment))) forms))

;;; A body that may begin with declarations, where other names are bound.
(defun %stepped-body (body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    `(,@declarations (%step-forms ,@forms))))

;;; FORM, a cons, with calls around its parts.
(defun %stepped-parts (form environment)
  (let ((operator (car form)))
    (cond ((consp operator)
           (cons (if (eq (car operator) 'lambda) (%stepped-lambda operator) operator)
                 (%stepped-forms (cdr form) environment)))
          ((special-operator-p operator) (%stepped-special-form form environment))
          (t
           (multiple-value-bind (expansion expanded) (macroexpand-1 form environment)
             (cond ((not expanded) (cons operator (%stepped-forms (cdr form) environment)))
                   ((atom expansion) expansion)
                   (t (%stepped-parts expansion environment))))))))

(defun %stepped-special-form (form environment)
  (let ((operator (car form)) (operands (cdr form)))
    (flet ((behind (n)
             `(,operator ,@(subseq operands 0 n) ,@(%stepped-forms (nthcdr n operands) environment)))
           (bindings (stepped)
             (mapcar (function (lambda (binding)
                       (if (and (consp binding) (cdr binding))
                           (list (car binding) (funcall stepped (cadr binding)))
                           binding)))
                     (car operands))))
      (case operator
        ((progn if catch throw unwind-protect progv multiple-value-call multiple-value-prog1) (behind 0))
        ((block return-from the eval-when) (behind 1))
        ((setq)
         (let ((is-value t))
           `(setq ,@(mapcar (function (lambda (operand)
                              (if (setq is-value (not is-value)) (%stepped operand environment) operand)))
                            operands))))
        ((tagbody)
         `(tagbody ,@(mapcar (function (lambda (statement)
                               (if (atom statement) statement (%stepped statement environment))))
                             operands)))
        ((let)
         `(let ,(bindings (function (lambda (form) (%stepped form environment)))) ,@(%stepped-body (cdr operands))))
        ((let*)
         `(let* ,(bindings (function (lambda (form) `(%step-forms ,form)))) ,@(%stepped-body (cdr operands))))
        ((locally) `(locally ,@(%stepped-body operands)))
        ((macrolet symbol-macrolet) `(,operator ,(car operands) ,@(%stepped-body (cdr operands))))
        ((function)
         (if (and (consp (car operands)) (eq (caar operands) 'lambda))
             `(function ,(%stepped-lambda (car operands)))
             form))
        ((lambda) (%stepped-lambda form))
        ((flet labels)
         `(,operator ,(mapcar (function %stepped-lambda) (car operands)) ,@(%stepped-body (cdr operands))))
        (t form)))))

;;; A list of a name, a lambda list and a body, which may begin with a documentation string.
(defun %stepped-lambda (definition)
  (multiple-value-bind (declarations forms documentation) (%parse-body (cddr definition) t)
    `(,(car definition) ,(cadr definition)
      ,@(if documentation (list documentation))
      ,@declarations
      (%step-forms ,@forms))))

;;;; STEP (CLHS 25.2): evaluates a form and shows each call in it, what it is and what its values are.
;;;;
;;;; The macro puts a call of %STEP-FORM around each form inside its form that is a call; functions that are called run
;;;; as they were compiled. Forms in MACROLET and SYMBOL-MACROLET are evaluated as a whole.

(defvar *stepping* nil "What STEP does at a form: :ASK for a command, :SHOW the form, or NIL for nothing.")
(defvar *step-level* 0 "How many forms that STEP shows are being evaluated.")

(defmacro step (form &environment environment)
  `(let ((*stepping* :ask) (*step-level* 0))
     ,(%stepped form environment nil)))

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

;;;; Putting the calls in. LOCALS are the names of local functions around a form.

(defun %stepped (form environment locals)
  (if (or (atom form) (member (car form) '(quote function lambda declare go load-time-value)))
      (if (and (consp form) (member (car form) '(function lambda)))
          (%stepped-parts form environment locals)
          form)
      `(%step-form ',form (function (lambda () ,(%stepped-parts form environment locals))))))

(defun %stepped-forms (forms environment locals)
  (mapcar (function (lambda (form) (%stepped form environment locals))) forms))

;;; A body that may begin with declarations.
(defun %stepped-body (body environment locals)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    (append declarations (%stepped-forms forms environment locals))))

;;; FORM, a cons, with calls around its parts.
(defun %stepped-parts (form environment locals)
  (let ((operator (car form)))
    (cond ((consp operator) (cons operator (%stepped-forms (cdr form) environment locals)))
          ((member operator locals) (cons operator (%stepped-forms (cdr form) environment locals)))
          ((special-operator-p operator) (%stepped-special-form form environment locals))
          (t
           (multiple-value-bind (expansion expanded) (macroexpand-1 form environment)
             (cond ((not expanded) (cons operator (%stepped-forms (cdr form) environment locals)))
                   ((atom expansion) expansion)
                   (t (%stepped-parts expansion environment locals))))))))

(defun %stepped-special-form (form environment locals)
  (let ((operator (car form)) (operands (cdr form)))
    (flet ((behind (n)
             `(,operator ,@(subseq operands 0 n) ,@(%stepped-forms (nthcdr n operands) environment locals))))
      (case operator
        ((progn if catch throw unwind-protect progv multiple-value-call multiple-value-prog1) (behind 0))
        ((block return-from the eval-when) (behind 1))
        ((setq)
         (let ((is-value t))
           `(setq ,@(mapcar (function (lambda (operand)
                              (if (setq is-value (not is-value)) (%stepped operand environment locals) operand)))
                            operands))))
        ((tagbody)
         `(tagbody ,@(mapcar (function (lambda (statement)
                               (if (atom statement) statement (%stepped statement environment locals))))
                             operands)))
        ((let let*)
         `(,operator
           ,(mapcar (function (lambda (binding)
                      (if (and (consp binding) (cdr binding))
                          (list (car binding) (%stepped (cadr binding) environment locals))
                          binding)))
                    (car operands))
           ,@(%stepped-body (cdr operands) environment locals)))
        ((locally) `(locally ,@(%stepped-body operands environment locals)))
        ((function)
         (if (and (consp (car operands)) (eq (caar operands) 'lambda))
             `(function ,(%stepped-lambda (car operands) environment locals))
             form))
        ((lambda) (%stepped-lambda form environment locals))
        ((flet labels)
         (let ((inner (append (mapcar (function car) (car operands)) locals)))
           `(,operator
             ,(mapcar (function (lambda (definition)
                        (%stepped-lambda definition environment (if (eq operator 'labels) inner locals))))
                      (car operands))
             ,@(%stepped-body (cdr operands) environment inner))))
        (t form)))))

;;; A list of a name, a lambda list and a body, which may begin with a documentation string.
(defun %stepped-lambda (definition environment locals)
  (multiple-value-bind (declarations forms documentation) (%parse-body (cddr definition) t)
    `(,(car definition) ,(cadr definition)
      ,@(if documentation (list documentation))
      ,@declarations
      ,@(%stepped-forms forms environment locals))))

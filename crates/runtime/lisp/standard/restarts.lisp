;;;; Restarts (CLHS 9.1.4.2).

(defstruct (restart (:constructor %make-restart (name function report interactive test))
                    (:conc-name %restart-))
  name function report interactive test)

(%make-built-in-class (%structure-layout 'restart))

(defvar *restart-clusters* nil
  "Active restarts, innermost first: a list of lists of restarts.")

(defvar *condition-restarts* nil
  "List of (condition . restarts) pairs: restarts that belong to one condition.")

(defun restart-name (restart) (%restart-name restart))

(defmacro restart-bind (bindings &body forms)
  `(let ((*restart-clusters*
           (cons (list ,@(mapcar (function (lambda (binding)
                                   (destructuring-bind (name function &key report-function interactive-function
                                                                        test-function)
                                       binding
                                     `(%make-restart ',name ,function ,report-function ,interactive-function
                                                     ,test-function))))
                                 bindings))
                 *restart-clusters*)))
     ,@forms))

;;; The keyword options at the head of a RESTART-CASE clause's body, and the rest of it.
(defun %parse-restart-options (body)
  (let ((options nil))
    (loop
      (if (and (member (car body) '(:report :interactive :test)) (cdr body)) nil
          (return (values options body)))
      (if (%find-keyword-value options (car body))
          (%error-in-form "an option of a RESTART-CASE clause is given twice" (car body)))
      (setq options (list* (car body) (cadr body) options) body (cddr body)))))

(defmacro restart-case (form &rest clauses &environment environment)
  (let ((done (gensym "RESTART-CASE")) (arguments (gensym "ARGUMENTS"))
        (tags (mapcar (function (lambda (clause) (declare (ignore clause)) (gensym "RESTART"))) clauses)))
    `(block ,done
       (let ((,arguments nil))
         (declare (ignorable ,arguments))
         (tagbody
            (restart-bind
                ,(mapcar (function (lambda (clause tag) (%restart-binding clause tag arguments))) clauses tags)
              (return-from ,done ,(%associate-restarts form clauses environment)))
            ,@(mapcan (function (lambda (clause tag)
                        (multiple-value-bind (options body) (%parse-restart-options (cddr clause))
                          (declare (ignore options))
                          (list tag
                                `(return-from ,done
                                   (apply (function (lambda ,(cadr clause) ,@body)) ,arguments))))))
                      clauses tags))))))

(defun %restart-binding (clause tag arguments)
  (multiple-value-bind (options body) (%parse-restart-options (cddr clause))
    (declare (ignore body))
    (let ((report (getf options :report)))
      `(,(car clause)
        (function (lambda (&rest values) (setq ,arguments values) (go ,tag)))
        ,@(if report
              `(:report-function
                ,(if (stringp report)
                     `(function (lambda (stream) (write-string ,report stream)))
                     `(function ,report))))
        ,@(if (getf options :interactive) `(:interactive-function (function ,(getf options :interactive))))
        ,@(if (getf options :test) `(:test-function (function ,(getf options :test))))))))

;;; When FORM signals a condition itself, the restarts belong to that condition.
(defun %associate-restarts (form clauses environment)
  (let* ((expansion (macroexpand form environment))
         (default (if (consp expansion)
                      (cdr (assoc (car expansion)
                                  '((error . simple-error) (cerror . simple-error)
                                    (warn . simple-warning) (signal . simple-condition)))))))
    (if (and default (cdr expansion))
        (let ((condition (gensym "CONDITION")) (datum (gensym "DATUM")) (rest (gensym "ARGUMENTS"))
              (control (gensym "CONTROL"))
              (arguments (if (eq (car expansion) 'cerror) (cddr expansion) (cdr expansion))))
          `(let* (,@(if (eq (car expansion) 'cerror) `((,control ,(cadr expansion))))
                  (,datum ,(car arguments)) (,rest (list ,@(cdr arguments)))
                  (,condition (%coerce-to-condition ,datum
                                                    ,(if (eq (car expansion) 'cerror)
                                                         `(if (%conditionp ,datum) nil ,rest)
                                                         rest)
                                                    ',default)))
             (with-condition-restarts ,condition
                 (%first-restarts ,(length clauses))
               ,(if (eq (car expansion) 'cerror)
                    `(apply (function cerror) ,control ,condition ,rest)
                    `(,(car expansion) ,condition)))))
        form)))

(defun %first-restarts (n)
  (subseq (car *restart-clusters*) 0 n))

(defmacro with-condition-restarts (condition restarts &body forms)
  `(let ((*condition-restarts* (acons ,condition ,restarts *condition-restarts*)))
     ,@forms))

(defmacro with-simple-restart ((name format-control &rest format-arguments) &body forms)
  `(restart-case (progn ,@forms)
     (,name ()
       :report (lambda (stream) (format stream ,format-control ,@format-arguments))
       (values nil t))))

(defun %restart-applicable-p (restart condition)
  (and (or (null condition)
           (let ((mentioned nil) (ours nil))
             (dolist (pair *condition-restarts* (or ours (not mentioned)))
               (if (member restart (cdr pair))
                   (if (eq (car pair) condition) (setq ours t) (setq mentioned t))))))
       (or (null (%restart-test restart)) (funcall (%restart-test restart) condition))))

(defun compute-restarts (&optional condition)
  (let ((result nil))
    (dolist (cluster *restart-clusters* (nreverse result))
      (dolist (restart cluster)
        (if (%restart-applicable-p restart condition) (push restart result))))))

(defun find-restart (identifier &optional condition)
  (dolist (restart (compute-restarts condition) nil)
    (if (or (eq restart identifier) (and identifier (eq (%restart-name restart) identifier)))
        (return restart))))

;;; The restart that IDENTIFIER means, which must be active.
(defun %active-restart (identifier)
  (or (find-restart identifier)
      (error '%simple-control-error
             :format-control "No restart named ~S is visible." :format-arguments (list identifier))))

(defun invoke-restart (identifier &rest arguments)
  (apply (%restart-function (%active-restart identifier)) arguments))

;;; The user gives the arguments of a restart that does not say itself how they are had.
(defun invoke-restart-interactively (identifier)
  (let* ((restart (%active-restart identifier)) (interactive (%restart-interactive restart)))
    (apply (%restart-function restart)
           (if interactive (funcall interactive) nil))))

;;; Calls the restart NAME with ARGUMENTS if there is one that applies to CONDITION.
(defun %invoke-restart-if-there (name condition &rest arguments)
  (let ((restart (find-restart name condition)))
    (if restart (apply (%restart-function restart) arguments))))

(defun %invoke-required-restart (name condition)
  (let ((restart (find-restart name condition)))
    (if restart (funcall (%restart-function restart))
        (error '%simple-control-error
               :format-control "No restart named ~S is visible." :format-arguments (list name)))))

(defun abort (&optional condition)
  (%invoke-required-restart 'abort condition)
  (error '%simple-control-error
         :format-control "the ~S restart did not transfer control" :format-arguments '(abort)))

(defun muffle-warning (&optional condition)
  (%invoke-required-restart 'muffle-warning condition)
  (error '%simple-control-error
         :format-control "the ~S restart did not transfer control" :format-arguments '(muffle-warning)))

(defun continue (&optional condition)
  (%invoke-restart-if-there 'continue condition))

(defun use-value (value &optional condition)
  (%invoke-restart-if-there 'use-value condition value))

(defun store-value (value &optional condition)
  (%invoke-restart-if-there 'store-value condition value))

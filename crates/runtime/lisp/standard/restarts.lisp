;;;; Restarts (CLHS 9.1.4.2).

(defstruct (restart (:constructor %make-restart (name function report interactive test))
                    (:conc-name %restart-))
  name function report interactive test)

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
      (if (member (car body) '(:report :interactive :test)) nil (return (values options body)))
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
  (let ((expansion (macroexpand form environment)))
    (if (and (consp expansion) (member (car expansion) '(error cerror warn signal)))
        (let ((condition (gensym "CONDITION")) (default (cadr (assoc (car expansion)
                                                                     '((error simple-error) (cerror simple-error)
                                                                       (warn simple-warning)
                                                                       (signal simple-condition)))))
              (arguments (if (eq (car expansion) 'cerror) (cddr expansion) (cdr expansion))))
          `(let ((,condition (%coerce-to-condition ,(car arguments) (list ,@(cdr arguments)) ',default)))
             (with-condition-restarts ,condition
                 (%first-restarts ,(length clauses))
               ,(if (eq (car expansion) 'cerror)
                    `(cerror ,(cadr expansion) ,condition)
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
  (if (restart-p identifier)
      identifier
      (dolist (restart (compute-restarts condition) nil)
        (if (eq (%restart-name restart) identifier) (return restart)))))

(defun invoke-restart (identifier &rest arguments)
  (let ((restart (find-restart identifier)))
    (if restart
        (apply (%restart-function restart) arguments)
        (error 'control-error :format-control "No restart named ~S is visible."
                              :format-arguments (list identifier)))))

(defun invoke-restart-interactively (identifier)
  (let* ((restart (find-restart identifier)) (interactive (and restart (%restart-interactive restart))))
    (apply (function invoke-restart) (or restart identifier)
           (if interactive (funcall interactive) nil))))

(defun abort (&optional condition)
  (let ((restart (find-restart 'abort condition)))
    (if restart (invoke-restart restart)
        (error 'control-error :format-control "No ABORT restart is visible." :format-arguments nil))))

(defun muffle-warning (&optional condition)
  (let ((restart (find-restart 'muffle-warning condition)))
    (if restart (invoke-restart restart)
        (error 'control-error :format-control "No MUFFLE-WARNING restart is visible." :format-arguments nil))))

(defun continue (&optional condition)
  (let ((restart (find-restart 'continue condition)))
    (if restart (invoke-restart restart))))

(defun use-value (value &optional condition)
  (let ((restart (find-restart 'use-value condition)))
    (if restart (invoke-restart restart value))))

(defun store-value (value &optional condition)
  (let ((restart (find-restart 'store-value condition)))
    (if restart (invoke-restart restart value))))

(defun cerror (continue-control datum &rest arguments)
  (restart-case (error (%coerce-to-condition datum arguments 'simple-error))
    (continue ()
      :report (lambda (stream) (apply (function format) stream continue-control arguments))
      nil)))

;;; Signals that DATUM is not of EXPECTED-TYPE; returns the value that a handler gives instead.
(defun %corrected-value (datum expected-type)
  (restart-case (error 'type-error :datum datum :expected-type expected-type)
    (store-value (new-value) :report "Input a new value." new-value)))

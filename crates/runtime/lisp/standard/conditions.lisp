;;;; Conditions (CLHS 9): condition types, MAKE-CONDITION, signalling and handlers.
;;;;
;;;; A condition is a structure of the layout CONDITION with two slots: its class and a property list of slot
;;;; values. A class is a structure too; the standard's types with several parents fit because the class keeps a
;;;; precedence list.

(defstruct (%condition-class (:constructor %make-condition-class (name parents precedence slots report defaults)))
  name parents precedence slots report defaults)

(defstruct (condition (:constructor %make-condition (class values)) (:conc-name %condition-) (:predicate %conditionp))
  class values)

(defun %find-condition-class (name)
  (or (%symbol-info name 'condition-class)
      (error "~S does not name a condition type" name)))

(defun %subclassp (class name)
  (if (member name (%condition-class-precedence class)) t nil))

;;; A slot is a list: name, initargs, initial value function or NIL, and readers.
(defun %parse-condition-slot (slot)
  (if (atom slot)
      `(list ',slot nil nil)
      (let ((initargs nil) (initform nil) (tail (cdr slot)))
        (loop
          (if (null tail) (return nil))
          (case (car tail)
            ((:initarg) (push (cadr tail) initargs))
            ((:initform) (setq initform `(function (lambda () ,(cadr tail))))))
          (setq tail (cddr tail)))
        `(list ',(car slot) ',(reverse initargs) ,initform))))

(defun %slot-options (slot key)
  (let ((values nil))
    (if (consp slot)
        (do ((tail (cdr slot) (cddr tail)))
            ((null tail))
          (if (eq (car tail) key) (push (cadr tail) values))))
    values))

(defmacro define-condition (name parents slots &rest options)
  (let ((report (cadr (assoc :report options)))
        (defaults (cdr (assoc :default-initargs options)))
        (documentation (cadr (assoc :documentation options))))
    `(progn
       (%define-condition ',name ',(or parents '(condition))
                          (list ,@(mapcar (function %parse-condition-slot) slots))
                          ,(cond ((stringp report)
                                  `(function (lambda (condition stream)
                                     (declare (ignore condition))
                                     (write-string ,report stream))))
                                 (report `(function ,report)))
                          (list ,@(let ((result nil))
                                    (do ((tail defaults (cddr tail)))
                                        ((null tail) (nreverse result))
                                      (push `',(car tail) result)
                                      (push `(function (lambda () ,(cadr tail))) result)))))
       ,@(mapcan (function (lambda (slot)
                   (append
                    (mapcar (function (lambda (reader)
                              `(defun ,reader (condition)
                                 (%condition-slot condition ',(if (consp slot) (car slot) slot)))))
                            (append (%slot-options slot :reader) (%slot-options slot :accessor)))
                    (mapcar (function (lambda (writer)
                              `(defun ,writer (value condition)
                                 (%set-condition-slot condition ',(if (consp slot) (car slot) slot) value))))
                            (%slot-options slot :writer))
                    (mapcar (function (lambda (writer)
                              `(defun (setf ,writer) (value condition)
                                 (%set-condition-slot condition ',(if (consp slot) (car slot) slot) value))))
                            (%slot-options slot :accessor)))))
                 slots)
       ,@(if documentation `((%set-documentation ',name 'type ,documentation)))
       ',name)))

(defun %define-condition (name parents slots report defaults)
  (let* ((classes (mapcar (function %find-condition-class) parents))
         (precedence (list name)) (all-slots slots) (all-defaults defaults))
    (dolist (class classes)
      (dolist (ancestor (%condition-class-precedence class))
        (if (and (not (eq ancestor 'condition)) (not (member ancestor precedence)))
            (setq precedence (append precedence (list ancestor)))))
      (dolist (slot (%condition-class-slots class))
        (if (assoc (car slot) all-slots) nil
            (setq all-slots (append all-slots (list slot)))))
      (setq all-defaults (append all-defaults (%condition-class-defaults class)))
      (if report nil (setq report (%condition-class-report class))))
    (%set-symbol-info name 'condition-class
                      (%make-condition-class name parents (append precedence (list 'condition))
                                             all-slots report all-defaults))
    name))

(%set-symbol-info 'condition 'condition-class
                  (%make-condition-class 'condition nil '(condition) nil nil nil))

(defun make-condition (type &rest initargs)
  (let* ((class (%find-condition-class type)) (values nil))
    (dolist (slot (%condition-class-slots class))
      (let ((found nil))
        (dolist (initarg (cadr slot))
          (let ((tail (or found (%find-keyword-value initargs initarg))))
            (if tail (setq found tail))))
        (dolist (initarg (cadr slot))
          (let ((default (%find-keyword-value (%condition-class-defaults class) initarg)))
            (if (or found (null default)) nil
                (setq found (list (funcall (car default)))))))
        (cond (found (setq values (list* (car slot) (car found) values)))
              ((third slot) (setq values (list* (car slot) (funcall (third slot)) values))))))
    (%make-condition class values)))

(defun %condition-slot (condition name)
  (let ((found (%find-keyword-value (%condition-values condition) name)))
    (if found
        (car found)
        (error "the slot ~S of a condition of type ~S has no value"
               name (%condition-class-name (%condition-class condition))))))

(defun %set-condition-slot (condition name value)
  (setf (%condition-values condition)
        (%put-property (%condition-values condition) name value))
  value)

;;; Writes what CONDITION reports.
(defun %report-condition (condition stream)
  (let* ((class (%condition-class condition)) (report (%condition-class-report class)))
    (if report
        (funcall report condition stream)
        (progn
          (write-string "Condition of type " stream)
          (princ (%condition-class-name class) stream)
          (write-string "." stream)))))

;;;; Handlers

(defvar *handler-clusters* nil
  "Active handlers, innermost first: a list of clusters, each a list of (type . function).")

(defvar *break-on-signals* nil)
(defvar *debugger-hook* nil)

(defmacro handler-bind (bindings &body forms)
  `(let ((*handler-clusters*
           (cons (list ,@(mapcar (function (lambda (binding) `(cons ',(car binding) ,(cadr binding)))) bindings))
                 *handler-clusters*)))
     ,@forms))

(defmacro handler-case (form &rest clauses)
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
                                            `(progn ,@(cddr clause)))))))
                            clauses tags))))))))

(defmacro ignore-errors (&body forms)
  `(handler-case (progn ,@forms)
     (error (condition) (values nil condition))))

(defun %coerce-to-condition (datum arguments default-type)
  (cond ((%conditionp datum) datum)
        ((symbolp datum) (apply (function make-condition) datum arguments))
        ((not (or (stringp datum) (functionp datum)))
         (make-condition 'type-error :datum datum :expected-type '(or condition symbol string function)))
        (t (make-condition default-type :format-control datum :format-arguments arguments))))

(defun signal (datum &rest arguments)
  (let ((condition (%coerce-to-condition datum arguments 'simple-condition)))
    (if (and *break-on-signals* (typep condition *break-on-signals*))
        (let ((*break-on-signals* nil)) (invoke-debugger condition)))
    (%signal condition)))

;;; Each handler runs with the clusters outside its own only.
(defun %signal (condition)
  (let ((*handler-clusters* *handler-clusters*))
    (loop
      (if (null *handler-clusters*) (return nil))
      (let ((cluster (pop *handler-clusters*)))
        (dolist (entry cluster)
          (if (typep condition (car entry)) (funcall (cdr entry) condition)))))))

(defun error (datum &rest arguments)
  (let ((condition (%coerce-to-condition datum arguments 'simple-error)))
    (%signal condition)
    (invoke-debugger condition)))

(defun warn (datum &rest arguments)
  (let ((condition (%coerce-to-condition datum arguments 'simple-warning)))
    (if (typep condition 'warning) nil
        (error 'type-error :datum condition :expected-type 'warning))
    (restart-case (%signal condition)
      (muffle-warning () :report "Skip warning." (return-from warn nil)))
    (fresh-line *error-output*)
    (write-string "WARNING: " *error-output*)
    (%report-condition condition *error-output*)
    (terpri *error-output*)
    nil))

(defmacro assert (test &optional places datum &rest arguments)
  (declare (ignore places))
  `(loop
     (if ,test (return nil))
     (restart-case (error ,@(if datum
                                `(,datum ,@arguments)
                                `("~S must evaluate to a non-NIL value." ',test)))
       (continue () :report "Retry" nil))))

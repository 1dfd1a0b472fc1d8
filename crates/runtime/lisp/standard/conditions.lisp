;;;; Condition types (CLHS 9.2): DEFINE-CONDITION, MAKE-CONDITION, readers of slots.
;;;;
;;;; A condition is a structure of the layout CONDITION with three slots: its class, a property list of slot
;;;; values, and the name of the operator that an error is of, or NIL. A class is a structure too; it keeps a
;;;; precedence list, so a type can have several parents. The class of a name stands on its symbol's INFO list.
;;;; DIRECT-SLOTS, REPORT and DEFAULTS are the class's own; SLOTS, in which those of superclasses are merged, are what
;;;; conditions have.

(defstruct (%condition-class (:constructor %make-condition-class (name)))
  name parents precedence direct-slots slots report defaults subclasses)

(defstruct (condition (:constructor %make-condition (class values)) (:conc-name %condition-) (:predicate %conditionp))
  class values operator)

(%make-built-in-class (%structure-layout 'condition))

;;; A slot of a class: its name, initargs, a function for the initial value or NIL, and for a slot that all conditions
;;; of the class share, a list of its value or nothing.
(defstruct (%condition-slot (:constructor %make-condition-slot (name initargs initial-value shared)))
  name initargs initial-value shared)

(defun %find-condition-class (name)
  (or (and (symbolp name) (%symbol-info name 'condition-class))
      (error 'simple-type-error
             :datum name :expected-type '(satisfies %condition-type-name-p)
             :format-control "~S does not name a condition type" :format-arguments (list name))))

(defun %condition-type-name-p (object)
  (and (symbolp object) (%symbol-info object 'condition-class) t))

(defun %subclassp (class name)
  (if (member name (%condition-class-precedence class)) t nil))

(defun %condition-of-type-p (object name)
  (and (%conditionp object) (%subclassp (%condition-class object) name)))

;;;; DEFINE-CONDITION

;;; The values of all options KEY of a slot.
(defun %slot-options (slot key)
  (let ((values nil))
    (if (consp slot)
        (do ((tail (cdr slot) (cddr tail)))
            ((null tail))
          (if (eq (car tail) key) (push (cadr tail) values))))
    (nreverse values)))

(defun %check-condition-slot (slot form)
  (if (or (symbolp slot) (and (consp slot) (symbolp (car slot)) (%even-length-p (cdr slot)))) nil
      (%error-in-form "a slot of a condition type must be a symbol, or a list of one and options" form))
  (do ((tail (if (consp slot) (cdr slot) nil) (cddr tail)))
      ((null tail))
    (if (member (car tail) '(:reader :writer :accessor :initarg :initform :allocation :type :documentation)) nil
        (%error-in-form "there is no such option for a slot" (car tail)))
    (if (and (member (car tail) '(:initform :allocation :type :documentation))
             (cdr (%slot-options slot (car tail))))
        (%error-in-form "an option of a slot is given twice" slot))))

(defun %even-length-p (list)
  (and (listp list) (null (cdr (last list))) (evenp (length list))))

(defun %condition-slot-form (slot)
  (let ((initforms (%slot-options slot :initform)))
    `(%make-condition-slot ',(if (consp slot) (car slot) slot)
                           ',(%slot-options slot :initarg)
                           ,(if initforms `(function (lambda () ,(car initforms))) nil)
                           ,(if (eq (car (%slot-options slot :allocation)) :class) '(list nil) nil))))

(defun %condition-accessor-forms (name slot)
  (let ((slot-name (if (consp slot) (car slot) slot)))
    (append
     (mapcar (function (lambda (reader) `(%define-function ',reader (%condition-reader ',reader ',name ',slot-name) nil)))
             (append (%slot-options slot :reader) (%slot-options slot :accessor)))
     (mapcar (function (lambda (writer) `(%define-function ',writer (%condition-writer ',writer ',name ',slot-name) nil)))
             (append (%slot-options slot :writer)
                     (mapcar (function (lambda (accessor) `(setf ,accessor))) (%slot-options slot :accessor)))))))

(defmacro define-condition (&whole form name parents slots &rest options)
  (if (symbolp name) nil (%error-in-form "the name of a condition type must be a symbol" form))
  (dolist (slot slots) (%check-condition-slot slot form))
  (dolist (option options)
    (if (and (consp option) (member (car option) '(:report :default-initargs :documentation))) nil
        (%error-in-form "there is no such option" option))
    (if (cdr (remove (car option) options :key (function car) :test-not (function eq)))
        (%error-in-form "an option is given twice" option)))
  (let ((report (cadr (assoc :report options)))
        (defaults (cdr (assoc :default-initargs options)))
        (documentation (cadr (assoc :documentation options))))
    (if (%even-length-p defaults) nil
        (%error-in-form "the default initargs are no list of keywords and values" form))
    `(progn
       (%define-condition ,(%definition-name 'define-condition name) ',(or parents '(condition))
                          (list ,@(mapcar (function %condition-slot-form) slots))
                          ,(cond ((stringp report) report)
                                 (report `(function ,report)))
                          (list ,@(let ((result nil))
                                    (do ((tail defaults (cddr tail)))
                                        ((null tail) (nreverse result))
                                      (push `',(car tail) result)
                                      (push `(function (lambda () ,(cadr tail))) result)))))
       ,@(mapcan (function (lambda (slot) (%condition-accessor-forms name slot))) slots)
       ,@(if documentation `((%set-documentation ',name 'type ',documentation)))
       ',name)))

;;; Gives the class NAME, made when there is none, these properties.
(defun %define-condition (name parents slots report defaults)
  (let* ((parent-classes (mapcar (function %find-condition-class) parents))
         (class (or (%symbol-info name 'condition-class) (%make-condition-class name)))
         (precedence (%class-precedence-list
                      name parents
                      (function (lambda (name) (%condition-class-parents (%find-condition-class name))))
                      (function (lambda (name) (%condition-class-precedence (%find-condition-class name)))))))
    (setf (%condition-class-parents class) parents
          (%condition-class-precedence class) precedence
          (%condition-class-direct-slots class) slots
          (%condition-class-report class) report
          (%condition-class-defaults class) defaults)
    (%set-symbol-info name 'condition-class class)
    (setf (%condition-class-slots class) (%effective-condition-slots class))
    (dolist (parent parent-classes)
      (pushnew name (%condition-class-subclasses parent)))
    name))

;;; CLASS and its superclasses, the most specific first.
(defun %condition-class-ancestry (class)
  (mapcar (function %find-condition-class) (%condition-class-precedence class)))

;;; A slot has the initargs of all slots of its name in the precedence list, and the most specific initial value.
(defun %effective-condition-slots (class)
  (let ((slots nil))
    (dolist (ancestor (%condition-class-ancestry class) (nreverse slots))
      (dolist (direct (%condition-class-direct-slots ancestor))
        (let ((slot (find (%condition-slot-name direct) slots :key (function %condition-slot-name))))
          (if slot
              (setf (%condition-slot-initargs slot)
                    (union (%condition-slot-initargs direct) (%condition-slot-initargs slot))
                    (%condition-slot-initial-value slot)
                    (or (%condition-slot-initial-value slot) (%condition-slot-initial-value direct)))
              (push (if (%condition-slot-shared direct) direct (copy-%condition-slot direct)) slots)))))))

(%set-symbol-info 'condition 'condition-class (%make-condition-class 'condition))
(setf (%condition-class-precedence (%find-condition-class 'condition)) '(condition))

;;;; Conditions

;;; The name of a condition type that is a subtype of TYPE: that itself, or for a compound type the first in it.
(defun %condition-type-to-make (type)
  (let ((type (ext:type-expand type)))
    (if (atom type) type
        (labels ((find-name (specifier)
                   (cond ((consp specifier) (some (function find-name) specifier))
                         ((and (%condition-type-name-p specifier) (subtypep specifier type)) specifier)
                         (t nil))))
          (or (find-name (cdr type)) type)))))

(defun make-condition (type &rest initargs)
  (let* ((class (%find-condition-class (%condition-type-to-make type)))
         (values nil) (ancestry (%condition-class-ancestry class)))
    (if (%even-length-p initargs) nil
        (error '%simple-program-error
               :format-control "keyword arguments in ~S should occur pairwise"
               :format-arguments (list initargs)))
    (dolist (slot (%condition-class-slots class))
      (let ((given (%initarg-value slot initargs)))
        (if given nil
            (let ((default (some (function (lambda (ancestor)
                                   (%initarg-value slot (%condition-class-defaults ancestor))))
                                 ancestry)))
              (if default (setq given (list (funcall (car default)))))))
        (cond ((%condition-slot-shared slot)
               (if given (setf (%condition-slot-shared slot) (list (list (car given))))))
              (given (setq values (list* (%condition-slot-name slot) (car given) values)))
              ((%condition-slot-initial-value slot)
               (setq values (list* (%condition-slot-name slot)
                                   (funcall (%condition-slot-initial-value slot))
                                   values))))))
    (%make-condition class values)))

;;; The tail of INITARGS behind the first keyword that is an initarg of SLOT.
(defun %initarg-value (slot initargs)
  (do ((tail initargs (cddr tail)))
      ((null tail) nil)
    (if (member (car tail) (%condition-slot-initargs slot)) (return (cdr tail)))))

;;; The slot NAME of the class of CONDITION, when its conditions share it.
(defun %shared-condition-slot (condition name)
  (let ((slot (find name (%condition-class-slots (%condition-class condition)) :key (function %condition-slot-name))))
    (if (and slot (%condition-slot-shared slot)) slot nil)))

(defun %condition-slot-value (condition name)
  (let ((found (%find-keyword-value (%condition-values condition) name))
        (shared (%shared-condition-slot condition name)))
    (cond (found (car found))
          ((null shared) (error 'unbound-slot :name name :instance condition))
          ((car (%condition-slot-shared shared)) (caar (%condition-slot-shared shared)))
          ((%condition-slot-initial-value shared)
           (car (setf (car (%condition-slot-shared shared))
                      (list (funcall (%condition-slot-initial-value shared))))))
          (t (error 'unbound-slot :name name :instance condition)))))

(defun %set-condition-slot-value (condition name value)
  (let ((shared (%shared-condition-slot condition name)))
    (if shared
        (setf (car (%condition-slot-shared shared)) (list value))
        (setf (%condition-values condition)
              (%put-property (%condition-values condition) name value))))
  value)

;;;; Readers and writers. A name may read slots of several unrelated types; the INFO list of the symbol that holds its
;;;; function has which.

(defun %add-condition-accessor (name kind class-name slot-name)
  (let* ((symbol (%function-name-symbol name)) (entries (%symbol-info symbol kind)))
    (%set-symbol-info symbol kind
                      (acons class-name slot-name
                             (remove class-name entries :key (function car))))
    symbol))

;;; The name of the slot that the function of SYMBOL has for CONDITION.
(defun %accessed-slot (symbol kind condition)
  (let ((entries (%symbol-info symbol kind)))
    (or (and (%conditionp condition)
             (dolist (class-name (%condition-class-precedence (%condition-class condition)) nil)
               (let ((entry (assoc class-name entries)))
                 (if entry (return (cdr entry))))))
        (error 'type-error :datum condition
               :expected-type (if (cdr entries)
                                  `(or ,@(mapcar (function car) entries))
                                  (caar entries))))))

;;; The functions that NAME is to have now that it also reads, or writes, SLOT-NAME of CLASS-NAME.
(defun %condition-reader (name class-name slot-name)
  (let ((symbol (%add-condition-accessor name 'condition-reader class-name slot-name)))
    (function (lambda (condition)
      (%condition-slot-value condition (%accessed-slot symbol 'condition-reader condition))))))

(defun %condition-writer (name class-name slot-name)
  (let ((symbol (%add-condition-accessor name 'condition-writer class-name slot-name)))
    (function (lambda (value condition)
      (%set-condition-slot-value condition (%accessed-slot symbol 'condition-writer condition) value)))))

;;; Writes what CONDITION reports.
(defun %report-condition (condition stream)
  (if (%condition-operator condition)
      (progn
        (prin1 (%condition-operator condition) stream)
        (write-string ": " stream)))
  (let* ((class (%condition-class condition))
         (report (some (function %condition-class-report) (%condition-class-ancestry class))))
    (cond ((stringp report) (write-string report stream))
          (report (funcall report condition stream))
          (t
           (write-string "Condition of type " stream)
           (prin1 (%condition-class-name class) stream)
           (write-string "." stream)))))

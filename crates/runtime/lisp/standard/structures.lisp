;;;; DEFSTRUCT (CLHS 8.1) for structures with layouts: single inheritance, constructors, predicates, copiers.
;;;; The options :TYPE, :NAMED and :INITIAL-OFFSET are refused with an error.

(defmacro defstruct (name-and-options &rest slots)
  (let* ((name (if (consp name-and-options) (car name-and-options) name-and-options))
         (options (if (consp name-and-options) (cdr name-and-options) nil))
         (documentation (if (stringp (car slots)) (pop slots) nil))
         (conc-name (%string-append (symbol-name name) "-"))
         (constructors nil) (no-constructor nil)
         (copier (%symbolicate "COPY-" name))
         (predicate (%symbolicate name "-P"))
         (include nil) (include-overrides nil) (print-function nil))
    (dolist (option options)
      (let ((key (if (consp option) (car option) option))
            (arguments (if (consp option) (cdr option) nil)))
        (ecase key
          ((:conc-name)
           (setq conc-name (if (car arguments) (string (car arguments)) "")))
          ((:constructor)
           (cond ((null arguments) (push (list (%symbolicate "MAKE-" name)) constructors))
                 ((null (car arguments)) (setq no-constructor t))
                 (t (push arguments constructors))))
          ((:copier) (if arguments (setq copier (car arguments))))
          ((:predicate) (if arguments (setq predicate (car arguments))))
          ((:include) (setq include (car arguments) include-overrides (cdr arguments)))
          ((:print-function :print-object) (setq print-function (list key (car arguments)))))))
    (if (or constructors no-constructor) nil
        (push (list (%symbolicate "MAKE-" name)) constructors))
    (let* ((own (mapcar (function %slot-description) slots))
           (inherited (if include (%inherited-slots include (mapcar (function %slot-description) include-overrides))))
           (all (append inherited own))
           (index 0))
      `(progn
         (%define-structure ',name ',include ',all ',print-function ',documentation)
         ,@(mapcan (function (lambda (slot)
                     (let ((accessor (intern (%string-append conc-name (symbol-name (car slot))))))
                       (prog1 (%accessor-definitions name accessor index slot)
                         (setq index (1+ index))))))
                   all)
         ,@(mapcar (function (lambda (constructor) (%constructor-definition name constructor all)))
                   constructors)
         ,@(if predicate
               `((defun ,predicate (object)
                   (%instance-of-p object (load-time-value (%structure-layout ',name))))))
         ,@(if copier `((defun ,copier (structure) (copy-structure structure))))
         ',name))))

(defun %symbolicate (&rest parts)
  (intern (apply (function %string-append) (mapcar (function string) parts))))

;;; A slot description is a list: name, initial value form, type, read-only.
(defun %slot-description (slot)
  (if (atom slot)
      (list slot nil t nil)
      (destructuring-bind (name &optional form &key (type t) read-only) slot
        (list name form type read-only))))

(defun %inherited-slots (include overrides)
  (mapcar (function (lambda (slot)
            (or (find (car slot) overrides :key (function car) :test (function string=)) slot)))
          (coerce (%layout-slots (%structure-layout include)) 'list)))

(defun %structure-layout (name)
  (or (%symbol-info name 'structure-layout)
      (error "~S does not name a structure type" name)))

;;; Defining a structure again with the same slots keeps its layout, so that old instances stay instances.
(defun %define-structure (name include slots print-function documentation)
  (let ((old (%symbol-info name 'structure-layout)))
    (if (and old (equal (coerce (%layout-slots old) 'list) slots))
        nil
        (%set-symbol-info name 'structure-layout
                          (%make-layout name
                                        (if include (%structure-layout include) nil)
                                        (coerce slots 'simple-vector)))))
  (if print-function
      (%set-symbol-info name 'structure-printer
                        (cons (car print-function) (%coerce-to-function (cadr print-function)))))
  (if documentation (%set-documentation name 'structure documentation))
  name)

(defun %accessor-definitions (name accessor index slot)
  (list* `(defun ,accessor (structure)
            (%structure-ref structure (load-time-value (%structure-layout ',name)) ,index))
         (if (fourth slot)
             nil
             `((defun (setf ,accessor) (value structure)
                 (%structure-set structure (load-time-value (%structure-layout ',name)) ,index value))))))

;;; CONSTRUCTOR is a list of a name and, for a constructor by order of arguments, a lambda list.
(defun %constructor-definition (name constructor slots)
  (let ((layout `(load-time-value (%structure-layout ',name))))
    (if (cdr constructor)
        (let* ((lambda-list (%complete-boa-lambda-list (cadr constructor) slots))
               (variables (%lambda-list-variables lambda-list)))
          `(defun ,(car constructor) ,lambda-list
             (%make-structure ,layout
                              ,@(mapcar (function (lambda (slot)
                                          (if (member (car slot) variables) (car slot) (cadr slot))))
                                        slots))))
        `(defun ,(car constructor)
             (&key ,@(mapcar (function (lambda (slot) (list (car slot) (cadr slot)))) slots))
           (%make-structure ,layout ,@(mapcar (function car) slots))))))

;;; An optional or keyword parameter without initial value takes the slot's.
(defun %complete-boa-lambda-list (lambda-list slots)
  (let ((state 'required))
    (mapcar (function (lambda (item)
              (cond ((member item lambda-list-keywords) (setq state item) item)
                    ((eq state 'required) item)
                    ((and (member state '(&optional &key)) (symbolp item))
                     (list item (cadr (assoc item slots))))
                    ((and (member state '(&optional &key)) (null (cdr item)))
                     (list (car item)
                           (cadr (assoc (if (consp (car item)) (cadar item) (car item)) slots))))
                    (t item))))
            lambda-list)))

(defun %lambda-list-variables (lambda-list)
  (let ((variables nil))
    (dolist (item lambda-list variables)
      (cond ((member item lambda-list-keywords) nil)
            ((symbolp item) (push item variables))
            ((consp (car item)) (push (cadar item) variables))
            (t (push (car item) variables))))))

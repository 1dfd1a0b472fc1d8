;;;; DEFSTRUCT (CLHS 8.1): options, constructors, and structures with layouts. Those of option :TYPE are lists or
;;;; vectors; typed-structures.lisp defines their functions.

(defmacro defstruct (name-and-options &rest slots)
  (let* ((name (if (consp name-and-options) (car name-and-options) name-and-options))
         (options (if (consp name-and-options) (cdr name-and-options) nil))
         (documentation (if (stringp (car slots)) (pop slots) nil))
         (conc-name (%string-append (symbol-name name) "-"))
         (constructors nil) (no-constructor nil)
         (copier (%symbolicate "COPY-" name))
         (predicate (%symbolicate name "-P"))
         (include nil) (include-overrides nil) (print-function nil)
         (type nil) (named nil) (initial-offset 0))
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
          ((:type) (setq type (car arguments)))
          ((:named) (setq named t))
          ((:initial-offset) (setq initial-offset (car arguments)))
          ((:include) (setq include (car arguments) include-overrides (cdr arguments)))
          ((:print-function :print-object) (setq print-function (list key (car arguments)))))))
    (if (or constructors no-constructor) nil
        (push (list (%symbolicate "MAKE-" name)) constructors))
    (if type
        (return-from defstruct
          (%typed-structure-definition
           name type (%typed-structure-elements include include-overrides initial-offset (if named name nil)
                                                (mapcar (function %slot-description) slots))
           conc-name constructors copier (if named predicate nil))))
    (let* ((own (mapcar (function %slot-description) slots))
           (inherited (if include (%inherited-slots include (mapcar (function %slot-description) include-overrides))))
           (all (append inherited own))
           (index 0))
      ;; The functions below refer to the layout when they are compiled.
      (%define-structure name include all nil nil)
      `(progn
         (%define-structure ,(%definition-name 'defstruct name) ',include ',all ',print-function ',documentation)
         (%set-symbol-info ',name 'structure-constructor
                           ',(car (find-if (function (lambda (constructor) (null (cdr constructor)))) constructors)))
         ,@(mapcan (function (lambda (slot)
                     (let ((accessor (intern (%string-append conc-name (symbol-name (car slot))))))
                       (prog1 (%accessor-definitions name accessor index slot)
                         (setq index (1+ index))))))
                   all)
         ,@(mapcar (function (lambda (constructor)
                     (%constructor-definition
                      constructor all
                      (function (lambda (values)
                        `(%make-structure (load-time-value (%structure-layout ',name)) ,@values))))))
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

;;; CONSTRUCTOR is a list of a name and, for a constructor by order of arguments, a lambda list. MAKER returns the
;;; form that makes a structure of the values of some forms, one a slot.
(defun %constructor-definition (constructor slots maker)
  (if (cdr constructor)
      (let* ((lambda-list (%complete-boa-lambda-list (cadr constructor) slots))
             (variables (%lambda-list-variables lambda-list)))
        `(defun ,(car constructor) ,lambda-list
           ,(funcall maker (mapcar (function (lambda (slot)
                                     (if (member (car slot) variables) (car slot) (cadr slot))))
                                   slots))))
      `(defun ,(car constructor)
           (&key ,@(mapcar (function (lambda (slot) (list (car slot) (cadr slot)))) slots))
         ,(funcall maker (mapcar (function car) slots)))))

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

;;; The structure that the reader's #S(NAME SLOT VALUE ...) stands for; FORM is the list.
(defun %read-structure (form)
  (let ((constructor (if (and (consp form) (symbolp (car form))) (%symbol-info (car form) 'structure-constructor) nil))
        (arguments nil))
    (if constructor nil
        (error '%simple-reader-error :format-control "no structure can be made of #S~S"
                                     :format-arguments (list form)))
    (do ((tail (cdr form) (cddr tail)))
        ((null tail))
      (setq arguments (list* (cadr tail) (intern (string (car tail)) "KEYWORD") arguments)))
    (apply constructor (nreverse arguments))))

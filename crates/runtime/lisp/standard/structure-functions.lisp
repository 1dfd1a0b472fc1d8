;;;; The functions of structures: accessors, which the compiler expands where they are called, and constructors.
;;;;
;;;; What is known of an accessor stands on its INFO list: the structure's name, the slot's index, type and whether it is
;;;; read-only.

;;; Whether a structure that PARENT is part of has defined ACCESSOR for the slot already.
(defun %inherited-accessor-p (accessor parent index)
  (let ((known (%symbol-info accessor 'structure-accessor)))
    (if (and known parent (= (second known) index))
        (let ((layout (%symbol-info (car known) 'structure-layout)))
          (if layout (%layout-includes-p parent layout) nil))
        nil)))

(defun %accessor-definitions (name accessor index slot)
  (list* `(eval-when (:compile-toplevel :load-toplevel :execute)
            (%define-accessor ',accessor ',(list name index (third slot) (fourth slot))))
         `(defun ,accessor (structure)
            (%structure-ref structure ',(%structure-layout name) ,index))
         (if (fourth slot)
             nil
             `((defun (setf ,accessor) (value structure)
                 ,(%slot-store-form name index (third slot) 'structure 'value))))))

(defun %define-accessor (accessor known)
  (%set-symbol-info accessor 'structure-accessor known)
  (%set-setf-expander accessor (function %accessor-setf-expansion))
  (%set-compiler-macro accessor (function %expand-accessor))
  accessor)

(defun %expand-accessor (form environment)
  (declare (ignore environment))
  (let ((known (%symbol-info (car form) 'structure-accessor)))
    (if (and known (consp (cdr form)) (null (cddr form)))
        `(%structure-ref ,(cadr form) ',(%structure-layout (car known)) ,(second known))
        form)))

(defun %accessor-setf-expansion (place environment)
  (declare (ignore environment))
  (let ((known (%symbol-info (car place) 'structure-accessor)) (structure (gensym "STRUCTURE")) (store (gensym "STORE")))
    (if (or (null (cdr place)) (cddr place))
        (%error-in-form "an accessor of a structure takes one argument" place))
    (if (fourth known)
        (%error-in-form "this slot is read-only" (car place)))
    (values (list structure) (cdr place) (list store)
            (%slot-store-form (car known) (second known) (third known) structure store)
            (list (car place) structure))))

(defun %slot-store-form (name index type structure value)
  `(%structure-set ,structure ',(%structure-layout name) ,index
                   ,(%checked-slot-form value type)))

;;; VALUE, a form, with a check that its value is of a slot's type.
(defun %checked-slot-form (value type)
  (if (eq type t) value
      (let ((variable (gensym "VALUE")))
        `(let ((,variable ,value))
           (if (typep ,variable ',type) ,variable (%wrong-slot-value ,variable ',type))))))

(defun %wrong-slot-value (value type)
  (error 'type-error :datum value :expected-type type))

;;; MAKER returns the form that makes a structure of the values of some forms, one a slot. The variables of a constructor
;;; by keywords are not the slots' names, which may be special or constant.
(defun %constructor-definition (constructor slots maker)
  (flet ((checked (forms unchecked)
           (funcall maker (mapcar (function (lambda (form slot)
                                    (if (member form unchecked) form (%checked-slot-form form (third slot)))))
                                  forms slots))))
    (if (cdr constructor)
        (let* ((lambda-list (%complete-boa-lambda-list (cadr constructor) slots))
               (variables (%lambda-list-variables lambda-list)))
          `(defun ,(car constructor) ,lambda-list
             ,(checked (mapcar (function (lambda (slot)
                                 (or (find (car slot) variables :test (function string=)) (cadr slot))))
                               slots)
                       (%variables-without-value lambda-list))))
        (let ((variables (mapcar (function (lambda (slot) (make-symbol (symbol-name (car slot))))) slots)))
          `(defun ,(car constructor)
               (&key ,@(mapcar (function (lambda (slot variable)
                                 (list (list (intern (symbol-name (car slot)) "KEYWORD") variable) (cadr slot))))
                               slots variables))
             ,(checked variables nil))))))

;;; The variables behind &AUX that have no initial value. Their slots are not initialized, so there is nothing to check.
(defun %variables-without-value (lambda-list)
  (mapcar (function (lambda (item) (if (consp item) (car item) item)))
          (remove-if (function (lambda (item) (and (consp item) (cdr item))))
                     (cdr (member '&aux lambda-list)))))

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

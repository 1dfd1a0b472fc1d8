;;;; DEFSTRUCT with the option :TYPE (CLHS 8.1): structures that are lists or vectors.
;;;;
;;;; The elements of such a structure are kept on its name's INFO list: a slot description, the name of a structure in
;;;; a list (:NAME name), or :UNUSED for what :INITIAL-OFFSET skips.

;;; The elements of a structure: what it includes, then its own.
(defun %typed-structure-elements (include overrides initial-offset name slots)
  (append (mapcar (function (lambda (element)
                    (or (and (%slot-element-p element)
                             (let ((override (find (car element) overrides
                                                   :key (function (lambda (slot) (if (consp slot) (car slot) slot)))
                                                   :test (function string=))))
                               (and override (%slot-description override))))
                        element)))
                  (if include (%included-elements include) nil))
          (make-list initial-offset :initial-element :unused)
          (if name (list (list :name name)) nil)
          slots))

(defun %included-elements (name)
  (or (%symbol-info name 'typed-structure)
      (%error-in-form "this is no structure of the option :TYPE" name)))

(defun %slot-element-p (element)
  (and (consp element) (not (eq (car element) :name))))

(defun %typed-structure-definition (name type elements conc-name constructors copier predicate)
  (let ((index -1) (slots (remove-if-not (function %slot-element-p) elements)))
    `(progn
       (%set-symbol-info ',name 'typed-structure ',elements)
       ,@(mapcan (function (lambda (element)
                   (setq index (1+ index))
                   (if (%slot-element-p element)
                       (%typed-accessor-definitions
                        (intern (%string-append conc-name (symbol-name (car element)))) index element)
                       nil)))
                 elements)
       ,@(mapcar (function (lambda (constructor)
                   (%constructor-definition constructor slots
                                            (function (lambda (values) (%typed-structure-form type elements values))))))
                 constructors)
       ,@(if predicate (list (%typed-predicate-definition predicate name elements)))
       ,@(if copier `((defun ,copier (structure) (copy-seq structure))))
       ',name)))

(defun %typed-accessor-definitions (accessor index slot)
  (list* `(defun ,accessor (structure) (elt structure ,index))
         (if (fourth slot)
             nil
             `((defun (setf ,accessor) (value structure) (setf (elt structure ,index) value))))))

;;; The form that makes a structure; VALUES are forms for its slots.
(defun %typed-structure-form (type elements values)
  (let ((forms (mapcar (function (lambda (element)
                         (cond ((eq element :unused) nil)
                               ((%slot-element-p element) (pop values))
                               (t `',(cadr element)))))
                       elements)))
    (cond ((eq type 'list) `(list ,@forms))
          ((eq type 'vector) `(vector ,@forms))
          (t `(coerce (list ,@forms) ',type)))))

(defun %typed-predicate-definition (predicate name elements)
  (let ((index (position (list :name name) elements :test (function equal))))
    `(defun ,predicate (object)
       (and (or (vectorp object) (and (listp object) (null (cdr (last object)))))
            (< ,index (length object))
            (eq (elt object ,index) ',name)))))

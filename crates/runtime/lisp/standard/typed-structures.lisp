;;;; DEFSTRUCT with the option :TYPE (CLHS 8.1): structures that are lists or vectors.
;;;;
;;;; The elements of such a structure are kept on its name's INFO list: a slot description, the name of a structure in
;;;; a list (:NAME name), or :UNUSED for what :INITIAL-OFFSET skips.

;;; The elements of a structure: what it includes, then its own.
(defun %typed-structure-elements (name options own)
  (let* ((include (getf options :include))
         (inherited (if include (%included-elements (car include)) nil))
         (slots (%all-slots (remove-if-not (function %slot-element-p) inherited) include own)))
    (append (mapcar (function (lambda (element) (if (%slot-element-p element) (pop slots) element))) inherited)
            (make-list (getf options :initial-offset) :initial-element :unused)
            (if (getf options :named) (list (list :name name)) nil)
            slots)))

(defun %included-elements (name)
  (or (%symbol-info name 'typed-structure)
      (%error-in-form "this is no structure of the option :TYPE" name)))

(defun %can-hold-name-p (type name)
  (or (not (consp type))
      (member (cadr type) '(t *))
      (typep name (upgraded-array-element-type (cadr type)))))

(defun %slot-element-p (element)
  (and (consp element) (not (eq (car element) :name))))

(defun %typed-structure-definition (name options own documentation)
  (let* ((type (getf options :type)) (conc-name (getf options :conc-name))
         (elements (%typed-structure-elements name options own))
         (slots (remove-if-not (function %slot-element-p) elements))
         (n-inherited (if (getf options :include) (length (%included-elements (car (getf options :include)))) 0))
         (predicate (getf options :predicate)) (copier (getf options :copier))
         (index -1))
    (if (and (getf options :named) (not (%can-hold-name-p type name)))
        (%error-in-form "a vector of this element type cannot hold the name of the structure" type))
    ;; A structure that includes this one may be defined by the same file.
    (%set-symbol-info name 'typed-structure elements)
    `(progn
       (%set-symbol-info ,(%definition-name 'defstruct name) 'typed-structure ',elements)
       ,@(if documentation `((%set-documentation ',name 'structure ',documentation)))
       ,@(mapcan (function (lambda (element)
                   (setq index (1+ index))
                   (if (%slot-element-p element)
                       (let ((accessor (%accessor-name conc-name (car element))))
                         (if (and (< index n-inherited) (fboundp accessor)) nil
                             (%typed-accessor-definitions accessor index element)))
                       nil)))
                 elements)
       ,@(mapcar (function (lambda (constructor)
                   (%constructor-definition constructor slots
                                            (function (lambda (values) (%typed-structure-form type elements values))))))
                 (getf options :constructors))
       ,@(if predicate (list (%typed-predicate-definition predicate name elements)))
       ,@(if copier `((defun ,copier (structure) (copy-seq structure))))
       ',name)))

(defun %typed-accessor-definitions (accessor index slot)
  (list* `(defun ,accessor (structure) (elt structure ,index))
         (if (fourth slot)
             nil
             `((defun (setf ,accessor) (value structure)
                 (setf (elt structure ,index) ,(%checked-slot-form 'value (third slot))))))))

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
  (let ((index (position (list :name name) elements :test (function equal) :from-end t)))
    `(defun ,predicate (object)
       (and (or (vectorp object) (and (listp object) (null (cdr (last object)))))
            (< ,index (length object))
            (eq (elt object ,index) ',name)))))

;;;; MAKE-LOAD-FORM (CLHS 3.2.4.4): forms that make an object again when a compiled file is loaded.
;;;;
;;;; Structures have no form unless the type or one it includes has been given one by EXT:DEFINE-LOAD-FORM, because
;;;; whether two structures are similar is for their definer to say.

(defun make-load-form (object &optional environment)
  (let ((function (and (%structurep object) (%load-form-function (%layout-of object)))))
    (if function (funcall function object environment)
        (error "no load form is defined for ~S" object))))

;;; The function given for the layout's type or the nearest one that it includes.
(defun %load-form-function (layout)
  (do ((layout layout (%layout-parent layout)))
      ((null layout) nil)
    (let ((function (%symbol-info (%layout-name layout) 'load-form)))
      (if function (return function)))))

;;; Says that the load forms of OBJECT, a structure of type NAME, are the values of BODY.
(defmacro ext:define-load-form (name (object &optional (environment (gensym "ENVIRONMENT"))) &body body)
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     (%set-symbol-info ',name 'load-form
                       (function (lambda (,object ,environment) (declare (ignorable ,environment)) ,@body)))
     ',name))

(ext:define-load-form pathname (pathname)
  `(,(if (%logical-pathname-p pathname) '%make-logical-pathname '%make-pathname)
    ,@(mapcar (function (lambda (component) `',component))
              (list (%pathname-host pathname) (%pathname-device pathname) (%pathname-directory pathname)
                    (%pathname-name pathname) (%pathname-type pathname) (%pathname-version pathname)))))

(ext:define-load-form random-state (state)
  `(%random-state-of ,@(coerce (random-state-words state) 'list)))

(defun make-load-form-saving-slots (object &key (slot-names nil slot-names-given) environment)
  (declare (ignore environment))
  (let* ((layout (%layout-of object)) (name (%layout-name layout)) (index -1) (forms nil))
    (dolist (slot (coerce (%layout-slots layout) 'list))
      (setq index (1+ index))
      (if (or (not slot-names-given) (member (car slot) slot-names))
          (push `(%structure-set ',object (%structure-layout ',name) ,index
                                 ',(%structure-ref object layout index))
                forms)))
    (values `(%allocate-structure ',name)
            `(progn ,@(nreverse forms)))))

;;; A structure with NIL in all slots.
(defun %allocate-structure (name)
  (let ((layout (%structure-layout name)))
    (apply (function %make-structure) layout (make-list (length (%layout-slots layout))))))

;;;; COERCE (CLHS 4.4), and what sequence functions ask about the type of their result.

;;; The element type and the length that the vectors of TYPE have. The length is * when any will do, :TESTED when only a
;;; test of the vector can tell, and NIL when TYPE is no vector type; there are vectors whose element type is NIL.
(defun %vector-type (type)
  (case type
    ;; The names that nearly every call gives.
    ((string simple-string) (values 'character '*))
    ((vector simple-vector) (values t '*))
    (t (%vector-type-parts (%expand-outermost type nil)))))

(defun %vector-type-parts (type)
  (case (if (consp type) (car type) type)
    ((array simple-array vector string simple-string base-string simple-base-string bit-vector simple-bit-vector
      simple-vector)
     (multiple-value-bind (general element-type dimensions) (%array-type-parts (if (consp type) type (list type)))
       (declare (ignore general))
       (values (case element-type
                 ((*) t)
                 ((%string-element) 'character)
                 (t (%stored-element-type element-type)))
               (cond ((eq dimensions '*) '*)
                     ((and (consp dimensions) (null (cdr dimensions))) (car dimensions))
                     (t :tested)))))
    ((and or not eql member satisfies)
     (if (subtypep type 'vector)
         (values (%first-element-type (%type-of-specifier type nil)) :tested)
         (values nil nil)))
    (t (values nil nil))))

;;; The first element type of simple vectors in TYPE, a subtype of VECTOR as SUBTYPEP computes with it.
(defun %first-element-type (type)
  (dotimes (code *empty-element-code* t)
    (if (dolist (term type nil)
          (if (%region-part (car term) (%array-kind code t)) (return t)))
        (return (%element-code-type code)))))

;;; VECTOR, if it has LENGTH elements as TYPE wants.
(defun %check-length (vector length type)
  (if (cond ((eq length '*) t)
            ((eq length :tested) (typep vector type))
            (t (= (length vector) length)))
      vector
      (error 'type-error :datum vector :expected-type type)))

(defun coerce (object result-type)
  (case result-type
    ((t) object)
    ((list) (cond ((listp object) object)
                  ((vectorp object) (%vector-to-list object))
                  (t (%not-coercible object result-type))))
    ((character) (character object))
    ((function) (%coerce-to-function object))
    ((float single-float short-float double-float long-float) (%coerce-to-float object result-type))
    (t (if (typep object result-type)
           object
           (%coerced-by-lattice object result-type)))))

;;; OBJECT, which is not of RESULT-TYPE, converted to the type that RESULT-TYPE is a part of.
(defun %coerced-by-lattice (object result-type)
  (multiple-value-bind (element-type length) (%vector-type result-type)
    (cond (length
           (if (or (listp object) (vectorp object)) nil (%not-coercible object result-type))
           (%check-coerced (%check-length (%concatenate element-type object) length result-type) object result-type))
          ((subtypep result-type nil) (%not-coercible object result-type))
          ((and (subtypep result-type 'list) (vectorp object))
           (%check-coerced (%vector-to-list object) object result-type))
          ((subtypep result-type 'character) (%check-coerced (character object) object result-type))
          ((and (subtypep result-type 'float) (realp object))
           (%check-coerced (%coerce-to-float object (if (subtypep result-type 'double-float)
                                                        'double-float
                                                        (if (subtypep result-type 'single-float)
                                                            'single-float
                                                            'float)))
                           object result-type))
          ((and (subtypep result-type 'complex) (numberp object)) (%coerce-to-complex object result-type))
          ((subtypep result-type 'function) (%coerce-to-function object))
          (t (%not-coercible object result-type)))))

(defun %not-coercible (object result-type)
  (error 'type-error :datum object :expected-type result-type))

(defun %check-coerced (result object result-type)
  (if (typep result result-type) result (%not-coercible object result-type)))

(defun %coerce-to-float (object type)
  (if (realp object) nil (%not-coercible object type))
  (case type
    ((float) (if (floatp object) object (float object 1.0f0)))
    ((single-float short-float) (float object 1.0f0))
    (t (float object 1.0d0))))

;;; A rational is a complex number by itself unless floats are asked for.
(defun %coerce-to-complex (object result-type)
  (flet ((with-parts-as (type)
           (complex (coerce (realpart object) type) (coerce (imagpart object) type))))
    (cond ((subtypep result-type '(complex single-float)) (with-parts-as 'single-float))
          ((subtypep result-type '(complex double-float)) (with-parts-as 'double-float))
          ((and (consp result-type) (subtypep (cadr result-type) 'float)) (with-parts-as 'float))
          ((floatp object) (complex object (float 0 object)))
          (t object))))

(defun %vector-to-list (vector)
  (let ((list nil))
    (do ((index (1- (length vector)) (1- index)))
        ((< index 0) list)
      (push (aref vector index) list))))

(defun %coerce-to-function (designator)
  (cond ((functionp designator) designator)
        ((or (symbolp designator) (and (consp designator) (eq (car designator) 'setf)))
         (let ((function (fdefinition designator)))
           (if (functionp function) function (error 'undefined-function :name designator))))
        ((and (consp designator) (eq (car designator) 'lambda)) (eval `(function ,designator)))
        (t (%not-coercible designator 'function))))

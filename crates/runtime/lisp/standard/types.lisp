;;;; TYPEP and COERCE for the types that exist so far, and DEFTYPE (CLHS 4).
;;;;
;;;; A type name's meaning stands on its symbol's INFO list: TYPE-PREDICATE for atomic types, TYPE-EXPANDER for
;;;; DEFTYPE, a layout for structures, a condition class for conditions. Other specifiers signal an error.

(defmacro deftype (name lambda-list &body body)
  `(progn
     (%set-symbol-info ',name 'type-expander (function ,(%macro-lambda name lambda-list body)))
     ',name))

(dolist (pair (list (cons 't (constantly t)) (cons 'nil (constantly nil))
                    (cons 'null 'null) (cons 'symbol 'symbolp)
                    (cons 'keyword 'keywordp) (cons 'list 'listp)
                    (cons 'cons 'consp) (cons 'atom 'atom)
                    (cons 'number 'numberp) (cons 'real 'realp)
                    (cons 'rational 'rationalp) (cons 'integer 'integerp)
                    (cons 'fixnum '%fixnump) (cons 'bignum '%bignump)
                    (cons 'ratio '%ratiop) (cons 'float 'floatp)
                    (cons 'single-float '%single-float-p) (cons 'short-float '%single-float-p)
                    (cons 'double-float '%double-float-p) (cons 'long-float '%double-float-p)
                    (cons 'complex 'complexp)
                    (cons 'character 'characterp) (cons 'base-char 'characterp)
                    (cons 'standard-char '%standard-char-p)
                    (cons 'string 'stringp) (cons 'base-string 'stringp)
                    (cons 'simple-string 'simple-string-p)
                    (cons 'simple-base-string 'simple-string-p)
                    (cons 'vector 'vectorp) (cons 'array 'arrayp)
                    (cons 'simple-array '%simple-array-p)
                    (cons 'simple-vector 'simple-vector-p)
                    (cons 'bit-vector 'bit-vector-p)
                    (cons 'simple-bit-vector 'simple-bit-vector-p)
                    (cons 'function 'functionp) (cons 'compiled-function 'functionp)
                    (cons 'hash-table 'hash-table-p) (cons 'package 'packagep)
                    (cons 'stream 'streamp) (cons 'readtable 'readtablep)
                    (cons 'condition '%conditionp) (cons 'structure-object '%structurep)
                    (cons 'sequence (function (lambda (object) (or (listp object) (vectorp object)))))
                    (cons 'boolean (function (lambda (object) (or (eq object t) (eq object nil)))))
                    (cons 'bit (function (lambda (object) (or (eql object 0) (eql object 1)))))
                    (cons 'unsigned-byte
                          (function (lambda (object) (and (integerp object) (>= object 0)))))
                    (cons 'signed-byte 'integerp)))
  (%set-symbol-info (car pair) 'type-predicate (cdr pair)))

;;; The type that an object was made with: a name, or for arrays a specifier with element type and dimensions.
(defun type-of (object)
  (cond ((%conditionp object) (%condition-class-name (%condition-class object)))
        ((bit-vector-p object) (list (if (simple-bit-vector-p object) 'simple-bit-vector 'bit-vector) (length object)))
        ((simple-vector-p object) (list 'simple-vector (length object)))
        ((arrayp object)
         (list (if (%simple-array-p object) 'simple-array 'array)
               (array-element-type object) (array-dimensions object)))
        ((eq object t) 'boolean)
        ((keywordp object) 'keyword)
        ((%bignump object) 'bignum)
        (t (%type-name object))))

(defun typep (object type &optional environment)
  (if (symbolp type)
      (let ((predicate (%symbol-info type 'type-predicate)))
        (if predicate
            (if (funcall predicate object) t nil)
            (%typep-named object type environment)))
      (%typep-compound object type environment)))

(defun %typep-named (object name environment)
  (let ((layout (%symbol-info name 'structure-layout))
        (class (%symbol-info name 'condition-class))
        (expander (%symbol-info name 'type-expander)))
    (cond (layout (%instance-of-p object layout))
          (class (and (%conditionp object) (%subclassp (%condition-class object) name)))
          (expander (typep object (funcall expander (list name) environment) environment))
          (t (%unknown-type name)))))

(defun %unknown-type (type)
  (error "~S is not a known type" type))

;;; LOW and HIGH are *, an inclusive bound, or a list of an exclusive bound.
(defun %within-bounds-p (number low high)
  (and (cond ((eq low '*) t) ((consp low) (> number (car low))) (t (>= number low)))
       (cond ((eq high '*) t) ((consp high) (< number (car high))) (t (<= number high)))))

(defun %typep-compound (object type environment)
  (if (consp type) nil (%unknown-type type))
  (let* ((name (car type)) (arguments (cdr type))
         (first (if arguments (car arguments) '*))
         (second (if (cdr arguments) (cadr arguments) '*)))
    (case name
      ((and) (every (function (lambda (part) (typep object part environment))) arguments))
      ((or) (some (function (lambda (part) (typep object part environment))) arguments))
      ((not) (not (typep object first environment)))
      ((member) (if (%member-eql object arguments) t nil))
      ((eql) (eql object first))
      ((satisfies) (if (funcall first object) t nil))
      ((values) (typep object first environment))
      ((cons) (and (consp object)
                   (or (eq first '*) (typep (car object) first environment))
                   (or (eq second '*) (typep (cdr object) second environment))))
      ((integer rational real float number single-float short-float double-float long-float)
       (and (typep object name) (%within-bounds-p object first second)))
      ((mod) (and (integerp object) (<= 0 object) (< object first)))
      ((unsigned-byte)
       (and (integerp object) (>= object 0) (or (eq first '*) (<= (integer-length object) first))))
      ((signed-byte)
       (and (integerp object) (or (eq first '*) (< (integer-length object) first))))
      ((string simple-string base-string simple-base-string simple-vector bit-vector simple-bit-vector)
       (and (typep object name) (or (eq first '*) (= (length object) first))))
      ((vector)
       (and (vectorp object) (%element-type-fits-p object first)
            (or (eq second '*) (= (length object) second))))
      ((array simple-array)
       (and (typep object name) (%element-type-fits-p object first) (%dimensions-fit-p object second)))
      ((function) (functionp object))
      (t
       (let ((expander (%symbol-info name 'type-expander)))
         (if expander
             (typep object (funcall expander type environment) environment)
             (%unknown-type type)))))))

(defun %element-type-fits-p (array element-type)
  (or (eq element-type '*)
      (equal (array-element-type array) (upgraded-array-element-type element-type))))

(defun %dimensions-fit-p (array dimensions)
  (cond ((eq dimensions '*) t)
        ((integerp dimensions) (= (array-rank array) dimensions))
        (t (and (= (array-rank array) (length dimensions))
                (every (function (lambda (wanted actual) (or (eq wanted '*) (= wanted actual))))
                       dimensions (array-dimensions array))))))

;;; The element type and the length (* when any) that the vectors of TYPE have; NIL when TYPE is no vector type.
(defun %vector-type (type)
  (let* ((name (if (consp type) (car type) type)) (arguments (if (consp type) (cdr type) nil))
         (first (if arguments (car arguments) '*)) (second (if (cdr arguments) (cadr arguments) '*)))
    (case name
      ((string simple-string base-string simple-base-string) (values 'character first))
      ((simple-vector) (values t first))
      ((bit-vector simple-bit-vector) (values 'bit first))
      ((vector) (values (if (eq first '*) t first) second))
      ((array simple-array) (values (if (eq first '*) t first) (if (consp second) (car second) '*)))
      (t (let ((expander (%symbol-info name 'type-expander)))
           (if expander
               (%vector-type (funcall expander (if (consp type) type (list type)) nil))
               (values nil '*)))))))

;;; VECTOR, if it has LENGTH elements as TYPE wants.
(defun %check-length (vector length type)
  (if (or (eq length '*) (= (length vector) length)) vector
      (error 'type-error :datum vector :expected-type type)))

(defun coerce (object result-type)
  (let ((name (if (consp result-type) (car result-type) result-type)))
    (case name
      ((t) object)
      ((list) (if (vectorp object) (%vector-to-list object) (%coerced object result-type)))
      ((character) (character object))
      ((float single-float short-float)
       (if (and (floatp object) (typep object result-type)) object (float object 1.0f0)))
      ((double-float long-float) (float object 1.0d0))
      ((function) (if (functionp object) object (%coerce-to-function object)))
      (t
       (multiple-value-bind (element-type length) (%vector-type result-type)
         (if (and element-type (or (listp object) (vectorp object)) (not (typep object result-type)))
             (%check-length (%concatenate element-type object) length result-type)
             (%coerced object result-type)))))))

;;; OBJECT, if it is of RESULT-TYPE.
(defun %coerced (object result-type)
  (if (typep object result-type) object
      (error 'type-error :datum object :expected-type result-type)))

(defun %vector-to-list (vector)
  (let ((list nil))
    (do ((index (1- (length vector)) (1- index)))
        ((< index 0) list)
      (push (aref vector index) list))))

(defun %coerce-to-function (designator)
  (cond ((functionp designator) designator)
        ((symbolp designator) (fdefinition designator))
        (t (eval `(function ,designator)))))

(defmacro check-type (place type &optional type-string)
  (declare (ignore type-string))
  (let ((again (gensym "AGAIN")) (value (gensym "VALUE")))
    `(tagbody
        ,again
        (let ((,value ,place))
          (if (typep ,value ',type) nil
              (progn
                (setf ,place (%corrected-value ,value ',type))
                (go ,again)))))))

;;;; TYPEP and TYPE-OF (CLHS 4.2.3, 4.4).
;;;;
;;;; TYPEP interprets a specifier that is known at run time only; type-tests.lisp compiles constant ones. What is
;;;; wrong with a specifier is found out here for both, and reported by %INVALID-TYPE.

(defun %invalid-type (operator specifier)
  (%error-of operator "invalid type specification ~S" specifier))

(defun typep (object type &optional environment)
  (cond ((symbolp type)
         (let ((predicate (%symbol-info type 'type-predicate)))
           (if predicate
               (if (funcall predicate object) t nil)
               (%typep-named object type environment))))
        ((consp type) (%typep-compound object type environment))
        (t (%invalid-type 'typep type))))

(defun %typep-named (object name environment)
  (let ((layout (%symbol-info name 'structure-layout))
        (class (%symbol-info name 'condition-class))
        (expander (%symbol-info name 'type-expander)))
    (cond (layout (%instance-of-p object layout))
          (class (%condition-of-type-p object name))
          (expander (typep object (%expand-type expander name environment) environment))
          (t (%invalid-type 'typep name)))))

;;; The arguments of a compound specifier: as many values as there are DEFAULTS, which replace missing ones.
(defun %type-arguments (specifier &rest defaults)
  (let ((arguments (cdr specifier)))
    (if (and (listp arguments) (null (cdr (last arguments))) (<= (length arguments) (length defaults))) nil
        (%invalid-type 'typep specifier))
    (values-list (%map-list (function (lambda (default) (if arguments (pop arguments) default))) defaults))))

;;; The only argument of SPECIFIER.
(defun %type-argument (specifier)
  (if (and (consp (cdr specifier)) (null (cddr specifier)))
      (cadr specifier)
      (%invalid-type 'typep specifier)))

;;; Lower and upper bound of a numeric specifier, each *, an inclusive number, or a list of an exclusive one.
(defun %type-bounds (specifier)
  (let ((arguments (cdr specifier)))
    (cond ((null arguments) (values '* '*))
          ((atom arguments) (%invalid-type 'typep specifier))
          ((null (cdr arguments)) (values (%checked-bound (car arguments) specifier) '*))
          ((or (atom (cdr arguments)) (cddr arguments)) (%invalid-type 'typep specifier))
          (t (values (%checked-bound (car arguments) specifier) (%checked-bound (cadr arguments) specifier))))))

(defun %checked-bound (bound specifier)
  (let ((number (if (and (consp bound) (null (cdr bound))) (car bound) bound)))
    (if (or (eq bound '*) (funcall (%symbol-info (car specifier) 'type-predicate) number))
        bound
        (%error-of 'typep "argument to ~S must be *, ~S or a list of ~S: ~S"
                   (car specifier) (car specifier) (car specifier) bound))))

;;; How many values (MOD n) has, or how many bits (UNSIGNED-BYTE n) and (SIGNED-BYTE n) have; * when any.
(defun %type-size (specifier)
  (let ((size (if (eq (car specifier) 'mod) (%type-argument specifier) (%type-arguments specifier '*))))
    (if (or (and (eq size '*) (not (eq (car specifier) 'mod)))
            (and (integerp size) (> size 0)))
        size
        (%invalid-type 'typep specifier))))

;;; DIMENSIONS of an array specifier as a list of sizes and asterisks, or * when any rank will do.
(defun %type-dimensions (dimensions specifier)
  (flet ((sizep (item) (or (eq item '*) (and (integerp item) (>= item 0)))))
    (cond ((eq dimensions '*) '*)
          ((and (integerp dimensions) (<= 0 dimensions array-rank-limit)) (%make-list dimensions '*))
          ((and (listp dimensions) (null (cdr (last dimensions)))
                (dolist (item dimensions t) (if (sizep item) nil (return nil))))
           dimensions)
          (t (%invalid-type 'typep specifier)))))

;;; For each standard compound specifier of arrays: name of the general one, element type, and whether the first
;;; argument is an element type. NIL for other names. Strings are arrays of two element types, CHARACTER and NIL; what
;;; stands for both here is no type of elements.
(defun %array-type-shape (name)
  (case name
    ((array simple-array) (values name '* t))
    ((vector) (values 'array '* t))
    ((string base-string) (values 'array '%string-element nil))
    ((simple-string simple-base-string) (values 'simple-array '%string-element nil))
    ((bit-vector) (values 'array 'bit nil))
    ((simple-bit-vector) (values 'simple-array 'bit nil))
    ((simple-vector) (values 'simple-array t nil))
    (t nil)))

;;; ARRAY or SIMPLE-ARRAY, the element type (* when any) and the dimensions that SPECIFIER, one of %ARRAY-TYPE-SHAPE,
;;; asks for.
(defun %array-type-parts (specifier)
  (multiple-value-bind (general element-type element-argument) (%array-type-shape (car specifier))
    (cond ((member (car specifier) '(array simple-array))
           (multiple-value-bind (element-type dimensions) (%type-arguments specifier '* '*)
             (values general element-type (%type-dimensions dimensions specifier))))
          (element-argument
           (multiple-value-bind (element-type size) (%type-arguments specifier '* '*)
             (values general element-type (%type-dimensions (list size) specifier))))
          (t (values general element-type (%type-dimensions (list (%type-arguments specifier '*)) specifier))))))

;;; LOW and HIGH are as %TYPE-BOUNDS returns them.
(defun %within-bounds-p (number low high)
  (and (cond ((eq low '*) t) ((consp low) (> number (car low))) (t (>= number low)))
       (cond ((eq high '*) t) ((consp high) (< number (car high))) (t (<= number high)))))

(defun %typep-compound (object type environment)
  (let ((name (car type)))
    (case name
      ((and) (dolist (part (cdr type) t) (if (typep object part environment) nil (return nil))))
      ((or) (dolist (part (cdr type) nil) (if (typep object part environment) (return t))))
      ((not) (not (typep object (%type-argument type) environment)))
      ((member) (if (%member object (cdr type) 1) t nil))
      ((eql) (eql object (%type-argument type)))
      ((satisfies)
       (let ((predicate (%type-argument type)))
         (if (symbolp predicate) nil (%invalid-type 'typep type))
         (if (funcall predicate object) t nil)))
      ((cons)
       (multiple-value-bind (car-type cdr-type) (%type-arguments type '* '*)
         (and (consp object)
              (or (eq car-type '*) (typep (car object) car-type environment))
              (or (eq cdr-type '*) (typep (cdr object) cdr-type environment)))))
      ((integer rational real float single-float short-float double-float long-float)
       (multiple-value-bind (low high) (%type-bounds type)
         (and (funcall (%symbol-info name 'type-predicate) object) (%within-bounds-p object low high))))
      ((complex)
       (let ((part-type (%type-arguments type '*)))
         (and (complexp object)
              (or (eq part-type '*)
                  (typep (realpart object) (upgraded-complex-part-type part-type environment))))))
      ((mod) (let ((size (%type-size type))) (and (integerp object) (<= 0 object) (< object size))))
      ((unsigned-byte)
       (let ((size (%type-size type)))
         (and (integerp object) (>= object 0) (or (eq size '*) (<= (integer-length object) size)))))
      ((signed-byte)
       (let ((size (%type-size type)))
         (and (integerp object) (or (eq size '*) (< (integer-length object) size)))))
      ((%characters) (and (characterp object) (%member-cuts-p (char-code object) (cdr type))))
      ((function values) (%invalid-type 'typep type))
      (t
       (cond ((%array-type-shape name) (%typep-array object type))
             ((and (symbolp name) (%symbol-info name 'type-expander))
              (typep object (%expand-type (%symbol-info name 'type-expander) type environment) environment))
             ((and (symbolp name) (null (cdr type)) (not (eq name '*))) (typep object name environment))
             (t (%invalid-type 'typep type)))))))

(dolist (name '(and or not member eql satisfies cons integer rational real float single-float short-float
                double-float long-float complex mod unsigned-byte signed-byte function values array simple-array
                vector string base-string simple-string simple-base-string bit-vector simple-bit-vector
                simple-vector))
  (%set-symbol-info name 'type-compound t))

(defun %typep-array (object type)
  (multiple-value-bind (general element-type dimensions) (%array-type-parts type)
    (and (if (eq general 'array) (arrayp object) (%simple-array-p object))
         (cond ((eq element-type '*) t)
               ((eq element-type '%string-element) (stringp object))
               (t (= (%array-element-code object) (%element-type-code element-type))))
         (%dimensions-fit-p object dimensions))))

(defun %dimensions-fit-p (array dimensions)
  (or (eq dimensions '*)
      (and (= (array-rank array) (length dimensions))
           (let ((axis 0))
             (dolist (size dimensions t)
               (if (or (eq size '*) (= size (array-dimension array axis))) nil (return nil))
               (setq axis (1+ axis)))))))

;;; The number of the element type that arrays for elements of TYPE have: see %ELEMENT-CODE-TYPE. Names of the
;;; standard keep theirs on their INFO list once it has been asked for.
(defun %element-type-code (type)
  (let* ((type (%expand-outermost type nil)) (name (if (consp type) (car type) type)))
    (cond ((symbolp type)
           (cond ((%symbol-info type 'element-code))
                 ((%symbol-info type 'type-predicate)
                  (%set-symbol-info type 'element-code (%computed-element-code type))
                  (%symbol-info type 'element-code))
                 ((or (%symbol-info type 'structure-layout) (%symbol-info type 'condition-class)) 0)
                 (t (%invalid-type 'upgraded-array-element-type type))))
          ((and (member name '(integer unsigned-byte signed-byte mod)) (%valid-integer-type-p type))
           (%integer-type-element-code type))
          (t (%computed-element-code type)))))

(defun %valid-integer-type-p (type)
  (if (eq (car type) 'integer) (%type-bounds type) (%type-size type))
  t)

(defvar *empty-element-code* (%integer-type-element-code nil)
  "The last element code: that of arrays whose element type is NIL.")

(dolist (pair (list (cons t 0) (cons nil *empty-element-code*) '(character . 1) '(base-char . 1) '(bit . 2)))
  (%set-symbol-info (car pair) 'element-code (cdr pair)))

;;; The first element type of which TYPE is a subtype; they are in the order of their sizes.
(defun %computed-element-code (type)
  (let ((wanted (%type-of-specifier type nil)))
    (if (eq (%type-emptiness wanted) t)
        *empty-element-code*
        (do ((code 1 (1+ code)))
            ((= code *empty-element-code*) 0)
          (if (eq (%type-difference-emptiness wanted (%type-of-specifier (%element-code-type code) nil)) t)
              (return code))))))

;;; TYPE or its upgraded type: a specifier that the primitives that make arrays know.
(defun %stored-element-type (type)
  (if (or (member type '(t character bit single-float double-float base-char))
          (and (consp type) (member (car type) '(unsigned-byte signed-byte))))
      type
      (upgraded-array-element-type type)))

(defun upgraded-array-element-type (type &optional environment)
  (declare (ignore environment))
  (%element-code-type (%element-type-code type)))

;;; The parts of a complex number are both rational, or floats of one format.
(defun upgraded-complex-part-type (type &optional environment)
  (cond ((subtypep type nil environment) nil)
        ((subtypep type 'single-float environment) 'single-float)
        ((subtypep type 'double-float environment) 'double-float)
        ((subtypep type 'rational environment) 'rational)
        ((subtypep type 'real environment) 'real)
        (t (error "~S is not a subtype of ~S" type 'real))))

;;; A type within all of BIT, UNSIGNED-BYTE, FIXNUM and BIGNUM that the integer is of.
(defun %type-of-integer (integer)
  (cond ((<= 0 integer 1) 'bit)
        ((%bignump integer)
         (if (> integer 0) (list 'integer (list most-positive-fixnum)) (list 'integer '* (list most-negative-fixnum))))
        ((> integer 0) (list 'integer 0 most-positive-fixnum))
        (t (list 'integer most-negative-fixnum '(0)))))

;;; The type that an object was made with: a name, or a specifier with element type and dimensions for arrays, or bounds
;;; for integers. It is a subtype of every built-in type that the object is of.
(defun type-of (object)
  (cond ((integerp object) (%type-of-integer object))
        ((%conditionp object) (%condition-class-name (%condition-class object)))
        ((and (stringp object) (array-element-type object))
         (list (if (%simple-array-p object) 'simple-string 'string) (array-dimension object 0)))
        ((bit-vector-p object)
         (list (if (%simple-array-p object) 'simple-bit-vector 'bit-vector) (array-dimension object 0)))
        ((simple-vector-p object) (list 'simple-vector (length object)))
        ((arrayp object)
         (let ((simple (%simple-array-p object)) (element-type (array-element-type object)))
           (if (and (not simple) (= (array-rank object) 1))
               (list 'vector element-type (array-dimension object 0))
               (list (if simple 'simple-array 'array) element-type (array-dimensions object)))))
        ((eq object t) 'boolean)
        ((keywordp object) 'keyword)
        ((characterp object) (if (standard-char-p object) 'standard-char 'character))
        ((complexp object) (list 'complex (upgraded-complex-part-type (type-of (realpart object)))))
        ((streamp object) (or (%stream-kind object) 'stream))
        (t (%type-name object))))

;;;; UPGRADED-ARRAY-ELEMENT-TYPE and UPGRADED-COMPLEX-PART-TYPE: of a subtype they are subtypes (CLHS 15.1.2.1, 12.2),
;;;; and arrays of element type NIL.

;;; Those pairs of TYPES of which one is a subtype of the other and its upgraded type none of the other's, or whose own
;;; upgraded type does not contain it or is upgraded again.
(defun not-monotonic (upgrade types)
  (let ((upgraded (mapcar upgrade types)) (wrong nil))
    (mapc (lambda (type up)
            (if (and (subtypep type up) (equal (funcall upgrade up) up)) nil (push (list type up) wrong))
            (mapc (lambda (other other-up)
                    (if (and (subtypep type other) (not (subtypep up other-up))) (push (list type other) wrong)))
                  types upgraded))
          types upgraded)
    wrong))
(defparameter *integer-types*
  (let ((bounds (list 0 1 3 15 127 255 32767 65535 (1- (expt 2 31)) (1- (expt 2 32)) (1- (expt 2 63)) (1- (expt 2 64)) (expt 2 64))) (types nil))
    (dolist (high bounds types)
      (dolist (low (list 0 -1 -129 (- -1 (expt 2 31)) (- (expt 2 63))))
        (push (list 'integer low high) types)))))
(not-monotonic #'upgraded-array-element-type *integer-types*) => NIL
(defparameter *other-types* '(nil t bit integer fixnum bignum ratio rational real number (unsigned-byte 1) (unsigned-byte 7) (unsigned-byte 8) (unsigned-byte 9) (signed-byte 7) (signed-byte 8) (signed-byte 9) (signed-byte 62) (signed-byte 63) (signed-byte 64) (signed-byte 65) (unsigned-byte 62) (unsigned-byte 63) (unsigned-byte 64) (unsigned-byte 65) (mod 1) (mod 128) (mod 129) (integer 5 3) (integer (0) (1)) (integer 0 *) (integer * 0) (eql 5) (member 0 1) (member -1 200) (member 1 a) (and bit (eql 2)) (or (integer 0 3) (integer 8 9)) (not integer) float single-float double-float short-float (single-float 0.0 1.0) (single-float 1.0 0.0) (double-float 0d0) (float 0.0 1.0) (or single-float double-float) (eql 1.5) (eql 1.5d0) complex (complex single-float) (complex double-float) (complex rational) character base-char standard-char extended-char (member #\a) (or character integer) null symbol list cons (satisfies evenp) (and integer (satisfies evenp)) function string vector array pathname))
(not-monotonic #'upgraded-array-element-type *other-types*) => NIL
(not-monotonic #'upgraded-complex-part-type (remove-if-not (lambda (type) (subtypep type 'real)) (append *other-types* '((or integer single-float) (integer 0 5) (rational 0 1) (real 0 1) (or (single-float 0.0 1.0) (eql 2.0)))))) => NIL
(upgraded-complex-part-type 'complex) !! error
(let ((wrong nil)) (dolist (type (remove-if (lambda (type) (subtypep type nil)) *integer-types*) wrong) (let ((array (make-array 2 :element-type type :initial-element (third type)))) (if (and (equal (array-element-type array) (upgraded-array-element-type type)) (= (aref array 1) (third type)) (typep array `(array ,type)) (typep array `(simple-array ,(upgraded-array-element-type type) (2)))) nil (push type wrong))))) => NIL
;;; Types whose integers fit both a signed and an unsigned element type.
(mapcar #'upgraded-array-element-type '((integer 0 127) (integer 0 128) (integer -1 127) (integer -1 128) (integer 0 32767) (unsigned-byte 31) (integer 0 9223372036854775807) (mod 256))) => ((UNSIGNED-BYTE 7) (UNSIGNED-BYTE 8) (SIGNED-BYTE 8) (SIGNED-BYTE 16) (UNSIGNED-BYTE 15) (UNSIGNED-BYTE 31) (UNSIGNED-BYTE 63) (UNSIGNED-BYTE 8))
(let ((v (make-array 3 :element-type '(unsigned-byte 7) :initial-element 127))) (setf (aref v 1) 128)) !! type-error
(let ((v (make-array 3 :element-type '(unsigned-byte 15)))) (fill v 32768)) !! type-error
(let ((v (make-array 3 :element-type '(unsigned-byte 63)))) (setf (aref v 0) (expt 2 63))) !! type-error
(let ((v (make-array 3 :element-type '(unsigned-byte 31) :initial-contents '(3 1 2)))) (list (sort v #'<) (type-of v) (replace (make-array 3 :element-type '(unsigned-byte 32)) v) (subseq v 1) (concatenate '(vector (unsigned-byte 31)) v v))) => (#(1 2 3) (SIMPLE-ARRAY (UNSIGNED-BYTE 31) (3)) #(1 2 3) #(2 3) #(1 2 3 1 2 3))
(replace (make-array 2 :element-type '(unsigned-byte 7)) (make-array 2 :element-type '(unsigned-byte 8) :initial-contents '(1 200))) !! type-error

;;; No object is of type NIL, so vectors of it have no elements to be read; they are strings (CLHS 15.1.2.2).
(mapcar #'upgraded-array-element-type '(nil (or) (and integer symbol) (integer 5 3) (member))) => (NIL NIL NIL NIL NIL)
(defparameter *nothing* (make-array 0 :element-type nil))
(list (array-element-type *nothing*) (type-of *nothing*) (length *nothing*) (equal *nothing* "") (equalp *nothing* #())) => (NIL (SIMPLE-ARRAY NIL (0)) 0 T T)
(mapcar (lambda (type) (typep *nothing* type)) '((array nil) (vector nil) (simple-array nil (0)) string simple-string (string 0) (string 1) base-string (vector character) (vector t) vector bit-vector (simple-array character (*)) sequence)) => (T T T T T T NIL T NIL NIL T NIL NIL T)
(list (typep *nothing* 'string) (typep *nothing* '(string 0)) (typep *nothing* '(vector character)) (typep *nothing* '(simple-string 0)) (typep "" '(vector nil)) (typep "" '(vector character))) => (T T NIL T NIL T)
(mapcar (lambda (pair) (multiple-value-list (apply #'subtypep pair))) '(((vector nil) string) (string (vector character)) ((vector character) string) ((vector nil) (vector character)) ((array nil) (array t)) ((array nil) array) (string (or (vector character) (vector nil))) ((simple-array nil (3)) (simple-string 3)) ((vector nil) vector))) => ((T T) (NIL T) (T T) (NIL T) (NIL T) (T T) (T T) (T T) (T T))
(let ((a (make-array '(2 3) :element-type nil))) (list (type-of a) (array-dimensions a) (typep a '(array nil 2)) (typep a 'string))) => ((SIMPLE-ARRAY NIL (2 3)) (2 3) T NIL)
(setf (aref (make-array 3 :element-type nil) 0) #\a) !! type-error
(make-array 3 :element-type nil :initial-element #\a) !! type-error
(let ((v (make-array 2 :element-type nil :adjustable t :fill-pointer 0))) (list (array-element-type v) (stringp v) (string= v ""))) => (NIL T T)
(vector-push #\a (make-array 2 :element-type nil :fill-pointer 0)) !! type-error

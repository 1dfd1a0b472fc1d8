;;;; TYPE-OF, UPGRADED-ARRAY-ELEMENT-TYPE, UPGRADED-COMPLEX-PART-TYPE (CLHS 4.4, 15.2, 12.2).

(mapcar #'type-of (list 1/2 1.0 1d0 'a :a nil t '(1))) => (RATIO SINGLE-FLOAT DOUBLE-FLOAT SYMBOL KEYWORD NULL BOOLEAN CONS)
(mapcar #'type-of '(0 1 #\a)) => (BIT BIT STANDARD-CHAR)
(type-of (code-char 955)) => CHARACTER
(equal (mapcar #'type-of (list 2 -1 (expt 2 100) (- (expt 2 100)))) `((integer 0 ,most-positive-fixnum) (integer ,most-negative-fixnum (0)) (integer (,most-positive-fixnum)) (integer * (,most-negative-fixnum)))) => T
(mapcar #'type-of '(#c(1 2) #c(1/2 1) #c(1.0 2.0) #c(1d0 2d0))) => ((COMPLEX RATIONAL) (COMPLEX RATIONAL) (COMPLEX SINGLE-FLOAT) (COMPLEX DOUBLE-FLOAT))
(let ((names '(bit unsigned-byte signed-byte fixnum bignum integer rational real number standard-char base-char character string symbol boolean keyword list cons array vector sequence))) (every (lambda (object) (every (lambda (name) (or (not (typep object name)) (subtypep (type-of object) name))) names)) (list 0 1 2 -1 -2 most-positive-fixnum most-negative-fixnum (expt 2 62) (- (expt 2 63)) #\a #\Newline (code-char 255) "a" nil t :a 'a '(1) #(1) #*1))) => T
(type-of "abc") => (SIMPLE-STRING 3)
(type-of #(1 2)) => (SIMPLE-VECTOR 2)
(type-of #*101) => (SIMPLE-BIT-VECTOR 3)
(type-of (make-array '(2 3))) => (SIMPLE-ARRAY T (2 3))
(type-of (make-array 3 :fill-pointer 1)) => (VECTOR T 3)
(type-of (make-array 3 :element-type 'character :fill-pointer 1)) => (STRING 3)
(type-of (make-array 3 :element-type '(unsigned-byte 8))) => (SIMPLE-ARRAY (UNSIGNED-BYTE 8) (3))
(type-of #'car) => FUNCTION
(type-of *package*) => PACKAGE
(type-of (make-hash-table)) => HASH-TABLE
(type-of *readtable*) => READTABLE
(type-of (make-string-output-stream)) => STRING-STREAM
(type-of (make-broadcast-stream)) => BROADCAST-STREAM
(type-of (make-condition 'type-error)) => TYPE-ERROR
(defstruct thing) => THING
(type-of (make-thing)) => THING
(every (lambda (object) (typep object (type-of object))) (list 1 1.0 #\a "a" #(1) #*1 '(1) nil t :a 'a (make-array '(1 2)) #'car *package* (make-thing) (make-condition 'error) (make-string-input-stream "") (expt 2 100) 1/2)) => T
(every (lambda (object) (subtypep (type-of object) t)) (list 1 "a" #(1) (make-array '(1 2)) (make-array 2 :fill-pointer 0))) => T
(mapcar #'upgraded-array-element-type '(t bit character integer (integer 0 1) (integer 0 2) (unsigned-byte 8) (unsigned-byte 9) (signed-byte 8) (integer -1 1) single-float double-float (single-float 0.0 1.0) (member 0 1) (member #\a) symbol)) => (T BIT CHARACTER T BIT (UNSIGNED-BYTE 2) (UNSIGNED-BYTE 8) (UNSIGNED-BYTE 15) (SIGNED-BYTE 8) (SIGNED-BYTE 8) SINGLE-FLOAT DOUBLE-FLOAT SINGLE-FLOAT BIT CHARACTER T)
(upgraded-array-element-type 'standard-char) => CHARACTER
(upgraded-array-element-type 'no-such-type) !! error
(mapcar #'upgraded-complex-part-type '(integer rational single-float (single-float 0.0) double-float real)) => (RATIONAL RATIONAL SINGLE-FLOAT SINGLE-FLOAT DOUBLE-FLOAT REAL)
(upgraded-complex-part-type 'symbol) !! error
(mapcar #'upgraded-complex-part-type '(nil (and integer (not integer)))) => (NIL NIL)
(let ((types '((integer 0 5) bit (member 1 2) single-float fixnum))) (every (lambda (type) (equal (array-element-type (make-array 2 :element-type type)) (upgraded-array-element-type type))) types)) => T

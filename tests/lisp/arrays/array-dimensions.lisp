;;;; ARRAY-DIMENSION(S), ARRAY-RANK, ARRAY-TOTAL-SIZE, ARRAY-IN-BOUNDS-P, ARRAY-ROW-MAJOR-INDEX, ARRAY-ELEMENT-TYPE,
;;;; ARRAY-DISPLACEMENT, ADJUSTABLE-ARRAY-P, ARRAY-HAS-FILL-POINTER-P and the predicates of array types (CLHS 15.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (type-error () :type) (program-error () :program) (error () :error)))
(defparameter *of-an-array* (list #'array-dimensions #'array-rank #'array-total-size #'array-element-type #'array-displacement #'adjustable-array-p #'array-has-fill-pointer-p))
(remove :type (mapcar (lambda (f) (outcome f 5)) *of-an-array*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f '(1 2))) *of-an-array*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f)) *of-an-array*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f #(1) 0)) *of-an-array*)) => NIL
(mapcar #'array-dimensions (list #() "abc" #0A5 #2A(() ()) (make-array 5 :fill-pointer 2) (make-array '(2 3 4)))) => ((0) (3) NIL (2 0) (5) (2 3 4))
(mapcar #'array-total-size (list #() "abc" #0A5 #2A(() ()) (make-array 5 :fill-pointer 2) (make-array '(2 3 4)))) => (0 3 1 0 5 24)
(mapcar #'array-rank (list #() "abc" #0A5 #2A(() ()) (make-array '(2 3 4)))) => (1 1 0 2 3)
(mapcar (lambda (n) (array-dimension (make-array '(2 3 4)) n)) '(0 1 2)) => (2 3 4)
(mapcar (lambda (n) (outcome #'array-dimension (make-array '(2 3)) n)) '(2 -1 a 1.0)) => (:TYPE :TYPE :TYPE :TYPE)
(list (outcome #'array-dimension 5 0) (outcome #'array-dimension #(1)) (outcome #'array-dimension #0A1 0)) => (:TYPE :PROGRAM :TYPE)
(let ((a (make-array '(2 3)))) (list (array-in-bounds-p a 1 2) (array-in-bounds-p a 2 0) (array-in-bounds-p a 0 3) (array-in-bounds-p a -1 0) (array-in-bounds-p a 0 (expt 10 30)) (array-in-bounds-p #0A1))) => (T NIL NIL NIL NIL T)
(list (outcome #'array-in-bounds-p 5 0) (outcome #'array-in-bounds-p #(1) 'a) (outcome #'array-in-bounds-p)) => (:TYPE :TYPE :PROGRAM)
(remove :none (list (outcome #'array-in-bounds-p #(1)) (outcome #'array-in-bounds-p #2A((1)) 0) (outcome #'array-row-major-index #2A((1)) 0) (outcome #'array-row-major-index #(1) 0 0)) :test-not #'eq) => NIL
(list (array-row-major-index (make-array '(4 7) :element-type '(unsigned-byte 8)) 1 2) (array-row-major-index (make-array '(2 3 4) :element-type '(unsigned-byte 8)) 0 2 1) (array-row-major-index #0A1)) => (9 9 0)
(list (outcome #'array-row-major-index #2A((1 2)) 0 2) (outcome #'array-row-major-index #(1) -1) (outcome #'array-row-major-index #(1) 'a) (outcome #'array-row-major-index 5 0)) => (:TYPE :TYPE :TYPE :TYPE)
(array-in-bounds-p (make-array 5 :fill-pointer 2) 4) => T
(mapcar #'array-has-fill-pointer-p (list #() "abc" #2A((1)) (make-array 2 :fill-pointer 0) (make-array 2 :adjustable t))) => (NIL NIL NIL T NIL)
(let ((base #(1 2 3))) (multiple-value-bind (to offset) (array-displacement (make-array 2 :displaced-to base :displaced-index-offset 1)) (list (eq to base) offset))) => (T 1)
(defun answers (predicate) (mapcar predicate (list #(1) "ab" #*01 #2A((1)) #0A1 (make-array 2 :fill-pointer 1) (make-array 2 :element-type 'character :adjustable t) (make-array 2 :element-type 'bit :fill-pointer 1) '(1) nil 'a)))
(answers #'arrayp) => (T T T T T T T T NIL NIL NIL)
(answers #'vectorp) => (T T T NIL NIL T T T NIL NIL NIL)
(answers #'simple-vector-p) => (T NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)
(answers #'bit-vector-p) => (NIL NIL T NIL NIL NIL NIL T NIL NIL NIL)
(answers #'simple-bit-vector-p) => (NIL NIL T NIL NIL NIL NIL NIL NIL NIL NIL)
(answers #'stringp) => (NIL T NIL NIL NIL NIL T NIL NIL NIL NIL)
(answers #'simple-string-p) => (NIL T NIL NIL NIL NIL NIL NIL NIL NIL NIL)
(remove :program (mapcar (lambda (f) (outcome f)) (list #'arrayp #'vectorp #'simple-vector-p #'bit-vector-p #'simple-bit-vector-p #'stringp #'simple-string-p #'upgraded-array-element-type #'vector-pop #'fill-pointer))) => NIL
(remove :program (mapcar (lambda (f) (outcome f 1 2)) (list #'arrayp #'vectorp #'simple-vector-p #'bit-vector-p #'simple-bit-vector-p #'stringp #'simple-string-p))) => NIL

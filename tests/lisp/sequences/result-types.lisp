;;;; The result types of MAP, MAKE-SEQUENCE, CONCATENATE, MERGE and COERCE (CLHS 17.3): any subtype of LIST or VECTOR,
;;;; however it is written; what it does not contain, or does not say, is a TYPE-ERROR.

(deftype vector-of-5-or-10 () '(or (vector t 5) (vector t 10)))
(deftype short-bits () '(and bit-vector (or (vector * 1) (vector * 2))))
(defun five (type) (list (map type #'identity '(0 1 0 1 0)) (make-sequence type 5 :initial-element 0) (concatenate type '(0 1) #(0) #*10) (merge type (list 0 1) (list 0 1 1) #'<) (coerce '(0 1 0 1 0) type)))
(defun outcome (function) (handler-case (let ((value (funcall function))) (list (type-of value) value)) (type-error () :type-error)))
(defun refused (type) (every (lambda (f) (eq (outcome f) :type-error)) (list (lambda () (map type #'identity '(0 1 0))) (lambda () (make-sequence type 3 :initial-element 0)) (lambda () (concatenate type '(0 1) #(0))) (lambda () (merge type (list 0 1) (list 0) #'<)))))
(mapcar (lambda (type) (mapcar (lambda (x) (subseq (princ-to-string (type-of x)) 0 16)) (five type))) '((or (vector t 5) (vector t 10)) vector-of-5-or-10)) => (("(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5") ("(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5" "(SIMPLE-VECTOR 5"))
(five '(and vector (not (vector t)) (not string))) => (#*01010 #*00000 #*01010 #*00111 #*01010)
(five '(or bit-vector (vector t 3))) !! type-error
(five '(and (vector * 5) (array bit))) => (#*01010 #*00000 #*01010 #*00111 #*01010)
(five '(and list (not null))) => ((0 1 0 1 0) (0 0 0 0 0) (0 1 0 1 0) (0 0 1 1 1) (0 1 0 1 0))
(five '(cons t (cons (eql 1)))) !! type-error
(map '(cons (eql 0)) #'identity '(0 1)) => (0 1)
(map '(or null cons) #'identity #(0 1)) => (0 1)
(map 'short-bits #'identity '(0 1)) => #*01
(make-sequence '(and string (not (vector character 3))) 2 :initial-element #\a) => "aa"
(concatenate '(and (vector character) (not (string 3))) "ab" "cd") => "abcd"
(coerce '(#\a) '(or (string 1) (string 2))) => "a"
(coerce '(1 2) '(vector fixnum)) => #(1 2)
(array-element-type (coerce '(1 2) '(vector fixnum))) => (SIGNED-BYTE 64)
(coerce '(1 2) '(and (vector fixnum) (not (vector * 3)))) => #(1 2)
(coerce #(1 2) '(or list vector)) => #(1 2)
;;; Lengths that the type does not allow.
(remove-if #'refused '((or (vector t 5) (vector t 10)) vector-of-5-or-10 short-bits (vector t 2) (vector t 4) (simple-vector 2) (bit-vector 4) (and vector (not (vector * 3))) (or (vector t 2) (bit-vector 2)) null (cons t null) (cons t (cons t null)) (not list))) => NIL
;;; Types that hold no sequence, or do not say of which kind.
(remove-if #'refused '(sequence t (or list vector) (or null (vector t)) (not (vector t 2)) integer (or integer symbol) hash-table (and list vector) (member #(0 1 0)) (eql #(0 1 0)) (array t (3 1)) (array t 2) (array t ()) (and vector (not simple-array)) character function (not sequence))) => NIL
(deftype nil-type () nil)
(refused 'nil-type) => T
(mapcar (lambda (type) (outcome (lambda () (coerce '(1 2) type)))) '((vector t 3) (or (vector t 3) (vector t 4)) (array t (1 2)) (and vector (not vector)) string bit-vector (vector (unsigned-byte 1)) nil)) => (:TYPE-ERROR :TYPE-ERROR :TYPE-ERROR :TYPE-ERROR :TYPE-ERROR :TYPE-ERROR :TYPE-ERROR :TYPE-ERROR)
;;; Elements that the vector cannot hold.
(map '(or string bit-vector) #'identity '(0 1)) !! type-error
(map '(vector (unsigned-byte 7)) #'identity '(128)) !! type-error
(make-sequence '(and string (not (string 3))) 2 :initial-element 0) !! type-error
(map nil #'identity '(1)) => NIL

;;; Vectors of element type NIL are strings that can have no elements written.
(mapcar #'array-element-type (list (concatenate '(array nil (*))) (concatenate '(vector nil 0) "" nil #()) (make-sequence '(vector nil) 2) (coerce nil '(simple-array nil (*))) (coerce "" '(vector nil)) (map '(vector nil) #'identity nil) (merge '(vector nil) nil nil #'<))) => (NIL NIL NIL NIL NIL NIL NIL)
(list (length (make-sequence '(simple-array nil (3)) 3)) (stringp (concatenate '(vector nil))) (typep "" '(vector nil))) => (3 T NIL)
(concatenate '(array nil (*)) "a") !! type-error
(concatenate '(vector nil 1)) !! type-error
(make-sequence '(vector nil) 2 :initial-element 1) !! type-error
(make-sequence '(vector nil 2) 3) !! type-error
(coerce '(1) '(vector nil)) !! type-error
(map '(vector nil) #'identity '(1)) !! type-error
(merge '(vector nil) (list 1) nil #'<) !! type-error
(coerce 5 '(vector nil)) !! type-error

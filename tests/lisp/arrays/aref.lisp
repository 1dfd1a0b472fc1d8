;;;; AREF, SVREF, ROW-MAJOR-AREF, SBIT, BIT with their places; subscripts that do not fit (CLHS 15.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (type-error () :type) (program-error () :program) (error () :error)))
(let ((a (make-array '(2 3 2) :initial-element 0)) (n 0)) (dotimes (i 2) (dotimes (j 3) (dotimes (k 2) (setf (aref a i j k) (incf n))))) (list a (row-major-aref a 11) (aref a 1 0 1))) => (#3A(((1 2) (3 4) (5 6)) ((7 8) (9 10) (11 12))) 12 8)
(let ((a (make-array '(2 2) :initial-element 0))) (list (setf (row-major-aref a 3) :last) (setf (aref a 0 1) :x) a)) => (:LAST :X #2A((0 :X) (0 :LAST)))
(apply #'aref #2A((1 2) (3 4)) '(1 1)) => 4
(let ((a (make-array '(2 2) :initial-element 0))) (setf (apply #'aref a '(1 0)) 5) a) => #2A((0 0) (5 0))
(let ((v (vector 1 2))) (list (setf (svref v 0) 9) v)) => (9 #(9 2))
(let ((i 0) (v (vector 1 2 3))) (incf (aref v (incf i)) 10) (list i v)) => (1 #(1 12 3))
(mapcar (lambda (i) (outcome #'aref #(1 2 3) i)) '(0 3 -1 1.0 a nil 1000000000000000000000)) => (:NONE :TYPE :TYPE :TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (i) (outcome #'svref #(1 2 3) i)) '(0 3 -1 1.0 a nil 1000000000000000000000)) => (:NONE :TYPE :TYPE :TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (i) (outcome #'row-major-aref #2A((1) (2) (3)) i)) '(2 3 -1 1.0 a nil)) => (:NONE :TYPE :TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (i) (outcome #'aref #2A((1 2) (3 4)) 0 i)) '(1 2 -1 1.0 a)) => (:NONE :TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (i) (outcome #'bit #*010 i)) '(0 3 -1 a)) => (:NONE :TYPE :TYPE :TYPE)
(mapcar (lambda (i) (outcome #'sbit #*010 i)) '(0 3 -1 a)) => (:NONE :TYPE :TYPE :TYPE)
(list (outcome #'aref) (outcome #'svref #(1)) (outcome #'svref #(1) 0 0) (outcome #'row-major-aref #(1)) (outcome #'row-major-aref #(1) 0 0)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(remove :none (list (outcome #'aref #2A((1)) 0) (outcome #'aref #(1) 0 0) (outcome #'aref #(1)) (outcome #'aref #0A1 0)) :test-not #'eq) => NIL
(setf (aref #(1) 0 0) 1) !! error
(setf (aref (vector 1) 1) 1) !! type-error
(setf (aref (vector 1) -1) 1) !! type-error
(setf (svref "ab" 0) #\a) !! type-error
(setf (svref (make-array 2 :fill-pointer 2) 0) 1) !! type-error
(svref (make-array 2 :adjustable t) 0) !! type-error
(svref #*01 0) !! type-error
(setf (row-major-aref (vector 1) 1) 1) !! type-error
(setf (aref (make-array 2 :element-type '(unsigned-byte 8)) 0) 256) !! type-error
(setf (aref (make-array 2 :element-type '(signed-byte 32)) 0) 2147483648) !! type-error
(setf (aref (make-string 2) 0) 1) !! type-error
(setf (sbit (make-array 2 :element-type 'bit) 0) 2) !! type-error
(setf (bit (make-array '(1 1) :element-type 'bit) 0 0) -1) !! type-error
(aref nil 0) !! type-error
(aref 'a 0) !! type-error
(row-major-aref "ab" 1) => #\b
(row-major-aref 5 0) !! type-error
(handler-case (aref #(1 2 3) 7) (type-error (c) (list (type-error-datum c) (typep 2 (type-error-expected-type c)) (typep 3 (type-error-expected-type c))))) => (7 T NIL)
; A fill pointer does not hide elements from AREF.
(let ((v (make-array 3 :fill-pointer 1 :initial-contents '(1 2 3)))) (list (aref v 2) (row-major-aref v 1) (setf (aref v 2) 9) (aref v 2))) => (3 2 9 9)
(setf (bit (vector 0 1) 0) 1) !! type-error
(setf (sbit "ab" 0) 1) !! type-error
(setf (bit (make-array '(1 1)) 0 0) 1) !! type-error

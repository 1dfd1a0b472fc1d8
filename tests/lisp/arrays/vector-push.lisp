;;;; VECTOR-PUSH, VECTOR-PUSH-EXTEND, VECTOR-POP, FILL-POINTER, VECTOR (CLHS 15.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (type-error () :type) (program-error () :program) (error () :error)))
(defun pushable (&rest options) (apply #'make-array 2 :fill-pointer 0 options))
(let ((v (pushable))) (list (vector-push :a v) (vector-push :b v) (vector-push :c v) v (fill-pointer v))) => (0 1 NIL #(:A :B) 2)
(let ((v (pushable :adjustable t))) (list (vector-push-extend :a v) (vector-push-extend :b v) (vector-push-extend :c v 5) v (fill-pointer v) (>= (array-total-size v) 7))) => (0 1 2 #(:A :B :C) 3 T)
(let ((v (pushable :element-type 'character :adjustable t))) (dotimes (n 40) (vector-push-extend (code-char (+ 65 n)) v)) (list (length v) (char v 39) (stringp v) (array-element-type v))) => (40 #\h T CHARACTER)
(let ((v (make-array 0 :fill-pointer 0 :adjustable t :element-type 'bit))) (dotimes (n 70) (vector-push-extend (mod n 2) v)) (list (length v) (count 1 v) (bit-vector-p v))) => (70 35 T)
(let ((v (make-array 3 :fill-pointer 3 :initial-contents '(1 2 3)))) (list (vector-pop v) (vector-pop v) v (aref v 2))) => (3 2 #(1) 3)
(let ((v (make-array 3 :fill-pointer 1 :initial-contents '(1 2 3)))) (list (setf (fill-pointer v) 3) (copy-seq v) (setf (fill-pointer v) 0) v)) => (3 #(1 2 3) 0 #())
(let ((v (make-array 3 :fill-pointer 1 :initial-contents '(1 2 3)))) (incf (fill-pointer v)) v) => #(1 2)
(mapcar (lambda (n) (outcome (lambda () (setf (fill-pointer (make-array 3 :fill-pointer 1)) n)))) '(0 3 4 -1 a 1.5 nil)) => (:NONE :NONE :TYPE :TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (v) (outcome #'fill-pointer v)) (list #(1) "ab" '(1) 5 (make-array '(1 1)) (make-array 1 :adjustable t))) => (:TYPE :TYPE :TYPE :TYPE :TYPE :TYPE)
(mapcar (lambda (v) (outcome #'vector-push 1 v)) (list (vector 1) '(1) 5)) => (:TYPE :TYPE :TYPE)
(mapcar (lambda (v) (outcome #'vector-push-extend 1 v)) (list (vector 1) '(1) 5)) => (:TYPE :TYPE :TYPE)
(mapcar (lambda (v) (outcome #'vector-pop v)) (list (vector 1) '(1) 5)) => (:TYPE :TYPE :TYPE)
(remove :none (list (outcome #'vector-pop (pushable))) :test-not #'eq) => NIL
(vector-push 1 (pushable :element-type 'character)) !! type-error
(vector-push-extend 2 (pushable :element-type 'bit :adjustable t)) !! type-error
(vector-push-extend 1 (pushable :adjustable t) 'a) !! type-error
(list (outcome #'vector-push 1) (outcome #'vector-push-extend 1) (outcome #'vector-push 1 (pushable) 2) (outcome #'vector-push-extend 1 (pushable) 1 1)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM)
; A failed push leaves the vector as it was.
(let ((v (pushable :element-type 'character))) (outcome #'vector-push 1 v) (fill-pointer v)) => 0
(list (vector) (vector 'a) (type-of (vector 1 2)) (let ((v (vector 1))) (setf (svref v 0) "x") v)) => (#() #(A) (SIMPLE-VECTOR 2) #("x"))
; An extension is a positive number, and a vector grows by no more than it when that at least doubles it.
(vector-push-extend 1 (pushable :adjustable t) 0) !! type-error
(let ((v (make-array 2 :adjustable t :fill-pointer t :initial-element 0))) (vector-push-extend 1 v 7) (array-dimension v 0)) => 9

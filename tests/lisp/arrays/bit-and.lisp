;;;; BIT-AND and its relatives against their definitions, on arrays of every kind; what they refuse (CLHS 15.2).

(defparameter *operations* '((bit-and . logand) (bit-ior . logior) (bit-xor . logxor) (bit-eqv . logeqv) (bit-nand . lognand) (bit-nor . lognor) (bit-andc1 . logandc1) (bit-andc2 . logandc2) (bit-orc1 . logorc1) (bit-orc2 . logorc2)))
(defun bits (n length) (let ((v (make-array length :element-type 'bit))) (dotimes (i length v) (setf (aref v i) (ldb (byte 1 i) n)))))
(defun agree-p (operation a b length) (equal (funcall (car operation) (bits a length) (bits b length)) (bits (funcall (cdr operation) a b) length)))
(remove-if (lambda (operation) (every (lambda (length) (agree-p operation #xF0F0F0F0123456789ABCDEF #x0FF00FF0FEDCBA987654321 length)) '(0 1 2 31 32 33 63 64 65 92))) *operations*) => NIL
(remove-if (lambda (length) (equal (bit-not (bits #x123456789ABCDEF0123 length)) (bits (lognot #x123456789ABCDEF0123) length))) '(0 1 31 32 63 64 65 80)) => NIL
(let ((a (make-array '(2 3) :element-type 'bit :initial-contents '((0 1 0) (1 1 0)))) (b (make-array '(2 3) :element-type 'bit :initial-element 1))) (mapcar (lambda (operation) (funcall (car operation) a b)) *operations*)) => (#2A((0 1 0) (1 1 0)) #2A((1 1 1) (1 1 1)) #2A((1 0 1) (0 0 1)) #2A((0 1 0) (1 1 0)) #2A((1 0 1) (0 0 1)) #2A((0 0 0) (0 0 0)) #2A((1 0 1) (0 0 1)) #2A((0 0 0) (0 0 0)) #2A((1 1 1) (1 1 1)) #2A((0 1 0) (1 1 0)))
; T is the first argument as the result's place, NIL a new array.
(mapcar (lambda (operation) (let ((a (bits 12 4)) (b (bits 10 4))) (list (eq a (funcall (car operation) a b t)) (equal a (bits (funcall (cdr operation) 12 10) 4)) (equal b (bits 10 4))))) *operations*) => ((T T T) (T T T) (T T T) (T T T) (T T T) (T T T) (T T T) (T T T) (T T T) (T T T))
(remove-if (lambda (operation) (let ((a (bits 12 4)) (b (bits 10 4)) (r (bits 0 4))) (and (eq r (funcall (car operation) a b r)) (equal r (bits (funcall (cdr operation) 12 10) 4)) (not (eq a (funcall (car operation) a b nil))) (equal a (bits 12 4))))) *operations*) => NIL
(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (program-error () :program) (error () :error)))
(defun outcomes (&rest arguments) (remove-duplicates (mapcar (lambda (operation) (apply #'outcome (car operation) arguments)) *operations*)))
(outcomes #*01 #*011) => (:ERROR)
(outcomes #*01 #*01 (bits 0 3)) => (:ERROR)
(outcomes #*01 #(0 1)) => (:ERROR)
(outcomes "01" #*01) => (:ERROR)
(outcomes #*01 5) => (:ERROR)
(outcomes #*01 #*01 5) => (:ERROR)
(outcomes (make-array '(1 2) :element-type 'bit) #*01) => (:ERROR)
(outcomes #*01) => (:PROGRAM)
(outcomes #*01 #*01 nil nil) => (:PROGRAM)
(list (outcome #'bit-not '(0 1)) (outcome #'bit-not #*01 (bits 0 3)) (outcome #'bit-not) (outcome #'bit-not #*01 nil nil)) => (:ERROR :ERROR :PROGRAM :PROGRAM)

;;;; MAKE-ARRAY and UPGRADED-ARRAY-ELEMENT-TYPE (CLHS 15.2): element types, ranks, options that exclude each other.

(mapcar #'upgraded-array-element-type '((mod 1) (mod 2) (mod 3) (mod 4) (mod 16) (mod 17) (mod 256) (integer 0 (256)))) => (BIT BIT (UNSIGNED-BYTE 2) (UNSIGNED-BYTE 2) (UNSIGNED-BYTE 4) (UNSIGNED-BYTE 7) (UNSIGNED-BYTE 8) (UNSIGNED-BYTE 8))
(mapcar #'upgraded-array-element-type '(t bit character base-char fixnum single-float double-float symbol (unsigned-byte 3) (unsigned-byte 9) (unsigned-byte 33) (unsigned-byte 65) (signed-byte 7) (signed-byte 20) (mod 5) (integer -3 300) (integer 0 1) (member a b) (or bit character))) => (T BIT CHARACTER CHARACTER (SIGNED-BYTE 64) SINGLE-FLOAT DOUBLE-FLOAT T (UNSIGNED-BYTE 4) (UNSIGNED-BYTE 15) (UNSIGNED-BYTE 63) T (SIGNED-BYTE 8) (SIGNED-BYTE 32) (UNSIGNED-BYTE 4) (SIGNED-BYTE 16) BIT T T)
(dolist (bits '(1 2 4 8 16 32 64) 'stored) (let ((a (make-array 3 :element-type `(unsigned-byte ,bits) :initial-element (1- (expt 2 bits))))) (setf (aref a 1) 0) (unless (and (= (aref a 0) (aref a 2) (1- (expt 2 bits))) (zerop (aref a 1)) (equal (array-element-type a) (if (= bits 1) 'bit `(unsigned-byte ,bits)))) (return bits)) (unless (eq 'no (handler-case (setf (aref a 0) (expt 2 bits)) (type-error () 'no))) (return (list bits))))) => STORED
(dolist (bits '(8 16 32 64) 'stored) (let ((a (make-array 3 :element-type `(signed-byte ,bits) :initial-element (- (expt 2 (1- bits)))))) (setf (aref a 1) (1- (expt 2 (1- bits)))) (unless (and (= (aref a 0) (- (expt 2 (1- bits)))) (= (aref a 1) (1- (expt 2 (1- bits))))) (return bits)) (unless (eq 'no (handler-case (setf (aref a 0) (expt 2 (1- bits))) (type-error () 'no))) (return (list bits))))) => STORED
(let ((a (make-array 2 :element-type 'double-float :initial-element 1.5d0))) (setf (aref a 0) -0.0d0) (list (aref a 0) (aref a 1))) => (-0.0d0 1.5d0)
(setf (aref (make-array 2 :element-type 'single-float) 0) 1.0d0) !! type-error
(make-array 2 :element-type 'bit :initial-element 2) !! type-error
(make-array 2 :element-type 'character :initial-contents '(#\a 1)) !! type-error
(make-array 2 :initial-element 1 :initial-contents '(1 2)) !! error
(make-array 2 :displaced-to #(1 2 3) :initial-element 1) !! error
(make-array 2 :displaced-index-offset 1) !! error
(make-array 2 :displaced-to #(1 2 3) :displaced-index-offset 2) !! error
(make-array 2 :displaced-to "abc") !! error
(make-array '(2 2) :fill-pointer t) !! error
(make-array 2 :fill-pointer 3) !! error
(make-array '(2 -1)) !! type-error
(make-array 2 :no-such-option 1) !! program-error
(make-array '(2 2) :initial-contents '((1 2) (3))) !! error
(make-array '(1 2 2) :initial-contents '(#((1 2) "ab"))) => #3A(((1 2) (#\a #\b)))
(array-dimensions (make-array '(0 3))) => (0 3)
(make-array '(2 0) :initial-contents '(() ())) => #2A(() ())
(let ((a (make-array '(2 1 2 1 2) :initial-element 0))) (setf (aref a 1 0 1 0 1) 'x) (list (array-rank a) (array-total-size a) (row-major-aref a 7) (array-row-major-index a 1 0 1 0 1))) => (5 8 X 7)
(let ((dimensions (make-list 40 :initial-element 1))) (array-rank (make-array dimensions :initial-element 3))) => 40
(let ((i -1)) (make-array (incf i 3) :initial-element (incf i) :fill-pointer (- i 2))) => #(3)
(let ((type '(unsigned-byte 8))) (array-element-type (make-array 2 :element-type type))) => (UNSIGNED-BYTE 8)
(array-element-type (make-array 2 :element-type '(unsigned-byte 8) :adjustable t)) => (UNSIGNED-BYTE 8)
(list (<= 1024 array-dimension-limit) (<= 8 array-rank-limit) (<= 1024 array-total-size-limit)) => (T T T)
(handler-case (make-array '(100000000000 100000000)) (storage-condition () 'too-large)) => TOO-LARGE

;;;; Runs of elements of all types, filled, copied, turned round and compared (CLHS 15, 17).

(defun run-of (type n)
  (let ((v (make-array n :element-type type)))
    (dotimes (i n v) (setf (aref v i) (coerce (rem i 2) type)))))
(defparameter *types*
  '(t bit (unsigned-byte 2) (unsigned-byte 4) (unsigned-byte 8) (signed-byte 8) (unsigned-byte 16) (signed-byte 16)
    (unsigned-byte 32) (signed-byte 32) (unsigned-byte 64) (signed-byte 64) single-float double-float))
; Every start and end around the ends of bytes.
(defun filled-p (type)
  (let ((one (coerce 1 type)) (zero (coerce 0 type)))
    (dotimes (start 20 t)
      (dolist (end '(20 21 27 33 40))
        (let ((v (make-array 40 :element-type type :initial-element zero)))
          (fill v one :start start :end end)
          (dotimes (i 40)
            (if (eql (aref v i) (if (and (<= start i) (< i end)) one zero)) nil
                (return-from filled-p (list type start end i)))))))))
(remove t (mapcar #'filled-p *types*)) => NIL
(defun copied-p (type)
  (dotimes (start1 10 t)
    (dotimes (start2 10)
      (let ((v (make-array 40 :element-type type :initial-element (coerce 0 type))) (w (run-of type 40)))
        (replace v w :start1 start1 :start2 start2 :end2 (- 40 start1))
        (dotimes (i 40)
          (if (eql (aref v i) (if (and (<= start1 i) (< i (+ start1 (- 40 start1 start2))))
                                  (aref w (+ start2 (- i start1)))
                                  (coerce 0 type)))
              nil
              (return-from copied-p (list type start1 start2 i))))))))
(remove t (mapcar #'copied-p *types*)) => NIL
(defun turned-p (type)
  (let* ((v (run-of type 21)) (w (progn (setf (aref v 3) (coerce 0 type)) (reverse v))))
    (and (every #'eql (coerce w 'list) (reverse (coerce v 'list)))
         (equalp w (nreverse v)))))
(remove t (mapcar #'turned-p *types*)) => NIL
(defun equal-bits-p (n start)
  (let* ((bits (run-of 'bit (+ n start))) (part (make-array n :element-type 'bit :displaced-to bits
                                                             :displaced-index-offset start))
         (copy (copy-seq part)))
    (and (equal part copy)
         (progn (setf (aref copy (1- n)) (- 1 (aref copy (1- n)))) (not (equal part copy))))))
(every #'identity (mapcar #'equal-bits-p '(1 7 8 9 63 64 65 200) '(0 0 0 1 0 0 3 8))) => T
(let ((v (vector 1 2 3))) (fill v (list 1)) (eq (aref v 0) (aref v 2))) => T
(fill (make-array 0 :element-type 'bit) 'a) => #*
; Old vectors remember what was moved into them.
(let ((v (make-array 2000)) (w (make-array 2000)))
  (ext:gc)
  (dotimes (i 2000) (setf (aref w i) (list i)))
  (replace v w)
  (ext:gc)
  (setq w nil)
  (nreverse v)
  (ext:gc)
  (list (aref v 0) (aref v 999) (aref v 1999))) => ((1999) (1000) (0))
(let ((v (make-array 2000)))
  (ext:gc)
  (fill v (list 1 2))
  (ext:gc)
  (list (aref v 0) (aref v 1999))) => ((1 2) (1 2))
(let ((m (make-array '(2 3) :initial-contents '((1 2 3) (4 5 6))))) (list (aref m 1 2) (setf (aref m 0 1) 9) (aref m 0 1))) => (6 9 9)
(aref (make-array '(2 3)) 0 3) !! type-error
(aref (make-array '(2 3)) 2 0) !! type-error
(aref (make-array '(2 3)) 0) !! program-error
(aref "abc" 3) !! type-error
(aref "abc" -1) !! type-error
(aref "abc" 'a) !! type-error
(setf (aref (make-string 2) 0) 1) !! type-error
(setf (char (make-string 2) 2) #\a) !! type-error
(setf (char (vector #\a) 0) #\a) !! type-error
(char #(#\a) 0) !! type-error
(let ((v (make-array 2 :fill-pointer 1 :initial-element 1))) (list (vector-push 5 v) (vector-push 6 v) v)) => (1 NIL #(1 5))
(let ((v (make-array 1 :fill-pointer 0 :adjustable t :element-type 'bit))) (vector-push-extend 1 v) (vector-push-extend 2 v)) !! type-error

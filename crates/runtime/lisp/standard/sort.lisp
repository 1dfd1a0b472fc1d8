;;;; SORT, STABLE-SORT and MERGE (CLHS 17): a stable merge sort on simple vectors; other sequences go through one.
;;;; Fixnums in their usual orders are sorted without calling anything.

;;; Defines NAME to sort the elements START to END of the simple vector VECTOR, with the simple vector BUFFER for half
;;; of them. PRECEDES is a form for whether the element A must come before the element B.
(defmacro %define-merge-sort (name (a b &rest parameters) precedes)
  `(defun ,name (vector buffer start end ,@parameters)
     (flet ((precedes (,a ,b) ,precedes))
       (declare (inline precedes))
       (if (< (- end start) 8)
           (do ((i (1+ start) (1+ i)))
               ((>= i end))
             (let ((item (svref vector i)) (j i))
               (loop
                 (if (or (= j start) (not (precedes item (svref vector (1- j))))) (return nil))
                 (setf (svref vector j) (svref vector (1- j)))
                 (setq j (1- j)))
               (setf (svref vector j) item)))
           (let ((middle (ash (+ start end) -1)))
             (,name vector buffer start middle ,@parameters)
             (,name vector buffer middle end ,@parameters)
             (if (precedes (svref vector middle) (svref vector (1- middle)))
                 (let ((n (- middle start)) (i 0) (j middle) (k start))
                   (dotimes (index n)
                     (setf (svref buffer index) (svref vector (+ start index))))
                   (loop
                     (if (= i n) (return nil))
                     (if (and (< j end) (precedes (svref vector j) (svref buffer i)))
                         (setf (svref vector k) (svref vector j) j (1+ j))
                         (setf (svref vector k) (svref buffer i) i (1+ i)))
                     (setq k (1+ k))))))))))

(%define-merge-sort %sort-by-predicate (a b predicate)
  (funcall predicate a b))

(%define-merge-sort %sort-by-key (a b predicate key)
  (funcall predicate (funcall key a) (funcall key b)))

(defun %sort-simple-vector (vector predicate key)
  (let* ((predicate (if (symbolp predicate) (fdefinition predicate) predicate))
         (n (length vector))
         (order (cond (key nil) ((eq predicate (function <)) 1) ((eq predicate (function >)) -1) (t nil))))
    (if (and order (%sort-fixnums vector order))
        nil
        (let ((buffer (make-array (ash (1+ n) -1))))
          (if key
              (%sort-by-key vector buffer 0 n predicate key)
              (%sort-by-predicate vector buffer 0 n predicate))))))

(defun stable-sort (sequence predicate &key key)
  (cond ((simple-vector-p sequence) (%sort-simple-vector sequence predicate key))
        (t
         (let ((elements (coerce sequence 'simple-vector)) (index 0))
           (%sort-simple-vector elements predicate key)
           (if (listp sequence)
               (do ((rest sequence (cdr rest)))
                   ((null rest))
                 (rplaca rest (svref elements index))
                 (setq index (1+ index)))
               (replace sequence elements)))))
  sequence)

(defun sort (sequence predicate &key key)
  (stable-sort sequence predicate :key key))

(defun %precedes (predicate key element-1 element-2)
  (if key
      (funcall predicate (funcall key element-1) (funcall key element-2))
      (funcall predicate element-1 element-2)))

;;; Merges two sorted lists destructively. Of equal elements those of LIST-1 come first.
(defun %merge-lists (list-1 list-2 predicate key)
  (let* ((head (list nil)) (last head))
    (loop
      (cond ((null list-1) (rplacd last list-2) (return (cdr head)))
            ((null list-2) (rplacd last list-1) (return (cdr head)))
            ((%precedes predicate key (car list-2) (car list-1))
             (rplacd last list-2)
             (setq last list-2 list-2 (cdr list-2)))
            (t
             (rplacd last list-1)
             (setq last list-1 list-1 (cdr list-1)))))))

(defun merge (result-type sequence-1 sequence-2 predicate &key key)
  (coerce (%merge-lists (copy-list (coerce sequence-1 'list)) (copy-list (coerce sequence-2 'list)) predicate key)
          result-type))

;;;; Sequences with elements left out or replaced (CLHS 17): the families of REMOVE, SUBSTITUTE and
;;;; REMOVE-DUPLICATES. The destructive forms may return fresh sequences; those of SUBSTITUTE write into theirs.

;;; A sequence of the kind of PROTOTYPE with the elements of LIST.
(defun %sequence-like (prototype list)
  (if (listp prototype) list (%concatenate (array-element-type prototype) list)))

;;; The elements of SEQUENCE, where those from START to END that PREDICATE accepts (at most COUNT of them, the last
;;; ones when FROM-END) are handed to REPLACE, which returns a list of at most one object. PREDICATE sees each element
;;; once, the last one first when FROM-END, and none behind those that COUNT allows.
(defun %edit-sequence (predicate replace sequence from-end start end count key)
  (let* ((limit (%check-bounds sequence start end)) (left (%count-limit count)) (result nil)
         (predicate (%coerce-to-function predicate)) (key (if key (%coerce-to-function key) nil)))
    (flet ((keep-or-replace (element index)
             (if (and (<= start index) (< index limit)
                      (or (null left) (> left 0))
                      (funcall predicate (if key (funcall key element) element)))
                 (progn (if left (setq left (1- left)))
                        (setq result (append (funcall replace element) result)))
                 (push element result))))
      (if from-end
          (let ((index (length sequence)))
            (dolist (element (reverse (coerce sequence 'list)))
              (keep-or-replace element (setq index (1- index)))))
          (progn
            (%do-sequence (element index sequence 0 nil)
              (keep-or-replace element index))
            (setq result (nreverse result)))))
    (%sequence-like sequence result)))

;;; COUNT as a fixnum, or NIL when it is no limit.
(defun %count-limit (count)
  (cond ((or (null count) (typep count 'fixnum)) count)
        ((integerp count) (if (< count 0) 0 nil))
        (t (error 'type-error :datum count :expected-type '(or null integer)))))

(defun %nothing (element) (declare (ignore element)) nil)

(defun %item-predicate (item test test-not)
  (let ((number (%standard-test nil test test-not)))
    (function (lambda (element) (%accepts item element number test test-not)))))

(defun remove (item sequence &key from-end (start 0) end count key test test-not)
  (let ((number (%element-test key test test-not)))
    (cond (number (%remove item sequence number start end (%count-limit count) from-end))
          ((and (listp sequence) (eql start 0) (null end) (null count))
           (%filter-list (%item-predicate item test test-not) sequence key nil))
          (t (%edit-sequence (%item-predicate item test test-not) (function %nothing)
                             sequence from-end start end count key)))))

;;; The elements of LIST that PREDICATE accepts, or those that it does not. The common case of REMOVE-IF.
(defun %filter-list (predicate list key accepted)
  (let* ((head (list nil)) (tail head)
         (predicate (%coerce-to-function predicate)) (key (if key (%coerce-to-function key) nil)))
    (do ((rest list (cdr rest)))
        ((endp rest) (cdr head))
      (let ((element (car rest)))
        (if (eq accepted (if (funcall predicate (if key (funcall key element) element)) t nil))
            (setq tail (cdr (rplacd tail (list element)))))))))

(defun remove-if (predicate sequence &key from-end (start 0) end count key)
  (if (and (listp sequence) (eql start 0) (null end) (null count))
      (%filter-list predicate sequence key nil)
      (%edit-sequence predicate (function %nothing) sequence from-end start end count key)))

(defun remove-if-not (predicate sequence &key from-end (start 0) end count key)
  (if (and (listp sequence) (eql start 0) (null end) (null count))
      (%filter-list predicate sequence key t)
      (%edit-sequence (complement predicate) (function %nothing) sequence from-end start end count key)))

(defun delete (item sequence &rest keys) (apply (function remove) item sequence keys))
(defun delete-if (predicate sequence &rest keys) (apply (function remove-if) predicate sequence keys))
(defun delete-if-not (predicate sequence &rest keys) (apply (function remove-if-not) predicate sequence keys))

(defun substitute-if (new predicate sequence &key from-end (start 0) end count key)
  (let ((replacement (list new)))
    (%edit-sequence predicate (function (lambda (element) (declare (ignore element)) replacement))
                    sequence from-end start end count key)))

(defun substitute (new old sequence &key from-end (start 0) end count key test test-not)
  (let ((number (%element-test key test test-not)))
    (if number
        (%substitute new old sequence number start end (%count-limit count) from-end)
        (substitute-if new (%item-predicate old test test-not) sequence
                       :from-end from-end :start start :end end :count count :key key))))

(defun substitute-if-not (new predicate sequence &key from-end (start 0) end count key)
  (substitute-if new (complement predicate) sequence
                 :from-end from-end :start start :end end :count count :key key))

(defun nsubstitute (new old sequence &key from-end (start 0) end count key test test-not)
  (let ((number (%element-test key test test-not)))
    (if number
        (%nsubstitute new old sequence number start end (%count-limit count) from-end)
        (nsubstitute-if new (%item-predicate old test test-not) sequence
                        :from-end from-end :start start :end end :count count :key key))))
(defun nsubstitute-if (new predicate sequence &rest keys)
  (replace sequence (apply (function substitute-if) new predicate sequence keys)))
(defun nsubstitute-if-not (new predicate sequence &rest keys)
  (replace sequence (apply (function substitute-if-not) new predicate sequence keys)))

;;; The elements of the list ITEMS without those that equal a later one (an earlier one when FROM-END).
(defun %unique-elements-by (items from-end key test test-not)
  (let ((kept nil))
    (flet ((part (element) (if key (funcall key element) element)))
      (do ((rest items (cdr rest)))
          ((null rest) (nreverse kept))
        (let ((element (car rest)))
          (if (if from-end
                  ;; A test gets the earlier element first.
                  (some (function (lambda (earlier) (%satisfies (part earlier) test test-not key element))) kept)
                  (member (part element) (cdr rest) :key key :test test :test-not test-not))
              nil
              (push element kept)))))))

(defun remove-duplicates (sequence &key from-end (start 0) end key test test-not)
  (let* ((items (coerce (subseq sequence start end) 'list))
         (number (%table-test test test-not))
         (unique (if number
                     (%unique-elements items (if key (mapcar key items) items) number from-end)
                     (%unique-elements-by items from-end key test test-not))))
    (%sequence-like sequence
                    (append (if (eql start 0) nil (coerce (subseq sequence 0 start) 'list))
                            unique
                            (if end (coerce (subseq sequence end) 'list) nil)))))

(defun delete-duplicates (sequence &rest keys) (apply (function remove-duplicates) sequence keys))

;;;; SORT, STABLE-SORT and MERGE (CLHS 17): one stable merge sort on lists; vectors go through a list.

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

;;; Sorts the first N conses of LIST destructively.
(defun %sort-list (list n predicate key)
  (cond ((= n 0) nil)
        ((= n 1) (rplacd list nil) list)
        (t
         (let* ((half (ash n -1)) (rest (nthcdr half list))
                (sorted-rest (%sort-list rest (- n half) predicate key)))
           (%merge-lists (%sort-list list half predicate key) sorted-rest predicate key)))))

(defun stable-sort (sequence predicate &key key)
  (if (listp sequence)
      (%sort-list sequence (length sequence) predicate key)
      (let ((index 0))
        (dolist (element (%sort-list (coerce sequence 'list) (length sequence) predicate key) sequence)
          (setf (aref sequence index) element)
          (setq index (1+ index))))))

(defun sort (sequence predicate &key key)
  (stable-sort sequence predicate :key key))

(defun merge (result-type sequence-1 sequence-2 predicate &key key)
  (coerce (%merge-lists (copy-list (coerce sequence-1 'list)) (copy-list (coerce sequence-2 'list)) predicate key)
          result-type))

;;;; SORT, STABLE-SORT and MERGE (CLHS 17): one stable merge sort on simple vectors; lists go through a vector.
;;;;
;;;; The elements are sorted in a copy and stored back at the end, so that a predicate that exits leaves the sequence
;;;; as it was. The standard's own predicates are left to a primitive, which gets the keys in a vector of their own.

;;; The number of the standard predicate that orders, or NIL.
(defun %primitive-order (predicate)
  (position-if (function (lambda (names) (member predicate names :test (function eq))))
               (load-time-value (list (list '< (function <)) (list '> (function >))
                                      (list 'char< (function char<)) (list 'char> (function char>))
                                      (list 'string< (function string<)) (list 'string> (function string>))))))

;;; Merges the sorted runs of SOURCE from START to MIDDLE and from MIDDLE to END into TARGET. Of equal elements those of
;;; the first run come first. The key of an element is computed when the element becomes the first of its run.
(defun %merge-runs (source target start middle end predicate key)
  (let* ((left start) (right middle)
         (left-element (svref source left)) (right-element (svref source right))
         (left-key (if key (funcall key left-element) left-element))
         (right-key (if key (funcall key right-element) right-element)))
    (do ((place start (1+ place)))
        (nil)
      (cond ((funcall predicate right-key left-key)
             (setf (svref target place) right-element)
             (setq right (1+ right))
             (if (= right end)
                 (return (%replace target source (1+ place) end left middle)))
             (setq right-element (svref source right)
                   right-key (if key (funcall key right-element) right-element)))
            (t
             (setf (svref target place) left-element)
             (setq left (1+ left))
             (if (= left middle)
                 (return (%replace target source (1+ place) end right end)))
             (setq left-element (svref source left)
                   left-key (if key (funcall key left-element) left-element)))))))

;;; The elements of the simple vector SOURCE in order, in it or in a new vector.
(defun %merge-sort (source predicate key)
  (let* ((length (length source)) (target (make-array length)))
    (do ((width 1 (* 2 width)))
        ((>= width length) source)
      (do ((start 0 (+ start width width)))
          ((>= start length))
        (let ((middle (+ start width)))
          (if (< middle length)
              (%merge-runs source target start middle (min length (+ middle width)) predicate key)
              (%replace target source start length start length))))
      (psetq source target target source))))

(defun %sort-stably (sequence predicate key)
  (let* ((items (%concatenate t sequence))
         (order (%primitive-order predicate))
         (sorted (cond (order (%sort-vector items (if key (map 'simple-vector key items) items) order))
                       (t (%merge-sort items (%coerce-to-function predicate)
                                       (if key (%coerce-to-function key) nil))))))
    (%replace sequence sorted 0 nil 0 nil)))

(defun stable-sort (sequence predicate &key key) (%sort-stably sequence predicate key))

(defun sort (sequence predicate &key key) (%sort-stably sequence predicate key))

;;; Merges two lists. Of equal elements those of LIST-1 come first.
(defun %merge-lists (list-1 list-2 predicate key)
  (let ((result nil))
    (flet ((part (element) (if key (funcall key element) element)))
      (loop
        (cond ((null list-1) (return (nreconc result list-2)))
              ((null list-2) (return (nreconc result list-1)))
              ((funcall predicate (part (car list-2)) (part (car list-1)))
               (push (car list-2) result)
               (setq list-2 (cdr list-2)))
              (t
               (push (car list-1) result)
               (setq list-1 (cdr list-1))))))))

(defun merge (result-type sequence-1 sequence-2 predicate &key key)
  (let ((merged (%merge-lists (coerce sequence-1 'list) (coerce sequence-2 'list) predicate key)))
    (if (eq result-type 'list) merged (%coerce-list merged result-type))))

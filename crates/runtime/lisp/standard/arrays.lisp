;;;; Arrays with keywords (CLHS 15), and the sequence functions that replace elements.

(defun make-array (dimensions &key (element-type t) (initial-element nil initial-element-supplied)
                                (initial-contents nil initial-contents-supplied)
                                adjustable fill-pointer displaced-to (displaced-index-offset 0))
  (let* ((element-type (%stored-element-type element-type))
         (array (if initial-element-supplied
                    (%make-array dimensions element-type adjustable fill-pointer displaced-to
                                 displaced-index-offset initial-element)
                    (%make-array dimensions element-type adjustable fill-pointer displaced-to
                                 displaced-index-offset))))
    (if initial-contents-supplied (%set-array-contents array initial-contents))
    array))

(defun adjust-array (array dimensions &key element-type (initial-element nil initial-element-supplied)
                                        (initial-contents nil initial-contents-supplied)
                                        fill-pointer displaced-to (displaced-index-offset 0))
  (declare (ignore element-type))
  (let ((result (if initial-element-supplied
                    (%adjust-array array dimensions fill-pointer displaced-to displaced-index-offset
                                   initial-element)
                    (%adjust-array array dimensions fill-pointer displaced-to displaced-index-offset))))
    (if initial-contents-supplied (%set-array-contents result initial-contents))
    result))

(defun fill (sequence item &key (start 0) end)
  (%fill sequence item start end))

(defun replace (target source &key (start1 0) end1 (start2 0) end2)
  (%replace target source start1 end1 start2 end2))

(defun make-sequence (result-type size &key (initial-element nil initial-element-supplied))
  (if (eq result-type 'list)
      (%make-list size initial-element)
      (multiple-value-bind (element-type length) (%vector-type result-type)
        (if element-type nil (error 'type-error :datum result-type :expected-type '(member list vector string)))
        (%check-length (if initial-element-supplied
                           (make-array size :element-type element-type :initial-element initial-element)
                           (make-array size :element-type element-type))
                       length result-type))))

(defun make-list (size &key initial-element)
  (%make-list size initial-element))

;;;; Arrays with keywords (CLHS 15), and the sequence functions that replace elements.

(defun make-array (dimensions &key (element-type t) (initial-element nil initial-element-supplied)
                                (initial-contents nil initial-contents-supplied)
                                adjustable fill-pointer displaced-to (displaced-index-offset 0 offset-supplied))
  (%check-contents-options 'make-array initial-element-supplied initial-contents-supplied displaced-to offset-supplied)
  (let* ((element-type (%stored-element-type element-type))
         (array (if initial-element-supplied
                    (%make-array dimensions element-type adjustable fill-pointer displaced-to
                                 displaced-index-offset initial-element)
                    (%make-array dimensions element-type adjustable fill-pointer displaced-to
                                 displaced-index-offset))))
    (if initial-contents-supplied (%set-array-contents array initial-contents))
    array))

;;; The array that the reader's #A(TYPE DIMENSIONS CONTENTS) stands for; FORM is the list.
(defun %read-typed-array (form)
  (if (and (consp form) (consp (cdr form)) (consp (cddr form)) (null (cdddr form))) nil
      (error '%simple-reader-error :format-control "#A~S does not consist of an element type, dimensions and contents"
                                   :format-arguments (list form)))
  (make-array (cadr form) :element-type (car form) :initial-contents (caddr form)))

;;; The elements come from one place.
(defun %check-contents-options (operator initial-element initial-contents displaced-to offset)
  (if (or (and initial-element initial-contents)
          (and displaced-to (or initial-element initial-contents)))
      (%error-of operator "only one of ~S, ~S and ~S can be given"
                 :initial-element :initial-contents :displaced-to))
  (if (and offset (null displaced-to))
      (%error-of operator "~S is given without ~S" :displaced-index-offset :displaced-to)))

(defun adjust-array (array dimensions &key element-type (initial-element nil initial-element-supplied)
                                        (initial-contents nil initial-contents-supplied)
                                        fill-pointer displaced-to (displaced-index-offset 0 offset-supplied))
  (%check-contents-options 'adjust-array initial-element-supplied initial-contents-supplied displaced-to offset-supplied)
  (if (and element-type (not (equal (upgraded-array-element-type element-type) (array-element-type array))))
      (error "the elements of the array are of type ~S, not ~S" (array-element-type array) element-type))
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
        (if length nil
            (return-from make-sequence (%make-list-of-type result-type size initial-element)))
        (%check-length (if initial-element-supplied
                           (make-array size :element-type element-type :initial-element initial-element)
                           (make-array size :element-type element-type))
                       length result-type))))

;;; A list of a type that is a part of LIST and allows this length.
(defun %make-list-of-type (result-type size initial-element)
  (let ((list (if (subtypep result-type 'list)
                  (%make-list size initial-element)
                  (error 'type-error :datum result-type :expected-type '(member list vector string)))))
    (if (typep list result-type) list
        (error 'type-error :datum list :expected-type result-type))))

(defun make-list (size &key initial-element)
  (%make-list size initial-element))

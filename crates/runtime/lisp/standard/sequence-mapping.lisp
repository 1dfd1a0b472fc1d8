;;;; Functions over all elements of sequences (CLHS 17): REDUCE, SOME, EVERY, MAP, CONCATENATE.

(defun reduce (function sequence &key key from-end (start 0) end (initial-value nil initial-value-supplied))
  (let ((result initial-value) (started initial-value-supplied))
    (flet ((combine (element)
             (let ((item (if key (funcall key element) element)))
               (cond ((not started) (setq result item started t))
                     (from-end (setq result (funcall function item result)))
                     (t (setq result (funcall function result item)))))))
      (if from-end
          (dolist (element (reverse (coerce (subseq sequence start end) 'list)))
            (combine element))
          (%do-sequence (element index sequence start end)
            (combine element))))
    (if started result (funcall function))))

;;; Calls FUNCTION on the corresponding elements of SEQUENCES until one ends. The loop that MAP, SOME and EVERY share.
(defun %walk-sequences (function sequences)
  (let ((first (car sequences)))
    (if (null (cdr sequences))
        (%do-sequence (element index first 0 nil) (funcall function element))
        (let ((index 0)
              (states (mapcar (function (lambda (sequence)
                                (if (listp sequence) sequence (length sequence))))
                              sequences)))
          (loop
            (let ((arguments nil))
              (do ((sequences sequences (cdr sequences)) (tail states (cdr tail)))
                  ((null sequences))
                (let ((state (car tail)))
                  (cond ((integerp state)
                         (if (>= index state) (return-from %walk-sequences nil))
                         (push (aref (car sequences) index) arguments))
                        ((endp state) (return-from %walk-sequences nil))
                        (t (push (car state) arguments)
                           (rplaca tail (cdr state))))))
              (apply function (nreverse arguments)))
            (setq index (1+ index)))))))

(defun some (predicate sequence &rest more-sequences)
  (if more-sequences
      (%walk-sequences (function (lambda (&rest arguments)
                         (let ((value (apply predicate arguments)))
                           (if value (return-from some value)))))
                       (cons sequence more-sequences))
      (let ((predicate (%coerce-to-function predicate)))
        (%do-sequence (element index sequence 0 nil)
          (let ((value (funcall predicate element)))
            (if value (return-from some value))))))
  nil)

(defun every (predicate sequence &rest more-sequences)
  (if more-sequences
      (%walk-sequences (function (lambda (&rest arguments)
                         (if (apply predicate arguments) nil (return-from every nil))))
                       (cons sequence more-sequences))
      (let ((predicate (%coerce-to-function predicate)))
        (%do-sequence (element index sequence 0 nil)
          (if (funcall predicate element) nil (return-from every nil)))))
  t)

(defun notany (predicate sequence &rest more-sequences)
  (not (apply (function some) predicate sequence more-sequences)))

(defun notevery (predicate sequence &rest more-sequences)
  (not (apply (function every) predicate sequence more-sequences)))

(defun map (result-type function sequence &rest more-sequences)
  (let ((result nil) (function (%coerce-to-function function)))
    (cond ((null result-type)
           (%walk-sequences function (cons sequence more-sequences))
           nil)
          (t
           (if more-sequences
               (%walk-sequences (function (lambda (&rest arguments) (push (apply function arguments) result)))
                                (cons sequence more-sequences))
               (%do-sequence (element index sequence 0 nil)
                 (push (funcall function element) result)))
           (%coerce-list (nreverse result) result-type)))))

(defun map-into (result function &rest sequences)
  (let* ((index 0) (pointer (and (vectorp result) (array-has-fill-pointer-p result)))
         (length (if pointer (array-dimension result 0) (length result))))
    (flet ((store (value)
             (if (listp result)
                 (setf (elt result index) value)
                 (setf (row-major-aref result index) value))
             (setq index (1+ index))))
      (block nil
        (if sequences
            (%walk-sequences (function (lambda (&rest arguments)
                               (if (>= index length) (return nil))
                               (store (apply function arguments))))
                             sequences)
            (dotimes (n length) (store (funcall function))))))
    (if pointer (setf (fill-pointer result) index))
    result))

(defun concatenate (result-type &rest sequences)
  (if (eq result-type 'list)
      (apply (function %concatenate) 'list sequences)
      (multiple-value-bind (element-type length) (%vector-type result-type)
        (if element-type
            (%check-length (apply (function %concatenate) element-type sequences) length result-type)
            (%coerce-list (apply (function %concatenate) 'list sequences) result-type)))))

;;; A sequence of TYPE with the elements of LIST. Types that do not say whether it is a list or a vector are refused.
(defun %coerce-list (list type)
  (if (or (member type '(sequence t))
          (not (or (member type '(vector string simple-vector simple-string bit-vector simple-bit-vector null cons))
                   (subtypep type 'list)
                   (%vector-type type))))
      (error 'type-error :datum type :expected-type '(member list vector string))
      (coerce list type)))

;;;; Sequence functions that call functions (CLHS 17), for lists and vectors.
;;;;
;;;; %DO-SEQUENCE walks either kind with one body; the body becomes a local function, so it exists once.

(defmacro %do-sequence ((element index sequence start end) &body body)
  (let ((visit (gensym "VISIT")) (rest (gensym "REST")) (limit (gensym "LIMIT")) (source (gensym "SEQUENCE")))
    `(let ((,source ,sequence))
       (flet ((,visit (,element ,index) (declare (ignorable ,index)) ,@body))
         (if (listp ,source)
             (do ((,rest (nthcdr ,start ,source) (cdr ,rest))
                  (,index ,start (1+ ,index)))
                 ((if ,end (>= ,index ,end) (endp ,rest)) nil)
               (,visit (car ,rest) ,index))
             (let ((,limit (%check-bounds ,source ,start ,end)))
               (do ((,index ,start (1+ ,index)))
                   ((>= ,index ,limit) nil)
                 (,visit (aref ,source ,index) ,index))))))))

;;; The end of the part of vector SEQUENCE from START to END, which must lie inside.
(defun %check-bounds (sequence start end)
  (let* ((length (length sequence)) (limit (or end length)))
    (if (and (integerp limit) (<= 0 limit length)) nil
        (error 'type-error :datum end :expected-type `(or null (integer 0 ,length))))
    (if (and (integerp start) (<= 0 start limit)) nil
        (error 'type-error :datum start :expected-type `(integer 0 ,limit)))
    limit))

(defun find-if (predicate sequence &key from-end (start 0) end key)
  (let ((result nil))
    (%do-sequence (element index sequence start end)
      (if (funcall predicate (if key (funcall key element) element))
          (if from-end (setq result element) (return-from find-if element))))
    result))

(defun find (item sequence &key from-end (start 0) end key test test-not)
  (find-if (function (lambda (element) (%satisfies item test test-not nil element)))
           sequence :from-end from-end :start start :end end :key key))

(defun find-if-not (predicate sequence &key from-end (start 0) end key)
  (find-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

(defun position-if (predicate sequence &key from-end (start 0) end key)
  (let ((result nil))
    (%do-sequence (element index sequence start end)
      (if (funcall predicate (if key (funcall key element) element))
          (if from-end (setq result index) (return-from position-if index))))
    result))

(defun position (item sequence &key from-end (start 0) end key test test-not)
  (position-if (function (lambda (element) (%satisfies item test test-not nil element)))
               sequence :from-end from-end :start start :end end :key key))

(defun position-if-not (predicate sequence &key from-end (start 0) end key)
  (position-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

(defun count-if (predicate sequence &key from-end (start 0) end key)
  (declare (ignore from-end))
  (let ((count 0))
    (%do-sequence (element index sequence start end)
      (if (funcall predicate (if key (funcall key element) element)) (setq count (1+ count))))
    count))

(defun count (item sequence &key from-end (start 0) end key test test-not)
  (count-if (function (lambda (element) (%satisfies item test test-not nil element)))
            sequence :from-end from-end :start start :end end :key key))

(defun count-if-not (predicate sequence &key from-end (start 0) end key)
  (count-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

;;; A sequence of the kind of PROTOTYPE with the elements of LIST.
(defun %sequence-like (prototype list)
  (cond ((listp prototype) list)
        ((stringp prototype) (coerce list 'string))
        (t (coerce list (list 'vector (array-element-type prototype))))))

;;; The common part of the REMOVE and SUBSTITUTE families: the elements of SEQUENCE, where those that PREDICATE
;;; accepts (at most COUNT of them, the last ones when FROM-END) are handed to REPLACE, which returns a list.
(defun %edit-sequence (predicate replace sequence from-end start end count key)
  (let ((accepted 0) (skip 0) (result nil))
    (if (and count from-end)
        (setq skip (- (count-if predicate sequence :start start :end end :key key) count)))
    (%do-sequence (element index sequence 0 nil)
      (if (and (>= index start)
               (or (null end) (< index end))
               (funcall predicate (if key (funcall key element) element))
               (progn (setq accepted (1+ accepted)) t)
               (> accepted skip)
               (or (null count) from-end (<= accepted count)))
          (setq result (revappend (funcall replace element) result))
          (push element result)))
    (%sequence-like sequence (nreverse result))))

(defun %nothing (element) (declare (ignore element)) nil)

(defun remove-if (predicate sequence &key from-end (start 0) end count key)
  (%edit-sequence predicate (function %nothing) sequence from-end start end count key))

(defun remove (item sequence &key from-end (start 0) end count key test test-not)
  (%edit-sequence (function (lambda (element) (%satisfies item test test-not nil element)))
                  (function %nothing) sequence from-end start end count key))

(defun remove-if-not (predicate sequence &key from-end (start 0) end count key)
  (%edit-sequence (complement predicate) (function %nothing) sequence from-end start end count key))

(defun delete (item sequence &rest keys) (apply (function remove) item sequence keys))
(defun delete-if (predicate sequence &rest keys) (apply (function remove-if) predicate sequence keys))
(defun delete-if-not (predicate sequence &rest keys) (apply (function remove-if-not) predicate sequence keys))

(defun substitute-if (new predicate sequence &key from-end (start 0) end count key)
  (%edit-sequence predicate (function (lambda (element) (declare (ignore element)) (list new)))
                  sequence from-end start end count key))

(defun substitute (new old sequence &key from-end (start 0) end count key test test-not)
  (substitute-if new (function (lambda (element) (%satisfies old test test-not nil element)))
                 sequence :from-end from-end :start start :end end :count count :key key))

(defun substitute-if-not (new predicate sequence &key from-end (start 0) end count key)
  (substitute-if new (complement predicate) sequence
                 :from-end from-end :start start :end end :count count :key key))

(defun remove-duplicates (sequence &key from-end (start 0) end key test test-not)
  (let ((kept nil) (items (coerce sequence 'list)) (index 0))
    (flet ((same (element others)
             (member (if key (funcall key element) element) others :key key :test test :test-not test-not)))
      (do ((rest items (cdr rest)))
          ((null rest))
        (if (and (>= index start) (or (null end) (< index end))
                 (if from-end
                     (same (car rest) kept)
                     (same (car rest) (if end (butlast (cdr rest) (- (length items) end)) (cdr rest)))))
            nil
            (push (car rest) kept))
        (setq index (1+ index))))
    (%sequence-like sequence (nreverse kept))))

(defun delete-duplicates (sequence &rest keys) (apply (function remove-duplicates) sequence keys))

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
  (%walk-sequences (function (lambda (&rest arguments)
                     (let ((value (apply predicate arguments)))
                       (if value (return-from some value)))))
                   (cons sequence more-sequences))
  nil)

(defun every (predicate sequence &rest more-sequences)
  (%walk-sequences (function (lambda (&rest arguments)
                     (if (apply predicate arguments) nil (return-from every nil))))
                   (cons sequence more-sequences))
  t)

(defun notany (predicate sequence &rest more-sequences)
  (not (apply (function some) predicate sequence more-sequences)))

(defun notevery (predicate sequence &rest more-sequences)
  (not (apply (function every) predicate sequence more-sequences)))

(defun map (result-type function sequence &rest more-sequences)
  (let ((result nil) (sequences (cons sequence more-sequences)))
    (cond ((null result-type)
           (%walk-sequences function sequences)
           nil)
          (t
           (%walk-sequences (function (lambda (&rest arguments) (push (apply function arguments) result)))
                            sequences)
           (coerce (nreverse result) result-type)))))

(defun map-into (result function &rest sequences)
  (let ((index 0) (length (length result)))
    (if sequences
        (%walk-sequences (function (lambda (&rest arguments)
                           (if (>= index length) (return-from map-into result))
                           (setf (elt result index) (apply function arguments))
                           (setq index (1+ index))))
                         sequences)
        (dotimes (index length) (setf (elt result index) (funcall function))))
    result))

(defun concatenate (result-type &rest sequences)
  (let ((result nil))
    (dolist (sequence sequences)
      (%do-sequence (element index sequence 0 nil) (push element result)))
    (coerce (nreverse result) result-type)))

(defun mismatch (sequence-1 sequence-2 &key key test test-not (start1 0) end1 (start2 0) end2)
  (let ((end1 (or end1 (length sequence-1))) (end2 (or end2 (length sequence-2))))
    (do ((index-1 start1 (1+ index-1)) (index-2 start2 (1+ index-2)))
        ((or (>= index-1 end1) (>= index-2 end2))
         (if (and (>= index-1 end1) (>= index-2 end2)) nil index-1))
      (if (%satisfies (if key (funcall key (elt sequence-1 index-1)) (elt sequence-1 index-1))
                      test test-not key (elt sequence-2 index-2))
          nil
          (return index-1)))))

(defun search (sequence-1 sequence-2 &key from-end key test test-not (start1 0) end1 (start2 0) end2)
  (let* ((end1 (or end1 (length sequence-1))) (end2 (or end2 (length sequence-2)))
         (length (- end1 start1)) (result nil))
    (do ((index start2 (1+ index)))
        ((> (+ index length) end2) result)
      (if (null (mismatch sequence-1 sequence-2 :key key :test test :test-not test-not
                          :start1 start1 :end1 end1 :start2 index :end2 (+ index length)))
          (if from-end (setq result index) (return index))))))

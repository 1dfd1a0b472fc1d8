;;;; Walking sequences, and searching them for one element (CLHS 17): FIND, POSITION, COUNT.
;;;;
;;;; %DO-SEQUENCE walks lists and vectors with one body; the body becomes a local function, so it exists once. What
;;;; compares with a standard test and without a key is left to primitives.

(defmacro %do-sequence ((element index sequence start end) &body body)
  (let ((visit (gensym "VISIT")) (rest (gensym "REST")) (limit (gensym "LIMIT")) (source (gensym "SEQUENCE")))
    `(let ((,source ,sequence))
       (flet ((,visit (,element ,index) (declare (ignorable ,index)) ,@body))
         (if (listp ,source)
             (do ((,rest (%list-part ,source ,start ,end) (cdr ,rest))
                  (,index ,start (1+ ,index)))
                 ((if ,end (>= ,index ,end) (endp ,rest)) nil)
               (if (endp ,rest) (%bounds-error ,source ,start ,end))
               (,visit (car ,rest) ,index))
             (let ((,limit (%check-bounds ,source ,start ,end)))
               (do ((,index ,start (1+ ,index)))
                   ((>= ,index ,limit) nil)
                 (,visit (aref ,source ,index) ,index))))))))

;;; The tail of LIST behind its first START elements, of which there must be so many.
(defun %list-part (list start end)
  (if (and (integerp start) (<= 0 start) (or (null end) (and (integerp end) (<= start end)))) nil
      (%bounds-error list start end))
  (do ((rest list (cdr rest)) (n start (1- n)))
      ((= n 0) rest)
    (if (endp rest) (%bounds-error list start end))))

;;; The end of the part of vector SEQUENCE from START to END, which must lie inside.
(defun %check-bounds (sequence start end)
  (let* ((length (length sequence)) (limit (or end length)))
    (if (and (integerp limit) (integerp start) (<= 0 start limit length)) nil
        (%bounds-error sequence start end))
    limit))

(defun %bounds-error (sequence start end)
  (let* ((length (length sequence)) (limit (or end length)))
    (if (and (integerp limit) (<= 0 limit length))
        (error 'type-error :datum start :expected-type `(integer 0 ,limit))
        (error 'type-error :datum end :expected-type `(or null (integer 0 ,length))))))

(defun find-if (predicate sequence &key from-end (start 0) end key)
  (let ((result nil))
    (%do-sequence (element index sequence start end)
      (if (funcall predicate (if key (funcall key element) element))
          (if from-end (setq result element) (return-from find-if element))))
    result))

(defun find (item sequence &key from-end (start 0) end key test test-not)
  (let ((number (if (vectorp sequence) (%primitive-test key test test-not) nil)))
    (if number
        (let ((position (%position item sequence number start end from-end)))
          (if position (aref sequence position) nil))
        (%find item sequence from-end start end key test test-not))))

(defun %find (item sequence from-end start end key test test-not)
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
  (let ((number (if (vectorp sequence) (%primitive-test key test test-not) nil)))
    (if number
        (%position item sequence number start end from-end)
        (%position-by item sequence from-end start end key test test-not))))

(defun %position-by (item sequence from-end start end key test test-not)
  (position-if (function (lambda (element) (%satisfies item test test-not nil element)))
               sequence :from-end from-end :start start :end end :key key))

(defun position-if-not (predicate sequence &key from-end (start 0) end key)
  (position-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

;;; With FROM-END the predicate sees the last element first; that is all it means here.
(defun count-if (predicate sequence &key from-end (start 0) end key)
  (if from-end
      (count-if predicate (reverse (subseq sequence start end)) :key key)
      (let ((count 0))
        (%do-sequence (element index sequence start end)
          (if (funcall predicate (if key (funcall key element) element)) (setq count (1+ count))))
        count)))

(defun count (item sequence &key from-end (start 0) end key test test-not)
  (let ((number (%primitive-test key test test-not)))
    (if number
        (%count item sequence number start end)
        (count-if (function (lambda (element) (%satisfies item test test-not nil element)))
                  sequence :from-end from-end :start start :end end :key key))))

(defun count-if-not (predicate sequence &key from-end (start 0) end key)
  (count-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

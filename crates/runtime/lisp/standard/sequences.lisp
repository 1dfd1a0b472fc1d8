;;;; Walking sequences, and searching them for one element (CLHS 17): FIND, POSITION, COUNT.
;;;;
;;;; %DO-SEQUENCE walks lists and vectors in one loop, so that the body exists once and no function is called for an
;;;; element. What compares with a standard test, of the elements or of a CAR or the like, is left to primitives.

(defmacro %do-sequence ((element index sequence start end) &body body)
  (let ((source (gensym "SEQUENCE")) (rest (gensym "REST")) (vector (gensym "VECTOR")) (limit (gensym "LIMIT"))
        (next (gensym "NEXT")) (done (gensym "DONE")))
    `(let* ((,source ,sequence) (,index ,start) (,limit ,end) (,rest nil) (,vector nil))
       (if (listp ,source)
           (setq ,rest (%list-part ,source ,index ,limit))
           (setq ,vector ,source ,limit (%check-bounds ,source ,index ,limit)))
       (tagbody
          ,next
          (if (and ,limit (>= ,index ,limit)) (go ,done))
          (let ((,element (cond (,vector (aref ,vector ,index))
                                ((endp ,rest)
                                 (if ,limit (%bounds-error ,source ,start ,limit))
                                 (go ,done))
                                (t (prog1 (car ,rest) (setq ,rest (cdr ,rest)))))))
            ,@body)
          (setq ,index (1+ ,index))
          (go ,next)
          ,done)
       nil)))

;;; The same for several whole sequences, until one ends. BINDINGS are lists of an element's variable and a sequence.
(defmacro %do-sequences (bindings &body body)
  (let ((index (gensym "INDEX")) (next (gensym "NEXT")) (done (gensym "DONE"))
        (variables nil) (tests nil) (elements nil))
    (dolist (binding bindings)
      (let ((rest (gensym "REST")) (vector (gensym "VECTOR")))
        (push `(,rest ,(cadr binding)) variables)
        (push `(,vector (if (listp ,rest) nil (prog1 ,rest (length ,rest) (setq ,rest nil)))) variables)
        (push `(if (if ,vector (>= ,index (length ,vector)) (endp ,rest)) (go ,done)) tests)
        (push `(,(car binding)
                (if ,vector (aref ,vector ,index) (prog1 (car ,rest) (setq ,rest (cdr ,rest)))))
              elements)))
    `(let* (,@(nreverse variables) (,index 0))
       (tagbody
          ,next
          ,@(nreverse tests)
          (let* ,(nreverse elements) ,@body)
          (setq ,index (1+ ,index))
          (go ,next)
          ,done)
       nil)))

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

;;; Runs the body for each element that the test and the key accept, with the element and its index.
(defmacro %do-matches ((element index item sequence start end key test test-not number) &body body)
  (let ((part (gensym "PART")))
    `(%do-sequence (,element ,index ,sequence ,start ,end)
       (let ((,part (if ,key (funcall ,key ,element) ,element)))
         (if (%accepts ,item ,part ,number ,test ,test-not) (progn ,@body))))))

(defun find-if (predicate sequence &key from-end (start 0) end key)
  (let ((result nil))
    (%do-sequence (element index sequence start end)
      (if (funcall predicate (if key (funcall key element) element))
          (if from-end (setq result element) (return-from find-if element))))
    result))

(defun find (item sequence &key from-end (start 0) end key test test-not)
  (let ((direct (%element-test key test test-not)) (number (%standard-test nil test test-not)) (result nil))
    (if direct
        (%find item sequence direct start end from-end)
        (progn
          (%do-matches (element index item sequence start end key test test-not number)
            (if from-end (setq result element) (return-from find element)))
          result))))

(defun find-if-not (predicate sequence &key from-end (start 0) end key)
  (find-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

(defun position-if (predicate sequence &key from-end (start 0) end key)
  (let ((result nil))
    (%do-sequence (element index sequence start end)
      (if (funcall predicate (if key (funcall key element) element))
          (if from-end (setq result index) (return-from position-if index))))
    result))

(defun position (item sequence &key from-end (start 0) end key test test-not)
  (let ((direct (%element-test key test test-not)) (number (%standard-test nil test test-not)) (result nil))
    (if direct
        (%position item sequence direct start end from-end)
        (progn
          (%do-matches (element index item sequence start end key test test-not number)
            (if from-end (setq result index) (return-from position index)))
          result))))

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
  (let ((direct (%element-test key test test-not)) (number (%standard-test nil test test-not)) (count 0))
    (cond (direct (%count item sequence direct start end))
          (from-end (count item (reverse (subseq sequence start end)) :key key :test test :test-not test-not))
          (t
           (%do-matches (element index item sequence start end key test test-not number)
             (setq count (1+ count)))
           count))))

(defun count-if-not (predicate sequence &key from-end (start 0) end key)
  (count-if (complement predicate) sequence :from-end from-end :start start :end end :key key))

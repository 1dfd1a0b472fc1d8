;;;; GETHASH, REMHASH, CLRHASH, MAPHASH, WITH-HASH-TABLE-ITERATOR, HASH-TABLE-P and the accessors: results and what is
;;;; refused (CLHS 18.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function () :undefined) (type-error () :type) (program-error () :program)))
(defparameter *of-a-table* (list #'clrhash #'hash-table-count #'hash-table-size #'hash-table-test #'hash-table-rehash-size #'hash-table-rehash-threshold))
(remove :type (mapcar (lambda (f) (outcome f 5)) *of-a-table*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f nil)) *of-a-table*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f)) *of-a-table*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f (make-hash-table) 1)) *of-a-table*)) => NIL
(list (outcome #'gethash 1 5) (outcome #'gethash 1) (outcome #'gethash 1 (make-hash-table) 2 3) (outcome #'remhash 1 #(1)) (outcome #'remhash 1) (outcome #'maphash #'list nil) (outcome #'maphash #'list)) => (:TYPE :PROGRAM :PROGRAM :TYPE :PROGRAM :TYPE :PROGRAM)
(list (outcome #'hash-table-p) (outcome #'hash-table-p 1 2) (outcome #'sxhash) (outcome #'sxhash 1 2)) => (:PROGRAM :PROGRAM :PROGRAM :PROGRAM)
(handler-case (gethash 'key 'table) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (TABLE HASH-TABLE)
(setf (gethash 1 5) 2) !! type-error
(mapcar #'hash-table-p (list (make-hash-table) nil #(1) '((a . 1)) 5)) => (T NIL NIL NIL NIL)
(let ((h (make-hash-table))) (setf (gethash nil h) nil) (list (multiple-value-list (gethash nil h 1)) (remhash nil h) (multiple-value-list (gethash nil h 1)))) => ((NIL T) T (1 NIL))
(let ((h (make-hash-table))) (list (setf (gethash 1 h (error "not needed")) 2))) !! error
; The default of a place is evaluated, once and in order; SETF alone does not use it.
(let ((h (make-hash-table)) (log nil)) (setf (gethash (progn (push 1 log) :k) (progn (push 2 log) h) (push 3 log)) (progn (push 4 log) :v)) (list (reverse log) (gethash :k h))) => ((1 2 3 4) :V)
(let ((h (make-hash-table))) (list (incf (gethash :n h 10) 5) (gethash :n h))) => (15 15)
(let ((h (make-hash-table))) (setf (gethash 1 h) 1) (list (eq h (clrhash h)) (hash-table-count h) (gethash 1 h) (eq h (clrhash h)))) => (T 0 NIL T)
; What a walk may do: store into or remove the entry at hand.
(let ((h (make-hash-table))) (dotimes (n 10) (setf (gethash n h) n)) (list (maphash (lambda (k v) (if (oddp k) (remhash k h) (setf (gethash k h) (* v v)))) h) (hash-table-count h) (gethash 8 h))) => (NIL 5 64)
(let ((h (make-hash-table)) (n 0)) (maphash (lambda (k v) (declare (ignore k v)) (incf n)) h) n) => 0
(let ((h (make-hash-table))) (setf (gethash 1 h) 1) (list (outcome #'maphash 'no-such-function h) (outcome #'maphash #'car h) (outcome #'maphash 5 h))) => (:UNDEFINED :PROGRAM :TYPE)
(maphash 'no-such-function (make-hash-table)) => NIL
(let ((h (make-hash-table))) (setf (gethash 1 h) 1 (gethash 2 h) 2) (block nil (maphash (lambda (k v) (declare (ignore v)) (return (list :left-at k))) h))) => (:LEFT-AT 1)
; The iterator.
(let ((h (make-hash-table)) (l nil)) (dotimes (n 3) (setf (gethash n h) (* n 10))) (with-hash-table-iterator (next h) (loop (multiple-value-bind (more k v) (next) (if more (push (list k v) l) (return (nreverse l))))))) => ((0 0) (1 10) (2 20))
(let ((h (make-hash-table)) (n 0)) (with-hash-table-iterator (next (progn (incf n) h)) (next) (next) n)) => 1
(let ((h (make-hash-table))) (setf (gethash :a h) 1) (with-hash-table-iterator (next h) (declare (optimize speed)) (with-hash-table-iterator (other h) (list (multiple-value-list (next)) (multiple-value-list (other)) (next) (other))))) => ((T :A 1) (T :A 1) NIL NIL)
(with-hash-table-iterator (next 5) (next)) !! type-error
(let ((h (make-hash-table))) (with-hash-table-iterator (next h) (multiple-value-list (next)))) => (NIL)
(let ((h (make-hash-table)) (l nil)) (dotimes (n 6) (setf (gethash n h) n)) (with-hash-table-iterator (next h) (loop (multiple-value-bind (more k) (next) (if more (if (evenp k) (remhash k h) (push k l)) (return (list (nreverse l) (hash-table-count h)))))))) => ((1 3 5) 3)
; Codes: equal objects have equal ones.
(every (lambda (pair) (= (sxhash (car pair)) (sxhash (cadr pair)))) (list (list "ab" (make-array 2 :element-type 'character :displaced-to "xab" :displaced-index-offset 1)) (list '(a (1/2 . 2.5)) (list 'a (cons 2/4 2.5))) (list #*101 (make-array 3 :element-type 'bit :adjustable t :initial-contents '(1 0 1))) (list #p"a/b" (pathname "a/b")) (list 1d0 1d0) (list #c(1 2) #c(1 2)))) => T
(every (lambda (x) (typep (sxhash x) '(and fixnum unsigned-byte))) (list nil 'a "a" 1 -1 (expt 10 50) 1/2 1.5 -0.0d0 #c(1 2) #\a '(1) #(1) #*1 (make-hash-table) #'car (find-package "CL") *standard-output* #p"a")) => T
; A table agrees with an association list through a thousand steps that enter and remove.
(defun steps (test key)
  (let ((h (make-hash-table :test test)) (pairs nil) (seed 1) (wrong nil))
    (dotimes (n 1000 (list wrong (= (hash-table-count h) (length pairs))))
      (setq seed (mod (+ (* seed 1103515245) 12345) 2147483648))
      (let* ((i (mod (ash seed -8) 40)) (pair (assoc i pairs)))
        (if (evenp (ash seed -16))
            (progn (setf (gethash (funcall key i) h) n)
                   (if pair (setf (cdr pair) n) (push (cons i n) pairs)))
            (unless (eq (remhash (funcall key i) h) (if pair t nil)) (push n wrong)))
        (when (and pair (oddp (ash seed -16))) (setq pairs (remove pair pairs)))
        (dotimes (j 40)
          (unless (eql (gethash (funcall key j) h) (cdr (assoc j pairs))) (push (list n j) wrong)))))))
(steps 'eql #'identity) => (NIL T)
(steps 'eql (lambda (i) (+ i (expt 10 20)))) => (NIL T)
(steps 'equal #'princ-to-string) => (NIL T)
(steps 'equalp #'list) => (NIL T)
(let ((keys (make-array 40))) (dotimes (i 40) (setf (aref keys i) (list i))) (steps 'eq (lambda (i) (aref keys i)))) => (NIL T)
; What is entered and removed again leaves nothing behind, and the order of the others is kept.
(let ((h (make-hash-table)) (keys nil)) (dotimes (n 5) (setf (gethash n h) n)) (let ((size (hash-table-size h))) (dotimes (n 1000) (setf (gethash (+ n 10) h) n) (remhash (+ n 10) h)) (maphash (lambda (k v) (declare (ignore v)) (push k keys)) h) (list (reverse keys) (= size (hash-table-size h))))) => ((0 1 2 3 4) T)
(let ((h (make-hash-table)) (keys nil)) (dotimes (n 6) (setf (gethash n h) n)) (remhash 5 h) (remhash 2 h) (setf (gethash 7 h) 7 (gethash 2 h) 2) (maphash (lambda (k v) (declare (ignore v)) (push k keys)) h) (reverse keys)) => (0 1 3 4 7 2)
; A walk that removes the entry at hand and enters another one ends.
(let ((h (make-hash-table)) (n 0)) (setf (gethash 0 h) 0) (with-hash-table-iterator (next h) (loop (multiple-value-bind (more k) (next) (if (or (not more) (> n 100)) (return)) (incf n) (remhash k h) (setf (gethash (1+ k) h) 0)))) (list (<= n 101) (hash-table-count h))) => (T 1)
; Many keys with one hash: whichever goes, the others stay within reach, and those that are entered again, too.
(defun alike (n)
  (let ((key (make-array 200 :initial-element 0))) (setf (aref key 100) n) key))
(defun removed-in-steps (step)
  (let ((h (make-hash-table :test 'equalp)) (wrong nil))
    (dotimes (n 200) (setf (gethash (alike n) h) n))
    (dotimes (i 150)
      (let ((n (mod (* i step) 200)))
        (unless (and (remhash (alike n) h) (not (remhash (alike n) h))) (push n wrong))))
    (dotimes (i 200)
      (let ((n (mod (* i step) 200)))
        (unless (eql (gethash (alike n) h) (if (< i 150) nil n)) (push (list n) wrong))))
    (dotimes (n 200) (setf (gethash (alike n) h) (- n)))
    (dotimes (n 200) (unless (eql (gethash (alike n) h) (- n)) (push (list :again n) wrong)))
    (list wrong (hash-table-count h))))
(mapcar #'removed-in-steps '(1 199 77)) => ((NIL 200) (NIL 200) (NIL 200))
; Tables whose keys the collector takes away: what it has emptied cuts nothing off.
(defun weak-cycles (size)
  (let ((h (make-hash-table :weak :key)) (kept nil) (wrong nil))
    (dotimes (round 4)
      (dotimes (n size)
        (let ((key (list n)))
          (setf (gethash key h) (+ n (* 1000 round)))
          (if (zerop (mod n 3)) (push (cons key (+ n (* 1000 round))) kept))))
      (ext:gc)
      (let ((n 0))
        (dolist (pair kept)
          (when (zerop (mod (incf n) 4))
            (unless (remhash (car pair) h) (push pair wrong))
            (setq kept (remove pair kept)))))
      (dolist (pair kept) (unless (eql (gethash (car pair) h) (cdr pair)) (push pair wrong))))
    (list wrong (<= (length kept) (hash-table-count h) (+ 8 (length kept))))))
(mapcar #'weak-cycles '(10 100)) => ((NIL T) (NIL T))
; The user's tests: with one hash for all keys, and with few.
(defun steps-by-function (n-hashes)
  (steps (cons #'equal (lambda (key) (mod (first key) n-hashes))) #'list))
(mapcar #'steps-by-function '(1 3 40)) => ((NIL T) (NIL T) (NIL T))
; With few hashes.
(steps 'equalp (lambda (i) (alike (mod i 40)))) => (NIL T)
(steps 'equalp (lambda (i) (let ((key (alike i))) (setf (aref key 0) (mod i 4)) key))) => (NIL T)

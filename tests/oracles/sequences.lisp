;;;; Calls sequence functions on generated sequences with generated keywords and prints what they return, a line each.
;;;; Sequences are lists and vectors of several kinds, displaced and with fill pointers too; one in some ten calls has
;;;; bounds that are wrong, and then both systems signal an error. Oracles: sbcl clisp.

(defpackage "ORACLE" (:use "COMMON-LISP"))
(in-package "ORACLE")

(defvar *state* 4711)

(defun choose (n)
  (setq *state* (mod (+ (* *state* 1103515245) 12345) 2147483648))
  (mod (floor *state* 65536) n))

(defun pick (list) (nth (choose (length list)) list))

(defun items (n range)
  (let ((items nil)) (dotimes (i n items) (push (choose range) items))))

;;; A sequence of small integers in some representation. The last but one element of a longer vector is its end.
(defun sequence-of (items)
  (let ((n (length items)))
    (case (choose 6)
      ((0 1) items)
      ((2) (coerce items 'simple-vector))
      ((3) (make-array n :element-type '(unsigned-byte 8) :initial-contents items))
      ((4) (let ((vector (make-array (+ n 3) :fill-pointer n :initial-element 1)))
             (replace vector items)))
      (t (let ((base (make-array (+ n 5) :initial-element 2)))
           (make-array n :displaced-to (replace base items :start1 2) :displaced-index-offset 2))))))

(defun numbers () (sequence-of (items (choose 9) 5)))

(defun bounds (sequence start end)
  (let* ((length (length sequence))
         (from (choose (1+ length)))
         (to (+ from (choose (- (1+ length) from)))))
    (case (choose 12)
      ((0) (list start (1+ length)))
      ((1) (list end (+ length 2)))
      ((2 3) (list start from end to))
      ((4 5) (list start from))
      ((6 7) (list end to))
      ((8) (list end nil))
      (t nil))))

(defun from-end () (if (zerop (choose 3)) (list :from-end t)))
(defun key () (case (choose 5) ((0) (list :key '1+)) ((1) (list :key (function -))) ((2) (list :key nil))))
(defun test ()
  (case (choose 8)
    ((0) (list :test '<)) ((1) (list :test-not '<)) ((2) (list :test (function equal)))
    ((3) (list :test-not 'eql)) ((4) (list :test '=))))
(defun count-limit () (case (choose 4) ((0) (list :count (choose 4))) ((1) (list :count -1)) ((2) (list :count nil))))

(defun call ()
  (let* ((a (numbers)) (b (numbers)) (item (choose 5))
         (one (append (bounds a :start :end) (from-end) (key)))
         (limited (append (count-limit) one))
         (two (append (bounds a :start1 :end1) (bounds b :start2 :end2))))
    (case (choose 30)
      ((0) (list* (pick '(find position)) item a (append (test) one)))
      ((1) (list* 'count item a (append (test) one)))
      ((2) (list* (pick '(find-if position-if find-if-not position-if-not count-if count-if-not)) 'evenp a one))
      ((3 4) (list* (pick '(remove delete)) item a (append (test) limited)))
      ((5 6) (list* (pick '(remove-if delete-if remove-if-not delete-if-not)) 'evenp a limited))
      ((7 8) (list* (pick '(substitute nsubstitute)) 7 item a (append (test) limited)))
      ((9 10) (list* (pick '(substitute-if nsubstitute-if substitute-if-not nsubstitute-if-not)) 7 'evenp a limited))
      ((11 12) (list* (pick '(remove-duplicates delete-duplicates)) a (append (test) one)))
      ((13) (list* 'mismatch a b (append (test) two (from-end) (key))))
      ((14 15) (list* 'search (if (zerop (choose 2)) (sequence-of (items (choose 3) 5)) a) b
                      (append (test) (from-end) (key))))
      ((16) (list* 'search a b (append (test) two (from-end))))
      ((17) (list* 'replace a b two))
      ((18) (list* 'fill a item (bounds a :start :end)))
      ((19) (list* 'reduce (pick '(+ list -)) a (append (if (zerop (choose 2)) (list :initial-value 9)) one)))
      ((20) (list 'subseq a (choose 4) (choose 9)))
      ((21) (list (pick '(reverse nreverse copy-seq length)) a))
      ((22) (list* (pick '(sort stable-sort)) a (pick '(< >)) (key)))
      ((23) (list 'merge (pick '(list vector)) (sort a '<) (sort b '<) '<))
      ((24) (list 'concatenate (pick '(list vector simple-vector (vector * 4))) a b a))
      ((25) (list 'map (pick '(list vector nil (vector * 3) (simple-array (unsigned-byte 8) (*)))) '+ a b))
      ((26) (list 'map-into a '+ b a))
      ((27) (list (pick '(some every notany notevery)) '< a b))
      ((28) (list 'coerce a (pick '(list vector simple-vector (vector * 4)))))
      (t (list 'elt a (choose 10))))))

;;; The strings one behind the other with SEPARATOR between them.
(defun joined (strings separator)
  (let ((result (first strings)))
    (dolist (string (rest strings) (or result ""))
      (setq result (concatenate 'string result separator string)))))

;;; VALUE as a word.
(defun word (value)
  (substitute #\_ #\Space
              (cond ((and (vectorp value) (not (stringp value)))
                     (format nil "#~A" (word (coerce value 'list))))
                    ((consp value) (format nil "(~A)" (joined (mapcar (function word) value) "_")))
                    (t (prin1-to-string value)))))

(defun outcome (call)
  (handler-case (word (apply (car call) (cdr call)))
    (error () "error")))

(let ((*print-pretty* nil))
  (dotimes (n 6000)
    (let* ((call (call)) (text (remove #\Newline (princ-to-string call))))
      (format t "~A ~A~%" (outcome call) text))))

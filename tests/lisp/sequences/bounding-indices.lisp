;;;; :START and :END of every function that has them, on each type of sequence (CLHS 17.1, glossary: bounding index
;;;; designator): NIL is the end, and what lies outside is refused.

(defparameter *sequences* (list (lambda () (list 1 0 1)) (lambda () (vector 1 0 1)) (lambda () (copy-seq #*101)) (lambda () (make-array 5 :fill-pointer 3 :initial-element 1)) (lambda () (make-array 3 :element-type '(unsigned-byte 8) :initial-element 1)) (lambda () (make-array 3 :adjustable t :initial-element 0))))
(defparameter *bounded*
  (list (lambda (s &rest bounds) (apply #'find 1 s bounds)) (lambda (s &rest bounds) (apply #'find-if #'plusp s bounds)) (lambda (s &rest bounds) (apply #'find-if-not #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'position 1 s bounds)) (lambda (s &rest bounds) (apply #'position-if #'plusp s bounds)) (lambda (s &rest bounds) (apply #'position-if-not #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'count 1 s bounds)) (lambda (s &rest bounds) (apply #'count-if #'plusp s bounds)) (lambda (s &rest bounds) (apply #'count-if-not #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'remove 1 s bounds)) (lambda (s &rest bounds) (apply #'remove-if #'plusp s bounds)) (lambda (s &rest bounds) (apply #'remove-if-not #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'delete 1 s bounds)) (lambda (s &rest bounds) (apply #'delete-if #'plusp s bounds)) (lambda (s &rest bounds) (apply #'delete-if-not #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'substitute 0 1 s bounds)) (lambda (s &rest bounds) (apply #'substitute-if 0 #'plusp s bounds)) (lambda (s &rest bounds) (apply #'substitute-if-not 0 #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'nsubstitute 0 1 s bounds)) (lambda (s &rest bounds) (apply #'nsubstitute-if 0 #'plusp s bounds)) (lambda (s &rest bounds) (apply #'nsubstitute-if-not 0 #'plusp s bounds))
        (lambda (s &rest bounds) (apply #'remove-duplicates s bounds)) (lambda (s &rest bounds) (apply #'delete-duplicates s bounds))
        (lambda (s &rest bounds) (apply #'reduce #'+ s bounds)) (lambda (s &rest bounds) (apply #'fill s 0 bounds))
        (lambda (s &key (start 0) end) (subseq s start end))
        (lambda (s &key (start 0) end) (search '(1) s :start2 start :end2 end)) (lambda (s &key (start 0) end) (search s '(1) :start1 start :end1 end))
        (lambda (s &key (start 0) end) (mismatch '(1) s :start2 start :end2 end)) (lambda (s &key (start 0) end) (mismatch s '(1) :start1 start :end1 end))
        (lambda (s &key (start 0) end) (replace (list 1 1 1) s :start2 start :end2 end)) (lambda (s &key (start 0) end) (replace s '(1 1 1) :start1 start :end1 end))))
;;; The numbers of the functions, with the numbers of the sequences, that accept BOUNDS.
(defun accepting (&rest bounds)
  (let ((found nil))
    (dotimes (i (length *bounded*) (nreverse found))
      (dotimes (j (length *sequences*))
        (handler-case (progn (apply (nth i *bounded*) (funcall (nth j *sequences*)) bounds) (push (list i j) found))
          (error () nil))))))
(length (accepting :start 0 :end 3)) => 192
(length (accepting :start 3 :end 3)) => 192
(length (accepting :start 3 :end nil)) => 192
(length (accepting :start 1 :end 2)) => 192
(accepting :start 4) => NIL
; A search may be over before it comes to the end of a list.
(accepting :start 0 :end 4) => ((0 0) (1 0) (2 0) (3 0) (4 0) (5 0))
(accepting :start 2 :end 1) => NIL
(accepting :start -1 :end 2) => NIL
(accepting :start 0 :end -1) => NIL
(accepting :start 1.0) => NIL
(accepting :start 0 :end 'a) => NIL
(accepting :start nil) => NIL
(accepting :start (expt 10 30)) => NIL
(accepting :start 0 :end (expt 10 30)) => ((0 0) (1 0) (2 0) (3 0) (4 0) (5 0))
;;; Whether each function refuses what is no proper sequence with a TYPE-ERROR.
(defun accepting-object (object)
  (let ((found nil))
    (dotimes (i (length *bounded*) (nreverse found))
      (handler-case (progn (funcall (nth i *bounded*) object) (push i found))
        (type-error () nil)))))
(accepting-object 5) => NIL
(accepting-object 'a) => NIL
(accepting-object (make-array '(2 2))) => NIL
(accepting-object (make-hash-table)) => NIL

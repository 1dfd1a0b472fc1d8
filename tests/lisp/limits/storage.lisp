;;;; Exhaustion of stack and heap is a STORAGE-CONDITION, and the program goes on.

(defun deep (n) (if (= n 0) 0 (1+ (deep (1- n)))))
(deep 100000) => 100000
(defun endless (n) (1+ (endless (1+ n))))
(handler-case (endless 0) (storage-condition () :stack)) => :STACK
(handler-case (endless 0) (storage-condition () :again)) => :AGAIN
(deep 1000) => 1000
(handler-case (make-array (expt 10 15)) (storage-condition () :heap) (error () :error)) => :HEAP
(length (make-array 10)) => 10

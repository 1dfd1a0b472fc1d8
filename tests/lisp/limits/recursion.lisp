;;;; Recursion: a million frames of every kind; what has no end is a STORAGE-CONDITION, and the program goes on.

(defmacro exhausted-p (form)
  `(handler-case (progn ,form nil) (storage-condition () t)))

(defun plain (n) (if (= n 0) 0 (1+ (plain (1- n)))))
(plain 1000000) => 1000000
(defun bound (n) (let ((*print-base* 10)) (if (= n 0) 0 (1+ (bound (1- n))))))
(bound 200000) => 200000
(defun caught (n) (catch 'tag (if (= n 0) 0 (1+ (caught (1- n))))))
(caught 200000) => 200000
(defvar *cleanups*)
(defun guarded (n) (unwind-protect (if (= n 0) (throw 'done n) (1+ (guarded (1- n)))) (incf *cleanups*)))
(let ((*cleanups* 0)) (catch 'done (guarded 100000)) *cleanups*) => 100001
(defun spread (n) (if (= n 0) 0 (1+ (apply (function spread) (list (1- n))))))
(spread 200000) => 200000
(defun mapped (n) (if (= n 0) 0 (1+ (car (mapcar (function mapped) (list (1- n)))))))
(mapped 50000) => 50000
(length (apply (function list) (make-list 500000))) => 500000
(length (multiple-value-list (values-list (make-list 100000)))) => 100000

;;; Without end: on the whole stack, then twenty times over on a smaller one.
(defun endless (n) (1+ (endless (1+ n))))
(exhausted-p (endless 0)) => T
(defparameter *limit* (sys::%set-stack-limit 1000000))
(let ((n 0)) (dotimes (i 20 n) (if (exhausted-p (endless 0)) (incf n)))) => 20
(defun endless-bindings (n) (let ((*print-base* 10)) (1+ (endless-bindings n))))
(exhausted-p (endless-bindings 0)) => T
*print-base* => 10
(defun endless-predicate (a b) (not (endless-predicate b a)))
(defun endless-catches (n) (catch 'tag (1+ (endless-catches n))))
(exhausted-p (endless-catches 0)) => T
(plain 1000) => 1000

;;; Cleanups run when the exhaustion is left.
(let ((*cleanups* 0))
  (list (exhausted-p (labels ((f (n) (unwind-protect (1+ (f n)) (incf *cleanups*)))) (f 0))) (> *cleanups* 1000)))
=> (T T)
;;; A handler that exhausts what it is given in turn is left too, and so are those outside of it.
(defmacro with-endless-handler (form)
  `(handler-bind ((storage-condition (lambda (condition) (declare (ignore condition)) (endless 0)))) ,form))
(exhausted-p (with-endless-handler (endless 0))) => T
(exhausted-p (with-endless-handler (with-endless-handler (endless 0)))) => T
(exhausted-p (unwind-protect (error "left") (endless 0))) => T
;;; So are cleanup forms that exhaust it, on each of thousands of levels; they have room otherwise, be the stack nearly full.
(defmacro with-endless-handlers (n form)
  (if (= n 0) form `(with-endless-handler (with-endless-handlers ,(1- n) ,form))))
(exhausted-p (with-endless-handlers 6 (endless 0))) => T
(exhausted-p (unwind-protect (unwind-protect (endless 0) (endless 0)) (endless 0))) => T
(sys::%set-stack-limit 100000) => 1000000
(let ((*cleanups* 0) (outermost nil))
  (list (exhausted-p (labels ((f (n) (unwind-protect (1+ (f (1+ n)))
                                       (if (= (mod n 16) 0) (plain 8000))
                                       (incf *cleanups*)
                                       (if (= n 0) (setq outermost t)))))
                       (f 0)))
        (> *cleanups* 1000) outermost))
=> (T T T)
(sys::%set-stack-limit 1000000) => 100000
;;; Those that have come to their end, or have been left, count no more, however many there are.
(sys::%set-stack-limit 100000) => 1000000
(defun exhaust-often (n) (dotimes (i n :done) (handler-case (unwind-protect (endless i) (list i)) (storage-condition () nil))))
(exhaust-often 6000) => :DONE
(dotimes (i 6000 :done) (block nil (handler-case (unwind-protect (endless i) (return)) (storage-condition () nil)))) => :DONE
(sys::%set-stack-limit 1000000) => 100000
(exhausted-p (sort (list 1 2 3) (function endless-predicate))) => T
(let ((table (make-hash-table :test 'equal)))
  (exhausted-p (labels ((fill-table (n) (setf (gethash n table) (list (fill-table (1+ n)))))) (fill-table 0))))
=> T
(sys::%set-stack-limit *limit*) => 1000000
(plain 1000000) => 1000000

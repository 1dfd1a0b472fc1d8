;;;; What grows without end is a STORAGE-CONDITION, and what took the memory is given back.

(defparameter *limit* (sys::%set-heap-limit 20000000))
(defmacro exhausted-p (form)
  `(handler-case (progn ,form nil) (storage-condition () t)))

(exhausted-p (let ((list nil)) (loop (push 1 list)))) => T
(exhausted-p (let ((vectors nil)) (loop (push (make-array 10000) vectors)))) => T
(exhausted-p (let ((string "abcdefgh")) (loop (setq string (concatenate 'string string string))))) => T
(exhausted-p (let ((n 3)) (loop (setq n (ash n (integer-length n)))))) => T
(exhausted-p (let ((n (ash 1 32000000))) (* n n))) => T
(exhausted-p (let ((table (make-hash-table)) (n 0)) (loop (setf (gethash (incf n 7) table) n)))) => T
(exhausted-p (let ((vector (make-array 10 :adjustable t :fill-pointer 0))) (loop (vector-push-extend 1 vector 100000)))) => T
(exhausted-p (with-output-to-string (text) (loop (write-string "some text that is long enough" text)))) => T
(let ((list (list 1))) (setf (cdr list) list) (exhausted-p (length (prin1-to-string (cons list (make-string 5000000)))))) => T

;;; Twenty times, with a list that lives on.
(defvar *kept* (make-list 10000 :initial-element 'kept))
(let ((n 0))
  (dotimes (i 20 n)
    (if (exhausted-p (let ((vectors nil)) (loop (push (make-array 100000) vectors)))) (incf n))))
=> 20
(count 'kept *kept*) => 10000
(< (sys::%gc t) 15000000) => T
;;; Reading collects when it must.
(let ((text (concatenate 'string "\"" (make-string 300000) "\"")) (n 0))
  (dotimes (i 40 n) (if (= (length (read-from-string text)) 300000) (incf n))))
=> 40

;;; Expansions that grow.
(defmacro swelling (x) `(swelling (list ,x ,x (make-array 1000))))
(exhausted-p (macroexpand '(swelling 1))) => T
(sys::%set-heap-limit *limit*) => 20000000

;;; What no memory can hold is refused at once.
(exhausted-p (make-string (expt 10 15))) => T
(exhausted-p (make-array (expt 10 15))) => T
(exhausted-p (make-array (list 1000000 1000000 1000000))) => T
(exhausted-p (make-array (expt 10 17) :element-type 'bit)) => T
(exhausted-p (make-list (expt 10 15))) => T
(exhausted-p (make-hash-table :size (expt 10 15))) => T
(exhausted-p (ash 1 (expt 10 15))) => T
(exhausted-p (expt 3 (expt 10 15))) => T
(integer-length (ash 1 1000000)) => 1000001

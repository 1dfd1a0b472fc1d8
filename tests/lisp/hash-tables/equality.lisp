;;;; What each of the standard's tests takes for the same key (CLHS 18.1.2, 5.3).

(defun same-key-p (test a b) (let ((h (make-hash-table :test test))) (setf (gethash a h) t) (nth-value 1 (gethash b h))))
(defun tests-that-find (a b) (remove-if-not (lambda (test) (same-key-p test a b)) '(eq eql equal equalp)))
(tests-that-find 'a 'a) => (EQ EQL EQUAL EQUALP)
; Whether equal numbers are identical is the implementation's affair.
(remove 'eq (tests-that-find (expt 10 30) (expt 10 30))) => (EQL EQUAL EQUALP)
(remove 'eq (tests-that-find 1d300 1d300)) => (EQL EQUAL EQUALP)
(remove 'eq (tests-that-find 1/2 2/4)) => (EQL EQUAL EQUALP)
(remove 'eq (tests-that-find #c(1 2) #c(1 2))) => (EQL EQUAL EQUALP)
(tests-that-find 1 1.0) => (EQUALP)
(tests-that-find 0.0 -0.0) => (EQUALP)
(tests-that-find 1.5 3/2) => (EQUALP)
(tests-that-find (expt 2 70) (expt 2d0 70)) => (EQUALP)
(tests-that-find 1 #c(1.0 0.0)) => (EQUALP)
(tests-that-find #c(1.0 0.0) #c(1d0 -0d0)) => (EQUALP)
(tests-that-find (vector #c(2.0 0.0)) (vector 2)) => (EQUALP)
(tests-that-find (list #c(2.0 0.0)) (list 2)) => (EQUALP)
(tests-that-find (vector #c(2.0 0.0)) (make-array 1 :element-type 'bit :initial-element 1)) => NIL
(tests-that-find (vector #c(1.0 0.0)) (make-array 1 :element-type 'bit :initial-element 1)) => (EQUALP)
(tests-that-find 1 #c(1.0 1.0)) => NIL
(tests-that-find #\a #\A) => (EQUALP)
(tests-that-find "ab" (copy-seq "ab")) => (EQUAL EQUALP)
(tests-that-find "ab" "AB") => (EQUALP)
(tests-that-find (list 1 "b") (list 1 (copy-seq "b"))) => (EQUAL EQUALP)
(tests-that-find (list 1 "b") (list 1.0 "B")) => (EQUALP)
(tests-that-find (vector 1 2) (vector 1 2)) => (EQUALP)
(tests-that-find (vector #\a #\b) "AB") => (EQUALP)
(tests-that-find #*01 (copy-seq #*01)) => (EQUAL EQUALP)
(tests-that-find #*01 #(0 1)) => (EQUALP)
(tests-that-find (make-array '(1 2) :initial-element 1) (make-array '(1 2) :initial-element 1.0)) => (EQUALP)
(tests-that-find (make-array '(1 2) :initial-element 1) (make-array '(2 1) :initial-element 1)) => NIL
(tests-that-find #p"a/b.c" (parse-namestring "a/b.c")) => (EQUAL EQUALP)
(defstruct point x y)
(tests-that-find (make-point :x 1 :y "a") (make-point :x 1.0 :y "A")) => (EQUALP)
(tests-that-find (make-point :x 1) (make-point :x 2)) => NIL
(flet ((table (&rest keys) (let ((h (make-hash-table :test 'equal))) (dolist (k keys h) (setf (gethash k h) (list k)))))) (list (tests-that-find (table 1 2) (table 2 1)) (tests-that-find (table 1) (table 2)))) => ((EQUALP) NIL)
(tests-that-find (lambda () 1) (lambda () 1)) => NIL
; Many keys, found, removed and found again.
(let ((wrong nil)) (dolist (test '(eq eql equal equalp) wrong) (let ((h (make-hash-table :test test :size 3))) (dotimes (n 300) (setf (gethash n h) (- n))) (dotimes (n 300) (if (= 0 (mod n 3)) (remhash n h))) (dotimes (n 300) (if (eql (gethash n h :gone) (if (= 0 (mod n 3)) :gone (- n))) nil (push (list test n) wrong))) (if (= (hash-table-count h) 200) nil (push test wrong))))) => NIL
